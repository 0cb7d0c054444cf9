//! The runner: claims, runs, renews its lease, takes back what others left, fires schedules.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use blimp_kit::{Error, Result};
use blimp_store::Db;
use tokio_util::sync::CancellationToken;

use crate::backoff;
use crate::config::Options;
use crate::execute::execute;
use crate::lease;
use crate::prune::Prune;
use crate::registry::Registry;
use crate::run::Run;
use crate::schedule::{self, Schedule};
use crate::state::Fence;
use crate::verdict::Verdict;

mod life;
mod stats;
pub(crate) mod turn;

pub use stats::{Outcome, Stats};

use life::{End, Life};
use turn::{Turn, Turned};

/// Jobs that [`Runner::run_until_idle`] runs before it says that they never end.
const ENDLESS: u64 = 100_000;

/// Works through the job table. `C` is what jobs get to reach the outside with.
pub struct Runner<C> {
    db: Db,
    registry: Arc<Registry<C>>,
    ctx: Arc<C>,
    options: Options,
    queues: Vec<(String, u32)>,
    stats: Stats,
}

impl<C: Send + Sync + 'static> Runner<C> {
    /// Ready to run; [`Registry::check`] is asked when it does.
    pub fn new(db: Db, registry: Registry<C>, ctx: C, options: Options) -> Self {
        let keep_s = options.keep.as_secs();
        let registry = registry
            .chore_with::<Prune>(Prune::apply)
            .every(Schedule::cron("queue.prune", "17 * * * *", move |_| {
                Prune { keep_s }
            }));
        let queues = if options.queues.is_empty() {
            registry.queues()
        } else {
            options.queues.clone()
        };
        let (registry, ctx, stats) = (Arc::new(registry), Arc::new(ctx), Stats::default());
        Self {
            db,
            registry,
            ctx,
            options,
            queues,
            stats,
        }
    }

    /// What it has done, in numbers; they go on counting while it runs.
    pub fn stats(&self) -> Stats {
        self.stats.clone()
    }

    /// Runs jobs until `stop` is cancelled; then lets running ones finish for a while, gives back
    /// the rest and returns.
    ///
    /// Survives an unreachable database: what it cannot write down is run again by somebody. Fails
    /// only where the registry is wrong.
    pub async fn run(self, stop: CancellationToken) -> Result {
        self.registry.check()?;
        let mut failures = 0;
        while !stop.is_cancelled() {
            let life = match Life::begin(&self).await {
                Ok(life) => life,
                Err(error) => {
                    tracing::error!(%error, "the queue cannot start; it will try again");
                    failures += 1;
                    pause(failures, &stop).await;
                    continue;
                }
            };
            failures = 0;
            match life.live(&stop).await {
                End::Stopped => return Ok(()),
                End::Lost => tracing::error!("lost the lease; its jobs are dropped and run again"),
            }
        }
        Ok(())
    }

    /// For tests: fires what is due, runs what is due, and what that enqueues, one job after
    /// another, until nothing is due by the database's clock. Waits for nothing.
    ///
    /// Once the clock has passed minute 17 of an hour this counts the queue's own `queue.prune`.
    pub async fn run_until_idle(&self) -> Result<Outcome> {
        self.registry.check()?;
        let before = self.stats.read();
        lease::reap(&self.db).await?;
        let lease = lease::register(&self.db, Duration::from_hours(1)).await?;
        let all: Vec<Schedule> = self.registry.schedules().to_vec();
        self.db
            .write(move |tx| {
                let now = tx.now();
                schedule::sync(tx, &all, now)?;
                schedule::fire_all(tx, &all);
                Ok(())
            })
            .await?;
        let mut verdicts = Vec::new();
        for turn in 0..ENDLESS {
            let turn = usize::try_from(turn).unwrap_or(0);
            let turn = self.plan(lease.worker, verdicts, 1, turn);
            let Turned { mut claimed, .. } = self.turn(turn).await?;
            let Some(job) = claimed.pop() else {
                lease::leave(&self.db, lease).await?;
                return Ok(self.stats.read() - before);
            };
            let run = Run::new(&self.db, &job, CancellationToken::new());
            let verdict = execute(&self.registry, &*self.ctx, &self.db, &job, &run).await;
            verdicts = vec![(run.fence(), verdict)];
        }
        Err(Error::fault(
            "these jobs never end: each makes another that is due at once",
        ))
    }

    /// What to do in a turn: `free` jobs at most, starting with the queue of turn number `turn`.
    fn plan(&self, worker: i64, verdicts: Vec<(Fence, Verdict)>, free: usize, turn: usize) -> Turn {
        let shares = crate::claim::shares(&self.queues, free, turn);
        Turn {
            worker,
            verdicts,
            shares,
            free,
            in_hand: None,
        }
    }

    /// Writes verdicts down and claims.
    async fn turn(&self, turn: Turn) -> Result<Turned> {
        let asked = turn.clone();
        let turned = self.db.write(move |tx| turn::take(tx, &asked)).await?;
        for (fence, verdict) in &turn.verdicts {
            let refused = turned.refused.contains(&fence.job);
            if refused {
                tracing::warn!(job = fence.job.0, "a verdict came too late and was refused");
            }
            self.stats
                .count(if refused { &Verdict::Lost } else { verdict });
        }
        Ok(turned)
    }
}

impl<C> fmt::Debug for Runner<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runner")
            .field("registry", &self.registry)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// Waits after failure number `failures`: a tenth of a second, doubling up to five.
async fn pause(failures: u32, stop: &CancellationToken) {
    let plain = Duration::from_millis(100).saturating_mul(2_u32.saturating_pow(failures.min(10)));
    let wait = plain
        .min(Duration::from_secs(5))
        .mul_f64(0.5 + backoff::chance() / 2.0);
    tokio::select! {
        () = tokio::time::sleep(wait) => {}
        () = stop.cancelled() => {}
    }
}
