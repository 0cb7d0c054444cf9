//! `If-Match`: a change that is meant for one version of a thing (RFC 9110, section 13.1.1).
//!
//! It is never demanded and never ignored: where nothing was compared the change is undone and
//! refused, for a thing without a version matches none.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderMap, header};
use blimp_kit::{Error, Result};
use serde_json::value::RawValue;

use crate::{Problem, Reply, etag};

/// The version that a request wants to change, and what was found instead.
#[derive(Debug, Clone, Default)]
pub(crate) struct Condition {
    wanted: Option<String>,
    found: Arc<Mutex<Found>>,
}

#[derive(Debug, Default)]
enum Found {
    #[default]
    NotLooked,
    Same,
    /// The thing as it is now, as JSON.
    Other(String),
}

impl Condition {
    pub(crate) fn new(headers: &HeaderMap) -> Self {
        let wanted = headers.get(header::IF_MATCH);
        Self {
            wanted: wanted.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
            found: Arc::default(),
        }
    }

    /// [`Error::Stale`] where another version than `current` is wanted; `now` is kept to show.
    pub(crate) fn expects(&self, current: &str, now: impl FnOnce() -> Result<Reply>) -> Result {
        let Some(wanted) = &self.wanted else {
            return Ok(());
        };
        if etag::matches(wanted, current) {
            self.find(Found::Same);
            return Ok(());
        }
        self.find(Found::Other(now()?.body));
        Err(Error::Stale)
    }

    /// [`Error::Stale`] where a version is wanted and nobody compared it.
    pub(crate) fn settle(&self) -> Result {
        match *self.found() {
            Found::NotLooked if self.wanted.is_some() => Err(Error::Stale),
            _ => Ok(()),
        }
    }

    /// The refusal that `error` is, with the thing as it is now where the copy is old.
    pub(crate) fn refusal(&self, error: Error) -> Problem {
        let stale = matches!(error, Error::Stale);
        let problem = Problem::from(error);
        match &*self.found() {
            _ if !stale => problem,
            Found::Other(json) => match RawValue::from_string(json.clone()) {
                Ok(json) => problem.with_current(json),
                Err(_) => problem,
            },
            _ => problem.with_detail("This has no version that If-Match could name; leave it out."),
        }
    }

    fn find(&self, found: Found) {
        *self.found() = found;
    }

    fn found(&self) -> std::sync::MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use blimp_kit::Error;

    use super::Condition;
    use crate::Reply;

    fn condition(wanted: Option<&'static str>) -> Condition {
        let mut headers = HeaderMap::new();
        if let Some(wanted) = wanted {
            headers.insert("if-match", wanted.parse().unwrap());
        }
        Condition::new(&headers)
    }

    #[test]
    fn a_version_is_compared_where_one_is_wanted_and_never_ignored() {
        let now = || Reply::ok(&7);
        for (wanted, looked, fine) in [
            (None, true, true),
            (None, false, true),
            (Some("\"1-a\""), true, true),
            (Some("*"), true, true),
            (Some("\"2-a\""), true, false),
            (Some("\"1-a\""), false, false),
            (Some("*"), false, false),
        ] {
            let condition = condition(wanted);
            let compared = if looked {
                condition.expects("\"1-a\"", now)
            } else {
                Ok(())
            };
            let all = compared.and_then(|()| condition.settle());
            assert_eq!(all.is_ok(), fine, "{wanted:?}, looked: {looked}");
        }
    }

    #[test]
    fn the_refusal_shows_the_thing_as_it_is() {
        let condition = condition(Some("\"2-a\""));
        let error = condition.expects("\"1-a\"", || Reply::ok(&7)).unwrap_err();
        let body = serde_json::to_value(condition.refusal(error).body()).unwrap();
        assert_eq!(
            (&body["code"], &body["current"]),
            (&"stale".into(), &7.into())
        );
        let body = serde_json::to_value(condition.refusal(Error::NotFound).body()).unwrap();
        assert_eq!(body.get("current"), None);
    }
}
