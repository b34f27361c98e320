//! What records say of each other and of files.

use super::Bodies;
use super::place::Place;
use crate::markdown::{Named, Reference};
use crate::media::{MediaFolder, SAVE_AGAIN};
use film_core::locale::Locale;
use film_core::model::expert::Expert;
use film_core::model::news::News;
use film_core::model::office::{Field, Topic};
use film_core::model::picture::Picture;
use film_core::model::summit::Edition;
use film_core::route::Page;
use pixels::Lost;
use std::collections::{BTreeMap, BTreeSet};

/// What each text names, by article and language.
pub type References = BTreeMap<(String, Locale), Vec<Reference>>;

/// The records that others name, with their files.
pub struct Records<'a> {
    pub topics: &'a [Topic],
    pub fields: &'a [Field],
    pub news: &'a [(&'a str, News)],
    pub experts: &'a [(&'a str, Expert)],
    pub editions: &'a [(&'a str, Edition)],
    pub bodies: &'a Bodies,
    pub references: &'a References,
    /// All content files, those that could not be read included: a reference to one
    /// of these is not dangling.
    pub paths: BTreeSet<&'a str>,
    /// Files below `public/media`.
    pub media: &'a MediaFolder,
}

/// A list of an edition that others name items of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Sessions,
    Reports,
}

impl Records<'_> {
    /// A record of a folder.
    pub fn record(&self, place: &Place, folder: &str, id: &str) {
        let is_known = self.has_record(folder, id);
        known(place, id, is_known, &format!("public/content/{folder}"));
    }

    pub fn has_record(&self, folder: &str, id: &str) -> bool {
        self.paths.contains(format!("{folder}/{id}.json").as_str())
    }

    /// A session or report of an edition.
    pub fn part(&self, place: &Place, year: u16, part: Part, id: &str) {
        let file = format!("summit/{year}.json");
        let edition = self.editions.iter().find(|(path, _)| *path == file);
        let (is_known, name) = match part {
            Part::Sessions => (edition.map(|(_, it)| it.sessions.iter().any(|it| it.id.as_str() == id)), "sessions"),
            Part::Reports => (edition.map(|(_, it)| it.reports.iter().any(|it| it.id.as_str() == id)), "reports"),
        };
        // An edition that could not be read has its own errors.
        let is_known = is_known.unwrap_or_else(|| self.paths.contains(file.as_str()));
        known(place, id, is_known, &format!("the {name} of public/content/{file}"));
    }

    pub fn picture(&self, place: &Place, picture: &Picture) {
        match (&picture.image, &picture.scene) {
            (Some(image), None) => {
                let is_known = [".jpg", ".jpeg", ".png", ".webp"].iter().any(|it| image.to_lowercase().ends_with(it));
                let place = place.at("image");
                let fix = "save the picture in one of these formats";
                place.valid(image, is_known, "is not a JPEG, PNG or WebP file", fix);
                self.media_file(&place, image);
                if is_known && self.media.names.contains(image) {
                    self.examine(&place, image);
                }
            }
            (None, Some(_)) => {}
            (Some(_), Some(_)) => place.wrong("the picture has both an image and a scene", "delete one of the two"),
            (None, None) => {
                let fix = "name an image below public/media, or a scene to draw";
                place.wrong("the picture has neither an image nor a scene", fix);
            }
        }
    }

    /// A picture file can be decoded, and is published whole.
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

    /// A clip's file is there, and is published as it is: it must not say where and with what it was filmed.
    pub fn clip_file(&self, place: &Place, path: &str) {
        self.media_file(place, path);
        if !self.media.names.contains(path) {
            return;
        }
        match self.media.traces(path) {
            Ok(traces) if traces.is_empty() => {}
            Ok(traces) => {
                let what = format!("public/media/{path} says where or with what it was filmed: {}", traces.join(", "));
                let (stem, ending) = path.rsplit_once('.').unwrap_or((path, "mp4"));
                let fix = format!(
                    "take it out with ffmpeg -i \"{path}\" -map 0:v:0 -map \"0:a?\" -map_metadata -1 -c copy \"{stem}-clean.{ending}\" \
                     in public/media, and name that file here or give it the old one's name"
                );
                place.wrong(what, fix);
            }
            Err(error) => place.wrong(error, "make the file readable"),
        }
    }

    pub fn media_file(&self, place: &Place, path: &str) {
        if !self.media.names.contains(path) {
            let fix = "add the file, or correct its path (capital letters count)";
            place.wrong(format!("there is no file public/media/{path}"), fix);
        }
    }

    /// What a text names: a page, some figures of a report, or a picture of its article.
    pub fn named(&self, place: &Place, article: &str, named: &Named) {
        match named {
            Named::Page(page, figures) => self.page(place, page, figures),
            Named::Picture(name) => {
                let article = self.news.iter().find(|(_, news)| news.id.as_str() == article);
                if let Some((file, _)) = article.filter(|(_, news)| !news.pictures.contains_key(name)) {
                    let what = format!("there is no {name:?} in the pictures of {file}");
                    place.wrong(what, "add it to \"pictures\" there, or correct the name");
                }
            }
        }
    }

    fn page(&self, place: &Place, page: &Page, figures: &[String]) {
        match page {
            Page::Location(id) => self.record(place, "locations", id.as_str()),
            Page::Clip(id) => self.record(place, "clips", id.as_str()),
            Page::Article(id) => self.record(place, "news", id.as_str()),
            Page::Expert(id) => {
                let official = self.experts.iter().any(|(_, expert)| expert.id == *id && expert.official);
                if official && !self.editions.iter().any(|(_, edition)| edition.takes_part(id)) {
                    let what = format!("{:?} is an official who spoke at no summit and has no page", id.as_str());
                    place.wrong(what, "take the link away");
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
                    let mut ids = report.figures.iter().filter_map(|figure| figure.id.as_ref());
                    known(place, figure, ids.any(|id| id.as_str() == figure), &list);
                }
            }
            _ => {}
        }
    }
}

/// What is named must be in its list.
pub fn known(place: &Place, id: &str, is_known: bool, list: &str) {
    if !is_known {
        place.wrong(format!("there is no {id:?} in {list}"), "correct the id, or add the record");
    }
}
