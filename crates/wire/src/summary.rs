//! The fields that the program reads from a body without knowing the kind of its page.

use crate::document::*;
use film_core::route::Page;
use serde::Deserialize;

/// Declares the fields of [`Summary`] and the bodies that have each field. A field that was renamed in a body, or has
/// another type there, does not compile.
macro_rules! summary {
    ($($(#[$about:meta])* $field:ident: $type:ty = $($body:ident),+;)+) => {
        /// The data that packs, comparisons and offline copies need of a record. Every body has some of these fields.
        #[derive(Clone, Debug, Default, PartialEq, Deserialize)]
        #[serde(default)]
        pub struct Summary {
            $($(#[$about])* pub $field: $type,)+
        }

        $($(const _: fn($body) -> $type = |body| body.$field.into();)+)+
    };
}

summary! {
    /// The name of a location's class.
    class_name: Option<String> = Location;
    /// The kind and year of a production.
    kicker: Option<String> = Production;
    /// When an article was published.
    published: Option<Moment> = Article;
    /// The role of a person.
    role: Option<String> = Person;
    /// Pictures of a location, the leading picture first.
    pictures: Vec<Picture> = Location;
    /// A portrait.
    picture: Option<Picture> = Person;
    /// The poster of a clip.
    poster: Option<Picture> = Clip;
    /// The leading picture.
    hero: Option<Picture> = Article, Edition;
    /// Labelled facts.
    facts: Vec<Fact> = Edition, Session, Person, Report, Location, Production, Clip;
    /// A clip's measured properties.
    technical: Vec<Fact> = Clip;
    /// A clip's licence and terms.
    rights: Vec<Fact> = Clip;
    /// A clip's files.
    renditions: Vec<Rendition> = Clip;
    /// A clip's frames.
    frames: Option<Frames> = Clip;
    /// The credit line that must accompany a clip.
    credit_line: String = Clip;
    /// The district that a location is in.
    district: String = Location;
    /// The position for copying, in degrees north and east.
    coordinates: Option<String> = Location;
    /// The JPEG that other programs show for a location.
    share_card: Option<String> = Location;
    /// The position in words, and its precision.
    position_text: Option<(String, String)> = Location;
    /// The position in millionths of a degree north and east.
    position: Option<(i32, i32)> = Location;
    /// The land of a map.
    land: Option<Land> = Location, Collection;
    /// URLs that open a location in other maps, each with the map's name.
    maps: Vec<(String, String)> = Location;
    /// The time zone of a location's sun, or of an agenda.
    zone: Option<Zone> = Location, Agenda;
    /// When a location was last checked.
    freshness: Option<String> = Location;
    /// Works shot at a location.
    #[serde(deserialize_with = "items")]
    productions: Vec<Work> = Location;
    /// A person's works.
    #[serde(deserialize_with = "items")]
    credits: Vec<Work> = Person;
    /// The start of a session, as a UTC instant.
    start: Option<String> = Session;
    /// The end of a session in the same form.
    end: Option<String> = Session;
    /// The sessions of an edition. The sessions of an agenda have another shape and are ignored.
    #[serde(deserialize_with = "items")]
    sessions: Vec<SessionRow> = Edition;
    /// An edition's speakers.
    speakers: Vec<Card> = Edition;
    /// An edition's reports.
    reports: Vec<Card> = Edition;
    /// The names of all records of a collection, grouped.
    index: Vec<(String, Vec<Link>)> = Collection;
}

impl Summary {
    /// The picture that represents the record.
    pub fn lead_picture(&self) -> Option<&Picture> {
        self.picture.as_ref().or(self.poster.as_ref()).or(self.hero.as_ref()).or(self.pictures.first())
    }

    /// The pages that belong to the record: an edition's sessions, speakers and reports, or a collection's records.
    pub fn into_pages(self) -> impl Iterator<Item = Page> {
        let cards = self.speakers.into_iter().chain(self.reports).map(|card| card.to);
        let links = self.index.into_iter().flat_map(|(_, links)| links).map(|link| link.to);
        self.sessions.into_iter().map(|row| row.to).chain(cards).chain(links)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(body: &str) -> SentDocument {
        let json = format!(r#"{{"format":2,"page":"/news/a","title":"T","description":"","body":{body}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn bodies_of_all_kinds_are_read_and_others_refused() {
        let picture = r#"{"src":"/media/a.svg","width":1,"height":1,"alt":""}"#;
        for field in ["picture", "poster", "hero"] {
            let summary = document(&format!(r#"{{"{field}":{picture},"unknown":[1]}}"#)).summary().unwrap();
            assert_eq!(summary.lead_picture().unwrap().src, "/media/a.svg", "{field}");
        }
        let summary = document(r#"{"position":[36061600,120314300],"productions":[{"title":"A","year":2019}]}"#)
            .summary()
            .unwrap();
        assert_eq!(summary.position, Some((36_061_600, 120_314_300)));
        assert_eq!(summary.productions, [Work { to: None, title: "A".to_owned(), year: Some(2019), note: None }]);
        for nothing in ["null", "{}", r#"{"sessions":[[{},{"to":"/summit/2023/sessions/a"}]]}"#] {
            assert_eq!(document(nothing).summary().unwrap(), Summary::default(), "{nothing}");
        }
        for other in [r#"{"facts":"many"}"#, r#"{"start":7}"#, "[]x"] {
            assert!(serde_json::from_str::<Summary>(other).is_err(), "{other}");
        }
    }

    #[test]
    fn parts_are_found_however_deep() {
        let found =
            document(r#"{"a":[{"to":"/news/b","text":"see /news/c"},"/library"],"d":{"e":["/news/f",7,null]}}"#);
        let pages: Vec<String> = found.parts::<Page>().iter().map(Page::path).collect();
        assert_eq!(pages, ["/news/b", "/library", "/news/f"]);
        assert_eq!(found.parts::<u32>(), [7]);
    }
}
