//! The one binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    chancery::cli::run()
}
