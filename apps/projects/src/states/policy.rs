//! Who may do what with a state.

use blimp_accounts::Actor;
use blimp_kit::{May, Result};
use blimp_store::Conn;

use crate::projects::policy as projects;
use crate::states::{State, StateId, queries};

/// Change a state, or remove it.
#[derive(Debug)]
pub enum Edit {}

/// Whoever works on a project shapes its states.
pub fn edit(conn: &mut Conn, actor: &Actor, id: StateId) -> Result<May<Edit, State>> {
    let state = queries::get(conn, actor, id)?;
    projects::work(conn, actor, state.project_id)?;
    Ok(May::granted(state))
}
