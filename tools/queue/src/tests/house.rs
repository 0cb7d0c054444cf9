//! A database of its own for each test, a clock that stands still, and what the jobs did.

use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use blimp_cache::redis::{Options as RedisOptions, Redis};
use blimp_kit::{Clock, Instant, random};
use blimp_store::schema::job;
use blimp_store::{Conn, Db, Job, JobId, Options as StoreOptions};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use tokio::sync::{Semaphore, mpsc};

use super::jobs::{self, Ctx};
use crate::admin::{self, JobRow};
use crate::claim::Claimed;
use crate::runner::turn::{self, Turn, Turned};
use crate::schema::job_done;
use crate::state::Fence;
use crate::verdict::Verdict;
use crate::{Broker, Options, Outcome, Registry, Runner, lease};

/// A database and what happened on it.
pub(super) struct House {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) ctx: Ctx,
    pub(super) heard: mpsc::UnboundedReceiver<String>,
    pub(super) url: String,
    /// Where `BLIMP_TEST_BROKER=redis` says that jobs come by Redis.
    pub(super) broker: Option<Broker>,
    _ground: Ground,
}

enum Ground {
    Other,
    Folder { _folder: tempfile::TempDir },
    Server { admin: String, name: String },
}

impl Drop for Ground {
    fn drop(&mut self) {
        if let Self::Server { admin, name } = self {
            let mut conn = PgConnection::establish(admin).unwrap();
            conn.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))
                .unwrap();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "tests have no settings")]
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A server that the test cannot do without; `None` where tests run without servers.
pub(super) fn server(name: &str) -> Option<String> {
    let found = variable(name);
    if found.is_none() {
        assert!(
            variable("BLIMP_TEST_SERVERS").is_none_or(|on| on != "1"),
            "{name} must say where a server for this test is"
        );
        println!("not run: {name} is not set");
    }
    found
}

/// The broker of all tests, where they are to have one.
fn broker() -> Option<Broker> {
    let how = variable("BLIMP_TEST_BROKER")?;
    assert_eq!(how, "redis", "BLIMP_TEST_BROKER");
    let url = server("BLIMP_TEST_REDIS_URL")?;
    Some(broker_at(&url, &corner()))
}

/// A prefix that no other test has.
pub(super) fn corner() -> String {
    format!("blimp-queue-test-{}:", random::number().unwrap())
}

/// What carries jobs in one corner of a Redis.
pub(super) fn broker_at(url: &str, prefix: &str) -> Broker {
    let redis = Redis::with(&RedisOptions {
        url: url.to_owned(),
        insecure: false,
        prefix: prefix.to_owned(),
    });
    Broker::new(redis.unwrap(), Duration::from_secs(2))
}

/// Runs the test on SQLite and, where there is one, on Postgres.
pub(super) async fn on_each_database(test: impl AsyncFn(House)) {
    test(House::on_sqlite()).await;
    if let Some(url) = variable("BLIMP_TEST_POSTGRES_URL") {
        test(House::on_postgres(url)).await;
    }
}

