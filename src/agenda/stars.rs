//! The sessions that a reader has starred, as they are kept on the device: a line each, after the version.
//!
//! A change says which sessions are to be in or out, so the changes of several tabs can be made one after
//! the other on what is kept.

use crate::route::Page;

/// The first line.
const HEAD: &str = "agenda 1";

/// The most sessions that are kept, of all editions together.
pub const MAX_STARS: usize = 1_000;

/// A change of what is starred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These sessions are in.
    Add(Vec<Page>),
    /// These are not.
    Remove(Vec<Page>),
}

/// What is kept was written by another version of the site: it is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherVersion;

/// Reads the sessions in the order they were starred. Lines that are none are passed over.
pub fn read(kept: Option<&str>) -> Result<Vec<Page>, OtherVersion> {
    let Some(text) = kept else { return Ok(Vec::new()) };
    let mut lines = text.lines();
    if lines.next() != Some(HEAD) {
        return Err(OtherVersion);
    }
    let mut pages = Vec::new();
    for page in lines.filter_map(session) {
        if !pages.contains(&page) {
            pages.push(page);
        }
    }
    Ok(pages)
}

/// Makes a change to what is kept. Lines that are no session stay; what is full takes no more.
pub fn change(kept: Option<&str>, change: &Change) -> Result<String, OtherVersion> {
    let mut pages = read(kept)?;
    match change {
        Change::Add(more) => {
            for page in more.iter().filter(|page| matches!(page, Page::Session(..))) {
                if !pages.contains(page) && pages.len() < MAX_STARS {
                    pages.push(page.clone());
                }
            }
        }
        Change::Remove(less) => pages.retain(|page| !less.contains(page)),
    }
    let mut text = String::from(HEAD);
    let strange = kept.unwrap_or_default().lines().skip(1).filter(|line| session(line).is_none());
    for line in pages.iter().map(Page::path).chain(strange.map(str::to_owned)) {
        text.push('\n');
        text.push_str(&line);
    }
    Ok(text)
}

fn session(line: &str) -> Option<Page> {
    Page::parse(line).filter(|page| matches!(page, Page::Session(..)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page(id: &str) -> Page {
        Page::parse(&["/summit/2024/sessions/", id].concat()).unwrap()
    }

    #[test]
    fn changes_and_what_is_kept() {
        let add =
            |kept: Option<&str>, ids: &[&str]| change(kept, &Change::Add(ids.iter().map(|id| page(id)).collect()));
        let text = add(None, &["a", "b", "a"]).unwrap();
        assert_eq!(text, "agenda 1\n/summit/2024/sessions/a\n/summit/2024/sessions/b");
        assert_eq!(read(Some(&text)), Ok(vec![page("a"), page("b")]));
        let less = change(Some(&text), &Change::Remove(vec![page("a"), page("x")])).unwrap();
        assert_eq!(less, "agenda 1\n/summit/2024/sessions/b");
        assert_eq!(change(None, &Change::Add(vec![Page::Home])).as_deref(), Ok("agenda 1"));
        // What this version does not know is not thrown away.
        let strange = "agenda 1\nnonsense\n/summit/2024/sessions/a\n/about";
        assert_eq!(read(Some(strange)), Ok(vec![page("a")]));
        assert_eq!(
            add(Some(strange), &["b"]).unwrap(),
            "agenda 1\n/summit/2024/sessions/a\n/summit/2024/sessions/b\nnonsense\n/about"
        );
        for other in ["", "agenda 2\n/x", "[]"] {
            assert_eq!(read(Some(other)), Err(OtherVersion), "{other:?}");
            assert_eq!(add(Some(other), &["a"]), Err(OtherVersion), "{other:?}");
        }
    }

    #[test]
    fn what_is_full_takes_no_more() {
        let many: Vec<Page> = (0..MAX_STARS + 5).map(|n| page(&n.to_string())).collect();
        let text = change(None, &Change::Add(many)).unwrap();
        assert_eq!(read(Some(&text)).unwrap().len(), MAX_STARS);
    }

    proptest! {
        #[test]
        fn the_order_of_tabs_does_not_matter_for_different_sessions(a in "[a-m]{1,4}", b in "[n-z]{1,4}", lines in "(\n[ -~]{0,20}){0,4}") {
            let kept = [HEAD, &lines].concat();
            let (one, other) = (Change::Add(vec![page(&a)]), Change::Remove(vec![page(&b)]));
            let first = change(Some(&change(Some(&kept), &one).unwrap()), &other).unwrap();
            let second = change(Some(&change(Some(&kept), &other).unwrap()), &one).unwrap();
            prop_assert_eq!(first, second);
        }
    }
}
