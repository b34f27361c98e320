//! `./dev test`: runs the stages and reports their results and test counts. Also runs the fuzzer.

use crate::build::{self, Options};
use crate::packages::{WEBKIT_DRIVER, chromium, firefox};
use crate::run::{Result, clock, command, fail, new_log, refuse, run, say, which, written};
use crate::setup::{Project, TEST_NODE};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const USAGE: &str = "./dev test [unit | lint | components | e2e [FILE…] [-g NAME]] [--long]";

/// Cargo's arguments for the unit tests and the tests of the site tool.
const UNIT: &str = "test --locked --profile tool --workspace --features ssr --no-fail-fast --lib --bins --tests";

/// Cargo's arguments for the component tests.
const COMPONENTS: &str = "test --locked --features hydrate --test web";

/// The system packages that the browser tests need.
const BROWSER: [&str; 7] = ["chromium", "headless-shell", "cjk-font", "symbol-font", "caddy", "nginx", "java"];

/// The other engines that the common suite runs in, and the display that WebKit needs.
const ENGINES: [&str; 3] = ["firefox", "webkit", "xvfb"];

/// The system packages for `--long`.
const LONG: [&str; 1] = ["soffice"];

/// `./dev test`.
///
/// # Errors
///
/// If a test fails, or the tests cannot be run.
pub fn test(project: &mut Project, words: &[String]) -> Result {
    // Use the same compiler for all stages, so that nothing is compiled twice.
    project.is_linted = true;
    let (name, rest) = words.split_first().map_or(("", words), |(name, rest)| (name.as_str(), rest));
    if !rest.is_empty() && !["e2e", "unit"].contains(&name) {
        return refuse(format!("{name} takes no {}", rest[0]), USAGE);
    }
    match name {
        "" => all(project, false),
        "--long" => all(project, true),
        "unit" => Stages::default().with(project, |stages, project| stages.unit(project, rest)),
        "lint" => {
            project.lints()?;
            project.wasm_target()?;
            build::npm(project)?;
            Stages::default().with(project, Stages::lint)
        }
        "components" => {
            project.packages(&["node", "npm", "chromium", "chromedriver"])?;
            project.wasm_target()?;
            Stages::default().with(project, Stages::components)
        }
        "e2e" => {
            build::npm(project)?;
            project.packages(&ENGINES)?;
            for_browser_tests(project)?;
            let needed = [project.dist.join("index.html"), project.site_tool(), project.scale()];
            if !needed.iter().all(|file| file.is_file()) {
                build::site(project, &Options::default())?;
            }
            Stages::default().with(project, |stages, project| stages.e2e(project, "browser tests", "caddy", rest))
        }
        _ => refuse(format!("there is no stage {name}"), USAGE),
    }
}

/// Installs what the browser tests need, except the site.
///
/// # Errors
///
/// If something cannot be installed.
pub fn for_browser_tests(project: &Project) -> Result {
    let packages: Vec<&str> = ["node", "npm", "ruby", "exiftool"].into_iter().chain(BROWSER).collect();
    project.packages(&packages)?;
    project.node(TEST_NODE)?;
    project.npm("tests/e2e", "the test libraries")?;
    project.npm("tests/hosts", "Cloudflare's engine, Mozilla's header analyzer and CycloneDX's validator")
}

