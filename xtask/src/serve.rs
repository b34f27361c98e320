//! `./dev serve`: serves `dist/` with Caddy. In watch mode, rebuilds on every save.

use crate::build::{self, Options};
use crate::run::{Result, fail, output, refuse, say, written};
use crate::setup::Project;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

const PORT: u16 = 8080;
const USAGE: &str = "./dev serve [--port N] [--watch]";

/// `./dev serve [--port N] [--watch]`. Runs until it is interrupted.
///
/// # Errors
///
/// If the site cannot be built or served.
pub fn command(project: &mut Project, words: &[String]) -> Result {
    let mut port = PORT;
    let mut watching = false;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--watch" => watching = true,
            "--port" => match words.next().and_then(|text| text.parse().ok()).filter(|port| *port > 0) {
                Some(number) => port = number,
                None => return refuse("--port needs a number from 1 to 65535", format!("./dev serve --port {PORT}")),
            },
            _ => return refuse(format!("serve has no option {word}"), USAGE),
        }
    }
    free(port)?;
    let packages: Vec<&str> = build::PACKAGES.into_iter().chain(["caddy"]).collect();
    project.packages(&packages)?;
    let began = SystemTime::now();
    let options = Options { quick: watching, ..Options::default() };
    build::site(project, &options)?;
    let mut server = Server::start(project, port)?;
    println!("http://127.0.0.1:{port}/");
    if watching {
        say("watching src, crates, worker, public and style; Ctrl-C ends");
        return watch(project, &options, &mut server, began);
    }
    say("Ctrl-C ends");
    while server.runs() {
        sleep(Duration::from_millis(100));
    }
    server.stopped()
}

fn free(port: u16) -> Result {
    let taken = |_| fail(format!("port {port} is taken"), "stop what listens there, or ./dev serve --port N");
    TcpListener::bind(("127.0.0.1", port)).map(drop).or_else(taken)
}

/// Runs a program until it ends or its input is closed. The input also closes when the parent process is killed.
const WHILE_STDIN_IS_OPEN: &str = r#"exec 3<&0; "$0" "$@" & p=$!; { cat <&3 >/dev/null; kill $p; } & wait $p"#;

/// A Caddy process that ends with this process.
struct Server {
    caddy: Child,
    folder: PathBuf,
    port: u16,
    config: String,
}

impl Server {
    fn start(project: &Project, port: u16) -> Result<Server> {
        let folder = project.target.join("serve");
        let config = caddyfile(project, port)?;
        let file = folder.join("Caddyfile");
        let log = fs::create_dir_all(&folder).and_then(|()| fs::write(&file, &config));
        let log =
            written(&folder, "make target/ writable", log.and_then(|()| fs::File::create(folder.join("caddy.log"))))?;
        let mut command = Command::new("sh");
        command.args(["-c", WHILE_STDIN_IS_OPEN, "caddy", "run", "--adapter", "caddyfile", "--config"]).arg(&file);
        command.env("XDG_CONFIG_HOME", &folder).env("XDG_DATA_HOME", &folder);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(log);
        let caddy =
            command.spawn().or_else(|error| fail(format!("sh does not run: {error}"), "install a POSIX shell"))?;
        let mut server = Server { caddy, folder, port, config };
        let began = Instant::now();
        while TcpStream::connect_timeout(&SocketAddr::from(([127, 0, 0, 1], port)), Duration::from_secs(1)).is_err() {
            if !server.runs() || began.elapsed() > Duration::from_secs(15) {
                return server.stopped();
            }
            sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    fn runs(&mut self) -> bool {
        matches!(self.caddy.try_wait(), Ok(None))
    }

    fn stopped<T>(&self) -> Result<T> {
        let log = fs::read_to_string(self.folder.join("caddy.log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        eprintln!("{}", lines[lines.len().saturating_sub(5)..].join("\n"));
        fail("Caddy stopped", "read its last words above; all of them are in target/serve/caddy.log")
    }

    /// Restarts the server if the headers changed. They change with the pages, because the policy contains the hash of
    /// the inlined style.
    fn follow_headers(&mut self, project: &Project) -> Result {
        if caddyfile(project, self.port)? != self.config {
            say("the headers changed: restarting the server");
            self.stop();
            *self = Server::start(project, self.port)?;
        }
        Ok(())
    }

    fn stop(&mut self) {
        drop(self.caddy.stdin.take());
        let _ = self.caddy.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn caddyfile(project: &Project, port: u16) -> Result<String> {
    let mut site = project.site();
    site.args(["caddyfile", "--port", &port.to_string(), "--dist"]).arg(&project.dist);
    output(&mut site).map_or_else(|| fail("dist/ has no headers to serve", "./dev build"), Ok)
}

/// Rebuilds what was changed by a save, until Caddy or this process ends.
fn watch(project: &mut Project, options: &Options, server: &mut Server, mut seen: SystemTime) -> Result {
    const PROGRAM: [&str; 5] = ["src", "crates", "Cargo.toml", "Cargo.lock", "worker"];
    const CONTENT: [&str; 2] = ["public", "style"];
    loop {
        sleep(Duration::from_millis(100));
        if !server.runs() {
            return server.stopped();
        }
        let now = SystemTime::now();
        let changed = |paths: &[&str]| paths.iter().any(|path| changed_since(&project.root.join(path), seen));
        let program = changed(&PROGRAM);
        if !program && !changed(&CONTENT) {
            continue;
        }
        seen = now;
        let began = Instant::now();
        say(if program { "the program changed: building" } else { "the content changed: building the pages" });
        let built = match program {
            true => build::site(project, options),
            false => build::pages(project, options),
        };
        match built {
            Ok(()) => {
                server.follow_headers(project)?;
                say(format!("built in {:.1} s; the page reloads itself", began.elapsed().as_secs_f64()));
            }
            Err(failure) => {
                eprintln!("{failure}");
                say("the last good build is still served");
            }
        }
    }
}

/// Whether a file, or anything below a folder, was modified after a time.
fn changed_since(path: &Path, time: SystemTime) -> bool {
    let changed = fs::metadata(path).and_then(|data| data.modified()).is_ok_and(|modified| modified > time);
    // Anything that is not a folder has no entries.
    changed || fs::read_dir(path).into_iter().flatten().flatten().any(|entry| changed_since(&entry.path(), time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_save_anywhere_below_a_folder_is_seen() {
        let folder = std::env::temp_dir().join(format!("watch-{}", std::process::id()));
        let file = folder.join("a/b.css");
        fs::create_dir_all(folder.join("a")).unwrap();
        fs::write(&file, "a").unwrap();
        let saved = fs::metadata(&file).unwrap().modified().unwrap();
        assert!(changed_since(&folder, saved - Duration::from_secs(1)));
        assert!(!changed_since(&folder, saved + Duration::from_secs(1)));
        assert!(!changed_since(&folder.join("missing"), saved));
        fs::remove_dir_all(&folder).unwrap();
    }
}
