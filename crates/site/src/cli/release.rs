//! `site release` and `site rollback`.

use crate::release::{Retention, archive, bill, retention, sums, version};
use crate::{Files, read, write};
use clap::Args;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// The file that lists when each file of a release may be deleted. It is next to the archive.
const RETENTION: &str = "retention.json";

#[derive(Args)]
pub struct Release {
    /// The built site.
    #[arg(long)]
    dist: PathBuf,
    /// The output folder; the release gets a subfolder.
    #[arg(long)]
    out: PathBuf,
    /// The output of `cargo metadata`.
    #[arg(long)]
    metadata: PathBuf,
    /// The `retention.json` of the previous release.
    #[arg(long)]
    previous: Option<PathBuf>,
    /// The time from which retention is counted, RFC 3339; default: now.
    #[arg(long)]
    now: Option<Timestamp>,
}

#[derive(Args)]
pub struct Rollback {
    /// The folder of the release to go back to.
    #[arg(long)]
    to: PathBuf,
    /// The folder of the live release.
    #[arg(long)]
    from: PathBuf,
    /// The time from which retention is counted, RFC 3339; default: now.
    #[arg(long)]
    now: Option<Timestamp>,
}

impl Release {
    /// Writes a release and prints its folder.
    pub fn run(self) -> Result<(), String> {
        let files = read::files(&self.dist)?;
        let before = self.previous.as_deref().map(read_retention).transpose()?;
        let version = version(&files);
        let bill = bill(&read::text(&self.metadata)?, &version)?;
        let retention = retention(&files, before.as_ref(), self.now.unwrap_or_else(Timestamp::now));
        let written = Files::from([
            (archive_name(&version), archive(&files)?),
            ("SHA256SUMS".into(), sums(&files).into_bytes()),
            ("bom.cdx.json".into(), format!("{bill:#}\n").into_bytes()),
            (RETENTION.into(), retention.json()),
        ]);
        let folder = self.out.join(&version);
        write::add(&folder, &written)?;
        println!("{}", folder.display());
        Ok(())
    }
}

impl Rollback {
    /// Writes the updated retention list into the folder of the restored release.
    pub fn run(self) -> Result<(), String> {
        let [back, live] = [&self.to, &self.from].map(|folder| read_retention(&folder.join(RETENTION)));
        let (back, live) = (back?, live?);
        if back.version == live.version {
            return Err(format!("{} is live already\n help: name the folder of an earlier release", back.version));
        }
        let archive = self.to.join(archive_name(&back.version));
        if !archive.is_file() {
            let help = "build the release again from its commit";
            return Err(format!("{} is missing\n help: {help}", archive.display()));
        }
        let retention = back.after(&live, self.now.unwrap_or_else(Timestamp::now));
        write::file(&self.to.join(RETENTION), &retention.json())?;
        println!("{}", archive.display());
        Ok(())
    }
}

fn archive_name(version: &str) -> String {
    format!("city-of-film-{version}.tar.gz")
}

fn read_retention(file: &Path) -> Result<Retention, String> {
    let text = read::text(file).map_err(|error| format!("{error}\n help: name the folder of a release"))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
}
