//! What Redis keeps: each part's last count, their sums, and the last event that is in them.

use std::collections::{BTreeMap, HashMap};

use blimp_kit::Result;

use super::snapshot::{Part, Snapshot, Source, field, pack, scope, unpack};
use super::{Counts, Scope, Stat};
use crate::redis::{Down, Redis, Script};

/// A mark in the place of the last event: somebody counts everything just now. It goes away by
/// itself where that somebody died, and then everything is counted anew.
const COUNTING: &str = "counting:";
const COUNTING_SECONDS: u32 = 60;

/// Who may go on, and from where: the last event, empty where there is none; nil where another
/// process is at it.
static HOLD: Script = Script::new(
    r"
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
    return nil
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return redis.call('GET', KEYS[2]) or ''
",
);

/// Replaces parts, and puts their difference into the sums, if the last event is still the one
/// that the counts began at. So of two processes that count the same one is heard.
static APPLY: Script = Script::new(
    r"
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
    return 0
end
for i = 4, #ARGV, 3 do
    local at = 2 * tonumber(ARGV[i])
    local sums, parts, field, new = KEYS[at], KEYS[at + 1], ARGV[i + 1], ARGV[i + 2]
    local old = redis.call('HGET', parts, field) or ''
    for label, n in string.gmatch(old, '([^=,]+)=(%d+)') do
        redis.call('HINCRBY', sums, label, '-' .. n)
    end
    for label, n in string.gmatch(new, '([^=,]+)=(%d+)') do
        redis.call('HINCRBY', sums, label, n)
    end
    if new == '' then
        redis.call('HDEL', parts, field)
    else
        redis.call('HSET', parts, field, new)
    end
end
if ARGV[3] == '0' then
    redis.call('SET', KEYS[1], ARGV[2])
else
    redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
end
return 1
",
);

/// The last event that the numbers know of, or what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing is kept, or nothing that can be used.
    Nothing,
    /// Somebody counts everything.
    Counting(String),
    /// Numbers up to this event.
    Event(i64),
}

impl Place {
    fn read(text: &str) -> Self {
        match text.parse() {
            Ok(seq) => Self::Event(seq),
            Err(_) if text.starts_with(COUNTING) => Self::Counting(text.to_owned()),
            Err(_) => Self::Nothing,
        }
    }

    /// The mark of one who counts everything.
    pub(super) fn counting(by: &str) -> Self {
        Self::Counting(format!("{COUNTING}{by}"))
    }

    fn text(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Counting(mark) => mark.clone(),
            Self::Event(seq) => seq.to_string(),
        }
    }
}

/// A part of the statistic in this place of the list, counted.
pub(super) type Counted = (usize, Scope, Counts);

fn place_key(redis: &Redis) -> String {
    redis.key("stats:seq")
}

/// Where each statistic's sums and parts are.
fn keys(redis: &Redis, list: &[Stat]) -> Vec<String> {
    let each = list.iter().flat_map(|stat| {
        let name = stat.name;
        [format!("stats:{name}"), format!("stats:{name}:parts")]
    });
    each.map(|name| redis.key(name)).collect()
}

/// Takes, or keeps, the right to go on for `millis`; none where another process has it.
pub(super) async fn hold(redis: &Redis, me: &str, millis: u64) -> Result<Option<Place>, Down> {
    let keys = [redis.key("stats:holder"), place_key(redis)];
    let told: Option<String> = HOLD
        .run(redis, &keys, |cmd| {
            cmd.arg(me).arg(millis);
        })
        .await?;
    Ok(told.map(|text| Place::read(&text)))
}

/// Forgets all numbers and marks that they are being counted.
pub(super) async fn begin(redis: &Redis, list: &[Stat], mark: &Place) -> Result<(), Down> {
    let mut pipe = ::redis::pipe();
    pipe.atomic().del(keys(redis, list)).ignore();
    let set = pipe.cmd("SET").arg(place_key(redis)).arg(mark.text());
    set.arg("EX").arg(COUNTING_SECONDS).ignore();
    redis.pipe(&pipe).await
}

/// Puts new counts in, if the place is still `from`; says whether it was.
pub(super) async fn apply(
    redis: &Redis,
    list: &[Stat],
    (from, to): (&Place, &Place),
    counted: &[Counted],
) -> Result<bool, Down> {
    let mut all = vec![place_key(redis)];
    all.extend(keys(redis, list));
    let seconds = match to {
        Place::Counting(_) => COUNTING_SECONDS,
        _ => 0,
    };
    let done: i64 = APPLY
        .run(redis, &all, |cmd| {
            cmd.arg(from.text()).arg(to.text()).arg(seconds);
            for (stat, scope, counts) in counted {
                cmd.arg(stat + 1).arg(field(*scope)).arg(pack(counts));
            }
        })
        .await?;
    Ok(done == 1)
}

/// Makes the next one count everything.
pub(super) async fn forget(redis: &Redis) -> Result<(), Down> {
    redis.query(::redis::cmd("DEL").arg(place_key(redis))).await
}

/// The numbers as they are kept; none where they are not, or Redis is away.
pub(super) async fn read(redis: &Redis, list: &[Stat]) -> Result<Option<Snapshot>> {
    let mut pipe = ::redis::pipe();
    pipe.atomic().cmd("GET").arg(place_key(redis));
    for key in keys(redis, list) {
        pipe.cmd("HGETALL").arg(key);
    }
    let (place, hashes) = match redis.pipe::<Vec<::redis::Value>>(&pipe).await {
        Ok(values) => parse(values),
        Err(down) => {
            tracing::warn!(%down, "no statistics in Redis");
            return Ok(None);
        }
    };
    let Place::Event(seq) = place else {
        return Ok(None);
    };
    let mut kept = Snapshot {
        source: Source::Redis,
        ..Snapshot::counted(seq)
    };
    for (stat, pair) in list.iter().zip(hashes.chunks(2)) {
        let [sums, parts] = pair else { continue };
        let sums = sums
            .iter()
            .filter_map(|(k, v)| Some((k.clone(), v.parse().ok()?)));
        let sums = sums.filter(|(_, n)| *n != 0).collect();
        kept.totals.insert(stat.name.to_owned(), sums);
        let parts = parts
            .iter()
            .filter_map(|(k, v)| Some((Part(scope(k)?), unpack(v))));
        let parts: BTreeMap<_, _> = parts.collect();
        if !parts.is_empty() {
            kept.parts.insert(stat.name.to_owned(), parts);
        }
    }
    Ok(Some(kept))
}

type Hash = HashMap<String, String>;

fn parse(values: Vec<::redis::Value>) -> (Place, Vec<Hash>) {
    let mut values = values.into_iter();
    let place: Option<String> = values
        .next()
        .and_then(|value| ::redis::from_redis_value(value).ok());
    let hashes = values.map(|value| ::redis::from_redis_value(value).unwrap_or_default());
    let place = Place::read(&place.unwrap_or_default());
    (place, hashes.collect())
}
