//! Title, creator, credit and licence of a picture or clip, written into the file that readers take away: XMP
//! (ISO 16684-1) with the properties of the IPTC Photo Metadata Standard. Nothing else is written: not where, when or
//! with what it was taken.

use super::naming::name;
use film_core::locale::{Locale, Text};
use film_core::model::clip::Clip;
use film_core::model::office::{LicenceLine, Office, OpenData};
use film_core::model::picture::Picture;
use film_core::model::vocabulary::Licence;
use formats::xml::escape;

/// What a file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// The title.
    pub title: Text,
    /// Who made it.
    pub creator: Option<Text>,
    /// The credit line.
    pub credit: Option<Text>,
    /// The copyright owner.
    pub copyright: Option<Text>,
    /// The terms of use in plain words.
    pub terms: Option<Text>,
    /// The address of the licence.
    pub licence: Option<String>,
}

impl Rights {
    /// Of a picture: its caption or alternative text, its credit, and the office's terms for pictures, if it states any.
    pub fn picture(picture: &Picture, office: &Office) -> Rights {
        let title = picture.caption.as_ref().unwrap_or(&picture.alt).clone();
        Rights { creator: picture.credit.clone(), credit: picture.credit.clone(), ..Rights::drawn(title, office) }
    }

    /// Of a drawing of the site tool.
    pub fn drawn(title: Text, office: &Office) -> Rights {
        let covers = |line: &&LicenceLine| line.covers.contains(&OpenData::Pictures);
        let line = office.licences.iter().find(covers);
        Rights {
            title,
            credit: Some(office.name.clone()),
            terms: line.map(|line| line.terms.clone()),
            licence: line.and_then(|line| line.url.clone()),
            ..Rights::default()
        }
    }

    /// Of a clip, from its record.
    pub fn clip(clip: &Clip) -> Rights {
        Rights {
            title: clip.headline.clone(),
            creator: Some(clip.creator.clone()),
            credit: Some(clip.credit_line.clone()),
            copyright: Some(clip.copyright.clone()),
            terms: Some(clip.usage_terms.clone()),
            licence: licence(clip.licence).map(str::to_owned),
        }
    }

    /// A name that differs if the rights differ.
    pub fn name(&self) -> String {
        name(self.xmp().as_bytes())
    }

    /// The XMP packet. Properties with one language are in English.
    pub fn xmp(&self) -> String {
        let mut all = element("dc:title", "Alt", &languages(&self.title));
        if let Some(creator) = &self.creator {
            all += &element("dc:creator", "Seq", &item("", creator.get(Locale::En)));
        }
        if let Some(copyright) = &self.copyright {
            all += &element("dc:rights", "Alt", &item(" xml:lang=\"x-default\"", copyright.get(Locale::En)));
        }
        if let Some(credit) = &self.credit {
            all += &format!("<photoshop:Credit>{}</photoshop:Credit>", escape(credit.get(Locale::En)));
        }
        if let Some(terms) = &self.terms {
            all += &element("xmpRights:UsageTerms", "Alt", &item(" xml:lang=\"x-default\"", terms.get(Locale::En)));
        }
        if let Some(address) = &self.licence {
            all += &format!("<xmpRights:WebStatement>{}</xmpRights:WebStatement>", escape(address));
        }
        format!(
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
             <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\">\
             {all}</rdf:Description></rdf:RDF></x:xmpmeta>"
        )
    }
}

/// The address of a clip's licence, if it has one.
pub fn licence(licence: Licence) -> Option<&'static str> {
    match licence {
        Licence::CcBy40 => Some("https://creativecommons.org/licenses/by/4.0/"),
        Licence::Cc010 => Some("https://creativecommons.org/publicdomain/zero/1.0/"),
        Licence::AllRightsReserved => None,
    }
}

/// A text in each language. The first is the default.
fn languages(text: &Text) -> String {
    let english = item(" xml:lang=\"x-default\"", text.get(Locale::En));
    let chinese = text.get(Locale::Zh);
    if chinese == text.get(Locale::En) { english } else { english + &item(" xml:lang=\"zh\"", chinese) }
}

fn item(attribute: &str, text: &str) -> String {
    format!("<rdf:li{attribute}>{}</rdf:li>", escape(text))
}

fn element(name: &str, list: &str, items: &str) -> String {
    format!("<{name}><rdf:{list}>{items}</rdf:{list}></{name}>")
}
