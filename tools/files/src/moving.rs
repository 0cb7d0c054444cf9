//! Moving house: every blob that a row remembers, from one place to another, and what is amiss.
//!
//! Keys stay as they are, so rows are not touched. A blob is copied, read back and compared before
//! it counts; one that is there already with the right length is not copied again, so a move that
//! was broken off goes on where it ended.

use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use blimp_kit::{Error, Result};
use blimp_store::Db;
use futures::stream::{self, StreamExt as _};
use serde::Serialize;

use crate::blobs::Files;
use crate::model::{File, FileId};
use crate::queries;

/// Rows looked at in one go.
const BATCH: i64 = 500;

/// Blobs that are copied or looked for at once.
const AT_ONCE: usize = 4;

/// How often to say how far it is.
const TELL_EVERY: Duration = Duration::from_secs(5);

/// How to move.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// Say what would be done, and do nothing.
    pub(crate) dry_run: bool,
    /// Delete each blob from where it was, once the copy was compared.
    pub(crate) delete_source: bool,
}

/// What was moved.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Moved {
    /// Rows looked at.
    pub(crate) files: u64,
    /// Blobs copied, small pictures too; with `--dry-run`, blobs to copy.
    pub(crate) copied: u64,
    /// Their bytes.
    pub(crate) bytes: u64,
    /// Blobs that were there already.
    pub(crate) there: u64,
    /// Blobs deleted from where they were.
    pub(crate) deleted: u64,
    /// Keys of blobs that are in neither place.
    pub(crate) missing: Vec<String>,
    /// Keys of blobs whose copy or original is not what its row says.
    pub(crate) damaged: Vec<String>,
}

/// What is amiss.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Amiss {
    /// Rows looked at.
    pub(crate) files: u64,
    /// Blobs seen.
    pub(crate) blobs: u64,
    /// Keys that a row remembers and that are not there.
    pub(crate) missing: Vec<String>,
    /// Keys of blobs that no row remembers; the daily sweep deletes those older than a day.
    pub(crate) orphans: Vec<String>,
    /// What those take, in bytes.
    pub(crate) orphan_bytes: u64,
}

/// What came of one blob.
#[derive(Clone, Copy)]
enum Fate {
    Copied(u64),
    There,
    Missing,
    Damaged,
}

/// Moves every blob that a row remembers.
pub(crate) async fn migrate(
    db: &Db,
    (from, to): (&Files, &Files),
    manner: Manner,
    out: &mut dyn Write,
) -> Result<Moved> {
    let total = db.read(queries::count_all).await?;
    let mut progress = Progress::new(total);
    let (mut moved, mut after) = (Moved::default(), FileId(0));
    loop {
        let rows = db
            .read(move |conn| queries::list_all(conn, after, BATCH))
            .await?;
        let Some(last) = rows.last() else {
            return Ok(moved);
        };
        after = last.id;
        moved.files += rows.len() as u64;
        let works = blobs(rows).map(|blob| async {
            let fate = one(&blob, (from, to), manner).await;
            (blob, fate)
        });
        let mut works = stream::iter(works).buffer_unordered(AT_ONCE);
        while let Some((blob, fate)) = works.next().await {
            let deletes = matches!(fate, Ok(Fate::Copied(_) | Fate::There)) && manner.delete_source;
            moved.note(&blob.key, fate?);
            if deletes && !manner.dry_run {
                from.delete(&blob.key).await?;
                moved.deleted += 1;
            }
            progress.tell(&moved, out)?;
        }
    }
}

/// A blob, and what its row says of it.
struct Blob {
    key: String,
    /// None for a small picture.
    bytes: Option<u64>,
    /// None where it is not known.
    sha256: Option<String>,
}

fn blobs(rows: Vec<File>) -> impl Iterator<Item = Blob> {
    rows.into_iter().flat_map(|file| {
        let small = file.thumb_key.map(|key| Blob {
            key,
            bytes: None,
            sha256: None,
        });
        let large = Blob {
            key: file.key,
            bytes: u64::try_from(file.bytes).ok(),
            sha256: Some(file.sha256).filter(|sum| !sum.is_empty()),
        };
        [Some(large), small].into_iter().flatten()
    })
}

