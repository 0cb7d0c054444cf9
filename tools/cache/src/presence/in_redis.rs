//! What all processes heard, in Redis: a hash for each place, `presence:<place>`, which ends by
//! itself, and a channel that says which place to look at again.

use std::collections::HashMap;

use blimp_kit::{Instant, random};

use super::local::{Change, in_order};
use super::{AT_A_PLACE, GONE, Present};
use crate::redis::{Down, Redis, Script, ear};

/// Where changes are told; the prefix is put before it.
const CHANNEL: &str = "presence";

/// Sets one person, drops who is gone, and tells the others where that is news.
static PUT: Script = Script::new(
    r"
local others, since, news = 0, ARGV[2], true
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
    local began, ends, typing = string.match(all[i + 1], '^(%d+) (%d+) (%d)$')
    if not ends or tonumber(ends) <= tonumber(ARGV[2]) then
        redis.call('HDEL', KEYS[1], all[i])
    elseif all[i] == ARGV[1] then
        since, news = began, typing ~= ARGV[4]
    else
        others = others + 1
    end
end
if others >= tonumber(ARGV[5]) then
    return 0
end
redis.call('HSET', KEYS[1], ARGV[1], since .. ' ' .. ARGV[3] .. ' ' .. ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
if news then
    redis.call('PUBLISH', ARGV[7], ARGV[8])
    return 2
end
return 1
",
);

/// The places that processes share.
#[derive(Debug)]
pub(super) struct Shared {
    redis: Redis,
    /// By which we know our own messages. Chance that fails makes them louder, not wrong.
    me: i64,
}

impl Shared {
    pub(super) fn new(redis: &Redis) -> Self {
        Self {
            redis: redis.clone(),
            me: random::number().unwrap_or_default(),
        }
    }

    pub(super) async fn put(
        &self,
        place: i64,
        present: Present,
        now: Instant,
    ) -> Result<Change, Down> {
        let done: i64 = PUT
            .run(&self.redis, &[self.key(place)], |cmd| {
                cmd.arg(present.who).arg(now.micros());
                cmd.arg((now + GONE).micros());
                cmd.arg(i64::from(present.typing)).arg(AT_A_PLACE);
                cmd.arg(GONE.as_secs() * 1000);
                cmd.arg(self.redis.key(CHANNEL))
                    .arg(self.words(Some(place)));
            })
            .await?;
        Ok(match done {
            0 => Change::Refused,
            1 => Change::Known,
            _ => Change::Seen,
        })
    }

    /// True when they were there; then the others are told.
    pub(super) async fn remove(&self, place: i64, who: i64) -> Result<bool, Down> {
        let mut cmd = ::redis::cmd("HDEL");
        cmd.arg(self.key(place)).arg(who);
        let gone: i64 = self.redis.query(&cmd).await?;
        if gone > 0 {
            self.say(Some(place)).await;
        }
        Ok(gone > 0)
    }

    pub(super) async fn list(&self, place: i64, now: Instant) -> Result<Vec<Present>, Down> {
        let mut cmd = ::redis::cmd("HGETALL");
        cmd.arg(self.key(place));
        let found: HashMap<i64, String> = self.redis.query(&cmd).await?;
        let there = found.into_iter().filter_map(|(who, text)| {
            let (since, until, typing) = read(&text)?;
            (until > now.micros()).then_some((since, Present { who, typing }))
        });
        Ok(in_order(there))
    }

    /// Tells other processes to look at a place again; with none only that we are there.
    pub(super) async fn say(&self, place: Option<i64>) {
        let mut cmd = ::redis::cmd("PUBLISH");
        cmd.arg(self.redis.key(CHANNEL)).arg(self.words(place));
        if let Err(down) = self.redis.query::<i64>(&cmd).await {
            tracing::debug!(%down, "others were not told who is where");
        }
    }

    /// Calls `changed` with each place that another process told of.
    pub(super) async fn listen(&self, changed: impl Fn(i64)) {
        ear::listen(&self.redis, CHANNEL, |said| {
            let place = said.and_then(|said| {
                let (from, place) = said.split_once(' ')?;
                (from.parse() != Ok(self.me)).then(|| place.parse().ok())?
            });
            if let Some(place) = place {
                changed(place);
            }
        })
        .await;
    }

    fn key(&self, place: i64) -> String {
        self.redis.key(format_args!("presence:{place}"))
    }

    fn words(&self, place: Option<i64>) -> String {
        match place {
            Some(place) => format!("{} {place}", self.me),
            None => format!("{} -", self.me),
        }
    }
}

/// Since when, until when, and whether they are typing.
fn read(text: &str) -> Option<(i64, i64, bool)> {
    let mut parts = text.split(' ');
    let mut number = || parts.next()?.parse().ok();
    Some((number()?, number()?, number()? == 1_i64))
}
