//! `./dev COMMAND`: sets up, builds, serves and tests the site.

mod bench;
mod build;
mod packages;
mod run;
mod serve;
mod setup;
mod test;

use run::{Result, refuse, say};
use setup::Project;
use std::fs;
use std::process::ExitCode;

const HELP: &str = include_str!("help.txt");

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.code)
        }
    }
}

fn dispatch(words: &[String]) -> Result {
    let Some((command, rest)) = words.split_first() else {
        return refuse("no command was given", "./dev serve, ./dev test, or ./dev help for all");
    };
    if ["help", "--help", "-h"].contains(&command.as_str()) {
        print!("{HELP}");
        return Ok(());
    }
    let mut project = Project::here()?;
    run::start_progress();
    match command.as_str() {
        "serve" => serve::command(&mut project, rest),
        "test" => test::test(&mut project, rest),
        "build" => build::build(&mut project, rest),
        "release" => build::release(&mut project, rest),
        "rollback" => build::rollback(&project, rest),
        "bench" => bench::bench(&mut project, rest),
        "trunk" => build::trunk(&mut project, rest),
        "fuzz" => test::fuzz(&mut project, rest),
        "clean" => clean(&project, rest),
        "check" | "reproduce" if !rest.is_empty() => {
            refuse(format!("{command} has no option {}", rest[0]), format!("./dev {command}"))
        }
        "check" => check(&project),
        "reproduce" => build::reproduce(&mut project),
        _ => refuse(format!("there is no command {command}"), "./dev help"),
    }
}

fn check(project: &Project) -> Result {
    build::site_tool(project)?;
    let help = "fix the errors above, then ./dev check again";
    run::run(project.site().arg("check"), "the content has errors", help)
}

fn clean(project: &Project, words: &[String]) -> Result {
    let all = match words {
        [] => false,
        [word] if word == "--all" => true,
        [word, ..] => return refuse(format!("clean has no option {word}"), "./dev clean [--all]"),
    };
    let mut gone = vec![project.dist.clone()];
    for folder in [project.target.clone(), project.root.join("deploy")] {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() && (all || entry.file_name() != "tools") {
                gone.push(entry.path());
            }
        }
    }
    if all {
        gone.extend(
            ["", "tests/e2e", "tests/hosts", "tests/bench", "tests/bench/peers"]
                .map(|it| project.root.join(it).join("node_modules")),
        );
        gone.push(project.target.clone());
    }
    say(if all { "deleting what was built and installed" } else { "deleting what was built" });
    gone.iter().filter(|path| path.exists()).try_for_each(|path| {
        let deleted = fs::remove_dir_all(path);
        deleted.or_else(|error| run::fail(format!("cannot delete {}: {error}", path.display()), "delete it by hand"))
    })
}
