//! The real parts, where this run has them: `BLIMP_TEST_PARTS=real`.
//!
//! Then every house has Redis for a broker, Memcached for a cache and S3 for files, each with a
//! corner of its own on the servers that `tests/servers/up` started.

use std::io::Write as _;

use blimp_kit::settings::Source;
use blimp_kit::{Settings, random};

use crate::database::setting;

/// The bucket that `tests/servers/up` makes.
const BUCKET: &str = "blimp-test";

/// A name that nobody else uses.
pub(crate) fn corner() -> String {
    format!("{:x}", random::number().expect("randomness"))
}

/// What a house is told besides; nothing where this run, or this house, has only the embedded parts.
pub(crate) fn settings(files: &str) -> Vec<(&'static str, String)> {
    let real = setting("BLIMP_TEST_PARTS").is_some_and(|parts| parts == "real");
    if !real || files.is_empty() {
        return Vec::new();
    }
    let server = |name: &str| {
        setting(name).unwrap_or_else(|| panic!("{name} is not set; try tests/servers/up"))
    };
    let (redis, corner) = (server("BLIMP_TEST_REDIS_URL"), corner());
    vec![
        ("BROKER_URL", redis.clone()),
        ("REDIS_URL", redis),
        ("REDIS_PREFIX", format!("{corner}:")),
        (
            "CACHE_URL",
            format!("memcached://{}/{corner}", server("BLIMP_TEST_MEMCACHED")),
        ),
        ("FILES_URL", format!("s3://{BUCKET}/{files}")),
        // Tests read what the house answers, not what it points to.
        ("FILES_SERVE", "proxy".to_owned()),
        ("AWS_ENDPOINT_URL", server("BLIMP_TEST_S3_URL")),
        ("AWS_ACCESS_KEY_ID", server("AWS_ACCESS_KEY_ID")),
        ("AWS_SECRET_ACCESS_KEY", server("AWS_SECRET_ACCESS_KEY")),
    ]
}

/// The settings of the S3 server of this run, and a place of one's own there; none where there is
/// no server, unless this run promised one.
pub fn bucket() -> Option<(Settings, String)> {
    let Some(url) = setting("BLIMP_TEST_S3_URL") else {
        let why = "BLIMP_TEST_S3_URL says where an S3 server is";
        assert!(setting("BLIMP_TEST_SERVERS").is_none(), "{why}");
        drop(writeln!(std::io::stdout(), "not run: {why}"));
        return None;
    };
    let mut settings = Settings::default();
    settings.set("AWS_ENDPOINT_URL", url, Source::Flag);
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
        settings.set(name, setting(name).unwrap_or_default(), Source::Flag);
    }
    Some((settings, format!("s3://{BUCKET}/{}", corner())))
}
