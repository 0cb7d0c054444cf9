//! The file of requests: one a line, `METHOD path authorization [body]`, between tabs.

use std::path::Path;

use anyhow::{Context as _, Result};

/// One request.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) authorization: String,
    pub(crate) body: String,
}

/// Reads the file.
pub(crate) fn read(file: &Path) -> Result<Vec<Target>> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
    text.lines()
        .map(|line| parse(line).with_context(|| format!("{shown}: {line}")))
        .collect()
}

fn parse(line: &str) -> Result<Target> {
    let mut parts = line.split('\t').map(str::to_owned);
    let mut next = |what: &'static str| parts.next().context(what);
    Ok(Target {
        method: next("no method")?,
        path: next("no path")?,
        authorization: next("no authorization")?,
        body: next("no body").unwrap_or_default(),
    })
}

impl Target {
    /// The bytes to send over a connection that stays open.
    pub(crate) fn bytes(&self, host: &str) -> Vec<u8> {
        let Self {
            method,
            path,
            authorization,
            body,
        } = self;
        let kind = if body.is_empty() {
            ""
        } else {
            "content-type: application/json\r\n"
        };
        let length = body.len();
        format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: {authorization}\r\n\
             {kind}content-length: {length}\r\n\r\n{body}"
        )
        .into_bytes()
    }
}
