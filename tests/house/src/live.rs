//! Live updates, as a browser reads them.

use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use http_body_util::BodyExt as _;
use serde_json::Value;

/// A live update comes within a second; more than that is a failure.
const PATIENCE: Duration = Duration::from_secs(3);

/// An open stream.
#[derive(Debug)]
pub struct Live {
    body: Body,
    text: String,
}

/// One event of a stream.
#[derive(Debug, Clone)]
pub struct Told {
    /// Its place, for `Last-Event-ID`.
    pub id: i64,
    /// Its name, such as `task.created.v1`; empty for a greeting.
    pub name: String,
    /// What it says.
    pub data: Value,
}

impl Live {
    pub(crate) fn new(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        assert_eq!(parts.status.as_u16(), 200, "the stream opens");
        let kind = parts.headers.get("content-type").expect("a content type");
        assert_eq!(kind, "text/event-stream");
        Self {
            body,
            text: String::new(),
        }
    }

    /// Reads the greeting: from here on nothing is missed.
    pub(crate) async fn hello(&mut self) {
        let hello = self.block().await.expect("a greeting");
        assert!(hello.contains("hello"), "{hello}");
    }

    /// The next event; `None` where the stream has ended.
    pub async fn next(&mut self) -> Option<Told> {
        loop {
            let block = self.block().await?;
            let field = |name: &str| {
                let lines = block.lines().filter_map(|line| line.split_once(':'));
                let found = lines
                    .filter(|(n, _)| *n == name)
                    .map(|(_, v)| v.trim_start());
                found.collect::<Vec<_>>().join("\n")
            };
            let name = field("event");
            if !name.is_empty() {
                let id = field("id").parse().unwrap_or_default();
                let data = serde_json::from_str(&field("data")).unwrap_or_default();
                return Some(Told { id, name, data });
            }
        }
    }

    /// The names of events up to and with one called `last`, and that one.
    pub async fn until(&mut self, last: &str) -> (Vec<String>, Told) {
        let mut names = Vec::new();
        loop {
            let told = self.next().await;
            let told = told.unwrap_or_else(|| panic!("the stream ended after {names:?}"));
            names.push(told.name.clone());
            if told.name == last {
                return (names, told);
            }
        }
    }

    async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                return Some(block);
            }
            let frame = tokio::time::timeout(PATIENCE, self.body.frame()).await;
            let frame = frame.unwrap_or_else(|_| panic!("nothing came; so far: {:?}", self.text));
            let frame = frame?.expect("a frame");
            if let Some(data) = frame.data_ref() {
                self.text.push_str(&String::from_utf8_lossy(data));
            }
        }
    }
}
