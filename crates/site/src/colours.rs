//! The site's colours: those of `style/token*.css`, and what `colours` in `office.json` replaces.
//!
//! The style sheets, the manifest, icons, share cards and charts all take their colours from here.

use super::read;
use film_core::model::office;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// The lowest contrast of text: WCAG 2.2, 1.4.3 (AA).
pub const TEXT: f64 = 4.5;

/// The tokens that have a colour, without their `--`.
const TOKENS: [&str; 14] = [
    "paper",
    "paper-raised",
    "paper-sunk",
    "ink",
    "ink-soft",
    "line",
    "line-strong",
    "signal",
    "on-signal",
    "mark",
    "accent",
    "land",
    "sea",
    "coast",
];

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// White.
    pub const WHITE: Rgb = Rgb([255; 3]);
    /// Black.
    pub const BLACK: Rgb = Rgb([0; 3]);

    /// Parses `#rrggbb`.
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(Rgb([red, green, blue]))
    }

    /// The colour that is `share` of the way to another.
    pub fn mixed(self, other: Rgb, share: f64) -> Rgb {
        let mix = |at: usize| {
            let (from, to) = (f64::from(self.0[at]), f64::from(other.0[at]));
            (from + (to - from) * share).round() as u8
        };
        Rgb([mix(0), mix(1), mix(2)])
    }

    /// The contrast ratio of two colours, 1 to 21: WCAG 2.2, "contrast ratio".
    pub fn contrast(self, other: Rgb) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The relative luminance, 0 to 1: WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The nearest mix with `toward` that is readable on all these backgrounds.
    pub fn readable(self, toward: Rgb, on: &[Rgb]) -> Rgb {
        let steps = (0..=100).map(|step| self.mixed(toward, f64::from(step) / 100.0));
        let mut fit = steps.filter(|colour| on.iter().all(|ground| colour.contrast(*ground) >= TEXT));
        fit.next().unwrap_or(toward)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The four colours that an office chooses for a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brand {
    /// The background.
    pub paper: Rgb,
    /// Text.
    pub ink: Rgb,
    /// Buttons, and what is in progress.
    pub signal: Rgb,
    /// Charts and pins.
    pub accent: Rgb,
}

impl Brand {
    /// Parses the colours of a theme; `None` if one is not a colour.
    pub fn parse(theme: &office::ThemeColours) -> Option<Brand> {
        Some(Brand {
            paper: Rgb::parse(&theme.paper)?,
            ink: Rgb::parse(&theme.ink)?,
            signal: Rgb::parse(&theme.signal)?,
            accent: Rgb::parse(&theme.accent)?,
        })
    }

    /// The backgrounds of text: page, raised box, sunken box.
    pub fn papers(self, is_dark: bool) -> [Rgb; 3] {
        let Brand { paper, ink, .. } = self;
        if is_dark {
            [paper, paper.mixed(Rgb::WHITE, 0.04), paper.mixed(Rgb::BLACK, 0.28)]
        } else {
            [paper, paper.mixed(Rgb::WHITE, 0.55), paper.mixed(ink, 0.06)]
        }
    }

    /// The colour of each of [`TOKENS`], in the proportions of the site's own.
    fn tokens(self, is_dark: bool) -> [Rgb; TOKENS.len()] {
        let Brand { paper, ink, signal, accent } = self;
        let papers = self.papers(is_dark);
        let by = |dark: f64, light: f64| if is_dark { dark } else { light };
        let sea = paper.mixed(accent, by(0.1, 0.13));
        [
            paper,
            papers[1],
            papers[2],
            ink,
            ink.mixed(paper, 0.22).readable(ink, &papers),
            paper.mixed(ink, by(0.15, 0.18)),
            paper.mixed(ink, by(0.5, 0.56)),
            signal,
            if is_dark { papers[2] } else { papers[1] },
            paper.mixed(signal, by(0.2, 0.13)),
            accent,
            if is_dark { paper.mixed(Rgb::WHITE, 0.1) } else { papers[1] },
            sea,
            sea.mixed(ink, by(0.3, 0.45)),
        ]
    }
}

/// The colour of each token in the light and in the dark theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colours(BTreeMap<&'static str, [Rgb; 2]>);

impl Colours {
    /// Reads the tokens of the style sheets in a folder, with the colours of the office in their place.
    ///
    /// # Errors
    ///
    /// Returns an error if a sheet cannot be read or a token is missing.
    pub fn read(folder: &Path, office: Option<&office::Colours>) -> Result<Colours, String> {
        let mut found = BTreeMap::new();
        for name in read::names(folder)?.iter().filter(|name| is_sheet(name)) {
            let text = read::text(&folder.join(name))?;
            let declared = text.lines().filter_map(|line| declaration(line).map(|it| (it.0.to_owned(), it.1)));
            found.extend(declared);
        }
        let own =
            office.and_then(|it| Some([Brand::parse(&it.light)?.tokens(false), Brand::parse(&it.dark)?.tokens(true)]));
        let colours = TOKENS.into_iter().enumerate().map(|(at, token)| {
            let pair = found.get(token).copied();
            let pair = pair.ok_or_else(|| {
                format!("style/token*.css has no line \"--{token}: light-dark(#rrggbb, #rrggbb);\": add it")
            })?;
            Ok((token, own.as_ref().map_or(pair, |[light, dark]| [light[at], dark[at]])))
        });
        Ok(Colours(colours.collect::<Result<_, String>>()?))
    }

    /// The colour of a token in the light theme.
    ///
    /// # Panics
    ///
    /// Panics if there is no such token.
    pub fn light(&self, token: &str) -> String {
        self.0[token][0].to_string()
    }

    /// The colours of the light theme by token, each as `RRGGBB`.
    pub fn light_theme(&self) -> BTreeMap<&'static str, String> {
        let hex = |colour: &Rgb| colour.to_string().trim_start_matches('#').to_uppercase();
        self.0.iter().map(|(token, [light, _])| (*token, hex(light))).collect()
    }

    /// The colour of a token in the dark theme.
    ///
    /// # Panics
    ///
    /// Panics if there is no such token.
    pub fn dark(&self, token: &str) -> String {
        self.0[token][1].to_string()
    }

    /// The signal colour for icons, where it lies on the ink and on the paper of the light theme.
    pub fn icon_signal(&self) -> String {
        let [light, dark] = self.0["signal"];
        light.mixed(dark, 0.5).to_string()
    }

    /// A style sheet with these colours in its tokens.
    pub fn applied(&self, sheet: &str, css: String) -> String {
        if !is_sheet(sheet) {
            return css;
        }
        let line = |line: &str| match declaration(line).and_then(|(token, _)| Some((token, self.0.get(token)?))) {
            Some((token, [light, dark])) => format!("--{token}: light-dark({light}, {dark});\n"),
            None => format!("{line}\n"),
        };
        css.lines().map(line).collect()
    }
}

