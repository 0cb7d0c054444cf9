//! The runner: claims, runs, renews its lease, takes back what others left, fires schedules.

use std::fmt;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use blimp_kit::{Error, Result, fault};
use blimp_store::{Backoff, Db};
use blimp_watch::metrics::house::LEASES_LOST;
use tokio_util::sync::CancellationToken;

use crate::backoff;
use crate::claim::{Claimed, Kinds};
use crate::config::Options;
use crate::execute::execute;
use crate::lease;
use crate::prune::Prune;
use crate::registry::Registry;
use crate::run::Run;
use crate::schedule::{self, Schedule};
use crate::state::Fence;
use crate::transport::Broker;
use crate::verdict::Verdict;

mod carried;
mod hand;
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
    kinds: Arc<Kinds>,
    broker: Option<Broker>,
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
            registry.queues(&options.routes)
        } else {
            options.queues.clone()
        };
        let kinds = Arc::new(registry.for_claims());
        let (registry, ctx, stats) = (Arc::new(registry), Arc::new(ctx), Stats::default());
        Self {
            db,
            registry,
            ctx,
            options,
            queues,
            kinds,
            broker: None,
            stats,
        }
    }

    /// Jobs come by this broker.
    #[must_use]
    pub fn with_broker(self, broker: Option<Broker>) -> Self {
        Self { broker, ..self }
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
                End::Lost => {
                    LEASES_LOST.add([], 1);
                    tracing::error!("lost the lease; its jobs are dropped and run again");
                }
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
        let wire = self.wire(lease.worker);
        if let Some(wire) = &wire {
            wire.start_over().await?;
        }
        let mut verdicts = Vec::new();
        for number in 0..ENDLESS {
            let number = usize::try_from(number).unwrap_or(0);
            let mut turn = self.plan(lease.worker, verdicts, (1, 0), number);
            let mut entries = Vec::new();
            if let Some(wire) = &wire {
                wire.pass().await?;
                entries = carried::announce(wire, &mut turn, number).await;
            }
            // What these verdicts let come is not announced yet.
            let again = wire.is_some() && !turn.verdicts.is_empty();
            let Turned {
                mut claimed, taken, ..
            } = self.turn(turn).await?;
            verdicts = Vec::new();
            if let Some(wire) = &wire {
                wire.settle(&entries).await;
            }
            let Some(job) = claimed.pop() else {
                if taken > 0 || !entries.is_empty() || again {
                    // It was sent back by a limit; another may be due.
                    continue;
                }
                lease::leave(&self.db, lease).await?;
                return Ok(self.stats.read() - before);
            };
            let run = self.run_of(&job, CancellationToken::new());
            let verdict = execute(&self.registry, &*self.ctx, &self.db, &job, &run).await;
            verdicts.push((run.fence(), verdict));
        }
        Err(Error::fault(
            "these jobs never end: each makes another that is due at once",
        ))
    }

    /// What a claimed job knows of itself.
    fn run_of(&self, job: &Claimed, token: CancellationToken) -> Run {
        let kind = self.registry.find(&job.kind);
        let backoff = kind.map_or(Backoff::USUAL, |kind| kind.backoff);
        Run::new(&self.db, job, backoff, token)
    }

    /// What to do in a turn: `free` jobs at most, and `extra` ones if they are chores, starting
    /// with the queue of turn number `turn`.
    fn plan(
        &self,
        worker: i64,
        verdicts: Vec<(Fence, Verdict)>,
        (free, extra): (usize, usize),
        turn: usize,
    ) -> Turn {
        let shares = crate::claim::shares(&self.queues, free + extra, turn);
        Turn {
            worker,
            verdicts,
            shares,
            free,
            extra,
            in_hand: None,
            announced: None,
            kinds: Arc::clone(&self.kinds),
        }
    }

    /// Writes verdicts down and claims.
    async fn turn(&self, turn: Turn) -> Result<Turned> {
        let asked = turn.clone();
        let mut write = std::pin::pin!(self.db.write(move |tx| turn::take(tx, &asked)));
        let answer = futures::poll!(write.as_mut());
        if !turn.verdicts.is_empty() {
            fault::point("after_ack_send");
        }
        let turned = match answer {
            Poll::Ready(turned) => turned?,
            Poll::Pending => write.await?,
        };
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
