//! What this process has used of the processors.

use anyhow::{Context as _, Result};

/// Seconds of user and system time so far, all threads.
pub(crate) fn seconds() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The name of the program stands in brackets and may hold anything; numbers follow it.
    let (_, rest) = stat
        .rsplit_once(')')
        .context("no name in /proc/self/stat")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u32>().ok());
    let (user, system) = ticks(11)
        .zip(ticks(12))
        .context("no times in /proc/self/stat")?;
    // Linux counts these in hundredths whatever its own clock does.
    Ok(f64::from(user + system) / 100.0)
}
