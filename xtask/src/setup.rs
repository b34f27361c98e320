//! Finds or installs what a command needs: Rust's wasm target, Rust programs, npm packages.

use crate::packages::present;
use crate::run::{self, Result, command, fail, output, run, say, which, written};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest supported Rust: `rust-version` in Cargo.toml.
const RUST: &str = "1.95.0";
pub const TRUNK: &str = "0.22.1";
/// The oldest Rust that compiles this version of Trunk.
const TRUNK_RUST: &str = "1.96.1";
const FUZZ: &str = "0.13.2";
const WASM: &str = "wasm32-unknown-unknown";
/// The oldest Node for the packages of the build and of the tests.
pub const BUILD_NODE: &str = "18";
pub const TEST_NODE: &str = "20";

/// The folders of a checkout.
#[derive(Clone)]
pub struct Project {
    pub root: PathBuf,
    pub dist: PathBuf,
    pub target: PathBuf,
    /// The environment of cargo when it compiles for the browser with Debian's Rust. Empty with rustup's Rust.
    pub wasm_env: Vec<(String, OsString)>,
    /// Whether clippy compiles the workspace's crates for this machine.
    pub is_linted: bool,
}

impl Project {
    /// The project in the current folder.
    ///
    /// # Errors
    ///
    /// If the current folder is not a checkout.
    pub fn here() -> Result<Project> {
        let root = std::env::current_dir().ok().filter(|root| root.join("Trunk.toml").is_file());
        let Some(root) = root else {
            return fail("this is not the folder of the site", "run ./dev in the folder that holds it");
        };
        Ok(Project {
            dist: root.join("dist"),
            target: root.join("target"),
            root,
            wasm_env: Vec::new(),
            is_linted: false,
        })
    }

    /// The path of the compiled site tool.
    pub fn site_tool(&self) -> PathBuf {
        self.target.join("native/tool/site")
    }

