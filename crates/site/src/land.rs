//! The land outline for maps: one GeoJSON file of the content becomes one small published outline.

use super::Files;
use super::naming::publish;
use geo::outline::{Ring, outline};
use serde_json::Value;
use wire::{FORMAT, Outline};

/// The path of the land's GeoJSON file below `public/content`.
pub const FILE: &str = "geo/land.geojson";

/// How far the simplified coast may be from the original, metres.
const TOLERANCE: f64 = 30.0;

/// The unit of the numbers in the published outline, metres.
const UNIT: f64 = 20.0;

/// Into how many parts the tolerance of the coarse land divides the longer side.
const COARSE: f64 = 400.0;

/// The land at two scales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Land {
    /// For maps.
    pub fine: Outline,
    /// For a drawing of the whole land, a few hundred pixels wide.
    pub coarse: Outline,
}

/// Reads the polygons of a GeoJSON text (RFC 7946, in WGS-84) and simplifies them.
///
/// # Errors
///
/// Returns an error if the file is not valid GeoJSON.
pub fn read(text: &str) -> Result<Land, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("this is not JSON: {error}"))?;
    let mut polygons = Vec::new();
    collect(&value, &mut polygons)?;
    let fine = simplified(&polygons, TOLERANCE, UNIT)?;
    let tolerance = f64::from(fine.size.0.max(fine.size.1)) * UNIT / COARSE;
    // Islands that are all smaller than the tolerance stay as they are.
    let coarse = simplified(&polygons, tolerance.max(TOLERANCE), (tolerance / 2.0).max(UNIT));
    Ok(Land { coarse: coarse.unwrap_or_else(|_| fine.clone()), fine })
}

/// Simplifies polygons; both lengths are in metres.
fn simplified(polygons: &[Vec<Ring>], tolerance: f64, unit: f64) -> Result<Outline, String> {
    let made = outline(polygons, tolerance, unit).map_err(|error| error.to_string())?;
    let whole = |number: f64, parts: f64| (number * parts).round() as u32;
    Ok(Outline {
        format: FORMAT,
        path: made.path(),
        origin: (whole(made.origin.x, 1e9), whole(made.origin.y, 1e9)),
        unit: whole(made.unit, 1e12),
        size: (made.width, made.height),
        detail: whole(made.detail * made.unit, 1e9),
    })
}

/// Publishes an outline and returns its URL.
pub fn write(outline: &Outline, files: &mut Files) -> String {
    let json = serde_json::to_vec(outline).expect("an outline is plain data");
    publish("data/map", &json, "json", files)
}

/// Adds the polygons of a GeoJSON object and all objects inside it. Lines and points are ignored.
fn collect(value: &Value, polygons: &mut Vec<Vec<Ring>>) -> Result<(), String> {
    let member = |name: &str| value.get(name).ok_or_else(|| format!("a {} has no {name:?}", value["type"]));
    let list = |value: &Value| value.as_array().cloned().ok_or_else(|| "a list is missing".to_owned());
    match value["type"].as_str() {
        Some("FeatureCollection") => list(member("features")?)?.iter().try_for_each(|inner| collect(inner, polygons)),
        Some("GeometryCollection") => {
            list(member("geometries")?)?.iter().try_for_each(|inner| collect(inner, polygons))
        }
        Some("Feature") => match member("geometry")? {
            Value::Null => Ok(()),
            geometry => collect(geometry, polygons),
        },
        Some("MultiPolygon") => {
            for inner in list(member("coordinates")?)? {
                polygons.push(polygon(&inner)?);
            }
            Ok(())
        }
        Some("Polygon") => {
            polygons.push(polygon(member("coordinates")?)?);
            Ok(())
        }
        Some("Point" | "MultiPoint" | "LineString" | "MultiLineString") => Ok(()),
        _ => Err("this is not GeoJSON: an object has no known \"type\"".to_owned()),
    }
}

fn polygon(value: &Value) -> Result<Vec<Ring>, String> {
    let wrong = || "the coordinates of a polygon are not lists of [longitude, latitude]".to_owned();
    let point = |value: &Value| Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?));
    let ring = |value: &Value| value.as_array()?.iter().map(point).collect::<Option<Ring>>();
    value.as_array().and_then(|rings| rings.iter().map(ring).collect()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "[[[120,36],[121,36],[121,37],[120,37],[120,36]]]";

    #[test]
    fn polygons_are_found_wherever_they_stand() {
        let bare = format!(r#"{{"type":"Polygon","coordinates":{SQUARE}}}"#);
        let many = format!(r#"{{"type":"MultiPolygon","coordinates":[{SQUARE}]}}"#);
        let feature = format!(r#"{{"type":"Feature","properties":{{}},"geometry":{bare}}}"#);
        let point = r#"{"type":"Point","coordinates":[1,2]}"#;
        let features =
            format!(r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":null}},{feature}]}}"#);
        let geometries = format!(r#"{{"type":"GeometryCollection","geometries":[{point},{many}]}}"#);
        let first = read(&bare).unwrap();
        let Land { fine, coarse } = &first;
        for outline in [fine, coarse] {
            assert!(outline.path.starts_with('M') && outline.path.ends_with('z'));
        }
        assert!(fine.size.0 > 4000 && fine.size.1 > 4000, "{:?}", fine.size);
        assert!((600..1000).contains(&coarse.size.0.max(coarse.size.1)), "{:?}", coarse.size);
        for text in [many, feature, features, geometries] {
            assert_eq!(read(&text).as_ref(), Ok(&first), "{text}");
        }
    }

    #[test]
    fn what_is_no_land_is_refused_with_a_reason() {
        for (text, says) in [
            ("", "not JSON"),
            ("[]", "not GeoJSON"),
            (r#"{"type":"Circle"}"#, "not GeoJSON"),
            (r#"{"type":"Polygon"}"#, "coordinates"),
            (r#"{"type":"Polygon","coordinates":[[["a",1]]]}"#, "longitude"),
            (r#"{"type":"Polygon","coordinates":[[[36,120],[37,120],[37,121]]]}"#, "not on the earth"),
            (r#"{"type":"FeatureCollection","features":3}"#, "list"),
            (r#"{"type":"FeatureCollection","features":[]}"#, "no polygon"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
