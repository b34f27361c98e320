//! Configuration for hosts and servers: `site hosts`, `compress`, `caddyfile`.

use crate::headers::{self, Rules, caddy, cloudfront};
use crate::hosts::{self, Host};
use crate::limits::{self, Census};
use crate::{read, write};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub struct Hosts {
    /// The built site.
    #[arg(long)]
    dist: PathBuf,
    /// The output folder; each host gets a subfolder.
    #[arg(long)]
    out: PathBuf,
    /// The host whose limits must be kept; without it, each exceeded limit is a warning.
    #[arg(long)]
    host: Option<Host>,
}

#[derive(Args)]
pub struct Compress {
    /// The built site.
    #[arg(long)]
    dist: PathBuf,
}

#[derive(Args)]
pub struct Loopback {
    /// The built site.
    #[arg(long)]
    dist: PathBuf,
    /// The folder to serve if it contains the site through a link, as the public URL requires.
    #[arg(long)]
    root: Option<PathBuf>,
    /// The port.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

impl Hosts {
    /// Writes each host's configuration and reports which limits the site exceeds.
    pub fn run(self) -> Result<(), String> {
        let headers = read::text(&self.dist.join("_headers"))?;
        let rules = Rules::read(&headers)?;
        let robots = read::text(&self.dist.join("robots.txt"))?;
        write::add(&self.out, &headers::forms(&rules, hosts::published_at(&robots)?))?;
        let census = Census {
            files: read::sizes(&self.dist)?,
            headers,
            redirects: read::text(&self.dist.join("_redirects"))?,
            function: cloudfront::function(&rules),
        };
        let warnings: Vec<String> = limits::excesses(&census, self.host).iter().map(ToString::to_string).collect();
        if self.host.is_some() && !warnings.is_empty() {
            return Err(warnings.join("\n"));
        }
        warnings.iter().for_each(|line| eprintln!("warning: {line}"));
        Ok(())
    }
}

impl Compress {
    pub fn run(self) -> Result<(), String> {
        let mut files = read::files(&self.dist)?;
        files.retain(|path, _| !write::is_copy(path));
        write::compress(&mut files, &self.dist);
        write::write(&self.dist, &files)
    }
}

impl Loopback {
    pub fn caddyfile(&self) -> Result<String, String> {
        let rules = Rules::read(&read::text(&self.dist.join("_headers"))?)?;
        if !rules.base.is_empty() && self.root.is_none() {
            return Err(format!(
                "the site in {} was built for {}/\n help: give --root a folder that holds it there",
                self.dist.display(),
                rules.base
            ));
        }
        let root = self.root.as_ref().unwrap_or(&self.dist);
        let root = root.canonicalize().map_err(|error| format!("{}: {error}", root.display()))?;
        Ok(caddy::loopback(&rules, &root.to_string_lossy(), self.port))
    }
}
