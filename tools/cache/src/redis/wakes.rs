//! Wake-ups between processes: whoever commits says so, whoever waits looks at once.
//!
//! A wake-up may be lost. The poll of whoever waits is the guarantee, this only makes it quick.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;
use std::time::Duration;

use blimp_kit::random;
use blimp_store::Db;
use tokio::task::AbortHandle;
use tokio::time::sleep;

use super::ear::{self, BEAT};
use super::link::Redis;

/// Where wake-ups are told; the prefix is put before it.
const CHANNEL: &str = "wake";
/// Commits within this time share a message.
const GATHER: Duration = Duration::from_millis(20);

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

/// Listens for as long as the process lives, on a connection of its own, and wakes whoever waits.
async fn listen(redis: Redis, db: Db, me: i64) {
    ear::listen(&redis, CHANNEL, |said| {
        // Whatever happened before we listened is news too; what cannot be read is not ours.
        let news = match said.map(str::parse) {
            None => News::ALL,
            Some(Ok(news)) => news,
            Some(Err(_)) => return,
        };
        if said.is_some() && news.from == me {
            return;
        }
        if news.queue {
            db.nudge_queue();
        }
        if news.facts {
            db.nudge_facts();
        }
    })
    .await;
}

/// What one process tells the others: `-42 qf`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct News {
    from: i64,
    queue: bool,
    facts: bool,
}

impl News {
    /// All that there can be, from nobody.
    const ALL: Self = Self {
        from: 0,
        queue: true,
        facts: true,
    };
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
