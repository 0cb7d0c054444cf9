//! What Redis is asked to do in one go.

use std::sync::OnceLock;

use blimp_cache::redis::{Down, Redis};
use redis::{Cmd, FromRedisValue, Script};

/// A script, and the name under which Redis remembers it.
pub(super) struct Lua {
    text: &'static str,
    hash: OnceLock<String>,
}

macro_rules! lua {
    ($name:ident, $file:literal) => {
        pub(super) static $name: Lua = Lua {
            text: concat!(
                include_str!("scripts/prelude.lua"),
                include_str!(concat!("scripts/", $file))
            ),
            hash: OnceLock::new(),
        };
    };
}

lua!(GLANCE, "glance.lua");
lua!(PUBLISH, "publish.lua");
lua!(READ, "read.lua");
lua!(READY, "ready.lua");
lua!(SETTLE, "settle.lua");
lua!(TEND, "tend.lua");
lua!(RETURN, "return.lua");

impl Lua {
    /// Runs it.
    pub(super) async fn run<T: FromRedisValue>(
        &self,
        redis: &Redis,
        keys: &[&str],
        args: &[String],
    ) -> Result<T, Down> {
        let hash = self
            .hash
            .get_or_init(|| Script::new(self.text).get_hash().to_owned());
        match redis.query(&call("EVALSHA", hash, keys, args)).await {
            // A Redis that was started anew does not know it yet.
            Err(down) if down.code() == Some("NOSCRIPT") => {
                redis.query(&call("EVAL", self.text, keys, args)).await
            }
            other => other,
        }
    }
}

fn call(command: &str, script: &str, keys: &[&str], args: &[String]) -> Cmd {
    let mut cmd = redis::cmd(command);
    cmd.arg(script).arg(keys.len()).arg(keys).arg(args);
    cmd
}
