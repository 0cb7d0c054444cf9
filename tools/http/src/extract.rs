//! What handlers read: bodies, parameters and paths, each refused with the name of what is wrong.

use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequest, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use blimp_kit::Fields;
use bytes::Bytes;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};
use serde_path_to_error::Segment;

use crate::Problem;

/// A JSON body: in, checked field by field; out, as it is.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let json = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|kind| {
                let kind = kind.trim().to_ascii_lowercase();
                kind == "application/json" || kind == "application/merge-patch+json"
            });
        if !json {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "content_type",
                "Send JSON, with Content-Type: application/json.",
            ));
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|e| too_large(&e))?;
        parse(&body).map(Self)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> OptionalFromRequest<S> for Json<T> {
    type Rejection = Problem;

    /// Nothing where no body was sent.
    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Problem> {
        let headers = request.headers();
        let empty = headers
            .get(header::CONTENT_LENGTH)
            .is_none_or(|length| length == "0");
        if empty && !headers.contains_key(header::TRANSFER_ENCODING) {
            return Ok(None);
        }
        <Self as FromRequest<S>>::from_request(request, state)
            .await
            .map(Some)
    }
}

fn too_large(rejection: &axum::extract::rejection::BytesRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(rejection.status(), "too_large", "The body is too large.");
    }
    Problem::bad_request("bad_body", "The body could not be read.", Vec::new())
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    if has_nul(body) {
        let title = "A text contains the character U+0000, which cannot be kept.";
        return Err(Problem::bad_request("bad_json", title, Vec::new()));
    }
    let mut from = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut from).map_err(|e| misread(&e, body))?;
    from.end()
        .map_err(|e| Problem::bad_request("bad_json", format!("Not JSON: {e}"), Vec::new()))?;
    Ok(value)
}

/// Whether a string in this JSON has a NUL in it (`\u0000`, behind an even number of other
/// backslashes): Postgres cannot keep one, so nobody may send one.
fn has_nul(body: &[u8]) -> bool {
    let mut escaped = false;
    for (at, byte) in body.iter().enumerate() {
        if escaped && *byte == b'u' && body.get(at + 1..at + 5) == Some(b"0000") {
            return true;
        }
        escaped = *byte == b'\\' && !escaped;
    }
    false
}

/// Says what is wrong with a body and where. A value of the right type that a field's own rule
/// refuses (an address without @) is 422; a wrong type, an unknown or a missing field is 400.
fn misread(error: &serde_path_to_error::Error<serde_json::Error>, body: &[u8]) -> Problem {
    let inner = error.inner();
    let words = inner.to_string();
    let unread = inner.is_syntax() || inner.is_eof();
    if unread && serde_json::from_slice::<IgnoredAny>(body).is_err() {
        return Problem::bad_request("bad_json", format!("Not JSON: {words}"), Vec::new());
    }
    let message = words.split(" at line ").next().unwrap_or(&words).to_owned();
    let here = pointer(error.path());
    // The path of a missing or repeated field ends at its parent, that of the others at the culprit.
    let quoted = message.split('`').nth(1).unwrap_or_default();
    let (status, code, place) = if message.starts_with("unknown field") {
        (StatusCode::BAD_REQUEST, "unknown_field", here)
    } else if message.starts_with("missing field") {
        (
            StatusCode::BAD_REQUEST,
            "missing_field",
            format!("{here}/{}", token(quoted)),
        )
    } else if message.starts_with("duplicate field") {
        let place = format!("{here}/{}", token(quoted));
        (StatusCode::BAD_REQUEST, "duplicate_field", place)
    } else if unread || message.starts_with("invalid type") || message.starts_with("invalid length")
    {
        // A number where a word of a closed set stands is "unread" too.
        (StatusCode::BAD_REQUEST, "wrong_type", here)
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, "invalid", here)
    };
    let title = format!(
        "{}: {message}.",
        if place.is_empty() { "The body" } else { &place }
    );
    Problem::new(status, code, title).with_errors(Fields::one(place, code, message).0)
}

/// A path as a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    path.iter()
        .fold(String::new(), |so_far, segment| match segment {
            Segment::Seq { index } => format!("{so_far}/{index}"),
            Segment::Map { key } => format!("{so_far}/{}", token(key)),
            Segment::Enum { .. } | Segment::Unknown => so_far,
        })
}

/// A name within a JSON pointer.
fn token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let body = match serde_json::to_vec(&self.0) {
            Ok(body) => body,
            Err(error) => return Problem::from(blimp_kit::Error::from(error)).into_response(),
        };
        let next = next_cursor(&body).map(|cursor| NextCursor(cursor.to_owned()));
        let kind = (header::CONTENT_TYPE, "application/json");
        let mut response = ([kind], body).into_response();
        if let Some(next) = next {
            response.extensions_mut().insert(next);
        }
        response
    }
}

/// Where a list goes on; a layer says so in the `Link` header.
#[derive(Debug, Clone)]
pub(crate) struct NextCursor(pub(crate) String);

/// The cursor of a [`blimp_kit::Page`], whose JSON ends in `"next":"c_…"}`.
fn next_cursor(body: &[u8]) -> Option<&str> {
    let rest = body.strip_suffix(b"\"}")?;
    let start = rest.iter().rposition(|byte| *byte == b'"')? + 1;
    let (before, cursor) = rest.split_at_checked(start)?;
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
    let ours = before.ends_with(b",\"next\":\"") && cursor.starts_with(b"c_");
    std::str::from_utf8(cursor)
        .ok()
        .filter(|_| ours && cursor.iter().all(plain))
}

/// Query parameters; `T` says `#[serde(deny_unknown_fields)]`, so a typing error is a refusal.
#[derive(Debug)]
pub struct Filter<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Filter<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        filter(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

fn filter<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    if let Some((name, _)) = pairs(query).find(|(_, value)| value.contains('\0')) {
        return Err(bad_parameter(
            &name,
            "the character U+0000 is not allowed".to_owned(),
        ));
    }
    let from = serde_urlencoded::Deserializer::new(pairs(query));
    serde_path_to_error::deserialize(from).map_err(|e| {
        let message = e.inner().to_string();
        let quoted = message.split('`').nth(1).unwrap_or_default();
        let named = e.path().iter().find_map(|segment| match segment {
            Segment::Map { key } => Some(key.as_str()),
            _ => None,
        });
        bad_parameter(named.unwrap_or(quoted), message.clone())
    })
}

fn bad_parameter(name: &str, message: String) -> Problem {
    let title = format!("?{name}: {message}.");
    let errors = Fields::one(format!("?{name}"), "bad_parameter", message).0;
    Problem::bad_request("bad_parameter", title, errors)
}

fn pairs(query: &str) -> form_urlencoded::Parse<'_> {
    form_urlencoded::parse(query.as_bytes())
}

/// Parts of the path. What does not parse is not there: 404.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        if parts.uri.path().contains("%00") {
            return Err(blimp_kit::Error::NotFound.into());
        }
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(blimp_kit::Error::NotFound.into()),
        }
    }
}

/// Reads a field of a merge patch that cannot be cleared: absent is `None`, `null` is refused.
///
/// Use with `#[serde(default, deserialize_with = "blimp_http::present")]`.
pub fn present<'de, T, D>(from: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(from).map(Some)
}

/// Reads a field of a merge patch: absent is `None`, `null` is `Some(None)` (RFC 7396).
///
/// Use with `#[serde(default, deserialize_with = "blimp_http::double_option")]`.
pub fn double_option<'de, T, D>(from: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(from).map(Some)
}

#[cfg(test)]
mod tests;
