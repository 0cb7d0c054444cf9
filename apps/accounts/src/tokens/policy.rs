//! Who may make and revoke tokens.

use blimp_kit::{Error, May, Result};
use blimp_store::Conn;

use crate::actor::{Actor, Scope};
use crate::ids::TokenId;
use crate::tokens::{Token, queries};

/// Make a token that allows this much.
#[derive(Debug)]
pub enum Make {}
/// Revoke a token.
#[derive(Debug)]
pub enum Revoke {}

/// Everybody may make tokens that allow no more than what they came with.
pub fn make(actor: &Actor, scope: Scope) -> Result<May<Make, Scope>> {
    actor.needs(Scope::Admin)?;
    actor.needs(scope)?;
    Ok(May::granted(scope))
}

/// Everybody may revoke their own tokens; a token may revoke itself.
pub fn revoke(conn: &mut Conn, actor: &Actor, id: TokenId) -> Result<May<Revoke, Token>> {
    let token = queries::find(conn, actor, id)?.ok_or(Error::NotFound)?;
    if actor.via != crate::actor::Via::Token(id) {
        actor.needs(Scope::Admin)?;
    }
    Ok(May::granted(token))
}
