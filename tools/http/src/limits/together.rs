//! Limits that all processes keep together, in Redis.

use std::net::IpAddr;
use std::time::Duration;

use blimp_cache::redis::{Bucket, Level, Redis};
use sha2::{Digest as _, Sha256};

use super::gcra::Quota;
use super::{Class, Refusal, Standing};

/// A request waits no longer for Redis; after a few of these it is not asked for a while.
const PATIENCE: Duration = Duration::from_millis(50);

/// The buckets in Redis.
pub(super) struct Together {
    redis: Redis,
}

impl Together {
    pub(super) fn new(redis: &Redis) -> Self {
        Self {
            redis: redis.within(PATIENCE),
        }
    }

    /// Counts a request against its address, then its credential. None where Redis is away.
    pub(super) async fn count(
        &self,
        class: Class,
        ip: IpAddr,
        credential: Option<&str>,
    ) -> Option<Result<Standing, Refusal>> {
        let mut quotas = vec![class.per_address()];
        let mut buckets = vec![bucket(class.per_address(), &ip.to_string())];
        if let Some(credential) = credential {
            quotas.push(class.per_credential());
            buckets.push(bucket(class.per_credential(), credential));
        }
        let levels = match self.redis.count(&buckets).await {
            Ok(levels) => levels,
            Err(down) => {
                tracing::debug!(%down, "limits are counted here alone");
                return None;
            }
        };
        let mut told: Option<Standing> = None;
        for (quota, level) in quotas.into_iter().zip(levels) {
            match level {
                Level::Full(wait) => return Some(Err(Refusal { quota, wait })),
                Level::Counted(full_in) => {
                    let own = Standing {
                        quota,
                        remaining: quota.remaining(full_in),
                        full_in,
                    };
                    told = Some(told.map_or(own, |address| address.tighter(own)));
                }
            }
        }
        told.map(Ok)
    }
}

/// Who it is goes in as a digest: addresses and tokens are nobody's business there.
fn bucket(quota: Quota, caller: &str) -> Bucket {
    let digest: [u8; 32] = Sha256::digest(caller.as_bytes()).into();
    let half = digest.first_chunk().copied().unwrap_or_default();
    Bucket {
        name: format!("limit:{}:{:032x}", quota.name, u128::from_be_bytes(half)),
        window: quota.window,
        interval: quota.price(),
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};
    use std::time::{Duration, Instant};

    use axum::http::HeaderMap;
    use blimp_cache::redis::Redis;
    use blimp_kit::Clock;

    use crate::limits::{Class, Limits};
    use crate::testing::shared_redis;

    const IP: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));

    /// Two processes: each counts for itself, and both on one Redis.
    fn two(redis: &Redis) -> [Limits; 2] {
        [(); 2].map(|()| Limits::new(Clock::system(), Some(redis)))
    }

    #[tokio::test]
    async fn processes_share_what_one_address_may_do() {
        let Some(redis) = shared_redis() else { return };
        let both = two(&redis);
        let amount = Class::Auth.per_address().amount;
        let mut passed = 0;
        for n in 0..amount * 2 {
            let limits = &both[usize::from(n % 2 == 1)];
            let credential = n.to_string();
            match limits.count(Class::Auth, IP, Some(&credential)).await {
                Ok(_) => passed += 1,
                Err(refusal) => {
                    assert_eq!(refusal.quota.name, "address-auth");
                    assert!(refusal.wait <= Duration::from_secs(1), "{:?}", refusal.wait);
                }
            }
        }
        // One more for each second that this took.
        assert!((amount..amount + 5).contains(&passed), "{passed}");
    }

    #[tokio::test]
    async fn the_standing_told_is_that_of_all_processes() {
        let Some(redis) = shared_redis() else { return };
        let both = two(&redis);
        for limits in &both {
            limits.count(Class::Write, IP, Some("ana")).await.unwrap();
        }
        let mut headers = HeaderMap::new();
        let third = both[0].count(Class::Write, IP, Some("ana")).await;
        third.unwrap().write(&mut headers);
        assert_eq!(headers["ratelimit-policy"], "\"write\";q=600;w=60");
        assert_eq!(headers["ratelimit"], "\"write\";r=597;t=1");
    }

    #[tokio::test]
    async fn who_it_is_cannot_be_read_in_redis() {
        let Some(redis) = shared_redis() else { return };
        let limits = Limits::new(Clock::system(), Some(&redis));
        limits
            .count(Class::Read, IP, Some("Bearer secret"))
            .await
            .unwrap();
        let name = super::bucket(Class::Read.per_credential(), "Bearer secret").name;
        assert!(!name.contains("secret"), "{name}");
    }

    #[tokio::test]
    async fn without_redis_each_process_counts_for_itself() {
        let away = Redis::open("redis://127.0.0.1:1").unwrap();
        let limits = Limits::new(Clock::held_at(blimp_kit::Instant(0)), Some(&away));
        let start = Instant::now();
        for _ in 0..Class::Auth.per_address().amount {
            limits.count(Class::Auth, IP, None).await.unwrap();
        }
        assert!(
            limits.count(Class::Auth, IP, None).await.is_err(),
            "never open"
        );
        assert!(
            start.elapsed() < Duration::from_millis(500),
            "{:?}",
            start.elapsed()
        );
    }
}
