//! A server: asked with patience, left alone while it does not answer.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use blimp_kit::Result;
use memcache::exp::{AsyncMetaClient, Delete, Error, Get, GetStatus, Operation, Set, Ttl};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::numbers::Numbers;
use super::patience::{PATIENCE, count, tell};
use super::unsent::Unsent;
use crate::breaker::{Breaker, Turn};

/// Connections to one server; who finds them all in use waits for a turn.
const CONNECTIONS: usize = 32;

/// How long the place of an answer is held for who works it out, in seconds.
const LEASE: u32 = 10;

/// The server did not answer, or was not asked because it had not answered before.
#[derive(Debug)]
pub(super) struct Away;

/// What was found under a key.
#[derive(Debug)]
pub(super) enum Found {
    /// Bytes, and the mark of this edition of them.
    Bytes(Vec<u8>, u64),
    /// Nothing yet; who found this is to work it out.
    Ours(u64),
    /// Nothing yet; somebody else is working it out.
    Theirs(u64),
}

/// One Memcached.
pub(super) struct Server {
    pub(super) name: String,
    pub(super) unsent: Unsent,
    breaker: Arc<Breaker>,
    client: RwLock<Option<AsyncMetaClient>>,
    /// Waiting for one of these is our own business and no sign of a slow server.
    turns: Semaphore,
}

impl Server {
    /// A server at `host:port`. Nothing is asked of it yet.
    pub(super) fn new(name: &str, numbers: Numbers) -> Result<Self> {
        let breaker = Arc::<Breaker>::default();
        let unsent = Unsent::new(name, numbers, Arc::clone(&breaker));
        Ok(Self {
            name: name.to_owned(),
            unsent: unsent.map_err(anyhow::Error::from)?,
            breaker,
            client: RwLock::default(),
            turns: Semaphore::new(CONNECTIONS),
        })
    }

    /// What is under `key`. Where nothing is, a place is made for it, whose mark [`Self::fill`]
    /// takes: it is worthless once the key was removed in between, so what was read before a
    /// removal is never stored after it.
    pub(super) async fn look(&self, key: &str) -> Result<Found, Away> {
        let found = self.ask(key, Get::new(key).lease_ttl(LEASE)).await?;
        let mark = found.item.cas.ok_or(Away)?;
        let won = found.won_lease();
        Ok(match (found.status, found.value) {
            (GetStatus::Hit, bytes) => Found::Bytes(bytes.unwrap_or_default(), mark),
            (GetStatus::Miss, _) if won => Found::Ours(mark),
            _ => Found::Theirs(mark),
        })
    }

    /// What is under `key`, without making a place for it.
    pub(super) async fn peek(&self, key: &str) -> Result<Option<Vec<u8>>, Away> {
        Ok(self.ask(key, Get::new(key)).await?.value)
    }

    /// Stores `bytes` where `mark` still holds; false where it does not.
    pub(super) async fn fill(
        &self,
        key: &str,
        mark: u64,
        ttl: Duration,
        bytes: Vec<u8>,
    ) -> Result<bool, Away> {
        let set = Set::new(key, bytes).ttl(seconds(ttl)).compare_cas(mark);
        Ok(self.ask(key, set).await?.applied())
    }

    /// Stores `bytes`, whatever is there.
    pub(super) async fn put(&self, key: &str, ttl: Duration, bytes: Vec<u8>) -> Result<(), Away> {
        let set = Set::new(key, bytes).ttl(seconds(ttl));
        self.ask(key, set).await.map(drop)
    }

    /// Gives the place with this `mark` back: there will be no answer.
    pub(super) async fn give_up(&self, key: &str, mark: u64) {
        // Where that fails the place ends by itself.
        drop(self.ask(key, Delete::new(key).compare_cas(mark)).await);
    }

    async fn ask<O: Operation>(&self, key: &str, operation: O) -> Result<O::Output, Away> {
        if self.unsent.voids(key) {
            return Err(Away);
        }
        let _turn = self.turns.acquire().await.or(Err(Away))?;
        let pass = self.breaker.enter().ok_or(Away)?;
        let exchange = async { self.client().await?.run(operation).await };
        let error = match timeout(PATIENCE, exchange).await {
            Ok(Ok(answer)) => {
                tell(&self.name, pass.end(true));
                return Ok(answer);
            }
            Ok(Err(error)) => error,
            Err(_) => Error::Io(std::io::ErrorKind::TimedOut.into()),
        };
        count(&self.name, &error);
        // A server that refuses is there; one that talks gibberish is not.
        let turn = pass.end(matches!(error, Error::Server(_) | Error::Rejected(_)));
        tell(&self.name, turn);
        if turn == Turn::Opened {
            // Its name may stand for another address when it comes back.
            *self.client.write().unwrap_or_else(PoisonError::into_inner) = None;
        }
        Err(Away)
    }

    async fn client(&self) -> memcache::exp::Result<AsyncMetaClient> {
        let held = self
            .client
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(client) = held {
            return Ok(client);
        }
        let client = AsyncMetaClient::builder()
            .connect_timeout(Some(PATIENCE))
            .io_timeout(Some(PATIENCE))
            .max_idle(CONNECTIONS)
            .connect_async(self.name.as_str())
            .await?;
        let mut held = self.client.write().unwrap_or_else(PoisonError::into_inner);
        Ok(held.get_or_insert(client).clone())
    }
}

/// At least one second: the exact end is in the value. At most a day, which bounds how long
/// anything false could last.
fn seconds(ttl: Duration) -> Ttl {
    let whole = ttl.as_secs().saturating_add(1).min(24 * 60 * 60);
    Ttl::secs(u32::try_from(whole).unwrap_or(u32::MAX))
}
