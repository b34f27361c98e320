//! System packages: finds and installs them.

use crate::run::{Result, command, fail, output, run, say, which};
use crate::setup::{Project, folders};
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

impl Project {
    /// Installs the missing ones of the named packages, all at once. If a person is at the terminal, asks first.
    ///
    /// # Errors
    ///
    /// If a package is still missing afterwards.
    pub fn packages(&self, names: &[&str]) -> Result {
        let find = || -> Vec<_> { THINGS.iter().filter(|[name, ..]| names.contains(name) && !present(name)).collect() };
        let missing = find();
        if missing.is_empty() {
            return Ok(());
        }
        for [name, .., why] in &missing {
            say(format!("missing: {name}, which {why}"));
        }
        let debian: Vec<&str> = missing.iter().flat_map(|[_, debian, ..]| debian.split(' ')).collect();
        let brew: Vec<&str> = missing.iter().map(|[_, _, brew, _]| *brew).filter(|name| !name.is_empty()).collect();
        let by_hand = format!("apt-get install {}", debian.join(" "));
        let root = output(&mut command("id -u")).as_deref() == Some("0");
        if which("apt-get").is_some() {
            if !root && which("sudo").is_none() {
                return fail("installing packages needs root, and there is no sudo", format!("as root: {by_hand}"));
            }
            agree(&by_hand)?;
            let sudo = if root { "" } else { "sudo " };
            let apt = |line: &str| command(&format!("{sudo}env DEBIAN_FRONTEND=noninteractive apt-get -q {line}"));
            if self.step("apt-get update", "", &by_hand, &mut apt("update")).is_err() {
                say("the package lists could not be refreshed; going on with those on this machine");
            }
            // Include the packages that the old lists did not have.
            let debian: Vec<&str> = find().into_iter().flat_map(|[_, debian, ..]| debian.split(' ')).collect();
            let about = format!("installing {} (minutes)", debian.join(" "));
            let mut install = apt("install -y --no-install-recommends");
            self.step("apt-get install", &about, &by_hand, install.args(&debian))?;
        } else if which("brew").is_some() && !brew.is_empty() {
            let by_hand = format!("brew install {}", brew.join(" "));
            agree(&by_hand)?;
            run(&mut command(&by_hand), "brew could not install them", &by_hand)?;
        }
        let Some([name, ..]) = missing.iter().find(|[name, ..]| !present(name)) else { return Ok(()) };
        let help =
            format!("install it with this system's package manager (on Debian: {by_hand}), then run ./dev again");
        fail(format!("{name} is still missing"), help)
    }
}

/// Asks for permission to run a command that changes the system, if a person is at the terminal.
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

/// The known packages: a name, Debian's packages, Homebrew's package (empty if there is none), and the purpose.
const THINGS: [[&str; 4]; 19] = [
    ["c++", "g++", "", "compiles the fuzzer"],
    ["node", "nodejs", "node", "runs esbuild and the tests"],
    ["npm", "npm", "node", "installs esbuild and the test libraries"],
    ["wasm-opt", "binaryen", "binaryen", "makes the program smaller"],
    ["caddy", "caddy", "caddy", "serves the site with its production headers"],
    ["nginx", "nginx libnginx-mod-http-brotli-static", "nginx", "serves the site in the tests, as on many servers"],
    ["chromium", "chromium", "chromium", "is the browser of the tests"],
    [
        "headless-shell",
        HEADLESS_SHELL,
        "",
        "is the same browser without windows, in which the tests take half the time",
    ],
    ["firefox", FIREFOX, "", "is one of the engines of the common browser tests"],
    ["webkit", WEBKIT, "", "is another of them"],
    ["xvfb", XVFB, "", "is the screen of that engine, which does not run without windows"],
    ["chromedriver", "chromium-driver", "chromedriver", "runs the component tests"],
    ["ruby", "ruby", "ruby", "checks the feeds with its RSS library"],
    ["exiftool", "libimage-exiftool-perl", "exiftool", "reads what picture files and clips say about themselves"],
    ["java", "default-jre-headless", "openjdk", "runs the Nu HTML checker"],
    ["soffice", OFFICE, "", "opens a pack's office files, only with --long"],
    ["cjk-font", "fonts-noto-cjk", "", "draws share cards, and Chinese in the browser of the tests"],
    ["symbol-font", "fonts-dejavu-core", "", "draws arrows and other signs on compared screenshots"],
    ["debian-rust", "rustc-web cargo-web rust-web-src lld", "", "compiles for the browser where rustup cannot"],
];

pub fn present(name: &str) -> bool {
    match name {
        "chromium" => chromium().is_some(),
        // Without it, the tests run in Chromium.
        "headless-shell" => which(HEADLESS_SHELL).is_some() || is_unknown(HEADLESS_SHELL),
        // Without it, the tests report that they skip the engine.
        "firefox" => firefox().is_some() || is_unknown(FIREFOX),
        "webkit" => which(WEBKIT_DRIVER).is_some() || is_unknown(WEBKIT),
        // Without it, its test is skipped, and the tests say so.
        "soffice" => which("soffice").is_some() || which("libreoffice").is_some() || is_unknown(OFFICE),
        "xvfb" => which("Xvfb").is_some() || is_unknown(XVFB),
        // macOS has a `java` that only asks to install one.
        "java" => output(&mut command("java -version")).is_some(),
        "ruby" => output(&mut command("ruby -rrss -e 0")).is_some(),
        "debian-rust" => {
            ["/usr/bin/cargo", "/usr/bin/rustc"].iter().all(|file| Path::new(file).is_file())
                && Path::new("/usr/lib/rustlib/src/rust/library/std").is_dir()
        }
        "cjk-font" => is_font("NotoSerifCJK-Bold.ttc"),
        "symbol-font" => is_font("DejaVuSans.ttf"),
        _ => which(name).is_some(),
    }
}

/// Whether a font file is installed. macOS has other fonts.
fn is_font(file: &str) -> bool {
    let fonts = Path::new("/usr/share/fonts");
    let deeper = || folders(fonts).into_iter().flat_map(|folder| folders(&folder));
    cfg!(target_os = "macos") || folders(fonts).into_iter().chain(deeper()).any(|it| it.join(file).is_file())
}

const HEADLESS_SHELL: &str = "chromium-headless-shell";
const FIREFOX: &str = "firefox-esr";
const WEBKIT: &str = "webkit2gtk-driver";
const XVFB: &str = "xvfb";
const OFFICE: &str = "libreoffice-impress libreoffice-writer libreoffice-calc";
/// The program of the package [`WEBKIT`].
pub const WEBKIT_DRIVER: &str = "WebKitWebDriver";

/// Whether the package system does not know this package. Not every system has it.
fn is_unknown(package: &str) -> bool {
    output(&mut command(&format!("apt-cache show --no-all-versions {package}"))).is_none()
}

/// The path of Firefox: from the variable FIREFOX, or the usual location.
pub fn firefox() -> Option<PathBuf> {
    let own = std::env::var("FIREFOX").ok();
    let names = [FIREFOX, "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];
    own.iter().map(String::as_str).chain(names).find_map(which)
}

/// The path of the full browser: from the variable CHROMIUM, or the usual location.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_the_path_is_present_and_needs_no_root() {
        assert!(present("sh"));
        assert!(!present("no-such-program"));
        assert!(which("/no/such/file").is_none());
    }
}
