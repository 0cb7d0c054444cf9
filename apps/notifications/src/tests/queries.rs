//! SQL of the tests: a company with people, and what became of them.

use blimp_kit::Result;
use blimp_store::{Conn, EventId};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;

use crate::inbox::model::Notice;
use crate::inbox::schema::notices;

/// Acme (1): Olga (1) owns it, Max (2) is a member, Cleo (3) and Carl (4) are clients, who share
/// Site (10); Site has task 100, Shop (11), without clients, task 110. Una (5) never showed that
/// her address is hers, Nils (6) has none, Otto (9) is of nowhere.
const WORLD: &str = "
INSERT INTO users (id, email, name, email_verified_at, time_zone, language, created_at) VALUES
    (1, 'olga@example.com', 'Olga', 1, 'UTC', 'en', 0),
    (2, 'max@example.com', 'Max', 1, 'UTC', 'en', 0),
    (3, 'cleo@example.com', 'Cleo', 1, 'UTC', 'en', 0),
    (4, 'carl@example.com', 'Carl', 1, 'UTC', 'en', 0),
    (5, 'una@example.com', 'Una', NULL, 'UTC', 'en', 0),
    (6, NULL, 'Nils', NULL, 'UTC', 'en', 0),
    (9, 'otto@example.com', 'Otto', 1, 'UTC', 'en', 0);
INSERT INTO companies (id, slug, name, created_at) VALUES (1, 'acme', 'Acme', 0);
INSERT INTO members (company_id, user_id, role, joined_at) VALUES
    (1, 1, 'owner', 0), (1, 2, 'member', 0), (1, 3, 'client', 0), (1, 4, 'client', 0),
    (1, 5, 'member', 0), (1, 6, 'member', 0);
INSERT INTO projects (id, company_id, slug, name, colour, private, created_by, created_at, updated_at) VALUES
    (10, 1, 'site', 'Site', '#1c7ed6', (1 = 0), 1, 0, 0),
    (11, 1, 'shop', 'Shop', '#1c7ed6', (1 = 0), 1, 0, 0);
INSERT INTO project_people (company_id, project_id, user_id, added_at) VALUES (1, 10, 3, 0), (1, 10, 4, 0);
INSERT INTO states (id, company_id, project_id, name, kind, position, created_at) VALUES
    (10, 1, 10, 'Plan', 'plan', 'V', 0), (11, 1, 11, 'Plan', 'plan', 'V', 0);
INSERT INTO tasks (id, company_id, project_id, number, title, state_id, position, created_by, created_at, updated_at) VALUES
    (100, 1, 10, 1, 'Write', 10, 'V', 1, 0, 0), (110, 1, 11, 2, 'Sell', 11, 'V', 1, 0, 0);
";

/// Puts the world into an empty database.
pub(super) fn fill(conn: &mut Conn) -> Result {
    run(conn, WORLD)
}

/// Runs statements that both databases understand.
pub(super) fn run(conn: &mut Conn, sql: &str) -> Result {
    Ok(conn.batch_execute(sql)?)
}

/// A schema of its own on Postgres, and the URL that leads there.
pub(super) fn own_schema(url: &str) -> String {
    let name = format!(
        "notices_{}",
        blimp_kit::random::number().unwrap().unsigned_abs()
    );
    let mut conn = PgConnection::establish(url).unwrap();
    conn.batch_execute(&format!("CREATE SCHEMA {name}"))
        .unwrap();
    let gap = if url.contains('?') { '&' } else { '?' };
    format!("{url}{gap}options=-csearch_path%3D{name}")
}

/// The notices of a fact, by person.
pub(super) fn of_event(conn: &mut Conn, event: EventId) -> Result<Vec<Notice>> {
    Ok(notices::table
        .filter(notices::company_id.eq(1))
        .filter(notices::event_id.eq(event))
        .order(notices::user_id)
        .select(Notice::as_select())
        .load(conn)?)
}
