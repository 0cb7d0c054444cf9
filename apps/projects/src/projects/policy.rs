//! Who may do what with a project. The nouns inside a project ask here too.

use blimp_accounts::{Actor, CompanyId, Role, Scope, companies};
use blimp_kit::{Error, May, Result};
use blimp_store::Conn;

use crate::projects::{Project, ProjectId, queries};

/// See the project and what is in it.
#[derive(Debug)]
pub enum View {}
/// Comment, attach, watch: clients too.
#[derive(Debug)]
pub enum Talk {}
/// Make and change what is in the project.
#[derive(Debug)]
pub enum Work {}
/// Put the project away, take it up again, say who is in it.
#[derive(Debug)]
pub enum Manage {}
/// Throw the project away.
#[derive(Debug)]
pub enum Trash {}
/// Take the project out of the trash.
#[derive(Debug)]
pub enum Restore {}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    View,
    Talk,
    Work,
    Manage,
    Trash,
}

/// The matrix: what each role may do in a project that it can see.
const fn allows(role: Role, is_maker: bool, right: Right) -> bool {
    match (role, right) {
        (_, Right::View | Right::Talk)
        | (Role::Owner | Role::Admin | Role::Member, Right::Work | Right::Manage)
        | (Role::Owner | Role::Admin, Right::Trash) => true,
        (Role::Member, Right::Trash) => is_maker,
        (Role::Client, Right::Work | Right::Manage | Right::Trash) => false,
    }
}

/// Whether a right is lost while the project is put away.
const fn rests(right: Right) -> bool {
    match right {
        Right::Talk | Right::Work => true,
        Right::View | Right::Manage | Right::Trash => false,
    }
}

/// Whoever can see a project may read what is in it.
pub fn view(conn: &mut Conn, actor: &Actor, id: ProjectId) -> Result<May<View, Project>> {
    Ok(May::granted(checked(conn, actor, id, Right::View)?))
}

/// Whoever can see a project may comment, attach and watch, unless it is archived.
pub fn talk(conn: &mut Conn, actor: &Actor, id: ProjectId) -> Result<May<Talk, Project>> {
    Ok(May::granted(checked(conn, actor, id, Right::Talk)?))
}

/// Owners, admins and members work on the projects they see, unless archived.
pub fn work(conn: &mut Conn, actor: &Actor, id: ProjectId) -> Result<May<Work, Project>> {
    Ok(May::granted(checked(conn, actor, id, Right::Work)?))
}

/// A project, and whether somebody may work on it.
pub type Judged = (ProjectId, Result<May<Work, Project>>);

/// The same for several projects: those that the actor sees, each allowed or refused.
pub fn work_all(conn: &mut Conn, actor: &Actor, ids: &[ProjectId]) -> Result<Vec<Judged>> {
    let seen = queries::list_of(conn, actor, ids)?;
    let judged = seen.into_iter().map(|project| {
        let id = project.id;
        (id, allowed(actor, project, Right::Work).map(May::granted))
    });
    Ok(judged.collect())
}

/// Owners, admins and members put projects away and say who is in them.
pub fn manage(conn: &mut Conn, actor: &Actor, id: ProjectId) -> Result<May<Manage, Project>> {
    Ok(May::granted(checked(conn, actor, id, Right::Manage)?))
}

/// Owners and admins, and the member who made it, may throw a project away.
pub fn trash(conn: &mut Conn, actor: &Actor, id: ProjectId) -> Result<May<Trash, Project>> {
    Ok(May::granted(checked(conn, actor, id, Right::Trash)?))
}

/// Whoever may throw a project away may take it back.
pub fn restore(conn: &mut Conn, actor: &Actor, id: ProjectId) -> Result<May<Restore, Project>> {
    let project = queries::get_trashed(conn, actor, id)?;
    Ok(May::granted(allowed(actor, project, Right::Trash)?))
}

fn checked(conn: &mut Conn, actor: &Actor, id: ProjectId, right: Right) -> Result<Project> {
    let project = queries::get(conn, actor, id)?;
    allowed(actor, project, right)
}

fn allowed(actor: &Actor, project: Project, right: Right) -> Result<Project> {
    let role = actor.role_in(project.company_id).ok_or(Error::NotFound)?;
    let is_maker = project.created_by == actor.user;
    if !allows(role, is_maker, right) {
        return Err(Error::forbidden(match (role, right) {
            (Role::Client, _) => "Clients may read and comment in this project.",
            _ => "Only an owner, an admin or whoever made the project may do this.",
        }));
    }
    actor.needs(if right == Right::View {
        Scope::Read
    } else {
        Scope::Write
    })?;
    if rests(right) && project.archived_at.is_some() {
        return Err(Error::conflict(
            "project.archived",
            "This project is archived; take it up again to change what is in it.",
        ));
    }
    Ok(project)
}

/// Whoever works in a company may look into its trash; clients may not.
pub fn see_trash(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
) -> Result<May<companies::policy::View, companies::Company>> {
    let seen = companies::policy::view(conn, actor, company)?;
    if actor.is_staff_of(company) {
        return Ok(seen);
    }
    Err(Error::forbidden("Clients have no part in the trash."))
}

#[cfg(test)]
mod tests {
    use blimp_accounts::Role::{self, Admin, Client, Member, Owner};

    use super::{Right, allows, rests};

    #[test]
    fn the_matrix_of_roles_and_rights() {
        use Right::{Manage, Talk, Trash, View, Work};
        // role, made it: view, talk, work, manage, trash
        let table: [(Role, bool, [bool; 5]); 8] = [
            (Owner, false, [true; 5]),
            (Owner, true, [true; 5]),
            (Admin, false, [true; 5]),
            (Admin, true, [true; 5]),
            (Member, false, [true, true, true, true, false]),
            (Member, true, [true; 5]),
            (Client, false, [true, true, false, false, false]),
            // Somebody who made a project and became a client since.
            (Client, true, [true, true, false, false, false]),
        ];
        for (role, is_maker, expected) in table {
            for (right, expected) in [View, Talk, Work, Manage, Trash].into_iter().zip(expected) {
                assert_eq!(
                    allows(role, is_maker, right),
                    expected,
                    "{role} {is_maker} {right:?}"
                );
            }
        }
    }

    #[test]
    fn an_archived_project_rests() {
        for (right, expected) in [
            (Right::View, false),
            (Right::Talk, true),
            (Right::Work, true),
            (Right::Manage, false),
            (Right::Trash, false),
        ] {
            assert_eq!(rests(right), expected, "{right:?}");
        }
    }
}
