//! A schema of its own on Postgres for each house, and all that happened in it.

use blimp_store::schema::event;
use blimp_store::{Conn, EventRow};
use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

/// Makes one; its address.
pub(super) fn own_schema(url: &str) -> String {
    let name = format!("accounts_{}", blimp_kit::random::number().unwrap());
    let mut conn = PgConnection::establish(url).unwrap();
    conn.batch_execute(&format!("CREATE SCHEMA {name}"))
        .unwrap();
    let gap = if url.contains('?') { '&' } else { '?' };
    format!("{url}{gap}options=-csearch_path%3D{name}")
}

/// Everything that happened, in order, whether it was numbered yet or not.
pub(super) fn events(conn: &mut Conn) -> blimp_kit::Result<Vec<EventRow>> {
    Ok(event::table
        .order(event::id)
        .select(EventRow::as_select())
        .load(conn)?)
}
