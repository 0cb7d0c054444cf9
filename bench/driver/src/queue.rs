//! The queue inside a process: enqueue one by one, drain, and how long jobs wait.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use blimp_kit::Clock;
use blimp_queue::{Chore, Options, Registry, Run, Runner, Work};
use blimp_store::{Conn, Db, Job, Tx};
use clap::{Args, ValueEnum};
use diesel::RunQueryDsl as _;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::{cpu, percentile};

/// Put jobs into the queue, work through them, or measure how long they wait.
#[derive(Debug, Args)]
pub(crate) struct Queue {
    /// What to do.
    what: Task,
    /// The database, migrated by `blimp migrate`.
    #[arg(long)]
    database: String,
    /// How many jobs.
    #[arg(long, default_value_t = 20_000)]
    jobs: u64,
    /// Who enqueues at the same time, each waiting for its commit.
    #[arg(long, default_value_t = 32)]
    callers: u64,
    /// Jobs a second, where waiting is measured.
    #[arg(long, default_value_t = 200)]
    rate: u64,
    /// Jobs that change our own rows only, and so end in the transaction that acknowledges them.
    #[arg(long)]
    chores: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Task {
    Enqueue,
    Drain,
    Wait,
}

/// A job that does nothing, and may have reached the outside.
#[derive(Serialize, Deserialize)]
struct Noop {
    n: u64,
}

impl Job for Noop {
    const KIND: &'static str = "bench.noop";
}

impl Work<Probe> for Noop {
    async fn run(self, probe: &Probe, _run: &Run) -> blimp_kit::Result {
        probe.done();
        Ok(())
    }
}

/// A job that does nothing to our own rows.
#[derive(Serialize, Deserialize)]
struct NoopChore {
    n: u64,
}

impl Job for NoopChore {
    const KIND: &'static str = "bench.noop_chore";
}

impl Chore for NoopChore {
    fn apply(self, _tx: &mut Tx) -> blimp_kit::Result {
        Ok(())
    }
}

/// A job that takes 20 ms and knows when it was asked for.
#[derive(Serialize, Deserialize)]
struct Nap {
    asked_us: u64,
}

impl Job for Nap {
    const KIND: &'static str = "bench.nap";
}

impl Work<Probe> for Nap {
    async fn run(self, probe: &Probe, _run: &Run) -> blimp_kit::Result {
        let wait = probe.now_us().saturating_sub(self.asked_us);
        probe
            .0
            .waits
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(wait);
        tokio::time::sleep(Duration::from_millis(20)).await;
        probe.done();
        Ok(())
    }
}

/// What jobs tell.
#[derive(Clone)]
struct Probe(Arc<Seen>);

struct Seen {
    start: Instant,
    done: AtomicU64,
    waits: Mutex<Vec<u64>>,
}

impl Probe {
    fn new() -> Self {
        Self(Arc::new(Seen {
            start: Instant::now(),
            done: AtomicU64::new(0),
            waits: Mutex::new(Vec::new()),
        }))
    }

    fn done(&self) {
        self.0.done.fetch_add(1, Ordering::Relaxed);
    }

