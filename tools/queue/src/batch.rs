//! Many chores in one transaction: one acknowledgement and one commit for all of them.

use std::time::{Duration, Instant};

use blimp_kit::{Result, fault};
use blimp_store::Db;
use blimp_watch::metrics::house;

use crate::claim::Claimed;
use crate::execute::{execute, look_up};
use crate::history::Ended;
use crate::registry::{ChoreFn, Handler, Registry};
use crate::run::Run;
use crate::state::Fence;
use crate::verdict::{self, Verdict};

/// Tries that ended together.
#[derive(Debug, Default)]
pub(crate) struct Over {
    pub(crate) verdicts: Vec<(Fence, Verdict)>,
    /// How long each chore of a batch held the transaction.
    pub(crate) each: Option<Duration>,
}

/// Applies chores; never fails and never panics, whatever they do.
///
/// All of them or none: where one fails, the batch is undone and each is tried by itself, so that
/// a bad one spoils nothing but the time.
pub(crate) async fn apply_all<C: Send + Sync + 'static>(
    registry: &Registry<C>,
    ctx: &C,
    db: &Db,
    jobs: Vec<(Claimed, Run)>,
) -> Over {
    let now = db.clock().now();
    let mut over = Over::default();
    let (mut chores, mut alone) = (Vec::new(), Vec::new());
    for (job, run) in jobs {
        match look_up(registry, &job, &run, now).map(|kind| &kind.handler) {
            Ok(Handler::Chore(apply)) => chores.push((job, run, ChoreFn::clone(apply))),
            _ => alone.push((job, run)),
        }
    }
    if chores.len() > 1 {
        let batch = chores
            .iter()
            .map(|(job, _, apply)| (job.clone(), ChoreFn::clone(apply)))
            .collect();
        match together(db, batch).await {
            Ok((kept, took)) => {
                let each = took / u32::try_from(chores.len()).unwrap_or(u32::MAX);
                over.each = Some(each);
                for (job, _, _) in chores.drain(..) {
                    let verdict = if kept.contains(&job.fence()) {
                        Verdict::Applied
                    } else {
                        Verdict::Lost
                    };
                    house::job_started(&job.kind, now.since(job.run_at));
                    house::job(&job.kind, verdict.outcome(), each);
                    over.verdicts.push((job.fence(), verdict));
                }
            }
            Err(error) => tracing::debug!(%error, "a batch of chores is taken apart"),
        }
    }
    alone.extend(chores.into_iter().map(|(job, run, _)| (job, run)));
    for (job, run) in alone {
        let verdict = execute(registry, ctx, db, &job, &run).await;
        over.verdicts.push((run.fence(), verdict));
    }
    over
}

/// Acknowledges and applies the chores that are still ours; returns those.
async fn together(db: &Db, batch: Vec<(Claimed, ChoreFn)>) -> Result<(Vec<Fence>, Duration)> {
    let applied = db.write(move |tx| {
        let (start, now) = (Instant::now(), tx.now());
        let ended: Vec<Ended> = batch.iter().map(|(job, _)| job.fence().into()).collect();
        let gone = verdict::finish(tx, &ended, "done", now)?;
        let mut kept = Vec::new();
        for (job, apply) in &batch {
            if !gone.contains(&job.id) {
                continue;
            }
            match &job.trace {
                Some(trace) => tx.caused_by(trace),
                None => tx.forget_cause(),
            }
            apply(job.args(), tx)?;
            kept.push(job.fence());
            fault::point("mid_handler");
        }
        Ok((kept, start.elapsed()))
    });
    let applied = applied.await;
    fault::point("after_effect");
    applied
}
