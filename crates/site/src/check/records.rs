//! Checks references from records to other records and to files.

use super::Bodies;
use super::example::line;
use super::place::Place;
use super::schema::nearest;
use crate::clip_file::{Difference, Measured, Unmeasured};
use crate::markdown::{Named, Reference};
use crate::media::SAVE_AGAIN;
use crate::originals::{ESCAPES, Originals};
use film_core::locale::{Locale, Text};
use film_core::model::ProductionId;
use film_core::model::clip::{Rendition, Technical, View};
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::news::News;
use film_core::model::office::{Class, Field, Office, Topic};
use film_core::model::picture::Picture;
use film_core::model::summit::Edition;
use film_core::route::Page;
use pixels::Lost;
use std::collections::{BTreeMap, BTreeSet};

/// The references in each text, by article and language.
pub type References = BTreeMap<(String, Locale), Vec<Reference>>;

/// The records that references are checked against, with their files.
pub struct Records<'a> {
    /// `None` if it cannot be read. Values that it may define are then not checked.
    pub office: Option<&'a Office>,
    /// `None` if the list cannot be read: references to its items are not checked.
    pub topics: Option<&'a [Topic]>,
    /// As with `topics`.
    pub fields: Option<&'a [Field]>,
    /// As with `topics`.
    pub classes: Option<&'a [Class]>,
    pub news: &'a [(&'a str, News)],
    pub locations: &'a [(&'a str, Location)],
    pub experts: &'a [(&'a str, Expert)],
    pub editions: &'a [(&'a str, Edition)],
    pub bodies: &'a Bodies,
    pub references: &'a References,
    /// All content files, including unreadable ones: a reference to one of those is not reported as dangling.
    pub paths: BTreeSet<&'a str>,
    /// Files below `public/media`.
    pub media: &'a Originals,
}

/// A list of an edition whose items can be referenced.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Sessions,
    Reports,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Sessions => "sessions",
            Part::Reports => "reports",
        }
    }
}

