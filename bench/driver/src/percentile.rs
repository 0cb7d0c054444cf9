//! Percentiles of measured times.

use serde_json::{Value, json};

/// Count, p50, p99 and the longest, in milliseconds, of times in microseconds.
pub(crate) fn summary(mut micros: Vec<u64>) -> Value {
    micros.sort_unstable();
    json!({
        "count": micros.len(),
        "p50_ms": at(&micros, 50),
        "p99_ms": at(&micros, 99),
        "max_ms": at(&micros, 100),
    })
}

/// The smallest time that `percent` of all do not exceed.
fn at(sorted: &[u64], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    let micros = sorted.get(rank).copied().unwrap_or(0);
    f64::from(u32::try_from(micros).unwrap_or(u32::MAX)) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn a_percentile_is_one_of_the_times() {
        let hundred: Vec<u64> = (1..=100).map(|n| n * 1000).collect();
        for (times, percent, expected) in [
            (hundred.as_slice(), 50, 50.0),
            (hundred.as_slice(), 99, 99.0),
            (hundred.as_slice(), 100, 100.0),
            (&[7000], 50, 7.0),
            (&[], 99, 0.0),
        ] {
            assert!((at(times, percent) - expected).abs() < 1e-9, "{percent}");
        }
    }
}
