//! What a job asks of the queue: when to run, how often at once, when to try again.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use blimp_kit::Instant;

/// When a job may run.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms {
    pub(crate) run_at: Option<Instant>,
    pub(crate) deadline: Option<Instant>,
    pub(crate) blocked: bool,
}

impl Terms {
    /// Due now.
    pub const fn now() -> Self {
        Self {
            run_at: None,
            deadline: None,
            blocked: false,
        }
    }

    /// Due at `run_at`.
    pub const fn at(run_at: Instant) -> Self {
        Self {
            run_at: Some(run_at),
            ..Self::now()
        }
    }

    /// Of no use from `deadline` on: a job that has not started by then never does, and counts as
    /// dead. A try that goes on past it is stopped.
    #[must_use]
    pub const fn before(mut self, deadline: Instant) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Waits for other jobs first; the queue unblocks it.
    #[must_use]
    pub const fn blocked(mut self) -> Self {
        self.blocked = true;
        self
    }
}

/// How long a failed job rests before its next try: doubling from `first` to `longest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// After the first failure, before jitter.
    pub first: Duration,
    /// At most, before jitter.
    pub longest: Duration,
}

impl Backoff {
    /// Five seconds, doubling up to six hours.
    pub const USUAL: Self = Self {
        first: Duration::from_secs(5),
        longest: Duration::from_hours(6),
    };

    /// Always the same.
    pub const fn every(wait: Duration) -> Self {
        Self {
            first: wait,
            longest: wait,
        }
    }
}

/// So many in such a time. In a short while up to a second's worth more may start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many; at least 1.
    pub n: u32,
    /// In this time.
    pub per: Duration,
}

/// The units of a rate, in seconds.
const UNITS: [(&str, u64); 3] = [("s", 1), ("m", 60), ("h", 3600)];

impl Rate {
    /// The time between two starts, in microseconds; at least 1.
    pub fn interval_us(self) -> i64 {
        let each = self.per.as_micros() / u128::from(self.n.max(1));
        i64::try_from(each).unwrap_or(i64::MAX).max(1)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match UNITS
            .iter()
            .find(|(_, seconds)| Duration::from_secs(*seconds) == self.per)
        {
            Some((unit, _)) => write!(f, "{}/{unit}", self.n),
            None => write!(f, "{}/{}s", self.n, self.per.as_secs_f64()),
        }
    }
}

impl FromStr for Rate {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("{text:?} is no rate: expected 10/s, 10/m or 10/h");
        let (n, unit) = text.split_once('/').ok_or_else(bad)?;
        let n = n.trim().parse().ok().filter(|n| *n > 0).ok_or_else(bad)?;
        let known = UNITS.iter().find(|(name, _)| *name == unit.trim());
        let (_, seconds) = known.ok_or_else(bad)?;
        let per = Duration::from_secs(*seconds);
        Ok(Self { n, per })
    }
}

/// How many jobs with the same [`limit_key`](crate::Job::limit_key) may run, over all processes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// At once.
    pub running: Option<u32>,
    /// Started in a time.
    pub rate: Option<Rate>,
}

impl Limit {
    /// As many as there are.
    pub const NONE: Self = Self {
        running: None,
        rate: None,
    };

    /// So many at once; 1 for one after another.
    pub const fn running(n: u32) -> Self {
        Self {
            running: Some(n),
            ..Self::NONE
        }
    }

    /// So many started in a time.
    pub const fn rate(n: u32, per: Duration) -> Self {
        Self {
            rate: Some(Rate { n, per }),
            ..Self::NONE
        }
    }

    /// Whether there is any.
    pub const fn is_some(self) -> bool {
        self.running.is_some() || self.rate.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::Rate;

    #[test]
    fn a_rate_is_read_and_written_alike() {
        for (text, expected) in [
            ("10/s", "10/s"),
            (" 5 / m", "5/m"),
            ("1000/h", "1000/h"),
            ("0/s", "\"0/s\" is no rate: expected 10/s, 10/m or 10/h"),
            ("10", "\"10\" is no rate: expected 10/s, 10/m or 10/h"),
            ("x/s", "\"x/s\" is no rate: expected 10/s, 10/m or 10/h"),
            ("1/d", "\"1/d\" is no rate: expected 10/s, 10/m or 10/h"),
        ] {
            let got = text
                .parse::<Rate>()
                .map_or_else(|e| e, |rate| rate.to_string());
            assert_eq!(got, expected, "{text}");
        }
    }
}