impl Records<'_> {
    /// The languages of the site.
    pub fn languages(&self) -> &[Locale] {
        self.office.map(Office::languages).filter(|languages| !languages.is_empty()).unwrap_or(&Locale::ALL)
    }

    /// Checks that a folder has a record with this id.
    pub fn record(&self, place: &Place, folder: &str, id: &str) {
        if !self.has_record(folder, id) {
            let ids = self
                .paths
                .iter()
                .filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".json"));
            unknown(place, id, &ids.collect::<Vec<_>>(), &format!("public/content/{folder}"));
        }
    }

    pub fn has_record(&self, folder: &str, id: &str) -> bool {
        self.paths.contains(format!("{folder}/{id}.json").as_str())
    }

    /// Checks a work: either the id of a production's record, or a title. `title` comes with the name of its field.
    pub fn work(&self, place: &Place, id: Option<&ProductionId>, title: (&str, &Text), year: Option<u16>) {
        let (field, title) = title;
        place.maybe("year", year, |place, year| place.year(year));
        let Some(id) = id.map(ProductionId::as_str) else {
            let fix = format!(
                "add \"production\" with the id of a record, or \"{field}\": {{ \"en\": \"…\", \"zh\": \"…\" }}"
            );
            return place.must(!title.is_empty(), "the work has neither a record nor a title", &fix);
        };
        self.record(&place.at("production"), "productions", id);
        if self.has_record("productions", id) {
            for (field, is_there) in [(field, !title.is_empty()), ("year", year.is_some())] {
                let fix = format!("leave \"{field}\" out here, and correct it in productions/{id}.json if need be");
                place.at(field).must(!is_there, "the production's record says this", &fix);
            }
        }
    }

    /// Checks that an edition has a session or report with this id.
    pub fn part(&self, place: &Place, year: u16, part: Part, id: &str) {
        let file = format!("summit/{year}.json");
        let list = format!("the {} of public/content/{file}", part.name());
        let Some((_, edition)) = self.editions.iter().find(|(path, _)| *path == file) else {
            // An unreadable edition has errors of its own.
            if !self.paths.contains(file.as_str()) {
                unknown(place, id, &[], &list);
            }
            return;
        };
        match part {
            Part::Sessions => known(place, id, edition.sessions.iter().map(|it| it.id.as_str()), &list),
            Part::Reports => known(place, id, edition.reports.iter().map(|it| it.id.as_str()), &list),
        }
    }

    fn picture(&self, place: &Place, picture: &Picture) {
        let is_part = picture.view.is_some() && picture.scene.is_none();
        place.at("view").must(!is_part, "only a scene has a view", "leave \"view\" out, or crop the original");
        match (&picture.image, &picture.scene) {
            (Some(image), None) => {
                let is_known = [".jpg", ".jpeg", ".png", ".webp"].iter().any(|it| image.to_lowercase().ends_with(it));
                let place = place.at("image");
                let fix = "save the picture in one of these formats";
                place.valid(image, is_known, "is not a JPEG, PNG or WebP file", || fix.into());
                if self.media_file(&place, image).is_some() && is_known {
                    self.examine(&place, image);
                }
            }
            (None, Some(_)) => {
                place.maybe("view", picture.view, |place, View { x, y, width }| {
                    let (across, along) = (width / 2.0, width * 9.0 / 32.0);
                    place.at("width").within(width, 160.0, 1600.0);
                    place.at("x").within(x, across.min(800.0), (1600.0 - across).max(800.0));
                    place.at("y").within(y, along.min(450.0), (900.0 - along).max(450.0));
                });
            }
            (Some(image), Some(_)) => {
                let fix =
                    format!("with \"image\": {image:?} leave \"scene\" out: it is drawn where there is no photograph");
                place.wrong("the picture has both an image and a scene", fix);
            }
            (None, None) => {
                let fix =
                    "add \"image\": \"…\" with the name of a file below public/media, or \"scene\" with what to draw";
                place.wrong("the picture has neither an image nor a scene", fix);
            }
        }
    }

    /// Checks a picture of a record other than a location, which has no groups and no times.
    pub fn single_picture(&self, place: &Place, picture: &Picture) {
        let (season, hour) = (picture.season.is_some(), picture.hour.is_some());
        let (id, group, direction) = (picture.id.is_some(), picture.group.is_some(), picture.direction.is_some());
        let of_a_set = [("id", id), ("group", group), ("season", season), ("hour", hour), ("direction", direction)];
        for (name, is_given) in of_a_set.into_iter().chain([("panorama", picture.panorama.is_some())]) {
            let fix = format!("leave \"{name}\" out, or write it into the caption");
            place.at(name).must(!is_given, "only pictures of a location have this", &fix);
        }
        self.picture(place, picture);
    }

    /// Checks a picture of a location's set.
    pub fn set_picture(&self, place: &Place, picture: &Picture) {
        if picture.scene.is_some() {
            for (name, is_given) in [("season", picture.season.is_some()), ("hour", picture.hour.is_some())] {
                let fix = format!("leave \"{name}\" out here: that of the scene is shown");
                place.at(name).must(!is_given, "the scene has its own", &fix);
            }
        }
        place.maybe("id", picture.id.as_ref(), |place, id| place.picture_name(id));
        place.maybe("direction", picture.direction, |place, degrees| place.within(degrees.into(), 0.0, 359.0));
        self.picture(place, picture);
    }

    /// Checks that a picture file can be decoded, and warns if part of it is lost when published.
    fn examine(&self, place: &Place, image: &str) {
        match self.media.examine(image) {
            Ok(None) => {}
            Ok(Some(Lost::Frames)) => {
                let fix = "save the frame to be shown as a JPEG or PNG, or show the whole as a clip";
                place.warn(format!("public/media/{image} is animated, and only its first frame is shown"), fix);
            }
            Ok(Some(Lost::Profile)) => {
                let what = format!("the colour profile of public/media/{image} cannot be read: its colours may be off");
                place.warn(what, "save the picture again in sRGB");
            }
            Err(error) => {
                let phone = if error.contains("HEIC") {
                    "; an iPhone takes JPEG after Settings, Camera, Formats, Most Compatible"
                } else {
                    ""
                };
                place.wrong(format!("public/media/{image}: {error}"), format!("{SAVE_AGAIN}{phone}"));
            }
        }
    }

    /// Checks that a clip's file exists, is what the record says, and has no metadata on location or camera, because
    /// all of it is published. `stated` has the properties that it must have, if they are valid.
    pub fn clip_file(&self, place: &Place, rendition: &Rendition, stated: Option<&Technical>) {
        let at_file = place.at("file");
        let path = &rendition.file;
        let Some(file) = self.media_file(&at_file, path) else { return };
        let film = match self.media.film(path) {
            Ok(None) => return,
            Ok(Some(film)) => film,
            Err(error) => return at_file.wrong(error, "make the file readable"),
        };
        if !film.traces.is_empty() {
            let what = format!("public/media/{path} says where or with what it was filmed: {}", film.traces.join(", "));
            let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "mp4"));
            let fix = format!(
                "take it out with ffmpeg -i \"{file}\" -map 0:v:0 -map \"0:a?\" -map_metadata -1 -c copy \"{stem}-clean.{ending}\" \
                 in public/media, and name that file here or give it the old one's name"
            );
            at_file.wrong(what, fix);
        }
        let fix = "export the clip again as MP4, QuickTime or WebM, or name another file";
        match film.measured {
            Ok(measured) => compare(place, &measured, rendition, stated),
            Err(Unmeasured::Unknown) => at_file.warn(
                format!("public/media/{path} is not MP4, QuickTime or WebM: browsers might not play it, and it cannot be checked"),
                fix,
            ),
            Err(Unmeasured::Damaged(error)) => at_file.wrong(format!("public/media/{path}: {error}"), fix),
        }
    }

    /// The path of a media file as the file system has it, if the file exists.
    fn media_file(&self, place: &Place, path: &str) -> Option<&str> {
        if let Some(file) = self.media.find(path) {
            return Some(file);
        }
        let written = |other: &str| line(place.pointer.name(), &other.into());
        let fix = match self.media.alike(path) {
            Some((difference, other)) => format!("write {}: {difference}", written(other)),
            None => match nearest(path, &self.media.all().collect::<Vec<_>>()) {
                Some(other) => format!("did you mean {}? else add the file", written(other)),
                None => "add the file, or correct its path".into(),
            },
        };
        let typed = ESCAPES
            .iter()
            .fold(path.to_owned(), |path, (escape, letter)| path.replace(*escape, &letter.replace('/', "\\")));
        place.wrong(format!("there is no file public/media/{typed}"), fix);
        None
    }

    /// Checks a reference of a text: a page, some figures of a report, or a picture of its article.
    pub fn named(&self, place: &Place, article: &str, named: &Named) {
        match named {
            Named::Page(page, figures) => self.page(place, page, figures),
            Named::Picture(name) => {
                let article = self.news.iter().find(|(_, news)| news.id.as_str() == article);
                if let Some((file, news)) = article.filter(|(_, news)| !news.pictures.contains_key(name)) {
                    let what = format!("there is no {name:?} in the pictures of {file}");
                    let fix = match nearest(name, &news.pictures.keys().map(String::as_str).collect::<Vec<_>>()) {
                        Some(near) => format!("write ![](picture:{near}), or add \"{name}\" to \"pictures\" there"),
                        None => format!("add \"{name}\" to \"pictures\" there, or correct the name"),
                    };
                    place.wrong(what, fix);
                }
            }
        }
    }

    fn page(&self, place: &Place, page: &Page, figures: &[String]) {
        match page {
            Page::Location(id) => self.record(place, "locations", id.as_str()),
            Page::Production(id) => self.record(place, "productions", id.as_str()),
            Page::Clip(id) => self.record(place, "clips", id.as_str()),
            Page::Article(id) => self.record(place, "news", id.as_str()),
            Page::Expert(id) => {
                let official = self.experts.iter().any(|(_, expert)| expert.id == *id && expert.official);
                // An edition that cannot be read may reference them.
                let is_nowhere = || {
                    let read = self.editions.iter().filter(|(_, edition)| !edition.takes_part(id)).count();
                    let is_edition = |path: &&&str| path.starts_with("summit/") && path.ends_with(".json");
                    read == self.paths.iter().filter(is_edition).count()
                };
                if official && is_nowhere() {
                    let what = format!("{:?} is an official who spoke at no summit and has no page", id.as_str());
                    place.wrong(what, "write the name without a link, or name them in a session or report of a summit");
                }
                self.record(place, "experts", id.as_str());
            }
            Page::Session(year, id) => self.part(place, *year, Part::Sessions, id.as_str()),
            Page::Report(year, id) => {
                self.part(place, *year, Part::Reports, id.as_str());
                let editions = self.editions.iter().filter(|(_, edition)| edition.year == *year);
                let report = editions.flat_map(|(_, edition)| &edition.reports).find(|report| report.id == *id);
                let list = format!("the figures of the report {:?} in summit/{year}.json", id.as_str());
                for (figure, report) in figures.iter().zip(report.into_iter().cycle()) {
                    known(place, figure, report.figures.iter().filter_map(|it| Some(it.id.as_ref()?.as_str())), &list);
                }
            }
            _ => {}
        }
    }
}

