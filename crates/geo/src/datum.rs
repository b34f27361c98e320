//! The three datums of maps of China, and URLs that open a point in these maps.
//!
//! WGS-84 is the datum of satellite receivers. GCJ-02 is WGS-84 displaced by up to about 700 m by law; Amap uses it.
//! BD-09 displaces that once more; Baidu uses it. Their owners do not publish the formulas. The formulas here have been
//! known since 2010 and agree with the services to about a metre. Outside China, both companies use WGS-84.

use super::{Place, decimal};
use formats::percent::encode;
use std::f64::consts::PI;

/// The datum of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Datum {
    /// The global datum: satellites, OpenStreetMap.
    Wgs84,
    /// The datum of the national survey: Amap, Tencent.
    Gcj02,
    /// The datum of Baidu.
    Bd09,
}

/// The same point in another datum. Outside [`displaced`] it is unchanged. A round trip is exact to a millimetre,
/// except within half a kilometre of the border of that area, where the result is ambiguous.
pub fn convert(place: Place, from: Datum, to: Datum) -> Place {
    if from == to {
        return place;
    }
    let wgs84 = match from {
        Datum::Wgs84 => place,
        Datum::Gcj02 => undo(place, gcj02),
        Datum::Bd09 => undo(place, |place| bd09(gcj02(place))),
    };
    if !displaced(wgs84) {
        return if from == Datum::Wgs84 || displaced(place) { wgs84 } else { place };
    }
    match to {
        Datum::Wgs84 => wgs84,
        Datum::Gcj02 => gcj02(wgs84),
        Datum::Bd09 => bd09(gcj02(wgs84)),
    }
}

/// The south, west, north and east edges of the box in which the public formulas displace points.
const DISPLACED: [f64; 4] = [0.8293, 72.004, 55.8271, 137.8347];

/// Parts of that box that are certainly not in mainland China, in the same order. They are coarse on purpose, to keep
/// clear of the border.
const ABROAD: [[f64; 4]; 13] = [
    [0.0, 124.6, 39.7, 138.0],    // Korea, southern Japan
    [39.7, 131.5, 44.4, 138.0],   // the Sea of Japan and its coasts
    [0.0, 119.95, 25.35, 124.6],  // Taiwan, the Philippines
    [23.1, 119.2, 23.85, 119.95], // the Penghu islands
    [0.0, 72.0, 21.1, 107.9],     // Indochina, southern India
    [21.1, 72.0, 26.6, 97.3],     // Bengal, northern Burma
    [26.6, 72.0, 27.7, 87.9],     // southern Nepal
    [27.7, 72.0, 31.0, 78.3],     // Delhi
    [31.0, 72.0, 35.0, 77.0],     // Kashmir, Lahore
    [35.0, 72.0, 56.0, 73.4],     // the west edge
    [42.4, 73.4, 56.0, 79.7],     // Kazakhstan
    [43.1, 97.0, 56.0, 110.3],    // Mongolia
    [49.5, 79.7, 56.0, 115.3],    // Siberia
];

/// Whether the Chinese datums differ from WGS-84 here: roughly, mainland China with Hong Kong and Macao.
pub fn displaced(place: Place) -> bool {
    within(place, &DISPLACED) && !ABROAD.iter().any(|part| within(place, part))
}

fn within(place: Place, [south, west, north, east]: &[f64; 4]) -> bool {
    (*south..=*north).contains(&place.lat) && (*west..=*east).contains(&place.lng)
}

/// Converts WGS-84 to GCJ-02, at any point.
fn gcj02(place: Place) -> Place {
    // The ellipsoid of Krasovsky 1940.
    const AXIS: f64 = 6_378_245.0;
    const ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;
    let (x, y) = (place.lng - 105.0, place.lat - 35.0);
    let wave = |angle: f64, height: f64| height * (angle * PI).sin();
    let both = wave(6.0 * x, 20.0) + wave(2.0 * x, 20.0);
    let root = x.abs().sqrt();
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * root
        + (both + wave(y, 20.0) + wave(y / 3.0, 40.0) + wave(y / 12.0, 160.0) + wave(y / 30.0, 320.0)) / 1.5;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * root
        + (both + wave(x, 20.0) + wave(x / 3.0, 40.0) + wave(x / 12.0, 150.0) + wave(x / 30.0, 300.0)) / 1.5;
    let lat = place.lat.to_radians();
    let curve = 1.0 - ECCENTRICITY_SQUARED * lat.sin() * lat.sin();
    let meridian = AXIS * (1.0 - ECCENTRICITY_SQUARED) / (curve * curve.sqrt());
    // There is no east at the poles. The lower bound keeps the quotient finite there.
    let parallel = (AXIS / curve.sqrt() * lat.cos()).max(1.0);
    Place::wrapped(place.lat + (north / meridian).to_degrees(), place.lng + (east / parallel).to_degrees())
}

