//! All SQL about sessions.

use blimp_kit::{Instant, Page, PageParams, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::actor::{Actor, Membership};
use crate::companies::schema::companies;
use crate::ids::{SessionId, UserId};
use crate::members::queries::{In, gathered};
use crate::members::schema::members;
use crate::sessions::model::{ABSOLUTE, IDLE};
use crate::sessions::schema::sessions;
use crate::sessions::{NewSession, Session};
use crate::users::schema::users;

/// The session with this fingerprint, if it is not over and its person is not locked out; with the
/// companies they are in, for every request asks for both.
pub(crate) fn find_live(
    conn: &mut Conn,
    fingerprint: &str,
    now: Instant,
) -> Result<Option<(Session, Vec<Membership>)>> {
    let rows: Vec<(Session, In)> = sessions::table
        .inner_join(users::table)
        .left_join(members::table.on(members::user_id.eq(users::id)))
        .left_join(companies::table.on(companies::id.eq(members::company_id)))
        .filter(sessions::fingerprint.eq(fingerprint))
        .filter(sessions::last_seen_at.gt(now - IDLE))
        .filter(sessions::created_at.gt(now - ABSOLUTE))
        .filter(users::disabled_at.is_null())
        .order(members::company_id)
        .select((
            Session::as_select(),
            (members::company_id, members::role, companies::deleted_at).nullable(),
        ))
        .load(conn)?;
    Ok(gathered(rows))
}

/// Whether this session is somebody's still: not over, not revoked, its person not locked out.
pub(crate) fn is_live(conn: &mut Conn, id: SessionId, now: Instant) -> Result<bool> {
    let found: Option<SessionId> = sessions::table
        .inner_join(users::table)
        .filter(sessions::id.eq(id))
        .filter(sessions::last_seen_at.gt(now - IDLE))
        .filter(sessions::created_at.gt(now - ABSOLUTE))
        .filter(users::disabled_at.is_null())
        .select(sessions::id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// The caller's sessions that are not over, newest first.
pub(crate) fn list(
    conn: &mut Conn,
    actor: &Actor,
    page: &PageParams,
    now: Instant,
) -> Result<Page<Session>> {
    let limit = page.limit()?;
    let before = page.after::<SessionId>()?.unwrap_or(SessionId(i64::MAX));
    let rows = sessions::table
        .filter(sessions::user_id.eq(actor.user))
        .filter(sessions::id.lt(before))
        .filter(sessions::last_seen_at.gt(now - IDLE))
        .filter(sessions::created_at.gt(now - ABSOLUTE))
        .order(sessions::id.desc())
        .limit(limit + 1)
        .select(Session::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Session| row.id))
}

/// The caller's session with this id.
pub(crate) fn find(conn: &mut Conn, actor: &Actor, id: SessionId) -> Result<Option<Session>> {
    let query = sessions::table
        .find(id)
        .filter(sessions::user_id.eq(actor.user));
    Ok(query.select(Session::as_select()).first(conn).optional()?)
}

/// Somebody's sessions, except one.
pub(crate) fn list_others(
    conn: &mut Conn,
    user: UserId,
    except: Option<SessionId>,
) -> Result<Vec<SessionId>> {
    let except = except.unwrap_or(SessionId(0));
    let query = sessions::table
        .filter(sessions::user_id.eq(user))
        .filter(sessions::id.ne(except));
    Ok(query.order(sessions::id).select(sessions::id).load(conn)?)
}

pub(crate) fn add(conn: &mut Conn, row: &NewSession<'_>) -> Result<SessionId> {
    Ok(on_each!(conn, c => diesel::insert_into(sessions::table)
        .values(row).returning(sessions::id).get_result(c))?)
}

/// Notes that the session is in use.
pub(crate) fn set_seen(conn: &mut Conn, id: SessionId, at: Instant) -> Result {
    diesel::update(
        sessions::table
            .find(id)
            .filter(sessions::last_seen_at.lt(at)),
    )
    .set(sessions::last_seen_at.eq(at))
    .execute(conn)?;
    Ok(())
}

/// Ends a session; false where it is over already.
pub(crate) fn remove(conn: &mut Conn, id: SessionId) -> Result<bool> {
    Ok(diesel::delete(sessions::table.find(id)).execute(conn)? == 1)
}

/// Deletes sessions that are over.
pub(crate) fn prune(conn: &mut Conn, now: Instant) -> Result<usize> {
    let over = sessions::last_seen_at
        .le(now - IDLE)
        .or(sessions::created_at.le(now - ABSOLUTE));
    Ok(diesel::delete(sessions::table.filter(over)).execute(conn)?)
}
