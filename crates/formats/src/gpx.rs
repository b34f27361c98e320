//! Writes places as GPX 1.1 (<https://www.topografix.com/GPX/1/1/>), for Organic Maps, OsmAnd and receivers.
//!
//! The schema prescribes the order of elements. Organic Maps shows `desc` and `cmt` but no links, so the URL of the page
//! is in the description too.

use crate::waypoint::{Waypoint, Waypoints};
use crate::xml::{element, escape, open};

/// The list as a GPX file.
pub fn write(list: &Waypoints) -> String {
    let head = [("version", "1.1"), ("creator", "City of Film"), ("xmlns", "http://www.topografix.com/GPX/1/1")];
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str(&open("gpx", &head));
    text.push_str("\n<metadata>");
    text.push_str(&known("name", &list.name));
    text.push_str(&link(&list.page, "text/html"));
    text.push_str("</metadata>\n");
    for place in &list.places {
        text.push_str(&waypoint(place));
    }
    text.push_str(&route(list));
    text.push_str("</gpx>\n");
    text
}

/// The stops as a route, if there is one. Map programs join them by a straight line, or find the way between them.
fn route(list: &Waypoints) -> String {
    let stops = list.route();
    if stops.is_empty() {
        return String::new();
    }
    let stop = |stop: &Waypoint| {
        [open("rtept", &[("lat", &stop.lat), ("lon", &stop.lng)]), known("name", &stop.name), "</rtept>".to_owned()]
            .concat()
    };
    let stops: String = stops.iter().map(stop).collect();
    ["<rte>", &known("name", &list.name), &stops, "</rte>\n"].concat()
}

fn waypoint(place: &Waypoint) -> String {
    let about: Vec<String> =
        [place.text.clone(), place.pages.join("\n")].into_iter().filter(|part| !part.is_empty()).collect();
    [
        open("wpt", &[("lat", &place.lat), ("lon", &place.lng)]),
        known("name", &place.name),
        known("cmt", &place.note),
        known("desc", &about.join("\n\n")),
        place.pages.iter().map(|page| link(page, "text/html")).collect(),
        place.pictures.iter().map(|picture| link(&picture.file, "image/jpeg")).collect(),
        known("type", &place.kind),
        "</wpt>\n".to_owned(),
    ]
    .concat()
}

/// An element, unless it would be empty: some programs refuse empty ones.
fn known(name: &str, text: &str) -> String {
    if escape(text).trim().is_empty() { String::new() } else { element(name, &[], text.trim()) }
}

fn link(address: &str, mime: &str) -> String {
    if address.is_empty() {
        return String::new();
    }
    [&*open("link", &[("href", address)]), &element("type", &[], mime), "</link>"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::waypoint::WaypointPicture;

    #[test]
    fn elements_are_in_the_order_of_the_schema_and_none_is_empty() {
        let pier = Waypoint {
            name: "Pier & \"Co\"".into(),
            kind: "Coast".into(),
            text: "Long.\nApproximate.".into(),
            note: "gate <B>".into(),
            lat: "36.0616".into(),
            lng: "120.3143".into(),
            pages: vec!["https://film.example/pier".into(), "https://film.example/zh/pier".into()],
            pictures: WaypointPicture::of_url("https://film.example/a.jpg"),
        };
        let bare = Waypoint {
            name: "Bare".into(),
            kind: String::new(),
            text: "\u{7}".into(),
            note: " ".into(),
            pages: Vec::new(),
            pictures: WaypointPicture::of_url(""),
            ..pier.clone()
        };
        let text = write(&Waypoints { name: "All".into(), page: String::new(), places: vec![pier, bare], stops: 2 });
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <gpx version=\"1.1\" creator=\"City of Film\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n\
             <metadata><name>All</name></metadata>\n\
             <wpt lat=\"36.0616\" lon=\"120.3143\"><name>Pier &amp; &quot;Co&quot;</name><cmt>gate &lt;B&gt;</cmt>\
             <desc>Long.\nApproximate.\n\nhttps://film.example/pier\nhttps://film.example/zh/pier</desc>\
             <link href=\"https://film.example/pier\"><type>text/html</type></link>\
             <link href=\"https://film.example/zh/pier\"><type>text/html</type></link>\
             <link href=\"https://film.example/a.jpg\"><type>image/jpeg</type></link><type>Coast</type></wpt>\n\
             <wpt lat=\"36.0616\" lon=\"120.3143\"><name>Bare</name></wpt>\n\
             <rte><name>All</name><rtept lat=\"36.0616\" lon=\"120.3143\"><name>Pier &amp; &quot;Co&quot;</name></rtept>\
             <rtept lat=\"36.0616\" lon=\"120.3143\"><name>Bare</name></rtept></rte>\n</gpx>\n"
        );
    }
}
