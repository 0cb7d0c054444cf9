//! Who may do what with a goal.

use blimp_accounts::Actor;
use blimp_kit::{May, Result};
use blimp_store::Conn;

use crate::goals::{Goal, GoalId, queries};
use crate::projects::policy as projects;

/// See a goal.
#[derive(Debug)]
pub enum View {}
/// Change a goal, close it, throw it away.
#[derive(Debug)]
pub enum Edit {}
/// Take a goal out of the trash.
#[derive(Debug)]
pub enum Restore {}

/// Whoever can see a project sees its goals.
pub fn view(conn: &mut Conn, actor: &Actor, id: GoalId) -> Result<May<View, Goal>> {
    Ok(May::granted(queries::get(conn, actor, id)?))
}

/// Whoever works on a project works on its goals.
pub fn edit(conn: &mut Conn, actor: &Actor, id: GoalId) -> Result<May<Edit, Goal>> {
    let goal = queries::get(conn, actor, id)?;
    projects::work(conn, actor, goal.project_id)?;
    Ok(May::granted(goal))
}

/// The same for one in the trash.
pub fn restore(conn: &mut Conn, actor: &Actor, id: GoalId) -> Result<May<Restore, Goal>> {
    let goal = queries::get_trashed(conn, actor, id)?;
    projects::work(conn, actor, goal.project_id)?;
    Ok(May::granted(goal))
}
