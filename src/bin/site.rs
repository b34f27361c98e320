//! The site tool with the app's own pages.

fn main() -> std::process::ExitCode {
    site::cli::run(city_of_film::prerender::body)
}
