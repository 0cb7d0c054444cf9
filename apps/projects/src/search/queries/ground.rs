//! Ground for tests of SQL: a database with two companies in it, seen through many eyes.
//!
//! Acme (1): Olga (1) owns it, Max (2) is a member, Cleo (3), Carl (4) and Cora (5) are clients.
//! Site (10) has Cleo and Cora, Shop (11) Carl; Secret (12) is private, Gone (13) in the trash.
//! Task n00 is of project n. Umbra (2), with its project 20, is Otto's (9).

use std::collections::HashSet;

use blimp_accounts::{Actor, UserId, Via};
use blimp_kit::{Clock, Instant, Result, random};
use blimp_store::{Conn, Db, EventId, EventRow, Options, Tx, events};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

const WORLD: &str = "
INSERT INTO users (id, name, time_zone, language, created_at) VALUES
    (1, 'Olga', 'UTC', 'en', 0), (2, 'Max', 'UTC', 'en', 0), (3, 'Cleo', 'UTC', 'en', 0),
    (4, 'Carl', 'UTC', 'en', 0), (5, 'Cora', 'UTC', 'en', 0), (9, 'Otto', 'UTC', 'en', 0);
INSERT INTO companies (id, slug, name, created_at) VALUES (1, 'acme', 'Acme', 0), (2, 'umbra', 'Umbra', 0);
INSERT INTO members (company_id, user_id, role, joined_at) VALUES
    (1, 1, 'owner', 0), (1, 2, 'member', 0), (1, 3, 'client', 0), (1, 4, 'client', 0),
    (1, 5, 'client', 0), (2, 9, 'owner', 0);
INSERT INTO projects (id, company_id, slug, name, colour, private, trashed_at, created_by, created_at, updated_at) VALUES
    (10, 1, 'site', 'Site', '#1c7ed6', (1 = 0), NULL, 1, 0, 0),
    (11, 1, 'shop', 'Shop', '#1c7ed6', (1 = 0), NULL, 1, 0, 0),
    (12, 1, 'secret', 'Secret', '#1c7ed6', (1 = 1), NULL, 1, 0, 0),
    (13, 1, 'gone', 'Gone', '#1c7ed6', (1 = 0), 5, 1, 0, 0),
    (20, 2, 'other', 'Other', '#1c7ed6', (1 = 0), NULL, 9, 0, 0);
INSERT INTO project_people (company_id, project_id, user_id, added_at) VALUES
    (1, 10, 3, 0), (1, 10, 5, 0), (1, 11, 4, 0);
INSERT INTO states (id, company_id, project_id, name, kind, position, created_at) VALUES
    (10, 1, 10, 'Plan', 'plan', 'V', 0), (11, 1, 11, 'Plan', 'plan', 'V', 0),
    (12, 1, 12, 'Plan', 'plan', 'V', 0), (13, 1, 13, 'Plan', 'plan', 'V', 0),
    (20, 2, 20, 'Plan', 'plan', 'V', 0);
INSERT INTO tasks (id, company_id, project_id, number, title, state_id, position, created_by, created_at, updated_at) VALUES
    (100, 1, 10, 1, 'In Site', 10, 'V', 1, 0, 0), (110, 1, 11, 2, 'In Shop', 11, 'V', 1, 0, 0),
    (120, 1, 12, 3, 'In Secret', 12, 'V', 1, 0, 0), (130, 1, 13, 4, 'In Gone', 13, 'V', 1, 0, 0),
    (200, 2, 20, 1, 'In Other', 20, 'V', 9, 0, 0);
";

/// A database of its own for one test.
pub(crate) struct Ground {
    pub(crate) db: Db,
    _folder: tempfile::TempDir,
}

impl Ground {
    /// On SQLite and, where there is one, on Postgres.
    pub(crate) async fn each() -> Vec<Self> {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("blimp.db").display());
        let mut all = vec![Self::at(url, folder).await];
        #[expect(clippy::disallowed_methods, reason = "the one setting of tests")]
        if let Ok(url) = std::env::var("BLIMP_TEST_POSTGRES_URL") {
            all.push(Self::at(own_schema(&url), tempfile::tempdir().unwrap()).await);
        }
        all
    }

    async fn at(url: String, folder: tempfile::TempDir) -> Self {
        let list = [
            blimp_store::migrations(),
            blimp_files::migrations(),
            blimp_accounts::migrations(),
            crate::migrations(),
        ];
        Db::migrate(&url, &list).unwrap();
        let clock = Clock::held_at(Instant(1_000_000));
        let db = Db::open(Options {
            url,
            pool: 2,
            clock,
            heard: HashSet::new(),
        })
        .unwrap();
        let ground = Self {
            db,
            _folder: folder,
        };
        ground.run(WORLD).await;
        ground
    }

    /// Runs statements that both databases understand.
    pub(crate) async fn run(&self, sql: &'static str) {
        self.write(move |tx| Ok(tx.batch_execute(sql)?)).await;
    }

    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    ) -> T {
        self.db.write(work).await.unwrap()
    }

    /// Does something as somebody.
    pub(crate) async fn act<T: Send + 'static>(
        &self,
        user: i64,
        work: impl FnOnce(&mut Tx, &Actor) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let write = move |tx: &mut Tx| {
            let actor = Actor::acting_for(tx, UserId(user), Via::House)?;
            work(tx, &actor)
        };
        self.db.write(write).await
    }

    /// What was recorded after the fact with this id.
    pub(crate) async fn facts(&self, after: i64) -> Vec<EventRow> {
        let read = move |conn: &mut Conn| {
            // On Postgres the sequencer numbers them; here they are asked for by id.
            let mut found = Vec::new();
            for id in after + 1.. {
                match events::find(conn, EventId(id))? {
                    Some(row) => found.push(row),
                    None => break,
                }
            }
            Ok(found)
        };
        self.db.read(read).await.unwrap()
    }

    /// Asks as somebody.
    pub(crate) async fn as_user<T: Send + 'static>(
        &self,
        user: i64,
        ask: impl FnOnce(&mut Conn, &Actor) -> Result<T> + Send + 'static,
    ) -> T {
        let read = move |conn: &mut Conn| {
            let actor = Actor::acting_for(conn, UserId(user), Via::House)?;
            ask(conn, &actor)
        };
        self.db.read(read).await.unwrap()
    }
}

fn own_schema(url: &str) -> String {
    let name = format!("projects_{}", random::number().unwrap().unsigned_abs());
    let mut conn = PgConnection::establish(url).unwrap();
    conn.batch_execute(&format!("CREATE SCHEMA {name}"))
        .unwrap();
    let gap = if url.contains('?') { '&' } else { '?' };
    format!("{url}{gap}options=-csearch_path%3D{name}")
}
