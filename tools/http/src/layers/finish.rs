//! The last touches to an answer: complete problems, 304, and headers for safety and caching.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::House;
use crate::extract::NextCursor;
use crate::{Problem, ProblemBody, RequestId, etag};

/// What of the question the answer's last touches depend on.
struct Asked {
    request_id: Option<String>,
    head: bool,
    reads: bool,
    api: bool,
    if_none_match: Option<String>,
    uri: Uri,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let head = *request.method() == Method::HEAD;
        let wanted = request.headers().get(header::IF_NONE_MATCH);
        Self {
            request_id: request
                .extensions()
                .get::<RequestId>()
                .map(|id| id.0.clone()),
            head,
            reads: head || *request.method() == Method::GET,
            api: request.uri().path().starts_with("/api/"),
            if_none_match: wanted
                .and_then(|tags| tags.to_str().ok())
                .map(str::to_owned),
            uri: request.uri().clone(),
        }
    }
}

pub(super) async fn finish(
    State(house): State<Arc<House>>,
    request: Request,
    next: Next,
) -> Response {
    let asked = Asked::of(&request);
    let mut response = complete(next.run(request).await, &asked);
    if is_unchanged(&response, &asked) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        for name in [
            header::CONTENT_TYPE,
            header::CONTENT_LENGTH,
            header::CONTENT_ENCODING,
        ] {
            response.headers_mut().remove(name);
        }
    }
    if let Some(next) = response.extensions_mut().remove::<NextCursor>()
        && let Ok(link) = HeaderValue::try_from(link(&asked.uri, &next.0))
    {
        response.headers_mut().append(header::LINK, link);
    }
    let html = is(response.headers(), "text/html");
    let headers = response.headers_mut();
    secure(headers, html, house.https);
    if asked.api {
        keep_private(headers);
    }
    response
}

/// The same list from `cursor` on, in the words of RFC 8288.
fn link(uri: &Uri, cursor: &str) -> String {
    let query = uri.query().unwrap_or_default().replace('>', "%3E");
    let pairs = query.split('&');
    let kept = pairs.filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
    let kept: Vec<String> = kept.map(|pair| pair.to_owned() + "&").collect();
    format!(
        "<{}?{}cursor={cursor}>; rel=\"next\"",
        uri.path(),
        kept.concat()
    )
}

/// Puts the request id into a problem, and makes problems of refusals that are not ours, such as
/// the router's 404 and 405.
fn complete(mut response: Response, asked: &Asked) -> Response {
    let ours = response.extensions_mut().remove::<ProblemBody>();
    let body = match ours {
        Some(body) => body,
        None if is_bare(&response) => {
            let Some(body) = words_for(response.status()) else {
                return response;
            };
            body
        }
        None => return response,
    };
    let body = ProblemBody {
        request_id: asked.request_id.clone(),
        ..body
    };
    let json = serde_json::to_vec(&body).unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(json.len()));
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    *response.body_mut() = if asked.head {
        Body::empty()
    } else {
        Body::from(json)
    };
    response
}

/// A refusal without words, or with plain ones from axum.
fn is_bare(response: &Response) -> bool {
    response.status().as_u16() >= 400
        && (!response.headers().contains_key(header::CONTENT_TYPE)
            || is(response.headers(), "text/plain"))
}

fn words_for(status: StatusCode) -> Option<ProblemBody> {
    let (code, title) = match status {
        StatusCode::NOT_FOUND => ("not_found", "There is no such thing."),
        StatusCode::METHOD_NOT_ALLOWED => (
            "method_not_allowed",
            "This cannot be done here; `Allow` says what can.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => ("too_large", "The body is too large."),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("content_type", "This kind of body is not taken."),
        _ if status.is_server_error() => ("internal", "Something broke on our side."),
        _ => ("refused", status.canonical_reason().unwrap_or("Refused.")),
    };
    Problem::new(status, code, title)
        .into_response()
        .extensions_mut()
        .remove::<ProblemBody>()
}

fn is_unchanged(response: &Response, asked: &Asked) -> bool {
    let tag = response
        .headers()
        .get(header::ETAG)
        .and_then(|tag| tag.to_str().ok());
    asked.reads
        && response.status() == StatusCode::OK
        && asked
            .if_none_match
            .as_deref()
            .zip(tag)
            .is_some_and(|(a, b)| etag::matches(a, b))
}

fn is(headers: &HeaderMap, kind: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with(kind))
}

/// What an answer may load or run where it says nothing itself: nothing.
pub(super) const CSP_DATA: &str = "default-src 'none'; frame-ancestors 'none'";
/// Pages load from us alone; the hash is that of the docs page's style.
pub(crate) const CSP_PAGE: &str = "default-src 'self'; \
    style-src 'self' 'sha256-0jm/IYtOrCsh6L3w42EfioOMyvdvnmsdXJkoZrv4PVc='; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// Headers that hold unless the handler set its own.
fn secure(headers: &mut HeaderMap, html: bool, https: bool) {
    let csp = if html { CSP_PAGE } else { CSP_DATA };
    let mut unless = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    unless(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    unless(header::CONTENT_SECURITY_POLICY, csp);
    // Paths carry tokens. `no-referrer` would make browsers send `Origin: null` from our own forms.
    unless(header::REFERRER_POLICY, "same-origin");
    unless(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    unless(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    if https {
        unless(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}

/// Answers depend on who asks: none is kept by a cache on the way, and only what has an `ETag` by
/// the browser, which then asks again each time.
fn keep_private(headers: &mut HeaderMap) {
    let tagged = headers.contains_key(header::ETAG) && !headers.contains_key(header::SET_COOKIE);
    let kept = if tagged {
        "private, no-cache"
    } else {
        "no-store"
    };
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static(kept));
    headers.append(
        header::VARY,
        HeaderValue::from_static("Cookie, Authorization"),
    );
}
