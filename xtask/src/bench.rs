//! `./dev bench`: runs the benchmarks.

use crate::build::{self, Options};
use crate::run::{Result, refuse, run};
use crate::setup::{Project, TEST_NODE};
use crate::test::{browser_env, for_browser_tests};
use std::process::Command;

/// `./dev bench [peers | catalog | pictures | lookbook] [OPTIONS]`.
///
/// # Errors
///
/// If the site cannot be built or the benchmark fails.
pub fn bench(project: &mut Project, words: &[String]) -> Result {
    if let Some((name, rest)) = words.split_first()
        && name == "pictures"
    {
        return bench_pictures(project, rest);
    }
    for_browser_tests(project)?;
    project.npm("tests/bench", BENCH_PACKAGES)?;
    let (script, words) = match words.split_first() {
        Some((name, rest)) if name == "catalog" => ("tests/bench/catalog.mjs", rest),
        Some((name, rest)) if name == "lookbook" => ("tests/bench/lookbook.mjs", rest),
        Some((name, rest)) if name == "peers" => {
            project.npm("tests/bench/peers", "SvelteKit and Astro")?;
            ("tests/bench/peers.mjs", rest)
        }
        Some((name, _)) => {
            return refuse(
                format!("there is no benchmark {name}"),
                "./dev bench [peers | catalog | pictures | lookbook]",
            );
        }
        None => ("tests/bench/bench.mjs", words),
    };
    build::site(project, &Options::default())?;
    let mut node = Command::new("node");
    node.arg(script).args(words);
    browser_env(project, &mut node);
    build::set_path(project, &mut node);
    run(&mut node, "the benchmark stopped", "read its last words above")
}

/// The packages of `tests/bench`.
const BENCH_PACKAGES: &str = "Lighthouse, MiniSearch, FlexSearch, Pagefind and sharp";

/// `./dev bench pictures [NUMBER]`. Needs neither the app nor a browser.
fn bench_pictures(project: &mut Project, words: &[String]) -> Result {
    project.packages(&["node", "npm"])?;
    project.node(TEST_NODE)?;
    build::site_tool(project)?;
    project.npm("tests/bench", BENCH_PACKAGES)?;
    let mut node = Command::new("node");
    node.arg("tests/bench/pictures.mjs").args(words);
    browser_env(project, &mut node);
    run(&mut node, "the benchmark stopped", "read its last words above")
}
