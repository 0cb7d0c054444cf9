//! What a write answers: built inside the transaction, sent after its commit.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use blimp_kit::Result;
use blimp_store::EventId;
use serde::Serialize;

/// Names the first fact of a change.
const CHANGE: HeaderName = HeaderName::from_static("blimp-change");

/// A status, a JSON body and a few headers.
#[derive(Debug, Clone)]
pub struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: String,
    pub(crate) headers: HeaderMap,
    pub(crate) secret: bool,
}

impl Reply {
    fn new<T: Serialize>(status: StatusCode, body: &T) -> Result<Self> {
        let body = serde_json::to_string(body)?;
        Ok(Self {
            status,
            body,
            headers: HeaderMap::new(),
            secret: false,
        })
    }

    /// 200 with `body`.
    pub fn ok<T: Serialize>(body: &T) -> Result<Self> {
        Self::new(StatusCode::OK, body)
    }

    /// 201 with `body`, to be found at `location`.
    pub fn created<T: Serialize>(location: &str, body: &T) -> Result<Self> {
        Ok(Self::new(StatusCode::CREATED, body)?.with(header::LOCATION, location))
    }

    /// 202 with `body`: the work goes on and can be watched at `location`.
    pub fn accepted<T: Serialize>(location: &str, body: &T) -> Result<Self> {
        Ok(Self::new(StatusCode::ACCEPTED, body)?.with(header::LOCATION, location))
    }

    /// 204.
    pub fn no_content() -> Self {
        let body = String::new();
        Self {
            status: StatusCode::NO_CONTENT,
            body,
            headers: HeaderMap::new(),
            secret: false,
        }
    }

    /// The same reply with an `ETag` (see [`crate::etag::of`]).
    #[must_use]
    pub fn etag(self, tag: &str) -> Self {
        self.with(header::ETAG, tag)
    }

    /// The same reply, naming the first fact of the change that it answers for: whoever wants to
    /// undo the change names that fact.
    #[must_use]
    pub fn change(self, fact: EventId) -> Self {
        self.with(CHANGE, &fact.to_string())
    }

    /// The same reply with a cookie; it is never kept for an Idempotency-Key.
    #[must_use]
    pub fn cookie(self, cookie: &str) -> Self {
        self.with(header::SET_COOKIE, cookie).secret()
    }

    /// Marks a reply that carries a secret: it is never kept for an Idempotency-Key.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(name, value);
        }
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        if self.status != StatusCode::NO_CONTENT {
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            );
        }
        headers.extend(self.headers);
        response
    }
}
