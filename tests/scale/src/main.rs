//! `scale --locations N --out FOLDER`: writes a synthetic site of any size for `site build --public`.

use clap::Parser;
use scale::Wanted;
use std::path::PathBuf;
use std::process::ExitCode;

/// Writes a synthetic site into a new folder.
#[derive(Parser)]
struct Cli {
    /// The folder whose content and media are copied.
    #[arg(long, default_value = "public")]
    public: PathBuf,
    /// The folder to create.
    #[arg(long)]
    out: PathBuf,
    #[command(flatten)]
    wanted: Wanted,
}

fn main() -> ExitCode {
    let Cli { public, out, wanted } = Cli::parse();
    if let Err(error) = scale::write(&public, &out, wanted) {
        eprintln!("error: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
