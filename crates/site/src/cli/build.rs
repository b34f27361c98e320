//! `site check` and `site build`.

use super::progress;
use crate::content::Content;
use crate::hosts::Host;
use crate::summary::summary;
use crate::{Failure, Input, Render, count, limits, load, load_to_build, prerender, problem, publish};
use crate::{built, share_card, sprites, stamp, write};
use clap::Args;
use film_core::route::base;
use jiff::Timestamp;
use std::path::PathBuf;
use std::time::Instant;

#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    from: From,
    // So that `check` accepts the same options as `build`.
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
pub struct Build {
    #[command(flatten)]
    from: From,
    /// The folder with the WebAssembly and its glue; without it, pages have no program.
    #[arg(long)]
    bundle: Option<PathBuf>,
    /// The output folder; files that do not belong to the site are deleted.
    #[arg(long)]
    out: PathBuf,
    /// A folder with the calendars of the published site, for a build without the previous one in `--out`: sessions that
    /// differ from them count as changed now.
    #[arg(long)]
    before: Option<PathBuf>,
    /// The time that decides which articles are published, RFC 3339; default: now.
    #[arg(long)]
    now: Option<Timestamp>,
    /// A font file with Chinese for share cards: once, or for titles then small text; default: the system's Noto CJK.
    #[arg(long)]
    font: Vec<PathBuf>,
    /// Adds the script that reloads an open page after a rebuild.
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    place: Place,
    /// Makes no share cards.
    #[arg(long, conflicts_with = "font")]
    no_cards: bool,
    /// Builds only the library's lists and catalogues, no pages of single records.
    #[arg(long)]
    lists_only: bool,
}

/// Where the site will be published.
#[derive(Args)]
pub struct Place {
    /// The site's path on the host, such as /film/.
    #[arg(long, default_value = "/", value_parser = base::parse)]
    public_url: String,
    /// The host to build for; default: any host that applies the site's headers.
    #[arg(long)]
    host: Option<Host>,
    /// The maximum number of pages; the most linked and newest records get one first, and a shell serves the rest.
    #[arg(long, default_value_t = prerender::MOST)]
    most_pages: usize,
}

#[derive(Args)]
pub struct From {
    /// The folder with the content and the media.
    #[arg(long, default_value = "public")]
    pub public: PathBuf,
    /// The folder with the style sheets.
    #[arg(long, default_value = "style")]
    style: PathBuf,
    /// Where processed pictures are cached between builds.
    #[arg(long, default_value = "target/pictures")]
    cache: PathBuf,
}

impl Check {
    pub fn run(self) -> Result<(), Failure> {
        let start = Instant::now();
        let content = load(&self.from.public, &self.from.cache)?;
        warn(&content);
        for excess in limits::foreseen(&content, self.place.host) {
            eprintln!("warning: {excess}");
        }
        println!(
            "content is valid: {} articles, {} locations, {} people and bodies, {} clips, {} editions ({:.2} s)",
            content.news.len(),
            content.locations.len(),
            content.experts.len(),
            content.clips.len(),
            content.editions.len(),
            start.elapsed().as_secs_f64()
        );
        summary(&content, Timestamp::now(), sprites::ffmpeg().is_some()).iter().for_each(|line| println!("  {line}"));
        Ok(())
    }
}

/// Prints warnings, up to a maximum.
fn warn(content: &Content) {
    const MOST: usize = 50;
    let messages = problem::messages(&content.warnings);
    messages.iter().take(MOST).for_each(|warning| eprintln!("{warning}\n"));
    if messages.len() > MOST {
        eprintln!("and {}", count(messages.len() - MOST, "more warning"));
    }
}

impl Build {
    pub fn run(self, render: Render) -> Result<(), Failure> {
        let start = Instant::now();
        let Place { public_url, host, most_pages } = self.place;
        base::set(&public_url);
        let before = self.before.unwrap_or_else(|| self.out.clone());
        if before != self.out && !before.is_dir() {
            let help = "sh deploy/published-calendars.sh SITE FOLDER fetches the calendars; leave --before out on the first build";
            return Err(format!("{} is not a folder\n help: {help}", before.display()).into());
        }
        let known = self.font.is_empty() && !self.no_cards;
        let input = Input {
            public: self.from.public,
            style: self.from.style,
            bundle: self.bundle,
            cache: self.from.cache,
            fonts: if known { share_card::known_fonts()? } else { self.font },
            ffmpeg: sprites::ffmpeg(),
            now: self.now.unwrap_or_else(Timestamp::now),
            before: Some(before),
            render,
            watch: self.watch,
            host,
            lists_only: self.lists_only,
            most_pages,
            progress: progress::pictures,
        };
        let options = std::env::args().skip(1).collect::<Vec<_>>().join("\0");
        if stamp::holds(&input, &options, &self.out) {
            println!("nothing has changed since the last build ({:.2} s)", start.elapsed().as_secs_f64());
            return Ok(());
        }
        let content = load_to_build(&input)?;
        warn(&content);
        let next = content.next_change(input.now);
        let mut built = publish(content, &input)?;
        let files = &mut built.files;
        let pages = files.keys().filter(|path| path.ends_with(".html")).count();
        let rest = prerender::count(files);
        let rendered = start.elapsed();
        if host.is_some_and(Host::sends_compressed_copies) && !input.watch {
            write::compress(files, &self.out);
        }
        let count = files.len() + built.stored.len();
        let media = built.is_apart.then(|| built::beside(&self.out));
        built.write(&self.out)?;
        if !input.watch {
            stamp::write(&input, &options, &self.out, next)?;
        }
        if rest > 0 {
            println!(
                "{rest} pages of records are not prerendered, because there are at most {most_pages} pages; the newest \
                 and most linked are, and the shell stands for the others (see deploy/README.md, Large sites)"
            );
        }
        println!(
            "{pages} pages in {:.2} s, {} files written after {:.2} s",
            rendered.as_secs_f64(),
            count,
            start.elapsed().as_secs_f64()
        );
        if let Some(media) = media {
            println!(
                "pictures and clips are in {}: upload them to the \"media\" of office.json first",
                media.display()
            );
        }
        Ok(())
    }
}