impl House {
    pub(super) fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        Self::new(url, Ground::Folder { _folder: folder })
    }

    /// A second process in the house of the first.
    pub(super) fn at(url: String) -> Self {
        Self::new(url, Ground::Other)
    }

    fn on_postgres(admin: String) -> Self {
        let name = format!("blimp_queue_{}", random::number().unwrap());
        let mut conn = PgConnection::establish(&admin).unwrap();
        conn.batch_execute(&format!("CREATE DATABASE {name}"))
            .unwrap();
        let (server, query) = admin.split_once('?').unwrap_or((&admin, ""));
        let server = server.rsplit_once('/').unwrap().0;
        let url = format!("{server}/{name}?{query}");
        Self::new(url, Ground::Server { admin, name })
    }

    fn new(url: String, ground: Ground) -> Self {
        Db::migrate(&url, &[blimp_store::migrations(), crate::migrations()]).unwrap();
        let clock = Clock::held_at("2026-11-23T09:00:00Z".parse().unwrap());
        let (said, heard) = mpsc::unbounded_channel();
        let gate = Arc::new(Semaphore::new(0));
        let db = open(&url, &clock);
        let ctx = Ctx {
            aloud: matches!(ground, Ground::Other),
            db: db.clone(),
            log: Arc::default(),
            said,
            gate,
        };
        Self {
            db,
            clock,
            ctx,
            heard,
            url,
            broker: broker(),
            _ground: ground,
        }
    }

    /// A connection pool of its own, as another process would have.
    pub(super) fn open_again(&self) -> Db {
        open(&self.url, &self.clock)
    }

    pub(super) fn runner(&self) -> Runner<Ctx> {
        self.runner_with(jobs::registry(), Options::default())
    }

    pub(super) fn runner_with(&self, registry: Registry<Ctx>, options: Options) -> Runner<Ctx> {
        Runner::new(self.db.clone(), registry, self.ctx.clone(), options)
            .with_broker(self.broker.clone())
    }

    /// Runs what is due and says how it ended.
    pub(super) async fn run(&self) -> Outcome {
        self.runner().run_until_idle().await.unwrap()
    }

    pub(super) async fn enqueue<J: Job + Sync>(&self, work: J) -> Option<JobId> {
        self.db.write(move |tx| tx.enqueue(&work)).await.unwrap()
    }

    pub(super) fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// What the jobs said, and forgets it.
    pub(super) fn said(&self) -> String {
        self.ctx
            .log
            .lock()
            .unwrap()
            .drain(..)
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(super) async fn job(&self, id: JobId) -> Option<JobRow> {
        self.db
            .read(move |conn| admin::find(conn, id))
            .await
            .unwrap()
    }

    /// How finished jobs ended, in the order of their ids.
    pub(super) async fn ended(&self) -> String {
        let rows: Vec<String> = self
            .db
            .read(|conn| {
                let rows = job_done::table.order(job_done::id).select(job_done::status);
                Ok(rows.load(conn)?)
            })
            .await
            .unwrap();
        rows.join(" ")
    }

    pub(super) async fn live_jobs(&self) -> i64 {
        self.db
            .read(|conn| Ok(job::table.count().get_result(conn)?))
            .await
            .unwrap()
    }

    /// Registers a worker by hand.
    pub(super) async fn worker(&self) -> lease::Lease {
        lease::register(&self.db, Duration::from_secs(20))
            .await
            .unwrap()
    }

    /// Lets the worker's lease run out, and others see it.
    pub(super) async fn bury(&self, worker: i64) -> usize {
        self.execute(format!(
            "UPDATE worker SET lease_until = 1 WHERE id = {worker}"
        ))
        .await;
        lease::reap(&self.db).await.unwrap()
    }

    /// Takes a turn as `worker`.
    pub(super) async fn turn(
        &self,
        worker: i64,
        verdicts: Vec<(Fence, Verdict)>,
        free: usize,
    ) -> Turned {
        let shares = vec![("default".to_owned(), free)];
        let turn = Turn {
            worker,
            verdicts,
            shares,
            free,
            kinds: Arc::new(jobs::registry().for_claims()),
            ..Turn::default()
        };
        self.db
            .write(move |tx| turn::take(tx, &turn))
            .await
            .unwrap()
    }

    /// Claims one job as `worker`.
    pub(super) async fn claim(&self, worker: i64) -> Claimed {
        self.turn(worker, Vec::new(), 1)
            .await
            .claimed
            .pop()
            .unwrap()
    }

    pub(super) async fn execute(&self, text: String) {
        self.db
            .write(move |tx| Ok(tx.batch_execute(&text)?))
            .await
            .unwrap();
    }

    pub(super) async fn number(&self, text: &'static str) -> i64 {
        #[derive(QueryableByName)]
        struct Number {
            #[diesel(sql_type = BigInt)]
            n: i64,
        }
        let read = move |conn: &mut Conn| {
            let row: Number = match conn {
                Conn::Sqlite(c) => diesel::sql_query(text).get_result(c)?,
                Conn::Postgres(c) => diesel::sql_query(text).get_result(c)?,
            };
            Ok(row.n)
        };
        self.db.read(read).await.unwrap()
    }

    /// The lock files beside the database.
    pub(super) fn lock_files(&self) -> Vec<PathBuf> {
        let folder = Path::new(self.url.strip_prefix("sqlite://").unwrap())
            .parent()
            .unwrap();
        let paths = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        paths
            .filter(|path| path.to_string_lossy().contains("-worker-"))
            .collect()
    }

    /// Whether a runner lives.
    pub(super) fn lock_is_held(&self) -> bool {
        self.lock_files()
            .iter()
            .any(|path| File::open(path).unwrap().try_lock().is_err())
    }

    pub(super) fn now(&self) -> Instant {
        self.clock.now()
    }
}

fn open(url: &str, clock: &Clock) -> Db {
    let (url, clock, heard) = (url.to_owned(), clock.clone(), HashSet::new());
    Db::open(StoreOptions {
        url,
        pool: 4,
        clock,
        heard,
    })
    .unwrap()
}
