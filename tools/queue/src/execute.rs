//! One try of one job.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use blimp_kit::{Error, Result, fault};
use blimp_store::Db;
use blimp_watch::metrics::house;
use futures::FutureExt as _;
use futures::future::BoxFuture;

use crate::claim::Claimed;
use crate::registry::{ChoreFn, Handler, Kind, Registry};
use crate::run::{Run, Why};
use crate::verdict::{self, Verdict};

/// How long a job rests that newer code must do.
const NEWER: Duration = Duration::from_mins(1);
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
    house::job_started(&job.kind, db.clock().now().since(job.run_at));
    let verdict = attempt(registry, ctx, db, job, run).await;
    house::job(&job.kind, verdict.outcome(), start.elapsed());
    verdict
}

/// How to run the job, or why not to.
pub(crate) fn look_up<'a, C: Send + Sync + 'static>(
    registry: &'a Registry<C>,
    job: &Claimed,
    run: &Run,
    now: blimp_kit::Instant,
) -> Result<&'a Kind<C>, Verdict> {
    if job.cancel {
        return Err(Verdict::Cancelled);
    }
    if job.deadline.is_some_and(|deadline| deadline <= now) {
        let error = "its deadline passed before it could start".to_owned();
        return Err(Verdict::Dead { error });
    }
    let Some(kind) = registry.find(&job.kind) else {
        let error = format!("this release knows no job of kind {}", job.kind);
        return Err(Verdict::failed(error, run, now));
    };
    if job.version > kind.version {
        // A rolling update: the release that wrote it is there, or will be.
        let (new, known) = (job.version, kind.version);
        return Err(Verdict::PutOff {
            until: now + NEWER,
            error: format!("its arguments have version {new}, and this release knows {known}"),
        });
    }
    Ok(kind)
}

async fn attempt<C: Send + Sync + 'static>(
    registry: &Registry<C>,
    ctx: &C,
    db: &Db,
    job: &Claimed,
    run: &Run,
) -> Verdict {
    let now = db.clock().now();
    let kind = match look_up(registry, job, run, now) {
        Ok(kind) => kind,
        Err(verdict) => return verdict,
    };
    let ended = match &kind.handler {
        Handler::Work { limit, run: work } => {
            let limit = job.deadline.map_or(*limit, |d| d.since(now).min(*limit));
            let work = AssertUnwindSafe(async { work(ctx, run, job.args()).await });
            let ended = timed(Box::pin(work.catch_unwind()), limit, run).await;
            fault::point("after_effect");
            ended.map(|()| run.take_result().map_or(Verdict::Done, Verdict::DoneWith))
        }
        Handler::Chore(apply) => apply_chore(apply, db, job).await,
    };
    let now = db.clock().now();
    ended.unwrap_or_else(|error| {
        if matches!(
            (&kind.handler, &error),
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
    if let Poll::Ready(ended) = futures::poll!(&mut work) {
        return caught(ended);
    }
    fault::point("mid_handler");
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
    let (apply, job) = (Arc::clone(apply), job.clone());
    let applied = db.write(move |tx| {
        let now = tx.now();
        if verdict::finish(tx, &[job.fence().into()], "done", now)?.is_empty() {
            return Ok(Verdict::Lost);
        }
        if let Some(trace) = &job.trace {
            tx.caused_by(trace);
        }
        apply(job.args(), tx)?;
        fault::point("mid_handler");
        Ok(Verdict::Applied)
    });
    let applied = applied.await;
    fault::point("after_effect");
    applied
}
