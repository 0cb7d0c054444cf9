//! Who may do what with views.
//!
//! Everybody saves views of their own of what they see, clients too. To share one takes the right
//! to work there. A view is its owner's to change; shared ones are owners' and admins', too.

use blimp_accounts::{Actor, CompanyId, Role, Scope, companies};
use blimp_kit::{Error, May, Result};
use blimp_store::Conn;

use super::{View, ViewId, queries};
use crate::projects::{self, ProjectId};

/// To see a view.
#[derive(Debug)]
pub enum See {}
/// To save a view there.
#[derive(Debug)]
pub enum Save {}
/// To change a view, or to remove it.
#[derive(Debug)]
pub enum Edit {}

/// Where a view is saved.
#[derive(Debug, Clone, Copy)]
pub struct Home {
    /// The company.
    pub company: CompanyId,
    /// The project; none for the company's tasks.
    pub project: Option<ProjectId>,
}

/// Whoever it is for.
pub fn see(conn: &mut Conn, actor: &Actor, id: ViewId) -> Result<May<See, View>> {
    Ok(May::granted(queries::get(conn, actor, id)?))
}

/// Whoever sees the place; to share it, whoever works there.
pub fn save(conn: &mut Conn, actor: &Actor, home: Home, shared: bool) -> Result<May<Save, Home>> {
    actor.needs(Scope::Write)?;
    match (home.project, shared) {
        (Some(project), _) => {
            let seen = if shared {
                projects::policy::work(conn, actor, project)?.company_id
            } else {
                projects::policy::view(conn, actor, project)?.company_id
            };
            if seen != home.company {
                return Err(Error::NotFound);
            }
        }
        (None, true) => {
            companies::policy::work(conn, actor, home.company)?;
        }
        (None, false) => {
            companies::policy::view(conn, actor, home.company)?;
        }
    }
    Ok(May::granted(home))
}

/// Its owner; if it is shared, owners and admins of the company as well.
pub fn edit(conn: &mut Conn, actor: &Actor, id: ViewId) -> Result<May<Edit, View>> {
    let view = queries::get(conn, actor, id)?;
    let role = actor.role_in(view.company_id).ok_or(Error::NotFound)?;
    let runs_it = matches!(role, Role::Owner | Role::Admin);
    if view.owner_id != actor.user && !runs_it {
        return Err(Error::forbidden(
            "Only who saved a view, an owner or an admin changes it.",
        ));
    }
    actor.needs(Scope::Write)?;
    Ok(May::granted(view))
}
