//! Clients that ask at a steady rate, whatever the answers are.
//!
//! Each client has its own times at which to ask; one that is kept waiting asks at once until it
//! is on time again, and its latency counts from when it should have asked.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::pause::pause;
use crate::setup::Cast;
use crate::wire::{Ask, Wire};

/// Failures that are kept word for word.
const KEPT: usize = 5;

/// What is asked, and how often.
#[derive(Debug)]
pub struct Load<'a> {
    /// Where.
    pub port: u16,
    /// By whom, and about what.
    pub cast: &'a Cast,
    /// Where ledgers of acknowledged writes go.
    pub ledgers: &'a Path,
    /// Requests a second, all clients together.
    pub rate: u32,
    /// Clients; every fourth opens a connection for each request, the others keep theirs.
    pub clients: u32,
    /// Told apart from other loads of the same run, in ledgers and titles.
    pub name: &'a str,
}

/// What came back.
#[derive(Debug, Default)]
pub struct Tally {
    /// Requests that were answered with 2xx.
    pub done: usize,
    /// Requests that were not.
    pub failed: usize,
    /// Some of these, in words.
    pub failures: Vec<String>,
    /// From when a request was due to the end of its answer.
    pub latencies: Vec<Duration>,
    /// How long it all took.
    pub time: Duration,
}

impl Load<'_> {
    /// Asks until `fault` is over.
    pub fn during<T>(&self, fault: impl FnOnce() -> T) -> (T, Tally) {
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let clients: Vec<_> = (0..self.clients)
                .map(|number| {
                    let stop = &stop;
                    scope.spawn(move || self.client(number, stop))
                })
                .collect();
            // A fault that cannot go on must not leave the clients asking for ever.
            let begun = Instant::now();
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(fault));
            stop.store(true, Ordering::Relaxed);
            let mut all = Tally::default();
            for client in clients {
                all.add(client.join().expect("a client"));
            }
            all.time = begun.elapsed();
            match result {
                Ok(result) => (result, all),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    }

    fn client(&self, number: u32, stop: &AtomicBool) -> Tally {
        let path = self.ledgers.join(format!("ledger-{}-{number}", self.name));
        let mut ledger = File::create(path).expect("a ledger");
        let cookies = &self.cast.cookies;
        let cookie = &cookies[number as usize % cookies.len()];
        let mut wire = Wire::new(self.port, cookie);
        let mut tally = Tally::default();
        let gap = Duration::from_secs(1) * self.clients / self.rate;
        let mut due = Instant::now() + gap * number / self.clients;
        let mut asked = 0_u64;
        while !stop.load(Ordering::Relaxed) {
            pause(due.saturating_duration_since(Instant::now()));
            asked += 1;
            let title = format!("{} {number} {asked}", self.name);
            let ask = self.ask(asked, &title);
            let made = ask.method == "POST";
            match wire.send(&ask) {
                Ok(reply) if reply.is_done() => {
                    tally.done += 1;
                    if made {
                        writeln!(ledger, "task\t{title}").expect("the ledger can be written");
                    }
                }
                Ok(reply) => tally.fail(format!("{} {} {}", ask.path, reply.status, reply.body)),
                Err(error) => tally.fail(format!("{} {error}", ask.path)),
            }
            tally.latencies.push(due.elapsed());
            due += gap;
            if number % 4 == 3 {
                wire.hang_up();
            }
        }
        tally
    }

    /// One write in ten; the rest reads.
    fn ask(&self, turn: u64, title: &str) -> Ask {
        let project = self.cast.project;
        match turn % 10 {
            0 => {
                let body = json!({ "title": title, "labels": ["load"] });
                let key = Some(title.replace(' ', "-"));
                let ask = Ask::post(format!("/projects/{project}/tasks"), body);
                Ask { key, ..ask }
            }
            1 | 6 => Ask::get("/me"),
            _ => Ask::get(format!("/projects/{project}/tasks?limit=20")),
        }
    }
}

impl Tally {
    fn fail(&mut self, words: String) {
        self.failed += 1;
        if self.failures.len() < KEPT {
            self.failures.push(words);
        }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Self) {
        self.done += other.done;
        self.failed += other.failed;
        self.failures.extend(other.failures);
        self.failures.truncate(KEPT);
        self.latencies.extend(other.latencies);
    }

    /// All requests.
    pub const fn asked(&self) -> usize {
        self.done + self.failed
    }

    /// The share that succeeded, in hundredths of a percent, rounded down.
    pub const fn success(&self) -> usize {
        if self.asked() == 0 {
            return 0;
        }
        self.done * 10_000 / self.asked()
    }

    /// How many of a hundred were faster than this, in milliseconds.
    pub fn percentile(&self, percent: usize) -> u128 {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
        sorted.get(place).map_or(0, Duration::as_millis)
    }

    /// In words: how many, how many failed, how fast.
    pub fn words(&self) -> String {
        format!(
            "{} requests at {} a second, {} failed ({}.{:02} % success), p99 {} ms",
            self.asked(),
            self.asked() * 1000 / usize::try_from(self.time.as_millis()).unwrap_or(1).max(1),
            self.failed,
            self.success() / 100,
            self.success() % 100,
            self.percentile(99)
        )
    }
}
