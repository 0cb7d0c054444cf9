//! Who may end which session.

use blimp_kit::{Error, May, Result};
use blimp_store::Conn;

use crate::actor::{Actor, Scope};
use crate::ids::SessionId;
use crate::sessions::{Session, queries};

/// End a session.
#[derive(Debug)]
pub enum End {}
/// End all sessions but the caller's own.
#[derive(Debug)]
pub enum EndOthers {}

/// Everybody may end their own sessions.
pub fn end(conn: &mut Conn, actor: &Actor, id: SessionId) -> Result<May<End, Session>> {
    let session = queries::find(conn, actor, id)?.ok_or(Error::NotFound)?;
    actor.needs(Scope::Admin)?;
    Ok(May::granted(session))
}

/// Everybody may sign out everywhere else.
pub fn end_others(actor: &Actor) -> Result<May<EndOthers, Actor>> {
    actor.needs(Scope::Admin)?;
    Ok(May::granted(actor.clone()))
}
