//! Sprites of clips: 16 frames in one picture, which a card shows while the pointer moves across it
//! (`worker/page/sprite.ts`). Frames of a drawn clip are drawn again. Those of a filmed clip are decoded by FFmpeg, if the
//! machine has it.

use super::cache::cached;
use super::clips;
use super::naming::name;
use super::originals::Originals;
use film_core::model::clip::Clip;
use pixels::RgbaImage;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The number of columns, and of rows. `worker/page/sprite.ts` has the same number.
const SIDE: u32 = 4;

/// The longer side of a frame, pixels.
const LONGEST: u32 = 320;

/// The maximum size of a sprite, bytes, unless it exceeds that even at the lowest quality.
const MOST: usize = 60_000;

/// The version of this module: part of the cache key.
const PIPELINE: &str = "sprite 1";

/// The `ffmpeg` in PATH.
pub fn ffmpeg() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let program = format!("ffmpeg{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&folders).map(|folder| folder.join(&program)).find(|file| file.is_file())
}

/// The sprite of a clip as WebP. `None` for a filmed clip without FFmpeg, and for a clip of fewer than 16 frames. `film`
/// is the path of its first rendition.
///
/// # Errors
///
/// Returns an error if FFmpeg cannot decode the file, or if the cache cannot be written.
pub fn sprite(
    clip: &Clip,
    film: &str,
    originals: &Originals,
    ffmpeg: Option<&Path>,
    cache: &Path,
) -> Result<Option<Vec<u8>>, String> {
    if clip.technical.frames < SIDE * SIDE {
        return Ok(None);
    }
    let size = frame_size(clip.technical.width, clip.technical.height);
    if clip.illustration {
        let frames: Vec<String> = frames(clip).map(|frame| clips::drawing(clip, frame, size)).collect();
        let key = format!("{PIPELINE}\0{size:?}\0{}", name(frames.concat().as_bytes()));
        return cached(cache, key.as_bytes(), || encode(&drawn(&frames, size)?)).map(Some);
    }
    let Some(ffmpeg) = ffmpeg else { return Ok(None) };
    let file = originals.path(film);
    let content = originals.content_name(film).ok_or_else(|| format!("cannot read {}", file.display()))?;
    let numbers: Vec<u32> = frames(clip).collect();
    let key = format!("{PIPELINE}\0{size:?}\0{numbers:?}\0{content}");
    cached(cache, key.as_bytes(), || encode(&decoded(ffmpeg, &file, &numbers, size)?)).map(Some)
}

/// The numbers of the frames shown: the middle of each sixteenth of the clip.
fn frames(clip: &Clip) -> impl Iterator<Item = u32> {
    let (all, shown) = (u64::from(clip.technical.frames), u64::from(SIDE * SIDE));
    (0..shown).map(move |at| (all * (2 * at + 1) / (2 * shown)) as u32)
}

/// The size of a frame in the sprite, in the shape of the clip.
fn frame_size(width: u32, height: u32) -> (u32, u32) {
    let longest = u64::from(width.max(height).max(1));
    let scaled = |side: u32| ((u64::from(side) * u64::from(LONGEST)).div_ceil(longest) as u32).max(1);
    (scaled(width), scaled(height))
}

/// Draws frames and joins them, row by row.
fn drawn(frames: &[String], (width, height): (u32, u32)) -> Result<RgbaImage, String> {
    let mut sprite = RgbaImage::new(SIDE * width, SIDE * height);
    for (frame, at) in frames.iter().zip(0..) {
        let mut picture = pixels::blank(width, height)?;
        pixels::draw_over(&mut picture, frame.as_bytes(), None)?;
        pixels::place(&mut sprite, &picture, (at % SIDE * width, at / SIDE * height));
    }
    Ok(sprite)
}

/// Decodes frames of a file and joins them, row by row.
fn decoded(ffmpeg: &Path, file: &Path, frames: &[u32], (width, height): (u32, u32)) -> Result<RgbaImage, String> {
    let chosen: Vec<String> = frames.iter().map(|frame| format!("eq(n,{frame})")).collect();
    let filter = format!("select='{}',scale={width}:{height}:flags=area,tile={SIDE}x{SIDE}", chosen.join("+"));
    let mut command = Command::new(ffmpeg);
    command.args(["-v", "error", "-nostdin", "-i"]).arg(file).args(["-an", "-vf", &filter, "-frames:v", "1"]);
    command.args(["-f", "image2pipe", "-c:v", "png", "-"]);
    let say = |error: &dyn std::fmt::Display| format!("{}: FFmpeg cannot read its frames: {error}", file.display());
    let output = command.output().map_err(|error| say(&error))?;
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}\n help: export the clip again", say(&error.trim())));
    }
    let sprite = pixels::decode(&output.stdout).map_err(|error| say(&error))?;
    let (wanted, found) = ((SIDE * width, SIDE * height), sprite.dimensions());
    if found != wanted {
        return Err(say(&format!("the picture is {found:?} instead of {wanted:?}")));
    }
    Ok(sprite)
}

