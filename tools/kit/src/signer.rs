//! Tokens that can be made again but not guessed: HMAC-SHA256 (RFC 2104) over what they are for.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::{Error, Result, Secret};

/// Makes and checks the tokens in mailed links and signed addresses.
///
/// A token is `{row id}.{43 characters}`: the MAC of purpose, row id and the row's nonce. It is
/// never stored; changing the nonce makes all earlier tokens of the row worthless.
#[derive(Debug, Clone)]
pub struct Signer {
    key: Secret<Vec<u8>>,
}

impl Signer {
    /// A signer with the installation's secret key.
    pub const fn new(key: Vec<u8>) -> Self {
        Self {
            key: Secret::new(key),
        }
    }

    /// The token for `purpose` on row `id` while its nonce is `nonce`.
    pub fn token(&self, purpose: &str, id: i64, nonce: &str) -> Result<String> {
        Ok(format!(
            "{id}.{}",
            URL_SAFE_NO_PAD.encode(self.mac(purpose, id, nonce)?)
        ))
    }

    /// The row that `token` speaks of; says nothing of whether the token is good.
    pub fn row(token: &str) -> Option<i64> {
        token.split_once('.')?.0.parse().ok()
    }

    /// Whether `token` is the one for this purpose, row and nonce; in constant time.
    pub fn matches(&self, token: &str, purpose: &str, id: i64, nonce: &str) -> Result<bool> {
        let good = self.token(purpose, id, nonce)?;
        Ok(bool::from(good.as_bytes().ct_eq(token.as_bytes())))
    }

    /// A key for one `purpose`, for rooms that seal bytes rather than make tokens.
    pub fn derived(&self, purpose: &str) -> Result<Vec<u8>> {
        self.mac("derived key", 0, purpose)
    }

    fn mac(&self, purpose: &str, id: i64, nonce: &str) -> Result<Vec<u8>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key.expose())
            .map_err(|e| Error::Fault(anyhow::anyhow!("signing key: {e}")))?;
        // Lengths go in first, so that no two different triples read the same.
        for part in [purpose, &id.to_string(), nonce] {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part.as_bytes());
        }
        Ok(mac.finalize().into_bytes().to_vec())
    }
}

/// The SHA-256 of a random secret, as stored in place of it: 43 characters.
pub fn fingerprint(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::Signer;

    #[test]
    fn a_token_is_good_for_its_own_purpose_row_and_nonce_only() {
        let signer = Signer::new(b"key".to_vec());
        let token = signer.token("reset", 7, "n").unwrap();
        assert_eq!(Signer::row(&token), Some(7));
        for (purpose, id, nonce, good) in [
            ("reset", 7, "n", true),
            ("verify", 7, "n", false),
            ("reset", 8, "n", false),
            ("reset", 7, "m", false),
        ] {
            assert_eq!(signer.matches(&token, purpose, id, nonce).unwrap(), good);
        }
        let other = Signer::new(b"other".to_vec());
        assert!(!other.matches(&token, "reset", 7, "n").unwrap());
    }
}
