//! Health: is the process alive, can it be relied on, and if not, what is wrong.
//!
//! `/healthz` answers as long as the process runs. `/readyz` runs the [`Checks`]: a part that does
//! not answer is named, so that the operator knows where to look. Some parts we can do without:
//! then the house is degraded, and requests are welcome all the same.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use blimp_kit::{Error, Result};
use serde::Serialize;

/// A part that takes longer counts as down.
const PATIENCE: Duration = Duration::from_secs(2);

type Probe = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result> + Send>> + Send + Sync>;

/// The parts that must work before requests are welcome.
#[derive(Clone, Default)]
pub struct Checks {
    list: Vec<Check>,
}

#[derive(Clone)]
struct Check {
    name: &'static str,
    needed: bool,
    probe: Probe,
}

/// What the checks found; the body of `/readyz`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether every part works that requests need.
    pub ok: bool,
    /// Whether a part is down that we can do without.
    pub degraded: bool,
    /// Each part, in the order in which they were added.
    pub checks: Vec<Finding>,
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The part.
    pub name: &'static str,
    /// Whether it works.
    pub ok: bool,
    /// What is wrong, in words that anyone may read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// How long it took to answer.
    pub ms: u64,
}

impl Checks {
    /// No checks: always ready.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part; `probe` is run at each look and has two seconds.
    #[must_use]
    pub fn with<F, W>(self, name: &'static str, probe: F) -> Self
    where
        F: Fn() -> W + Send + Sync + 'static,
        W: Future<Output = Result> + Send + 'static,
    {
        self.add(name, true, Arc::new(move || Box::pin(probe())))
    }

    /// Adds a part that requests can do without: while it is down the house is degraded.
    #[must_use]
    pub fn with_optional<F, W>(self, name: &'static str, probe: F) -> Self
    where
        F: Fn() -> W + Send + Sync + 'static,
        W: Future<Output = Result> + Send + 'static,
    {
        self.add(name, false, Arc::new(move || Box::pin(probe())))
    }

    fn add(mut self, name: &'static str, needed: bool, probe: Probe) -> Self {
        self.list.push(Check {
            name,
            needed,
            probe,
        });
        self
    }

    /// Looks at every part at once.
    pub async fn run(&self) -> Report {
        let looks = self.list.iter().map(|one| look(one.name, &one.probe));
        let checks = futures::future::join_all(looks).await;
        let down = |needed: bool| {
            let mut each = self.list.iter().zip(&checks);
            each.any(|(check, finding)| check.needed == needed && !finding.ok)
        };
        Report {
            ok: !down(true),
            degraded: down(false),
            checks,
        }
    }
}

async fn look(name: &'static str, probe: &Probe) -> Finding {
    let start = Instant::now();
    let problem = match tokio::time::timeout(PATIENCE, probe()).await {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(in_public(name, &error)),
        Err(_) => Some(format!("no answer within {} s", PATIENCE.as_secs())),
    };
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    Finding {
        name,
        ok: problem.is_none(),
        problem,
        ms,
    }
}

/// The words of a fault are for the log: they may name hosts and paths.
fn in_public(name: &str, error: &Error) -> String {
    match error {
        Error::Fault(fault) => {
            tracing::warn!(check = name, error = format!("{fault:#}"), "a check failed");
            "failed; the log says why".to_owned()
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use blimp_kit::Error;

    use super::Checks;

    #[tokio::test]
    async fn no_checks_means_ready() {
        assert!(Checks::new().run().await.ok);
    }

    #[tokio::test]
    async fn what_is_wrong_is_named_and_faults_keep_their_words() {
        let checks = Checks::new()
            .with("database", async || {
                Err(Error::fault("password of db.internal is wrong"))
            })
            .with("cache", async || Ok(()))
            .with("queue", async || {
                Err(Error::Unavailable("the queue is draining".to_owned()))
            });
        let report = checks.run().await;
        assert!(!report.ok);
        let said: Vec<_> = report
            .checks
            .iter()
            .map(|f| (f.name, f.ok, f.problem.as_deref()))
            .collect();
        let expected = [
            ("database", false, Some("failed; the log says why")),
            ("cache", true, None),
            ("queue", false, Some("unavailable: the queue is draining")),
        ];
        assert_eq!(said, expected);
    }

    #[tokio::test]
    async fn what_we_can_do_without_degrades_the_house_and_no_more() {
        let down = async || Err(Error::Unavailable("Redis".to_owned()));
        let well = Checks::new().with("database", async || Ok(()));
        let report = well
            .clone()
            .with_optional("redis", async || Ok(()))
            .run()
            .await;
        assert!(report.ok && !report.degraded);
        let report = well.with_optional("redis", down).run().await;
        assert!(report.ok && report.degraded);
        let report = Checks::new().with("database", down).run().await;
        assert!(!report.ok && !report.degraded);
    }

    #[tokio::test(flavor = "current_thread", start_paused = true)]
    async fn a_part_that_hangs_counts_as_down() {
        let report = Checks::new()
            .with("files", std::future::pending)
            .run()
            .await;
        assert_eq!(
            report.checks[0].problem.as_deref(),
            Some("no answer within 2 s")
        );
    }
}
