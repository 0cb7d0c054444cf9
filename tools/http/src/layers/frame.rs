//! The outermost frame of a request: its id, where it came from, its span, its line in the log.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use super::House;
use crate::{ClientIp, RequestId};

/// The header that carries a request's id.
pub(super) const REQUEST_ID: &str = "x-request-id";

/// Requests whose path no route knows, in logs and metrics.
const UNMATCHED: &str = "unmatched";

/// Logs and counts by route template only: raw paths carry tokens.
pub(super) async fn frame(
    State(house): State<Arc<House>>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|peer| peer.0.ip());
    let trusted = peer.is_some_and(|peer| house.proxies.trust(peer));
    let id = request_id(request.headers(), trusted);
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let route = matched.as_ref().map_or(UNMATCHED, MatchedPath::as_str);
    let method = word(request.method());
    if let Some(peer) = peer {
        let client = house.proxies.client(peer, request.headers());
        request.extensions_mut().insert(ClientIp(client));
    }
    request.extensions_mut().insert(RequestId(id.clone()));

    let span = blimp_watch::spans::request(&id, method, route);
    let start = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), start.elapsed());
    span.record("status", status);
    blimp_watch::metrics::house::http_request(route, method, status, took);
    // A number in JSON lines too, which a 128-bit one is not.
    let ms = f64::from(u32::try_from(took.as_micros()).unwrap_or(u32::MAX)) / 1000.0;
    span.in_scope(|| tracing::info!(target: "access", status, ms, "answered"));

    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// The id that a trusted proxy gave, if it is a sane one; else a new one.
fn request_id(headers: &HeaderMap, trusted: bool) -> String {
    let sane = |id: &&str| {
        (1..=64).contains(&id.len())
            && id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    let given = headers
        .get(REQUEST_ID)
        .filter(|_| trusted)
        .and_then(|id| id.to_str().ok());
    match given.filter(sane) {
        Some(id) => id.to_owned(),
        None => format!("req_{}", uuid::Uuid::now_v7().simple()),
    }
}

/// The method as a label; what nobody has heard of is one and the same.
fn word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
