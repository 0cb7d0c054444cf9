//! The cache itself: look, fill once, forget.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use blimp_kit::{Clock, Error, Result, Signer};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::key::{Key, Space, UNKNOWN};
use crate::memcached::{Address, Memcached};
use crate::memory::Memory;

/// Where answers are.
enum Place {
    Memory(Memory),
    Memcached(Box<Memcached>),
    Nowhere,
}

/// Answers kept for a moment. Cheap to clone.
#[derive(Clone)]
pub struct Cache {
    place: Arc<Place>,
    clock: Clock,
}

impl Cache {
    /// In the memory of this process, at most `capacity_bytes` of keys and values.
    pub fn memory(capacity_bytes: u64) -> Self {
        Self::at(Place::Memory(Memory::new(capacity_bytes)))
    }

    /// Keeps nothing: every look is a miss.
    pub fn none() -> Self {
        Self::at(Place::Nowhere)
    }

    /// On the Memcached servers of `memcached://host:port,…/name`, whether or not they answer just
    /// now. Processes with the same address and the same secret key share what they keep; nobody
    /// without the key can put an answer there that is believed.
    pub fn memcached(url: &str, signer: &Signer) -> Result<Self> {
        let servers = Memcached::open(&Address::parse(url)?, signer)?;
        Ok(Self::at(Place::Memcached(servers.into())))
    }

    /// The cache that `CACHE_URL` names.
    pub fn open(url: &str, capacity_bytes: u64, signer: &Signer) -> Result<Self> {
        match url {
            "memory" => Ok(Self::memory(capacity_bytes)),
            "none" => Ok(Self::none()),
            _ if url.starts_with("memcached://") => Self::memcached(url, signer),
            _ => Err(Error::fault(
                "CACHE_URL: expected memory, none or memcached://host:11211,host:11211",
            )),
        }
    }

    fn at(place: Place) -> Self {
        Self {
            place: Arc::new(place),
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
    /// reaches all who wait. Where no server answers, each works it out for itself.
    pub async fn get_or<T, F>(&self, key: &Key, ttl: Duration, fill: F) -> Result<T>
    where
        T: Serialize + DeserializeOwned,
        F: Future<Output = Result<T>> + Send,
    {
        match &*self.place {
            Place::Memory(memory) if key.is_known() => {
                memory.get_or(key, ttl, &self.clock, fill).await
            }
            Place::Memcached(servers) if key.is_known() => {
                // Boxed: it is many times as large as the others.
                Box::pin(servers.get_or(key, ttl, &self.clock, fill)).await
            }
            _ => fill.await,
        }
    }

    /// The answer under `key`, if it is there.
    pub async fn get<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        match &*self.place {
            Place::Memory(memory) if key.is_known() => memory.get(key, &self.clock).await,
            Place::Memcached(servers) if key.is_known() => servers.get(key, &self.clock).await,
            _ => None,
        }
    }

    /// Keeps an answer. It may be older than a [`Cache::drop`] in between, so prefer
    /// [`Cache::get_or`], or a key with the row's version in it.
    pub async fn put<T: Serialize + Sync>(&self, key: &Key, ttl: Duration, value: &T) -> Result {
        match &*self.place {
            Place::Memory(memory) if key.is_known() => {
                memory.put(key, ttl, &self.clock, value).await
            }
            Place::Memcached(servers) if key.is_known() => {
                servers.put(key, ttl, &self.clock, value).await
            }
            _ => Ok(()),
        }
    }

    /// Forgets the answer under `key`, also one that is being worked out. Not async, so that
    /// `tx.after_commit` can call it: see [`Cache::settled`].
    pub fn drop(&self, key: &Key) {
        match &*self.place {
            Place::Memory(memory) => memory.drop_key(key),
            Place::Memcached(servers) => servers.drop_key(key),
            Place::Nowhere => {}
        }
    }

    /// The present generation of a space, to be used as the version of its keys. Take it before
    /// reading what is to be kept. Where no server says it, answers under such keys are not kept.
    pub async fn generation(&self, space: Space) -> i64 {
        match &*self.place {
            Place::Memory(memory) => memory.generation(space, &self.clock),
            Place::Memcached(servers) => servers.generation(space).await,
            Place::Nowhere => UNKNOWN,
        }
    }

    /// Forgets all answers of a space. Not async, so that `tx.after_commit` can call it: see
    /// [`Cache::settled`].
    pub fn bump(&self, space: Space) {
        match &*self.place {
            Place::Memory(memory) => memory.bump(space, &self.clock),
            Place::Memcached(servers) => servers.bump(space),
            Place::Nowhere => {}
        }
    }

    /// Waits until the other processes see every [`Cache::drop`] and [`Cache::bump`] made so far;
    /// this one does at once. False where a server did not take them within a quarter of a
    /// second; they are sent again until it does.
    pub async fn settled(&self) -> bool {
        match &*self.place {
            Place::Memcached(servers) => servers.settled().await,
            Place::Memory(_) | Place::Nowhere => true,
        }
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
        let at = async |space: Space| {
            Key::new(
                space.company,
                space.entity,
                0,
                cache.generation(space).await,
            )
        };
        ask(&cache, &at(ours).await, "ours").await;
        ask(&cache, &at(theirs).await, "theirs").await;
        cache.bump(ours);
        assert_eq!(cache.get::<String>(&at(ours).await).await, None);
        let kept = cache.get::<String>(&at(theirs).await).await;
        assert_eq!(kept.as_deref(), Some("theirs"));
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
