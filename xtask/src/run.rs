//! Runs other programs: messages, logs, progress, and several programs at a time.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The reason why a command of `./dev` stopped, and advice.
#[derive(Debug)]
pub struct Failure {
    pub what: String,
    pub help: String,
    /// The exit code: 2 for an error in the command line, else 1.
    pub code: u8,
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}\nhelp: {}", self.what, self.help)
    }
}

pub type Result<T = ()> = std::result::Result<T, Failure>;

/// Returns a failure.
pub fn fail<T>(what: impl Into<String>, help: impl Into<String>) -> Result<T> {
    Err(Failure { what: what.into(), help: help.into(), code: 1 })
}

/// Returns a failure for an error in the command line.
pub fn refuse<T>(what: impl Into<String>, help: impl Into<String>) -> Result<T> {
    Err(Failure { what: what.into(), help: help.into(), code: 2 })
}

/// Prints a progress message.
pub fn say(text: impl AsRef<str>) {
    clear_line();
    eprintln!("==> {}", text.as_ref());
}

/// Formats minutes and seconds, as in `4:07`.
pub fn clock(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a command from words separated by spaces: `command("rustup toolchain list")`.
pub fn command(line: &str) -> Command {
    let mut words = line.split(' ');
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}

/// Turns the result of writing a file into a [`Result`]. `help` is the advice if the file cannot be written.
pub fn written<T>(path: &Path, help: &str, result: std::io::Result<T>) -> Result<T> {
    result.or_else(|error| fail(format!("cannot write {}: {error}", path.display()), help))
}

/// The trimmed output of a program. `None` if it does not run or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The path of a program, given by its name on the PATH or by its path.
pub fn which(name: &str) -> Option<PathBuf> {
    if name.contains('/') {
        return Path::new(name).is_file().then(|| PathBuf::from(name));
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Runs a program that prints its own output, and waits for it.
pub fn run(command: &mut Command, what: &str, help: &str) -> Result {
    clear_line();
    match command.status().or_else(|error| does_not_run(command, &error))?.success() {
        true => Ok(()),
        false => fail(what, help),
    }
}

fn does_not_run<T>(command: &Command, error: &std::io::Error) -> Result<T> {
    let name = command.get_program().to_string_lossy();
    fail(format!("{name} does not run: {error}"), format!("install {name}, or run ./dev on a machine that has it"))
}

// ---- Long steps

/// The start time and progress of each running step, by name.
static RUNNING: Mutex<BTreeMap<String, (Instant, String)>> = Mutex::new(BTreeMap::new());
/// The processes of running steps. They are killed when one of them fails.
static CHILDREN: Mutex<Vec<Arc<Mutex<Child>>>> = Mutex::new(Vec::new());

/// The log file for a name. The name may contain a path, as in `npm tests/e2e`.
fn log_file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{}.log", name.replace([' ', '/', ','], "-")))
}

/// Starts a new log.
///
/// # Errors
///
/// If the file cannot be written.
pub fn new_log(folder: &Path, name: &str) -> Result<(PathBuf, File)> {
    let file = log_file(folder, name);
    let log = written(&file, "free the disk", fs::create_dir_all(folder).and_then(|()| File::create(&file)))?;
    Ok((file, log))
}

/// Runs a step that takes minutes. Its output goes to a log in the folder `logs`, its progress to the terminal. `about`
/// tells the waiting person what the step does and how long it takes.
///
/// # Errors
///
/// If the program fails. Its error output is printed first. `help` is the advice.
pub fn step(logs: &Path, name: &str, about: &str, help: &str, command: &mut Command) -> Result {
    if !about.is_empty() {
        say(format!("{name}: {about}"));
    }
    let (file, mut log) = new_log(logs, name)?;
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.or_else(|error| does_not_run(command, &error))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let child = Arc::new(Mutex::new(child));
    lock(&CHILDREN).push(child.clone());
    let began = Instant::now();
    let tell = |state| lock(&RUNNING).insert(name.to_owned(), (began, state));
    tell(String::new());

    let reader = out.map(|out| thread::spawn(move || BufReader::new(out).lines().map_while(|it| it.ok()).collect()));
    let mut compiled = 0;
    for line in err.into_iter().flat_map(|err| BufReader::new(err).lines()).map_while(|line| line.ok()) {
        // The log is only for people. If it cannot be written, the step continues.
        let _ = writeln!(log, "{line}");
        if let Some(rest) = line.trim_start().strip_prefix("Compiling ") {
            compiled += 1;
            let name = rest.split(' ').next().unwrap_or_default();
            tell(format!("{compiled} crates, at {name}"));
        } else if let Some(rest) = line.strip_prefix("pictures: ") {
            tell(format!("pictures {rest}"));
        }
    }
    let printed: Vec<String> = reader.and_then(|reader| reader.join().ok()).unwrap_or_default();
    for line in &printed {
        let _ = writeln!(log, "{line}");
    }
    let status = loop {
        match lock(&child).try_wait() {
            Ok(Some(status)) => break status.success(),
            Ok(None) => {}
            Err(_) => break false,
        }
        thread::sleep(Duration::from_millis(20));
    };
    lock(&RUNNING).remove(name);
    lock(&CHILDREN).retain(|other| !Arc::ptr_eq(other, &child));
    clear_line();
    if status {
        for line in &printed {
            println!("{line}");
        }
        print_warnings(&file);
        if began.elapsed() > Duration::from_secs(10) {
            say(format!("{name} took {}", clock(began.elapsed())));
        }
        return Ok(());
    }
    eprintln!("{}", failure_text(&fs::read_to_string(&file).unwrap_or_default()));
    fail(format!("{name} failed (the log: {})", file.display()), help)
}

/// Prints compiler warnings, so that they are not lost in a log.
fn print_warnings(file: &Path) {
    let text = fs::read_to_string(file).unwrap_or_default();
    let noise = ["Compiling ", "Downloading ", "Downloaded ", "Finished ", "Blocking ", "Updating ", "Locking "];
    if text.contains("\nwarning: ") || text.starts_with("warning: ") {
        for line in text.lines().filter(|line| !noise.iter().any(|word| line.trim_start().starts_with(word))) {
            eprintln!("{line}");
        }
    }
}

/// The part of a log that shows the problem: from the first error on, or the end of the log.
fn failure_text(log: &str) -> String {
    const MOST: usize = 120;
    let lines: Vec<&str> = log.lines().collect();
    let first = lines.iter().position(|line| line.starts_with("error"));
    let from = first.unwrap_or_else(|| lines.len().saturating_sub(30));
    lines[from..].iter().take(MOST).copied().collect::<Vec<_>>().join("\n")
}

/// Runs tasks in parallel. When one fails, the processes of the others are killed.
///
/// # Errors
///
/// The first failure.
pub fn together(tasks: Vec<Box<dyn FnOnce() -> Result + Send + '_>>) -> Result {
    let first: Mutex<Option<Failure>> = Mutex::new(None);
    thread::scope(|scope| {
        for task in tasks {
            scope.spawn(|| {
                if let Err(failure) = task() {
                    let mut first = lock(&first);
                    if first.is_none() {
                        *first = Some(failure);
                        for child in lock(&CHILDREN).iter() {
                            // It may have ended already.
                            let _ = lock(child).kill();
                        }
                    }
                }
            });
        }
    });
    first.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

/// Reports the progress of long steps: in place on a terminal, and periodically elsewhere. Runs until the program ends.
pub fn start_progress() {
    let terminal = std::io::stderr().is_terminal();
    let pause = Duration::from_secs(if terminal { 1 } else { 30 });
    thread::spawn(move || {
        loop {
            thread::sleep(pause);
            let running = lock(&RUNNING);
            let states: Vec<String> = running
                .iter()
                .map(|(name, (began, state))| {
                    let comma = if state.is_empty() { "" } else { ", " };
                    format!("{name} {}{comma}{state}", clock(began.elapsed()))
                })
                .collect();
            drop(running);
            match states.join("; ") {
                line if line.is_empty() => {}
                line if terminal => eprint!("\r\x1b[2K    {}", line.chars().take(100).collect::<String>()),
                line => eprintln!("    {line}"),
            }
        }
    });
}

fn clear_line() {
    if std::io::stderr().is_terminal() && !lock(&RUNNING).is_empty() {
        eprint!("\r\x1b[2K");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_shown_from_its_first_error() {
        assert_eq!(failure_text("Compiling a\nerror: x\n at y\n"), "error: x\n at y");
        let long: String = (0..100).map(|line| format!("line {line}\n")).collect();
        assert_eq!(failure_text(&long).lines().count(), 30);
        assert!(failure_text(&long).ends_with("line 99"));
    }

    #[test]
    fn a_step_named_after_a_folder_has_a_log() {
        assert_eq!(log_file(Path::new("log"), "npm tests/e2e"), Path::new("log/npm-tests-e2e.log"));
    }

    #[test]
    fn of_several_tasks_the_first_failure_is_told_and_the_others_end() {
        let log = std::env::temp_dir().join(format!("xtask-{}", std::process::id()));
        let began = Instant::now();
        let failure = together(vec![
            Box::new(|| step(&log, "slow", "", "", Command::new("sleep").arg("60"))),
            Box::new(|| {
                // Wait until the other process is running.
                while lock(&CHILDREN).is_empty() {
                    thread::sleep(Duration::from_millis(5));
                }
                fail("broken", "fix it")
            }),
        ])
        .unwrap_err();
        assert_eq!(failure.what, "broken");
        assert!(began.elapsed() < Duration::from_secs(30));
        let _ = fs::remove_dir_all(&log);
    }

    #[test]
    fn time_is_shown_in_minutes() {
        assert_eq!(clock(Duration::from_secs(247)), "4:07");
    }
}
