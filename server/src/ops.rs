//! For whoever runs Blimp: is it alive, is it ready, what does it count.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use blimp_kit::Instant;
use blimp_kit::signer::fingerprint;
use blimp_store::{Conn, Db};
use blimp_watch::metrics::house::{QUEUE_DEPTH, QUEUE_OLDEST_SECONDS};
use blimp_watch::{Checks, metrics};
use diesel::RunQueryDsl;

use crate::config::METRICS_TOKEN;
use crate::house::House;

/// The process answers; nothing else is touched.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

#[derive(Clone)]
struct Ops {
    checks: Checks,
    db: Db,
    metrics_token: Arc<str>,
}

/// `/readyz` and `/metrics`.
pub(crate) fn routes(house: &House) -> Router {
    let db = house.blimp.db.clone();
    let probe = db.clone();
    let checks = Checks::new().with("database", move || {
        let db = probe.clone();
        async move { db.read(touch).await }
    });
    let checks = match house.redis.clone() {
        Some(redis) => checks.with_optional("redis", move || {
            let redis = redis.clone();
            async move { redis.ping().await }
        }),
        None => checks,
    };
    let ops = Ops {
        checks,
        db,
        metrics_token: house.settings.text(&METRICS_TOKEN).into(),
    };
    Router::new()
        .route("/readyz", get(ready))
        .route("/metrics", get(counts))
        .with_state(ops)
}

fn touch(conn: &mut Conn) -> blimp_kit::Result {
    diesel::sql_query("SELECT 1").execute(conn)?;
    Ok(())
}

/// Whether requests are welcome, and if not, which part is in the way.
async fn ready(State(ops): State<Ops>) -> Response {
    let report = ops.checks.run().await;
    let status = if report.ok {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(report)).into_response()
}

/// Counters and gauges as Prometheus reads them.
async fn counts(State(ops): State<Ops>, extensions: Extensions, headers: HeaderMap) -> Response {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|peer| peer.0);
    if !may_read(&ops.metrics_token, peer, &headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    // The depth of the queue is read when somebody looks, not kept up all the time.
    let now = ops.db.clock().now();
    let queues = ops
        .db
        .read(move |conn| blimp_queue::admin::queues(conn, now));
    match queues.await {
        Ok(queues) => show(&queues, now),
        Err(error) => tracing::warn!(%error, "the queue could not be counted"),
    }
    let kind = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    (kind, metrics::render()).into_response()
}

fn show(queues: &[blimp_queue::QueueRow], now: Instant) {
    // A queue that has nothing left is not in the list.
    QUEUE_DEPTH.clear();
    QUEUE_OLDEST_SECONDS.clear();
    for queue in queues {
        for (state, jobs) in [
            ("due", queue.due),
            ("later", queue.later),
            ("running", queue.running),
            ("published", queue.published),
            ("blocked", queue.blocked),
            ("dead", queue.dead),
        ] {
            QUEUE_DEPTH.set([&queue.name, state], jobs);
        }
        let oldest = queue.oldest_due_at.map_or(0, |at| now.since(at).as_secs());
        QUEUE_OLDEST_SECONDS.set([&queue.name], i64::try_from(oldest).unwrap_or(i64::MAX));
    }
}

/// With a token set, who has it; else this machine, if no proxy stands before it.
fn may_read(token: &str, peer: Option<SocketAddr>, headers: &HeaderMap) -> bool {
    if token.is_empty() {
        let proxied = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
        return !proxied && peer.is_some_and(|peer| peer.ip().is_loopback());
    }
    bears(token, headers)
}

/// Whether the request bears this token; nobody bears an empty one.
pub(crate) fn bears(token: &str, headers: &HeaderMap) -> bool {
    let sent = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let sent = sent
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default();
    // Fingerprints are compared, so that time tells nothing of the token.
    !token.is_empty() && fingerprint(sent) == fingerprint(token)
}
