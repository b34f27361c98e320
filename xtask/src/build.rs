//! Builds the site: the site tool and the app in parallel, then the chunks, then the pages.

use crate::run::{Result, command, fail, output, refuse, run, say, together};
use crate::setup::{BUILD_NODE, Project};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The options of a build.
#[derive(Clone, Default)]
pub struct Options {
    /// Whether to build with less optimisation and in parts: for `./dev serve --watch`.
    pub quick: bool,
    /// The options for `site build`.
    pub site: Vec<String>,
    /// The host whose limits must be met.
    pub host: Option<String>,
}

impl Options {
    /// Parses the options of `./dev build`.
    ///
    /// # Errors
    ///
    /// If an option is unknown or has no value.
    pub fn parse(words: &[String]) -> Result<Options> {
        const USAGE: &str =
            "./dev build [--public-url /PATH/] [--host NAME] [--most-pages NUMBER] [--now TIME] [--before FOLDER]";
        let mut options = Options::default();
        let mut words = words.iter();
        while let Some(name) = words.next() {
            if !["--public-url", "--host", "--most-pages", "--now", "--before"].contains(&name.as_str()) {
                return refuse(format!("build has no option {name}"), USAGE);
            }
            let Some(value) = words.next() else {
                return refuse(format!("{name} needs a value"), USAGE);
            };
            if name == "--host" {
                options.host = Some(value.clone());
            }
            options.site.extend([name.clone(), value.clone()]);
        }
        Ok(options)
    }

    fn program(&self, project: &Project) -> PathBuf {
        project.target.join("wasm/wasm32-unknown-unknown").join(self.profile()).join("app.wasm")
    }

    fn profile(&self) -> &'static str {
        if self.quick { "quick" } else { "release" }
    }
}

/// The advice for compile errors.
pub const FIX: &str = "fix the first error above";

/// The system packages that a build needs.
pub const PACKAGES: [&str; 4] = ["node", "npm", "wasm-opt", "cjk-font"];

/// Builds the site into `dist/` and each host's configuration into `deploy/`.
///
/// # Errors
///
/// If something cannot be installed, does not compile, or the content has errors. `dist/` is then unchanged.
pub fn site(project: &mut Project, options: &Options) -> Result {
    compile(project, options)?;
    chunks(project, options)?;
    pages(project, options)?;
    hosts(project, options)
}

/// Compiles the site tool and the app and installs the npm packages of the build, all in parallel.
///
/// # Errors
///
/// The first failure.
pub fn compile(project: &mut Project, options: &Options) -> Result {
    project.packages(&PACKAGES)?;
    project.wasm_target()?;
    fetch(project)?;
    let project = &*project;
    together(vec![
        Box::new(|| {
            site_tool(project)?;
            check(project, options)
        }),
        Box::new(|| app(project, options)),
        Box::new(|| npm(project)),
    ])
}

/// Installs the npm packages that bundle and check the scripts.
///
/// # Errors
///
/// If Node is missing or npm fails.
pub fn npm(project: &Project) -> Result {
    project.node(BUILD_NODE)?;
    project.npm("", "esbuild and TypeScript")
}

/// Fetches all crates first, so that the two compilations do not wait for each other.
fn fetch(project: &Project) -> Result {
    let help = "check the network, then run ./dev again";
    project.step("crates", "", help, &mut project.native_cargo("fetch --locked --quiet"))
}

/// Compiles the site tool and the small program that writes synthetic sites for the tests.
///
/// # Errors
///
/// If they do not compile.
pub fn site_tool(project: &Project) -> Result {
    let about = if project.site_tool().is_file() { "" } else { "compiling (the first time about 6 minutes)" };
    let line = "build --locked --profile tool -p city-of-film -p scale --features ssr --bin site --bin scale";
    project.step("site tool", about, FIX, &mut project.native_cargo(line))
}

/// Compiles the app for the browser.
///
/// # Errors
///
/// If it does not compile.
pub fn app(project: &Project, options: &Options) -> Result {
    let first = !options.program(project).is_file();
    let about = if first { "compiling for the browser (the first time about 5 minutes)" } else { "" };
    let mut cargo = project.wasm_cargo("build --locked --features hydrate --bin app");
    project.step("app", about, FIX, cargo.args(["--profile", options.profile()]))
}

/// Checks the content before the long compilations, so that errors are reported early.
fn check(project: &Project, options: &Options) -> Result {
    let mut site = project.site();
    // Options come in pairs. `site check` does not accept all of them.
    let is_shared = |pair: &&[String]| !["--now", "--before"].contains(&pair[0].as_str());
    site.arg("check").args(options.site.chunks(2).filter(is_shared).flatten());
    project.step("content", "", "fix the errors above", &mut site)
}

/// Splits the program into chunks, unless it is unchanged.
///
/// # Errors
///
/// If a tool fails.
pub fn chunks(project: &Project, options: &Options) -> Result {
    let mut site = project.site();
    site.arg("split").arg("--program").arg(options.program(project)).arg("--out").arg(project.bundle());
    if options.quick {
        site.arg("--quick");
    }
    set_path(project, &mut site);
    project.step("chunks", "", "read the words above", &mut site)
}

/// Builds the pages. On any error, the site tool writes nothing.
///
/// # Errors
///
/// If the content has errors.
pub fn pages(project: &Project, options: &Options) -> Result {
    let mut site = project.site();
    site.arg("build").arg("--bundle").arg(project.bundle()).arg("--out").arg(&project.dist).args(&options.site);
    if options.quick {
        site.arg("--watch");
    }
    project.step("pages", "", "fix the errors above; dist/ is as it was", &mut site)
}

