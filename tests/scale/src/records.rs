//! Made-up records.

use super::picture as shared_picture;
use super::random::Random;
use super::vocabulary::{
    DISTRICTS, ENDINGS, Ending, FAMILIES, HOURS, PIECES, Pair, Piece, ROLES, SEASONS, TRAITS, USES, VIEWS,
};
use film_core::locale::Text;
use film_core::model::clip::{Clip, FrameRate, Rendition, Technical};
use film_core::model::expert::{Credit, Expert};
use film_core::model::location::{Location, Permit, Position, Work};
use film_core::model::picture::{Picture, Scene};
use film_core::model::vocabulary::{Datum, ExpertKind, Hour, Movement, Permission, Precision, Season, Setting};
use film_core::model::vocabulary::{ShotType, Weather};
use film_core::model::{ClassId, ClipId, ExpertId, FieldId, LocationId, Source};

/// The number of distinct made-up productions.
const WORKS: usize = 400;

/// Values that synthetic records copy from real ones.
pub struct Maker {
    /// The clip whose files, rights and frame rates all made-up clips share.
    pub model: Clip,
    /// The fields of work.
    pub fields: Vec<FieldId>,
    /// The office's classes of places; at least one.
    pub classes: Vec<ClassId>,
}

/// A made-up name.
struct Name {
    zh: String,
    en: String,
    pinyin: String,
}

impl Maker {
    /// The class of a place with this ending; the office's first one if it has no such class.
    fn class(&self, ending: &Ending) -> ClassId {
        self.classes.iter().find(|id| id.as_str() == ending.class).unwrap_or(&self.classes[0]).clone()
    }

    /// Makes the location with this number.
    pub fn location(&self, number: usize, mut random: Random) -> Location {
        let ending = random.often(&ENDINGS);
        let name = place_name(&mut random, ending);
        let district = text(*random.often(&DISTRICTS));
        let (like, sight, used) = (random.often(&TRAITS), random.often(&VIEWS), random.often(&USES));
        let metres = 5 + random.below(600);
        let summary = both(
            format!("A {} {} with a view of {}, used for {}.", like.0, ending.en.to_lowercase(), sight.0, used.0),
            format!("{}{}，可望见{}，适合拍摄{}。", like.1, ending.zh, sight.1, used.1),
        );
        let description = both(
            format!("{} lies {metres} m from the road. {}", name.en, summary.get(film_core::locale::Locale::En)),
            format!("{}距道路{metres}米。{}", name.zh, summary.get(film_core::locale::Locale::Zh)),
        );
        let productions = (0..random.below(10).saturating_sub(7)).map(|_| production(&mut random)).collect();
        Location {
            id: LocationId(format!("{}-{number:06}", slug(&name.en))),
            name: both(name.en, name.zh),
            pinyin: Some(name.pinyin),
            summary,
            description,
            class: self.class(ending),
            subclasses: if random.once_in(4) { vec![self.class(random.pick(&ENDINGS))] } else { Vec::new() },
            style: None,
            setting: *random.often(&[Setting::Exterior, Setting::Interior, Setting::Both]),
            district,
            address: None,
            position: Position {
                lat: 35.6 + random.below(140_000) as f64 / 1e5,
                lng: 119.5 + random.below(150_000) as f64 / 1e5,
                datum: Datum::Wgs84,
                precision: Precision::Approximate,
                note: None,
                original: None,
            },
            elevation: (!random.once_in(3)).then(|| random.below(1100) as f64),
            access: None,
            load_in: None,
            restrictions: None,
            accessibility: None,
            power: None,
            toilets: None,
            connectivity: None,
            parking: None,
            basecamp: None,
            safety: None,
            permit: random.once_in(2).then(|| Permit {
                required: *random.often(Permission::ALL),
                authority: None,
                lead_time: None,
                fee: None,
            }),
            rate: None,
            insurance: None,
            blackout: Vec::new(),
            noise: None,
            drones: None,
            floor_area: None,
            ceiling_height: None,
            furniture: None,
            exclusive_hours: None,
            facing: Some(random.below(360) as f64),
            scene: Some(Scene { kind: ending.scene, hour: Hour::Morning, season: Season::Summer, weather: None }),
            media: vec![picture(random.below(100), ("A made-up place", "虚构的地点"))],
            productions,
            doubles_for: Vec::new(),
            contact: None,
            verified: None,
            sources: vec![source()],
        }
    }

