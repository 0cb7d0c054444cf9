//! The seal: what makes bytes from a server believable.
//!
//! A server is a place where others may write, and where an answer may be mixed up with another.
//! So a value carries a MAC over the key that it was stored under. One that belongs to another
//! key, another company or another installation, that was cut or made up, or that has outlived
//! its time, does not open: it is a miss.

use blimp_kit::{Instant, Result, Signer};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// The first byte of a value: MAC, end, JSON. Raised when that changes.
const FORMAT: u8 = 2;
const MAC: usize = 16;

/// Closes and opens values.
#[derive(Clone)]
pub(super) struct Seal {
    mac: Hmac<Sha256>,
    space: String,
}

impl Seal {
    /// The seal of this installation, or of its part `name`.
    pub(super) fn new(signer: &Signer, name: &str) -> Result<Self> {
        let key = signer.derived(&format!("cache:{name}"))?;
        let mac = Hmac::<Sha256>::new_from_slice(&key)
            .map_err(|error| anyhow::anyhow!("cache key: {error}"))?;
        let seen = mac.clone().chain_update("name").finalize().into_bytes();
        let seen = seen.first_chunk().copied().unwrap_or_default();
        let space = format!("{:08x}", u32::from_be_bytes(seen));
        Ok(Self { mac, space })
    }

    /// What stands before this installation's keys, so that it does not overwrite another's.
    pub(super) fn space(&self) -> &str {
        &self.space
    }

    /// `json` as it goes to a server, to be found under `key` until `end`.
    pub(super) fn close(&self, key: &str, end: Instant, json: &[u8]) -> Vec<u8> {
        let end = end.micros().to_be_bytes();
        let mac = self.over(key, &end, json).finalize().into_bytes();
        let mut bytes = Vec::with_capacity(1 + MAC + end.len() + json.len());
        bytes.push(FORMAT);
        bytes.extend(mac.iter().take(MAC));
        bytes.extend(end);
        bytes.extend(json);
        bytes
    }

    /// The JSON in `bytes`, if it was closed for this key and has not ended.
    pub(super) fn open<'a>(&self, key: &str, now: Instant, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let (&format, rest) = bytes.split_first()?;
        let (mac, rest) = rest.split_at_checked(MAC)?;
        let (end, json) = rest.split_first_chunk::<8>()?;
        if format != FORMAT || Instant(i64::from_be_bytes(*end)) <= now {
            return None;
        }
        let good = self.over(key, end, json).verify_truncated_left(mac);
        good.is_ok().then_some(json)
    }

    fn over(&self, key: &str, end: &[u8], json: &[u8]) -> Hmac<Sha256> {
        let length = u64::try_from(key.len()).unwrap_or(u64::MAX);
        let parts = [
            &[FORMAT][..],
            &length.to_be_bytes(),
            key.as_bytes(),
            end,
            json,
        ];
        let mut mac = self.mac.clone();
        for part in parts {
            mac.update(part);
        }
        mac
    }
}

#[cfg(test)]
mod tests {
    use blimp_kit::{Instant, Signer};

    use super::Seal;

    fn seal(key: &str, name: &str) -> Seal {
        Seal::new(&Signer::new(key.as_bytes().to_vec()), name).unwrap()
    }

    #[test]
    fn what_was_closed_opens_under_its_own_key_until_its_end() {
        let ours = seal("secret", "");
        let bytes = ours.close("k", Instant(10), b"[1]");
        assert_eq!(ours.open("k", Instant(9), &bytes), Some(&b"[1]"[..]));
        assert_eq!(
            seal("secret", "").open("k", Instant(9), &bytes),
            Some(&b"[1]"[..])
        );
        for (who, key, now) in [
            (&ours, "k", 10),
            (&ours, "other", 9),
            (&ours, "", 9),
            (&seal("another secret", ""), "k", 9),
            (&seal("secret", "blue"), "k", 9),
        ] {
            assert_eq!(who.open(key, Instant(now), &bytes), None, "{key} {now}");
        }
    }

    #[test]
    fn what_was_touched_does_not_open() {
        let ours = seal("secret", "");
        let good = ours.close("k", Instant(10), b"[1]");
        for at in 0..good.len() {
            let mut bytes = good.clone();
            bytes[at] ^= 1;
            assert_eq!(ours.open("k", Instant(9), &bytes), None, "byte {at}");
            assert_eq!(ours.open("k", Instant(9), &good[..at]), None, "cut at {at}");
        }
        assert_eq!(
            ours.open("k", Instant(9), &[&good[..], b" "].concat()),
            None
        );
    }

    #[test]
    fn installations_keep_to_their_own_keys() {
        let spaces = [("a", ""), ("b", ""), ("a", "blue")].map(|(key, name)| seal(key, name).space);
        assert_eq!(spaces[0], seal("a", "").space);
        assert!(spaces[0] != spaces[1] && spaces[0] != spaces[2] && spaces[1] != spaces[2]);
        assert!(spaces.iter().all(|space| space.len() == 8));
    }
}
