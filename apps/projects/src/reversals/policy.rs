//! Who may undo: whoever may read the fact, and may make the reverse change.

use blimp_accounts::{Actor, Scope};
use blimp_kit::{Error, May, Result};
use blimp_store::{Conn, EventId, EventRow};

use crate::activity;

/// To undo a change.
#[derive(Debug)]
pub enum Reverse {}

/// Whoever may read it and is no client. Each task that it changed is judged besides.
pub fn reverse(conn: &mut Conn, actor: &Actor, id: EventId) -> Result<May<Reverse, EventRow>> {
    let (company, row) = activity::queries::find(conn, actor, id)?.ok_or(Error::NotFound)?;
    if !actor.is_staff_of(company) {
        return Err(Error::forbidden("Clients do not change tasks."));
    }
    actor.needs(Scope::Write)?;
    Ok(May::granted(row))
}
