//! Numbers: generations that no process has ever given before.

use blimp_kit::{Clock, Result, random};

use super::seal::Seal;
use crate::generations::unused;

/// How long a generation is kept, in seconds. One that is lost costs its space the cache once.
pub(super) const GENERATION_LIFE: u32 = 7 * 24 * 60 * 60;

/// The low bits that are drawn by lot, for processes whose clocks agree too well.
const LOT: u32 = 11;

/// Makes and reads the generations that servers keep.
#[derive(Clone)]
pub(super) struct Numbers {
    seal: Seal,
}

impl Numbers {
    pub(super) const fn new(seal: Seal) -> Self {
        Self { seal }
    }

    /// A new generation, as a number and as it is stored under `key`.
    ///
    /// It is the time in microseconds and a few random bits, not the last one plus one: a counter
    /// that was lost and starts anew cannot give a number twice, whatever the clocks say.
    pub(super) fn fresh(&self, key: &str) -> Result<(i64, Vec<u8>)> {
        let clock = Clock::system();
        let lot = random::number()? & ((1 << LOT) - 1);
        let number = (unused(&clock) << LOT) | lot;
        let end = clock.now() + std::time::Duration::from_secs(u64::from(GENERATION_LIFE) * 2);
        let bytes = self.seal.close(key, end, number.to_string().as_bytes());
        Ok((number, bytes))
    }

    /// The generation in `bytes`, if it was stored under `key`.
    pub(super) fn read(&self, key: &str, bytes: &[u8]) -> Option<i64> {
        let text = self.seal.open(key, Clock::system().now(), bytes)?;
        std::str::from_utf8(text).ok()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use blimp_kit::Signer;

    use super::{Numbers, Seal};

    #[test]
    fn a_number_is_given_once_and_read_under_its_own_key_only() {
        let numbers = Numbers::new(Seal::new(&Signer::new(b"key".to_vec()), "").unwrap());
        let mut seen = HashSet::new();
        for _ in 0..1_000 {
            let (number, bytes) = numbers.fresh("k").unwrap();
            assert!(number > 0 && seen.insert(number));
            assert_eq!(numbers.read("k", &bytes), Some(number));
            assert_eq!(numbers.read("other", &bytes), None);
        }
    }
}
