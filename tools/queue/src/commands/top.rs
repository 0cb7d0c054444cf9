//! `blimp jobs top`: the queue at work, drawn anew each second.

use std::io::Write;
use std::time::Duration;

use anyhow::Context as _;
use blimp_kit::Result;
use blimp_store::Db;

use super::{queues, table};
use crate::admin::{self, KindPulse, Pulse};

/// Watch the queue work.
#[derive(Debug, clap::Args)]
pub struct Top {
    /// Look once, and end.
    #[arg(long)]
    once: bool,
    /// As JSON, one object for each look.
    #[arg(long)]
    json: bool,
    /// Seconds between two looks.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=3600))]
    every: u64,
}

/// To the upper left, and nothing below.
const CLEAR: &str = "\x1b[H\x1b[2J";

impl Top {
    pub(super) async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        loop {
            let now = db.clock().now();
            let pulse = db.read(move |conn| admin::pulse(conn, now)).await?;
            if !self.once && !self.json {
                out.write_all(CLEAR.as_bytes()).context("cannot write")?;
            }
            let written = if self.json {
                serde_json::to_writer(&mut *out, &pulse)
                    .map_err(std::io::Error::from)
                    .and_then(|()| writeln!(out))
            } else {
                draw(out, &pulse)
            };
            written.context("cannot write")?;
            out.flush().context("cannot write")?;
            if self.once {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_secs(self.every)).await;
        }
    }
}

fn draw(out: &mut dyn Write, pulse: &Pulse) -> std::io::Result<()> {
    let at = pulse.at.map_or(String::new(), table::time);
    writeln!(out, "Jobs at {at}: {:.1} done a second\n", pulse.rate)?;
    table::write(out, queues::HEAD, pulse.queues.iter().map(queues::line))?;
    writeln!(out)?;
    let head = [
        "KIND", "DONE", "WAIT P50", "WAIT P99", "RUN P50", "RUN P99", "FAILING", "DEAD",
    ];
    table::write(out, head, pulse.kinds.iter().map(line))
}

fn line(kind: &KindPulse) -> [String; 8] {
    let ms = |n: f64| format!("{n:.1} ms");
    [
        kind.kind.clone(),
        kind.done.to_string(),
        ms(kind.wait_p50_ms),
        ms(kind.wait_p99_ms),
        ms(kind.run_p50_ms),
        ms(kind.run_p99_ms),
        kind.failing.to_string(),
        kind.dead.to_string(),
    ]
}
