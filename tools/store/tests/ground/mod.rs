//! Ground to test on: scratch databases on the server of this run, and clusters of our own that
//! may be killed.

#![expect(dead_code, reason = "each test file uses its part")]

pub(crate) mod boats;
pub(crate) mod cluster;

use std::collections::HashSet;
use std::time::Duration;

use blimp_kit::{Clock, random};
use blimp_store::{Db, Event as _, Options, PostgresOptions, migrations};
use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, PgConnection};

use boats::BoatBuilt;

#[expect(clippy::disallowed_methods, reason = "tests have no settings")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The server of this run. Without one the test is not run and says so, unless servers must be
/// there.
pub(crate) fn server() -> Option<String> {
    let url = setting("BLIMP_TEST_POSTGRES_URL");
    if url.is_none() {
        let words = "not run: BLIMP_TEST_POSTGRES_URL is not set";
        assert!(setting("BLIMP_TEST_SERVERS").is_none(), "{words}");
        println!("{words}");
    }
    url
}

/// A migrated database of its own; gone when it is dropped.
pub(crate) struct Scratch {
    admin: String,
    name: String,
    pub(crate) url: String,
}

impl Scratch {
    pub(crate) fn new(admin: &str) -> Self {
        let scratch = Self::empty(admin);
        Db::migrate(&scratch.url, &[migrations()]).unwrap();
        scratch
    }

    pub(crate) fn empty(admin: &str) -> Self {
        let name = format!("blimp_store_{}", random::number().unwrap());
        let mut conn = PgConnection::establish(admin).unwrap();
        conn.batch_execute(&format!("CREATE DATABASE {name}"))
            .unwrap();
        let (server, query) = admin.split_once('?').unwrap_or((admin, ""));
        let server = server.rsplit_once('/').unwrap().0;
        let url = format!("{server}/{name}?{query}");
        let admin = admin.to_owned();
        Self { admin, name, url }
    }

    pub(crate) fn conn(&self) -> PgConnection {
        PgConnection::establish(self.url.trim_end_matches('?')).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let mut conn = PgConnection::establish(&self.admin).unwrap();
        conn.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name))
            .unwrap();
    }
}

/// A door with `pool` connections.
pub(crate) fn open(url: &str, pool: usize) -> Db {
    open_with(url, pool, &PostgresOptions::default())
}

pub(crate) fn open_with(url: &str, pool: usize, postgres: &PostgresOptions) -> Db {
    let options = Options {
        url: url.to_owned(),
        pool,
        clock: Clock::system(),
        heard: HashSet::from([BoatBuilt::NAME]),
    };
    Db::open_with(options, postgres).unwrap()
}

/// Asks again, at most for `patience`, until the answer is yes; how long that took.
pub(crate) async fn until(patience: Duration, mut yes: impl AsyncFnMut() -> bool) -> Duration {
    let start = std::time::Instant::now();
    let mut ticks = tokio::time::interval(Duration::from_millis(5));
    loop {
        ticks.tick().await;
        if yes().await {
            return start.elapsed();
        }
        assert!(start.elapsed() < patience, "not within {patience:?}");
    }
}
