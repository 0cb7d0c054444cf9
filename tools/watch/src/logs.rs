//! Logs: one line for each thing worth knowing, to standard error.
//!
//! Message readable, fields queryable; logged once, at the boundary; never a secret, never a raw
//! path. Standard output belongs to commands.

use std::io::{self, IsTerminal as _};
use std::str::FromStr;

use tracing::Subscriber;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, fmt};

/// The form of the log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// Human on a terminal, JSON elsewhere.
    #[default]
    Auto,
    /// Coloured lines.
    Human,
    /// One JSON object a line.
    Json,
}

impl FromStr for Format {
    type Err = BadLog;

    fn from_str(text: &str) -> Result<Self, BadLog> {
        match text {
            "auto" => Ok(Self::Auto),
            "human" => Ok(Self::Human),
            "json" => Ok(Self::Json),
            _ => Err(BadLog("expected auto, human or json".to_owned())),
        }
    }
}

/// A log that cannot be started so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadLog(String);

/// Sends logs of the whole process to standard error; fails for a filter that is none, and where
/// something else already takes the logs.
pub fn start(format: Format, filter: &str) -> Result<(), BadLog> {
    let terminal = io::stderr().is_terminal();
    let filter = parse(filter)?;
    let json = format == Format::Json || (format == Format::Auto && !terminal);
    if json {
        json_lines(filter, io::stderr)
            .try_init()
            .map_err(|e| BadLog(e.to_string()))
    } else {
        let lines = fmt()
            .with_env_filter(filter)
            .with_ansi(terminal)
            .with_writer(io::stderr);
        lines.finish().try_init().map_err(|e| BadLog(e.to_string()))
    }
}

fn parse(filter: &str) -> Result<EnvFilter, BadLog> {
    EnvFilter::builder()
        .parse(filter)
        .map_err(|e| BadLog(format!("not a log filter: {e}")))
}

fn json_lines<W>(filter: EnvFilter, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    fmt()
        .with_env_filter(filter)
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_writer(writer)
        .finish()
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::{Format, json_lines, parse};

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_json_line_carries_the_fields_of_event_and_span() {
        let kept = Kept::default();
        let writer = kept.clone();
        let log = json_lines(parse("info").unwrap(), move || writer.clone());
        tracing::subscriber::with_default(log, || {
            let span = crate::spans::request("r1", "GET", "/tasks/{task}");
            span.in_scope(|| tracing::info!(task = 9, "closed \"it\"\nhere"));
            tracing::debug!("not asked for");
        });
        let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        assert_eq!(text.lines().count(), 1, "{text}");
        let line: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(line["message"], "closed \"it\"\nhere");
        assert_eq!(line["task"], 9);
        assert_eq!(line["span"]["request_id"], "r1");
        assert_eq!(line["span"]["route"], "/tasks/{task}");
    }

    #[test]
    fn a_filter_or_format_that_is_none_is_refused() {
        assert!(parse("info,blimp_queue=debug").is_ok());
        assert!(parse("blimp=loud").is_err());
        assert_eq!("json".parse(), Ok(Format::Json));
        assert!("xml".parse::<Format>().is_err());
    }
}
