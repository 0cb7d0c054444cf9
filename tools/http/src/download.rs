//! Downloads: what tools/files decided to serve, as an answer.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use blimp_files::Files;
use blimp_files::serving::{Asked, Blob, Serving, serve};

use crate::Problem;

/// What of a request decides how a file is sent; an extractor.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    head: bool,
    range: Option<String>,
    if_range: Option<String>,
    if_none_match: Option<String>,
    /// Whether the caller wants to save the file rather than see it.
    pub save: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let text = |name: HeaderName| parts.headers.get(name)?.to_str().ok().map(str::to_owned);
        Ok(Self {
            head: parts.method == Method::HEAD,
            range: text(header::RANGE),
            if_range: text(header::IF_RANGE),
            if_none_match: text(header::IF_NONE_MATCH),
            save: false,
        })
    }
}

/// Answers with the blob under `key`: 200, 206, 304 or 416. Whether the caller may see it has been
/// asked before.
pub async fn download(
    files: &Files,
    key: &str,
    blob: &Blob<'_>,
    wanted: &Wanted,
) -> Result<Response, Problem> {
    send(files, key, wanted.decide(blob), wanted.head).await
}

/// As [`download`], but where a bucket can serve the blob itself the reader is sent there: 302, to
/// an address that is good for a minute.
pub async fn hand_over(
    files: &Files,
    key: &str,
    blob: &Blob<'_>,
    wanted: &Wanted,
) -> Result<Response, Problem> {
    let mut serving = wanted.decide(blob);
    if serving.body.is_none() || wanted.head {
        return send(files, key, serving, wanted.head).await;
    }
    let Some(link) = files.link(key, &serving).await? else {
        return send(files, key, serving, wanted.head).await;
    };
    serving.status = StatusCode::FOUND.as_u16();
    serving.body = Some(0..0);
    serving.headers.retain(|(name, _)| GUARDS.contains(name));
    serving
        .headers
        .push(("cache-control", "private, no-store".to_owned()));
    serving.headers.push(("location", link));
    send(files, key, serving, true).await
}

/// Headers of a file that hold for the way to it too.
const GUARDS: [&str; 3] = [
    "content-security-policy",
    "cross-origin-resource-policy",
    "x-content-type-options",
];

impl Wanted {
    fn decide(&self, blob: &Blob<'_>) -> Serving {
        let asked = Asked {
            range: self.range.as_deref(),
            if_range: self.if_range.as_deref(),
            if_none_match: self.if_none_match.as_deref(),
            download: self.save,
        };
        serve(blob, &asked)
    }
}

async fn send(files: &Files, key: &str, serving: Serving, head: bool) -> Result<Response, Problem> {
    let body = match serving.body {
        Some(part) if !head => {
            let whole = part.start == 0 && serving.status == 200;
            Body::from_stream(files.read(key, Some(part).filter(|_| !whole)).await?)
        }
        _ => Body::empty(),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(serving.status).unwrap_or_default();
    for (name, value) in serving.headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            response
                .headers_mut()
                .insert(HeaderName::from_static(name), value);
        }
    }
    Ok(response)
}

#[cfg(test)]
mod tests;
