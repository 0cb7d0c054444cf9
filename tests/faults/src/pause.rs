//! Waiting for another process, which has no signal to give us.

use std::time::{Duration, Instant};

/// How often to look.
const LOOK: Duration = Duration::from_millis(5);

/// Lets time pass: a fault that lasts, or the delay before one.
pub fn pause(time: Duration) {
    std::thread::sleep(time);
}

/// Looks again and again until there is something, or says after `within` what never came.
pub fn wait_for<T>(
    what: &str,
    within: Duration,
    mut look: impl FnMut() -> Option<T>,
) -> Result<T, String> {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        if begun.elapsed() > within {
            return Err(format!("{what}: not within {} s", within.as_secs()));
        }
        pause(LOOK);
    }
}
