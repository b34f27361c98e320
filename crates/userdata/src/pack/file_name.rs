//! File names for downloads that are safe on every system.

/// The maximum length in bytes without the extension. Some encrypting file systems allow 143 bytes in total.
const MAX_BYTES: usize = 120;

/// Names that Windows reserves for devices, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A file name from a pack's name and an extension without its dot.
///
/// Chinese is kept. White space and the characters that cause problems on Windows, macOS or in a shell become one `-`.
/// Invisible and direction-changing characters are removed. If nothing is left, the name is `pack`.
pub fn file_name(name: &str, extension: &str) -> String {
    let mut stem = String::new();
    for c in name.chars() {
        let invisible = matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}');
        if invisible || (c.is_control() && !c.is_whitespace()) {
            continue;
        }
        let unsafe_here = c.is_whitespace() || "<>:\"/\\|?*'`$&;#%~!{}".contains(c);
        let c = if unsafe_here { '-' } else { c };
        if c == '-' && stem.ends_with('-') {
            continue;
        }
        if stem.len() + c.len_utf8() > MAX_BYTES {
            break;
        }
        stem.push(c);
    }
    let stem = stem.trim_matches(['-', '.']);
    let stem = if stem.is_empty() { "pack" } else { stem };
    // Windows only checks the part before the first dot.
    let first = stem.split('.').next().unwrap_or_default().trim_end_matches('-').to_ascii_lowercase();
    let port = first.strip_prefix("com").or_else(|| first.strip_prefix("lpt"));
    let port = port.is_some_and(|rest| {
        matches!(rest, "¹" | "²" | "³") || (rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    });
    let device = port || DEVICES.contains(&first.as_str());
    format!("{}{stem}.{extension}", if device { "pack-" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_and_their_files() {
        for (name, file) in [
            ("Old town, day 2", "Old-town,-day-2.csv"),
            ("栈桥 与 回澜阁", "栈桥-与-回澜阁.csv"),
            ("八大关/小鱼山", "八大关-小鱼山.csv"),
            ("", "pack.csv"),
            (" .. ", "pack.csv"),
            ("../../etc/passwd", "etc-passwd.csv"),
            ("a\u{202e}vsc.exe", "avsc.exe.csv"),
            ("a\0b\tc\u{7}", "ab-c.csv"),
            ("con", "pack-con.csv"),
            ("Aux.old", "pack-Aux.old.csv"),
            ("COM1", "pack-COM1.csv"),
            ("LPT²", "pack-LPT².csv"),
            ("com", "com.csv"),
            ("comet", "comet.csv"),
            ("what? <now>: \"yes\"", "what-now-yes.csv"),
            (".hidden", "hidden.csv"),
            ("-rf", "rf.csv"),
        ] {
            assert_eq!(file_name(name, "csv"), file, "{name:?}");
        }
        let long = file_name(&"栈".repeat(80), "geojson");
        assert_eq!(long, format!("{}.geojson", "栈".repeat(40)));
    }

    proptest! {
        #[test]
        fn every_name_is_safe(name: String) {
            let file = file_name(&name, "ics");
            prop_assert!(file.len() <= MAX_BYTES + 9);
            prop_assert!(!file.starts_with(['.', '-']));
            prop_assert!(!file.contains(|c: char| c.is_control() || c.is_whitespace() || "<>:\"/\\|?*".contains(c)));
            prop_assert!(file.strip_suffix(".ics").is_some_and(|stem| !stem.is_empty() && !stem.ends_with('.')));
        }
    }
}
