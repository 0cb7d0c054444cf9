//! Metrics: numbers for Prometheus, in its text format.
//!
//! A metric is a `static`; its label values are route templates, kinds and states, never ids or
//! anything a user typed. It joins [`render`] by itself when it is first used; those of [`house`]
//! are there from the start.

mod series;
pub mod house;

use std::fmt::Write as _;

pub use series::{Counter, Family, Gauge, Histogram, SECONDS, SIZES};

/// What `/metrics` answers; its content type is [`CONTENT_TYPE`].
pub fn render() -> String {
    for metric in house::ALL {
        metric.join();
    }
    let mut out = String::with_capacity(16 * 1024);
    series::render_all(&mut out);
    if let Some(bytes) = resident_bytes() {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "# HELP process_resident_memory_bytes Memory of this process.\n\
             # TYPE process_resident_memory_bytes gauge\n\
             process_resident_memory_bytes {bytes}\n"
        );
    }
    out
}

/// The content type of what [`render`] returns.
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// None where the system has no `/proc`.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{house, render};

    #[test]
    fn what_the_house_counts_is_rendered_even_before_it_happens() {
        house::http_request("/tasks/{task}", "GET", 200, Duration::from_millis(3));
        let text = render();
        for line in [
            "# TYPE blimp_http_requests_total counter",
            "blimp_http_requests_total{route=\"/tasks/{task}\",method=\"GET\",status=\"200\"} 1",
            "blimp_http_request_seconds_bucket{route=\"/tasks/{task}\",method=\"GET\",le=\"0.005\"} 1",
            "# TYPE blimp_live_viewers gauge",
            "# TYPE blimp_mails gauge",
            "process_resident_memory_bytes ",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }
}
