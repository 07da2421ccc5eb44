//! The thin binary: all of the program is in the library, so that tests reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    newswire::cli::run(std::env::args_os())
}