/// Writes the headers into `deploy/` in each host's format.
fn hosts(project: &Project, options: &Options) -> Result {
    let mut site = project.site();
    site.args(["hosts", "--out", "deploy", "--dist"]).arg(&project.dist);
    if let Some(host) = &options.host {
        site.args(["--host", host]);
    }
    run(&mut site, "the host would refuse this site", "see deploy/README.md, or build for another host")
}

/// Adds esbuild and the programs of wasm-bindgen to the PATH of a command.
pub fn set_path(project: &Project, command: &mut Command) {
    let mut folders = vec![project.root.join("node_modules/.bin"), project.target.join("native/tool")];
    let own = command.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, path)| path.map(ToOwned::to_owned));
    let path = own.or_else(|| std::env::var_os("PATH")).unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("PATH", path);
    }
}

/// `./dev build`.
///
/// # Errors
///
/// As [`site`].
pub fn build(project: &mut Project, words: &[String]) -> Result {
    site(project, &Options::parse(words)?)
}

/// `./dev release [PREVIOUS]`.
///
/// # Errors
///
/// As [`site`], or if PREVIOUS is not a release.
pub fn release(project: &mut Project, words: &[String]) -> Result {
    let previous = match words {
        [] => None,
        [folder] => Some(project.root.join(folder).join("retention.json")),
        [_, second, ..] => return refuse(format!("release has no use for {second}"), "./dev release [PREVIOUS]"),
    };
    if previous.as_ref().is_some_and(|file| !file.is_file()) {
        let help = "./dev release target/release/VERSION, or without it for the first";
        return refuse(format!("{} is no folder of a release", words[0]), help);
    }
    site(project, &Options::default())?;
    let metadata = project.target.join("metadata.json");
    let text = output(&mut command("cargo metadata --format-version 1 --locked --all-features"));
    if text.is_none_or(|text| fs::write(&metadata, text).is_err()) {
        return fail("cargo does not know what the site is made of", "run cargo metadata, and fix its first error");
    }
    let mut site = project.site();
    site.args(["release", "--out", "target/release", "--dist"]).arg(&project.dist).arg("--metadata").arg(metadata);
    if let Some(previous) = previous {
        site.arg("--previous").arg(previous);
    }
    run(&mut site, "no release was made", "fix the errors above")
}

/// `./dev rollback TO FROM`.
///
/// # Errors
///
/// If the folders are not releases.
pub fn rollback(project: &Project, words: &[String]) -> Result {
    let [to, from] = words else {
        let help = "./dev rollback target/release/OLDER target/release/LIVE";
        return refuse("rollback needs the folders of two releases", help);
    };
    site_tool(project)?;
    let mut site = project.site();
    run(site.args(["rollback", "--to", to, "--from", from]), "nothing was written", "fix the errors above")
}

/// `./dev reproduce`: checks that the same source in another folder, built for the same content time, gives the same
/// bytes.
///
/// # Errors
///
/// If two builds differ.
pub fn reproduce(project: &mut Project) -> Result {
    let copy = std::env::temp_dir().join(format!("reproduce-{}", std::process::id()));
    let copied = |result: std::io::Result<()>| {
        result.or_else(|error| fail(format!("the source cannot be copied: {error}"), "free the disk"))
    };
    copied(fs::create_dir_all(copy.join("target")))?;
    let script = r#"
        now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
        git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf - | tar -xf - -C "$1"
        ./dev build --now "$now"
        cp -R node_modules "$1/"
        (cd "$1" && ./dev build --now "$now")
        diff -r dist "$1/dist"
    "#;
    let mut sh = Command::new("sh");
    sh.args(["-ec", script, "reproduce"]).arg(&copy).current_dir(&project.root);
    let result = run(&mut sh, "two builds differ", "see what differs above; a path or a time is in it");
    copied(fs::remove_dir_all(&copy))?;
    result?;
    say("both builds are the same");
    Ok(())
}

/// `./dev trunk [build|serve…]`: the same build with Trunk, whose hook calls the site tool.
///
/// # Errors
///
/// If Trunk cannot be installed or fails.
pub fn trunk(project: &mut Project, words: &[String]) -> Result {
    compile(project, &Options::default())?;
    project.trunk()?;
    bindgen(project)?;
    let mut trunk = command(if words.is_empty() { "trunk build" } else { "trunk" });
    trunk.args(words);
    trunk.env("CARGO_TARGET_DIR", project.target.join("wasm")).env("SITE_TOOL", project.site_tool());
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    project.set_wasm_env(&mut trunk);
    set_path(project, &mut trunk);
    let status = run(&mut trunk, "Trunk stopped", "fix the first error above; dist/ is as it was");
    let _ = fs::remove_file(project.dist.join(".trunk-lock"));
    status
}

/// Compiles wasm-bindgen's own programs, in the version of Cargo.lock. Trunk and the component tests call them.
///
/// # Errors
///
/// If they do not compile.
pub fn bindgen(project: &Project) -> Result {
    // Use the same features as the unit tests, so that shared crates are not compiled twice.
    let line = "build --locked --profile tool --workspace --features ssr --bin wasm-bindgen";
    let mut cargo = project.native_cargo(line);
    project.step("wasm-bindgen", "", FIX, cargo.args(["--bin", "wasm-bindgen-test-runner"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn options_of_build_go_to_the_site_tool() {
        let options = Options::parse(&words("--host netlify --public-url /film/")).unwrap();
        assert_eq!(options.host.as_deref(), Some("netlify"));
        assert_eq!(options.site, words("--host netlify --public-url /film/"));
        let options = Options::parse(&words("--before before")).unwrap();
        assert_eq!(options.site, words("--before before"));
        for wrong in ["--hots netlify", "--host", "dist"] {
            assert_eq!(Options::parse(&words(wrong)).err().map(|failure| failure.code), Some(2), "{wrong}");
        }
    }
}
