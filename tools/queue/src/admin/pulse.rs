//! What the queue did in the last minute: rates, waits and times, by kind.

use std::collections::BTreeMap;
use std::time::Duration;

use blimp_kit::{Instant, Result};
use blimp_store::Conn;
use blimp_store::schema::job;
use diesel::prelude::*;
use serde::Serialize;

use super::{QueueRow, queues};
use crate::schema::job_done;
use crate::state::{IsDead, IsReady};

/// Ended jobs that one look reads, at most.
const SAMPLE: i64 = 2000;
/// Waiting and dead jobs that one look reads, at most.
const FAILING: i64 = 5000;
/// How far one look reaches back.
const SPAN: Duration = Duration::from_mins(1);

/// The queue's pulse.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Pulse {
    /// When it was felt.
    pub at: Option<Instant>,
    /// Jobs done in a second, over the last minute or the last two thousand jobs.
    pub rate: f64,
    /// The queues.
    pub queues: Vec<QueueRow>,
    /// The kinds that did something, failed or are dead, by name.
    pub kinds: Vec<KindPulse>,
}

/// One kind of job. Times are in milliseconds, of jobs that were done.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct KindPulse {
    /// The kind.
    pub kind: String,
    /// Done in the span of the look.
    pub done: usize,
    /// From being due to the start: half were faster.
    pub wait_p50_ms: f64,
    /// And all but one in a hundred.
    pub wait_p99_ms: f64,
    /// From the start to the end: half were faster.
    pub run_p50_ms: f64,
    /// And all but one in a hundred.
    pub run_p99_ms: f64,
    /// Waiting to be tried again.
    pub failing: usize,
    /// Out of tries.
    pub dead: usize,
}

#[derive(Default)]
struct Sample {
    waits: Vec<i64>,
    runs: Vec<i64>,
    done: usize,
    failing: usize,
    dead: usize,
}

/// Feels the pulse.
pub fn pulse(conn: &mut Conn, now: Instant) -> Result<Pulse> {
    type Ended = (String, Option<Instant>, Option<Instant>, Instant);
    let ended: Vec<Ended> = job_done::table
        .filter(job_done::finished_at.gt(now - SPAN))
        .filter(job_done::status.eq("done"))
        .order(job_done::finished_at.desc())
        .limit(SAMPLE)
        .select((
            job_done::kind,
            job_done::run_at,
            job_done::started_at,
            job_done::finished_at,
        ))
        .load(conn)?;
    let full = i64::try_from(ended.len()).is_ok_and(|n| n == SAMPLE);
    let span = match ended.last() {
        Some((.., first)) if full => now.since(*first),
        _ => SPAN,
    };
    let mut kinds: BTreeMap<String, Sample> = BTreeMap::new();
    let done = ended.len();
    for (kind, due, began, over) in ended {
        let sample = kinds.entry(kind).or_default();
        sample.done += 1;
        if let (Some(due), Some(began)) = (due, began) {
            sample.waits.push((began.0 - due.0).max(0));
            sample.runs.push((over.0 - began.0).max(0));
        }
    }
    count_failures(conn, &mut kinds)?;
    let count = u32::try_from(done).unwrap_or(u32::MAX);
    Ok(Pulse {
        at: Some(now),
        rate: f64::from(count) / span.as_secs_f64().max(0.001),
        queues: queues(conn, now)?,
        kinds: kinds.into_iter().map(summary).collect(),
    })
}

fn count_failures(conn: &mut Conn, kinds: &mut BTreeMap<String, Sample>) -> Result {
    let waiting: Vec<(String, i64)> = job::table
        .filter(IsReady)
        .limit(FAILING)
        .select((job::kind, job::attempt))
        .load(conn)?;
    for (kind, _) in waiting.into_iter().filter(|(_, attempt)| *attempt > 0) {
        kinds.entry(kind).or_default().failing += 1;
    }
    let dead: Vec<String> = job::table
        .filter(IsDead)
        .limit(FAILING)
        .select(job::kind)
        .load(conn)?;
    for kind in dead {
        kinds.entry(kind).or_default().dead += 1;
    }
    Ok(())
}

fn summary((kind, mut sample): (String, Sample)) -> KindPulse {
    sample.waits.sort_unstable();
    sample.runs.sort_unstable();
    KindPulse {
        kind,
        done: sample.done,
        wait_p50_ms: percentile(&sample.waits, 50),
        wait_p99_ms: percentile(&sample.waits, 99),
        run_p50_ms: percentile(&sample.runs, 50),
        run_p99_ms: percentile(&sample.runs, 99),
        failing: sample.failing,
        dead: sample.dead,
    }
}

/// The value below which `percent` of the sorted microseconds lie, in milliseconds.
fn percentile(sorted: &[i64], percent: usize) -> f64 {
    let place = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    let micros = sorted.get(place).copied().unwrap_or(0);
    Duration::from_micros(u64::try_from(micros).unwrap_or(0)).as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn percentiles_are_of_the_values_that_are_there() {
        let all: Vec<i64> = (1..=200).map(|n| n * 1000).collect();
        for (values, percent, expected) in [
            (&all[..], 50, 100.0),
            (&all[..], 99, 198.0),
            (&all[..1], 99, 1.0),
            (&all[..2], 50, 1.0),
            (&[][..], 99, 0.0),
        ] {
            let got = percentile(values, percent);
            assert!((got - expected).abs() < 1e-9, "{percent}: {got}");
        }
    }
}
