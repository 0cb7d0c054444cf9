//! Scripts: steps that Redis carries out as one.

use std::sync::OnceLock;

use ::redis::{Cmd, FromRedisValue};

use super::down::Down;
use super::link::Redis;

/// A Lua script, sent by its hash and in full only to a Redis that does not know it.
///
/// Redis does not undo what a script did before an error in it: check before you change.
#[derive(Debug)]
pub struct Script {
    text: &'static str,
    hash: OnceLock<String>,
}

impl Script {
    /// A script of this text.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            hash: OnceLock::new(),
        }
    }

    /// Runs it. `keys` are whole keys, see [`Redis::key`]; `fill` adds the arguments.
    pub async fn run<T: FromRedisValue>(
        &self,
        redis: &Redis,
        keys: &[String],
        fill: impl Fn(&mut Cmd),
    ) -> Result<T, Down> {
        let command = |name: &str, script: &str| {
            let mut cmd = ::redis::cmd(name);
            cmd.arg(script).arg(keys.len()).arg(keys);
            fill(&mut cmd);
            cmd
        };
        match redis.query(&command("EVALSHA", self.hash())).await {
            // Started anew since.
            Err(down) if down.code() == Some("NOSCRIPT") => {
                redis.query(&command("EVAL", self.text)).await
            }
            other => other,
        }
    }

    fn hash(&self) -> &str {
        self.hash.get_or_init(|| {
            let script = ::redis::Script::new(self.text);
            script.get_hash().to_owned()
        })
    }
}
