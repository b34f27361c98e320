//! The browser's entry: takes over the page it finds.

fn main() {
    city_of_film::browser::start();
}
