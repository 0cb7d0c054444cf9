//! The gate before the handlers: origin check, rate limits, body hash, time-out.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use blimp_store::{as_caller, caller_key};
use http_body_util::BodyExt as _;

use super::{House, is_behind};
use crate::caller::{BodyHash, FullPath, credential};
use crate::limits::Class;
use crate::{ClientIp, Problem};

pub(super) async fn gate(
    State(house): State<Arc<House>>,
    mut request: Request,
    next: Next,
) -> Response {
    let class = classify(&house, &request);
    if is_forged(&house, &request, class) {
        return cross_site().into_response();
    }
    let standing = match (&house.limits, class) {
        (Some(limits), Some(class)) => {
            let ip = request.extensions().get::<ClientIp>().map(|ip| ip.0);
            let ip = ip.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
            let credential = credential(request.headers());
            match limits.count(class, ip, credential.as_deref()).await {
                Ok(standing) => Some(standing),
                Err(refusal) => return refusal.into_response(),
            }
        }
        _ => None,
    };
    let upload = has_type(request.headers(), "multipart/") || takes_bytes(&request);
    let patience = if upload {
        house.upload_timeout
    } else {
        house.timeout
    };
    if *request.method() == Method::POST && request.headers().contains_key("idempotency-key") {
        request = identified(request);
    }
    let caller = credential(request.headers()).map(|sent| caller_key(&sent));
    let answer = async {
        match caller {
            // What a caller reads may come from a replica, but for what they just wrote.
            Some(key) => as_caller(key, next.run(request)).await,
            None => next.run(request).await,
        }
    };
    let mut response = match tokio::time::timeout(patience, answer).await {
        Ok(response) => response,
        Err(_) => too_slow().into_response(),
    };
    if let Some(standing) = standing {
        standing.write(response.headers_mut());
    }
    response
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether the body is a file as it is, however long that takes.
fn takes_bytes(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>();
    *request.method() == Method::PUT
        && route.is_some_and(|path| path.as_str().ends_with("/content"))
}

/// Which limits a request falls under; none outside the API.
fn classify(house: &House, request: &Request) -> Option<Class> {
    let route = request.extensions().get::<MatchedPath>();
    let path = route.map_or_else(|| request.uri().path(), MatchedPath::as_str);
    if !path.starts_with("/api/") {
        return None;
    }
    let auth = house.auth_routes.iter().any(|door| is_behind(door, path));
    if auth {
        return Some(Class::Auth);
    }
    if !is_safe(request.method()) {
        return Some(Class::Write);
    }
    let query = request.uri().query().unwrap_or_default();
    let searches = path.ends_with("/search") || query.split('&').any(|p| p.starts_with("q="));
    Some(if searches { Class::Search } else { Class::Read })
}

/// Whether another site made a browser send this with our cookie, or signs somebody in.
///
/// A request without `Sec-Fetch-Site` and `Origin` is not a browser's. The Host header is never
/// asked: whoever forges it would forge this check.
fn is_forged(house: &House, request: &Request, class: Option<Class>) -> bool {
    let headers = request.headers();
    let guarded = headers.contains_key(header::COOKIE) || class == Some(Class::Auth);
    if is_safe(request.method()) || !guarded {
        return false;
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let ours = text("origin").map(|origin| origin == house.origin);
    let passes = matches!(
        (text("sec-fetch-site"), ours),
        (Some("same-origin" | "none"), _) | (_, Some(true)) | (None, None)
    );
    !passes
}

fn cross_site() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "cross_site",
        "This request came from another site.",
    )
    .with_detail("Browsers may change things from this installation's own pages only.")
}

fn too_slow() -> Problem {
    tracing::warn!("a request took too long and was given up");
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "timeout",
        "This took too long.",
    )
    .with_detail("It may have been done all the same: look before you ask again.")
    .retry_after(5)
}

fn has_type(headers: &HeaderMap, kind: &str) -> bool {
    let value = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    value.is_some_and(|value| value.to_ascii_lowercase().starts_with(kind))
}

/// Notes what tells this request from others with the same key: its path, and a hash of its body,
/// taken as the handler reads it so that nothing is kept twice in memory.
fn identified(request: Request) -> Request {
    let json = has_type(request.headers(), "application/json");
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
    parts.extensions.insert(FullPath(path.to_owned()));
    if !json {
        return Request::from_parts(parts, body);
    }
    let hash = BodyHash::default();
    parts.extensions.insert(hash.clone());
    let body = body.map_frame(move |frame| {
        if let Some(data) = frame.data_ref() {
            hash.update(data);
        }
        frame
    });
    Request::from_parts(parts, Body::new(body))
}
