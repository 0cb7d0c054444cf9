//! Spans: what a log line was part of. The names of their fields are the same everywhere.

use tracing::field::Empty;
use tracing::{Span, info_span};

/// One HTTP request. `route` is the template (`/tasks/{task}`), never the raw path.
///
/// `status`, `user` and `company` are recorded on the span once they are known.
pub fn request(request_id: &str, method: &str, route: &str) -> Span {
    info_span!(
        "request",
        request_id,
        method,
        route,
        status = Empty,
        user = Empty,
        company = Empty
    )
}

/// One attempt at a job; `request_id` is the request that caused it, where there is one.
pub fn job(id: i64, kind: &str, attempt: i64, request_id: Option<&str>) -> Span {
    let span = info_span!("job", job = id, kind, attempt, request_id = Empty);
    if let Some(cause) = request_id {
        span.record("request_id", cause);
    }
    span
}
