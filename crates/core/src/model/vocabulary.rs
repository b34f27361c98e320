//! The closed vocabularies: each value's key in content files and its name in both languages. `build.rs` makes them of
//! the lists in `locale/en.toml` and `locale/zh.toml`.

use crate::locale::{Locale, Words};

/// A closed list of values, whichever it is.
pub trait Vocabulary: Copy + 'static {
    /// Every value, in the order a list shows them.
    const ALL: &'static [Self];

    /// The key in content files and addresses.
    fn as_str(self) -> &'static str;

    /// The name a reader sees.
    fn name(self, locale: Locale) -> &'static str;
}

/// Declares an enum whose values carry a key (for files, addresses and CSS) and a name a language.
macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident { $($value:ident = $key:literal, $en:literal, $zh:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "records", derive(schemars::JsonSchema))]
        pub enum $name {
            $(#[doc = $key] #[serde(rename = $key)] $value,)+
        }

        impl $name {
            /// Every value, in the order a list shows them.
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            /// The key in content files and addresses.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$value => $key),+ }
            }

            /// Reads a key.
            pub fn parse(key: &str) -> Option<Self> {
                match key { $($key => Some($name::$value),)+ _ => None }
            }

            /// The name a reader sees.
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
        for class in Class::ALL {
            assert_eq!(Class::parse(class.as_str()), Some(*class));
            assert_eq!(serde_json::to_string(class).unwrap(), format!("\"{}\"", class.as_str()));
        }
        assert_eq!(Class::parse("Coast"), None);
    }
}
