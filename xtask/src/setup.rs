//! Finds or installs what a command needs: system packages, Rust's wasm target, npm packages.

use crate::run::{Result, Step, fail, output, run, say, which};
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Rust that compiles the site: `rust-version` in Cargo.toml.
const RUST: &str = "1.95.0";
pub const TRUNK: &str = "0.22.1";
/// The oldest Rust that compiles this Trunk.
const TRUNK_RUST: &str = "1.96.1";
const FUZZ: &str = "0.13.2";
const WASM: &str = "wasm32-unknown-unknown";
/// The oldest Node that the build's and the tests' packages run on.
pub const BUILD_NODE: &str = "18";
pub const TEST_NODE: &str = "20";

/// The folders of a checkout.
#[derive(Clone)]
pub struct Project {
    pub root: PathBuf,
    pub dist: PathBuf,
    pub target: PathBuf,
    /// Environment of cargo when it compiles for the browser with Debian's Rust; empty with rustup's.
    pub wasm_env: Vec<(String, OsString)>,
}

impl Project {
    /// # Errors
    ///
    /// When the current folder is no checkout.
    pub fn here() -> Result<Project> {
        let root = std::env::current_dir().ok().filter(|root| root.join("Trunk.toml").is_file());
        let Some(root) = root else {
            return fail("this is not the folder of the site", "run ./dev in the folder that holds it");
        };
        Ok(Project { dist: root.join("dist"), target: root.join("target"), root, wasm_env: Vec::new() })
    }

    /// The site tool, once it is compiled.
    pub fn site_tool(&self) -> PathBuf {
        self.target.join("native/tool/site")
    }

    pub fn bundle(&self) -> PathBuf {
        self.target.join("bundle")
    }

    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    pub fn logs(&self) -> PathBuf {
        self.target.join("log")
    }

