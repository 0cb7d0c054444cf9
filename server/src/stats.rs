//! `blimp stats`: how many users, companies, projects and tasks there are.

use std::fmt::Write as _;
use std::io::Write;

use blimp_cache::stats::{Snapshot, Source, Stats, Totals};
use blimp_kit::{Error, Result};

/// What to print.
#[derive(Debug, clap::Args)]
pub(crate) struct StatsCommand {
    /// Count everything anew, in the tables, and tell Redis.
    #[arg(long)]
    recount: bool,
    /// Also each part of this statistic: `projects` by company, `tasks` by company and project.
    #[arg(long, value_name = "STATISTIC")]
    each: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl StatsCommand {
    /// Prints it.
    pub(crate) async fn run(self, stats: &Stats, out: &mut dyn Write) -> Result {
        let mut found = if self.recount {
            stats.recount().await?
        } else {
            stats.read().await?
        };
        if let Some(name) = &self.each
            && !found.totals.contains_key(name)
        {
            let known: Vec<_> = found.totals.keys().map(String::as_str).collect();
            let message = format!("expected one of {}", known.join(", "));
            return Err(Error::bad_parameter("each", message));
        }
        found
            .parts
            .retain(|name, _| Some(name) == self.each.as_ref());
        let text = if self.json {
            format!("{}\n", serde_json::to_string_pretty(&found)?)
        } else {
            page(&found)
        };
        out.write_all(text.as_bytes())
            .map_err(anyhow::Error::from)?;
        Ok(())
    }
}

fn page(found: &Snapshot) -> String {
    let mut text = String::new();
    for (name, totals) in &found.totals {
        let _ = writeln!(text, "{name:10} {:>12}", totals.values().sum::<i64>());
        if totals.keys().any(|label| label != "all") {
            for (label, n) in totals {
                let _ = writeln!(text, "  {label:8} {n:>12}");
            }
        }
    }
    for (part, totals) in found.parts.values().flatten() {
        let _ = writeln!(text, "{:>20}  {}", part.to_string(), words(totals));
    }
    let seq = found.seq;
    let _ = match found.source {
        Source::Redis => writeln!(text, "kept in Redis, up to event {seq}"),
        Source::Database => writeln!(text, "counted in the database, up to event {seq}"),
    };
    text
}

fn words(totals: &Totals) -> String {
    let words: Vec<_> = totals
        .iter()
        .map(|(label, n)| format!("{label} {n}"))
        .collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use blimp_cache::stats::{Snapshot, Source};

    use super::page;

    #[test]
    fn a_page_shows_sums_and_what_they_are_made_of() {
        let totals = |list: &[(&str, i64)]| {
            let list = list.iter().map(|(label, n)| ((*label).to_owned(), *n));
            list.collect::<BTreeMap<_, _>>()
        };
        let found = Snapshot {
            source: Source::Redis,
            seq: 12,
            totals: BTreeMap::from([
                ("users".to_owned(), totals(&[("all", 3)])),
                ("tasks".to_owned(), totals(&[("doing", 2), ("plan", 5)])),
            ]),
            parts: BTreeMap::new(),
        };
        let expected = "tasks                 7\n  doing               2\n  plan                5\n\
                        users                 3\nkept in Redis, up to event 12\n";
        assert_eq!(page(&found), expected);
    }
}
