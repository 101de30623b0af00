//! `cargo xtask serve`: the site on this machine, built anew after every change.

use std::{thread, time::Duration};

use anyhow::Result;

use crate::{
    server::Server,
    site::{self, Page, Sources},
    stages::Stages,
    workspace::Workspace,
};

/// How often the files are looked at.
const EVERY: Duration = Duration::from_millis(500);

/// Builds the site, serves it, and builds it again whenever one of its files has changed.
///
/// # Errors
/// Where the port is taken, or the site can't be built at first.
pub(crate) fn serve(workspace: &Workspace, stages: &Stages, port: u16) -> Result<()> {
    // A taken port is said now, not after the build.
    drop(Server::listen(workspace.dist(), port)?);
    let mut sources = Sources::find(workspace)?;
    let mut built = sources.fingerprint()?;
    site::build(workspace, stages, Page::Quick)?;
    let server = Server::listen(workspace.dist(), port)?;
    stages.say("Serving; changes are built as they are saved; Ctrl+C ends it.");
    println!("{}", server.address());
    thread::scope(|scope| {
        scope.spawn(|| server.serve());
        loop {
            thread::sleep(EVERY);
            // A file may be gone for a moment while it is saved.
            let now = sources.fingerprint().unwrap_or_else(|_| built.clone());
            if now == built {
                continue;
            }
            built = now;
            match site::build(workspace, stages, Page::Quick) {
                Ok(()) => stages.say("Built: reload the page."),
                Err(error) => stages.say(&format!("{error:#}")),
            }
            // A crate may depend on others now.
            sources = Sources::find(workspace).unwrap_or(sources);
        }
    })
}
