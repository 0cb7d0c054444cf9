//! `blimp collectstatic`: puts the client's assets where `STATIC_URL` shows them.
//!
//! Names have a hash in them, so what is there under its name is there already. What the newest
//! client does not have any more stays, for tabs that were opened before: `retired.json` beside the
//! assets remembers since when, and `--prune` takes away what has been retired for long.
//!
//! A bucket cannot choose by `Accept-Encoding`: it gets the gzip form under the plain name, which
//! every browser takes. A folder gets all forms, for a web server that can choose.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::time::Duration;

use axum::body::Bytes;
use blimp_files::{Label, Options, Shelf};
use blimp_kit::{Error, Instant, Result, Settings};
use serde::Serialize;

use crate::client::{ASSETS, FOR_EVER, Source, content_type};
use crate::config::{CLIENT_DIR, STATIC_ROOT};

/// Which assets are not of the newest client any more, and since when.
const RETIRED: &str = "retired.json";

/// Puts the web client's scripts and styles where `STATIC_URL` shows them.
#[derive(Debug, clap::Args)]
pub struct CollectStatic {
    /// Where to: `s3://bucket/prefix` or `file://path` (setting `STATIC_ROOT`).
    #[arg(long, value_name = "URL")]
    to: Option<String>,
    /// Delete what no client has needed for this many days.
    #[arg(long, value_name = "DAYS")]
    prune: Option<u16>,
    /// Only say what would be done.
    #[arg(long)]
    dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What was done.
#[derive(Debug, Default, Serialize)]
struct Report {
    to: String,
    dry_run: bool,
    copied: Vec<String>,
    copied_bytes: u64,
    there: usize,
    retired: usize,
    deleted: Vec<String>,
}

/// What one file becomes there.
struct Item {
    name: String,
    bytes: Bytes,
    label: Label,
}

impl CollectStatic {
    /// Does it; each file is named in `out` as it arrives.
    pub async fn run(self, settings: &Settings, now: Instant, out: &mut dyn Write) -> Result {
        let to = self.to.as_deref().unwrap_or(settings.text(&STATIC_ROOT));
        if to.is_empty() {
            let says = "say where to: --to s3://bucket/prefix, or the setting STATIC_ROOT";
            return Err(Error::fault(says));
        }
        let target = Shelf::open(&Options::from_settings(settings)?, to)?;
        let source = Source::of(settings.text(&CLIENT_DIR));
        let items = items(&source, target.keeps_labels());
        if items.is_empty() {
            return Err(Error::fault(
                "this binary holds no web client; ./run builds one",
            ));
        }
        let mut work = Work {
            shelf: target,
            dry_run: self.dry_run,
            report: Report {
                to: to.to_owned(),
                dry_run: self.dry_run,
                ..Report::default()
            },
        };
        let mut silence = std::io::sink();
        let told: &mut dyn Write = if self.json { &mut silence } else { &mut *out };
        let there = work.copy(&items, told).await?;
        let days = self
            .prune
            .map(|days| Duration::from_hours(24 * u64::from(days)));
        work.retire(&items, &there, (now, days), told).await?;
        let text = if self.json {
            format!("{}\n", serde_json::to_string_pretty(&work.report)?)
        } else {
            in_words(&work.report)
        };
        say(out, &text)
    }
}

struct Work {
    shelf: Shelf,
    dry_run: bool,
    report: Report,
}

impl Work {
    /// Puts there what is not, and answers what was there before.
    async fn copy(&mut self, items: &[Item], out: &mut dyn Write) -> Result<Vec<String>> {
        let there = self.shelf.list(ASSETS).await?;
        let lengths: HashMap<&str, u64> = there.iter().map(|(n, b)| (n.as_str(), *b)).collect();
        for item in items {
            let bytes = item.bytes.len() as u64;
            if lengths.get(item.name.as_str()) == Some(&bytes) {
                self.report.there += 1;
                continue;
            }
            if !self.dry_run {
                let (name, bytes) = (&item.name, item.bytes.clone());
                self.shelf.put(name, bytes, item.label).await?;
            }
            say(
                out,
                &format!("  + {} ({} kB)\n", item.name, bytes.div_ceil(1024)),
            )?;
            self.report.copied.push(item.name.clone());
            self.report.copied_bytes += bytes;
        }
        Ok(there.into_iter().map(|(name, _)| name).collect())
    }

    /// Notes what is of an older client only, and deletes what has been so for longer than `days`.
    async fn retire(
        &mut self,
        items: &[Item],
        there: &[String],
        (now, days): (Instant, Option<Duration>),
        out: &mut dyn Write,
    ) -> Result {
        let known = self.read_retired().await?;
        let current: BTreeSet<&str> = items.iter().map(|item| item.name.as_str()).collect();
        let old = there.iter().filter(|name| !current.contains(name.as_str()));
        let mut retired: BTreeMap<String, Instant> = old
            .map(|name| (name.clone(), known.get(name).copied().unwrap_or(now)))
            .collect();
        let is_over = |since: &Instant| days.is_some_and(|days| *since + days <= now);
        let over: Vec<String> = retired
            .iter()
            .filter(|(_, since)| is_over(since))
            .map(|(name, _)| name.clone())
            .collect();
        for name in over {
            if !self.dry_run {
                self.shelf.delete(&name).await?;
            }
            say(out, &format!("  - {name}\n"))?;
            retired.remove(&name);
            self.report.deleted.push(name);
        }
        self.report.retired = retired.len();
        if self.dry_run || retired == known {
            return Ok(());
        }
        let label = Label {
            content_type: "application/json",
            encoding: None,
            cache_control: "no-store",
        };
        let json = serde_json::to_vec_pretty(&retired)?;
        self.shelf.put(RETIRED, json.into(), label).await
    }

    async fn read_retired(&self) -> Result<BTreeMap<String, Instant>> {
        let Some(json) = self.shelf.read(RETIRED).await? else {
            return Ok(BTreeMap::new());
        };
        serde_json::from_slice(&json)
            .map_err(|error| Error::fault(format!("{RETIRED} cannot be read: {error}")))
    }
}

/// What to put there: for a bucket one form of each asset, for a folder all that there are.
fn items(source: &Source, labelled: bool) -> Vec<Item> {
    let names = source.list(ASSETS);
    let all: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let item = |name: &String| {
        let form = [".br", ".gz"]
            .into_iter()
            .find_map(|end| name.strip_suffix(end));
        let is_form = form.is_some_and(|plain| all.contains(plain));
        if labelled && is_form {
            return None;
        }
        let gz = format!("{name}.gz");
        let packed = labelled && all.contains(gz.as_str());
        Some(Item {
            name: name.clone(),
            bytes: source.read(if packed { &gz } else { name })?,
            label: Label {
                content_type: content_type(name),
                encoding: packed.then_some("gzip"),
                cache_control: FOR_EVER,
            },
        })
    };
    names.iter().filter_map(item).collect()
}

fn in_words(report: &Report) -> String {
    let (copied, deleted) = if report.dry_run {
        ("to copy", "to delete")
    } else {
        ("copied", "deleted")
    };
    format!(
        "{}: {} files {copied} ({} kB), {} there already, {} of older clients kept, {} {deleted}\n",
        report.to,
        report.copied.len(),
        report.copied_bytes.div_ceil(1024),
        report.there,
        report.retired,
        report.deleted.len()
    )
}

fn say(out: &mut dyn Write, text: &str) -> Result {
    out.write_all(text.as_bytes())
        .map_err(anyhow::Error::from)?;
    Ok(())
}
