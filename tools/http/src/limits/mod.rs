//! Rate limits: how often one address and one credential may ask.
//!
//! Each process counts in its own memory. Where there is a Redis, who passes here is counted there
//! too, together with all other processes, in one round trip of 50 ms at the most. While Redis is
//! away each process's own count holds: limits become wider, never open, and no request fails.
//!
//! Answers say how the caller stands (`RateLimit-Policy` and `RateLimit`, structured fields of
//! draft-ietf-httpapi-ratelimit-headers); refusals say when to come back (`Retry-After`). The
//! limits of sign-in per account are accounts' own and live in SQL: these here only keep one
//! caller from using up what others need.

mod gcra;
mod together;

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use blimp_cache::redis::Redis;
use blimp_kit::{Clock, Instant};

use self::together::Together;
use crate::Problem;
use crate::proxies::customer;

pub use gcra::Quota;

/// What kind of work a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Safe methods.
    Read,
    /// Methods that change things.
    Write,
    /// Text search.
    Search,
    /// Routes that take passwords or tokens.
    Auth,
}

const MINUTE: Duration = Duration::from_mins(1);

const fn quota(name: &'static str, amount: u32) -> Quota {
    Quota {
        name,
        amount,
        window: MINUTE,
    }
}

impl Class {
    /// For one address: many people may sit behind it.
    pub const fn per_address(self) -> Quota {
        match self {
            Self::Read => quota("address-read", 3_000),
            Self::Write => quota("address-write", 1_200),
            Self::Search => quota("address-search", 300),
            Self::Auth => quota("address-auth", 60),
        }
    }

    /// For one session or token.
    pub const fn per_credential(self) -> Quota {
        match self {
            Self::Read => quota("read", 1_200),
            Self::Write => quota("write", 600),
            Self::Search => quota("search", 120),
            Self::Auth => quota("auth", 30),
        }
    }
}

/// How a caller stands after a request that was let through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    quota: Quota,
    remaining: u32,
    full_in: Duration,
}

impl Standing {
    /// The one with less room; the credential's, which comes second, where both have the same.
    fn tighter(self, own: Self) -> Self {
        if own.remaining <= self.remaining {
            own
        } else {
            self
        }
    }

    /// Says so in the answer's headers.
    pub(crate) fn write(&self, headers: &mut HeaderMap) {
        let Quota {
            name,
            amount,
            window,
        } = self.quota;
        let policy = format!("\"{name}\";q={amount};w={}", window.as_secs());
        let state = format!("\"{name}\";r={};t={}", self.remaining, up(self.full_in));
        for (name, value) in [("ratelimit-policy", policy), ("ratelimit", state)] {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        }
    }
}

/// Whole seconds, rounded up: a client that waits so long has waited long enough.
fn up(span: Duration) -> u64 {
    span.as_secs() + u64::from(span.subsec_nanos() > 0)
}

/// Too many requests, and when to come back.
#[derive(Debug)]
pub(crate) struct Refusal {
    quota: Quota,
    wait: Duration,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Quota {
            name,
            amount,
            window,
        } = self.quota;
        let detail = format!(
            "The limit `{name}` is {amount} in {} seconds.",
            window.as_secs()
        );
        let title = "Too many requests.";
        let mut response = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many", title)
            .with_detail(detail)
            .retry_after(up(self.wait))
            .into_response();
        let standing = Standing {
            quota: self.quota,
            remaining: 0,
            full_in: self.wait,
        };
        standing.write(response.headers_mut());
        response
    }
}

/// Maps that are locked apart, so that requests seldom wait for each other.
const SHARDS: usize = 16;
/// Callers remembered by each: 16 × 8,192 × about 40 bytes, 5 MB at the most.
const MOST: usize = 8_192;

/// How often who may ask: counted here, and together with other processes where there is a Redis.
pub(crate) struct Limits {
    here: Here,
    together: Option<Together>,
}

impl Limits {
    pub(crate) fn new(clock: Clock, redis: Option<&Redis>) -> Self {
        Self {
            here: Here::new(clock),
            together: redis.map(Together::new),
        }
    }

    /// Counts a request against its address, then its credential; the tighter standing is told.
    ///
    /// The address comes first: made-up credentials then cost nobody but their sender.
    pub(crate) async fn count(
        &self,
        class: Class,
        ip: IpAddr,
        credential: Option<&str>,
    ) -> Result<Standing, Refusal> {
        let ip = customer(ip);
        // Whoever is too much for this process alone never gets as far as Redis.
        let here = self.here.count(class, ip, credential)?;
        match &self.together {
            Some(together) => match together.count(class, ip, credential).await {
                Some(answer) => answer,
                None => Ok(here),
            },
            None => Ok(here),
        }
    }
}

/// When each caller's bucket will be empty, as far as this process knows.
struct Here {
    clock: Clock,
    hasher: RandomState,
    shards: [Mutex<HashMap<u64, Instant>>; SHARDS],
}

impl Here {
    fn new(clock: Clock) -> Self {
        Self {
            clock,
            hasher: RandomState::new(),
            shards: std::array::from_fn(|_| Mutex::new(HashMap::new())),
        }
    }

