//! Presence: who is at a place now, and whether they are typing.
//!
//! Places and people are ids that mean something to the apps only. Whoever is at a place says so
//! again and again ([`Presence::here`]); who has said nothing for [`GONE`] is gone. It is kept in
//! this process, and where there is a Redis also there, so that several processes answer the same.
//! Nothing of it reaches the database: what is lost comes back with the next time somebody says it.
//!
//! **Invariant:** it is bounded: [`AT_A_PLACE`] people at a place, [`IN_ALL`] in a process. Who finds
//! no room is not seen, which is no error.

mod local;
mod in_redis;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use blimp_kit::Clock;
use tokio::sync::broadcast;
use tokio::task::AbortHandle;

use crate::redis::Redis;
use in_redis::Shared;
use local::{Change, Places};

/// Who has said nothing for this long is gone; to be said more than twice as often.
pub const GONE: Duration = Duration::from_secs(45);
/// People at one place.
pub const AT_A_PLACE: usize = 50;
/// People at all places that one process heard of.
pub const IN_ALL: usize = 20_000;
/// How often a process looks who is gone.
const LOOK: Duration = Duration::from_secs(1);
/// Changes that a listener may be behind; more are lost to it.
const RING: usize = 256;

/// Somebody at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Present {
    /// Who.
    pub who: i64,
    /// Whether they are typing.
    pub typing: bool,
}

/// Who is where. Cheap to clone; the last clone that goes ends it.
#[derive(Debug, Clone)]
pub struct Presence {
    inner: Arc<Inner>,
    _tasks: Arc<Tasks>,
}

#[derive(Debug)]
struct Inner {
    clock: Clock,
    places: Mutex<Places>,
    shared: Option<Shared>,
    changes: broadcast::Sender<i64>,
}

#[derive(Debug)]
struct Tasks(Vec<AbortHandle>);

impl Drop for Tasks {
    fn drop(&mut self) {
        for task in &self.0 {
            task.abort();
        }
    }
}

impl Presence {
    /// Begins, within a Tokio runtime; together with other processes where there is a Redis.
    #[expect(
        clippy::disallowed_methods,
        reason = "lives as long as the process; keeps no work"
    )]
    pub fn start(clock: Clock, redis: Option<&Redis>) -> Self {
        let inner = Arc::new(Inner {
            clock,
            places: Mutex::default(),
            shared: redis.map(Shared::new),
            changes: broadcast::Sender::new(RING),
        });
        let mut tasks = vec![tokio::spawn(look(inner.clone())).abort_handle()];
        if inner.shared.is_some() {
            tasks.push(tokio::spawn(listen(inner.clone())).abort_handle());
            tasks.push(tokio::spawn(beat(inner.clone())).abort_handle());
        }
        Self {
            inner,
            _tasks: Arc::new(Tasks(tasks)),
        }
    }

    /// `who` is at `place`.
    pub async fn here(&self, place: i64, who: i64, typing: bool) {
        let (inner, now) = (&self.inner, self.inner.clock.now());
        let present = Present { who, typing };
        let change = inner.places().put(place, present, now);
        let told = match &inner.shared {
            Some(shared) => shared.put(place, present, now).await.unwrap_or(change),
            None => change,
        };
        if told == Change::Seen {
            inner.tell(place);
        }
    }

    /// `who` is not at `place` any more.
    pub async fn leave(&self, place: i64, who: i64) {
        let was_here = self.inner.places().remove(place, who);
        let told = match &self.inner.shared {
            Some(shared) => shared.remove(place, who).await.unwrap_or(was_here),
            None => was_here,
        };
        if told {
            self.inner.tell(place);
        }
    }

    /// Who is at `place`, those who came first first.
    pub async fn list(&self, place: i64) -> Vec<Present> {
        let now = self.inner.clock.now();
        if let Some(shared) = &self.inner.shared
            && let Ok(found) = shared.list(place, now).await
        {
            return found;
        }
        self.inner.places().list(place, now)
    }

    /// Places at which something changed, from now on.
    pub fn changes(&self) -> broadcast::Receiver<i64> {
        self.inner.changes.subscribe()
    }
}

impl Inner {
    fn places(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, place: i64) {
        // Nobody may be listening.
        drop(self.changes.send(place));
    }
}

/// Tells of who is gone without a word.
async fn look(inner: Arc<Inner>) {
    let mut tick = tokio::time::interval(LOOK);
    loop {
        tick.tick().await;
        let left = inner.places().expire(inner.clock.now());
        for place in left {
            inner.tell(place);
            if let Some(shared) = &inner.shared {
                shared.say(Some(place)).await;
            }
        }
    }
}

/// Tells here what changed in other processes.
async fn listen(inner: Arc<Inner>) {
    if let Some(shared) = &inner.shared {
        shared.listen(|place| inner.tell(place)).await;
    }
}

/// Shows listeners that they can hear.
async fn beat(inner: Arc<Inner>) {
    let mut tick = tokio::time::interval(crate::redis::ear::BEAT);
    while let Some(shared) = &inner.shared {
        tick.tick().await;
        shared.say(None).await;
    }
}

#[cfg(test)]
mod tests;
