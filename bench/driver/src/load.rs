//! Open-loop load: request number n is due at n / rate, whether or not earlier ones were answered,
//! and its time counts from when it was due. So a stall counts for every request that it delays.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use clap::Args;
use serde_json::{Value, json};

use crate::percentile;
use crate::target;
use crate::wire::Wire;

/// Send requests at a fixed rate, whatever the answers do.
#[derive(Debug, Args)]
pub(crate) struct Load {
    /// `host:port`.
    #[arg(long)]
    address: String,
    /// The file of requests, taken in turn.
    #[arg(long)]
    targets: PathBuf,
    /// Requests a second.
    #[arg(long)]
    rate: f64,
    /// For how long.
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// Requests in flight at most; more wait, and their waiting counts.
    #[arg(long, default_value_t = 64)]
    connections: usize,
}

/// What the connections work through together.
struct Plan {
    address: String,
    requests: Vec<Vec<u8>>,
    next: AtomicU32,
    count: u32,
    rate: f64,
    start: Instant,
}

impl Load {
    /// Blocking threads, one for each connection: a thread's sleep ends on time to some 50
    /// microseconds, the runtime's timer to a millisecond.
    pub(crate) fn run(self) -> Result<Value> {
        let targets = target::read(&self.targets)?;
        anyhow::ensure!(
            !targets.is_empty(),
            "no requests in {}",
            self.targets.display()
        );
        let requests = targets.iter().map(|one| one.bytes(&self.address)).collect();
        let plan = Plan {
            address: self.address,
            requests,
            next: AtomicU32::new(0),
            count: whole(self.rate * self.seconds),
            rate: self.rate,
            start: Instant::now() + Duration::from_millis(200),
        };
        let (mut times, mut failed) = (Vec::new(), 0_u32);
        thread::scope(|scope| {
            let open = |_| scope.spawn(|| work(&plan));
            let threads: Vec<_> = (0..self.connections).map(open).collect();
            for one in threads {
                let ended = one.join().ok().context("a thread panicked")?;
                let (took, bad) = ended?;
                times.extend(took);
                failed += bad;
            }
            anyhow::Ok(())
        })?;
        let took = plan.start.elapsed().as_secs_f64();
        let mut found = percentile::summary(times);
        if let Some(found) = found.as_object_mut() {
            found.insert("failed".to_owned(), json!(failed));
            found.insert("rate".to_owned(), json!(f64::from(plan.count) / took));
        }
        Ok(found)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of requests from a rate and a time"
)]
fn whole(number: f64) -> u32 {
    number.max(1.0) as u32
}

/// Times in microseconds, and how many requests did not end well.
fn work(plan: &Plan) -> Result<(Vec<u64>, u32)> {
    let mut wire = Wire::open(&plan.address)?;
    let (mut times, mut failed) = (Vec::new(), 0);
    loop {
        let number = plan.next.fetch_add(1, Ordering::Relaxed);
        if number >= plan.count {
            return Ok((times, failed));
        }
        let due = plan.start + Duration::from_secs_f64(f64::from(number) / plan.rate);
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let which = usize::try_from(number)? % plan.requests.len();
        match plan.requests.get(which).map(|bytes| wire.ask(bytes)) {
            Some(Ok(200..300)) => {}
            // A server may close a connection that rests; whoever finds it closed asks once more.
            Some(Err(_)) => {
                wire = Wire::open(&plan.address)?;
                let again = plan.requests.get(which).map(|bytes| wire.ask(bytes));
                failed += u32::from(!matches!(again, Some(Ok(200..300))));
            }
            _ => failed += 1,
        }
        times.push(u64::try_from(due.elapsed().as_micros())?);
    }
}
