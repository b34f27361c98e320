//! A QR code (ISO/IEC 18004) as one path of an SVG.

use qrcodegen::{QrCode, QrCodeEcc};

/// The longest text that is encoded, in bytes. A denser code is hard to scan from a screen.
pub const MAX_LENGTH: usize = 1_000;

/// The quiet zone around a code, in modules.
const QUIET: i32 = 4;

/// A code: its side length with the quiet zone, in modules, and its dark modules as path data.
///
/// `None` if the text is longer than [`MAX_LENGTH`].
pub fn path(text: &str) -> Option<(i32, String)> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Low).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                for (letter, number) in [('M', start + QUIET), (' ', y + QUIET), ('h', x - start)] {
                    path.push(letter);
                    path.push_str(&number.to_string());
                }
                path.push_str("v1h-");
                path.push_str(&(x - start).to_string());
                path.push('z');
            }
            x += 1;
        }
    }
    Some((size + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Renders the path as a camera would see it, four pixels per module.
    fn seen(size: i32, path: &str) -> String {
        let side = size as usize;
        let mut dark = vec![false; side * side];
        for run in path.split('z').filter(|run| !run.is_empty()) {
            let numbers: Vec<usize> = run
                .split(|c: char| !c.is_ascii_digit())
                .filter(|text| !text.is_empty())
                .map(|text| text.parse().unwrap())
                .collect();
            let [x, y, length, 1, back] = numbers[..] else { panic!("{run}") };
            assert_eq!(length, back);
            dark[y * side + x..y * side + x + length].fill(true);
        }
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * 4, side * 4, |x, y| {
            if dark[y / 4 * side + x / 4] { 0 } else { 255 }
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_drawn_code_reads_back() {
        let long = format!("https://film.example/pack#p=1{}", "aZ09-_".repeat(160));
        for text in ["https://film.example/pack#p=1AAAA", "https://film.example/zh/pack#p=1B", &long] {
            let (size, path) = path(text).unwrap();
            assert_eq!(seen(size, &path), text);
        }
    }

    #[test]
    fn a_long_text_is_not_drawn() {
        assert_eq!(path(&"a".repeat(MAX_LENGTH + 1)), None);
        assert!(path(&"a".repeat(MAX_LENGTH)).is_some());
    }
}
