//! Writes files: makes a folder contain exactly the files of a site, and makes compressed copies.

use super::stored::StoredFiles;
use super::{Files, mime, read};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Whether a file is a compressed copy of another.
pub fn is_copy(path: &str) -> bool {
    path.ends_with(".br") || path.ends_with(".gz")
}

/// Adds Brotli and gzip copies of each text file and the WebAssembly, for servers that send precompressed files.
///
/// The program's files and the catalogues' searched files are few and get the highest compression. The many pages and
/// pictures get a level that takes a tenth of the time. Copies that this same program already wrote to `folder` are
/// reused.
pub fn compress(files: &mut Files, folder: &Path) {
    let made = std::env::current_exe().and_then(std::fs::metadata).and_then(|data| data.modified()).ok();
    let texts: Vec<(String, Vec<u8>)> = files
        .par_iter()
        .filter(|(path, bytes)| mime::of(path).is_some_and(mime::Type::compresses) && bytes.len() > 256)
        .flat_map_iter(|(path, bytes)| {
            let [br, gz] = [format!("{path}.br"), format!("{path}.gz")];
            let is_same = std::fs::read(folder.join(path)).is_ok_and(|old| old == *bytes);
            let earlier = |name: &str| made.filter(|_| is_same).and_then(|made| newer(&folder.join(name), made));
            let (quality, level) = if is_worth_more(path) { (11, 9) } else { (9, 6) };
            let small = earlier(&br).unwrap_or_else(|| brotli(bytes, quality));
            let plain = earlier(&gz).unwrap_or_else(|| gzip(bytes, level));
            [(br, small), (gz, plain)]
        })
        .collect();
    files.extend(texts);
}

/// The bytes of a file, if it was modified after a time.
fn newer(file: &Path, time: SystemTime) -> Option<Vec<u8>> {
    let written = std::fs::metadata(file).ok()?.modified().ok()?;
    (written > time).then(|| std::fs::read(file).ok()).flatten()
}

/// Files worth the highest compression, because everyone downloads them: the program, and the searched files of
/// catalogues.
fn is_worth_more(path: &str) -> bool {
    path.starts_with("assets/") || path.starts_with("data/catalog/") && !path.contains("/cards/")
}

/// The largest file that fits into a window of 2¹⁶ bytes (RFC 7932, section 9.1).
const SMALL: usize = (1 << 16) - 16;

fn brotli(bytes: &[u8], quality: u8) -> Vec<u8> {
    // With a larger window, the encoder allocates 32 MB of tables for each file, which takes most of the time on a
    // large site.
    let window = if bytes.len() <= SMALL { brotlic::WindowSize::new(16) } else { brotlic::WindowSize::new(22) };
    let encoder = brotlic::BrotliEncoderOptions::new()
        .quality(brotlic::Quality::new(quality).expect("a quality is at most 11"))
        .window_size(window.expect("a window has 10 to 24 bits"))
        .size_hint(bytes.len().try_into().unwrap_or(u32::MAX))
        .build()
        .expect("the options are in range");
    let mut writer = brotlic::CompressorWriter::with_encoder(encoder, Vec::new());
    writer.write_all(bytes).expect("a vector takes all bytes");
    writer.into_inner().expect("a vector takes all bytes")
}

fn gzip(bytes: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    encoder.write_all(bytes).expect("a vector takes all bytes");
    encoder.finish().expect("a vector takes all bytes")
}

/// Makes a folder contain exactly these files. Unchanged files are not touched.
///
/// # Errors
///
/// Returns an error if the folder cannot be changed.
pub fn write(folder: &Path, files: &Files) -> Result<(), String> {
    write_with(folder, files, &StoredFiles::new())
}

/// Like [`write`], with files from the cache.
///
/// # Errors
///
/// Returns an error if the folder cannot be changed.
pub fn write_with(folder: &Path, files: &Files, stored: &StoredFiles) -> Result<(), String> {
    let names = read::names_with_hidden(folder)?;
    let is_left = |name: &&String| !files.contains_key(*name) && !stored.contains_key(*name);
    names.par_iter().filter(is_left).try_for_each(|name| {
        let path = folder.join(name);
        std::fs::remove_file(&path).map_err(|error| format!("cannot delete {}: {error}", path.display()))
    })?;
    add(folder, files)?;
    let folders: BTreeSet<&str> = stored.keys().filter_map(|name| Some(name.rsplit_once('/')?.0)).collect();
    folders.into_iter().try_for_each(|name| create(&folder.join(name)))?;
    stored.par_iter().try_for_each(|(name, it)| {
        let path = folder.join(name);
        // The name contains a digest of the content, so the size tells whether the file is complete.
        if std::fs::metadata(&path).is_ok_and(|data| data.len() == it.bytes as u64) {
            return Ok(());
        }
        let part = part(&path);
        let copied = std::fs::copy(&it.file, &part).and_then(|_| std::fs::rename(&part, &path));
        copied.map_err(|error| format!("cannot write {}: {error}", path.display()))
    })
}

/// Adds files to a folder and keeps its other files. Unchanged files are not touched.
///
/// # Errors
///
/// Returns an error if the folder cannot be changed.
pub fn add(folder: &Path, files: &Files) -> Result<(), String> {
    let folders: BTreeSet<&str> =
        files.keys().map(|name| name.rsplit_once('/').map_or("", |(above, _)| above)).collect();
    folders.into_iter().try_for_each(|name| create(&folder.join(name)))?;
    files.par_iter().try_for_each(|(name, bytes)| {
        let path = folder.join(name);
        if std::fs::read(&path).is_ok_and(|old| old == *bytes) { Ok(()) } else { put(&path, bytes) }
    })
}

/// Writes a file and creates missing parent folders.
///
/// # Errors
///
/// Returns an error if that fails.
pub fn file(file: &Path, bytes: &[u8]) -> Result<(), String> {
    file.parent().map_or(Ok(()), create)?;
    put(file, bytes)
}

/// Writes a file completely or not at all, and creates missing parent folders.
///
/// # Errors
///
/// Returns an error if that fails.
pub fn whole(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let part = part(path);
    file(&part, bytes)?;
    std::fs::rename(&part, path).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// The name of a file while it is written. It is unique, so concurrent builds do not collide.
fn part(file: &Path) -> PathBuf {
    file.with_extension(format!("{}-{:?}", std::process::id(), std::thread::current().id()))
}

fn create(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))
}

fn put(file: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(file, bytes).map_err(|error| format!("cannot write {}: {error}", file.display()))
}
