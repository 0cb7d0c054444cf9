//! Callers: who wrote a moment ago, and so must read what they wrote.
//!
//! Reads of a replica may be late. A caller who wrote reads the primary for [`WINDOW`]; so does
//! one that this process has not met before, because it may just have written elsewhere. Other
//! processes are told who wrote here, a moment after the commit.

use std::collections::HashMap;
use std::future::Future;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use blimp_kit::signer::fingerprint;

tokio::task_local! {
    static CALLER: u64;
}

/// For how long a caller who wrote reads the primary.
const WINDOW: Duration = Duration::from_secs(5);
/// A caller who is silent for so long counts as new again.
const KNOWN: Duration = Duration::from_mins(10);
/// Callers remembered in each part of the map.
const MOST: usize = 8192;
const PARTS: usize = 16;

/// Runs `work` for the caller that `key` stands for, see [`caller_key`].
///
/// Within it [`Db::read`](crate::Db::read) may ask a replica, where there is one; outside of it
/// everything reads the primary.
pub async fn as_caller<F: Future>(key: u64, work: F) -> F::Output {
    CALLER.scope(key, work).await
}

/// What a caller is told from others by: a hash of the credential that the caller sends.
pub fn caller_key(credential: &str) -> u64 {
    // The same in every process; it tells nothing of the credential itself.
    let mut hasher = DefaultHasher::new();
    fingerprint(credential).hash(&mut hasher);
    hasher.finish()
}

/// For whom the current task works.
pub(crate) fn current() -> Option<u64> {
    CALLER.try_with(|key| *key).ok()
}

/// When callers wrote last.
pub(crate) struct Callers {
    /// Until when each one reads the primary.
    parts: [Mutex<HashMap<u64, Instant>>; PARTS],
    /// Who wrote since the other processes were told.
    fresh: Mutex<Vec<u64>>,
}

impl Callers {
    pub(crate) fn new() -> Self {
        Self {
            parts: std::array::from_fn(|_| Mutex::default()),
            fresh: Mutex::default(),
        }
    }

    /// The caller has written here.
    pub(crate) fn wrote(&self, key: u64, now: Instant) {
        self.wrote_elsewhere(key, now);
        let mut fresh = held(&self.fresh);
        if fresh.len() < MOST {
            fresh.push(key);
        }
    }

    /// The caller has written in another process.
    pub(crate) fn wrote_elsewhere(&self, key: u64, now: Instant) {
        self.remember(key, now);
    }

    /// Whether a replica is good enough for the caller.
    pub(crate) fn may_lag(&self, key: u64, now: Instant) -> bool {
        let known = held(self.part(key)).get(&key).copied();
        match known {
            Some(until) if now < until + KNOWN => now >= until,
            _ => {
                self.remember(key, now);
                false
            }
        }
    }

    /// Who wrote here since the last time this was asked.
    pub(crate) fn take_fresh(&self) -> Vec<u64> {
        std::mem::take(&mut *held(&self.fresh))
    }

    fn remember(&self, key: u64, now: Instant) {
        let mut part = held(self.part(key));
        if part.len() >= MOST {
            part.retain(|_, until| now < *until + KNOWN);
        }
        if part.len() >= MOST {
            // Whoever is forgotten reads the primary for a while: dearer, never wrong.
            part.clear();
        }
        part.insert(key, now + WINDOW);
    }

    fn part(&self, key: u64) -> &Mutex<HashMap<u64, Instant>> {
        let [first, ..] = &self.parts;
        let n = usize::try_from(key % PARTS as u64).unwrap_or_default();
        self.parts.get(n).unwrap_or(first)
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Callers, KNOWN, MOST, PARTS, WINDOW};

    #[test]
    fn whoever_wrote_or_is_new_reads_the_primary_for_a_while() {
        let (callers, start) = (Callers::new(), Instant::now());
        let second = Duration::from_secs(1);
        assert!(!callers.may_lag(7, start), "new");
        assert!(!callers.may_lag(7, start + second), "still new");
        assert!(callers.may_lag(7, start + WINDOW), "known");
        callers.wrote(7, start + WINDOW);
        assert!(!callers.may_lag(7, start + WINDOW + second), "wrote");
        assert!(callers.may_lag(7, start + WINDOW * 2));
        callers.wrote_elsewhere(7, start + WINDOW * 2);
        assert!(!callers.may_lag(7, start + WINDOW * 2), "wrote elsewhere");
        assert!(!callers.may_lag(7, start + WINDOW * 3 + KNOWN), "forgotten");
        assert_eq!(
            (callers.take_fresh(), callers.take_fresh()),
            (vec![7], vec![])
        );
    }

    #[test]
    fn a_crowd_takes_no_more_room_than_there_is() {
        let (callers, now) = (Callers::new(), Instant::now());
        for key in 0..(PARTS * MOST * 2) as u64 {
            callers.may_lag(key, now);
        }
        let kept = callers.parts.iter().map(|part| part.lock().unwrap().len());
        assert!(kept.max().unwrap() <= MOST);
        assert!(!callers.may_lag(0, now + WINDOW), "forgotten, so careful");
    }
}
