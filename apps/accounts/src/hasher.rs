//! Argon2id, on a small pool of its own so that sign-ins never crowd out everything else.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use blimp_kit::{Error, Result, Secret};
use tokio::sync::Semaphore;

/// Hashes at work at the same time.
static AT_WORK: Semaphore = Semaphore::const_new(2);
/// Callers at work or waiting; the rest are told to come back.
static ADMITTED: Semaphore = Semaphore::const_new(64);

/// How every hash of ours begins: algorithm, version, memory (KiB), passes, lanes.
const OURS: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// What an unknown address is checked against, so that it takes as long as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm8gcGVyc29uIGhlcmUhIQ\
$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// How a password compares to a stored hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is another one, or there is none.
    Wrong,
    /// It is the one.
    Right,
    /// It is the one, hashed with other parameters than today's.
    Old,
}

/// The PHC string to store for `password`; `Unavailable` where too many wait.
pub(crate) async fn hash(password: Secret<String>) -> Result<String> {
    on_pool(move || hash_now(password.expose())).await
}

/// Compares `password` to `stored`; without a stored hash it takes as long and is `Wrong`.
pub(crate) async fn verify(password: Secret<String>, stored: Option<String>) -> Result<Verdict> {
    on_pool(move || verify_now(password.expose(), stored.as_deref())).await
}

fn argon() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None)
        .map_err(|e| Error::fault(format!("argon2 parameters: {e}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &str) -> Result<String> {
    let hash: PasswordHash = argon()?
        .hash_password(password.as_bytes())
        .map_err(|e| Error::fault(format!("hashing: {e}")))?;
    Ok(hash.to_string())
}

fn verify_now(password: &str, stored: Option<&str>) -> Result<Verdict> {
    let phc = PasswordHash::new(stored.unwrap_or(NOBODY))
        .map_err(|e| Error::fault(format!("a stored hash: {e}")))?;
    let same = argon()?.verify_password(password.as_bytes(), &phc).is_ok();
    Ok(match stored {
        Some(stored) if same && stored.starts_with(OURS) => Verdict::Right,
        Some(_) if same => Verdict::Old,
        _ => Verdict::Wrong,
    })
}

async fn on_pool<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let full = || Error::Unavailable("the password pool".to_owned());
    let Ok(admitted) = ADMITTED.try_acquire() else {
        return Err(full());
    };
    let Ok(at_work) = AT_WORK.acquire().await else {
        return Err(full());
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "hashing is 20 ms of pure computing, bounded by the permits it holds"
    )]
    let work = tokio::task::spawn_blocking(move || {
        // Held until the work is over, also where the caller has gone away.
        let _held = (admitted, at_work);
        work()
    });
    work.await
        .map_err(|e| Error::fault(format!("the password pool: {e}")))?
}

#[cfg(test)]
mod tests {
    use super::{OURS, Verdict, hash_now, verify_now};
    use argon2::password_hash::phc::PasswordHash;
    use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};

    #[test]
    fn a_password_is_recognised_and_another_is_not() {
        let stored = hash_now("correct horse").unwrap();
        assert!(stored.starts_with(OURS), "{stored}");
        assert_eq!(
            verify_now("correct horse", Some(&stored)).unwrap(),
            Verdict::Right
        );
        assert_eq!(
            verify_now("correct horsf", Some(&stored)).unwrap(),
            Verdict::Wrong
        );
        assert_eq!(verify_now("correct horse", None).unwrap(), Verdict::Wrong);
    }

    #[test]
    fn a_hash_with_other_parameters_is_recognised_as_old() {
        let params = Params::new(8 * 1024, 1, 1, None).unwrap();
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let stored: PasswordHash = weak.hash_password(b"correct horse").unwrap();
        let verdict = verify_now("correct horse", Some(&stored.to_string())).unwrap();
        assert_eq!(verdict, Verdict::Old);
    }
}
