//! `interleave`: runs asyncio programs and shows their timelines, without a browser.

#![deny(unsafe_code)]

mod arguments;
mod beside;
mod memory;
mod platform;
mod run;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    match run::execute(arguments.command) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("interleave: {error:#}");
            ExitCode::from(2)
        }
    }
}
