//! One try of one job.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use blimp_kit::{Error, Result};
use blimp_store::Db;
use blimp_watch::metrics::house;
use futures::FutureExt as _;
use futures::future::BoxFuture;

use crate::claim::Claimed;
use crate::registry::{ChoreFn, Handler, Registry};
use crate::run::{Run, Why};
use crate::verdict::{self, Verdict};

/// How long a job that was asked to stop may go on, at most.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// Runs the job and counts the try; never fails and never panics, whatever the job does.
pub(crate) async fn execute<C: Send + Sync + 'static>(
    registry: &Registry<C>,
    ctx: &C,
    db: &Db,
    job: &Claimed,
    run: &Run,
) -> Verdict {
    let start = Instant::now();
    let verdict = attempt(registry, ctx, db, job, run).await;
    house::job(&job.kind, verdict.outcome(), start.elapsed());
    verdict
}

async fn attempt<C: Send + Sync + 'static>(
    registry: &Registry<C>,
    ctx: &C,
    db: &Db,
    job: &Claimed,
    run: &Run,
) -> Verdict {
    let now = db.clock().now();
    if job.cancel {
        return Verdict::Cancelled;
    }
    if job.deadline.is_some_and(|deadline| deadline <= now) {
        return Verdict::Dead {
            error: "its deadline passed before it could start".to_owned(),
        };
    }
    let Some(handler) = registry.find(&job.kind) else {
        let error = format!("this release knows no job of kind {}", job.kind);
        return Verdict::failed(error, run, now);
    };
    let ended = match handler {
        Handler::Work { limit, run: work } => {
            let limit = job.deadline.map_or(*limit, |d| d.since(now).min(*limit));
            let work = AssertUnwindSafe(async { work(ctx, run, &job.payload).await });
            timed(Box::pin(work.catch_unwind()), limit, run)
                .await
                .map(|()| Verdict::Done)
        }
        Handler::Chore(apply) => apply_chore(apply, db, job).await,
    };
    let now = db.clock().now();
    ended.unwrap_or_else(|error| {
        if matches!(
            (handler, &error),
            (Handler::Chore(_), Error::Unavailable(_))
        ) {
            // The database was busy: not the chore's fault.
            return Verdict::Snooze {
                until: now + Duration::from_secs(1),
            };
        }
        let verdict = Verdict::on_error(&error, run, now);
        tracing::warn!(%error, ?verdict, "a job did not end well");
        verdict
    })
}

/// Waits for the job, asks it to stop at its limit and drops it soon after.
async fn timed(
    mut work: BoxFuture<'_, Result<Result, Box<dyn Any + Send>>>,
    limit: Duration,
    run: &Run,
) -> Result {
    let caught = |ended: Result<Result, Box<dyn Any + Send>>| {
        ended.unwrap_or_else(|panic| Err(Error::fault(format!("panic: {}", words(&*panic)))))
    };
    let stopped = run.token().clone();
    let limits = tokio::time::sleep(limit);
    tokio::select! {
        ended = &mut work => return caught(ended),
        () = limits => run.stop(Why::Slow),
        () = stopped.cancelled() => {}
    }
    let slow = || Error::fault(format!("it took longer than {limit:?}"));
    match tokio::time::timeout(limit.min(LAST_WORDS), work).await {
        // It gave up because it was told to: say why it was told.
        Ok(ended) => caught(ended).map_err(|error| match run.why() {
            Why::Slow => slow(),
            _ => error,
        }),
        Err(_) => Err(slow()),
    }
}

fn words(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message")
}

/// Acknowledges the chore and applies it, in one commit.
///
/// The acknowledgement comes first: it locks the row, so nobody can take the job away meanwhile,
/// and frees the key for a successor. Where it finds no row nothing is applied.
async fn apply_chore(apply: &ChoreFn, db: &Db, job: &Claimed) -> Result<Verdict> {
    let (apply, fence, payload) = (Arc::clone(apply), job.fence(), job.payload.clone());
    let trace = job.trace.clone();
    db.write(move |tx| {
        let now = tx.now();
        if verdict::finish(tx, &[fence], "done", now)?.is_empty() {
            return Ok(Verdict::Lost);
        }
        if let Some(trace) = trace {
            tx.caused_by(trace);
        }
        apply(&payload, tx)?;
        Ok(Verdict::Applied)
    })
    .await
}