    fn now_us(&self) -> u64 {
        u64::try_from(self.0.start.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}

impl Queue {
    pub(crate) async fn run(self) -> Result<Value> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let db = Db::open(blimp_store::Options {
            url: self.database.clone(),
            pool: (cores * 2).max(4),
            clock: Clock::system(),
            heard: std::collections::HashSet::new(),
        })?;
        match self.what {
            Task::Enqueue => self.enqueue(&db).await,
            Task::Drain => drain(&db).await,
            Task::Wait => self.wait(&db).await,
        }
    }

    async fn enqueue(&self, db: &Db) -> Result<Value> {
        let (start, cpu) = (Instant::now(), cpu::seconds()?);
        let each = self.jobs / self.callers;
        let (mut callers, chores) = (JoinSet::new(), self.chores);
        for _ in 0..self.callers {
            let db = db.clone();
            callers.spawn(async move {
                for n in 0..each {
                    db.write(move |tx| {
                        if chores {
                            tx.enqueue(&NoopChore { n })
                        } else {
                            tx.enqueue(&Noop { n })
                        }
                    })
                    .await?;
                }
                anyhow::Ok(())
            });
        }
        while let Some(ended) = callers.join_next().await {
            ended??;
        }
        report(each * self.callers, start, cpu)
    }

    async fn wait(&self, db: &Db) -> Result<Value> {
        let (probe, stop) = (Probe::new(), CancellationToken::new());
        let runner = Runner::new(db.clone(), registry(), probe.clone(), options());
        let (start, cpu) = (Instant::now(), cpu::seconds()?);
        let asking = async {
            let mut ticks =
                tokio::time::interval(Duration::from_secs(1) / u32::try_from(self.rate)?);
            let mut asked = JoinSet::new();
            for _ in 0..self.jobs {
                ticks.tick().await;
                let (db, asked_us) = (db.clone(), probe.now_us());
                asked.spawn(async move { db.write(move |tx| tx.enqueue(&Nap { asked_us })).await });
            }
            while let Some(ended) = asked.join_next().await {
                ended??;
            }
            empty(db).await?;
            stop.cancel();
            anyhow::Ok(())
        };
        let (ran, asked) = tokio::join!(runner.run(stop.clone()), asking);
        ran?;
        asked?;
        let waits = probe
            .0
            .waits
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let mut found = percentile::summary(waits);
        let whole = report(self.jobs, start, cpu)?;
        if let (Some(found), Some(whole)) = (found.as_object_mut(), whole.as_object()) {
            found.extend(whole.clone());
        }
        Ok(found)
    }
}

fn registry() -> Registry<Probe> {
    Registry::new()
        .work::<Noop>()
        .chore::<NoopChore>()
        .work::<Nap>()
}

fn options() -> Options {
    Options {
        beat: false,
        // As many at once as the other stack's worker is given.
        concurrency: 100,
        ..Options::default()
    }
}

/// Works until no job is left; the last acknowledgement is on disk by then.
async fn drain(db: &Db) -> Result<Value> {
    let jobs = left(db).await?;
    let (probe, stop) = (Probe::new(), CancellationToken::new());
    let runner = Runner::new(db.clone(), registry(), probe.clone(), options());
    let (start, cpu) = (Instant::now(), cpu::seconds()?);
    let watching = async {
        empty(db).await?;
        let found = report(jobs, start, cpu)?;
        stop.cancel();
        anyhow::Ok(found)
    };
    let (ran, found) = tokio::join!(runner.run(stop.clone()), watching);
    ran?;
    found
}

fn report(jobs: u64, start: Instant, cpu: f64) -> Result<Value> {
    let (seconds, cpu_s) = (start.elapsed().as_secs_f64(), cpu::seconds()? - cpu);
    Ok(json!({ "jobs": jobs, "seconds": seconds, "cpu_s": cpu_s }))
}

/// Waits until no job is left. Looks seldom and cheaply, so that looking is not what is measured.
async fn empty(db: &Db) -> Result<()> {
    while db.read(|conn| Ok(any(conn)?)).await? {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

#[derive(diesel::QueryableByName)]
struct Number {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

fn any(conn: &mut Conn) -> diesel::QueryResult<bool> {
    let found: Vec<Number> = diesel::sql_query("SELECT id AS n FROM job LIMIT 1").load(conn)?;
    Ok(!found.is_empty())
}

async fn left(db: &Db) -> Result<u64> {
    let count = |conn: &mut Conn| {
        let found: Number = diesel::sql_query("SELECT COUNT(*) AS n FROM job").get_result(conn)?;
        Ok(found.n)
    };
    Ok(u64::try_from(db.read(count).await?)?)
}
