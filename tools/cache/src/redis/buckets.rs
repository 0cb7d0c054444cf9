//! Leaky buckets that several processes fill together: the generic cell rate algorithm, carried
//! out inside Redis by Redis's own clock.

use std::time::Duration;

use super::down::Down;
use super::link::Redis;
use super::script::Script;

/// A bucket is the moment at which it will be empty. Counts into each in turn; at the first full
/// one it stops and says how long to wait, as a negative number.
static COUNT: Script = Script::new(
    r"
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local levels = {}
for i, key in ipairs(KEYS) do
    local window, interval = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
    local empty_at = tonumber(redis.call('GET', key)) or now
    empty_at = math.max(now, math.min(empty_at, now + window)) + interval
    local ahead = empty_at - now
    if ahead > window then
        levels[i] = window - ahead
        return levels
    end
    redis.call('SET', key, string.format('%.0f', empty_at), 'PX', math.ceil(ahead / 1000))
    levels[i] = ahead
end
return levels
",
);

/// A bucket to count into.
#[derive(Debug, Clone)]
pub struct Bucket {
    /// Its name, unique in this installation.
    pub name: String,
    /// How much time's worth it holds.
    pub window: Duration,
    /// What one more costs: the window divided by how many fit into it.
    pub interval: Duration,
}

/// What became of one bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Counted; it will be empty after this time.
    Counted(Duration),
    /// Full, nothing was counted; after this time there is room for one.
    Full(Duration),
}

impl Redis {
    /// Counts one into each bucket in turn, up to the first that is full, in one round trip.
    pub async fn count(&self, buckets: &[Bucket]) -> Result<Vec<Level>, Down> {
        let keys: Vec<String> = buckets.iter().map(|b| self.key(&b.name)).collect();
        let levels: Vec<i64> = COUNT
            .run(self, &keys, |cmd| {
                for bucket in buckets {
                    cmd.arg(micros(bucket.window)).arg(micros(bucket.interval));
                }
            })
            .await?;
        Ok(levels.into_iter().map(level).collect())
    }
}

fn level(told: i64) -> Level {
    let span = Duration::from_micros(told.unsigned_abs());
    if told < 0 {
        Level::Full(span)
    } else {
        Level::Counted(span)
    }
}

fn micros(span: Duration) -> u64 {
    u64::try_from(span.as_micros()).unwrap_or(u64::MAX)
}
