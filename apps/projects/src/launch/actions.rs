//! Beginning a project.

use blimp_accounts::Actor;
use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::Work;
use blimp_kit::{May, Result};
use blimp_store::Tx;

use crate::projects::{self, NewProject, Project};
use crate::states;

/// Makes a project that is ready to work in.
pub fn start(
    tx: &mut Tx,
    actor: &Actor,
    company: &May<Work, Company>,
    new: &NewProject,
) -> Result<Project> {
    let project = projects::actions::create(tx, actor, company, new)?;
    states::actions::begin(tx, &project)?;
    Ok(project)
}