fn all(project: &mut Project, long: bool) -> Result {
    // Install system packages before the first stage, so that no question interrupts the stages.
    let tests = BROWSER.into_iter().chain(ENGINES).chain(["chromedriver", "ruby", "exiftool"]);
    let packages = build::PACKAGES.into_iter().chain(tests).chain(LONG.into_iter().filter(|_| long));
    project.packages(&packages.collect::<Vec<_>>())?;
    project.lints()?;
    build::npm(project)?;
    project.wasm_target()?;
    // Prepare later stages while the first ones compile and run, because neither uses both cores all the time.
    let own = project.clone();
    let beside = std::thread::spawn(move || {
        for_browser_tests(&own)?;
        Ok(build::app(&own, &Options::default()).inspect(|()| {
            let mut cargo = components(&own, "--no-run");
            // A failure here is reported by its own stage.
            let _ = own.step("component tests", "", build::FIX, &mut cargo);
        }))
    });
    Stages { long, ..Stages::default() }.with(project, |stages, project| {
        let tested = stages.lint(project).and_then(|()| stages.unit(project, &[]));
        let compiled = beside.join().unwrap_or_else(|_| fail("npm was not run", "run ./dev test again"));
        tested?;
        let compiled = compiled?;
        if stages.build(project, compiled) {
            stages.e2e(project, "browser tests", "caddy", &[])?;
            if long {
                stages.e2e(project, "behind nginx", "nginx", &[])?;
                stages.e2e(project, "behind Cloudflare's engine", "wrangler", &[])?;
            }
        } else {
            stages.failed += 1;
            stages.rows.push("browser tests          not run: the build failed".to_owned());
        }
        stages.components(project)
    })
}

/// The results of the stages.
#[derive(Default)]
struct Stages {
    rows: Vec<String>,
    passed: u32,
    failed: u32,
    /// Whether slow browser tests run too.
    long: bool,
}

impl Stages {
    /// Runs stages and prints the table of their results.
    fn with(mut self, project: &mut Project, stages: impl FnOnce(&mut Self, &mut Project) -> Result) -> Result {
        let began = Instant::now();
        stages(&mut self, project)?;
        println!("\n{:<28} {:<8} {:>6} {:>7}", "stage", "result", "tests", "time");
        for row in &self.rows {
            println!("{row}");
        }
        println!("\nall stages took {}\n{} passed, {} failed", clock(began.elapsed()), self.passed, self.failed);
        match self.failed {
            0 => Ok(()),
            _ => fail("tests failed", "read the failures above; CONTRIBUTING.md says how to run one again"),
        }
    }

    fn note(&mut self, name: &str, began: Instant, right: bool, counts: Option<Counts>) {
        let Counts { passed, mut failed, flaky } = counts.unwrap_or_default();
        // A test stage in which no test ran has failed. A failure counts as at least one failed test.
        let right = right && counts.is_none_or(|counts| counts.passed + counts.failed > 0);
        if !right && failed == 0 {
            failed = 1;
        }
        self.passed += passed;
        self.failed += failed;
        let flaky = if flaky > 0 { format!("  {flaky} flaky") } else { String::new() };
        let tests = counts.map_or(String::new(), |_| passed.to_string());
        let result = if right { "ok" } else { "FAILED" };
        self.rows.push(format!("{name:<28} {result:<8} {tests:>6} {:>7}{flaky}", clock(began.elapsed())));
    }

    fn plain(&mut self, project: &Project, name: &str, command: &mut Command) -> Result {
        let began = Instant::now();
        let (right, _) = tee(project, name, command)?;
        self.note(name, began, right, None);
        Ok(())
    }

    fn tests(&mut self, project: &Project, name: &str, command: &mut Command) -> Result {
        let began = Instant::now();
        let (right, text) = tee(project, name, command)?;
        self.note(name, began, right, Some(Counts::read(&text)));
        Ok(())
    }

    fn lint(&mut self, project: &mut Project) -> Result {
        self.plain(project, "format", &mut command("cargo fmt --all --check"))?;
        self.plain(project, "lint, site tool", &mut project.native_cargo(&format!("{UNIT} --no-run")))?;
        self.plain(project, "lint, browser app", &mut components(project, "--no-run"))?;
        let folders = [
            ("types, service worker", "worker/sw"),
            ("types, page scripts", "worker/page"),
            ("types, office files", "worker/lookbook"),
            ("types, panoramas", "worker/panorama"),
            ("types, posters", "worker/poster"),
        ];
        for (name, folder) in folders {
            self.plain(project, name, &mut command(&format!("node_modules/.bin/tsc --noEmit -p {folder}")))?;
        }
        Ok(())
    }