/// Whether a style sheet declares tokens.
fn is_sheet(name: &str) -> bool {
    name.split(['/', '.']).next() == Some("token") && name.ends_with(".css")
}

/// Reads a line `--token: light-dark(#rrggbb, #rrggbb);`.
fn declaration(line: &str) -> Option<(&str, [Rgb; 2])> {
    let (token, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
    let (light, dark) = value.strip_suffix(");")?.split_once(", ")?;
    Some((token, [Rgb::parse(light)?, Rgb::parse(dark)?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme([paper, ink, signal, accent]: [&str; 4]) -> office::ThemeColours {
        let [paper, ink, signal, accent] = [paper, ink, signal, accent].map(str::to_owned);
        office::ThemeColours { paper, ink, signal, accent }
    }

    fn style() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style")
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let colour = |text| Rgb::parse(text).unwrap();
        assert_eq!(Rgb::WHITE.contrast(Rgb::BLACK), 21.0);
        for (one, other, ratio) in [("#767676", "#ffffff", 4.54), ("#f6f1e7", "#0f2b2b", 13.32)] {
            assert!((colour(one).contrast(colour(other)) - ratio).abs() < 0.01, "{one} {other}");
        }
        for text in ["", "red", "#fff", "f6f1e7", "#f6f1e7ff", "#+6f1e7", "#f6f1eg"] {
            assert_eq!(Rgb::parse(text), None, "{text:?}");
        }
    }

    /// An office that writes the site's own four colours gets nearly the site's own look.
    #[test]
    fn what_follows_from_four_colours_is_near_the_site_s_own() {
        let plain = Colours::read(&style(), None).unwrap();
        let of = |at: usize| {
            theme(
                ["paper", "ink", "signal", "accent"]
                    .map(|it| plain.0[it][at].to_string())
                    .each_ref()
                    .map(String::as_str),
            )
        };
        let same = Colours::read(&style(), Some(&office::Colours { light: of(0), dark: of(1) })).unwrap();
        for (token, pair) in &plain.0 {
            for (one, other) in pair.iter().zip(&same.0[token]) {
                let apart = one.0.iter().zip(other.0).map(|(a, b)| a.abs_diff(b)).max();
                assert!(apart <= Some(26), "{token}: {one} and {other}");
            }
        }
    }

    /// Text can be read in all tokens that stand for a background, whatever an office may choose.
    #[test]
    fn what_follows_can_be_read() {
        let office = office::Colours {
            light: theme(["#ffffff", "#595959", "#b00020", "#00629b"]),
            dark: theme(["#101014", "#9a9aa0", "#ff8a80", "#80c8ff"]),
        };
        let colours = Colours::read(&style(), Some(&office)).unwrap();
        for theme in 0..2 {
            let of = |token: &str| colours.0[token][theme];
            for paper in ["paper", "paper-raised", "paper-sunk"] {
                for text in ["ink", "ink-soft", "signal", "accent"] {
                    assert!(of(text).contrast(of(paper)) >= TEXT, "{text} on {paper} in theme {theme}");
                }
            }
            assert!(of("on-signal").contrast(of("signal")) >= TEXT);
        }
    }

    #[test]
    fn the_sheets_get_the_colours_of_the_office() {
        let office = office::Colours {
            light: theme(["#ffffff", "#1a1a1a", "#b00020", "#00629b"]),
            dark: theme(["#101014", "#f0f0f0", "#ff8a80", "#80c8ff"]),
        };
        let colours = Colours::read(&style(), Some(&office)).unwrap();
        let css =
            "  --paper: light-dark(#f6f1e7, #0c1f1f);\n  --hue: light-dark(#7a5d00, #e0bd55);\np{top:0}".to_owned();
        let wanted = "--paper: light-dark(#ffffff, #101014);\n  --hue: light-dark(#7a5d00, #e0bd55);\np{top:0}\n";
        assert_eq!(colours.applied("token.css", css.clone()), wanted);
        assert_eq!(colours.applied("ui/card.css", css.clone()), css);
    }
}
