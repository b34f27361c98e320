//! Writes places as KML 2.2 (OGC 07-147r2), for Google Earth, Organic Maps and GIS programs.
//!
//! Descriptions are HTML, which these programs show: picture, text, note and a link to the page.

use crate::waypoint::{Waypoint, WaypointPicture, Waypoints};
use crate::xml::{element, empty, escape, open};

/// The width of a picture in a description, in pixels.
const WIDTH: &str = "320";

/// The list as a KML file.
pub fn write(list: &Waypoints) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str(&open("kml", &[("xmlns", "http://www.opengis.net/kml/2.2")]));
    text.push_str("\n<Document>");
    text.push_str(&element("name", &[], &list.name));
    if !list.page.is_empty() {
        text.push_str(&element("description", &[], &link(&list.page)));
    }
    text.push('\n');
    for place in &list.places {
        // Longitude first.
        let point = element("coordinates", &[], &[&*place.lng, ",", &place.lat].concat());
        let name = element("name", &[], &place.name);
        let description = element("description", &[], &description(place));
        text.push_str(&["<Placemark>", &name, &description, "<Point>", &point, "</Point></Placemark>\n"].concat());
    }
    text.push_str(&route(list));
    text.push_str("</Document>\n</kml>\n");
    text
}

/// The stops joined by a line, if there is a route.
fn route(list: &Waypoints) -> String {
    let stops = list.route();
    if stops.is_empty() {
        return String::new();
    }
    let points: Vec<String> = stops.iter().map(|stop| [&*stop.lng, ",", &stop.lat].concat()).collect();
    let (name, line) = (element("name", &[], &list.name), element("coordinates", &[], &points.join(" ")));
    ["<Placemark>", &name, "<LineString><tessellate>1</tessellate>", &line, "</LineString></Placemark>\n"].concat()
}

fn description(place: &Waypoint) -> String {
    let mut html = String::new();
    for WaypointPicture { file, credit } in &place.pictures {
        let picture = empty("img", &[("src", file), ("width", WIDTH), ("alt", "")]);
        let line = if credit.is_empty() { "" } else { "<br/>" };
        html.push_str(&["<p>", &picture, line, &escape(credit), "</p>"].concat());
    }
    for text in [&place.kind, &place.text, &place.note].into_iter().filter(|text| !text.is_empty()) {
        html.push_str(&["<p>", &escape(text).replace('\n', "<br/>"), "</p>"].concat());
    }
    html.extend(place.pages.iter().map(|page| link(page)));
    html
}

fn link(page: &str) -> String {
    if page.is_empty() {
        return String::new();
    }
    ["<p>", &element("a", &[("href", page)], page), "</p>"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_html_in_which_texts_stay_texts() {
        let place = Waypoint {
            name: "Pier".into(),
            kind: "Coast".into(),
            text: "Long.\n<b>".into(),
            note: String::new(),
            lat: "36.0616".into(),
            lng: "-120.3143".into(),
            pages: vec!["https://film.example/pier".into()],
            pictures: vec![
                WaypointPicture { file: "https://film.example/a.jpg".into(), credit: String::new() },
                WaypointPicture { file: "files/01-2.jpg".into(), credit: "Wu & Co".into() },
            ],
        };
        let text = write(&Waypoints { name: "All".into(), page: String::new(), places: vec![place.clone()], stops: 1 });
        assert!(text.contains("<Point><coordinates>-120.3143,36.0616</coordinates></Point></Placemark>"), "{text}");
        let html = "<p><img src=\"https://film.example/a.jpg\" width=\"320\" alt=\"\"/></p>\
                    <p><img src=\"files/01-2.jpg\" width=\"320\" alt=\"\"/><br/>Wu &amp; Co</p><p>Coast</p><p>Long.<br/>&lt;b&gt;</p><p><a href=\"https://film.example/pier\">https://film.example/pier</a></p>";
        assert!(text.contains(&element("description", &[], html)), "{text}");
        assert!(!text.contains("LineString"), "{text}");
        let other = Waypoint { lat: "36.07".into(), lng: "120.4".into(), ..place.clone() };
        let places = vec![place.clone(), other, place];
        let text = write(&Waypoints { name: "A & B".into(), page: String::new(), places, stops: 2 });
        let line = "<Placemark><name>A &amp; B</name><LineString><tessellate>1</tessellate>\
                    <coordinates>-120.3143,36.0616 120.4,36.07</coordinates></LineString></Placemark>\n</Document>";
        assert!(text.contains(line), "{text}");
    }
}