    fn unit(&mut self, project: &mut Project, filter: &[String]) -> Result {
        let mut cargo = project.native_cargo(UNIT);
        self.tests(project, "unit and site tests", cargo.args(filter))
    }

    /// Builds the site if its prerequisites were `compiled`. Returns whether it was built.
    fn build(&mut self, project: &mut Project, compiled: Result) -> bool {
        let began = Instant::now();
        let built = compiled.and_then(|()| build::site(project, &Options::default()));
        self.note("build", began, built.is_ok(), None);
        if let Err(failure) = &built {
            eprintln!("{failure}");
        }
        built.is_ok()
    }

    fn e2e(&mut self, project: &mut Project, name: &str, server: &str, words: &[String]) -> Result {
        let mut playwright = playwright(project);
        playwright.args(words).env("SERVER", server);
        if self.long {
            playwright.env("TEST_LONG", "1");
        }
        self.tests(project, name, &mut playwright)
    }

    fn components(&mut self, project: &mut Project) -> Result {
        project.wasm_target()?;
        build::bindgen(project)?;
        let runner = format!("node {}", project.root.join("tests/web-runner.mjs").display());
        let mut cargo = components(project, "");
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        browser_env(project, &mut cargo);
        build::set_path(project, &mut cargo);
        self.tests(project, "component tests", &mut cargo)
    }
}

/// Cargo for the component tests. It also lints the browser app.
fn components(project: &Project, option: &str) -> Command {
    let mut cargo = project.wasm_cargo(&format!("{COMPONENTS} {option}"));
    project.set_lints(&mut cargo);
    cargo
}

/// The command for the browser tests.
fn playwright(project: &Project) -> Command {
    let mut playwright = command("node tests/e2e/node_modules/@playwright/test/cli.js test -c tests/e2e");
    browser_env(project, &mut playwright);
    playwright
}

/// Tells the tests where the site and the programs are.
pub fn browser_env(project: &Project, command: &mut Command) {
    command.env("DIST", &project.dist).env("BUNDLE", project.bundle());
    command.env("SITE_TOOL", project.site_tool()).env("SCALE", project.scale());
    let programs = [
        ("CHROMIUM", chromium()),
        ("CHROMEDRIVER", which("chromedriver")),
        ("FIREFOX", firefox()),
        ("WEBKIT_DRIVER", which(WEBKIT_DRIVER)),
        ("XVFB", which("Xvfb")),
        ("CADDY", which("caddy")),
        ("NGINX", which("nginx")),
        ("JAVA", which("java")),
    ];
    command.envs(programs.into_iter().filter_map(|(name, path): (_, Option<PathBuf>)| Some((name, path?))));
}

/// Runs a command, shows its output and writes it to a log. Returns whether it succeeded, and its output.
fn tee(project: &Project, name: &str, command: &mut Command) -> Result<(bool, String)> {
    say(name);
    let (_, mut log) = new_log(&project.logs(), &format!("test {name}"))?;
    // A single stream keeps the order of the output.
    let mut shell = Command::new("sh");
    shell.args(["-c", r#"exec "$0" "$@" 2>&1"#]).arg(command.get_program()).args(command.get_args());
    shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.current_dir(command.get_current_dir().unwrap_or(&project.root)).stdin(Stdio::null()).stdout(Stdio::piped());
    let spawned = shell.spawn();
    let mut child = spawned.or_else(|error| fail(format!("sh does not run: {error}"), "install a POSIX shell"))?;
    let mut text = String::new();
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).split(b'\n').map_while(|line| line.ok()) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            let _ = writeln!(log, "{line}");
            text.push_str(&line);
            text.push('\n');
        }
    }
    let right = child.wait().is_ok_and(|status| status.success());
    Ok((right, text))
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    passed: u32,
    failed: u32,
    flaky: u32,
}

