//! For whoever runs Blimp: is it alive, is it ready, what does it count.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use blimp_kit::signer::fingerprint;
use blimp_store::{Conn, Db};
use blimp_watch::metrics::house::QUEUE_DEPTH;
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
    match ops.db.read(blimp_queue::admin::counts).await {
        Ok(counts) => show(&counts),
        Err(error) => tracing::warn!(%error, "the queue could not be counted"),
    }
    let kind = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    (kind, metrics::render()).into_response()
}

fn show(counts: &[blimp_queue::Count]) {
    for one in counts
        .iter()
        .filter(|one| one.state == blimp_queue::State::Ready)
    {
        QUEUE_DEPTH.set([&one.queue], one.jobs);
    }
}

/// With a token set, who has it; else this machine, if no proxy stands before it.
fn may_read(token: &str, peer: Option<SocketAddr>, headers: &HeaderMap) -> bool {
    if token.is_empty() {
        let proxied = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
        return !proxied && peer.is_some_and(|peer| peer.ip().is_loopback());
    }
    let sent = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let sent = sent
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default();
    // Fingerprints are compared, so that time tells nothing of the token.
    fingerprint(sent) == fingerprint(token)
}
