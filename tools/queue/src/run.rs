//! What a running job knows of itself.

use std::fmt;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use blimp_kit::{Error, Result};
use blimp_store::schema::job;
use blimp_store::{Backoff, Conn, Db, JobId};
use diesel::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::claim::Claimed;
use crate::state::{Fence, IsRunning};

/// What a running job knows of itself. Cheap to clone.
#[derive(Clone)]
pub struct Run(Arc<Inner>);

struct Inner {
    fence: Fence,
    company: Option<i64>,
    kind: String,
    max_attempt: i64,
    trace: Option<String>,
    token: CancellationToken,
    why: AtomicU8,
    saved: Mutex<Saved>,
    /// When progress was last written.
    told: Mutex<Option<Instant>>,
    result: Mutex<Option<String>>,
    backoff: Backoff,
    db: Db,
}

/// The shortest time between two writes of progress.
const TELL: Duration = Duration::from_secs(1);
/// The most that is kept of a result, in bytes.
const RESULT_BYTES: usize = 64 * 1024;

/// Why a job is asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Nobody asked it to.
    Nothing = 0,
    /// Somebody cancelled it.
    Cancelled = 1,
    /// It took too long.
    Slow = 2,
    /// The process stops.
    Stopping = 3,
}

/// What `job.checkpoint` holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Saved {
    pub(crate) done: Option<i64>,
    pub(crate) total: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<String>,
    pub(crate) step: Value,
}

impl Saved {
    pub(crate) fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }
}

impl Run {
    pub(crate) fn new(
        db: &Db,
        claimed: &Claimed,
        backoff: Backoff,
        token: CancellationToken,
    ) -> Self {
        Self(Arc::new(Inner {
            fence: claimed.fence(),
            company: claimed.company_id,
            kind: claimed.kind.clone(),
            max_attempt: claimed.max_attempt,
            trace: claimed.trace.clone(),
            token,
            why: AtomicU8::new(Why::Nothing as u8),
            saved: Mutex::new(Saved::read(claimed.checkpoint.as_deref())),
            told: Mutex::default(),
            result: Mutex::default(),
            backoff,
            db: db.clone(),
        }))
    }

    /// The job.
    pub fn id(&self) -> JobId {
        self.0.fence.job
    }

    /// Which try this is, from 1.
    pub fn attempt(&self) -> i64 {
        self.0.fence.attempt
    }

    /// Whether the job counts as dead if this try fails.
    pub fn is_last_attempt(&self) -> bool {
        self.0.fence.attempt >= self.0.max_attempt
    }

    /// The tenant it works for.
    pub fn company(&self) -> Option<i64> {
        self.0.company
    }

    /// The request that caused it.
    pub fn trace(&self) -> Option<&str> {
        self.0.trace.as_deref()
    }

    /// Cancelled when the job should come to an end: it was cancelled, took longer than its time
    /// limit, or the process stops. A job that ignores it is dropped at its next `.await`.
    pub fn token(&self) -> &CancellationToken {
        &self.0.token
    }

    /// What an earlier try saved.
    pub fn checkpoint<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        Ok(serde_json::from_value(self.saved().step)?)
    }

    /// Saves how far the job has come, for the next try, in the transaction of its effect.
    ///
    /// A fault where the job is no longer this worker's: leave the transaction with it.
    pub fn save<T: Serialize>(&self, conn: &mut Conn, step: &T) -> Result {
        let saved = Saved {
            step: serde_json::to_value(step)?,
            ..self.saved()
        };
        write(conn, self.0.fence, &saved)?;
        self.set_saved(saved);
        Ok(())
    }

    /// Says how far the job has come, for people to see: `done` of `total`, and of what, such as
    /// "cards". Written at most once a second, so say it as often as you like.
    ///
    /// A fault where it is written and the job is no longer this worker's.
    pub async fn progress(&self, done: i64, total: Option<i64>, words: &str) -> Result {
        let saved = Saved {
            done: Some(done),
            total,
            words: Some(words.to_owned()).filter(|words| !words.is_empty()),
            ..self.saved()
        };
        self.set_saved(saved.clone());
        {
            let mut told = self.0.told.lock().unwrap_or_else(PoisonError::into_inner);
            if told.is_some_and(|at| at.elapsed() < TELL) {
                return Ok(());
            }
            *told = Some(Instant::now());
        }
        let fence = self.0.fence;
        self.0.db.write(move |tx| write(tx, fence, &saved)).await
    }

    /// Says what the job came to; it is remembered with the job once it is done, and thrown away
    /// where the try fails. A fault where it is larger than 64 KiB of JSON.
    pub fn result<T: Serialize>(&self, result: &T) -> Result {
        let text = serde_json::to_string(result)?;
        if text.len() > RESULT_BYTES {
            return Err(Error::fault("the result is larger than 64 KiB"));
        }
        *self.0.result.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
        Ok(())
    }

    pub(crate) fn take_result(&self) -> Option<String> {
        let mut result = self.0.result.lock().unwrap_or_else(PoisonError::into_inner);
        result.take()
    }

    pub(crate) fn backoff(&self) -> Backoff {
        self.0.backoff
    }

    pub(crate) fn fence(&self) -> Fence {
        self.0.fence
    }

    pub(crate) fn kind(&self) -> &str {
        &self.0.kind
    }

    /// Asks the job to stop; the first reason stands.
    pub(crate) fn stop(&self, why: Why) {
        let _ = self.0.why.compare_exchange(
            Why::Nothing as u8,
            why as u8,
            Ordering::SeqCst,
            Ordering::SeqCst,
        );
        self.0.token.cancel();
    }

    pub(crate) fn why(&self) -> Why {
        match self.0.why.load(Ordering::SeqCst) {
            1 => Why::Cancelled,
            2 => Why::Slow,
            3 => Why::Stopping,
            _ => Why::Nothing,
        }
    }

    fn saved(&self) -> Saved {
        self.0
            .saved
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set_saved(&self, saved: Saved) {
        *self.0.saved.lock().unwrap_or_else(PoisonError::into_inner) = saved;
    }
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Run").field(&self.0.fence).finish()
    }
}

fn write(conn: &mut Conn, fence: Fence, saved: &Saved) -> Result {
    let mine = job::table
        .filter(job::id.eq(fence.job))
        .filter(job::worker.eq(fence.worker))
        .filter(job::attempt.eq(fence.attempt))
        .filter(IsRunning);
    let text = serde_json::to_string(saved)?;
    let rows = diesel::update(mine)
        .set(job::checkpoint.eq(text))
        .execute(conn)?;
    if rows == 1 {
        Ok(())
    } else {
        Err(Error::fault("this job now belongs to another worker"))
    }
}