    /// Cargo for this machine.
    pub fn native_cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.env("CARGO_TARGET_DIR", self.target.join("native"));
        cargo
    }

    /// Cargo for the browser; [`wasm_target`](Self::wasm_target) comes first.
    pub fn wasm_cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.env("CARGO_TARGET_DIR", self.target.join("wasm"));
        self.set_wasm_env(&mut cargo);
        cargo
    }

    /// What compiling for the browser needs. Cargo adds these flags to those of .cargo/config.toml.
    pub fn set_wasm_env(&self, command: &mut Command) {
        command.envs(self.wasm_env.iter().map(|(name, value)| (name, value)));
        // The program names the files of crates where it can panic: not where they lie on this machine.
        let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo"))).unwrap_or_default();
        let indexes = folders(&home.join("registry/src"));
        let flags: Vec<String> =
            indexes.iter().map(|index| format!("--remap-path-prefix={}/=", index.display())).collect();
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    }

    /// The site tool with what it calls on the PATH.
    pub fn site(&self) -> Command {
        Command::new(self.site_tool())
    }

    // ---- Rust

    /// # Errors
    ///
    /// When Rust is missing or too old.
    pub fn rust(&self) -> Result {
        self.packages(&["cc"])?;
        let Some(version) = rustc_version(Command::new("rustc").arg("--version")) else {
            return fail("Rust is missing", "install rustup (https://rustup.rs), then run ./dev again");
        };
        if at_least(&version, RUST) {
            return Ok(());
        }
        fail(format!("Rust {version} is too old, the site needs {RUST}"), "rustup update stable")
    }

    /// Chooses how Rust compiles for the browser: its own wasm target or, where rustup has none, Debian's Rust.
    ///
    /// # Errors
    ///
    /// When there is neither.
    pub fn wasm_target(&mut self) -> Result {
        let sysroot = output(Command::new("rustc").args(["--print", "sysroot"])).unwrap_or_default();
        let library = Path::new(&sysroot).join(format!("lib/rustlib/{WASM}/lib"));
        // The second time, rustup is not asked again.
        let choice = self.target.join("wasm-target");
        if !library.is_dir() && which("rustup").is_some() && !choice.is_file() {
            say(format!("rustup target add {WASM}, which the browser app is compiled to"));
            let mut rustup = Command::new("timeout");
            rustup.args(["120", "rustup", "target", "add", WASM]);
            if !(rustup.status().is_ok_and(|status| status.success()) && library.is_dir()) {
                say("rustup has none here; Debian's Rust can build it from source");
            }
        }
        if library.is_dir() {
            return Ok(());
        }
        let help = format!("rustup target add {WASM}");
        if which("apt-get").is_none() && !present("debian-rust") {
            return fail(format!("this Rust toolchain has no {WASM}"), help);
        }
        self.packages(&["debian-rust"])?;
        match rustc_version(Command::new("/usr/bin/rustc").arg("--version")) {
            Some(version) if at_least(&version, RUST) => say(format!("wasm: Debian's Rust {version}")),
            version => {
                return fail(format!("Debian's Rust {} is older than {RUST}", version.unwrap_or_default()), help);
            }
        }
        let rustlib = Path::new(&sysroot).join("lib/rustlib");
        let own = folders(&rustlib).into_iter().map(|it| it.join("bin/rust-lld")).find(|file| file.is_file());
        let Some(linker) = own.or_else(|| which("wasm-ld")) else {
            return fail("no linker for wasm was found", "apt-get install lld");
        };
        let bin = self.tools().join("debian-rust");
        let linked = fs::create_dir_all(&bin).and_then(|()| {
            for name in ["cargo", "rustc", "rustdoc"] {
                let link = bin.join(name);
                if !link.exists() {
                    std::os::unix::fs::symlink(Path::new("/usr/bin").join(name), link)?;
                }
            }
            fs::write(&choice, "Debian's Rust\n")
        });
        if let Err(error) = linked {
            return fail(format!("cannot write {}: {error}", bin.display()), "make target/ writable");
        }
        let mut path = bin.into_os_string();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        self.wasm_env = vec![
            ("PATH".into(), path),
            ("RUSTC_BOOTSTRAP".into(), "1".into()),
            ("CARGO_UNSTABLE_BUILD_STD".into(), "std,panic_abort".into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER".into(), linker.into_os_string()),
        ];
        Ok(())
    }

    /// rustfmt and clippy.
    ///
    /// # Errors
    ///
    /// When they are missing and cannot be installed.
    pub fn lints(&self) -> Result {
        let has = |name: &str| output(Command::new("cargo").args([name, "--version"])).is_some();
        if has("fmt") && has("clippy") {
            return Ok(());
        }
        say("installing rustfmt and clippy, which check the Rust source");
        let help = "rustup component add rustfmt clippy";
        run(
            Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]),
            "there is no rustfmt or clippy",
            help,
        )
    }

    /// Trunk, for `./dev trunk`: a prebuilt one by cargo-binstall where that is installed, else compiled for a quick
    /// start rather than for speed.
    ///
    /// # Errors
    ///
    /// When it cannot be had.
    pub fn trunk(&self) -> Result {
        let found = output(Command::new("trunk").arg("--version"));
        if found.is_some_and(|version| version == format!("trunk {TRUNK}")) {
            return Ok(());
        }
        if which("cargo-binstall").is_some() {
            let mut binstall = Command::new("cargo");
            binstall.args(["binstall", "trunk", "--version", TRUNK, "--no-confirm", "--disable-strategies", "compile"]);
            if binstall.arg("--root").arg(self.tools()).status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
        }
        let cargo = self.newer_cargo(TRUNK_RUST)?;
        self.install_crate(cargo, "trunk", TRUNK, "about 7 minutes", &["--locked", "--no-default-features", "-Frustls"])
    }

    /// # Errors
    ///
    /// When cargo-fuzz cannot be installed.
    pub fn cargo_fuzz(&self) -> Result {
        let found = output(Command::new("cargo").args(["fuzz", "--version"]));
        if found.is_some_and(|version| version == format!("cargo-fuzz {FUZZ}")) {
            return Ok(());
        }
        self.install_crate(Command::new("cargo"), "cargo-fuzz", FUZZ, "about 2 minutes", &["--locked"])
    }

    fn install_crate(&self, mut cargo: Command, name: &str, version: &str, time: &str, options: &[&str]) -> Result {
        cargo.args(["install", name, "--version", version, "--force", "--root"]).arg(self.tools()).args(options);
        let quick = [("OPT_LEVEL", "0"), ("LTO", "off"), ("CODEGEN_UNITS", "64"), ("DEBUG", "0")];
        cargo.envs(quick.map(|(name, value)| (format!("CARGO_PROFILE_RELEASE_{name}"), value)));
        let about = format!("compiling {name} {version} (once, {time})");
        let help = format!("cargo install {name} --version {version}, and read its first error");
        Step { name, about: &about, log: &self.logs(), help: &help }.run(&mut cargo)
    }

    /// Cargo of an installed toolchain of at least this version.
    fn newer_cargo(&self, version: &str) -> Result<Command> {
        if rustc_version(Command::new("rustc").arg("--version")).is_some_and(|it| at_least(&it, version)) {
            return Ok(Command::new("cargo"));
        }
        let list = output(Command::new("rustup").args(["toolchain", "list"])).unwrap_or_default();
        for name in list.lines().filter_map(|line| line.split(' ').next()) {
            let found = rustc_version(Command::new("rustup").args(["run", name, "rustc", "--version"]));
            if found.is_some_and(|it| at_least(&it, version)) {
                let mut cargo = Command::new("rustup");
                cargo.args(["run", name, "cargo"]);
                return Ok(cargo);
            }
        }
        fail(format!("this needs Rust {version} to compile"), "rustup update stable")
    }

    // ---- Node

    /// Node of at least this version.
    ///
    /// # Errors
    ///
    /// When it is missing or too old.
    pub fn node(&self, version: &str) -> Result {
        self.packages(&["node", "npm"])?;
        let found = output(Command::new("node").arg("--version")).unwrap_or_default();
        let found = found.trim_start_matches('v');
        if at_least(found, version) {
            return Ok(());
        }
        fail(format!("Node {found} is too old, this needs {version}"), "install a newer Node (https://nodejs.org)")
    }

    /// Installs what a folder's package-lock.json names, unless it is there.
    ///
    /// # Errors
    ///
    /// When npm fails.
    pub fn npm(&self, folder: &str, what: &str) -> Result {
        let folder = self.root.join(folder);
        let stamp = folder.join("node_modules/.installed");
        let lock = fs::read(folder.join("package-lock.json")).unwrap_or_default();
        if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
            return Ok(());
        }
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]).arg(&folder);
        let name = format!("npm {}", folder.strip_prefix(&self.root).unwrap_or(&folder).display());
        let name = name.trim_end();
        let about = format!("installing {what} (seconds)");
        let help = format!("cd {} && npm ci, and read its first error", folder.display());
        Step { name, about: &about, log: &self.logs(), help: &help }.run(&mut npm)?;
        fs::write(&stamp, lock)
            .or_else(|error| fail(format!("cannot write {}: {error}", stamp.display()), "free the disk"))
    }

    // ---- System packages

    /// Installs those of the named things that are missing, all at once, after asking who is there.
    ///
    /// # Errors
    ///
    /// When one is still missing then.
    pub fn packages(&self, names: &[&str]) -> Result {
        let missing: Vec<&Thing> = THINGS.iter().filter(|it| names.contains(&it.name) && !present(it.name)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        for thing in &missing {
            say(format!("missing: {}, which {}", thing.name, thing.why));
        }
        let debian: Vec<&str> = missing.iter().flat_map(|it| it.debian.split(' ')).collect();
        let brew: Vec<&str> = missing.iter().map(|it| it.brew).filter(|name| !name.is_empty()).collect();
        let by_hand = format!("apt-get install {}", debian.join(" "));
        let root = output(Command::new("id").arg("-u")).as_deref() == Some("0");
        if which("apt-get").is_some() {
            if !root && which("sudo").is_none() {
                return fail("installing packages needs root, and there is no sudo", format!("as root: {by_hand}"));
            }
            agree(&by_hand)?;
            let apt = |words: &[&str]| {
                let mut command = Command::new(if root { "env" } else { "sudo" });
                if !root {
                    command.arg("env");
                }
                command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]).args(words);
                command
            };
            let about = format!("installing {} (a minute or two)", debian.join(" "));
            let log = self.logs();
            let step = |name, about| Step { name, about, log: &log, help: &by_hand };
            if step("apt-get update", "").run(&mut apt(&["update"])).is_err() {
                say("the package lists could not be refreshed; going on with those on this machine");
            }
            let install = ["install", "-y", "--no-install-recommends"];
            step("apt-get install", &about).run(apt(&install).args(&debian))?;
        } else if which("brew").is_some() && !brew.is_empty() {
            let by_hand = format!("brew install {}", brew.join(" "));
            agree(&by_hand)?;
            run(Command::new("brew").arg("install").args(&brew), "brew could not install them", &by_hand)?;
        }
        match missing.iter().find(|it| !present(it.name)) {
            None => Ok(()),
            Some(it) => fail(
                format!("{} is still missing", it.name),
                format!("install it with this system's package manager (on Debian: {by_hand}), then run ./dev again"),
            ),
        }
    }
}

