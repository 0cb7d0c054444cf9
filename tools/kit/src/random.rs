//! Randomness from the operating system.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::Result;

/// `N` random bytes.
pub fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut buffer = [0_u8; N];
    getrandom::fill(&mut buffer).map_err(|e| anyhow::anyhow!("no randomness: {e}"))?;
    Ok(buffer)
}

/// A secret of 256 bits, as 43 characters that URLs and headers take as they are.
pub fn token() -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// A random positive 63-bit number.
pub fn number() -> Result<i64> {
    Ok(i64::from_le_bytes(bytes::<8>()?) & i64::MAX)
}