    /// Makes the clip with this number, filmed at one of these places.
    pub fn clip(&self, number: usize, mut random: Random, places: &[String]) -> Clip {
        let (season, of_season) = *random.pick(&SEASONS);
        let (hour, at) = *random.pick(&HOURS);
        let (like, sight) = (random.often(&TRAITS), random.often(&VIEWS));
        let seconds = 4 + random.below(56) as u32;
        let frame_rate = *random.often(&[
            FrameRate { num: 25, den: 1 },
            FrameRate { num: 24_000, den: 1001 },
            FrameRate { num: 50, den: 1 },
            FrameRate { num: 60_000, den: 1001 },
        ]);
        let (width, height) = *random.often(&[(3840, 2160), (1920, 1080), (1080, 1920), (1280, 720)]);
        let headline = both(
            format!("{} {} over {}", of_season.0, at.0, sight.0),
            format!("{}{}中的{}", of_season.1, at.1, sight.1),
        );
        Clip {
            motion: None,
            id: ClipId(format!("{}-{number:06}", slug(&format!("{} {}", of_season.0, at.0)))),
            description: both(
                format!("{} {} and {}; nobody is seen.", like.0, sight.0, at.0),
                format!("{}{}，{}，画面无人。", like.1, sight.1, at.1),
            ),
            headline,
            keywords: vec![text(of_season), text(at), text(*like), text(*sight)],
            shot_type: *random.pick(ShotType::ALL),
            movement: *random.pick(Movement::ALL),
            location: LocationId(random.pick(places).clone()),
            season,
            time_of_day: hour,
            weather: *random.often(Weather::ALL),
            technical: Technical {
                frames: seconds * frame_rate.num / frame_rate.den,
                frame_rate,
                width,
                height,
                bit_depth: *random.often(&[8, 10]),
                ..self.model.technical.clone()
            },
            // The shared files keep their own properties.
            renditions: self.model.renditions.iter().cloned().map(|it| self.with_properties(it)).collect(),
            poster: Some(picture(random.below(100), ("A made-up view", "虚构的景色"))),
            illustration: false,
            ..self.model.clone()
        }
    }

    fn with_properties(&self, rendition: Rendition) -> Rendition {
        let technical = rendition.technical.unwrap_or_else(|| self.model.technical.clone());
        Rendition { technical: Some(technical), ..rendition }
    }

    /// Makes the expert with this number, who knows some of these places.
    pub fn expert(&self, number: usize, mut random: Random, places: &[String]) -> Expert {
        let family = *random.often(&FAMILIES);
        let given = [*random.pick(&PIECES), *random.pick(&PIECES)];
        let en = format!("{} {}", plain(family.1), capital(&(plain(given[0].1) + &plain(given[1].1))));
        let credits = (0..random.below(4)).map(|_| {
            let work = production(&mut random);
            Credit { production: None, work: work.title, year: work.year, role: text(ROLES[0]) }
        });
        let credits = credits.collect();
        let body = place_name(&mut random, &ENDINGS[13]);
        Expert {
            id: ExpertId(format!("{}-{number:06}", slug(&en))),
            name: both(en, format!("{}{}{}", family.0, given[0].0, given[1].0)),
            kind: ExpertKind::Person,
            official: false,
            title: Some(text(*random.pick(&ROLES))),
            affiliation: random.once_in(20).then(|| both(body.en, body.zh)),
            as_of: "2026".into(),
            bio: None,
            fields: vec![random.pick(&self.fields).clone()],
            languages: vec!["zh".into()],
            credits,
            locations: vec![LocationId(random.pick(places).clone())],
            links: Vec::new(),
            contact: None,
            picture: None,
            sources: vec![source()],
            verified: None,
        }
    }
}

fn place_name(random: &mut Random, ending: &Ending) -> Name {
    let count = 2 + usize::from(random.once_in(4));
    let pieces: Vec<Piece> = (0..count).map(|_| *random.often(&PIECES)).collect();
    let sounds: Vec<&str> = pieces.iter().map(|piece| piece.1).collect();
    // An apostrophe separates a syllable that begins with a vowel.
    let joined = sounds.iter().enumerate().map(|(at, sound)| match plain(sound).chars().next() {
        Some('a' | 'e' | 'o') if at > 0 => format!("'{sound}"),
        _ => (*sound).to_owned(),
    });
    let joined: String = joined.collect();
    Name {
        zh: pieces.iter().map(|piece| piece.0).chain([ending.zh]).collect(),
        en: format!("{} {}", capital(&plain(&joined)), ending.en),
        pinyin: format!("{} {}", capital(&joined), capital(ending.pinyin)),
    }
}

fn production(random: &mut Random) -> Work {
    // The work's number seeds everything, so that a work is the same at each of its places.
    let mut of_work = Random::new(&format!("work {}", random.below(WORKS)));
    let (first, second) = (of_work.pick(&PIECES), of_work.pick(&PIECES));
    let sight = of_work.pick(&VIEWS);
    Work {
        production: None,
        title: both(
            format!("{} and {}", capital(&plain(&format!("{}{}", first.1, second.1))), sight.0),
            format!("《{}{}与{}》", first.0, second.0, sight.1),
        ),
        year: Some(1950 + of_work.below(76) as u16),
        note: None,
        source: None,
        same_frame: None,
    }
}

fn picture(place: usize, alt: Pair) -> Picture {
    Picture {
        image: Some(shared_picture(place)),
        scene: None,
        alt: text(alt),
        caption: None,
        credit: None,
        illustration: true,
        group: None,
        season: None,
        hour: None,
        direction: None,
        view: None,
        id: None,
        panorama: None,
    }
}

fn source() -> Source {
    Source { publisher: both("Made up for a measurement".into(), "为测试生成".into()), url: None, date: None }
}

fn text(pair: Pair) -> Text {
    both(pair.0.into(), pair.1.into())
}

fn both(en: String, zh: String) -> Text {
    Text { en: Some(en), zh: Some(zh) }
}

/// Returns pinyin without its tone marks.
fn plain(pinyin: &str) -> String {
    pinyin.split('\'').map(catalog::folded).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn slug(name: &str) -> String {
    catalog::folded(name).replace(' ', "-")
}
