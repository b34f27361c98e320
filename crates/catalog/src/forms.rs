//! English singulars and plurals: a search for `beaches` also finds `beach`, one for `city` also `cities`.
//!
//! A form must match a whole word of a record, so a wrong rule (`lens`, `len`) rarely finds anything.

/// The endings of plurals and of their singulars.
const PLURALS: [(&str, &str); 6] = [("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("men", "man")];

/// The endings of irregular plurals and of their singulars, so that `grandchildren` and `salespeople` are known too.
const IRREGULAR: [(&str, &str); 26] = [
    ("children", "child"),
    ("people", "person"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("geese", "goose"),
    ("mice", "mouse"),
    ("lice", "louse"),
    ("dice", "die"),
    ("media", "medium"),
    ("data", "datum"),
    ("stadia", "stadium"),
    ("aquaria", "aquarium"),
    ("curricula", "curriculum"),
    ("memoranda", "memorandum"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("yses", "ysis"),
    ("theses", "thesis"),
    ("crises", "crisis"),
    ("bases", "basis"),
    ("axes", "axis"),
    ("indices", "index"),
    ("appendices", "appendix"),
    ("matrices", "matrix"),
    ("eaux", "eau"),
    ("zzes", "z"),
];

/// The minimum length of a form.
const LEAST: usize = 3;

/// The other forms of a folded word: its possible singulars, and its plural if the word is not a prefix of it.
pub fn forms(word: &str) -> Vec<String> {
    // "news" and words in -ss, such as "glass", only look like plurals.
    if word == "news" || word.ends_with("ss") || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let swapped = |end: &str, other: &str| {
        let stem = word.strip_suffix(end)?;
        (stem.len() + other.len() >= LEAST).then(|| [stem, other].concat())
    };
    let all = || PLURALS.iter().chain(&IRREGULAR);
    let one = all().filter_map(|(many, one)| swapped(many, one));
    let many = all().filter(|(_, one)| !one.is_empty()).filter_map(|(many, one)| swapped(one, many));
    one.chain(many).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many() {
        for (one, many) in [
            ("beach", "beaches"),
            ("villa", "villas"),
            ("house", "houses"),
            ("bridge", "bridges"),
            ("city", "cities"),
            ("movie", "movies"),
            ("day", "days"),
            ("wharf", "wharves"),
            ("knife", "knives"),
            ("box", "boxes"),
            ("bus", "buses"),
            ("glass", "glasses"),
            ("taxi", "taxis"),
            ("studio", "studios"),
            ("woman", "women"),
            ("bar", "bars"),
            ("man", "men"),
            ("leaf", "leaves"),
            ("child", "children"),
            ("grandchild", "grandchildren"),
            ("person", "people"),
            ("foot", "feet"),
            ("mouse", "mice"),
            ("medium", "media"),
            ("criterion", "criteria"),
            ("analysis", "analyses"),
            ("index", "indices"),
            ("plateau", "plateaux"),
            ("quiz", "quizzes"),
        ] {
            assert!(forms(many).iter().any(|form| form == one), "{many}: {:?}", forms(many));
            assert!(many.starts_with(one) || forms(one).iter().any(|form| form == many), "{one}: {:?}", forms(one));
        }
        for word in ["news", "glass", "4ks", "栈桥", "us", "as", "s", "", "2s"] {
            assert_eq!(forms(word), Vec::<String>::new(), "{word}");
        }
    }
}
