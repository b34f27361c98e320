//! The clips as an OpenTimelineIO timeline: one video track, each clip whole, in the order of the pack.

use super::footage::{Footage, clip_id};
use super::{PackView, Row, array, name, object, string};
use film_core::locale::Locale;

/// The key of our values in the metadata of clips.
const METADATA: &str = "film_office";

/// The number of clips in [`otio`]. Do not offer a timeline without clips.
pub fn clip_count(view: &PackView) -> usize {
    view.rows.iter().filter(|row| row.footage.is_some()).count()
}

/// The timeline. A clip keeps its own frame rate, and starts at zero, because the records have no start timecodes.
///
/// The schema versions are the oldest that have all these fields, so that older programs read them.
pub fn otio(view: &PackView, locale: Locale) -> String {
    let clips = view.rows.iter().filter_map(|row| Some(clip(row, row.footage.as_ref()?)));
    let track = composition(
        "Track.1",
        "Video",
        [("kind", string("Video")), ("children", array(clips)), ("source_range", null())],
    );
    let stack = composition("Stack.1", "tracks", [("children", array([track])), ("source_range", null())]);
    let timeline = object([
        ("OTIO_SCHEMA", string("Timeline.1")),
        ("metadata", object([])),
        ("name", string(name(view, locale))),
        ("global_start_time", null()),
        ("tracks", stack),
    ]);
    timeline + "\n"
}

fn clip(row: &Row, footage: &Footage) -> String {
    let range = range(footage);
    let rate = footage.rate.fraction();
    let about = [
        ("page", &row.address),
        ("credit", &footage.credit),
        ("licence", &footage.licence),
        ("frame_rate", &rate),
        ("note", &row.note),
    ];
    let about = about.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (key, string(value)));
    let media = object([
        ("OTIO_SCHEMA", string("ExternalReference.1")),
        ("metadata", object([])),
        ("name", string(&clip_id(&row.page))),
        ("available_range", range.clone()),
        ("target_url", string(&footage.file)),
    ]);
    object([
        ("OTIO_SCHEMA", string("Clip.1")),
        ("metadata", object([(METADATA, object(about))])),
        ("name", string(&row.title)),
        ("source_range", range),
        ("effects", array([])),
        ("markers", array([])),
        ("media_reference", media),
    ])
}

fn composition<'a>(schema: &str, name: &str, fields: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let head = [("OTIO_SCHEMA", string(schema)), ("metadata", object([])), ("name", string(name))];
    object(head.into_iter().chain([("effects", array([])), ("markers", array([]))]).chain(fields))
}

/// All frames of a clip.
fn range(footage: &Footage) -> String {
    // OpenTimelineIO stores rates and frames as floats.
    let mut rate = footage.rate.decimal(17);
    if !rate.contains('.') {
        rate.push_str(".0");
    }
    let time = |frames: u32| {
        object([("OTIO_SCHEMA", string("RationalTime.1")), ("rate", rate.clone()), ("value", format!("{frames}.0"))])
    };
    object([("OTIO_SCHEMA", string("TimeRange.1")), ("start_time", time(0)), ("duration", time(footage.frames))])
}

fn null() -> String {
    "null".to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{footage, sample};
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn the_timeline() {
        let mut view = sample();
        view.rows[2].footage = Some(footage(24_000, 1_001, 240));
        view.rows[2].note = "the \"third\" pass".into();
        let time = |value: u32| {
            format!("{{\"OTIO_SCHEMA\":\"RationalTime.1\",\"rate\":23.97602397602397602,\"value\":{value}.0}}")
        };
        let range =
            format!("{{\"OTIO_SCHEMA\":\"TimeRange.1\",\"start_time\":{},\"duration\":{}}}", time(0), time(240));
        assert_eq!(
            otio(&view, Locale::En),
            format!(
                "{{\"OTIO_SCHEMA\":\"Timeline.1\",\"metadata\":{{}},\"name\":\"Old town\",\"global_start_time\":null,\
                \"tracks\":{{\"OTIO_SCHEMA\":\"Stack.1\",\"metadata\":{{}},\"name\":\"tracks\",\"effects\":[],\"markers\":[],\
                \"children\":[{{\"OTIO_SCHEMA\":\"Track.1\",\"metadata\":{{}},\"name\":\"Video\",\"effects\":[],\"markers\":[],\
                \"kind\":\"Video\",\"children\":[{{\"OTIO_SCHEMA\":\"Clip.1\",\"metadata\":{{\"film_office\":{{\
                \"page\":\"https://example.org/library/clips/gulls\",\"credit\":\"Drawing: film office\",\"licence\":\"CC BY 4.0\",\
                \"frame_rate\":\"24000/1001\",\"note\":\"the \\\"third\\\" pass\"}}}},\"name\":\"Gulls\",\"source_range\":{range},\
                \"effects\":[],\"markers\":[],\"media_reference\":{{\"OTIO_SCHEMA\":\"ExternalReference.1\",\"metadata\":{{}},\
                \"name\":\"gulls\",\"available_range\":{range},\"target_url\":\"https://example.org/media/gulls.mp4\"}}}}],\
                \"source_range\":null}}],\"source_range\":null}}}}\n"
            )
        );
        assert_eq!(clip_count(&view), 1);
    }

    #[test]
    fn rates_are_the_nearest_numbers_and_clips_without_a_file_are_left_out() {
        let mut view = sample();
        assert_eq!(clip_count(&view), 0);
        for (num, den) in [(24_000, 1_001), (30_000, 1_001), (60_000, 1_001), (120_000, 1_001), (25, 1), (15, 2)] {
            view.rows[2].footage = Some(footage(num, den, u32::MAX));
            let text = otio(&view, Locale::Zh);
            let timeline: Value = serde_json::from_str(&text).unwrap();
            let clips = timeline.pointer("/tracks/children/0/children").unwrap();
            let duration = &clips[0]["source_range"]["duration"];
            assert_eq!((&duration["value"], clips.as_array().unwrap().len()), (&json!(4_294_967_295.0), 1));
            // serde_json does not round every float to the nearest.
            let rate = text.split("\"rate\":").nth(1).unwrap().split(',').next().unwrap();
            assert_eq!(rate.parse(), Ok(f64::from(num) / f64::from(den)), "{num}/{den}");
        }
    }
}
