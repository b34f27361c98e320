//! Places for map programs. The modules `gpx` and `kml` write them.

/// A list of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waypoints {
    /// The name of the list.
    pub name: String,
    /// The absolute URL of its page; in a file for several languages, that of the main language.
    pub page: String,
    /// The places in order.
    pub places: Vec<Waypoint>,
    /// How many of them, from the first on, are the stops of a route. 0 without a route.
    pub stops: usize,
}

impl Waypoints {
    /// The stops of the route. Empty if there are fewer than two.
    pub fn route(&self) -> &[Waypoint] {
        let stops = self.places.get(..self.stops).unwrap_or_default();
        if stops.len() < 2 { &[] } else { stops }
    }
}

/// A place. Fields without content are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waypoint {
    /// The name.
    pub name: String,
    /// The display name of its kind: `Coast`.
    pub kind: String,
    /// A description in plain text.
    pub text: String,
    /// The reader's note.
    pub note: String,
    /// The latitude in WGS-84 degrees, as a plain decimal: `36.0616`.
    pub lat: String,
    /// The longitude in the same form.
    pub lng: String,
    /// The absolute URL of its page, in each language of the file.
    pub pages: Vec<String>,
    /// Its pictures, the leading one first.
    pub pictures: Vec<WaypointPicture>,
}

/// A picture of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaypointPicture {
    /// A JPEG: its absolute URL or, in a KMZ, its path in the archive. Google Earth and Organic Maps read neither WebP
    /// nor AVIF.
    pub file: String,
    /// Its credit line; empty if there is none.
    pub credit: String,
}

impl WaypointPicture {
    /// The picture with this URL, without a credit line; none if the URL is empty.
    pub fn of_url(url: &str) -> Vec<WaypointPicture> {
        let picture = || WaypointPicture { file: url.to_owned(), credit: String::new() };
        (!url.is_empty()).then(picture).into_iter().collect()
    }
}
