use anyhow::Result;

use crate::workspace::Workspace;

pub(crate) fn write(_workspace: &Workspace) -> Result<()> {
    Ok(())
}
