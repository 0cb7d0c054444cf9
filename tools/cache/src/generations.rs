//! Generations: numbers in keys that make what is stale unreachable.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use blimp_kit::Clock;

use crate::key::{Key, Space};

/// Dropping a key drops its neighbours in the same stripe too: one in so many.
const STRIPES: usize = 4096;

/// Spaces that are remembered; beyond that all counters are forgotten and start anew.
const MOST_SPACES: usize = 50_000;

/// The counters of one process.
pub(crate) struct Generations {
    spaces: Mutex<HashMap<Space, i64>>,
    stripes: Vec<AtomicU64>,
    hasher: RandomState,
}

impl Generations {
    pub(crate) fn new() -> Self {
        Self {
            spaces: Mutex::default(),
            stripes: (0..STRIPES).map(|_| AtomicU64::new(0)).collect(),
            hasher: RandomState::new(),
        }
    }

    /// The present generation of a space.
    pub(crate) fn of(&self, space: Space, clock: &Clock) -> i64 {
        let mut spaces = self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(generation) = spaces.get(&space) {
            return *generation;
        }
        start(&mut spaces, space, unused(clock))
    }

    /// Makes all keys of a space unreachable.
    pub(crate) fn bump(&self, space: Space, clock: &Clock) {
        let mut spaces = self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
        start(&mut spaces, space, unused(clock));
    }

    /// How often this key, or a neighbour, was dropped.
    pub(crate) fn of_key(&self, key: &Key) -> u64 {
        self.stripe(key)
            .map_or(0, |stripe| stripe.load(Ordering::SeqCst))
    }

    /// Makes what is stored under this key unreachable.
    pub(crate) fn drop_key(&self, key: &Key) {
        if let Some(stripe) = self.stripe(key) {
            stripe.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn stripe(&self, key: &Key) -> Option<&AtomicU64> {
        let hash = self.hasher.hash_one(key);
        self.stripes
            .get(usize::try_from(hash % STRIPES as u64).unwrap_or(0))
    }
}

fn start(spaces: &mut HashMap<Space, i64>, space: Space, generation: i64) -> i64 {
    if spaces.len() >= MOST_SPACES {
        spaces.clear();
    }
    spaces.insert(space, generation);
    generation
}

/// A number never given before, by this process or one that ran earlier: the time in
/// microseconds, or one more than the last.
pub(crate) fn unused(clock: &Clock) -> i64 {
    static LAST: Mutex<i64> = Mutex::new(0);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    *last = clock.now().micros().max(*last + 1);
    *last
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use blimp_kit::{Clock, Instant};

    use super::{Generations, MOST_SPACES};
    use crate::key::Space;

    #[test]
    fn a_generation_holds_until_it_is_bumped_and_never_comes_back() {
        let (all, clock) = (Generations::new(), Clock::held_at(Instant(1)));
        let space = Space::new(Some(1), "tasks");
        let mut seen = HashSet::new();
        for _ in 0..3 {
            let now = all.of(space, &clock);
            assert_eq!(all.of(space, &clock), now);
            assert!(seen.insert(now));
            all.bump(space, &clock);
        }
        // So many others that the counter is forgotten.
        for company in 0..i64::try_from(MOST_SPACES).unwrap() {
            all.bump(Space::new(Some(company), "others"), &clock);
        }
        assert!(seen.insert(all.of(space, &clock)));
    }

    #[test]
    fn a_lost_counter_restarts_at_the_time() {
        let clock = Clock::system();
        let before = clock.now().micros();
        assert!(Generations::new().of(Space::new(None, "x"), &clock) >= before);
    }
}
