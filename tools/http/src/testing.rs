//! What the tests of this crate share: databases of their own.

use std::collections::HashSet;

use blimp_kit::{Clock, random};
use blimp_store::{Db, Options};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

/// A migrated database that goes with its test.
pub(crate) struct Ground {
    pub(crate) url: String,
    _folder: tempfile::TempDir,
}

impl Ground {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("blimp.db").display());
        Self::new(url, folder)
    }

    /// SQLite and, where there is one, Postgres.
    pub(crate) fn each() -> Vec<Self> {
        let mut all = vec![Self::sqlite()];
        #[expect(clippy::disallowed_methods, reason = "the one setting of tests")]
        if let Ok(url) = std::env::var("BLIMP_TEST_POSTGRES_URL") {
            all.push(Self::new(own_schema(&url), tempfile::tempdir().unwrap()));
        }
        all
    }

    fn new(url: String, folder: tempfile::TempDir) -> Self {
        Db::migrate(&url, &[blimp_store::migrations(), crate::migrations()]).unwrap();
        Self {
            url,
            _folder: folder,
        }
    }

    /// Opens it, as one more process would.
    pub(crate) fn open(&self, clock: Clock) -> Db {
        let heard = HashSet::new();
        Db::open(Options {
            url: self.url.clone(),
            pool: 3,
            clock,
            heard,
        })
        .unwrap()
    }
}

fn own_schema(url: &str) -> String {
    let name = format!("http_{}", random::number().unwrap());
    let mut conn = PgConnection::establish(url).unwrap();
    conn.batch_execute(&format!("CREATE SCHEMA {name}"))
        .unwrap();
    let gap = if url.contains('?') { '&' } else { '?' };
    format!("{url}{gap}options=-csearch_path%3D{name}")
}

/// A Redis with a prefix of its own on the server that the test script started; none where it
/// started none, and that is said.
#[expect(
    clippy::disallowed_methods,
    reason = "the test script says which servers there are"
)]
pub(crate) fn shared_redis() -> Option<blimp_cache::redis::Redis> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let Some(url) = set("BLIMP_TEST_REDIS_URL") else {
        let why = "BLIMP_TEST_REDIS_URL says where a Redis is";
        assert!(set("BLIMP_TEST_SERVERS").is_none(), "{why}");
        println!("not run: {why}");
        return None;
    };
    let prefix = format!("test:{}:", uuid::Uuid::now_v7());
    let options = blimp_cache::redis::Options {
        url,
        insecure: false,
        prefix,
    };
    Some(blimp_cache::redis::Redis::with(&options).unwrap())
}
