//! The cache itself: look, fill once, forget.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use blimp_kit::{Clock, Error, Result};
use blimp_watch::metrics::house;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::entry::{AtItsEnd, Entry};
use crate::generations::Generations;
use crate::key::{Key, Space};

/// Where entries are.
enum Place {
    Memory(moka::future::Cache<String, Entry>),
    Nowhere,
}

/// Answers kept for a moment. Cheap to clone.
#[derive(Clone)]
pub struct Cache {
    place: Arc<Place>,
    generations: Arc<Generations>,
    clock: Clock,
}

impl Cache {
    /// In the memory of this process, at most `capacity_bytes` of keys and values.
    pub fn memory(capacity_bytes: u64) -> Self {
        let memory = moka::future::Cache::builder()
            .weigher(|key: &String, entry: &Entry| {
                u32::try_from(key.len() + entry.bytes.len()).unwrap_or(u32::MAX)
            })
            .max_capacity(capacity_bytes)
            .expire_after(AtItsEnd)
            .build();
        Self::at(Place::Memory(memory))
    }

    /// Keeps nothing: every look is a miss.
    pub fn none() -> Self {
        Self::at(Place::Nowhere)
    }

    /// The cache that `CACHE_URL` names.
    pub fn open(url: &str, capacity_bytes: u64) -> Result<Self> {
        match url {
            "memory" => Ok(Self::memory(capacity_bytes)),
            "none" => Ok(Self::none()),
            _ => Err(Error::fault("CACHE_URL: expected memory or none")),
        }
    }

    fn at(place: Place) -> Self {
        let generations = Arc::new(Generations::new());
        Self {
            place: Arc::new(place),
            generations,
            clock: Clock::system(),
        }
    }

    /// Measures lifetimes by `clock`.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The answer under `key`, worked out by `fill` where there is none.
    ///
    /// Of all who ask at the same time one fills and the others wait. An error is not kept; it
    /// reaches all who wait.
    pub async fn get_or<T, F>(&self, key: &Key, ttl: Duration, fill: F) -> Result<T>
    where
        T: Serialize + DeserializeOwned,
        F: Future<Output = Result<T>> + Send,
    {
        let Place::Memory(memory) = &*self.place else {
            return fill.await;
        };
        let place = key.text(self.generations.of_key(key));
        if let Some(entry) = memory.get(&place).await {
            if let Some(value) = self.living(key, &entry) {
                return Ok(value);
            }
            memory.invalidate(&place).await;
        }
        count(key, "miss");
        let filled = async { Entry::of(&fill.await?, ttl, self.clock.now()) };
        let entry = memory.try_get_with(place, filled).await.map_err(shared)?;
        entry
            .value()
            .ok_or_else(|| Error::fault("a cached value has another shape"))
    }

    /// The answer under `key`, if it is there.
    pub async fn get<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        let Place::Memory(memory) = &*self.place else {
            return None;
        };
        let place = key.text(self.generations.of_key(key));
        let found = match memory.get(&place).await {
            Some(entry) => self.living(key, &entry),
            None => None,
        };
        if found.is_none() {
            count(key, "miss");
        }
        found
    }

    /// Keeps an answer. It may be older than a [`Cache::drop`] in between, so prefer
    /// [`Cache::get_or`], or a key with the row's version in it.
    pub async fn put<T: Serialize + Sync>(&self, key: &Key, ttl: Duration, value: &T) -> Result {
        let Place::Memory(memory) = &*self.place else {
            return Ok(());
        };
        let entry = Entry::of(value, ttl, self.clock.now())?;
        memory
            .insert(key.text(self.generations.of_key(key)), entry)
            .await;
        Ok(())
    }

    /// Forgets the answer under `key`, also one that is being worked out. Not async, so that
    /// `tx.after_commit` can call it.
    pub fn drop(&self, key: &Key) {
        self.generations.drop_key(key);
    }

    /// The present generation of a space, to be used as the version of its keys. Take it before
    /// reading what is to be kept.
    pub fn generation(&self, space: Space) -> i64 {
        self.generations.of(space, &self.clock)
    }

    /// Forgets all answers of a space. Not async, so that `tx.after_commit` can call it.
    pub fn bump(&self, space: Space) {
        self.generations.bump(space, &self.clock);
    }

    fn living<T: DeserializeOwned>(&self, key: &Key, entry: &Entry) -> Option<T> {
        if entry.expires_at <= self.clock.now() {
            return None;
        }
        let value = entry.value()?;
        count(key, "hit");
        Some(value)
    }
}