/// Asks a person, if one is there, whether to run a command that changes the system.
fn agree(command: &str) -> Result {
    if std::env::var_os("CI").is_some() || !std::io::stdin().is_terminal() {
        return Ok(());
    }
    eprint!("    run `{command}`? [Y/n] ");
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    let _ = std::io::stdin().lock().read_line(&mut answer);
    match answer.trim().to_lowercase().as_str() {
        "" | "y" | "yes" => Ok(()),
        _ => fail("not installed", format!("{command}, then run ./dev again")),
    }
}

/// Something that a package manager installs.
struct Thing {
    name: &'static str,
    /// Debian's packages.
    debian: &'static str,
    /// Homebrew's, if it has one.
    brew: &'static str,
    why: &'static str,
}

const THINGS: [Thing; 13] = [
    Thing { name: "cc", debian: "gcc libc6-dev", brew: "", why: "links the site tool" },
    Thing { name: "c++", debian: "g++", brew: "", why: "compiles the fuzzer" },
    Thing { name: "node", debian: "nodejs", brew: "node", why: "runs esbuild and the tests" },
    Thing { name: "npm", debian: "npm", brew: "node", why: "installs esbuild and the test libraries" },
    Thing { name: "wasm-opt", debian: "binaryen", brew: "binaryen", why: "makes the program smaller" },
    Thing { name: "caddy", debian: "caddy", brew: "caddy", why: "serves the site with its production headers" },
    Thing {
        name: "nginx",
        debian: "nginx libnginx-mod-http-brotli-static",
        brew: "nginx",
        why: "serves the site in the tests, as on many servers",
    },
    Thing { name: "chromium", debian: "chromium", brew: "chromium", why: "is the browser of the tests" },
    Thing {
        name: "headless-shell",
        debian: "chromium-headless-shell",
        brew: "",
        why: "is the same browser without windows, in which the tests take half the time",
    },
    Thing { name: "chromedriver", debian: "chromium-driver", brew: "chromedriver", why: "runs the component tests" },
    Thing { name: "ruby", debian: "ruby", brew: "ruby", why: "checks the feeds with its RSS library" },
    Thing {
        name: "cjk-font",
        debian: "fonts-noto-cjk",
        brew: "",
        why: "draws share cards, and Chinese in the browser of the tests",
    },
    Thing {
        name: "debian-rust",
        debian: "rustc-web cargo-web rust-web-src lld",
        brew: "",
        why: "compiles for the browser where rustup cannot",
    },
];

