//! One life of a runner: from the row it registers to the row it gives up or loses.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use blimp_kit::{Result, fault};
use blimp_store::JobId;
use tokio::task::{Id, JoinError};
use tokio::time::{Instant, sleep, sleep_until, timeout, timeout_at};
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

use super::hand::Hand;
use super::{Runner, pause};
use crate::backoff;
use crate::batch::{Over, apply_all};
use crate::claim::Claimed;
use crate::execute::execute;
use crate::lease::{self, Lease};
use crate::run::{Run, Why};
use crate::schedule;
use crate::transport::Wire;
use crate::verdict::Verdict;

/// How a life ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It was asked to stop.
    Stopped,
    /// Its lease ran out, or might have.
    Lost,
}

/// One life of a runner.
pub(super) struct Life<'a, C> {
    pub(super) runner: &'a Runner<C>,
    /// The way by which a broker carries jobs here.
    pub(super) wire: Option<Wire>,
    lease: Lease,
    /// When the lease was last known to be good.
    began: Instant,
    running: Mutex<HashMap<Id, Vec<Run>>>,
    /// Parent of the tokens of all its jobs.
    token: CancellationToken,
}

impl<C> Drop for Life<'_, C> {
    fn drop(&mut self) {
        self.token.cancel();
    }
}

