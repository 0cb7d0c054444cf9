//! For tests: what the database is asked, and the way that it goes.

use std::sync::{Arc, Mutex};

use blimp_kit::Result;
use blimp_store::Conn;
use diesel::connection::{Connection, InstrumentationEvent};
use diesel::prelude::*;
use diesel::sql_types::Text;

/// The statements that `ask` takes.
pub(crate) fn said(
    conn: &mut Conn,
    ask: impl FnOnce(&mut Conn) -> Result<()>,
) -> Result<Vec<String>> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ears = Arc::clone(&heard);
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let text = text.split(" -- binds").next().unwrap_or_default();
            ears.lock().unwrap().push(text.to_owned());
        }
    });
    let answer = ask(conn);
    conn.set_instrumentation(None::<Box<dyn diesel::connection::Instrumentation>>);
    answer?;
    let said = heard.lock().unwrap().clone();
    Ok(said)
}

#[derive(QueryableByName)]
struct Way {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// The way that SQLite takes for a statement; what is bound does not matter to it.
pub(crate) fn way(conn: &mut Conn, sql: &str) -> Vec<String> {
    let plan = diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"));
    let Conn::Sqlite(conn) = conn else {
        return Vec::new();
    };
    let rows: Vec<Way> = plan.load(conn).unwrap();
    rows.into_iter().map(|row| row.detail).collect()
}
