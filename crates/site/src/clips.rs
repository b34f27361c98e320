//! Renders the clips: rasterises the frames of a scene and encodes them with FFmpeg.

use film_core::model::clip::Clip;
use scene::motion::clip_frame;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The maximum size of a rendition, bytes.
pub const MOST: u64 = 400_000;

/// The encoder's buffer, bits.
const OWED: f64 = 500_000.0;

const COLOUR: [&str; 8] =
    ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"];

/// Writes `<id>.mp4` (H.264 High) and `<id>.webm` (VP9) into `out_dir`.
///
/// Frame count, rate and size are those of the record. Needs `ffmpeg` with libx264 and libvpx. Each file is smaller
/// than [`MOST`].
///
/// # Errors
///
/// Returns an error if FFmpeg fails, or if a file stays too large.
pub fn render(clip: &Clip, out_dir: &Path) -> Result<(), String> {
    let id = clip.id.as_str();
    fs::create_dir_all(out_dir).map_err(|e| format!("cannot create {}: {e}", out_dir.display()))?;
    let master = std::env::temp_dir().join(format!("{id}-{}.mkv", std::process::id()));
    let seconds = clip.technical.seconds();
    let done = write_master(clip, &master).and_then(|()| {
        code(&master, &out_dir.join(format!("{id}.mp4")), seconds, h264)?;
        code(&master, &out_dir.join(format!("{id}.webm")), seconds, vp9)
    });
    let _ = fs::remove_file(&master);
    done
}

/// Pipes every frame into a lossless file.
fn write_master(clip: &Clip, master: &Path) -> Result<(), String> {
    let technical = &clip.technical;
    let (width, height) = (technical.width, technical.height);
    let rate = format!("{}/{}", technical.frame_rate.num, technical.frame_rate.den);
    let mut coder = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgba"])
        .args(["-s", &format!("{width}x{height}"), "-r", &rate, "-i", "-"])
        .args(["-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p"])
        .args(["-c:v", "libx264", "-preset", "ultrafast", "-qp", "0"])
        .args(COLOUR)
        .arg(master)
        .stdin(Stdio::piped())
        .spawn()
        .map_err(|e| format!("cannot start ffmpeg: {e}"))?;
    let mut pipe = coder.stdin.take().ok_or("ffmpeg takes no input")?;
    for number in 0..technical.frames {
        let frame = raster(clip, number, (width, height))?;
        pipe.write_all(&frame).map_err(|e| format!("ffmpeg stopped reading: {e}"))?;
    }
    drop(pipe);
    finish(coder.wait(), "ffmpeg")
}

/// A frame of a drawn clip as SVG, in the shape of this size.
pub fn drawing(clip: &Clip, number: u32, (width, height): (u32, u32)) -> String {
    let time = f64::from(number) / f64::from(clip.technical.frames);
    let aspect = f64::from(width) / f64::from(height);
    clip_frame(clip.id.as_str(), &clip.scene, &clip.motion.unwrap_or_default(), aspect, time)
}

/// One frame as RGBA bytes.
fn raster(clip: &Clip, number: u32, (width, height): (u32, u32)) -> Result<Vec<u8>, String> {
    let svg = drawing(clip, number, (width, height));
    let frame = pixels::blank(width, height).and_then(|mut frame| {
        pixels::draw_over(&mut frame, svg.as_bytes(), None)?;
        Ok(frame.take())
    });
    frame.map_err(|e| format!("{}: {e}", clip.id))
}

/// Encodes a file, at lower and lower rates until it is small enough.
fn code(master: &Path, file: &Path, seconds: f64, coder: fn(&Path, u32, &Path) -> Command) -> Result<(), String> {
    // The size of the whole file minus what the rate control may overshoot at the end.
    let mut rate = (MOST as f64 * 8.0 * 0.95 - OWED) / seconds / 1000.0;
    let coded = file.with_file_name(format!(".{}", file.file_name().unwrap_or_default().to_string_lossy()));
    for _ in 0..6 {
        let made = finish(coder(master, rate as u32, &coded).status(), "ffmpeg")
            .and_then(|()| finish(bare(&coded, file).status(), "ffmpeg"));
        let _ = fs::remove_file(&coded);
        made?;
        let size = fs::metadata(file).map_err(|e| format!("cannot read {}: {e}", file.display()))?.len();
        if size < MOST {
            return Ok(());
        }
        rate *= 0.9 * MOST as f64 / size as f64;
    }
    Err(format!("{} does not get below {MOST} bytes", file.display()))
}

/// Remuxes the encoded picture without the encoder's name.
fn bare(coded: &Path, file: &Path) -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-y", "-i"]).arg(coded);
    command.args(["-c", "copy", "-map_metadata", "-1", "-map_metadata:s:v", "-1", "-fflags", "+bitexact"]);
    command.args(["-movflags", "+faststart"]).arg(file);
    command
}

fn base(master: &Path) -> Command {
    let mut command = Command::new("ffmpeg");
    command.args("-v error -y -i".split(' ')).arg(master);
    command.args("-an -map_metadata -1 -fflags +bitexact -flags:v +bitexact -pix_fmt yuv420p".split(' '));
    command.args(COLOUR);
    command
}

fn h264(master: &Path, rate: u32, file: &Path) -> Command {
    let mut command = base(master);
    let rates = format!("-crf 21 -maxrate {rate}k -bufsize {}k -g 250", OWED as u32 / 1000);
    command.args("-c:v libx264 -profile:v high -preset medium -tune animation".split(' ')).args(rates.split(' '));
    // Remove the encoder's message about itself (SEI).
    command.args("-bsf:v filter_units=remove_types=6 -movflags +faststart".split(' ')).arg(file);
    command
}

fn vp9(master: &Path, rate: u32, file: &Path) -> Command {
    let mut command = base(master);
    command.args(format!("-c:v libvpx-vp9 -crf 30 -b:v {rate}k -g 250").split(' '));
    command.args("-deadline realtime -cpu-used 5 -row-mt 1".split(' ')).arg(file);
    command
}

fn finish(status: std::io::Result<std::process::ExitStatus>, program: &str) -> Result<(), String> {
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended with {status}")),
        Err(e) => Err(format!("cannot run {program}: {e}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clip(name: &str) -> Clip {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/content/clips").join(name);
        serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
    }

    #[test]
    fn a_frame_fills_its_size() {
        let bytes = raster(&clip("zhanqiao-pier-gulls.json"), 50, (160, 90)).unwrap();
        assert_eq!(bytes.len(), 160 * 90 * 4);
        assert!(bytes.chunks_exact(4).all(|pixel| pixel[3] == 255));
    }

    #[test]
    fn the_last_moment_leads_into_the_first() {
        for name in ["zhanqiao-pier-gulls", "tsingtao-brewery-museum-kettles", "golden-beach-breakers"] {
            let mut clip = clip(&format!("{name}.json"));
            clip.technical.frames = 100_000;
            let frame = |number| raster(&clip, number, (160, 90)).unwrap();
            let far = |(a, b): (&u8, &u8)| a.abs_diff(*b) > 24;
            let jumps = frame(0).iter().zip(&frame(99_999)).filter(|pair| far(*pair)).count();
            assert!(jumps < 200, "{name}: {jumps}");
        }
    }
}
