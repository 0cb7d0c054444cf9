//! What live updates ask the event table.

use blimp_kit::Result;
use blimp_store::Conn;
use blimp_store::schema::event;
use diesel::prelude::*;

/// Whether committed facts wait for their place in the order.
pub(super) fn has_unsequenced(conn: &mut Conn) -> Result<bool> {
    let waiting = event::table
        .filter(event::seq.is_null())
        .select(event::id)
        .limit(1);
    let first: Option<i64> = waiting.first(conn).optional()?;
    Ok(first.is_some())
}
