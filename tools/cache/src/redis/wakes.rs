//! Wake-ups between processes: whoever commits says so, whoever waits looks at once.
//!
//! A wake-up may be lost. The poll of whoever waits is the guarantee, this only makes it quick.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;
use std::time::Duration;

use ::redis::RedisResult;
use ::redis::aio::PubSubStream;
use blimp_kit::random;
use blimp_store::Db;
use futures::StreamExt as _;
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use super::link::Redis;

/// Where wake-ups are told; the prefix is put before it.
const CHANNEL: &str = "wake";
/// Commits within this time share a message.
const GATHER: Duration = Duration::from_millis(20);
/// Something is said at least so often, so that listeners know that they can hear.
const BEAT: Duration = Duration::from_secs(10);
/// A listener that has heard nothing for this long listens anew.
const SILENCE: Duration = Duration::from_secs(25);
/// Between tries to listen, twice as long each time.
const FIRST_TRY: Duration = Duration::from_millis(100);
const LAST_TRY: Duration = Duration::from_secs(5);
/// How long it may take to be connected and subscribed.
const CONNECT: Duration = Duration::from_secs(2);

/// Tells other processes of our commits, and our waiters of theirs. Ends when it is dropped.
#[derive(Debug)]
pub struct Wakes {
    tasks: [AbortHandle; 2],
}

impl Drop for Wakes {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

impl Wakes {
    /// Starts telling and listening, within a Tokio runtime.
    #[expect(
        clippy::disallowed_methods,
        reason = "lives as long as the process; keeps no work"
    )]
    pub fn start(redis: &Redis, db: &Db) -> Self {
        // By which we know our own messages. Chance that fails makes them louder, not wrong.
        let me = random::number().unwrap_or_default();
        let tell = tokio::spawn(tell(redis.clone(), db.clone(), me));
        let listen = tokio::spawn(listen(redis.clone(), db.clone(), me));
        Self {
            tasks: [tell.abort_handle(), listen.abort_handle()],
        }
    }
}

/// Tells of what was committed here since the last message that got through.
async fn tell(redis: Redis, db: Db, me: i64) {
    let (mut queue, mut facts) = (db.local_queue_wakes(), db.local_fact_wakes());
    let mut told = (*queue.borrow(), *facts.borrow());
    loop {
        tokio::select! {
            _ = queue.changed() => {}
            _ = facts.changed() => {}
            () = sleep(BEAT) => {}
        }
        let now = (*queue.borrow_and_update(), *facts.borrow_and_update());
        let news = News {
            from: me,
            queue: now.0 != told.0,
            facts: now.1 != told.1,
        };
        let mut cmd = ::redis::cmd("PUBLISH");
        cmd.arg(redis.key(CHANNEL)).arg(news.to_string());
        match redis.query::<i64>(&cmd).await {
            Ok(_) => told = now,
            Err(down) => tracing::debug!(%down, "a wake-up was lost; polls see what it was about"),
        }
        sleep(GATHER).await;
    }
}

/// Listens for as long as the process lives, on a connection of its own.
async fn listen(redis: Redis, db: Db, me: i64) {
    let mut pause = FIRST_TRY;
    loop {
        match timeout(CONNECT, subscribe(&redis)).await {
            Ok(Ok(messages)) => {
                pause = FIRST_TRY;
                // Whatever happened before is news too.
                db.nudge_queue();
                db.nudge_facts();
                hear(messages, &db, me).await;
                tracing::debug!("no wake-ups from Redis; listening anew");
            }
            Ok(Err(error)) => tracing::debug!(%error, "no wake-ups from Redis"),
            Err(_) => tracing::debug!("no wake-ups from Redis: it does not answer"),
        }
        sleep(pause).await;
        pause = (pause * 2).min(LAST_TRY);
    }
}

async fn subscribe(redis: &Redis) -> RedisResult<PubSubStream> {
    let (mut sink, messages) = redis.client().get_async_pubsub().await?.split();
    sink.subscribe(redis.key(CHANNEL)).await?;
    Ok(messages)
}

/// Wakes whoever waits here, until the connection breaks or falls silent.
async fn hear(mut messages: PubSubStream, db: &Db, me: i64) {
    while let Ok(Some(message)) = timeout(SILENCE, messages.next()).await {
        // Anything else in this channel is not ours.
        let text: Option<String> = message.get_payload().ok();
        let news = text.and_then(|text| text.parse().ok());
        let Some(News { from, queue, facts }) = news else {
            continue;
        };
        if from == me {
            continue;
        }
        if queue {
            db.nudge_queue();
        }
        if facts {
            db.nudge_facts();
        }
    }
}

/// What one process tells the others: `-42 qf`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct News {
    from: i64,
    queue: bool,
    facts: bool,
}

impl fmt::Display for News {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let queue = if self.queue { "q" } else { "" };
        let facts = if self.facts { "f" } else { "" };
        write!(f, "{} {queue}{facts}", self.from)
    }
}

impl FromStr for News {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        let (from, what) = text.split_once(' ').unwrap_or((text, ""));
        Ok(Self {
            from: from.parse()?,
            queue: what.contains('q'),
            facts: what.contains('f'),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::News;

    #[test]
    fn news_are_read_as_they_were_written() {
        for (from, queue, facts) in [(-5, true, false), (7, false, true), (0, true, true)] {
            let news = News { from, queue, facts };
            assert_eq!(news.to_string().parse(), Ok(news));
        }
        for garbage in ["", "x qf", "q", "99999999999999999999 q"] {
            assert!(garbage.parse::<News>().is_err(), "{garbage}");
        }
    }
}
