//! All SQL about changes of many notices.

use blimp_accounts::{Actor, UserId};
use blimp_kit::{Error, Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::changes::model::{Act, Change, ChangeId, Selection};
use crate::changes::schema::inbox_changes;
use crate::inbox::NoticeId;
use crate::inbox::queries::coalesce;
use crate::inbox::schema::notices;

/// The one place that decides which changes a caller can see: their own.
fn visible_to<'a>(actor: &Actor) -> inbox_changes::BoxedQuery<'a, <Conn as Connection>::Backend> {
    inbox_changes::table
        .filter(inbox_changes::user_id.eq(actor.user))
        .into_boxed()
}

/// One of the caller's changes, or a refusal.
pub fn get(conn: &mut Conn, actor: &Actor, id: ChangeId) -> Result<Change> {
    visible_to(actor)
        .filter(inbox_changes::id.eq(id))
        .select(Change::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// Notes a change to be.
pub(crate) fn add(conn: &mut Conn, user: UserId, act: Act, at: Instant) -> Result<ChangeId> {
    let row = (
        inbox_changes::user_id.eq(user),
        inbox_changes::act.eq(act),
        inbox_changes::changed.eq(0),
        inbox_changes::created_at.eq(at),
    );
    Ok(
        on_each!(conn, c => diesel::insert_into(inbox_changes::table)
        .values(row).returning(inbox_changes::id).get_result(c))?,
    )
}

/// Notes how many notices a change changed.
pub(crate) fn set_changed(conn: &mut Conn, id: ChangeId, changed: usize) -> Result {
    diesel::update(inbox_changes::table.find(id))
        .set(inbox_changes::changed.eq(i64::try_from(changed).unwrap_or(i64::MAX)))
        .execute(conn)?;
    Ok(())
}

/// Changes what is selected and not so yet; says how many.
#[expect(
    clippy::too_many_lines,
    reason = "one statement in six forms, whose types cannot be named"
)]
pub(crate) fn apply(
    conn: &mut Conn,
    (id, user): (ChangeId, UserId),
    selection: &Selection,
    (act, until): (Act, Option<Instant>),
    now: Instant,
) -> Result<usize> {
    // What is set, and which notices are not so yet.
    macro_rules! change {
        (($($set:expr),*), $open:expr) => {{
            let mut query = diesel::update(notices::table)
                .set((
                    notices::was_read_at.eq(notices::read_at),
                    notices::was_archived_at.eq(notices::archived_at),
                    notices::was_snoozed_until.eq(notices::snoozed_until),
                    notices::change_id.eq(id.0),
                    notices::version.eq(notices::version + 1),
                    $($set),*
                ))
                .into_boxed()
                .filter(notices::user_id.eq(user))
                .filter(notices::shown)
                .filter($open);
            query = match selection {
                Selection::Ids(ids) => query.filter(notices::id.eq_any(ids.clone())),
                Selection::Tasks(tasks) => query.filter(notices::task_id.eq_any(tasks.clone())),
                Selection::Older { place, company } => {
                    if let Some((at, last)) = *place {
                        let since = || coalesce(notices::returned_at, notices::created_at);
                        query = query
                            .filter(since().le(at))
                            .filter(since().lt(at).or(notices::id.le(last)));
                    }
                    match *company {
                        Some(company) => query.filter(notices::company_id.eq(company)),
                        None => query,
                    }
                }
            };
            // Ids may be anywhere; else it is about what the person has in front of them.
            if !matches!(selection, Selection::Ids(_)) {
                query = match act {
                    Act::Read | Act::Unread | Act::Archive | Act::Snooze => query
                        .filter(notices::archived_at.is_null())
                        .filter(notices::snoozed_until.is_null()),
                    Act::Unarchive | Act::Unsnooze => query,
                };
            }
            query.execute(conn)?
        }};
    }
    let none = None::<Instant>;
    Ok(match act {
        Act::Read => change!((notices::read_at.eq(now)), notices::read_at.is_null()),
        Act::Unread => change!((notices::read_at.eq(none)), notices::read_at.is_not_null()),
        Act::Archive => change!(
            (
                notices::read_at.eq(coalesce(notices::read_at, now).nullable()),
                notices::archived_at.eq(now),
                notices::snoozed_until.eq(none)
            ),
            notices::archived_at.is_null()
        ),
        Act::Unarchive => change!(
            (notices::archived_at.eq(none)),
            notices::archived_at.is_not_null()
        ),
        Act::Snooze => change!(
            (
                notices::archived_at.eq(none),
                notices::snoozed_until.eq(until)
            ),
            notices::snoozed_until
                .is_null()
                .or(notices::snoozed_until.ne(until))
        ),
        Act::Unsnooze => change!(
            (notices::snoozed_until.eq(none)),
            notices::snoozed_until.is_not_null()
        ),
    })
}

/// Notes that a change is taken back; false where it was before.
pub(crate) fn set_reversed(conn: &mut Conn, id: ChangeId, at: Instant) -> Result<bool> {
    let open = inbox_changes::table
        .find(id)
        .filter(inbox_changes::reversed_at.is_null());
    let n = diesel::update(open)
        .set(inbox_changes::reversed_at.eq(at))
        .execute(conn)?;
    Ok(n == 1)
}

/// Restores what a change changed and nothing has touched since; says how many.
pub(crate) fn reverse(conn: &mut Conn, id: ChangeId) -> Result<usize> {
    Ok(
        diesel::update(notices::table.filter(notices::change_id.eq(id.0)))
            .set((
                notices::read_at.eq(notices::was_read_at),
                notices::archived_at.eq(notices::was_archived_at),
                notices::snoozed_until.eq(notices::was_snoozed_until),
                notices::change_id.eq(None::<i64>),
                notices::version.eq(notices::version + 1),
            ))
            .execute(conn)?,
    )
}

/// The newest notices of a change, `limit` at the most: for the fact that tells of it.
pub(crate) fn list_changed(conn: &mut Conn, id: ChangeId, limit: i64) -> Result<Vec<NoticeId>> {
    Ok(notices::table
        .filter(notices::change_id.eq(id.0))
        .order(notices::id.desc())
        .limit(limit)
        .select(notices::id)
        .load(conn)?)
}

/// Deletes changes that were made before `at`: they cannot be taken back any more.
pub(crate) fn prune(conn: &mut Conn, at: Instant) -> Result<usize> {
    Ok(
        diesel::delete(inbox_changes::table.filter(inbox_changes::created_at.lt(at)))
            .execute(conn)?,
    )
}