async fn one(blob: &Blob, (from, to): (&Files, &Files), manner: Manner) -> Result<Fate> {
    let (source, there) = (from.length(&blob.key).await?, to.length(&blob.key).await?);
    if let Some(bytes) = there
        && source
            .or(blob.bytes)
            .is_none_or(|expected| expected == bytes)
    {
        // Before anything is deleted it is compared, even if an earlier run has done so.
        let careful = manner.delete_source && !manner.dry_run && source.is_some();
        if !careful || same(blob, from, to).await? {
            return Ok(Fate::There);
        }
    }
    let Some(bytes) = source else {
        return Ok(Fate::Missing);
    };
    if manner.dry_run {
        return Ok(Fate::Copied(bytes));
    }
    let sent = to
        .receive_at(&blob.key, from.read(&blob.key, None).await?, u64::MAX)
        .await?;
    let good = blob.sha256.as_ref().is_none_or(|sum| *sum == sent.sha256);
    if good && to.hash(&blob.key).await? == (sent.sha256, bytes) {
        return Ok(Fate::Copied(bytes));
    }
    to.delete(&blob.key).await?;
    Ok(Fate::Damaged)
}

async fn same(blob: &Blob, from: &Files, to: &Files) -> Result<bool> {
    let copy = to.hash(&blob.key).await?;
    match &blob.sha256 {
        Some(sum) => Ok(*sum == copy.0),
        None => Ok(from.hash(&blob.key).await? == copy),
    }
}

impl Moved {
    fn note(&mut self, key: &str, fate: Fate) {
        match fate {
            Fate::Copied(bytes) => {
                self.copied += 1;
                self.bytes += bytes;
            }
            Fate::There => self.there += 1,
            Fate::Missing => self.missing.push(key.to_owned()),
            Fate::Damaged => self.damaged.push(key.to_owned()),
        }
    }
}

/// How far it is, how fast, how long still.
struct Progress {
    total: i64,
    start: Instant,
    told: Instant,
}

impl Progress {
    fn new(total: i64) -> Self {
        let start = Instant::now();
        Self {
            total,
            start,
            told: start,
        }
    }

    fn tell(&mut self, moved: &Moved, out: &mut dyn Write) -> Result {
        if self.told.elapsed() < TELL_EVERY {
            return Ok(());
        }
        self.told = Instant::now();
        let line = line(moved, self.total, self.start.elapsed());
        writeln!(out, "{line}").context("cannot write")?;
        Ok(())
    }
}

fn line(moved: &Moved, total: i64, took: Duration) -> String {
    let done = moved.copied + moved.there;
    let total = u64::try_from(total).unwrap_or(0).max(moved.files);
    let seconds = took.as_secs().max(1);
    let left = total.saturating_sub(done).saturating_mul(seconds) / done.max(1);
    format!(
        "about {} of {total} files, {} MB copied, {} MB/s, {} min {} s left",
        done.min(total),
        moved.bytes >> 20,
        (moved.bytes >> 20) / seconds,
        left / 60,
        left % 60,
    )
}

/// Looks for rows without a blob and blobs without a row.
pub(crate) async fn check(db: &Db, files: &Files) -> Result<Amiss> {
    let (mut amiss, mut after) = (Amiss::default(), FileId(0));
    loop {
        let rows = db
            .read(move |conn| queries::list_all(conn, after, BATCH))
            .await?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        amiss.files += rows.len() as u64;
        let looks = blobs(rows).map(|blob| async {
            let found = files.length(&blob.key).await?;
            Ok::<_, Error>((blob.key, found.is_some()))
        });
        let mut looks = stream::iter(looks).buffer_unordered(AT_ONCE);
        while let Some(seen) = looks.next().await {
            let (key, there) = seen?;
            if !there {
                amiss.missing.push(key);
            }
        }
    }
    let mut all = files
        .list("u")
        .ready_chunks(usize::try_from(BATCH).unwrap_or(1));
    while let Some(some) = all.next().await {
        let some = some.into_iter().collect::<Result<Vec<_>>>()?;
        let keys: Vec<String> = some.iter().map(|blob| blob.key.clone()).collect();
        let needed = db.read(move |conn| queries::needed(conn, &keys)).await?;
        amiss.blobs += some.len() as u64;
        for blob in some.into_iter().filter(|blob| !needed.contains(&blob.key)) {
            amiss.orphan_bytes += blob.bytes;
            amiss.orphans.push(blob.key);
        }
    }
    Ok(amiss)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Moved, line};

    #[test]
    fn progress_says_how_fast_and_how_long_still() {
        let moved = Moved {
            files: 500,
            copied: 90,
            there: 10,
            bytes: 200 << 20,
            ..Moved::default()
        };
        assert_eq!(
            line(&moved, 1000, Duration::from_secs(20)),
            "about 100 of 1000 files, 200 MB copied, 10 MB/s, 3 min 0 s left"
        );
        assert!(line(&Moved::default(), 0, Duration::ZERO).starts_with("about 0 of 0 files"));
    }
}
