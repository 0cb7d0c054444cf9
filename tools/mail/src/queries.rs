//! All SQL about mails.

use blimp_kit::{Email, Error, Instant, Page, PageParams, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::model::{Ending, Message, MessageId, NewMessage, State, Summary, Words};
use crate::schema::message;

type Backend = <Conn as Connection>::Backend;

/// Which mails to list; what is not said does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Sent to this address.
    pub to: Option<Email>,
    /// Sent for this tenant.
    pub company: Option<i64>,
    /// In this state.
    pub state: Option<State>,
}

/// Mails, newest first.
pub fn list(conn: &mut Conn, filter: &Filter, page: &PageParams) -> Result<Page<Summary>> {
    let limit = page.limit()?;
    let mut query = message::table
        .select(Summary::as_select())
        .into_boxed::<Backend>();
    if let Some(to) = &filter.to {
        query = query.filter(message::to_address.eq(to.as_str()));
    }
    if let Some(company) = filter.company {
        query = query.filter(message::company_id.eq(company));
    }
    if let Some(state) = filter.state {
        query = query.filter(message::state.eq(state));
    }
    if let Some(after) = page.after::<MessageId>()? {
        query = query.filter(message::id.lt(after));
    }
    let rows = query
        .order(message::id.desc())
        .limit(limit + 1)
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Summary| row.id))
}

/// The mail with this id.
pub fn find(conn: &mut Conn, id: MessageId) -> Result<Option<Message>> {
    Ok(message::table
        .find(id)
        .select(Message::as_select())
        .first(conn)
        .optional()?)
}

/// The mail with this id, or a refusal.
pub fn get(conn: &mut Conn, id: MessageId) -> Result<Message> {
    find(conn, id)?.ok_or(Error::NotFound)
}

/// The mail that is the effect with this key.
pub fn find_by_key(conn: &mut Conn, key: &str) -> Result<Option<Message>> {
    let query = message::table.filter(message::key.eq(key));
    Ok(query.select(Message::as_select()).first(conn).optional()?)
}

/// Adds a mail; `None` where there is one with its key.
pub(crate) fn add(conn: &mut Conn, row: &NewMessage<'_>) -> Result<Option<MessageId>> {
    Ok(on_each!(conn, c => diesel::insert_into(message::table)
        .values(row)
        .on_conflict(message::key)
        .do_nothing()
        .returning(message::id)
        .get_result(c))
    .optional()?)
}

/// Takes a mail up for sending and keeps its words; false where somebody else has it by now.
pub(crate) fn set_sending(conn: &mut Conn, row: &Message, words: &Words) -> Result<bool> {
    let again = i64::from(row.state == State::Sending);
    let mine = message::table
        .find(row.id)
        .filter(message::version.eq(row.version))
        .filter(message::state.eq_any([State::Queued, State::Sending]));
    let n = diesel::update(mine)
        .set((
            words,
            message::state.eq(State::Sending),
            message::attempts.eq(row.attempts + 1),
            message::unsure.eq(row.unsure + again),
            message::version.eq(row.version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Notes how a try ended, unless the row has changed since `version`.
pub(crate) fn set_ending(
    conn: &mut Conn,
    id: MessageId,
    version: i64,
    ending: &Ending,
) -> Result<bool> {
    let mine = message::table.find(id).filter(message::version.eq(version));
    let n = diesel::update(mine)
        .set((ending, message::version.eq(version + 1)))
        .execute(conn)?;
    Ok(n == 1)
}

/// Notes what went wrong, and nothing else.
pub(crate) fn set_error(conn: &mut Conn, row: &Message, error: &str) -> Result<bool> {
    let mine = message::table
        .find(row.id)
        .filter(message::version.eq(row.version));
    let n = diesel::update(mine)
        .set((
            message::error.eq(error),
            message::version.eq(row.version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Puts a mail that failed back into line; false where it has not failed.
pub(crate) fn set_queued(conn: &mut Conn, id: MessageId) -> Result<bool> {
    let failed = message::table
        .find(id)
        .filter(message::state.eq(State::Failed))
        .filter(message::pruned_at.is_null());
    let n = diesel::update(failed)
        .set((
            message::state.eq(State::Queued),
            message::version.eq(message::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Removes the words of up to `limit` mails asked for before `before`; returns how many.
///
/// What still waits to be sent keeps what it is made from.
pub(crate) fn prune(conn: &mut Conn, before: Instant, limit: i64, now: Instant) -> Result<usize> {
    let old: Vec<MessageId> = message::table
        .filter(message::pruned_at.is_null())
        .filter(message::created_at.lt(before))
        .filter(message::state.eq_any([State::Sent, State::Failed]))
        .order(message::created_at)
        .limit(limit)
        .select(message::id)
        .load(conn)?;
    Ok(
        diesel::update(message::table.filter(message::id.eq_any(old)))
            .set((
                message::text.eq(""),
                message::html.eq(""),
                message::params.eq("{}"),
                message::headers.eq("[]"),
                message::pruned_at.eq(now),
                message::version.eq(message::version + 1),
            ))
            .execute(conn)?,
    )
}

/// Deletes up to `limit` mails of a tenant that is gone; says how many.
pub(crate) fn delete_some(conn: &mut Conn, company: i64, limit: i64) -> Result<usize> {
    let ids: Vec<MessageId> = message::table
        .filter(message::company_id.eq(company))
        .order(message::id)
        .limit(limit)
        .select(message::id)
        .load(conn)?;
    Ok(diesel::delete(message::table.filter(message::id.eq_any(ids))).execute(conn)?)
}
