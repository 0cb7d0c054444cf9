//! Memory: answers kept in this process, for this process.

use std::future::Future;
use std::time::Duration;

use blimp_kit::{Clock, Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::entry::{AtItsEnd, Entry};
use crate::generations::Generations;
use crate::key::{Key, Space};
use crate::outcome::{Outcome, shared};

/// The name of this place in metrics.
const PLACE: &str = "memory";

/// Answers in the memory of one process.
pub(crate) struct Memory {
    kept: moka::future::Cache<String, Entry>,
    generations: Generations,
}

impl Memory {
    /// At most `capacity_bytes` of keys and values.
    pub(crate) fn new(capacity_bytes: u64) -> Self {
        let kept = moka::future::Cache::builder()
            .weigher(|key: &String, entry: &Entry| {
                u32::try_from(key.len() + entry.bytes.len()).unwrap_or(u32::MAX)
            })
            .max_capacity(capacity_bytes)
            .expire_after(AtItsEnd)
            .build();
        Self {
            kept,
            generations: Generations::new(),
        }
    }

    pub(crate) async fn get_or<T, F>(
        &self,
        key: &Key,
        ttl: Duration,
        clock: &Clock,
        fill: F,
    ) -> Result<T>
    where
        T: Serialize + DeserializeOwned,
        F: Future<Output = Result<T>> + Send,
    {
        let place = self.place(key);
        if let Some(entry) = self.kept.get(&place).await {
            if let Some(value) = living(&entry, clock) {
                Outcome::Hit.count(PLACE, key);
                return Ok(value);
            }
            self.kept.invalidate(&place).await;
        }
        Outcome::Miss.count(PLACE, key);
        let filled = async { Entry::of(&fill.await?, ttl, clock.now()) };
        let entry = self.kept.try_get_with(place, filled).await;
        entry
            .map_err(shared)?
            .value()
            .ok_or_else(|| Error::fault("a cached value has another shape"))
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, key: &Key, clock: &Clock) -> Option<T> {
        let entry = self.kept.get(&self.place(key)).await;
        let value = entry.and_then(|entry| living(&entry, clock));
        let outcome = if value.is_some() {
            Outcome::Hit
        } else {
            Outcome::Miss
        };
        outcome.count(PLACE, key);
        value
    }

    pub(crate) async fn put<T: Serialize + Sync>(
        &self,
        key: &Key,
        ttl: Duration,
        clock: &Clock,
        value: &T,
    ) -> Result {
        let entry = Entry::of(value, ttl, clock.now())?;
        self.kept.insert(self.place(key), entry).await;
        Ok(())
    }

    pub(crate) fn drop_key(&self, key: &Key) {
        self.generations.drop_key(key);
    }

    pub(crate) fn generation(&self, space: Space, clock: &Clock) -> i64 {
        self.generations.of(space, clock)
    }

    pub(crate) fn bump(&self, space: Space, clock: &Clock) {
        self.generations.bump(space, clock);
    }

    fn place(&self, key: &Key) -> String {
        key.text(self.generations.of_key(key))
    }
}

fn living<T: DeserializeOwned>(entry: &Entry, clock: &Clock) -> Option<T> {
    if entry.expires_at <= clock.now() {
        return None;
    }
    entry.value()
}
