//! Writes XML: text and elements.

/// Escapes text for an element or attribute of XML or HTML.
///
/// Characters that XML 1.0 does not allow are left out (section 2.2).
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
    out
}

/// An element with attributes and text.
pub fn element(name: &str, attributes: &[(&str, &str)], text: &str) -> String {
    [&*open(name, attributes), &escape(text), "</", name, ">"].concat()
}

/// An element with attributes and no content.
pub fn empty(name: &str, attributes: &[(&str, &str)]) -> String {
    let mut tag = open(name, attributes);
    tag.insert(tag.len() - 1, '/');
    tag
}

/// The start tag of an element.
pub fn open(name: &str, attributes: &[(&str, &str)]) -> String {
    let mut tag = ["<", name].concat();
    for (name, value) in attributes {
        tag.push_str(&[" ", name, "=\"", &escape(value), "\""].concat());
    }
    tag.push('>');
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_escaped() {
        assert_eq!(element("a", &[("b", "\"1\" < 2")], "x & \u{1}y"), "<a b=\"&quot;1&quot; &lt; 2\">x &amp; y</a>");
        assert_eq!(empty("a", &[("b", "c")]), "<a b=\"c\"/>");
    }
}
