//! Memcached: answers that several processes share, on servers that may go at any time.
//!
//! - A key lives on one server ([`ring`]). While that one is away nobody has an answer under it.
//! - What a server says is believed only if it was sealed by us for that very key ([`seal`]).
//! - Who finds nothing gets a mark for the empty place, and only the mark lets them fill it. A
//!   removal makes the mark worthless. So nobody stores what was read before a removal, in
//!   whichever process, and of all who find the same place one fills it.
//! - A space's generation is a number on a server that was never given before ([`numbers`]).
//! - What a commit voids is carried by a thread ([`unsent`]), and asked of nobody until then.

mod address;
mod ring;
mod seal;
mod numbers;
mod patience;
mod unsent;
mod server;
mod flights;
#[cfg(test)]
mod tests;

use std::future::Future;
use std::time::Duration;

use blimp_kit::{Clock, Error, Result, Signer};
use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use tokio::time::{sleep, timeout};

pub(crate) use self::address::Address;
use self::flights::Flights;
use self::numbers::{GENERATION_LIFE, Numbers};
use self::patience::PATIENCE;
use self::seal::Seal;
use self::server::{Away, Found, Server};
use self::unsent::Order;
use crate::key::{Key, Space, UNKNOWN};
use crate::outcome::Outcome;

/// The name of this place in metrics.
const PLACE: &str = "memcached";

/// Larger values are not kept: servers take a megabyte with all that belongs to it.
const LARGEST: usize = 1_000_000;

/// The longest key that a server takes.
const LONGEST_KEY: usize = 250;

/// How long to wait for what another process is working out, look by look, in milliseconds; then
/// it is worked out here as well.
const PAUSES: [u64; 8] = [1, 2, 4, 8, 16, 32, 64, 128];

/// Answers on Memcached servers.
pub(crate) struct Memcached {
    servers: Vec<Server>,
    seal: Seal,
    numbers: Numbers,
    flights: Flights,
}

/// What a look-up comes to.
enum Look<T> {
    Hit(T),
    /// To be worked out and stored with this mark.
    Fill(u64),
    Away,
}

