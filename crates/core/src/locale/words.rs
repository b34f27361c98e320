//! The strings of the interface, one constant each. `build.rs` generates them from `locale/en.toml` and
//! `locale/zh.toml`.

use super::Words;

/// Declares the constants.
macro_rules! words {
    ($($name:ident = $en:literal, $zh:literal;)+) => {$(
        #[doc = concat!("`", $en, "`")]
        pub const $name: Words = Words { en: $en, zh: $zh };
    )+
        #[cfg(test)]
        const ALL: &[(&str, Words)] = &[$((stringify!($name), $name)),+];
    };
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_take_the_same_values_and_a_form_follows_a_value() {
        for (name, Words { en, zh }) in ALL {
            assert_eq!(en.matches("{}").count(), zh.matches("{}").count(), "{name}");
            assert!(!zh.contains('|'), "{name}: Chinese has no plural");
            let value = en.find("{}").unwrap_or(en.len());
            assert!(en.find('|').is_none_or(|form| value < form), "{name}");
        }
    }
}
