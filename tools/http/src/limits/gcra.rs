//! The generic cell rate algorithm: a leaky bucket that remembers a single moment.
//!
//! The moment is when the bucket will be empty again. Each request moves it on by one interval;
//! one that would move it past a whole window from now is refused.

use std::time::Duration;

use blimp_kit::Instant;

/// So many requests in so much time, all at once if need be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Its name in the headers.
    pub name: &'static str,
    /// Requests in a window.
    pub amount: u32,
    /// The window.
    pub window: Duration,
}

/// How a caller stands after a request that was let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passed {
    /// When the bucket will be empty.
    pub(super) empty_at: Instant,
    /// Requests that would be let through at once.
    pub(super) remaining: u32,
}

impl Quota {
    fn interval(&self) -> i64 {
        (micros(self.window) / i64::from(self.amount.max(1))).max(1)
    }

    /// What one request costs, as [`Quota::count`] reckons.
    pub(super) fn price(&self) -> Duration {
        Duration::from_micros(self.interval().unsigned_abs())
    }

    /// Requests that would be let through at once when the bucket is empty after `full_in`.
    pub(super) fn remaining(&self, full_in: Duration) -> u32 {
        let room = micros(self.window).saturating_sub(micros(full_in));
        u32::try_from(room.max(0) / self.interval()).unwrap_or(u32::MAX)
    }

    /// Lets a request through, or says how long to wait. `empty_at` is what the last one left.
    pub(super) fn count(
        &self,
        empty_at: Option<Instant>,
        now: Instant,
    ) -> Result<Passed, Duration> {
        let (window, interval, now) = (micros(self.window), self.interval(), now.micros());
        // Pulled in from both sides: a clock that jumped back locks nobody out.
        let before = empty_at
            .map_or(now, Instant::micros)
            .clamp(now, now.saturating_add(window));
        let after = before.saturating_add(interval);
        let ahead = after - now;
        if ahead > window {
            return Err(Duration::from_micros(
                u64::try_from(ahead - window).unwrap_or(0),
            ));
        }
        let full_in = Duration::from_micros(ahead.unsigned_abs());
        Ok(Passed {
            empty_at: Instant(after),
            remaining: self.remaining(full_in),
        })
    }
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX / 4)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use blimp_kit::{Clock, Instant};

    use super::Quota;

    const QUOTA: Quota = Quota {
        name: "test",
        amount: 5,
        window: Duration::from_secs(10),
    };

    #[test]
    fn a_burst_passes_then_one_passes_each_interval() {
        let clock = Clock::held_at(Instant(1_000_000));
        let mut state = None;
        // advance ms, remaining or wait ms
        let table = [
            (0, Ok(4)),
            (0, Ok(3)),
            (0, Ok(2)),
            (0, Ok(1)),
            (0, Ok(0)),
            (0, Err(2000)),
            (500, Err(1500)),
            (1500, Ok(0)),
            (0, Err(2000)),
            (4000, Ok(1)),
            (100_000, Ok(4)),
        ];
        for (i, (advance, expected)) in table.into_iter().enumerate() {
            clock.advance(Duration::from_millis(advance));
            let found = QUOTA.count(state, clock.now());
            if let Ok(passed) = found {
                state = Some(passed.empty_at);
            }
            let found = found.map(|p| p.remaining).map_err(|wait| wait.as_millis());
            assert_eq!(found, expected, "step {i}");
        }
    }

    #[test]
    fn over_any_time_no_more_passes_than_a_burst_and_the_refill() {
        // A small generator stands in for chance, so that a failure can be repeated.
        let mut seed = 0x2545_f491_u64;
        let mut chance = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        };
        for _ in 0..200 {
            let amount = u32::try_from(chance(50) + 1).unwrap();
            let window = Duration::from_millis(chance(60_000) + 1_000);
            let quota = Quota {
                name: "any",
                amount,
                window,
            };
            let interval = u64::try_from(quota.interval()).unwrap();
            let clock = Clock::held_at(Instant(7));
            let (mut state, mut passed) = (None, 0_u64);
            for _ in 0..500 {
                clock.advance(Duration::from_micros(chance(2 * interval)));
                match quota.count(state, clock.now()) {
                    Ok(ok) => (state, passed) = (Some(ok.empty_at), passed + 1),
                    Err(wait) => {
                        assert!(wait <= window / amount, "{quota:?}");
                        let later = quota.count(state, clock.now() + wait);
                        assert!(later.is_ok(), "the wait that was named is long enough");
                    }
                }
                let elapsed = u64::try_from(clock.now().micros() - 7).unwrap();
                assert!(
                    passed <= u64::from(amount) + elapsed / interval,
                    "{quota:?}"
                );
            }
        }
    }

    #[test]
    fn a_clock_that_jumps_back_locks_nobody_out_for_longer_than_a_window() {
        let later = Instant(1_000_000_000_000);
        let wait = QUOTA.count(Some(later), Instant(0)).unwrap_err();
        assert_eq!(wait, Duration::from_secs(2));
    }
}
