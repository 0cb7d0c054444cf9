//! The numbers that every installation has, in one place so that their names stay of a piece.

use std::time::Duration;

use super::series::{Counter, Family, Gauge, Histogram, SECONDS, SIZES};

/// HTTP requests answered.
pub static HTTP_REQUESTS: Counter<3> = Counter::new(
    "blimp_http_requests_total",
    "HTTP requests answered.",
    ["route", "method", "status"],
);

/// How long HTTP requests took.
pub static HTTP_SECONDS: Histogram<2> = Histogram::new(
    "blimp_http_request_seconds",
    "Time from request to answer.",
    ["route", "method"],
    SECONDS,
);

/// Attempts at jobs, by how they ended: `done`, `failed` (will be tried again) or `dead`.
pub static JOBS: Counter<2> = Counter::new(
    "blimp_jobs_total",
    "Attempts at jobs, by outcome.",
    ["kind", "outcome"],
);

/// How long attempts at jobs took.
pub static JOB_SECONDS: Histogram<1> = Histogram::new(
    "blimp_job_seconds",
    "Time that an attempt at a job took.",
    ["kind"],
    SECONDS,
);

/// Jobs that wait: due now, by queue.
pub static QUEUE_DEPTH: Gauge<1> = Gauge::new(
    "blimp_queue_depth",
    "Jobs that are due and wait.",
    ["queue"],
);

/// Results thrown away because another worker had taken the job over.
pub static FENCED_ACKS: Counter<0> = Counter::new(
    "blimp_queue_fenced_acks_total",
    "Job results refused because the lease had passed to another worker.",
    [],
);

/// Messages by state, such as `queued`, `sent` or `bounced`.
pub static MAILS: Gauge<1> = Gauge::new("blimp_mails", "Messages by state.", ["state"]);

/// How many writes shared one commit.
pub static DB_BATCH: Histogram<0> = Histogram::new(
    "blimp_db_write_batch",
    "Writes that shared one commit.",
    [],
    SIZES,
);

/// How long such a commit took, closures included.
pub static DB_WRITE_SECONDS: Histogram<0> = Histogram::new(
    "blimp_db_write_seconds",
    "Time that a commit took, its writes included.",
    [],
    SECONDS,
);

/// Browsers that listen for live updates.
pub static LIVE_VIEWERS: Gauge<0> =
    Gauge::new("blimp_live_viewers", "Open live update streams.", []);

/// Look-ups in the cache, by what they found: `hit` or `miss`.
pub static CACHE: Counter<2> = Counter::new(
    "blimp_cache_lookups_total",
    "Look-ups in the cache.",
    ["entity", "outcome"],
);

/// Bytes of files taken in.
pub static FILE_BYTES: Counter<0> = Counter::new(
    "blimp_files_received_bytes_total",
    "Bytes of files taken in.",
    [],
);

/// All of the above.
pub(super) static ALL: &[&dyn Family] = &[
    &HTTP_REQUESTS,
    &HTTP_SECONDS,
    &JOBS,
    &JOB_SECONDS,
    &QUEUE_DEPTH,
    &FENCED_ACKS,
    &MAILS,
    &DB_BATCH,
    &DB_WRITE_SECONDS,
    &LIVE_VIEWERS,
    &CACHE,
    &FILE_BYTES,
];

/// Counts an answered request. `route` is the template, never the raw path.
pub fn http_request(route: &str, method: &str, status: u16, took: Duration) {
    HTTP_REQUESTS.add([route, method, &status.to_string()], 1);
    HTTP_SECONDS.observe([route, method], took.as_secs_f64());
}

/// Counts an attempt at a job that ended `done`, `failed` or `dead`.
pub fn job(kind: &str, outcome: &str, took: Duration) {
    JOBS.add([kind, outcome], 1);
    JOB_SECONDS.observe([kind], took.as_secs_f64());
}

/// Counts a commit that `writes` closures shared.
pub fn db_commit(writes: usize, took: Duration) {
    DB_BATCH.observe([], f64::from(u32::try_from(writes).unwrap_or(u32::MAX)));
    DB_WRITE_SECONDS.observe([], took.as_secs_f64());
}
