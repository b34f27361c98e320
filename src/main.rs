//! The browser's entry: hydrates the page it finds.

use city_of_film::app::{App, AppProps};
use city_of_film::browser::{Address, start};

fn main() {
    start(|bootstrap| App(AppProps { bootstrap, address: Address::current() }));
}
