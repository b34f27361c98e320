//! The entry point in the browser: hydrates the page.

use city_of_film::app::app;
use city_of_film::browser::{Address, start};

fn main() {
    start(|bootstrap| app(bootstrap, Address::current()));
}
