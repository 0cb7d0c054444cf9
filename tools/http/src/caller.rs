//! Who is calling, as far as HTTP can tell: credential, address, request id and conditions.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use blimp_kit::{Result, hex, signer};
use sha2::{Digest, Sha256};

use crate::condition::Condition;
use crate::{Problem, Reply};

/// The id of a request: in logs, in the answer's `X-Request-Id`, in facts and jobs.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// The address a request came from, past the proxies that are trusted.
#[derive(Debug, Clone, Copy)]
pub struct ClientIp(pub IpAddr);

/// SHA-256 of the request's body, fed by a layer as the handler reads it; there for JSON requests
/// with an `Idempotency-Key`.
#[derive(Debug, Clone, Default)]
pub(crate) struct BodyHash(Arc<Mutex<Sha256>>);

/// Path and query as they arrived; there for requests with an `Idempotency-Key`.
#[derive(Debug, Clone)]
pub(crate) struct FullPath(pub(crate) String);

impl BodyHash {
    pub(crate) fn update(&self, data: &[u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .update(data);
    }

    /// The hash of what was read so far, as hexadecimal digits.
    pub(crate) fn text(&self) -> String {
        let hash = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .finalize();
        hex::encode(&hash)
    }
}

/// The circumstances of a request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Its id.
    pub request_id: String,
    /// Where it came from.
    pub ip: IpAddr,
    /// The program that sent it.
    pub user_agent: Option<String>,
    pub(crate) condition: Condition,
    pub(crate) idempotency: Option<Idempotency>,
}

/// What makes two requests the same one.
#[derive(Debug, Clone)]
pub(crate) struct Idempotency {
    pub(crate) scope: String,
    body: Option<BodyHash>,
}

impl Idempotency {
    /// The hash of the body; empty where bodies are not compared, such as for uploads, whose
    /// boundary is another one each time.
    pub(crate) fn body_hash(&self) -> String {
        self.body.as_ref().map(BodyHash::text).unwrap_or_default()
    }
}

impl Caller {
    /// Refuses with [`blimp_kit::Error::Stale`] if the caller names a version (`If-Match`) other
    /// than `current`; the refusal shows what `now` answers.
    pub fn expects(&self, current: &str, now: impl FnOnce() -> Result<Reply>) -> Result {
        self.condition.expects(current, now)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone());
        let ip = parts.extensions.get::<ClientIp>().map(|ip| ip.0);
        Ok(Self {
            request_id: request_id.unwrap_or_default(),
            ip: ip.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
            user_agent: text(&parts.headers, "user-agent").map(|a| a.chars().take(200).collect()),
            condition: Condition::new(&parts.headers),
            idempotency: idempotency(parts)?,
        })
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// The longest `Idempotency-Key`, in characters; Stripe's limit.
const MAX_KEY: usize = 255;

fn idempotency(parts: &Parts) -> Result<Option<Idempotency>, Problem> {
    let Some(key) = parts.headers.get("idempotency-key") else {
        return Ok(None);
    };
    if parts.method != Method::POST {
        return Ok(None);
    }
    let key = key.to_str().unwrap_or_default();
    if key.is_empty() || key.len() > MAX_KEY {
        return Err(Problem::bad_request(
            "idempotency_key",
            "Idempotency-Key: 1 to 255 printable characters.",
            Vec::new(),
        ));
    }
    let Some(credential) = credential(&parts.headers) else {
        return Ok(None);
    };
    // Within a nested router the path lacks its beginning.
    let path = parts
        .extensions
        .get::<FullPath>()
        .map(|path| path.0.as_str());
    let path = path.unwrap_or_else(|| parts.uri.path_and_query().map_or("", |p| p.as_str()));
    Ok(Some(Idempotency {
        scope: signer::fingerprint(&format!("{credential}\n{}\n{path}\n{key}", parts.method)),
        body: parts.extensions.get::<BodyHash>().cloned(),
    }))
}

/// The credential that a request carries, good or not: its `Authorization`, else its session.
pub(crate) fn credential(headers: &HeaderMap) -> Option<String> {
    if let Some(bearer) = headers.get(header::AUTHORIZATION) {
        return bearer.to_str().ok().map(str::to_owned);
    }
    let lines = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(|line| line.split(';')).map(str::trim);
    // Only the session: other cookies may change between two tries.
    cookies
        .find(|cookie| cookie.starts_with("blimp=") || cookie.starts_with("__Host-blimp="))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::{BodyHash, credential};

    type Lines = &'static [(&'static str, &'static str)];

    #[test]
    fn the_credential_is_the_authorization_or_the_session_and_nothing_else() {
        let table: &[(Lines, Option<&str>)] = &[
            (&[], None),
            (&[("cookie", "theme=dark")], None),
            (&[("cookie", "xblimp=1; notblimp=2")], None),
            (&[("cookie", "theme=dark; blimp=s1")], Some("blimp=s1")),
            (
                &[("cookie", "theme=dark"), ("cookie", "__Host-blimp=s2")],
                Some("__Host-blimp=s2"),
            ),
            (
                &[("cookie", "blimp=s1"), ("authorization", "Bearer t")],
                Some("Bearer t"),
            ),
        ];
        for (lines, expected) in table {
            let mut headers = HeaderMap::new();
            for (name, value) in *lines {
                headers.append(*name, value.parse().unwrap());
            }
            assert_eq!(credential(&headers).as_deref(), *expected, "{lines:?}");
        }
    }

    #[test]
    fn a_body_hash_is_the_same_however_the_body_arrives() {
        let (whole, parts) = (BodyHash::default(), BodyHash::default());
        whole.update(b"abc");
        parts.update(b"a");
        parts.update(b"bc");
        assert_eq!(whole.text(), parts.text());
        assert_eq!(
            whole.text(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
