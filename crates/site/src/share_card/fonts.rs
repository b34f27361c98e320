//! The fonts of share cards and charts: files of the build machine.

use film_core::locale::Locale;
use pixels::fontdb::{Database, ID, Source};
use sha2::{Digest, Sha256};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where systems install a serif for titles and a sans for small text, both with Chinese.
const PLACES: [[&str; 2]; 5] = [
    ["/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"],
    ["/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc", "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc"],
    [
        "/usr/share/fonts/google-noto-serif-cjk-fonts/NotoSerifCJK-Bold.ttc",
        "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    ],
    ["/System/Library/Fonts/Supplemental/Songti.ttc", "/System/Library/Fonts/Hiragino Sans GB.ttc"],
    ["C:\\Windows\\Fonts\\simsun.ttc", "C:\\Windows\\Fonts\\msyh.ttc"],
];

/// Finds fonts for share cards on this machine.
///
/// # Errors
///
/// Returns an error, with the fix, if there are none.
pub fn known() -> Result<Vec<PathBuf>, String> {
    let found = PLACES.iter().find(|files| files.iter().all(|file| Path::new(file).is_file()));
    found.map(|files| files.iter().map(PathBuf::from).collect()).ok_or_else(|| {
        "no font with Chinese was found, which the share cards are set in\n  \
         help: install Noto CJK (Debian and Ubuntu: apt-get install fonts-noto-cjk), or name a font file with --font"
            .to_owned()
    })
}

/// A short key for the fonts, made from the length and the header of each file. The header of a font contains a
/// checksum of every table.
///
/// # Errors
///
/// Returns an error if a file cannot be read.
pub fn key(files: &[PathBuf]) -> Result<String, String> {
    let mut hasher = Sha256::new();
    for file in files {
        let say = |error: std::io::Error| format!("cannot read the font {}: {error}", file.display());
        let open = std::fs::File::open(file).map_err(say)?;
        hasher.update(open.metadata().map_err(say)?.len().to_le_bytes());
        let mut head = Vec::new();
        open.take(65_536).read_to_end(&mut head).map_err(say)?;
        hasher.update(&head);
    }
    Ok(hasher.finalize().iter().take(9).map(|byte| format!("{byte:02x}")).collect())
}

/// Loaded fonts.
pub struct Fonts {
    /// All faces, for drawing.
    pub database: Arc<Database>,
    serif: Vec<ID>,
    sans: Vec<ID>,
}

impl Fonts {
    /// Loads one or two files: the first for titles, the last for small text.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read or contains no font.
    pub fn load(files: &[PathBuf]) -> Result<Fonts, String> {
        let mut database = Database::new();
        let mut faces = Vec::new();
        for file in files {
            let data =
                std::fs::read(file).map_err(|error| format!("cannot read the font {}: {error}", file.display()))?;
            let ids = database.load_font_source(Source::Binary(Arc::new(data))).to_vec();
            if ids.is_empty() {
                return Err(format!("{} is not a font; name a TTF, OTF or TTC file with --font", file.display()));
            }
            faces.push(ids);
        }
        let serif = faces.first().cloned().unwrap_or_default();
        let sans = faces.pop().unwrap_or_default();
        Ok(Fonts { database: Arc::new(database), serif, sans })
    }

    /// The face for titles.
    pub fn serif(&self, locale: Locale) -> ID {
        self.face(&self.serif, locale)
    }

    /// The face for small text.
    pub fn sans(&self, locale: Locale) -> ID {
        self.face(&self.sans, locale)
    }

    /// Chooses the face of a font collection that is made for a language. English uses the Korean face of a CJK font,
    /// because its quotation marks are as narrow as its letters.
    fn face(&self, ids: &[ID], locale: Locale) -> ID {
        let wanted = match locale {
            Locale::En => [" KR", " SC"],
            Locale::Zh => [" SC", " CN"],
        };
        let find = |ending: &str| ids.iter().find(|id| self.named(**id).0.ends_with(ending));
        *wanted.into_iter().find_map(find).unwrap_or(&ids[0])
    }

    /// The family and weight of a face.
    pub fn named(&self, id: ID) -> (String, u16) {
        let face = self.database.face(id);
        let family = face.and_then(|face| face.families.first()).map(|(family, _)| family.clone());
        (family.unwrap_or_default(), face.map_or(400, |face| face.weight.0))
    }

    /// Returns a function that measures texts made of the characters in `sample`, at font size 1, without kerning.
    pub fn measure(&self, id: ID, sample: &str) -> impl Fn(&str) -> f32 + use<> {
        let advances = |data: &[u8], index: u32| {
            let font = skrifa::FontRef::from_index(data, index).ok()?;
            let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
            let charmap = font.charmap();
            let letters = sample.chars().chain([' ', '…']);
            Some(letters.filter_map(|c| Some((c, metrics.advance_width(charmap.map(c)?)?))).collect())
        };
        let advances: BTreeMap<char, f32> = self.database.with_face_data(id, advances).flatten().unwrap_or_default();
        move |text| text.chars().map(|c| advances.get(&c).copied().unwrap_or(1.0)).sum()
    }
}
