//! The hint that makes a browser fetch the picture of the first paint early.

/// An attribute of a card.
const CARD: &str = "class=\"card\"";

/// Tells the browser to fetch the picture of the first paint before it has read the styles. Empty if there is none, or
/// only in a format that every browser reads. Empty for the picture of a card, too: browsers may have a larger copy in
/// memory from its page, and show that. `app`: the app's HTML.
pub fn first_picture(app: &str) -> String {
    let source = || {
        let (before, _) = app.split_once("fetchpriority=\"high\"")?;
        if before.contains(CARD) {
            return None;
        }
        let (_, picture) = before.rsplit_once("<picture")?;
        let (_, source) = picture.split_once("<source ")?;
        let value = |name: &str| source.split_once(&format!("{name}=\""))?.1.split_once('"').map(|(value, _)| value);
        Some((value("type")?, value("srcset")?, value("sizes")?))
    };
    let link = |(kind, files, sizes)| {
        format!(
            "<link rel=\"preload\" as=\"image\" type=\"{kind}\" imagesrcset=\"{files}\" imagesizes=\"{sizes}\" \
             fetchpriority=\"high\">"
        )
    };
    source().map(link).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_of_the_first_paint_is_fetched_early() {
        let picture = |more: &str| {
            let source = "<source type=\"image/avif\" srcset=\"/a-480.avif 480w, /a-960.avif 960w\" sizes=\"100vw\">";
            format!("<picture>{source}<source type=\"image/webp\"><img src=\"/a.webp\" {more}></picture>")
        };
        let [later, first] = ["loading=\"lazy\"", "fetchpriority=\"high\""].map(picture);
        assert_eq!(first_picture(&later), "");
        assert_eq!(first_picture("<picture><img src=\"/a.svg\" fetchpriority=\"high\"></picture>"), "");
        let expected = "<link rel=\"preload\" as=\"image\" type=\"image/avif\" \
            imagesrcset=\"/a-480.avif 480w, /a-960.avif 960w\" imagesizes=\"100vw\" fetchpriority=\"high\">";
        assert_eq!(first_picture(&(later + &first)), expected);
        assert_eq!(first_picture(&format!("<article class=\"card\">{first}</article>")), "");
    }
}
