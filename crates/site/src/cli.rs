//! The site tool's command line.

use crate::check::schemas;
use crate::headers::{Rules, caddy, cloudfront, nginx};
use crate::hosts::{self, Host};
use crate::limits::{self, Census};
use crate::release::Retention;
use crate::{self as site, Failure, Files, Input, Render, prerender, release, scale, share_card, split, stamp, write};
use clap::{Args, Parser, Subcommand};
use film_core::model::clip::Clip;
use film_core::route::base;
use jiff::Timestamp;
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
    /// Checks the content and prints all that is wrong with it.
    Check {
        #[command(flatten)]
        from: From,
        #[command(flatten)]
        place: Place,
    },
    /// Builds the site.
    Build {
        #[command(flatten)]
        from: From,
        /// The folder with the wasm and its glue; without it the pages have no program.
        #[arg(long)]
        bundle: Option<PathBuf>,
        /// The folder to write; what does not belong there is taken away.
        #[arg(long)]
        out: PathBuf,
        /// The time that decides what is scheduled, RFC 3339; now when not given.
        #[arg(long)]
        now: Option<Timestamp>,
        /// A font file with Chinese for the share cards: once for all text, or first for titles, then for small
        /// text. Without it, Noto CJK where the system keeps it.
        #[arg(long)]
        font: Vec<PathBuf>,
        /// Adds the script that reloads an open page after a rebuild, and compresses nothing.
        #[arg(long)]
        watch: bool,
        #[command(flatten)]
        place: Place,
        /// Draws no share cards.
        #[arg(long, conflicts_with = "font")]
        no_cards: bool,
        /// Makes no pages of single records of the library, only its lists and catalogues.
        #[arg(long)]
        lists_only: bool,
    },
    /// Writes a synthetic site of any size into a new folder, for `build --public`.
    Scale {
        /// The folder whose content and media are added to.
        #[arg(long, default_value = "public")]
        public: PathBuf,
        /// The folder to write.
        #[arg(long)]
        out: PathBuf,
        /// How many locations there are to be.
        #[arg(long, default_value_t = 0)]
        locations: usize,
        /// How many clips there are to be.
        #[arg(long, default_value_t = 0)]
        clips: usize,
        /// How many experts there are to be.
        #[arg(long, default_value_t = 0)]
        experts: usize,
        /// The same seed makes the same site.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Cuts the compiled program into parts and prepares all of it for the browser.
    Split {
        /// The module that cargo built.
        #[arg(long)]
        program: PathBuf,
        /// The folder with `chunks.js`.
        #[arg(long, default_value = "public")]
        public: PathBuf,
        /// The folder to write anew.
        #[arg(long)]
        out: PathBuf,
        /// Optimises nothing.
        #[arg(long)]
        quick: bool,
    },
    /// Writes each host's form of the headers and rules of a built site.
    Hosts {
        /// The built site.
        #[arg(long)]
        dist: PathBuf,
        /// The folder that gets a folder for each host.
        #[arg(long)]
        out: PathBuf,
        /// The host whose limits must be kept; without it, what any would refuse is a warning.
        #[arg(long)]
        host: Option<Host>,
    },
    /// Prints a Caddyfile that serves a built site on loopback under its own headers.
    Caddyfile(Loopback),
    /// Prints an nginx configuration that does the same.
    Nginx {
        #[command(flatten)]
        from: Loopback,
        /// The folder for what nginx writes while it runs.
        #[arg(long)]
        folder: PathBuf,
        /// The module that sends Brotli, where it is not compiled in.
        #[arg(long)]
        brotli: Option<PathBuf>,
    },
    /// Puts a built site into an archive, with sums, a bill of materials and what may be deleted when.
    Release {
        /// The built site.
        #[arg(long)]
        dist: PathBuf,
        /// The folder that gets a folder for the release.
        #[arg(long)]
        out: PathBuf,
        /// The output of `cargo metadata`.
        #[arg(long)]
        metadata: PathBuf,
        /// The `retention.json` of the release before this.
        #[arg(long)]
        previous: Option<PathBuf>,
        /// The time from which files are kept, RFC 3339; now when not given.
        #[arg(long)]
        now: Option<Timestamp>,
    },
    /// Says of an earlier release, which is to be uploaded again, what may be deleted when; prints its archive.
    Rollback {
        /// The folder of the release that is to be live again.
        #[arg(long)]
        to: PathBuf,
        /// The folder of the release that is live.
        #[arg(long)]
        from: PathBuf,
        /// The time from which files are kept, RFC 3339; now when not given.
        #[arg(long)]
        now: Option<Timestamp>,
    },
    /// Writes a JSON Schema for each kind of content file, for editors that complete as one types.
    Schema {
        /// The folder to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Renders the drawn clips with ffmpeg into public/media.
    Clips {
        #[command(flatten)]
        from: From,
        /// Only these clips; all when none is named.
        ids: Vec<String>,
    },
}

/// Where the site will lie.
#[derive(Args)]
struct Place {
    /// Its path on the host, such as /film/.
    #[arg(long, default_value = "/", value_parser = base::parse)]
    public_url: String,
    /// The host that this build is for; without it, all that obey headers.
    #[arg(long)]
    host: Option<Host>,
    /// How many pages there are at most; when there are more records, the most linked and the newest get one, and a
    /// shell stands for the others.
    #[arg(long, default_value_t = prerender::MOST)]
    most_pages: usize,
}

#[derive(Args)]
struct Loopback {
    /// The built site.
    #[arg(long)]
    dist: PathBuf,
    /// The folder to serve, when the site lies below it by a link: as its public URL says.
    #[arg(long)]
    root: Option<PathBuf>,
    /// The port.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

impl Loopback {
    fn read(&self) -> Result<(Rules, String), Failure> {
        let rules = Rules::read(&read(&self.dist.join("_headers"))?).map_err(Failure::Other)?;
        if !rules.base.is_empty() && self.root.is_none() {
            let text = format!(
                "the site in {} was built for {}/\n help: give --root a folder that holds it there",
                self.dist.display(),
                rules.base
            );
            return Err(Failure::Other(text));
        }
        let root = self.root.as_ref().unwrap_or(&self.dist);
        let root = root.canonicalize().map_err(|error| other(root, error))?;
        Ok((rules, root.to_string_lossy().into_owned()))
    }
}

#[derive(Args)]
struct From {
    /// The folder with the content and the media.
    #[arg(long, default_value = "public")]
    public: PathBuf,
    /// The folder with the style sheets.
    #[arg(long, default_value = "style")]
    style: PathBuf,
    /// Where resized photographs are kept between builds.
    #[arg(long, default_value = "target/pictures")]
    cache: PathBuf,
}

impl From {
    fn input(self, now: Timestamp, render: Render) -> Input {
        Input {
            public: self.public,
            style: self.style,
            bundle: None,
            cache: self.cache,
            fonts: Vec::new(),
            now,
            render,
            watch: false,
            host: None,
            lists_only: false,
            most_pages: prerender::MOST,
        }
    }
}

/// Runs the command line of this process. `render` makes the HTML of a page: the app's own, of its server build.
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
    let start = Instant::now();
    match command {
        Command::Check { from, place: _ } => {
            let content = site::load(&from.input(Timestamp::now(), render))?;
            println!(
                "content is right: {} articles, {} locations, {} people and bodies, {} clips, {} editions ({:.2} s)",
                content.news.len(),
                content.locations.len(),
                content.experts.len(),
                content.clips.len(),
                content.editions.len(),
                start.elapsed().as_secs_f64()
            );
            Ok(())
        }
        Command::Build { from, bundle, out, now, font, watch, place, no_cards, lists_only } => {
            base::set(&place.public_url);
            let known = font.is_empty() && !no_cards;
            let fonts = if known { share_card::known_fonts().map_err(Failure::Other)? } else { font };
            let now = now.unwrap_or_else(Timestamp::now);
            let input = Input {
                bundle,
                watch,
                fonts,
                lists_only,
                most_pages: place.most_pages,
                host: place.host,
                ..from.input(now, render)
            };
            let options = std::env::args().skip(1).collect::<Vec<_>>().join("\0");
            if stamp::holds(&input, &options, &out) {
                println!("nothing has changed since the last build ({:.2} s)", start.elapsed().as_secs_f64());
                return Ok(());
            }
            let mut files = site::build(&input)?;
            let pages = files.keys().filter(|path| path.ends_with(".html")).count();
            let rest = prerender::count(&files);
            let rendered = start.elapsed();
            if !watch {
                write::compress(&mut files, &out);
            }
            write::write(&out, &files).map_err(Failure::Other)?;
            if !watch {
                stamp::write(&input, &options, &out)?;
            }
            if rest > 0 {
                println!(
                    "{rest} pages of records are not prerendered, because there are at most {} pages; the newest \
                     and most linked are, and the shell stands for the others (see deploy/README.md, Large sites)",
                    place.most_pages
                );
            }
            println!(
                "{pages} pages in {:.2} s, {} files written after {:.2} s",
                rendered.as_secs_f64(),
                files.len(),
                start.elapsed().as_secs_f64()
            );
            Ok(())
        }
        Command::Scale { public, out, locations, clips, experts, seed } => {
            scale::write(&public, &out, scale::Wanted { locations, clips, experts, seed }).map_err(Failure::Other)
        }
        Command::Split { program, public, out, quick } => {
            if split::split(&program, &public, &out, quick).map_err(Failure::Other)? {
                println!("the program is split into chunks ({:.1} s)", start.elapsed().as_secs_f64());
            }
            Ok(())
        }
        Command::Hosts { dist, out, host } => write_hosts(&dist, &out, host),
        Command::Caddyfile(from) => {
            let (rules, root) = from.read()?;
            print!("{}", caddy::loopback(&rules, &root, from.port));
            Ok(())
        }
        Command::Nginx { from, folder, brotli } => {
            let (rules, root) = from.read()?;
            let brotli = brotli.as_deref().map(Path::to_string_lossy);
            print!("{}", nginx::loopback(&rules, &root, from.port, &folder.to_string_lossy(), brotli.as_deref()));
            Ok(())
        }
        Command::Release { dist, out, metadata, previous, now } => {
            write_release(&dist, &out, &metadata, previous.as_deref(), now.unwrap_or_else(Timestamp::now))
        }
        Command::Rollback { to, from, now } => write_rollback(&to, &from, now.unwrap_or_else(Timestamp::now)),
        Command::Schema { out } => {
            std::fs::create_dir_all(&out).map_err(|error| other(&out, error))?;
            for (name, schema) in schemas() {
                let file = out.join(format!("{name}.json"));
                let text = serde_json::to_string_pretty(&*schema).map_err(|error| Failure::Other(error.to_string()))?;
                std::fs::write(&file, text + "\n").map_err(|error| other(&file, error))?;
            }
            Ok(())
        }
        Command::Clips { from, ids } => render_clips(&from.public, &ids),
    }
}

/// Writes the hosts' forms and tells which limits the site is over.
fn write_hosts(dist: &Path, out: &Path, host: Option<Host>) -> Result<(), Failure> {
    let headers = read(&dist.join("_headers"))?;
    let rules = Rules::read(&headers).map_err(Failure::Other)?;
    let robots = read(&dist.join("robots.txt"))?;
    let name = hosts::published_at(&robots).map_err(Failure::Other)?;
    write::add(out, &hosts::forms(&rules, name)).map_err(Failure::Other)?;
    let mut census = Census {
        headers,
        redirects: read(&dist.join("_redirects"))?,
        function: cloudfront::function(&rules),
        ..Census::default()
    };
    for file in site::read::names(dist).map_err(Failure::Other)? {
        let path = dist.join(&file);
        let bytes = std::fs::metadata(&path).map_err(|error| other(&path, error))?.len();
        census.files.push((file, bytes));
    }
    let told: Vec<String> = limits::excesses(&census, host).iter().map(ToString::to_string).collect();
    if host.is_some() && !told.is_empty() {
        return Err(Failure::Other(told.join("\n")));
    }
    for line in told {
        eprintln!("warning: {line}");
    }
    Ok(())
}

/// Writes a release and prints its folder.
fn write_release(
    dist: &Path,
    out: &Path,
    metadata: &Path,
    previous: Option<&Path>,
    now: Timestamp,
) -> Result<(), Failure> {
    let mut files = Files::new();
    for name in site::read::names(dist).map_err(Failure::Other)? {
        let path = dist.join(&name);
        files.insert(name, std::fs::read(&path).map_err(|error| other(&path, error))?);
    }
    let before = previous.map(read_retention).transpose()?;
    let version = release::version(&files);
    let bill = release::bill(&read(metadata)?, &version).map_err(Failure::Other)?;
    let retention = retention_text(&release::retention(&files, before.as_ref(), now))?;
    let archive = release::archive(&files).map_err(Failure::Other)?;
    let written = Files::from([
        (format!("city-of-film-{version}.tar.gz"), archive),
        ("SHA256SUMS".into(), release::sums(&files).into_bytes()),
        ("bom.cdx.json".into(), format!("{bill:#}\n").into_bytes()),
        (RETENTION.into(), retention.into_bytes()),
    ]);
    let folder = out.join(&version);
    write::add(&folder, &written).map_err(Failure::Other)?;
    println!("{}", folder.display());
    Ok(())
}

/// Writes what may be deleted when after a rollback into the folder of the release that comes back.
fn write_rollback(to: &Path, from: &Path, now: Timestamp) -> Result<(), Failure> {
    let [back, live] = [to, from].map(|folder| read_retention(&folder.join(RETENTION)));
    let (back, live) = (back?, live?);
    if back.version == live.version {
        let text = format!("{} is live already\n help: name the folder of an earlier release", back.version);
        return Err(Failure::Other(text));
    }
    let archive = to.join(format!("city-of-film-{}.tar.gz", back.version));
    if !archive.is_file() {
        let text = format!("{} is missing\n help: build the release again from its commit", archive.display());
        return Err(Failure::Other(text));
    }
    let text = retention_text(&back.after(&live, now))?;
    write::add(to, &Files::from([(RETENTION.into(), text.into_bytes())])).map_err(Failure::Other)?;
    println!("{}", archive.display());
    Ok(())
}

/// Lists when each file of a release may be deleted; lies beside its archive.
const RETENTION: &str = "retention.json";

fn read_retention(file: &Path) -> Result<Retention, Failure> {
    let text =
        read(file).map_err(|failure| Failure::Other(format!("{failure}\n help: name the folder of a release")))?;
    serde_json::from_str(&text).map_err(|error| other(file, error))
}

fn retention_text(retention: &Retention) -> Result<String, Failure> {
    serde_json::to_string_pretty(retention).map_err(|error| Failure::Other(error.to_string()))
}

/// Renders drawn clips. The records are read one by one: their files need not be there yet.
fn render_clips(public: &Path, ids: &[String]) -> Result<(), Failure> {
    let folder = public.join("media/clips");
    for raw in site::read::read(&public.join("content")).map_err(Failure::Other)? {
        if !raw.path.starts_with("clips/") {
            continue;
        }
        let clip: Clip = serde_json::from_slice(&raw.bytes).map_err(|error| other(Path::new(&raw.path), error))?;
        if clip.illustration && (ids.is_empty() || ids.iter().any(|id| id == clip.id.as_str())) {
            println!("rendering {}", clip.id);
            site::clips::render(&clip, &folder).map_err(Failure::Other)?;
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| other(file, error))
}

fn other(file: &Path, error: impl std::fmt::Display) -> Failure {
    Failure::Other(format!("{}: {error}", file.display()))
}
