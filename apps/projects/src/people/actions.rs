//! What can be done about who is in a project.

use blimp_accounts::{Actor, UserId};
use blimp_kit::{Error, May, Result};
use blimp_store::Tx;

use crate::people::events::{PersonAdded, PersonRemoved, Who};
use crate::people::queries;
use crate::projects::Project;
use crate::projects::events::AccessLost;
use crate::projects::policy::Manage;
use crate::projects::queries::add_person;

/// Adds a member or client of the company to a project. Doing it twice records one fact.
pub fn add(tx: &mut Tx, actor: &Actor, project: &May<Manage, Project>, user: UserId) -> Result {
    if !queries::is_visible(tx, actor, project.company_id, user)? {
        return Err(Error::NotFound);
    }
    put(tx, project, user, Some(actor.user))
}

/// Adds somebody to a project on behalf of `by`: for reactions, imports and beginnings.
pub(crate) fn put(tx: &mut Tx, project: &Project, user: UserId, by: Option<UserId>) -> Result {
    let at = tx.now();
    if add_person(tx, project, user, by, at)? {
        tx.record(&PersonAdded(who(project, user, by)))?;
    }
    Ok(())
}

/// Takes somebody off a project; they are told if they see it no more.
pub fn remove(tx: &mut Tx, actor: &Actor, project: &May<Manage, Project>, user: UserId) -> Result {
    if !queries::remove(tx, project, user)? {
        return Err(Error::NotFound);
    }
    let by = Some(actor.user);
    tx.record(&PersonRemoved(who(project, user, by)))?;
    if !queries::sees(tx, project.company_id, project.id, user)? {
        let (company, project) = (project.company_id, Some(project.id));
        tx.record(&AccessLost {
            company,
            project,
            user,
            by,
        })?;
    }
    Ok(())
}

fn who(project: &Project, user: UserId, by: Option<UserId>) -> Who {
    let (company, project_name) = (project.company_id, project.name.to_string());
    Who {
        company,
        project: project.id,
        project_name,
        user,
        by,
    }
}
