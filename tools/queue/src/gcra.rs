//! The generic cell rate algorithm: one number remembers how much of a rate is used up.

use blimp_kit::Instant;
use blimp_store::Rate;

/// A rate, as the algorithm counts. A second's worth may start at once after a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gcra {
    interval: i64,
    burst: i64,
}

impl Gcra {
    pub(crate) fn new(rate: Rate) -> Self {
        let interval = rate.interval_us();
        Self {
            interval,
            burst: (1_000_000 / interval).max(1),
        }
    }

    /// How many may start now, where the next is expected at `tat`.
    pub(crate) fn room(self, tat: Instant, now: Instant) -> usize {
        let ahead = tat.0.max(now.0).saturating_sub(now.0);
        let left = (self.burst - 1).saturating_mul(self.interval) - ahead;
        if left < 0 {
            return 0;
        }
        usize::try_from(left / self.interval + 1).unwrap_or(0)
    }

    /// When the next is expected after `n` have started.
    pub(crate) fn after(self, tat: Instant, now: Instant, n: usize) -> Instant {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        Instant(
            tat.0
                .max(now.0)
                .saturating_add(n.saturating_mul(self.interval)),
        )
    }

    /// The first moment at which one may start.
    pub(crate) const fn opens(self, tat: Instant) -> Instant {
        Instant(tat.0 - (self.burst - 1) * self.interval)
    }

    /// The place after `booked` in the row of those who were sent away.
    pub(crate) fn book(self, tat: Instant, booked: Instant) -> Instant {
        Instant((booked.0 + self.interval).max(self.opens(tat).0))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use blimp_kit::Instant;
    use blimp_store::Rate;

    use super::Gcra;

    fn gcra(n: u32, seconds: u64) -> Gcra {
        Gcra::new(Rate {
            n,
            per: Duration::from_secs(seconds),
        })
    }

    #[test]
    fn a_seconds_worth_may_start_at_once_and_then_one_by_one() {
        let second = 1_000_000;
        for (n, per, tat, now, room) in [
            (10, 1, 0, second, 10),
            (10, 1, second + 500_000, second, 5),
            (10, 1, second + 900_000, second, 1),
            (10, 1, second + 900_001, second, 0),
            (10, 1, 2 * second, second, 0),
            (1, 60, 0, second, 1),
            (1, 60, 61 * second, second, 0),
            (1, 60, 61 * second, 61 * second, 1),
        ] {
            let got = gcra(n, per).room(Instant(tat), Instant(now));
            assert_eq!(got, room, "{n} in {per} s, {tat} at {now}");
        }
    }

    #[test]
    fn over_a_long_time_the_rate_is_kept() {
        let (gcra, mut tat, mut started) = (gcra(10, 1), Instant(0), 0);
        for tick in 0..1000 {
            let now = Instant(1_000_000 + tick * 37_000);
            let room = gcra.room(tat, now);
            tat = gcra.after(tat, now, room);
            started += room;
        }
        // 37 seconds, and the burst at their beginning.
        assert!((370..=380).contains(&started), "{started}");
        assert_eq!(gcra.room(tat, gcra.opens(tat)), 1);
    }
}
