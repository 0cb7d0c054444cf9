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

/// Attempts at jobs that began.
pub static JOBS_STARTED: Counter<1> = Counter::new(
    "blimp_jobs_started_total",
    "Attempts at jobs that began.",
    ["kind"],
);

/// How long jobs waited from the moment they were due.
pub static JOB_WAIT_SECONDS: Histogram<1> = Histogram::new(
    "blimp_job_wait_seconds",
    "Time from a job's being due to its start.",
    ["kind"],
    SECONDS,
);

/// Jobs by queue and state, as of the last look: `due`, `later`, `running`, `published`,
/// `blocked` or `dead`.
pub static QUEUE_DEPTH: Gauge<2> = Gauge::new(
    "blimp_queue_depth",
    "Jobs by queue and state, counted up to ten thousand.",
    ["queue", "state"],
);

/// How long the oldest job that is due has waited, by queue.
pub static QUEUE_OLDEST_SECONDS: Gauge<1> = Gauge::new(
    "blimp_queue_oldest_due_seconds",
    "Time for which the oldest due job has waited.",
    ["queue"],
);

/// Workers of this process that lost their lease.
pub static LEASES_LOST: Counter<0> = Counter::new(
    "blimp_queue_leases_lost_total",
    "Times that a worker of this process lost its lease and dropped its jobs.",
    [],
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

/// Look-ups in the cache by where it is (`memory`, `memcached`) and by what they found: `hit`,
/// `miss`, `refused` (something that was not ours) or `away` (no server to ask).
pub static CACHE: Counter<3> = Counter::new(
    "blimp_cache_lookups_total",
    "Look-ups in the cache.",
    ["place", "entity", "outcome"],
);

/// Requests that a cache server did not answer.
pub static CACHE_ERRORS: Counter<1> = Counter::new(
    "blimp_cache_errors_total",
    "Requests that a cache server did not answer.",
    ["server"],
);

/// What commits have voided and a cache server does not know yet.
pub static CACHE_UNSENT: Gauge<1> = Gauge::new(
    "blimp_cache_unsent",
    "Voided answers that a cache server does not know of yet.",
    ["server"],
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
    &JOBS_STARTED,
    &JOB_WAIT_SECONDS,
    &QUEUE_DEPTH,
    &QUEUE_OLDEST_SECONDS,
    &LEASES_LOST,
    &FENCED_ACKS,
    &MAILS,
    &DB_BATCH,
    &DB_WRITE_SECONDS,
    &LIVE_VIEWERS,
    &CACHE,
    &CACHE_ERRORS,
    &CACHE_UNSENT,
    &FILE_BYTES,
];

/// Counts an answered request. `route` is the template, never the raw path.
pub fn http_request(route: &str, method: &str, status: u16, took: Duration) {
    HTTP_REQUESTS.add([route, method, &status.to_string()], 1);
    HTTP_SECONDS.observe([route, method], took.as_secs_f64());
}

/// Counts an attempt at a job that begins, `waited` after it was due.
pub fn job_started(kind: &str, waited: Duration) {
    JOBS_STARTED.add([kind], 1);
    JOB_WAIT_SECONDS.observe([kind], waited.as_secs_f64());
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
