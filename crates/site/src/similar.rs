//! Finds similar clips: clips that an editor could use instead of a clip or cut next to it.

use super::related;
use film_core::model::clip::Clip;

/// The score of each shared property, by its importance to an editor. Light and subject decide whether two shots cut
/// together.
const PLACE: u32 = 4;
const SCENE: u32 = 4;
const TIME_OF_DAY: u32 = 3;
const SEASON: u32 = 3;
const WEATHER: u32 = 2;
const SHOT: u32 = 2;
const MOVEMENT: u32 = 1;
const KEYWORD: u32 = 1;
/// The maximum number of shared keywords that count.
const KEYWORDS: usize = 3;
/// A lower score is chance: any two clips share a season or a fixed camera.
const LEAST: u32 = 4;

/// Returns how similar two clips are; `None` if they have too little in common, or if only one is upright.
pub fn score(a: &Clip, b: &Clip) -> Option<u32> {
    let is_upright = |clip: &Clip| clip.technical.height > clip.technical.width;
    if is_upright(a) != is_upright(b) {
        return None;
    }
    let keywords = a.keywords.iter().filter(|word| b.keywords.contains(word)).count().min(KEYWORDS) as u32;
    let same = [
        (a.location == b.location, PLACE),
        (a.scene.kind == b.scene.kind, SCENE),
        (a.time_of_day == b.time_of_day, TIME_OF_DAY),
        (a.season == b.season, SEASON),
        (a.weather == b.weather, WEATHER),
        (a.shot_type == b.shot_type, SHOT),
        (a.movement == b.movement, MOVEMENT),
    ];
    let shared: u32 = same.iter().filter(|(is_same, _)| *is_same).map(|(_, weight)| weight).sum();
    Some(shared + KEYWORD * keywords).filter(|score| *score >= LEAST)
}

/// Returns the clips most similar to a clip, the most similar first. Ties keep the order of `all`.
pub fn similar<'a>(clip: &Clip, all: impl Iterator<Item = &'a Clip>, most: usize) -> Vec<&'a Clip> {
    related::best(all.filter(|other| other.id != clip.id), |other| score(clip, other)).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn clip(id: &str, change: impl FnOnce(&mut Value)) -> Clip {
        let text = |text: &str| json!({ "en": text });
        let mut value = json!({
            "id": id, "headline": text(id), "description": text("x"), "alt": text("x"),
            "keywords": [text("sea"), text("fog")], "shot_type": "wide", "movement": "static", "location": "pier",
            "created": "2025", "season": "winter", "time_of_day": "sunrise", "weather": "clear",
            "technical": {
                "frames": 100, "frame_rate": { "num": 25, "den": 1 }, "width": 1280, "height": 720, "bit_depth": 8,
                "chroma": "4:2:0", "primaries": 1, "transfer": 1, "matrix": 1, "full_range": false, "audio": false
            },
            "renditions": [], "scene": { "kind": "pier", "hour": "sunrise", "season": "winter" },
            "creator": text("x"), "credit_line": text("x"), "copyright": text("x"), "licence": "cc-by-4.0",
            "usage_terms": text("x"), "model_release": "not-needed", "property_release": "not-needed",
            "people_visible": false
        });
        change(&mut value);
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn every_thing_in_common_counts_by_its_weight() {
        let own = clip("own", |_| {});
        assert_eq!(score(&own, &clip("same", |_| {})), Some(21));
        for (field, value, less) in [
            ("location", json!("isle"), 4),
            ("time_of_day", json!("night"), 3),
            ("season", json!("summer"), 3),
            ("weather", json!("fog"), 2),
            ("shot_type", json!("close"), 2),
            ("movement", json!("pan"), 1),
            ("keywords", json!([{ "en": "sea" }]), 1),
        ] {
            let other = clip("other", |it| it[field] = value);
            assert_eq!(score(&own, &other), Some(21 - less), "{field}");
            assert_eq!(score(&own, &other), score(&other, &own), "{field}");
        }
    }

    #[test]
    fn what_has_little_in_common_is_not_offered() {
        let own = clip("own", |_| {});
        let upright = clip("upright", |it| it["technical"]["height"] = json!(2560));
        assert_eq!(score(&own, &upright), None);
        let stranger = clip("stranger", |it| {
            let other = [("location", "isle"), ("season", "summer"), ("weather", "fog"), ("shot_type", "close")];
            other.iter().for_each(|(field, value)| it[*field] = json!(value));
            it["scene"]["kind"] = json!("old-street");
            it["keywords"] = json!([]);
        });
        assert_eq!(score(&own, &stranger), Some(4));
        let night = clip("night", |it| it["time_of_day"] = json!("night"));
        assert_eq!(score(&night, &stranger), None, "a camera that does not move is not enough");
    }

    #[test]
    fn the_most_similar_come_first_and_equals_in_their_order() {
        let own = clip("own", |_| {});
        let all = [
            clip("night", |it| it["time_of_day"] = json!("night")),
            clip("own", |_| {}),
            clip("twin", |_| {}),
            clip("winter", |it| it["season"] = json!("summer")),
        ];
        let ids: Vec<&str> = similar(&own, all.iter(), 3).iter().map(|clip| clip.id.as_str()).collect();
        assert_eq!(ids, ["twin", "night", "winter"]);
        assert_eq!(similar(&own, all.iter(), 1).len(), 1);
    }
}
