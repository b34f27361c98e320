//! The closed vocabularies: each value has a key, used in content files, and a name in both languages. `build.rs`
//! generates them from the lists in `locale/en.toml` and `locale/zh.toml`.

use crate::locale::{Locale, Words};

/// A closed list of values.
pub trait Vocabulary: Copy + 'static {
    /// Every value, in the order in which lists show them.
    const ALL: &'static [Self];

    /// The key used in content files and URLs.
    fn as_str(self) -> &'static str;

    /// The name shown to readers.
    fn name(self, locale: Locale) -> &'static str;
}

/// Declares an enum whose values have a key (for files, URLs and CSS) and a name in each language.
macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident { $($value:ident = $key:literal, $en:literal, $zh:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "records", derive(schemars::JsonSchema))]
        pub enum $name {
            $(#[doc = $key] #[serde(rename = $key)] $value,)+
        }

        impl $name {
            /// Every value, in the order in which lists show them.
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            /// The key used in content files and URLs.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$value => $key),+ }
            }

            /// Parses a key.
            pub fn parse(key: &str) -> Option<Self> {
                match key { $($key => Some($name::$value),)+ _ => None }
            }

            /// The name shown to readers.
            pub fn name(self, locale: Locale) -> &'static str {
                match self { $($name::$value => Words { en: $en, zh: $zh }),+ }.get(locale)
            }
        }

        impl Vocabulary for $name {
            const ALL: &'static [$name] = $name::ALL;

            fn as_str(self) -> &'static str {
                $name::as_str(self)
            }

            fn name(self, locale: Locale) -> &'static str {
                $name::name(self, locale)
            }
        }
    )+};
}

include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_and_match_the_content_files() {
        for kind in SceneKind::ALL {
            assert_eq!(SceneKind::parse(kind.as_str()), Some(*kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{}\"", kind.as_str()));
        }
        assert_eq!(SceneKind::parse("Pier"), None);
    }
}