impl Memcached {
    /// Asks nothing of the servers yet.
    pub(crate) fn open(address: &Address, signer: &Signer) -> Result<Self> {
        let seal = Seal::new(signer, &address.name)?;
        let numbers = Numbers::new(seal.clone());
        let servers = address.servers.iter();
        let servers = servers.map(|name| Server::new(name, numbers.clone()));
        Ok(Self {
            servers: servers.collect::<Result<_>>()?,
            seal,
            numbers,
            flights: Flights::new(),
        })
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
        let wire = self.wire(&key.text(0));
        let (Some(server), Look::Fill(mark)) = (
            self.server(&wire),
            match self.look(key, &wire, clock).await {
                Look::Hit(value) => return Ok(value),
                other => other,
            },
        ) else {
            return fill.await;
        };
        let filled = async {
            let json = match fill.await.and_then(|value| Ok(serde_json::to_vec(&value)?)) {
                Ok(json) => json,
                Err(error) => {
                    server.give_up(&wire, mark).await;
                    return Err(error);
                }
            };
            if json.len() > LARGEST {
                server.give_up(&wire, mark).await;
            } else {
                let bytes = self.seal.close(&wire, clock.now() + ttl, &json);
                // Where that fails somebody works it out once more.
                drop(server.fill(&wire, mark, ttl, bytes).await);
            }
            Ok(Bytes::from(json))
        };
        let json = self.flights.join((wire.clone(), mark), filled).await?;
        serde_json::from_slice(&json).or(Err(Error::fault("a cached value has another shape")))
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, key: &Key, clock: &Clock) -> Option<T> {
        let wire = self.wire(&key.text(0));
        let (outcome, value) = match self.server(&wire)?.peek(&wire).await {
            Err(Away) => (Outcome::Away, None),
            Ok(None) => (Outcome::Miss, None),
            Ok(Some(bytes)) => match self.read(&wire, clock, &bytes) {
                Some(value) => (Outcome::Hit, Some(value)),
                None => (Outcome::Refused, None),
            },
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
        let wire = self.wire(&key.text(0));
        let json = serde_json::to_vec(value)?;
        if let Some(server) = self.server(&wire)
            && json.len() <= LARGEST
        {
            let bytes = self.seal.close(&wire, clock.now() + ttl, &json);
            // Whether it is kept is nobody's business.
            drop(server.put(&wire, ttl, bytes).await);
        }
        Ok(())
    }

    pub(crate) fn drop_key(&self, key: &Key) {
        self.order(&key.text(0), Order::Remove);
    }

    pub(crate) fn bump(&self, space: Space) {
        self.order(&space.text(), Order::Renew);
    }

    /// The generation of a space; [`UNKNOWN`] where no server says it.
    pub(crate) async fn generation(&self, space: Space) -> i64 {
        let wire = self.wire(&space.text());
        let Some(server) = self.server(&wire) else {
            return UNKNOWN;
        };
        // A second look finds the number of whoever was quicker.
        for _ in 0..3 {
            let Ok(number) = self.number(server, &wire).await else {
                return UNKNOWN;
            };
            if let Some(number) = number {
                return number;
            }
        }
        UNKNOWN
    }

    /// Whether all servers have taken what was voided so far; waits a moment for it.
    pub(crate) async fn settled(&self) -> bool {
        let all = async {
            for server in &self.servers {
                server.unsent.sent().await;
            }
        };
        timeout(PATIENCE, all).await.is_ok()
    }

    /// The number under `wire`, or a new one where there is none; `None` where somebody else was
    /// quicker.
    async fn number(&self, server: &Server, wire: &str) -> Result<Option<i64>, Away> {
        let mark = match server.look(wire).await? {
            Found::Bytes(bytes, mark) => match self.numbers.read(wire, &bytes) {
                Some(number) => return Ok(Some(number)),
                None => mark,
            },
            Found::Ours(mark) | Found::Theirs(mark) => mark,
        };
        let (number, bytes) = self.numbers.fresh(wire).or(Err(Away))?;
        let life = Duration::from_secs(u64::from(GENERATION_LIFE));
        let first = server.fill(wire, mark, life, bytes).await?;
        Ok(first.then_some(number))
    }

    /// Looks, and waits a little where another process is working the answer out.
    async fn look<T: DeserializeOwned>(&self, key: &Key, wire: &str, clock: &Clock) -> Look<T> {
        let Some(server) = self.server(wire) else {
            return Look::Away;
        };
        let mut pauses = PAUSES.iter();
        loop {
            let mark = match server.look(wire).await {
                Err(Away) => {
                    Outcome::Away.count(PLACE, key);
                    return Look::Away;
                }
                Ok(Found::Bytes(bytes, mark)) => {
                    if let Some(value) = self.read(wire, clock, &bytes) {
                        Outcome::Hit.count(PLACE, key);
                        return Look::Hit(value);
                    }
                    Outcome::Refused.count(PLACE, key);
                    return Look::Fill(mark);
                }
                Ok(Found::Ours(mark)) => {
                    Outcome::Miss.count(PLACE, key);
                    return Look::Fill(mark);
                }
                Ok(Found::Theirs(mark)) => mark,
            };
            let ours = self.flights.know(&(wire.to_owned(), mark));
            match pauses.next() {
                Some(pause) if !ours => sleep(Duration::from_millis(*pause)).await,
                _ => {
                    Outcome::Miss.count(PLACE, key);
                    return Look::Fill(mark);
                }
            }
        }
    }

    fn read<T: DeserializeOwned>(&self, wire: &str, clock: &Clock, bytes: &[u8]) -> Option<T> {
        let json = self.seal.open(wire, clock.now(), bytes)?;
        serde_json::from_slice(json).ok()
    }

    fn order(&self, text: &str, order: Order) {
        let wire = self.wire(text);
        if let Some(server) = self.server(&wire) {
            server.unsent.push(wire, order);
        }
    }

    fn server(&self, wire: &str) -> Option<&Server> {
        let names = self.servers.iter().map(|server| server.name.as_str());
        self.servers.get(ring::home(names, wire))
    }

    /// The key as servers see it: short, plain, and nobody else's.
    fn wire(&self, text: &str) -> String {
        let space = self.seal.space();
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
        if plain && space.len() + 1 + text.len() <= LONGEST_KEY {
            return format!("{space}:{text}");
        }
        let hash: [u8; 32] = Sha256::digest(text).into();
        let half = hash.first_chunk().copied().unwrap_or_default();
        format!("{space}:#{:032x}", u128::from_be_bytes(half))
    }
}
