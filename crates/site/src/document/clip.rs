//! Documents of clips.

use super::super::{format, media, similar};
use super::Maker;
use film_core::locale::{DOT, words};
use film_core::model::ClipId;
use film_core::model::clip::{Clip, Rendition};
use film_core::model::vocabulary::{Codec, Container};
use film_core::route::Page;
use wire::{self, Body, Card, Document, Fact, Target};

/// How many similar clips a clip's page shows.
const SIMILAR: usize = 3;

impl Maker<'_> {
    pub(super) fn clip_card(self, clip: &Clip) -> Card {
        let notes = [format::duration(self.locale, &clip.technical), format::size(&clip.technical), self.fps(clip)];
        Card {
            kicker: Some(format!("{}{DOT}{}", clip.season.name(self.locale), clip.time_of_day.name(self.locale))),
            note: Some(notes.join(DOT)),
            picture: Some(self.poster(clip)),
            sprite: self.media.sprite(&clip.id),
            ..self.card(Page::Clip(clip.id.clone()), &clip.headline)
        }
    }

    pub(super) fn fps(self, clip: &Clip) -> String {
        let rate = format::frame_rate(clip.technical.frame_rate);
        let short = rate.split(' ').next().unwrap_or_default();
        words::FPS.with(self.locale, &[short])
    }

    fn poster(self, clip: &Clip) -> wire::Picture {
        let seed = media::seed("clips", clip.id.as_str());
        match &clip.poster {
            Some(poster) => self.media.picture(&seed, poster, self.locale),
            None => self.media.scene(&seed, self.text(&clip.alt)),
        }
    }

    pub(super) fn clip_page(self, id: &ClipId) -> Option<Document> {
        let clip = self.content.clips.get(id.as_str())?;
        let technical = &clip.technical;
        let similar = similar::similar(clip, self.content.clips.values(), SIMILAR);
        let here = self.content.locations.get(clip.location.as_str()).map(|it| self.location_card(it));
        let about = format::paragraphs(clip.description.get(self.locale));
        let description = about.first().cloned().unwrap_or_default();
        let (num, den) = (technical.frame_rate.num, technical.frame_rate.den);
        let body = wire::Clip {
            headline: self.text(&clip.headline),
            about,
            poster: wire::Picture { width: technical.width, height: technical.height, ..self.poster(clip) },
            renditions: clip.renditions.iter().map(|it| self.rendition(it)).collect(),
            frames: wire::Frames { num, den, count: technical.frames },
            facts: self.clip_facts(clip),
            technical: self.technical(clip),
            rights: self.rights(clip),
            credit_line: self.text(&clip.credit_line),
            related: self.groups([
                (words::CLIP_PLACE, here.into_iter().collect()),
                (words::SIMILAR_CLIPS, similar.into_iter().map(|other| self.clip_card(other)).collect()),
            ]),
        };
        Some(self.record(Page::Clip(id.clone()), &clip.headline, &description, Body::Clip(Box::new(body))))
    }

    pub(super) fn clip_facts(self, clip: &Clip) -> Vec<Fact> {
        let place = self.content.locations.get(clip.location.as_str()).map(|it| {
            let to = Target::Page(Page::Location(it.id.clone()));
            self.fact(words::FACT_PLACE, self.text(&it.name), Some(to))
        });
        let shown = self.facts([
            (words::SHOT, clip.shot_type.name(self.locale).to_owned()),
            (words::MOVEMENT, clip.movement.name(self.locale).to_owned()),
            (words::SEASON, clip.season.name(self.locale).to_owned()),
            (words::TIME_OF_DAY, clip.time_of_day.name(self.locale).to_owned()),
            (words::WEATHER, clip.weather.name(self.locale).to_owned()),
            (words::FACT_MADE, format::part_date(self.locale, &clip.created)),
            (words::FACT_DEVICE, self.known(&clip.device)),
            (words::FACT_KEYWORDS, self.names(self.texts(&clip.keywords))),
        ]);
        place.into_iter().chain(shown).collect()
    }

    fn rendition(self, rendition: &Rendition) -> wire::Rendition {
        let (src, size) = self.media.file(&rendition.file);
        // Browsers play QuickTime files with MP4 content, but only under the MP4 media type.
        let wrapper = match (rendition.container, rendition.codec) {
            (Container::Mov, Codec::Prores) => "video/quicktime",
            (Container::Mp4 | Container::Mov, _) => "video/mp4",
            (Container::Webm, _) => "video/webm",
        };
        // The short form of a codec string is enough for a browser to skip what it cannot play. For H.264 and HEVC
        // browsers require the full form, so only the container is given.
        let mime = match rendition.codec {
            Codec::Vp9 => format!("{wrapper}; codecs=vp9"),
            Codec::Av1 => format!("{wrapper}; codecs=av01.0.08M.08"),
            Codec::H264 | Codec::Hevc | Codec::Prores => wrapper.to_owned(),
        };
        let (container, codec) = (rendition.container.name(self.locale), rendition.codec.name(self.locale));
        let own_size =
            rendition.technical.as_ref().map(|own| format!("{DOT}{}", format::size(own))).unwrap_or_default();
        let label = format!("{container}{DOT}{codec} {}{own_size}{DOT}{}", rendition.profile, format::bytes(size));
        wire::Rendition { src, mime, label }
    }

    pub(super) fn technical(self, clip: &Clip) -> Vec<Fact> {
        let it = &clip.technical;
        let standard = if (it.primaries, it.transfer, it.matrix) == (1, 1, 1) { "\u{a0}· BT.709" } else { "" };
        let codec = |file: &Rendition| format!("{} {}", file.codec.name(self.locale), file.profile);
        let codecs = format::distinct(clip.renditions.iter().map(codec));
        self.facts([
            (words::DURATION, format::duration(self.locale, it)),
            (words::FACT_FRAMES, it.frames.to_string()),
            (words::FRAME_RATE, format::frame_rate(it.frame_rate)),
            (words::FACT_FRAME_SIZE, format::size(it)),
            (words::FACT_BIT_DEPTH, format!("{} bit", it.bit_depth)),
            (words::FACT_CHROMA, it.chroma.name(self.locale).to_owned()),
            (words::FACT_COLOUR, format!("{}/{}/{}{standard}", it.primaries, it.transfer, it.matrix)),
            (
                words::FACT_RANGE,
                self.say(if it.full_range { words::FACT_FULL_RANGE } else { words::FACT_NARROW_RANGE }),
            ),
            (words::FACT_CODECS, self.names(codecs)),
            (words::FACT_LOG, it.log_profile.clone().unwrap_or_default()),
            (words::FACT_SOUND, self.say(if it.audio { words::FACT_YES } else { words::FACT_NONE })),
        ])
    }

    pub(super) fn rights(self, clip: &Clip) -> Vec<Fact> {
        self.facts([
            (words::FACT_LICENCE, clip.licence.name(self.locale).to_owned()),
            (words::FACT_TERMS, self.text(&clip.usage_terms)),
            (words::FACT_CREATOR, self.text(&clip.creator)),
            (words::FACT_COPYRIGHT, self.text(&clip.copyright)),
            (words::FACT_PEOPLE, self.say(words::FACT_NONE)),
            (words::FACT_MODEL_RELEASE, clip.model_release.name(self.locale).to_owned()),
            (words::FACT_PROPERTY_RELEASE, clip.property_release.name(self.locale).to_owned()),
            (words::FACT_CLEARANCE, self.known(&clip.clearance)),
        ])
    }
}