/// Converts GCJ-02 to BD-09, at any point.
fn bd09(place: Place) -> Place {
    const TURN: f64 = PI * 3000.0 / 180.0;
    let radius = place.lng.hypot(place.lat) + 0.000_02 * (place.lat * TURN).sin();
    let angle = place.lat.atan2(place.lng) + 0.000_003 * (place.lng * TURN).cos();
    Place::wrapped(radius * angle.sin() + 0.006, radius * angle.cos() + 0.0065)
}

/// The point that `forward` maps to `place`, by fixed-point iteration. The displacement changes by less than a fiftieth
/// of the distance moved, so every round gains more than a digit.
fn undo(place: Place, forward: impl Fn(Place) -> Place) -> Place {
    let mut guess = place;
    for _ in 0..12 {
        let there = forward(guess);
        guess = Place::wrapped(guess.lat + place.lat - there.lat, guess.lng + place.lng - there.lng);
    }
    guess
}

/// A URL that opens Amap at the point with a marker (Amap URI API, “marker”). The service also accepts
/// `coordinate=wgs84`. The URL uses GCJ-02, the default, so that it is right even if the app does not receive that
/// parameter.
pub fn amap_address(place: Place, datum: Datum, name: &str, source: &str) -> String {
    let (lat, lng) = texts(place, datum, Datum::Gcj02);
    let (name, source) = (encode(name), encode(source));
    format!("https://uri.amap.com/marker?position={lng},{lat}&name={name}&src={source}&coordinate=gaode&callnative=0")
}

/// A URL that opens Baidu Maps at the point with a marker (Baidu Maps URI API, “marker”). All parameters are required.
/// `source` has the form `webapp.company.application`. The URL uses BD-09, the default.
pub fn baidu_address(place: Place, datum: Datum, title: &str, content: &str, source: &str) -> String {
    let (lat, lng) = texts(place, datum, Datum::Bd09);
    let (title, content, source) = (encode(title), encode(content), encode(source));
    format!(
        "https://api.map.baidu.com/marker?location={lat},{lng}&title={title}&content={content}&output=html\
         &coord_type=bd09ll&src={source}"
    )
}

/// A URL that opens OpenStreetMap at the point with a marker.
pub fn openstreetmap_address(place: Place, datum: Datum) -> String {
    let (lat, lng) = texts(place, datum, Datum::Wgs84);
    format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lng}#map=17/{lat}/{lng}")
}

/// A URL that opens Apple Maps at the point with a marker; on an iPhone, it opens the app. Apple's maps of China use
/// GCJ-02, which equals WGS-84 outside China.
pub fn apple_address(place: Place, datum: Datum, name: &str) -> String {
    let (lat, lng) = texts(place, datum, Datum::Gcj02);
    format!("https://maps.apple.com/?ll={lat},{lng}&q={}", encode(name))
}

/// A URL that opens Google Maps at the point with a marker. Its street maps of China use GCJ-02.
pub fn google_address(place: Place, datum: Datum) -> String {
    let (lat, lng) = texts(place, datum, Datum::Gcj02);
    format!("https://www.google.com/maps/search/?api=1&query={lat}%2C{lng}")
}

/// A `geo:` URI, which a phone opens in its own map (RFC 5870; always WGS-84). iOS does not support it.
pub fn geo_address(place: Place, datum: Datum) -> String {
    let (lat, lng) = texts(place, datum, Datum::Wgs84);
    format!("geo:{lat},{lng}")
}

