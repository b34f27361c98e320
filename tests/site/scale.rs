//! Synthetic sites: they build, they are the same twice, and nothing is written over.

use super::Fixture;
use city_of_film::site::scale::{self, Wanted};
use city_of_film::site::{self, Input, read};
use std::path::Path;

const WANTED: Wanted = Wanted { locations: 90, clips: 40, experts: 30, seed: 1 };

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let names = read::names(folder).unwrap();
    names.into_iter().map(|name| (name.clone(), std::fs::read(folder.join(&name)).unwrap())).collect()
}

#[test]
fn a_synthetic_site_builds_and_is_the_same_twice() {
    let fixture = Fixture::new();
    let [one, two, other] = ["one", "two", "other"].map(|name| fixture.folder.path().join(name));
    scale::write(&fixture.path(""), &one, WANTED).unwrap();
    scale::write(&fixture.path(""), &two, WANTED).unwrap();
    scale::write(&fixture.path(""), &other, Wanted { seed: 2, ..WANTED }).unwrap();
    assert!(contents(&one) == contents(&two), "the same seed makes the same site");
    assert!(contents(&one) != contents(&other), "another seed makes another");

    let input = Input { public: one, ..fixture.input("2024-06-01T00:00:00Z") };
    let content = site::load(&input).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!((content.locations.len(), content.clips.len(), content.experts.len()), (90, 40, 30));
    let whole = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));
    let is_record = |path: &&String| path.starts_with("library/locations/") && path.ends_with(".html");
    assert_eq!(whole.keys().filter(is_record).count(), 90);
    let lists = site::build(&Input { lists_only: true, ..input }).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(lists.keys().filter(is_record).count(), 0);
    assert_eq!(lists["library/locations.html"], whole["library/locations.html"]);
}

#[test]
fn a_folder_in_use_and_senseless_numbers_are_refused() {
    let fixture = Fixture::new();
    let used = fixture.path("");
    assert!(scale::write(&used, &used, WANTED).unwrap_err().contains("not empty"));
    let new = fixture.folder.path().join("new");
    let many = Wanted { clips: scale::MOST + 1, ..WANTED };
    assert!(scale::write(&used, &new, many).unwrap_err().contains("ask for fewer"));
    assert!(scale::write(&new, &new, WANTED).unwrap_err().contains("no clip"));
    assert!(!new.exists(), "nothing was written");
}