impl<'a, C: Send + Sync + 'static> Life<'a, C> {
    /// Takes back what dead workers left, and registers.
    pub(super) async fn begin(runner: &'a Runner<C>) -> Result<Self> {
        lease::reap(&runner.db).await?;
        let began = Instant::now();
        let lease = lease::register(&runner.db, runner.options.lease).await?;
        let (running, token) = (Mutex::default(), CancellationToken::new());
        Ok(Self {
            runner,
            wire: runner.wire(lease.worker),
            lease,
            began,
            running,
            token,
        })
    }

    /// Works until `stop`, or until the lease is lost.
    pub(super) async fn live(self, stop: &CancellationToken) -> End {
        let end = {
            let work = Box::pin(self.work(stop));
            let (beat, fire) = (Box::pin(self.beat()), Box::pin(self.fire(stop)));
            let carry = Box::pin(self.carry());
            tokio::select! {
                end = work => end,
                () = beat => End::Lost,
                () = fire => End::Lost,
                () = carry => End::Lost,
            }
        };
        // A lost lease too: what it still has in hand then goes to others at once.
        if let Err(error) = self.leave().await {
            tracing::warn!(%error, "could not sign off; the lease will run out by itself");
        }
        end
    }

    async fn leave(mut self) -> Result {
        if let Some(wire) = &self.wire {
            wire.give_back(true).await;
        }
        let lease = std::mem::take(&mut self.lease);
        lease::leave(&self.runner.db, lease).await
    }

    fn running(&self) -> MutexGuard<'_, HashMap<Id, Vec<Run>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Claims and runs until `stop`, then drains.
    async fn work(&self, stop: &CancellationToken) -> End {
        let mut wakes = self.runner.db.queue_wakes();
        let mut hand = Hand::default();
        // Whether more may be waiting than the last look took.
        let mut hungry = true;
        while !stop.is_cancelled() {
            let slots = self
                .runner
                .options
                .concurrency
                .saturating_sub(hand.tasks.len());
            let free = if hungry { slots } else { 0 };
            if free > 0 || !hand.ended.is_empty() {
                if free > 0 {
                    wakes.mark_unchanged();
                }
                match self.turn(&mut hand, free).await {
                    Ok(Some(full)) => hungry = hungry && (free == 0 || full),
                    Ok(None) => return End::Lost,
                    Err(error) => {
                        tracing::error!(%error, "the queue cannot reach its table");
                        hand.failures += 1;
                        pause(hand.failures, stop).await;
                    }
                }
                self.collect(&mut hand);
                continue;
            }
            let poll = self
                .runner
                .options
                .poll
                .mul_f64(0.75 + backoff::chance() / 2.0);
            let patience = hand.patience(poll, &self.runner.db);
            tokio::select! {
                () = stop.cancelled() => {}
                Some(ended) = hand.tasks.join_next_with_id() => self.ended(&mut hand, ended),
                Ok(()) = wakes.changed(), if !self.is_carried() => hungry = true,
                () = self.rung(slots) => hungry = true,
                () = sleep(patience) => hungry = true,
            }
            self.collect(&mut hand);
        }
        self.drain(hand).await;
        End::Stopped
    }

    /// Writes down what ended, claims and starts; `None` where the lease is gone, else whether
    /// there may be more.
    async fn turn(&self, hand: &mut Hand, free: usize) -> Result<Option<bool>> {
        hand.turn = hand.turn.wrapping_add(1);
        let worker = self.lease.worker;
        let want = (free, if free > 0 { hand.extra } else { 0 });
        let mut turn = self
            .runner
            .plan(worker, hand.ended.clone(), want, hand.turn);
        if hand.failures > 0 {
            let running: Vec<JobId> = self.running().values().flatten().map(Run::id).collect();
            let ended = hand.ended.iter().map(|(fence, _)| fence.job);
            turn.in_hand = Some(running.into_iter().chain(ended).collect());
        }
        let Some(entries) = self.announced(&mut turn, hand.turn).await else {
            return Ok(Some(false));
        };
        // A turn that hangs may have claimed: nobody else would run its jobs under this lease.
        let Ok(turned) = timeout(self.runner.options.lease, self.runner.turn(turn)).await else {
            tracing::error!("the queue waits for the database in vain");
            return Ok(None);
        };
        let turned = match turned {
            Ok(turned) => turned,
            Err(error) => {
                self.keep(entries);
                return Err(error);
            }
        };
        hand.ended.clear();
        hand.failures = 0;
        self.cancel(&turned.cancelled);
        if turned.lost {
            return Ok(None);
        }
        if !turned.claimed.is_empty() {
            fault::point("after_claim");
        }
        let full = turned.taken.max(entries.len()) == want.0 + want.1;
        if free > 0 {
            let now = self.runner.db.clock().now();
            hand.learn(&turned, full, (&self.runner.kinds, now));
        }
        self.start(hand, turned.claimed);
        if !entries.is_empty() {
            fault::point("before_xack");
            self.settle(&entries).await;
        }
        Ok(Some(full))
    }

    fn start(&self, hand: &mut Hand, claimed: Vec<Claimed>) {
        let chores = &self.runner.kinds.chores;
        let is_chore = |job: &Claimed| chores.contains(job.kind.as_str());
        let (chores, works): (Vec<_>, Vec<_>) = claimed.into_iter().partition(is_chore);
        for job in works {
            self.start_one(hand, job);
        }
        let mut chores = chores.into_iter().peekable();
        while chores.peek().is_some() {
            let batch = chores.by_ref().take(hand.batch).collect();
            self.start_batch(hand, batch);
        }
    }

    fn start_one(&self, hand: &mut Hand, job: Claimed) {
        let runner = self.runner;
        let run = runner.run_of(&job, self.token.child_token());
        let span = tracing::info_span!(
            "job",
            id = job.id.0,
            kind = %job.kind,
            attempt = job.attempt,
            trace = job.trace.as_deref(),
        );
        let (registry, ctx) = (Arc::clone(&runner.registry), Arc::clone(&runner.ctx));
        let (db, own) = (runner.db.clone(), run.clone());
        let task = async move {
            let verdict = execute(&registry, &*ctx, &db, &job, &own).await;
            let verdicts = vec![(own.fence(), verdict)];
            Over {
                verdicts,
                each: None,
            }
        };
        let handle = hand.tasks.spawn(task.instrument(span));
        self.running().insert(handle.id(), vec![run]);
    }

    fn start_batch(&self, hand: &mut Hand, batch: Vec<Claimed>) {
        let runner = self.runner;
        let with_run = |job: Claimed| {
            let run = runner.run_of(&job, self.token.child_token());
            (job, run)
        };
        let jobs: Vec<(Claimed, Run)> = batch.into_iter().map(with_run).collect();
        let runs = jobs.iter().map(|(_, run)| run.clone()).collect();
        let (registry, ctx) = (Arc::clone(&runner.registry), Arc::clone(&runner.ctx));
        let (db, span) = (
            runner.db.clone(),
            tracing::info_span!("chores", n = jobs.len()),
        );
        let task = async move { apply_all(&registry, &*ctx, &db, jobs).await };
        let handle = hand.tasks.spawn(task.instrument(span));
        self.running().insert(handle.id(), runs);
    }

    /// Takes in whatever else has ended, so that one turn writes it all.
    fn collect(&self, hand: &mut Hand) {
        while let Some(ended) = hand.tasks.try_join_next_with_id() {
            self.ended(hand, ended);
        }
    }

    fn ended(&self, hand: &mut Hand, ended: Result<(Id, Over), JoinError>) {
        let id = match &ended {
            Ok((id, _)) => *id,
            Err(error) => error.id(),
        };
        let Some(runs) = self.running().remove(&id) else {
            return;
        };
        let over = ended.map_or_else(
            |error| {
                let now = self.runner.db.clock().now();
                let failed = |run: &Run| Verdict::failed(error.to_string(), run, now);
                let verdicts = runs.iter().map(|run| (run.fence(), failed(run))).collect();
                Over {
                    verdicts,
                    each: None,
                }
            },
            |(_, over)| over,
        );
        if let Some(each) = over.each {
            hand.pace(each);
        }
        for (fence, verdict) in over.verdicts {
            if let Verdict::Dead { error } = &verdict {
                let kind = runs.iter().find(|run| run.fence() == fence).map(Run::kind);
                tracing::error!(job = fence.job.0, kind, error, "a job is dead");
            }
            match verdict {
                // Nothing is left to write.
                Verdict::Applied | Verdict::Lost => self.runner.stats.count(&verdict),
                _ => hand.ended.push((fence, verdict)),
            }
        }
    }

    fn cancel(&self, jobs: &[JobId]) {
        if jobs.is_empty() {
            return;
        }
        let running = self.running();
        for run in running
            .values()
            .flatten()
            .filter(|run| jobs.contains(&run.id()))
        {
            run.stop(Why::Cancelled);
        }
    }

    /// Lets running jobs finish for the time of grace, then gives back the rest.
    async fn drain(&self, mut hand: Hand) {
        let until = Instant::now() + self.runner.options.grace;
        while !hand.tasks.is_empty() {
            tokio::select! {
                Some(ended) = hand.tasks.join_next_with_id() => self.ended(&mut hand, ended),
                () = sleep_until(until) => break,
            }
        }
        for run in self.running().values().flatten() {
            run.stop(Why::Stopping);
        }
        // One last chance: those that look at their token leave by themselves.
        tokio::task::yield_now().await;
        self.collect(&mut hand);
        hand.tasks.shutdown().await;
        let left: Vec<Run> = self.running().drain().flat_map(|(_, runs)| runs).collect();
        hand.ended
            .extend(left.iter().map(|run| (run.fence(), Verdict::GiveBack)));
        if !hand.ended.is_empty()
            && let Err(error) = self.turn(&mut hand, 0).await
        {
            tracing::error!(%error, "could not give jobs back; their lease will run out");
        }
    }

    /// Renews the lease and looks after the dead; returns when the lease may have run out.
    async fn beat(&self) {
        let lease = self.runner.options.lease;
        // Well before anybody else may take the jobs.
        let safe = lease.mul_f64(0.65);
        let mut renewed = self.began;
        loop {
            sleep(lease / 4).await;
            let running = self.running().values().map(Vec::len).sum();
            let (asked, worker) = (Instant::now(), self.lease.worker);
            let renew = self
                .runner
                .db
                .write(move |tx| lease::renew(tx, worker, lease, running));
            match timeout_at(renewed + safe, renew).await {
                Ok(Ok(Some(cancelled))) => {
                    renewed = asked;
                    self.cancel(&cancelled);
                }
                Ok(Ok(None)) | Err(_) => return,
                Ok(Err(error)) => tracing::warn!(%error, "could not renew the lease"),
            }
            if renewed.elapsed() >= safe {
                return;
            }
            match timeout(lease / 4, self.look_after()).await {
                Ok(Ok(())) | Err(_) => {}
                Ok(Err(error)) => tracing::warn!(%error, "could not look after dead workers"),
            }
        }
    }

    /// Fires schedules until `stop`; never returns.
    async fn fire(&self, stop: &CancellationToken) {
        let all = self.runner.registry.schedules().to_vec();
        let (db, mut next, mut synced) = (&self.runner.db, blimp_kit::Instant(0), false);
        while self.runner.options.beat && !stop.is_cancelled() {
            let now = db.clock().now();
            if now >= next {
                let (all, first) = (all.clone(), !synced);
                let fired = db.write(move |tx| {
                    if first {
                        schedule::sync(tx, &all, now)?;
                    }
                    schedule::fire_all(tx, &all);
                    Ok(schedule::earliest(&all, tx.now()))
                });
                match fired.await {
                    Ok(at) => (next, synced) = (at, true),
                    Err(error) => tracing::warn!(%error, "could not fire schedules"),
                }
            }
            tokio::select! {
                () = sleep(self.runner.options.poll.min(Duration::from_secs(1))) => {}
                () = stop.cancelled() => {}
            }
        }
        std::future::pending::<()>().await;
    }
}
