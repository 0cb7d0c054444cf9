//! Entries: a value as bytes, with its format and its end.

use std::time::Duration;

use blimp_kit::{Instant, Result, random};
use bytes::Bytes;
use moka::Expiry;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The first byte of every value: JSON, first edition. Anything else is a miss.
const FORMAT: u8 = 1;

/// A stored value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) bytes: Bytes,
    pub(crate) expires_at: Instant,
    ttl: Duration,
}

impl Entry {
    pub(crate) fn of<T: Serialize>(value: &T, ttl: Duration, now: Instant) -> Result<Self> {
        let mut bytes = vec![FORMAT];
        serde_json::to_writer(&mut bytes, value)?;
        let ttl = ttl.mul_f64(share(random::number()?));
        Ok(Self {
            bytes: bytes.into(),
            expires_at: now + ttl,
            ttl,
        })
    }

    /// The value; `None` where it was stored by other code.
    pub(crate) fn value<T: DeserializeOwned>(&self) -> Option<T> {
        match self.bytes.split_first() {
            Some((&FORMAT, json)) => serde_json::from_slice(json).ok(),
            _ => None,
        }
    }
}

/// From nine tenths to all of a lifetime, so that what was stored together does not end together.
fn share(random: i64) -> f64 {
    let thousandth = u32::try_from(random.rem_euclid(1001)).unwrap_or(0);
    f64::from(thousandth).mul_add(0.0001, 0.9)
}

/// Lets the memory of an entry go at its end.
pub(crate) struct AtItsEnd;

impl Expiry<String, Entry> for AtItsEnd {
    fn expire_after_create(
        &self,
        _: &String,
        entry: &Entry,
        _: std::time::Instant,
    ) -> Option<Duration> {
        Some(entry.ttl)
    }

    fn expire_after_update(
        &self,
        _: &String,
        entry: &Entry,
        _: std::time::Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(entry.ttl)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use blimp_kit::Instant;
    use bytes::Bytes;

    use super::{Entry, share};

    #[test]
    fn what_does_not_decode_is_a_miss() {
        let mut entry = Entry::of(&vec![1, 2], Duration::from_secs(9), Instant(0)).unwrap();
        assert_eq!(entry.value::<Vec<i32>>(), Some(vec![1, 2]));
        assert_eq!(entry.value::<String>(), None, "another shape");
        for bytes in [&b""[..], b"\x02[1,2]", b"\x01[1,", b"[1,2]"] {
            entry.bytes = Bytes::from_static(bytes);
            assert_eq!(entry.value::<Vec<i32>>(), None, "{bytes:?}");
        }
    }

    #[test]
    fn lifetimes_differ_by_a_tenth_at_most() {
        for (random, expected) in [(0, 0.9), (1000, 1.0), (1001, 0.9), (500, 0.95)] {
            assert!((share(random) - expected).abs() < 1e-9, "{random}");
        }
    }
}
