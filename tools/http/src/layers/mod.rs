//! Layers: what every request passes through, outermost first.
//!
//! ```text
//! frame        request id, client address, span, metrics, access log
//! compression  brotli or gzip
//! finish       problems with their request id, 304, security and cache headers
//! catch-panic  a panic is a 500
//! gate         origin check, rate limits, body hash, time-out
//! body limit   1 MiB where a route says nothing else
//! ```
//! Slow headers are the server's matter: hyper's header read time-out is set where it listens.

mod finish;
mod frame;
mod gate;

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use blimp_cache::redis::Redis;
use blimp_kit::{Clock, Error, Result, Settings};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

use crate::Problem;
use crate::config::{RATE_LIMITS, Switch, TRUSTED_PROXIES};
use crate::limits::Limits;
use crate::proxies::TrustedProxies;

#[cfg(test)]
pub(crate) use finish::CSP_PAGE;

/// Routes that take passwords or tokens instead of a signed-in caller.
const AUTH_ROUTES: &[&str] = &[
    "/api/v1/signup",
    "/api/v1/session",
    "/api/v1/password-resets",
    "/api/v1/invitations",
    "/api/v1/verifications",
];

/// Whether `path` is `door` or lies behind it.
fn is_behind(door: &str, path: &str) -> bool {
    path.strip_prefix(door)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// How the layers behave.
#[derive(Debug, Clone)]
pub struct Layers {
    /// `BLIMP_URL`: where browsers reach us.
    pub url: String,
    /// `TRUSTED_PROXIES`.
    pub trusted_proxies: TrustedProxies,
    /// `RATE_LIMITS`.
    pub rate_limits: bool,
    /// What rate limits go by.
    pub clock: Clock,
    /// Where rate limits are kept together with other processes; none: each counts for itself.
    pub redis: Option<Redis>,
    /// Longest time until a handler answers; streams may go on after that.
    pub timeout: Duration,
    /// The same for uploads (`multipart/…`).
    pub upload_timeout: Duration,
    /// The largest body where the route sets no `DefaultBodyLimit` of its own.
    pub max_body_bytes: usize,
    /// Routes that take passwords or tokens: tighter limits, and no other site may post to them.
    pub auth_routes: Vec<&'static str>,
}

impl Layers {
    /// The usual behaviour of an installation at `url`.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            trusted_proxies: TrustedProxies::default(),
            rate_limits: true,
            clock: Clock::system(),
            redis: None,
            timeout: Duration::from_secs(30),
            upload_timeout: Duration::from_mins(15),
            max_body_bytes: 1024 * 1024,
            auth_routes: AUTH_ROUTES.to_vec(),
        }
    }
}

impl Layers {
    /// What the operator's settings say, for an installation at `url`.
    pub fn from_settings(settings: &Settings, url: &str) -> Result<Self> {
        let trusted = settings
            .find(&TRUSTED_PROXIES)
            .map_err(anyhow::Error::from)?;
        let Switch(rate_limits) = settings.get(&RATE_LIMITS).map_err(anyhow::Error::from)?;
        Ok(Self {
            trusted_proxies: trusted.unwrap_or_default(),
            rate_limits,
            ..Self::new(url)
        })
    }
}

/// What the layers share.
pub(crate) struct House {
    origin: String,
    https: bool,
    proxies: TrustedProxies,
    limits: Option<Limits>,
    timeout: Duration,
    upload_timeout: Duration,
    auth_routes: Vec<&'static str>,
}

/// Puts every layer around `router`: call it last, with all routes and fallbacks in place.
pub fn wrap(router: Router, options: &Layers) -> Router {
    let house = Arc::new(House {
        origin: origin(&options.url),
        https: options.url.starts_with("https://"),
        proxies: options.trusted_proxies.clone(),
        limits: options
            .rate_limits
            .then(|| Limits::new(options.clock.clone(), options.redis.as_ref())),
        timeout: options.timeout,
        upload_timeout: options.upload_timeout,
        auth_routes: options.auth_routes.clone(),
    });
    // The last one is the outermost.
    router
        .layer(DefaultBodyLimit::max(options.max_body_bytes))
        .layer(from_fn_with_state(house.clone(), gate::gate))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(house.clone(), finish::finish))
        .layer(compression())
        .layer(from_fn_with_state(house, frame::frame))
}

/// `scheme://host[:port]` as browsers write it.
fn origin(url: &str) -> String {
    let mut parts = url.splitn(4, '/');
    let scheme = parts.next().unwrap_or_default().to_ascii_lowercase();
    let host = parts.nth(1).unwrap_or_default().to_ascii_lowercase();
    let usual = if scheme == "https:" { ":443" } else { ":80" };
    format!("{scheme}//{}", host.strip_suffix(usual).unwrap_or(&host))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "tower-http hands the panic over"
)]
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    Problem::from(Error::fault(format!("panic in a handler: {words}"))).into_response()
}

fn compression() -> CompressionLayer<impl Predicate> {
    // Level 4 of either is several times faster than the default and loses a few percent.
    let level = CompressionLevel::Precise(4);
    CompressionLayer::new()
        .quality(level)
        .compress_when(SizeAbove::new(512).and(is_text))
}

/// Text that is complete: streams of events must not wait for a compressor, and files that
/// people uploaded are sent as they are.
fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let kind = kind
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    let text = (kind.starts_with("text/") && kind != "text/event-stream")
        || matches!(
            kind,
            "application/javascript" | "application/json" | "image/svg+xml"
        )
        || kind.ends_with("+json");
    text && !headers.contains_key(header::CONTENT_DISPOSITION)
}

#[cfg(test)]
mod tests;
