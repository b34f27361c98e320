//! The browser's entry: hydrates the page it finds.

use city_of_film::app::{App, AppProps};

fn main() {
    city_of_film::browser::start(|bootstrap| App(AppProps { bootstrap }));
}
