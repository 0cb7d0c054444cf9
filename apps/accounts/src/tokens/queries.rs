//! All SQL about tokens.

use blimp_kit::{Instant, Page, PageParams, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::actor::{Actor, Membership, Scope};
use crate::companies::schema::companies;
use crate::ids::{TokenId, UserId};
use crate::members::queries::{In, gathered};
use crate::members::schema::members;
use crate::tokens::schema::tokens;
use crate::tokens::{LiveToken, NewToken, Token};
use crate::users::schema::users;

/// The token with this fingerprint, if it still works and its person is not locked out; with the
/// companies they are in, for every request asks for both.
pub(crate) fn find_live(
    conn: &mut Conn,
    fingerprint: &str,
    now: Instant,
) -> Result<Option<(LiveToken, Vec<Membership>)>> {
    let rows: Vec<(LiveToken, In)> = tokens::table
        .inner_join(users::table)
        .left_join(members::table.on(members::user_id.eq(users::id)))
        .left_join(companies::table.on(companies::id.eq(members::company_id)))
        .filter(tokens::fingerprint.eq(fingerprint))
        .filter(tokens::expires_at.is_null().or(tokens::expires_at.gt(now)))
        .filter(users::disabled_at.is_null())
        .order(members::company_id)
        .select((
            LiveToken::as_select(),
            (members::company_id, members::role, companies::deleted_at).nullable(),
        ))
        .load(conn)?;
    Ok(gathered(rows))
}

/// What this token allows, if it is good still: not over, not revoked, its person not locked out.
pub(crate) fn find_live_scope(conn: &mut Conn, id: TokenId, now: Instant) -> Result<Option<Scope>> {
    Ok(tokens::table
        .inner_join(users::table)
        .filter(tokens::id.eq(id))
        .filter(tokens::expires_at.is_null().or(tokens::expires_at.gt(now)))
        .filter(users::disabled_at.is_null())
        .select(tokens::scope)
        .first(conn)
        .optional()?)
}

/// The caller's tokens, newest first.
pub(crate) fn list(conn: &mut Conn, actor: &Actor, page: &PageParams) -> Result<Page<Token>> {
    let limit = page.limit()?;
    let before = page.after::<TokenId>()?.unwrap_or(TokenId(i64::MAX));
    let rows = tokens::table
        .filter(tokens::user_id.eq(actor.user))
        .filter(tokens::id.lt(before))
        .order(tokens::id.desc())
        .limit(limit + 1)
        .select(Token::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Token| row.id))
}

/// The caller's token with this id.
pub(crate) fn find(conn: &mut Conn, actor: &Actor, id: TokenId) -> Result<Option<Token>> {
    let query = tokens::table
        .find(id)
        .filter(tokens::user_id.eq(actor.user));
    Ok(query.select(Token::as_select()).first(conn).optional()?)
}

/// All tokens of somebody.
pub(crate) fn list_of(conn: &mut Conn, user: UserId) -> Result<Vec<TokenId>> {
    let query = tokens::table.filter(tokens::user_id.eq(user));
    Ok(query.order(tokens::id).select(tokens::id).load(conn)?)
}

/// How many tokens somebody has.
pub(crate) fn count(conn: &mut Conn, user: UserId) -> Result<i64> {
    Ok(tokens::table
        .filter(tokens::user_id.eq(user))
        .count()
        .get_result(conn)?)
}

pub(crate) fn add(conn: &mut Conn, row: &NewToken<'_>) -> Result<TokenId> {
    Ok(on_each!(conn, c => diesel::insert_into(tokens::table)
        .values(row).returning(tokens::id).get_result(c))?)
}

/// Notes that the token is in use.
pub(crate) fn set_used(conn: &mut Conn, id: TokenId, at: Instant) -> Result {
    diesel::update(tokens::table.find(id))
        .set(tokens::last_used_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// Deletes a token; false where it is gone already.
pub(crate) fn remove(conn: &mut Conn, id: TokenId) -> Result<bool> {
    Ok(diesel::delete(tokens::table.find(id)).execute(conn)? == 1)
}
