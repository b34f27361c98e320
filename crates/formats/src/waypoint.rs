//! Places for map programs. The modules `gpx` and `kml` write them.

/// A list of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waypoints {
    /// The name of the list.
    pub name: String,
    /// The absolute URL of its page.
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
    /// The absolute URL of its page.
    pub page: String,
    /// The absolute URL of a JPEG picture. Google Earth and Organic Maps read neither WebP nor AVIF.
    pub picture: String,
}