/// The latitude and longitude of a place in another datum.
fn texts(place: Place, from: Datum, to: Datum) -> (String, String) {
    let point = convert(place, from, to);
    (decimal(point.lat), decimal(point.lng))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distance::distance;
    use proptest::prelude::*;

    const ALL: [Datum; 3] = [Datum::Wgs84, Datum::Gcj02, Datum::Bd09];

    fn place(lat: f64, lng: f64) -> Place {
        Place::new(lat, lng).unwrap()
    }

    type Row = (f64, f64, (f64, f64), (f64, f64));

    /// Latitude and longitude in WGS-84, then the point in GCJ-02 and in BD-09. Computed by coordtransform 2 (npm).
    /// gcoord (npm) and coord-convert (PyPI) give the same to 1e-9°.
    const REFERENCE: [Row; 14] = [
        (36.07, 120.38, (36.070274639, 120.385132238), (36.076362754, 120.391595138)),
        (36.0671, 120.3826, (36.067376228, 120.387733080), (36.073416833, 120.394213050)),
        (39.9087, 116.3975, (39.910103499, 116.403743573), (39.916442750, 116.410116586)),
        (31.2304, 121.4737, (31.228457738, 121.478223059), (31.234310594, 121.484781469)),
        (22.5431, 114.0579, (22.540382814, 114.063013999), (22.546041559, 114.069563987)),
        (43.8256, 87.6168, (43.826805393, 87.619649949), (43.832949795, 87.626099771)),
        (29.6525, 91.1721, (29.649710610, 91.173567382), (29.655764414, 91.180060123)),
        (18.2528, 109.5119, (18.251094792, 109.515984295), (18.256876554, 109.522531792)),
        (53.4808, 122.3374, (53.482806903, 122.344871939), (53.488444296, 122.351510154)),
        (30.5728, 104.0668, (30.570346141, 104.069305477), (30.576351856, 104.075782957)),
        (45.8038, 126.5349, (45.805781775, 126.540940717), (45.811395970, 126.547559618)),
        (39.4704, 75.9898, (39.470627026, 75.992754990), (39.476589909, 75.999263647)),
        (24.4798, 118.0894, (24.477153232, 118.094377084), (24.483411181, 118.100820586)),
        (22.3193, 114.1694, (22.316550799, 114.174367066), (22.322222377, 114.180927599)),
    ];

    #[test]
    fn conversions_agree_with_other_programs() {
        for (lat, lng, gcj02, bd09) in REFERENCE {
            let from = place(lat, lng);
            for (datum, (lat, lng)) in [(Datum::Gcj02, gcj02), (Datum::Bd09, bd09)] {
                let to = place(lat, lng);
                assert!(distance(convert(from, Datum::Wgs84, datum), to) < 0.001, "{from:?} to {datum:?}");
                assert!(distance(convert(to, datum, Datum::Wgs84), from) < 0.001, "{to:?} from {datum:?}");
            }
        }
    }

    #[test]
    fn the_area_of_displacement_holds_the_border_towns_and_not_the_neighbours() {
        for (name, lat, lng, inside) in [
            ("Qingdao", 36.07, 120.38, true),
            ("Dandong", 40.0, 124.38, true),
            ("Hunchun", 42.86, 130.36, true),
            ("Suifenhe", 44.4, 131.15, true),
            ("Fuyuan", 48.36, 134.3, true),
            ("Mohe", 53.48, 122.34, true),
            ("Manzhouli", 49.6, 117.4, true),
            ("Erenhot", 43.65, 111.98, true),
            ("Kanas", 49.1, 87.0, true),
            ("Yining", 43.9, 81.3, true),
            ("Kashgar", 39.47, 75.99, true),
            ("Tashkurgan", 37.77, 75.23, true),
            ("Purang", 30.29, 81.17, true),
            ("Zhangmu", 27.99, 85.98, true),
            ("Yadong", 27.48, 88.9, true),
            ("Ruili", 24.0, 97.85, true),
            ("Mengla", 21.46, 101.56, true),
            ("Dongxing", 21.54, 107.97, true),
            ("Sanya", 18.25, 109.5, true),
            ("Pingtan", 25.5, 119.8, true),
            ("Seoul", 37.57, 126.98, false),
            ("Osaka", 34.69, 135.5, false),
            ("Tokyo", 35.68, 139.69, false),
            ("Vladivostok", 43.12, 131.89, false),
            ("Taipei", 25.03, 121.56, false),
            ("Magong", 23.57, 119.58, false),
            ("Manila", 14.6, 120.98, false),
            ("Hanoi", 21.03, 105.85, false),
            ("Singapore", 1.35, 103.82, false),
            ("Bangkok", 13.76, 100.5, false),
            ("Delhi", 28.61, 77.21, false),
            ("Kathmandu", 27.69, 85.32, false),
            ("Almaty", 43.24, 76.89, false),
            ("Ulaanbaatar", 47.89, 106.9, false),
            ("Irkutsk", 52.29, 104.3, false),
            ("Reykjavik", 64.15, -21.94, false),
            ("North Pole", 90.0, 100.0, false),
        ] {
            assert_eq!(displaced(place(lat, lng)), inside, "{name}");
            if !inside {
                for datum in ALL {
                    assert_eq!(convert(place(lat, lng), Datum::Wgs84, datum), place(lat, lng), "{name}");
                    assert_eq!(convert(place(lat, lng), datum, Datum::Wgs84), place(lat, lng), "{name}");
                }
            }
        }
    }

    #[test]
    fn addresses_open_the_point_in_the_map_that_they_name() {
        let at = place(36.07, 120.38);
        assert_eq!(
            amap_address(at, Datum::Wgs84, "五四广场 & 海", "film"),
            "https://uri.amap.com/marker?position=120.385132,36.070275&name=%E4%BA%94%E5%9B%9B%E5%B9%BF%E5%9C%BA%20%26%20%E6%B5%B7&src=film&coordinate=gaode&callnative=0"
        );
        assert_eq!(
            baidu_address(at, Datum::Wgs84, "a=b", "c#d", "webapp.film.office"),
            "https://api.map.baidu.com/marker?location=36.076363,120.391595&title=a%3Db&content=c%23d&output=html&coord_type=bd09ll&src=webapp.film.office"
        );
        assert_eq!(
            openstreetmap_address(at, Datum::Wgs84),
            "https://www.openstreetmap.org/?mlat=36.070000&mlon=120.380000#map=17/36.070000/120.380000"
        );
        assert_eq!(geo_address(at, Datum::Wgs84), "geo:36.070000,120.380000");
        assert_eq!(
            apple_address(at, Datum::Wgs84, "五四广场 & 海"),
            "https://maps.apple.com/?ll=36.070275,120.385132&q=%E4%BA%94%E5%9B%9B%E5%B9%BF%E5%9C%BA%20%26%20%E6%B5%B7"
        );
        assert_eq!(
            apple_address(place(52.52, 13.405), Datum::Wgs84, "a"),
            "https://maps.apple.com/?ll=52.520000,13.405000&q=a"
        );
        assert_eq!(geo_address(convert(at, Datum::Wgs84, Datum::Bd09), Datum::Bd09), "geo:36.070000,120.380000");
    }

    #[test]
    fn degrees_are_printed_with_six_decimals() {
        for (degrees, text) in [
            (0.0, "0.000000"),
            (-0.0, "0.000000"),
            (-0.000_000_4, "0.000000"),
            (-0.000_000_6, "-0.000001"),
            (36.07, "36.070000"),
            (-120.000_001, "-120.000001"),
            (179.999_999_9, "180.000000"),
            (f64::NAN, "0.000000"),
            (f64::INFINITY, "9223372036854.775807"),
        ] {
            assert_eq!(decimal(degrees), text, "{degrees}");
        }
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_point(lat in 18.2..53.5, lng in 73.5..134.7) {
            let from = place(lat, lng);
            for a in ALL {
                for b in ALL {
                    let start = convert(from, Datum::Wgs84, a);
                    let back = convert(convert(start, a, b), b, a);
                    // Within a kilometre of the border, there are two correct results.
                    let clear = [-0.015, 0.0, 0.015].iter().all(|n| {
                        [-0.015, 0.0, 0.015].iter().all(|e| displaced(place(lat + n, lng + e)) == displaced(from))
                    });
                    prop_assert!(!clear || distance(start, back) < 0.001, "{:?} {:?} {}", a, b, distance(start, back));
                    prop_assert!(distance(start, back) < 3000.0);
                }
            }
        }

        #[test]
        fn every_place_converts_to_a_place(lat in -90.0..=90.0, lng in -180.0..=180.0) {
            for a in ALL {
                for b in ALL {
                    let to = convert(place(lat, lng), a, b);
                    prop_assert_eq!(Place::new(to.lat(), to.lng()), Some(to));
                }
            }
        }

        #[test]
        fn printed_degrees_read_back(degrees in -180.0..180.0) {
            let back: f64 = decimal(degrees).parse().unwrap();
            prop_assert!((back - degrees).abs() <= 0.500_001e-6);
        }

        #[test]
        fn names_never_break_an_address(name in ".*") {
            let address = amap_address(place(36.07, 120.38), Datum::Wgs84, &name, "film");
            prop_assert!(address.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert_eq!(address.matches('&').count(), 4);
            prop_assert_eq!(address.matches(['#', '"', '<', ' ']).count(), 0);
        }
    }
}
