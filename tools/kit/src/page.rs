//! Lists that go on: keyset paging with opaque cursors.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::{Error, Result};

/// One page of a list; `next` is null on the last one.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Page<T> {
    /// The rows of this page.
    pub items: Vec<T>,
    /// Give it back as `cursor` to read on.
    #[schema(required)]
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Cuts `rows`, read with one more than `limit`, to a page; `key` gives a row's place.
    pub fn cut<K: Serialize>(mut rows: Vec<T>, limit: i64, key: impl Fn(&T) -> K) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| Cursor::encode(&key(row)));
        Self { items: rows, next }
    }

    /// The same page with its rows changed to something else.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(change).collect(),
            next: self.next,
        }
    }
}

/// Where a page ended: the sort key and id of its last row, opaque to clients.
#[derive(Debug)]
pub struct Cursor;

impl Cursor {
    /// The text for a place in a list.
    pub fn encode<K: Serialize>(key: &K) -> String {
        let json = serde_json::to_vec(key).unwrap_or_default();
        format!("c_{}", URL_SAFE_NO_PAD.encode(json))
    }

    /// The place that a text speaks of, or a refusal that names `cursor`.
    pub fn decode<K: DeserializeOwned>(text: &str) -> Result<K> {
        text.strip_prefix("c_")
            .and_then(|code| URL_SAFE_NO_PAD.decode(code).ok())
            .and_then(|json| serde_json::from_slice(&json).ok())
            .ok_or_else(|| Error::bad_parameter("cursor", "This cursor is not one of ours."))
    }
}

/// How much of a list to read, and from where.
#[derive(Debug, Clone, Default)]
pub struct PageParams {
    /// Rows a page, 1 to 100; 50 where nothing is said.
    pub limit: Option<i64>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}

impl PageParams {
    /// The most rows of one page.
    pub const MAX: i64 = 100;

    /// The number of rows asked for, or a refusal that names `limit`.
    pub fn limit(&self) -> Result<i64> {
        match self.limit {
            None => Ok(50),
            Some(limit @ 1..=Self::MAX) => Ok(limit),
            Some(_) => Err(Error::bad_parameter("limit", "Between 1 and 100.")),
        }
    }

    /// The place to read on from.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>> {
        self.cursor.as_deref().map(Cursor::decode).transpose()
    }
}