/// Compares a rendition with its file.
fn compare(place: &Place, measured: &Measured, rendition: &Rendition, stated: Option<&Technical>) {
    let path = &rendition.file;
    for Difference { field, found, written } in measured.rendition(rendition) {
        let fix = match (field, &measured.container, &measured.codec) {
            ("container", Some(Err(_)), _) | ("codec", _, Some(Err(_))) => {
                "export the clip again as H.264 in MP4, or as VP9 or AV1 in WebM".to_owned()
            }
            _ => format!("write {}, or name another file", line(field, &found.as_str().into())),
        };
        place.at(field).wrong(format!("public/media/{path} has the {field} {found:?}, not {written:?}"), fix);
    }
    if measured.is_interlaced {
        let what = format!("the picture of public/media/{path} is interlaced: moving edges show as combs");
        place.at("file").warn(what, "export it as progressive: ffmpeg -i … -vf bwdif …");
    }
    let Some(stated) = stated else { return };
    let differences = measured.technical(stated);
    if measured.is_steady == Some(false) {
        let what = format!("the frames of public/media/{path} do not follow each other at a constant rate");
        let rate = format!("{}/{}", stated.frame_rate.num, stated.frame_rate.den);
        place.at("file").wrong(what, format!("export it at a constant rate: ffmpeg -i … -fps_mode cfr -r {rate} …"));
    } else if !differences.is_empty() {
        let said: Vec<String> =
            differences.iter().map(|it| format!("{} is {}, not {}", it.field, it.found, it.written)).collect();
        let what = format!("public/media/{path} is not what the record says: {}", said.join("; "));
        let value = serde_json::to_value(measured.filled_in(stated)).expect("numbers and names are plain data");
        let fix =
            format!("correct \"technical\"; if it describes a master file, add here {}", line("technical", &value));
        place.at("technical").wrong(what, fix);
    }
}

/// Checks a value against a list that the office can extend.
pub fn listed(place: &Place, value: &str, ids: &[&str], what: &str, field: &str) {
    if !ids.contains(&value) {
        let near = nearest(value, ids).map(|near| format!("did you mean {near:?}? ")).unwrap_or_default();
        let fix = format!("{near}the values are {}; add others to {field:?} in office.json", ids.join(", "));
        place.wrong(format!("{value:?} is not a known {what}"), fix);
    }
}

/// Checks that an id is in its list.
pub fn known<'i>(place: &Place, id: &str, ids: impl Iterator<Item = &'i str> + Clone, list: &str) {
    if !ids.clone().any(|it| it == id) {
        unknown(place, id, &ids.collect::<Vec<_>>(), list);
    }
}

fn unknown(place: &Place, id: &str, ids: &[&str], list: &str) {
    let fix = match nearest(id, ids) {
        Some(near) => format!("did you mean {near:?}? else add the record"),
        None => "correct the id, or add the record".into(),
    };
    place.wrong(format!("there is no {id:?} in {list}"), fix);
}
