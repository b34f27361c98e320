//! Replays the seeds of the fuzz targets, so that bugs found once stay fixed.

#[path = "../fuzz/targets.rs"]
mod targets;

use site::read;

fn replay(name: &str) {
    let (_, target) = targets::TARGETS.iter().find(|(known, _)| *known == name).unwrap();
    let folder = targets::root().join("fuzz/seeds").join(name);
    let names = read::names(&folder).unwrap();
    assert!(names.len() >= 5, "{name} has {} seeds", names.len());
    for seed in names {
        println!("{name}/{seed}");
        target(&std::fs::read(folder.join(seed)).unwrap());
    }
}

#[test]
fn catalogue_files() {
    replay("catalog");
}

#[test]
fn content_files() {
    replay("content");
}

#[test]
fn links_of_packs() {
    replay("link");
}

#[test]
fn texts() {
    replay("markdown");
}

#[test]
fn addresses() {
    replay("route");
}

#[test]
fn each_target_is_built_and_has_seeds() {
    let manifest: toml::Table =
        std::fs::read_to_string(targets::root().join("fuzz/Cargo.toml")).unwrap().parse().unwrap();
    let built: Vec<&str> =
        manifest["bin"].as_array().unwrap().iter().map(|bin| bin["name"].as_str().unwrap()).collect();
    for (name, _) in targets::TARGETS {
        assert!(built.contains(&name), "{name}");
    }
    assert_eq!(built.len(), targets::TARGETS.len());
}