    /// The path of the program that writes synthetic sites for tests and benchmarks. It is compiled with the site tool.
    pub fn scale(&self) -> PathBuf {
        self.target.join("native/tool/scale")
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

    /// Runs a long step.
    ///
    /// # Errors
    ///
    /// If the command fails. `help` is the advice.
    pub fn step(&self, name: &str, about: &str, help: &str, command: &mut Command) -> Result {
        run::step(&self.logs(), name, about, help, command)
    }

    /// Makes clippy compile the workspace's crates, with warnings as errors. So the test build is also the lint run, and
    /// no crate is compiled a second time for the lints. See docs/decisions/lints.md.
    pub fn set_lints(&self, cargo: &mut Command) {
        let sysroot = output(&mut command("rustc --print sysroot")).unwrap_or_default();
        let beside = Path::new(&sysroot).join("bin/clippy-driver");
        cargo.env("CLIPPY_DRIVER", if beside.is_file() { beside } else { "clippy-driver".into() });
        cargo.env("RUSTC_WORKSPACE_WRAPPER", self.root.join("tests/rustc.sh"));
        cargo.env("CLIPPY_ARGS", "-Dwarnings");
    }

    /// Cargo for this machine.
    pub fn native_cargo(&self, line: &str) -> Command {
        let mut cargo = command(&format!("cargo {line}"));
        cargo.env("CARGO_TARGET_DIR", self.target.join("native"));
        if self.is_linted {
            self.set_lints(&mut cargo);
        }
        cargo
    }

    /// Cargo for the browser. Call [`wasm_target`](Self::wasm_target) first.
    pub fn wasm_cargo(&self, line: &str) -> Command {
        let mut cargo = command(&format!("cargo {} --target {WASM}", line.trim_end()));
        cargo.env("CARGO_TARGET_DIR", self.target.join("wasm"));
        self.set_wasm_env(&mut cargo);
        cargo
    }

    /// Sets the environment for compiling for the browser. Cargo adds these flags to those of .cargo/config.toml.
    pub fn set_wasm_env(&self, command: &mut Command) {
        command.envs(self.wasm_env.iter().map(|(name, value)| (name, value)));
        // Panic messages contain the source files of crates. Remove this machine's paths from them.
        let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo"))).unwrap_or_default();
        let indexes = folders(&home.join("registry/src"));
        let flags: Vec<String> =
            indexes.iter().map(|index| format!("--remap-path-prefix={}/=", index.display())).collect();
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    }

    /// A command that runs the site tool.
    pub fn site(&self) -> Command {
        Command::new(self.site_tool())
    }

    // ---- Rust

    /// Chooses the compiler for the browser: the current Rust with its wasm target or, if rustup cannot provide the
    /// target, Debian's Rust.
    ///
    /// # Errors
    ///
    /// If neither is available.
    pub fn wasm_target(&mut self) -> Result {
        let sysroot = output(&mut command("rustc --print sysroot")).unwrap_or_default();
        let library = Path::new(&sysroot).join(format!("lib/rustlib/{WASM}/lib"));
        // Ask rustup only once.
        let choice = self.target.join("wasm-target");
        if !library.is_dir() && which("rustup").is_some() && !choice.is_file() {
            say(format!("rustup target add {WASM}, which the browser app is compiled to"));
            let mut rustup = command(&format!("timeout 120 rustup target add {WASM}"));
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
        let version = rustc_version("/usr/bin/rustc").unwrap_or_default();
        if !at_least(&version, RUST) {
            return fail(format!("Debian's Rust {version} is older than {RUST}"), help);
        }
        say(format!("wasm: Debian's Rust {version}"));
        let rustlib = Path::new(&sysroot).join("lib/rustlib");
        let own = folders(&rustlib).into_iter().map(|it| it.join("bin/rust-lld")).find(|file| file.is_file());
        let Some(linker) = own.or_else(|| which("wasm-ld")) else {
            return fail("no linker for wasm was found", "apt-get install lld");
        };
        let bin = self.tools().join("debian-rust");
        let linked = fs::create_dir_all(&bin).and_then(|()| {
            let links = ["cargo", "rustc", "rustdoc"].map(|name| (Path::new("/usr/bin").join(name), bin.join(name)));
            let mut new = links.iter().filter(|(_, link)| !link.exists());
            new.try_for_each(|(program, link)| std::os::unix::fs::symlink(program, link))?;
            fs::write(&choice, "Debian's Rust\n")
        });
        written(&bin, "make target/ writable", linked)?;
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

    /// Installs rustfmt and clippy if they are missing.
    ///
    /// # Errors
    ///
    /// If they cannot be installed.
    pub fn lints(&self) -> Result {
        if ["fmt", "clippy"].iter().all(|name| output(&mut command(&format!("cargo {name} --version"))).is_some()) {
            return Ok(());
        }
        say("installing rustfmt and clippy, which check the Rust source");
        let install = "rustup component add rustfmt clippy";
        run(&mut command(install), "there is no rustfmt or clippy", install)
    }

    /// Installs Trunk for `./dev trunk`. Uses a prebuilt one if cargo-binstall is installed, else compiles it with
    /// settings for a fast compilation.
    ///
    /// # Errors
    ///
    /// If it cannot be installed.
    pub fn trunk(&self) -> Result {
        if output(&mut command("trunk --version")) == Some(format!("trunk {TRUNK}")) {
            return Ok(());
        }
        if which("cargo-binstall").is_some() {
            let line =
                format!("cargo binstall trunk --version {TRUNK} --no-confirm --disable-strategies compile --root");
            if command(&line).arg(self.tools()).status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
        }
        let cargo = self.newer_cargo(TRUNK_RUST)?;
        self.install_crate(cargo, "trunk", TRUNK, "about 7 minutes", &["--no-default-features", "-Frustls"])
    }

    /// Installs cargo-fuzz if it is missing.
    ///
    /// # Errors
    ///
    /// If it cannot be installed.
    pub fn cargo_fuzz(&self) -> Result {
        if output(&mut command("cargo fuzz --version")) == Some(format!("cargo-fuzz {FUZZ}")) {
            return Ok(());
        }
        self.install_crate(command("cargo"), "cargo-fuzz", FUZZ, "about 2 minutes", &[])
    }

    fn install_crate(&self, mut cargo: Command, name: &str, version: &str, time: &str, options: &[&str]) -> Result {
        cargo.args(["install", name, "--version", version, "--locked", "--force"]).args(options);
        cargo.arg("--root").arg(self.tools());
        let quick = [("OPT_LEVEL", "0"), ("LTO", "off"), ("CODEGEN_UNITS", "64"), ("DEBUG", "0")];
        cargo.envs(quick.map(|(name, value)| (format!("CARGO_PROFILE_RELEASE_{name}"), value)));
        let about = format!("compiling {name} {version} (once, {time})");
        let help = format!("cargo install {name} --version {version}, and read its first error");
        self.step(name, &about, &help, &mut cargo)
    }

    /// The cargo of an installed toolchain of at least this version.
    fn newer_cargo(&self, version: &str) -> Result<Command> {
        let list = output(&mut command("rustup toolchain list")).unwrap_or_default();
        let others = list.lines().filter_map(|line| Some(format!("rustup run {} ", line.split(' ').next()?)));
        let fits = |run: &String| rustc_version(&format!("{run}rustc")).is_some_and(|it| at_least(&it, version));
        match std::iter::once(String::new()).chain(others).find(fits) {
            Some(run) => Ok(command(&format!("{run}cargo"))),
            None => fail(format!("this needs Rust {version} to compile"), "rustup update stable"),
        }
    }

    // ---- Node

    /// Checks that Node has at least this version. Installs it if it is missing.
    ///
    /// # Errors
    ///
    /// If it is missing or too old.
    pub fn node(&self, version: &str) -> Result {
        self.packages(&["node", "npm"])?;
        let found = output(&mut command("node --version")).unwrap_or_default();
        let found = found.trim_start_matches('v');
        if at_least(found, version) {
            return Ok(());
        }
        fail(format!("Node {found} is too old, this needs {version}"), "install a newer Node (https://nodejs.org)")
    }

    /// Installs the packages in a folder's package-lock.json, unless they are installed.
    ///
    /// # Errors
    ///
    /// If npm fails.
    pub fn npm(&self, folder: &str, what: &str) -> Result {
        let folder = self.root.join(folder);
        let stamp = folder.join("node_modules/.installed");
        let lock = fs::read(folder.join("package-lock.json")).unwrap_or_default();
        if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
            return Ok(());
        }
        let mut npm = command("npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix");
        npm.arg(&folder);
        let name = format!("npm {}", folder.strip_prefix(&self.root).unwrap_or(&folder).display());
        let about = format!("installing {what} (seconds)");
        let help = format!("cd {} && npm ci, and read its first error", folder.display());
        self.step(name.trim_end(), &about, &help, &mut npm)?;
        written(&stamp, "free the disk", fs::write(&stamp, lock))
    }
}

pub fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect()
}

/// The version of a compiler, from its output `rustc 1.95.0 (…)`.
fn rustc_version(rustc: &str) -> Option<String> {
    let text = output(&mut command(&format!("{rustc} --version")))?;
    let mut words = text.split(' ');
    (words.next() == Some("rustc")).then(|| words.next().unwrap_or_default().to_owned())
}

/// Whether a version such as `1.97.0-nightly` is at least the version `least`.
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
}
