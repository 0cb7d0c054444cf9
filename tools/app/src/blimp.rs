//! What handlers and commands get.

use std::sync::Arc;

use blimp_cache::Cache;
use blimp_files::Files;
use blimp_http::Feed;
use blimp_kit::{Clock, Signer};
use blimp_store::Db;

/// The house, as handlers and commands see it. Cheap to clone.
///
/// It can read, write and keep files; it cannot leave the house: that is [`crate::Outside`]'s.
#[derive(Clone)]
pub struct Blimp {
    /// The database.
    pub db: Db,
    /// The cache.
    pub cache: Cache,
    /// Blobs.
    pub files: Files,
    /// Facts as they happen, for who watches.
    pub feed: Feed,
    /// What time it is.
    pub clock: Clock,
    /// Makes and checks tokens.
    pub signer: Signer,
    /// Where this installation is.
    pub site: Arc<Site>,
}

/// Where this installation is and what it allows.
#[derive(Debug, Clone)]
pub struct Site {
    /// `BLIMP_URL`, without a slash at the end; never taken from the Host header.
    pub url: String,
    /// Whether rate limits are on.
    pub rate_limits: bool,
    /// The largest upload, in bytes.
    pub max_upload_bytes: u64,
    /// The version of this build.
    pub version: &'static str,
    /// Whether anybody may sign up; if not, only whoever makes the first company.
    pub sign_up: bool,
    /// Whether mails leave the house; if not, they are kept in the mailbox.
    pub mails_leave: bool,
}

impl Site {
    /// Whether browsers reach us over TLS, so that cookies can be `Secure`.
    pub fn https(&self) -> bool {
        self.url.starts_with("https://")
    }
}