fn count(key: &Key, outcome: &'static str) {
    house::CACHE.add([key.entity(), outcome], 1);
}

/// One error for all who waited for the same fill.
fn shared(error: Arc<Error>) -> Error {
    let error = match Arc::try_unwrap(error) {
        Ok(error) => return error,
        Err(error) => error,
    };
    match &*error {
        Error::Unauthenticated => Error::Unauthenticated,
        Error::Forbidden(detail) => Error::Forbidden(detail.clone()),
        Error::NotFound => Error::NotFound,
        Error::Invalid(fields) => Error::Invalid(fields.clone()),
        Error::Conflict { code, detail } => Error::conflict(code, detail.clone()),
        Error::Stale => Error::Stale,
        Error::TooMany { retry_after } => Error::TooMany {
            retry_after: *retry_after,
        },
        Error::Unavailable(what) => Error::Unavailable(what.clone()),
        Error::Full { code, detail } => Error::Full {
            code,
            detail: detail.clone(),
        },
        Error::Fault(fault) => Error::fault(format!("{fault:#}")),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    use blimp_kit::{Clock, Error, Instant, Result};
    use tokio::sync::oneshot;

    use super::Cache;
    use crate::key::{Key, Space};

    const MINUTE: Duration = Duration::from_mins(1);

    fn key() -> Key {
        Key::new(Some(1), "task", 9, 1)
    }

    async fn ask(cache: &Cache, key: &Key, value: &str) -> String {
        cache
            .get_or(key, MINUTE, async { Ok(value.to_owned()) })
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn an_answer_is_kept_under_its_key_alone() {
        let cache = Cache::memory(1 << 20);
        assert_eq!(ask(&cache, &key(), "first").await, "first");
        assert_eq!(ask(&cache, &key(), "second").await, "first");
        for other in [
            Key::new(Some(2), "task", 9, 1),
            Key::new(None, "task", 9, 1),
            Key::new(Some(1), "goal", 9, 1),
            Key::new(Some(1), "task", 8, 1),
            Key::new(Some(1), "task", 9, 2),
            key().scoped(&7).unwrap(),
        ] {
            assert_eq!(cache.get::<String>(&other).await, None, "{other:?}");
        }
    }

    #[tokio::test]
    async fn no_cache_means_every_look_is_a_miss() {
        let cache = Cache::none();
        cache.put(&key(), MINUTE, &"x").await.unwrap();
        assert_eq!(cache.get::<String>(&key()).await, None);
        assert_eq!(ask(&cache, &key(), "a").await, "a");
        assert_eq!(ask(&cache, &key(), "b").await, "b");
    }

    #[tokio::test]
    async fn an_answer_ends_with_its_lifetime() {
        let clock = Clock::held_at(Instant(0));
        let cache = Cache::memory(1 << 20).with_clock(clock.clone());
        ask(&cache, &key(), "first").await;
        clock.advance(MINUTE * 8 / 10);
        assert_eq!(ask(&cache, &key(), "second").await, "first");
        clock.advance(MINUTE * 3 / 10);
        assert_eq!(cache.get::<String>(&key()).await, None);
        assert_eq!(ask(&cache, &key(), "second").await, "second");
    }

    #[tokio::test]
    async fn of_many_who_ask_at_once_one_fills() {
        let key = key();
        let (cache, fills) = (Cache::memory(1 << 20), AtomicU32::new(0));
        let (go, wait) = oneshot::channel::<()>();
        let first = cache.get_or(&key, MINUTE, async {
            fills.fetch_add(1, Ordering::SeqCst);
            wait.await.unwrap();
            Ok(1)
        });
        let second = cache.get_or(&key, MINUTE, async {
            fills.fetch_add(1, Ordering::SeqCst);
            Ok(2)
        });
        let release = async { go.send(()).unwrap() };
        let (a, b, ()) = tokio::join!(biased; first, second, release);
        assert_eq!(
            (a.unwrap(), b.unwrap(), fills.load(Ordering::SeqCst)),
            (1, 1, 1)
        );
    }

    #[tokio::test]
    async fn an_error_reaches_all_who_wait_and_is_not_kept() {
        let key = key();
        let cache = Cache::memory(1 << 20);
        let (go, wait) = oneshot::channel::<()>();
        let first = cache.get_or(&key, MINUTE, async {
            wait.await.unwrap();
            Err::<i32, _>(Error::conflict("x.y", "No."))
        });
        let second = cache.get_or(&key, MINUTE, async { Ok(2) });
        let release = async { go.send(()).unwrap() };
        let (a, b, ()) = tokio::join!(biased; first, second, release);
        for result in [a, b] {
            assert!(
                matches!(result, Err(Error::Conflict { code: "x.y", .. })),
                "{result:?}"
            );
        }
        assert_eq!(ask(&cache, &key, "fine").await, "fine");
    }

    #[tokio::test]
    async fn a_fill_that_is_given_up_leaves_the_key_to_the_next() {
        let key = key();
        let cache = Cache::memory(1 << 20);
        let given_up = cache.get_or(&key, MINUTE, std::future::pending::<Result<String>>());
        tokio::select! { biased; _ = given_up => unreachable!(), () = async {} => {} }
        assert_eq!(ask(&cache, &key, "next").await, "next");
    }

    /// The stale fill: a reader has read the old row, a writer commits and drops the key, and only
    /// then does the reader store what it read.
    #[tokio::test(start_paused = true)]
    async fn what_was_read_before_a_drop_is_not_found_after_it() {
        let cache = Cache::memory(1 << 20);
        let (go, wait) = oneshot::channel::<()>();
        let (key, other) = (key(), cache.clone());
        let reader = cache.get_or(&key, MINUTE, async {
            let row = "old".to_owned();
            wait.await.unwrap();
            Ok(row)
        });
        let writer = async {
            other.drop(&key);
            // Does not join the flight that began before the drop.
            let fresh = ask(&other, &key, "new").await;
            go.send(()).unwrap();
            fresh
        };
        let both = async { tokio::join!(biased; reader, writer) };
        let done = tokio::time::timeout(MINUTE, both).await;
        let (stale, fresh) = done.expect("the writer waits for the reader it overtook");
        assert_eq!((stale.unwrap().as_str(), fresh.as_str()), ("old", "new"));
        assert_eq!(cache.get::<String>(&key).await.as_deref(), Some("new"));
    }

    #[tokio::test]
    async fn a_bump_forgets_the_lists_of_its_space_only() {
        let cache = Cache::memory(1 << 20);
        let (ours, theirs) = (Space::new(Some(1), "tasks"), Space::new(Some(2), "tasks"));
        let at = |space: Space| Key::new(space.company, space.entity, 0, cache.generation(space));
        ask(&cache, &at(ours), "ours").await;
        ask(&cache, &at(theirs), "theirs").await;
        cache.bump(ours);
        assert_eq!(cache.get::<String>(&at(ours)).await, None);
        assert_eq!(
            cache.get::<String>(&at(theirs)).await.as_deref(),
            Some("theirs")
        );
    }

    #[tokio::test]
    async fn another_shape_under_the_same_key_is_a_miss() {
        let cache = Cache::memory(1 << 20);
        cache.put(&key(), MINUTE, &vec![1]).await.unwrap();
        assert_eq!(cache.get::<String>(&key()).await, None);
        assert_eq!(ask(&cache, &key(), "text").await, "text");
        assert_eq!(cache.get::<String>(&key()).await.as_deref(), Some("text"));
    }
}
