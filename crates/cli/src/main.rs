//! `interleave`: runs asyncio programs and shows their timelines, without a browser.

#![deny(unsafe_code)]

mod arguments;
mod interrupt;
mod platform;
mod run;
mod sibling_files;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static COUNTING: interleave_memory::Counting = interleave_memory::Counting;

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
