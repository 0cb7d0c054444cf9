//! The web client: files that the release binary holds, as answers.
//!
//! The client is a static page application in `client/`. Its build goes to `client/dist`: pages
//! (`index.html`), files with a hash in their name under `assets/`, and a few others. Start with
//! [`Client::answer`], which says what a path gets that no route took.
//!
//! **Invariants:** what stands under `/assets/` never changes, so it is kept for ever, and what is
//! missing there is 404: an old tab must not be given a page where it wants a script. Pages are
//! asked for each time. Nothing under `/api/` is ever a page.

mod accept;
mod csp;
mod kinds;
mod source;

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use blimp_kit::{Error, Result, Settings, hex};
use sha2::{Digest as _, Sha256};

use crate::config::{CLIENT_DIR, STATIC_URL};
use accept::{Coding, wants_html};
pub(crate) use kinds::content_type;
pub(crate) use source::Source;

/// Names with a hash in them stand here.
pub(crate) const ASSETS: &str = "assets/";
/// The page of every address that is the client's.
pub(crate) const SHELL: &str = "index.html";
/// The page about the API.
pub(crate) const API_DOCS: &str = "docs.html";
/// What is never another under the same name.
pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The web client, where there is one. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Client(Arc<Inner>);

struct Inner {
    source: Source,
    /// Where browsers get assets, without a slash at the end; empty: from us.
    statics: String,
    policy: HeaderValue,
}

/// What was asked, as far as it matters here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) method: &'a Method,
    /// The path, from its slash on.
    pub(crate) path: &'a str,
    pub(crate) headers: &'a HeaderMap,
}

impl Client {
    /// The client that the settings name; `files` is where browsers send and read files, if not
    /// here.
    pub(crate) fn from_settings(settings: &Settings, files: Option<&str>) -> Result<Self> {
        let statics = settings.text(&STATIC_URL).trim_end_matches('/').to_owned();
        let quoted = statics.contains(['"', '\'', '<', '>', ' ', '&']);
        if !statics.is_empty() && (quoted || csp::origin(&statics).is_none()) {
            return Err(Error::fault("STATIC_URL: expected http://… or https://…"));
        }
        let policy = csp::policy(&statics, files);
        let policy = HeaderValue::try_from(policy).map_err(anyhow::Error::from)?;
        let source = Source::of(settings.text(&CLIENT_DIR));
        Ok(Self(Arc::new(Inner {
            source,
            statics,
            policy,
        })))
    }

    /// The answer to a path that no route took; none where a page that says that there is no
    /// client should stand.
    pub(crate) fn answer(&self, asked: Asked<'_>) -> Option<Response> {
        let reads = matches!(*asked.method, Method::GET | Method::HEAD);
        let theirs = asked.path.starts_with("/api/") || asked.path.starts_with("/staff/api/");
        if theirs || !reads {
            return Some(StatusCode::NOT_FOUND.into_response());
        }
        let name = asked.path.trim_start_matches('/');
        let found = if kinds::is_page(name) {
            self.page(name, asked)
        } else {
            self.file(name, asked)
        };
        if let Some(found) = found {
            return Some(found);
        }
        if name == "favicon.ico" {
            // Browsers ask for it wherever a page names no icon, and call a 404 an error.
            let icon = self.file("favicon.svg", asked);
            return icon.or_else(|| Some(StatusCode::NO_CONTENT.into_response()));
        }
        if name.starts_with(ASSETS) {
            // Somewhere on the way a 404 would be remembered past the deploy that mends it.
            let headers = [(header::CACHE_CONTROL, "no-store")];
            return Some((StatusCode::NOT_FOUND, headers).into_response());
        }
        if wants_html(asked.headers) {
            return self.page(SHELL, asked);
        }
        Some(StatusCode::NOT_FOUND.into_response())
    }

    /// A page of the client, where there is one: with its policy, to be asked for each time.
    pub(crate) fn page(&self, name: &str, asked: Asked<'_>) -> Option<Response> {
        let inner = &*self.0;
        let bytes = inner.source.read(name)?;
        let text = String::from_utf8_lossy(&bytes);
        let text = with_assets_at(&text, &inner.statics);
        let bytes = Bytes::from(text);
        let mut response = answer_with(asked.method, name, bytes.clone());
        let headers = response.headers_mut();
        tag(headers, &bytes);
        set(headers, header::CACHE_CONTROL, "no-cache");
        headers.insert(header::CONTENT_SECURITY_POLICY, inner.policy.clone());
        Some(response)
    }

    fn file(&self, name: &str, asked: Asked<'_>) -> Option<Response> {
        let source = &self.0.source;
        // What we made ourselves of another file has no address of its own.
        if Coding::ALL
            .iter()
            .any(|coding| name.ends_with(coding.ending()))
        {
            return None;
        }
        let accepted = Coding::accepted(asked.headers);
        let coded = accepted.into_iter().find_map(|coding| {
            let bytes = source.read(&format!("{name}{}", coding.ending()))?;
            Some((bytes, Some(coding)))
        });
        let (bytes, coding) = match coded {
            Some(coded) => coded,
            None => (source.read(name)?, None),
        };
        let mut response = answer_with(asked.method, name, bytes.clone());
        let headers = response.headers_mut();
        set(headers, header::VARY, "Accept-Encoding");
        if let Some(coding) = coding {
            set(headers, header::CONTENT_ENCODING, coding.word());
        }
        let kept = if name.starts_with(ASSETS) {
            if !self.0.statics.is_empty() {
                // A CDN asks us for what it does not have, and passes on what we say.
                set(headers, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
                let corp = HeaderName::from_static("cross-origin-resource-policy");
                set(headers, corp, "cross-origin");
            }
            FOR_EVER
        } else {
            tag(headers, &bytes);
            "no-cache"
        };
        set(headers, header::CACHE_CONTROL, kept);
        Some(response)
    }

    /// In words, what there is: `blimp check` says it.
    pub(crate) fn in_words(&self) -> String {
        self.0.source.in_words()
    }
}

/// Where the build says that assets are, and where they are.
fn with_assets_at(page: &str, statics: &str) -> String {
    let there = format!("\"{statics}/{ASSETS}");
    let page = page.replace(&format!("\"./{ASSETS}"), &there);
    page.replace(&format!("\"/{ASSETS}"), &there)
}

/// 200 with all that the bytes themselves say.
fn answer_with(method: &Method, name: &str, bytes: Bytes) -> Response {
    let length = HeaderValue::from(bytes.len());
    let body = if *method == Method::HEAD {
        Body::empty()
    } else {
        Body::from(bytes)
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    set(headers, header::CONTENT_TYPE, content_type(name));
    headers.insert(header::CONTENT_LENGTH, length);
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

/// Lets a browser ask whether it still has these bytes: by 128 bits of their SHA-256.
fn tag(headers: &mut HeaderMap, bytes: &[u8]) {
    let hash = hex::encode(&Sha256::digest(bytes)[..16]);
    if let Ok(tag) = HeaderValue::try_from(format!("\"{hash}\"")) {
        headers.insert(header::ETAG, tag);
    }
}
