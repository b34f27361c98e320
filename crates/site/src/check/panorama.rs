//! Checks panoramas: the shape of the picture, and where its points lead.

use super::place::Place;
use super::records::{Records, known};
use film_core::model::location::Location;
use film_core::model::picture::{Panorama, PanoramaPoint, Picture};
use scene::PANORAMA_KINDS;

/// The least width of a photograph that can be turned, in pixels.
const LEAST: u32 = 2048;

/// Checks a picture of a location, if it is a panorama.
pub fn check(records: &Records, place: &Place, picture: &Picture, location: &Location) {
    let Some(Panorama { heading, points }) = &picture.panorama else { return };
    let fix = "leave \"direction\" out: \"heading\" of the panorama says where its middle looks";
    place.at("direction").must(picture.direction.is_none(), "a panorama looks in every direction", fix);
    let fix = "leave \"view\" out: a panorama is shown whole";
    place.at("view").must(picture.view.is_none(), "a panorama has a view", fix);
    if let Some(scene) = picture.scene {
        let kinds = PANORAMA_KINDS.map(|kind| kind.as_str()).join(" or ");
        let fix = format!("write \"kind\": {kinds}, or give a photograph (\"image\")");
        let place = place.at("scene");
        place.at("kind").must(PANORAMA_KINDS.contains(&scene.kind), "this kind is not drawn as a panorama", &fix);
    }
    if let Some(image) = &picture.image {
        shape(records, &place.at("image"), image);
    }
    let place = place.at("panorama");
    place.at("heading").within(f64::from(*heading), 0.0, 359.0);
    place.each("points", points, |place, point| leads(records, place, point, picture, location));
}

/// Checks that a photograph is equirectangular, and large enough. A file that cannot be read has an error of its own.
fn shape(records: &Records, place: &Place, image: &str) {
    let Some((width, height)) = records.media.size(image) else { return };
    // Programs that stitch panoramas may round by a few pixels.
    let is_whole = width.abs_diff(height * 2) <= width / 200;
    let what = format!("public/media/{image} is {width} × {height} pixels, not twice as wide as high");
    let fix = "export the panorama as equirectangular, 360° × 180°; for a part of one, leave \"panorama\" out";
    place.must(is_whole, &what, fix);
    let what = format!("public/media/{image} is {width} pixels wide, too few for a panorama");
    place.must(width >= LEAST, &what, &format!("export it {LEAST} pixels wide or more, best 4096"));
}

fn leads(records: &Records, place: &Place, point: &PanoramaPoint, picture: &Picture, here: &Location) {
    place.at("yaw").within(f64::from(point.yaw), -180.0, 180.0);
    place.at("pitch").within(f64::from(point.pitch), -90.0, 90.0);
    match (&point.location, &point.picture) {
        (Some(id), None) => {
            let place = place.at("location");
            records.record(&place, "locations", id.as_str());
            place.must(*id != here.id, "the point leads to its own page", "name another location");
        }
        (None, Some(id)) => {
            let place = place.at("picture");
            let ids = here.media.iter().filter_map(|picture| picture.id.as_deref());
            known(&place, id, ids, "the \"id\" of the pictures of this location");
            let is_other = picture.id.as_ref() != Some(id);
            place.must(is_other, "the point leads to its own picture", "name another picture");
        }
        (Some(_), Some(_)) => {
            place.wrong("the point leads to both a location and a picture", "keep one, or make two points of it");
        }
        (None, None) => {
            let fix =
                "add \"location\": \"…\" with the id of a location, or \"picture\" with the \"id\" of a picture here";
            place.wrong("the point leads nowhere", fix);
        }
    }
}