/// The sprite as WebP, at the best quality that is small enough.
fn encode(sprite: &RgbaImage) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    for quality in [72.0, 60.0, 48.0, 36.0, 24.0] {
        bytes = pixels::webp_of(sprite, quality)?;
        if bytes.len() <= MOST {
            break;
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn clip(name: &str) -> Clip {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/content/clips").join(name);
        serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
    }

    #[test]
    fn frames_are_spread_over_the_clip_and_keep_its_shape() {
        let mut clip = clip("zhanqiao-pier-gulls.json");
        let mut of = |count| {
            clip.technical.frames = count;
            frames(&clip).collect::<Vec<u32>>()
        };
        assert_eq!(of(200)[..3], [6, 18, 31]);
        assert_eq!(of(200)[15], 193);
        assert_eq!(of(16), (0..16).collect::<Vec<u32>>());
        assert_eq!(of(u32::MAX)[15], 4_160_749_567);
        for (size, frame) in [
            ((1280, 720), (320, 180)),
            ((1080, 1920), (180, 320)),
            ((2390, 1000), (320, 134)),
            ((160, 90), (320, 180)),
            ((10_000, 1), (320, 1)),
            ((0, 0), (1, 1)),
        ] {
            assert_eq!(frame_size(size.0, size.1), frame, "{size:?}");
        }
    }

    #[test]
    fn a_drawn_clip_has_a_small_sprite_without_ffmpeg() {
        let folder = tempfile::tempdir().unwrap();
        let sprite_of = |clip: &Clip| sprite(clip, "", &Originals::named([]), None, folder.path()).unwrap();
        let mut clip = clip("langya-terrace-reveal.json");
        let bytes = sprite_of(&clip).unwrap();
        assert!((8_000..=MOST).contains(&bytes.len()), "{} bytes", bytes.len());
        let image = pixels::decode(&bytes).unwrap();
        let (width, height) = frame_size(clip.technical.width, clip.technical.height);
        assert_eq!(image.dimensions(), (4 * width, 4 * height));
        let cell = |column: u32, row: u32| {
            let inside = (0..width).flat_map(|x| (0..height).map(move |y| (x, y)));
            inside.map(|(x, y)| *image.get_pixel(column * width + x, row * height + y)).collect::<Vec<_>>()
        };
        let differ = |a: &[pixels::Rgba], b: &[pixels::Rgba]| {
            a.iter().zip(b).filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 24)).count()
        };
        // The camera moves there and back: the middle differs from the start, and the end resembles it.
        let (start, middle, end) = (cell(0, 0), cell(3, 1), cell(3, 3));
        assert!(differ(&start, &middle) > 4 * differ(&start, &end), "{}", differ(&start, &end));
        assert_eq!(sprite_of(&clip).unwrap(), bytes);
        clip.technical.frames = 15;
        assert_eq!(sprite_of(&clip), None);
    }

    #[test]
    fn without_ffmpeg_a_filmed_clip_has_no_sprite() {
        let folder = tempfile::tempdir().unwrap();
        let clip = Clip { illustration: false, ..clip("zhanqiao-pier-gulls.json") };
        assert_eq!(sprite(&clip, "a.mp4", &Originals::named([]), None, folder.path()), Ok(None));
    }

    /// A program in place of FFmpeg, which writes the file `out` next to it.
    #[cfg(unix)]
    fn stand_in(folder: &Path, out: &[u8], status: u8) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let program = folder.join("ffmpeg");
        fs::write(folder.join("out"), out).unwrap();
        let script = format!(
            "#!/bin/sh\necho \"$@\" >\"$0.args\"\necho 'moov atom not found' >&2\ncat \"${{0%/*}}/out\"\nexit {status}\n"
        );
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        program
    }

    #[cfg(unix)]
    #[test]
    fn ffmpeg_decodes_a_filmed_clip_once() {
        let folder = tempfile::tempdir().unwrap();
        let clip = Clip { illustration: false, ..clip("zhanqiao-pier-gulls.json") };
        fs::create_dir(folder.path().join("media")).unwrap();
        fs::write(folder.path().join("media/film.mp4"), b"film").unwrap();
        let originals = Originals::read(folder.path().join("media"), folder.path().to_owned()).unwrap();
        let sprite = |ffmpeg: &Path| sprite(&clip, "film.mp4", &originals, Some(ffmpeg), folder.path());
        let picture = |width, height| pixels::webp_of(&RgbaImage::new(width, height), 50.0).unwrap();
        let fails = |program: &Path| sprite(program).unwrap_err();
        let error = fails(&stand_in(folder.path(), b"", 1));
        assert!(error.contains("film.mp4: FFmpeg cannot read its frames: moov atom not found\n help:"), "{error}");
        let error = fails(&stand_in(folder.path(), &picture(1280, 540), 0));
        assert!(error.contains("(1280, 540) instead of (1280, 720)"), "{error}");
        assert!(fails(&stand_in(folder.path(), b"text", 0)).contains("film.mp4"));
        assert!(fails(&folder.path().join("absent")).contains("film.mp4"));
        let program = stand_in(folder.path(), &picture(1280, 720), 0);
        let bytes = sprite(&program).unwrap().unwrap();
        assert_eq!(pixels::decode(&bytes).unwrap().dimensions(), (1280, 720));
        let args = fs::read_to_string(folder.path().join("ffmpeg.args")).unwrap();
        assert!(
            args.contains("film.mp4 -an -vf select='eq(n,6)+eq(n,18)+") && args.contains("scale=320:180"),
            "{args}"
        );
        fs::remove_file(&program).unwrap();
        assert_eq!(sprite(&program).unwrap().unwrap(), bytes);
    }
}