    fn count(
        &self,
        class: Class,
        ip: IpAddr,
        credential: Option<&str>,
    ) -> Result<Standing, Refusal> {
        let now = self.clock.now();
        let address = self.take(class.per_address(), ("address", ip), now)?;
        let Some(credential) = credential else {
            return Ok(address);
        };
        let own = self.take(class.per_credential(), ("credential", credential), now)?;
        Ok(address.tighter(own))
    }

    fn take(
        &self,
        quota: Quota,
        caller: impl std::hash::Hash,
        now: Instant,
    ) -> Result<Standing, Refusal> {
        let key = self.hasher.hash_one((quota.name, caller));
        let shard = usize::try_from(key % SHARDS as u64).unwrap_or(0);
        let Some(shard) = self.shards.get(shard) else {
            return Ok(Standing {
                quota,
                remaining: 0,
                full_in: Duration::ZERO,
            });
        };
        let mut known = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = quota
            .count(known.get(&key).copied(), now)
            .map_err(|wait| Refusal { quota, wait })?;
        if known.len() >= MOST && !known.contains_key(&key) {
            make_room(&mut known, now);
        }
        known.insert(key, passed.empty_at);
        let full_in = passed.empty_at.since(now);
        Ok(Standing {
            quota,
            remaining: passed.remaining,
            full_in,
        })
    }
}

/// Forgets whose bucket is empty; if that is nobody, the half whose buckets are nearest to it.
fn make_room(known: &mut HashMap<u64, Instant>, now: Instant) {
    known.retain(|_, empty_at| *empty_at > now);
    if known.len() < MOST {
        return;
    }
    let mut moments: Vec<Instant> = known.values().copied().collect();
    let half = moments.len() / 2;
    let (_, middle, _) = moments.select_nth_unstable(half);
    let middle = *middle;
    known.retain(|_, empty_at| *empty_at > middle);
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::time::Duration;

    use axum::http::HeaderMap;
    use axum::response::IntoResponse;
    use blimp_kit::{Clock, Instant};

    use super::{Class, Limits, MOST, SHARDS};

    fn ip(n: u32) -> IpAddr {
        IpAddr::V4(n.into())
    }

    #[tokio::test]
    async fn classes_addresses_and_credentials_are_counted_apart() {
        let clock = Clock::held_at(Instant(0));
        let limits = Limits::new(clock.clone(), None);
        for _ in 0..Class::Auth.per_credential().amount {
            limits.count(Class::Auth, ip(1), Some("ana")).await.unwrap();
        }
        assert!(limits.count(Class::Auth, ip(1), Some("ana")).await.is_err());
        assert!(
            limits.count(Class::Auth, ip(1), Some("bo")).await.is_ok(),
            "another credential"
        );
        assert!(
            limits.count(Class::Read, ip(1), Some("ana")).await.is_ok(),
            "another class"
        );
        clock.advance(Duration::from_secs(2));
        assert!(
            limits.count(Class::Auth, ip(1), Some("ana")).await.is_ok(),
            "some time later"
        );
    }

    #[tokio::test]
    async fn changing_credentials_does_not_get_past_the_limit_of_the_address() {
        let limits = Limits::new(Clock::held_at(Instant(0)), None);
        let amount = Class::Auth.per_address().amount;
        for n in 0..amount {
            limits
                .count(Class::Auth, ip(1), Some(&n.to_string()))
                .await
                .unwrap();
        }
        assert!(limits.count(Class::Auth, ip(1), Some("new")).await.is_err());
        assert!(limits.count(Class::Auth, ip(1), None).await.is_err());
        assert!(limits.count(Class::Auth, ip(2), None).await.is_ok());
    }

    #[tokio::test]
    async fn headers_name_the_policy_and_the_standing() {
        let clock = Clock::held_at(Instant(0));
        let limits = Limits::new(clock, None);
        let mut headers = HeaderMap::new();
        limits
            .count(Class::Write, ip(1), Some("ana"))
            .await
            .unwrap()
            .write(&mut headers);
        assert_eq!(headers["ratelimit-policy"], "\"write\";q=600;w=60");
        assert_eq!(headers["ratelimit"], "\"write\";r=599;t=1");
        for _ in 1..600 {
            limits
                .count(Class::Write, ip(1), Some("ana"))
                .await
                .unwrap();
        }
        let refusal = limits
            .count(Class::Write, ip(1), Some("ana"))
            .await
            .unwrap_err();
        let response = refusal.into_response();
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()["retry-after"], "1");
        assert_eq!(response.headers()["ratelimit"], "\"write\";r=0;t=1");
    }

    #[tokio::test]
    async fn memory_is_bounded_and_those_at_their_limit_are_forgotten_last() {
        let clock = Clock::held_at(Instant(0));
        let limits = Limits::new(clock, None);
        for _ in 0..Class::Auth.per_address().amount {
            limits.count(Class::Auth, ip(0), None).await.unwrap();
        }
        let many = u32::try_from(SHARDS * MOST * 2).unwrap();
        for n in 1..many {
            limits.count(Class::Read, ip(n), None).await.unwrap();
        }
        let known: usize = limits
            .here
            .shards
            .iter()
            .map(|s| s.lock().unwrap().len())
            .sum();
        assert!(known <= SHARDS * MOST, "{known}");
        assert!(limits.count(Class::Auth, ip(0), None).await.is_err());
    }
}