impl Counts {
    /// Adds up the lines `test result: ok. 3 passed; 0 failed; …` of Cargo, wasm-bindgen-test and the browser tests.
    fn read(text: &str) -> Counts {
        let mut counts = Counts::default();
        for line in text.lines().map(without_colours) {
            let Some(result) = line.trim_start().strip_prefix("test result:") else {
                continue;
            };
            let words: Vec<&str> = result.split([' ', ';']).filter(|word| !word.is_empty()).collect();
            for pair in words.windows(2) {
                let Ok(number) = pair[0].parse::<u32>() else {
                    continue;
                };
                match pair[1] {
                    "passed" => counts.passed += number,
                    "failed" => counts.failed += number,
                    "flaky" => counts.flaky += number,
                    _ => {}
                }
            }
        }
        counts
    }
}

fn without_colours(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\x1b') {
        text.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    text + rest
}

/// `./dev fuzz [SECONDS]`. The fuzzer is libFuzzer without a sanitizer, because the workspace has no unsafe code.
///
/// # Errors
///
/// If a target fails for an input.
pub fn fuzz(project: &mut Project, words: &[String]) -> Result {
    let seconds = match words {
        [] => 600,
        [text] => text.parse::<u32>().ok().filter(|seconds| *seconds > 0).unwrap_or_default(),
        _ => 0,
    };
    if seconds == 0 {
        return refuse("fuzz takes a number of seconds", "./dev fuzz 600");
    }
    project.packages(&["c++", "node"])?;
    project.cargo_fuzz()?;
    let target = project.target.join("fuzz");
    let fuzz = |verb: &str| {
        let mut cargo = command(&format!("cargo fuzz {verb} --sanitizer none --target-dir"));
        cargo.arg(&target);
        // The fuzzer's compiler options are unstable. Views are compiled without their types, as in all builds.
        cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "--cfg erase_components");
        cargo
    };
    project.step("fuzz targets", "compiling (minutes)", build::FIX, &mut fuzz("build"))?;
    let folder = project.root.join("fuzz/fuzz_targets");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".rs")?.to_owned()))
        .collect();
    names.sort();
    for name in names {
        let corpus = project.target.join("corpus").join(&name);
        written(&corpus, "free the disk", fs::create_dir_all(&corpus))?;
        say(format!("fuzzing {name}, {}", clock(Duration::from_secs(seconds.into()))));
        let mut cargo = fuzz("run");
        cargo.arg(&name).arg(&corpus).arg(project.root.join("fuzz/seeds").join(&name)).arg("--");
        cargo.arg(format!("-max_total_time={seconds}"));
        cargo.args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"]);
        let help = format!("fix what the input in fuzz/artifacts/{name} shows, and keep it in fuzz/seeds/{name}");
        run(&mut cargo, &format!("an input breaks {name}"), &help)?;
    }
    say("fuzzing the Range header");
    for_browser_tests(project)?;
    let mut range = playwright(project);
    range.arg("range").env("FUZZ_SECONDS", seconds.to_string());
    run(&mut range, "a Range header is answered wrongly", "fix what the test shows")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_all_runners_are_added_up() {
        let text = "test result: \x1b[32mok\x1b[0m. 12 passed; 1 failed; 3 ignored\nnoise 5 passed\n\
            test result: ok. 229 passed; 0 failed; 2 flaky\n";
        assert_eq!(Counts::read(text), Counts { passed: 241, failed: 1, flaky: 2 });
    }

    #[test]
    fn a_stage_without_a_test_has_failed() {
        let mut stages = Stages::default();
        stages.note("none", Instant::now(), true, Some(Counts::default()));
        stages.note("broken", Instant::now(), false, None);
        stages.note("fine", Instant::now(), true, Some(Counts { passed: 2, failed: 0, flaky: 1 }));
        assert_eq!((stages.passed, stages.failed), (2, 2));
        assert!(stages.rows[2].ends_with("1 flaky") && stages.rows[0].contains("FAILED"), "{:?}", stages.rows);
    }
}
