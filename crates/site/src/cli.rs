//! The site tool's command line.

mod build;
mod hosts;
mod progress;
mod release;

use crate::check::{self, schemas};
use crate::{Failure, Render, clips, read, scripts, split, write};
use build::{Build, Check, From};
use clap::{Args, Parser, Subcommand};
use film_core::model::clip::Clip;
use hosts::{Compress, Hosts, Loopback};
use release::{Release, Rollback};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Checks content, prerenders the site, and writes the folder to upload.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks the content and prints all problems.
    Check(Check),
    /// Builds the site.
    Build(Build),
    /// Splits the compiled program into chunks and bundles the scripts of `worker/`, ready for the browser.
    Split(Split),
    /// Writes the headers and redirect rules of a built site in each host's format.
    Hosts(Hosts),
    /// Adds Brotli and gzip copies to a built site; `build --host` does this too for hosts that send them.
    Compress(Compress),
    /// Prints a Caddyfile that serves a built site on a loopback port with its own headers.
    Caddyfile(Loopback),
    /// Packs a built site into an archive, with checksums, an SBOM and a list of which files may be deleted when.
    Release(Release),
    /// Prepares an earlier release for a new upload: updates which files may be deleted when, and prints its archive.
    Rollback(Rollback),
    /// Writes a JSON Schema for each kind of content file, for completion in editors, and a complete record to copy
    /// from.
    Schema {
        /// The folder for the schemas.
        #[arg(long)]
        out: PathBuf,
        /// The folder for the complete records.
        #[arg(long, default_value = "docs/examples")]
        examples: PathBuf,
    },
    /// Renders the drawn clips with ffmpeg into public/media.
    Clips {
        #[command(flatten)]
        from: From,
        /// Only these clips; all if none is given.
        ids: Vec<String>,
    },
}

#[derive(Args)]
struct Split {
    /// The WebAssembly module that cargo built.
    #[arg(long)]
    program: PathBuf,
    /// The folder with the scripts.
    #[arg(long, default_value = "worker")]
    worker: PathBuf,
    /// The output folder; it is replaced.
    #[arg(long)]
    out: PathBuf,
    /// Skips optimisation.
    #[arg(long)]
    quick: bool,
}

/// Runs the command line of this process. `render` makes the HTML of a page; it comes from the app's server build.
pub fn run(render: Render) -> ExitCode {
    match dispatch(Cli::parse().command, render) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let head = if matches!(failure, Failure::Content(_)) { "" } else { "error: " };
            eprintln!("{head}{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command, render: Render) -> Result<(), Failure> {
    match command {
        Command::Check(check) => check.run()?,
        Command::Build(build) => build.run(render)?,
        Command::Split(Split { program, worker, out, quick }) => {
            let start = Instant::now();
            if split::split(&program, &worker, &out, quick)? {
                println!("the program is split into chunks ({:.1} s)", start.elapsed().as_secs_f64());
            }
            if scripts::write(&worker, &out, quick)? {
                println!("the scripts are joined");
            }
        }
        Command::Hosts(hosts) => hosts.run()?,
        Command::Compress(compress) => compress.run()?,
        Command::Caddyfile(from) => print!("{}", from.caddyfile()?),
        Command::Release(release) => release.run()?,
        Command::Rollback(rollback) => rollback.run()?,
        Command::Schema { out, examples } => {
            for (folder, all) in [(out, schemas()), (examples, check::examples())] {
                for (name, value) in all {
                    write::file(&folder.join(format!("{name}.json")), format!("{value:#}\n").as_bytes())?;
                }
            }
        }
        Command::Clips { from, ids } => render_clips(&from.public, &ids)?,
    }
    Ok(())
}

/// Renders drawn clips. Reads the records without checking them, because their files need not exist yet.
fn render_clips(public: &Path, ids: &[String]) -> Result<(), String> {
    for raw in read::read(&public.join("content"))?.into_iter().filter(|raw| raw.path.starts_with("clips/")) {
        let clip: Clip = serde_json::from_slice(&raw.bytes).map_err(|error| format!("{}: {error}", raw.path))?;
        if clip.illustration && (ids.is_empty() || ids.iter().any(|id| id == clip.id.as_str())) {
            println!("rendering {}", clip.id);
            clips::render(&clip, &public.join("media/clips"))?;
        }
    }
    Ok(())
}
