//! All SQL about reversals: the facts of a change.

use blimp_kit::Result;
use blimp_store::schema::event;
use blimp_store::{Conn, Event, EventRow};
use diesel::prelude::*;

use crate::tasks::events::TaskStateChanged;

/// The most facts of one change: what 500 tasks with 20 people each can come to, and more.
const MOST: i64 = 50_000;

/// A fact and its parts, in the order in which they were recorded.
pub(super) fn whole(conn: &mut Conn, first: &EventRow) -> Result<Vec<EventRow>> {
    let mut rows = vec![first.clone()];
    let parts: Vec<EventRow> = event::table
        .filter(event::part_of.eq(first.id))
        .order(event::id)
        .limit(MOST)
        .select(EventRow::as_select())
        .load(conn)?;
    rows.extend(parts);
    Ok(rows)
}

/// The fact that says between which states a task was closed or reopened.
pub(super) fn turn_of(conn: &mut Conn, row: &EventRow) -> Result<Option<EventRow>> {
    Ok(event::table
        .filter(event::company_id.eq(row.company_id))
        .filter(event::thread_id.eq(row.thread_id))
        .filter(event::at.eq(row.at))
        .filter(event::name.eq(TaskStateChanged::NAME))
        .filter(event::id.lt(row.id))
        .order(event::id.desc())
        .select(EventRow::as_select())
        .first(conn)
        .optional()?)
}
