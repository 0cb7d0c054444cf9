//! Tests on real servers: every promise of the module, with two processes' worth of handles.

mod servers;
mod sharing;
mod trust;
mod flocks;
mod outages;

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use blimp_kit::{Signer, random};

use self::servers::Servers;
use super::{Address, Memcached};
use crate::cache::Cache;
use crate::key::{Key, Space};
use crate::real;

const MINUTE: Duration = Duration::from_mins(1);

/// Two servers that many tests share, and a part of them that is this test's alone.
struct Home {
    url: String,
}

impl Home {
    /// `None` where there are no servers: the test is not run.
    fn find() -> Option<Self> {
        let servers = real::address("BLIMP_TEST_MEMCACHED")?;
        assert!(servers.contains(','), "two servers: {servers}");
        Some(Self::on(&servers))
    }

    fn on(servers: &str) -> Self {
        let name = random::token().unwrap();
        Self {
            url: format!("memcached://{servers}/{name}"),
        }
    }

    /// The cache of one more process.
    fn process(&self) -> Cache {
        Cache::memcached(&self.url, &signer()).unwrap()
    }

    /// The same one floor down.
    fn below(&self) -> Memcached {
        Memcached::open(&Address::parse(&self.url).unwrap(), &signer()).unwrap()
    }
}

fn signer() -> Signer {
    Signer::new(b"a secret key for tests".to_vec())
}

fn key() -> Key {
    Key::new(Some(1), "task", 9, 1)
}

/// The answer under `key`; `value` where there is none.
async fn ask(cache: &Cache, key: &Key, value: &str) -> String {
    cache
        .get_or(key, MINUTE, async { Ok(value.to_owned()) })
        .await
        .unwrap()
}

/// The key of a list at its space's present generation.
async fn listed(cache: &Cache, space: Space) -> Key {
    let generation = cache.generation(space).await;
    Key::new(space.company, space.entity, 0, generation)
}

/// Counts how often an answer was worked out.
#[derive(Default)]
struct Fills(AtomicU32);

impl Fills {
    fn add(&self) -> u32 {
        self.0.fetch_add(1, Ordering::SeqCst)
    }

    fn count(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }
}
