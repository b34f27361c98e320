//! A reader's own agenda as text for a URL fragment.
//!
//! The body of the link is the ids of the sessions, separated by dots. The edition is that of the page.

use formats::link::Form;
pub use formats::link::LinkError;

const FORM: Form = Form { version: "1", separator: '.', most: 32_768 };

/// Encodes session ids as letters, digits, `-` and `.`.
pub fn write(ids: &[String]) -> String {
    FORM.write(&ids.join("."))
}

/// Reads a link, without the prefix in the fragment. Ids that the edition does not have are kept, because the page
/// lists them.
pub fn read(text: &str) -> Result<Vec<String>, LinkError> {
    let mut ids: Vec<String> = Vec::new();
    for id in FORM.read(text)?.split('.') {
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn links_and_what_is_wrong_with_them() {
        let link = write(&ids("opening aigc-report talk-2"));
        assert_eq!(link, "1.26.79e4bba7.opening.aigc-report.talk-2");
        assert_eq!(read(&link), Ok(ids("opening aigc-report talk-2")));
        for (bad, error) in [
            ("", LinkError::Empty),
            ("  ", LinkError::Empty),
            (&write(&[]), LinkError::Empty),
            ("2.1.0.a", LinkError::OtherVersion),
            ("opening", LinkError::OtherVersion),
            ("1", LinkError::CutShort),
            ("1.26", LinkError::CutShort),
            ("1.26.79e4bba7", LinkError::CutShort),
            ("1.26.79e4bba7.opening.aigc-report.talk-", LinkError::CutShort),
            ("1.26.79e4bba7.opening.aigc-report.talk-3", LinkError::Damaged),
            ("1.x.79e4bba7.opening", LinkError::Damaged),
            ("1.-1.79e4bba7.opening", LinkError::Damaged),
            ("1.32769.0.a", LinkError::TooLong),
        ] {
            assert_eq!(read(bad), Err(error), "{bad:.60}");
        }
        for appended in ["&from=singlemessage", ".", "”", "2"] {
            assert_eq!(read(&[&link, appended].concat()), Ok(ids("opening aigc-report talk-2")), "{appended}");
        }
        assert_eq!(read(&write(&ids("a b a"))), Ok(ids("a b")), "an id counts once");
    }

    proptest! {
        #[test]
        fn a_link_reads_back_and_no_part_of_it_does(list in prop::collection::btree_set("[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", 1..40)) {
            let list: Vec<String> = list.into_iter().collect();
            let link = write(&list);
            prop_assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)));
            prop_assert_eq!(read(&link), Ok(list));
            for end in 1..link.len() {
                prop_assert_eq!(read(&link[..end]), Err(LinkError::CutShort));
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text: String) {
            let _ = read(&text);
            let _ = read(&["1.", &text].concat());
        }
    }
}