fn present(name: &str) -> bool {
    match name {
        "chromium" => chromium().is_some(),
        // Not every system has it; the tests run in Chromium then.
        "headless-shell" => {
            let known = || output(Command::new("apt-cache").args(["show", "--no-all-versions", HEADLESS_SHELL]));
            which(HEADLESS_SHELL).is_some() || known().is_none()
        }
        "ruby" => output(Command::new("ruby").args(["-rrss", "-e", "0"])).is_some(),
        "debian-rust" => {
            ["/usr/bin/cargo", "/usr/bin/rustc"].iter().all(|file| Path::new(file).is_file())
                && Path::new("/usr/lib/rustlib/src/rust/library/std").is_dir()
        }
        "cjk-font" => {
            let fonts = Path::new("/usr/share/fonts");
            let deeper = || folders(fonts).into_iter().flat_map(|folder| folders(&folder));
            cfg!(target_os = "macos")
                || folders(fonts).into_iter().chain(deeper()).any(|it| it.join("NotoSerifCJK-Bold.ttc").is_file())
        }
        _ => which(name).is_some(),
    }
}

const HEADLESS_SHELL: &str = "chromium-headless-shell";

/// The whole browser: the variable CHROMIUM, or where systems put it.
pub fn chromium() -> Option<PathBuf> {
    let own = std::env::var("CHROMIUM").ok();
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    own.iter().map(String::as_str).chain(names).find_map(which)
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect()
}

/// The version of the compiler that a command names: `rustc 1.95.0 (…)`.
fn rustc_version(command: &mut Command) -> Option<String> {
    let text = output(command)?;
    let mut words = text.split(' ');
    (words.next() == Some("rustc")).then(|| words.next().unwrap_or_default().to_owned())
}

/// Whether a version such as `1.97.0-nightly` is that of a second or a later one.
fn at_least(version: &str, least: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        let mut numbers: Vec<u32> = text.split(['.', '-']).map_while(|part| part.parse().ok()).take(3).collect();
        numbers.resize(3, 0);
        numbers
    };
    numbers(version) >= numbers(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        for (version, least, holds) in [
            ("1.97.0-nightly", "1.96.1", true),
            ("1.9.0", "1.95.0", false),
            ("20.20.2", "20", true),
            ("18", "20", false),
            ("", "1", false),
        ] {
            assert_eq!(at_least(version, least), holds, "{version} {least}");
        }
    }

    #[test]
    fn what_is_on_the_path_is_present_and_needs_no_root() {
        assert!(present("sh"));
        assert!(!present("no-such-program"));
        assert!(which("/no/such/file").is_none());
    }
}
