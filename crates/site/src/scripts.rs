//! Bundles the modules of `worker/` into the scripts that pages and browsers load: the start script, the sprites of clips,
//! the generators of office files and posters, the script that draws panoramas, the service worker and its kill switch, and
//! the reload script for watch mode.

use super::{read, write};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// The file with the hash of the scripts' sources, stored next to the scripts.
const STAMP: &str = "scripts.stamp";

/// Writes the scripts into a folder, unless they were made from the same sources. `quick` skips minification.
///
/// Returns whether anything was written.
///
/// # Errors
///
/// Returns an error if a source is missing or esbuild fails.
pub fn write(worker: &Path, out: &Path, quick: bool) -> Result<bool, String> {
    let mut inputs =
        vec![include_bytes!("scripts.rs").to_vec(), esbuild_version()?.into_bytes(), vec![u8::from(quick)]];
    // The libraries that they import.
    inputs.push(read::bytes(&worker.join("../package-lock.json"))?);
    for name in read::names(worker)? {
        inputs.push(read::bytes(&worker.join(&name))?);
        inputs.push(name.into_bytes());
    }
    let stamp = hash(&inputs);
    if std::fs::read_to_string(out.join(STAMP)).is_ok_and(|old| old == stamp) {
        return Ok(false);
    }
    let join = |folder: &str, names: &[&str], how: &[&str]| {
        let entries = names.iter().map(|name| worker.join(folder).join(name));
        let outdir = format!("--outdir={}", out.display());
        run(esbuild(quick).args(entries).args(how).arg(outdir))
    };
    join("page", &["boot.ts", "sprite.ts", "watch.ts"], &["--format=esm"])?;
    join("lookbook", &["lookbook.ts"], &["--format=esm"])?;
    join("panorama", &["panorama.ts"], &["--format=esm"])?;
    join("poster", &["poster.ts"], &["--format=esm"])?;
    // All code is in one block: a truncated worker does not parse, and the browser keeps its current one.
    join("sw", &["sw.ts", "sw-off.ts"], &["--format=iife", "--banner:js={", "--footer:js=}"])?;
    write::file(&out.join(STAMP), stamp.as_bytes())?;
    Ok(true)
}

/// The esbuild command for bundling modules.
pub(super) fn esbuild(quick: bool) -> Command {
    let mut esbuild = Command::new("esbuild");
    esbuild.args(["--bundle", "--target=es2022", "--log-level=error", "--charset=utf8"]);
    if !quick {
        esbuild.arg("--minify");
    }
    esbuild
}

/// The version of esbuild, cached.
pub(super) fn esbuild_version() -> Result<String, String> {
    static VERSION: OnceLock<Result<String, String>> = OnceLock::new();
    VERSION.get_or_init(|| run(Command::new("esbuild").arg("--version"))).clone()
}

/// Hashes several inputs into one hash.
pub(super) fn hash<T: AsRef<[u8]>>(inputs: &[T]) -> String {
    let mut hash = Sha256::new();
    for input in inputs {
        hash.update(input.as_ref().len().to_le_bytes());
        hash.update(input);
    }
    format!("{:x}", hash.finalize())
}

/// Runs a tool and returns its output. The error contains the tool's error message.
pub(super) fn run(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let outcome = command.output().map_err(|error| format!("{name} does not run: {error}; ./dev installs it"))?;
    if outcome.status.success() {
        return Ok(String::from_utf8_lossy(&outcome.stdout).into_owned());
    }
    let stderr = String::from_utf8_lossy(&outcome.stderr);
    Err(format!("{name} stopped with {}: {}", outcome.status, stderr.trim()))
}
