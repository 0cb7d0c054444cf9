//! Keys: where an answer is found.
//!
//! A key is made of numbers and words of the program. Whatever a user typed goes in as a digest.

use blimp_kit::Result;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Raised when the meaning of keys changes, so that an older release's answers are not found.
const SCHEME: u32 = 1;

/// A version that no key may have: that of a space whose generation nobody knows just now.
pub(crate) const UNKNOWN: i64 = i64::MIN;

/// A set of keys that go stale together: the lists of one entity in one company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Space {
    /// The tenant; none for what is nobody's or a person's.
    pub company: Option<i64>,
    /// The kind of thing, such as `task_list`.
    pub entity: &'static str,
}

impl Space {
    /// The keys of `entity` in `company`.
    pub fn new(company: Option<i64>, entity: &'static str) -> Self {
        Self { company, entity }
    }

    /// Where the space's generation is found.
    pub(crate) fn text(&self) -> String {
        let Self { company, entity } = self;
        format!(
            "blimp:{SCHEME}:{}:{entity}:generation",
            company.unwrap_or(0)
        )
    }
}

/// Where an answer is found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    space: Space,
    id: i64,
    version: i64,
    digest: String,
}

impl Key {
    /// The answer about row `id` of `entity` at `version`: the row's own version, or the
    /// generation of its [`Space`].
    pub fn new(
        company: Option<i64>,
        entity: &'static str,
        id: impl Into<i64>,
        version: i64,
    ) -> Self {
        let space = Space::new(company, entity);
        Self {
            space,
            id: id.into(),
            version,
            digest: String::new(),
        }
    }

    /// The same, for one viewer, filter or token: only a digest of `scope` is kept.
    pub fn scoped(mut self, scope: &impl Serialize) -> Result<Self> {
        let mut hash = Sha256::new();
        hash.update(self.digest.as_bytes());
        hash.update(serde_json::to_vec(scope)?);
        let digest: [u8; 32] = hash.finalize().into();
        let half = digest.first_chunk().copied().unwrap_or_default();
        self.digest = format!("{:032x}", u128::from_be_bytes(half));
        Ok(self)
    }

    /// Whether an answer under this key can be found again.
    pub(crate) const fn is_known(&self) -> bool {
        self.version != UNKNOWN
    }

    /// The kind of thing, for metrics.
    pub(crate) const fn entity(&self) -> &'static str {
        self.space.entity
    }

    /// The key in full; `generation` counts how often it was dropped, where that is counted.
    pub(crate) fn text(&self, generation: u64) -> String {
        let company = self.space.company.unwrap_or(0);
        let Self {
            space: Space { entity, .. },
            id,
            version,
            digest,
        } = self;
        format!("blimp:{SCHEME}:{company}:{entity}:{id}:v{version}:{digest}:{generation}")
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn a_key_names_company_entity_row_and_version() {
        assert_eq!(
            Key::new(Some(7), "task", 9, 3).text(0),
            "blimp:1:7:task:9:v3::0"
        );
    }

    #[test]
    fn what_a_user_typed_is_never_in_a_key() {
        for typed in ["a:b", "get x\r\nset y", &"x".repeat(10_000), ""] {
            let text = Key::new(None, "search", 0, 1)
                .scoped(&typed)
                .unwrap()
                .text(0);
            assert!(text.len() < 100 && text.is_ascii() && !text.contains(char::is_whitespace));
        }
    }

    #[test]
    fn scopes_are_kept_apart() {
        let key = || Key::new(Some(1), "board", 2, 3);
        let texts = [
            key().text(0),
            key().scoped(&"a").unwrap().text(0),
            key().scoped(&"b").unwrap().text(0),
            key().scoped(&"a").unwrap().scoped(&"b").unwrap().text(0),
            key().scoped(&"b").unwrap().scoped(&"a").unwrap().text(0),
        ];
        for (i, text) in texts.iter().enumerate() {
            assert!(!texts[..i].contains(text), "{text}");
        }
    }
}
