//! When to try again.

use std::time::Duration;

use blimp_store::Backoff;

/// The wait after failure number `attempt` (from 1): it doubles each time as `backoff` says, and
/// `chance` (0 to 1) spreads it from half to one and a half, so that what failed together does
/// not come back together.
pub(crate) fn wait(backoff: Backoff, attempt: i64, chance: f64) -> Duration {
    let doublings = u32::try_from(attempt.max(1) - 1)
        .unwrap_or(u32::MAX)
        .min(20);
    let plain = backoff
        .first
        .saturating_mul(2_u32.saturating_pow(doublings))
        .min(backoff.longest);
    plain.mul_f64(0.5 + chance.clamp(0.0, 1.0))
}

/// A number between 0 and 1.
pub(crate) fn chance() -> f64 {
    let number = blimp_kit::random::number().unwrap_or(i64::MAX / 2);
    f64::from(u32::try_from(number & 0xffff).unwrap_or(0)) / 65536.0
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use blimp_store::Backoff;

    use super::{chance, wait};

    #[test]
    fn waits_double_up_to_six_hours_and_are_spread() {
        for (attempt, chance, seconds) in [
            (1, 0.5, 5.0),
            (2, 0.5, 10.0),
            (3, 0.0, 10.0),
            (3, 1.0, 30.0),
            (12, 0.5, 10_240.0),
            (13, 0.5, 20_480.0),
            (14, 0.5, 21_600.0),
            (i64::MAX, 0.5, 21_600.0),
            (0, 0.5, 5.0),
            (-3, 7.0, 7.5),
        ] {
            let got = wait(Backoff::USUAL, attempt, chance).as_secs_f64();
            assert!(
                (got - seconds).abs() < 1e-6,
                "{attempt} {chance}: {got}, not {seconds}"
            );
        }
        let minute = Backoff::every(Duration::from_mins(1));
        assert_eq!(wait(minute, 9, 0.5), Duration::from_mins(1));
        assert!((0.0..1.0).contains(&chance()));
    }
}
