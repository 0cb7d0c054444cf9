//! Work on blobs that no request waits for.

use std::time::Duration;

use blimp_kit::{Error, Result};
use blimp_queue::{Run, Work};
use blimp_store::{Db, Job};
use futures::stream::StreamExt as _;
use serde::{Deserialize, Serialize};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::blobs::Files;
use crate::model::{File, FileId, Measured};
use crate::queries;
use crate::thumbnail::{self, NoThumbnail, Thumbnail};
use crate::uploads;

/// A blob without a row is deleted once it is so old.
const UNKEPT: Duration = Duration::from_hours(24);

/// Blobs looked up at once by the sweep.
const BATCH: usize = 500;

/// Larger files get no small picture.
const LARGEST_PICTURE: i64 = 32 << 20;

/// Nobody waits longer for a small picture.
const PATIENCE: Duration = Duration::from_secs(20);

/// Deletes blobs whose row is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteBlob {
    /// Their keys.
    pub keys: Vec<String>,
    /// The tenant they belonged to.
    #[serde(default)]
    pub company: Option<i64>,
}

impl Job for DeleteBlob {
    const KIND: &'static str = "files.delete_blob";
    const PRIO: i64 = 3;

    fn company(&self) -> Option<i64> {
        self.company
    }
}

impl<C: AsRef<Files> + Sync> Work<C> for DeleteBlob {
    async fn run(self, ctx: &C, _: &Run) -> Result {
        self.delete(ctx.as_ref()).await
    }
}

impl DeleteBlob {
    pub(crate) async fn delete(&self, files: &Files) -> Result {
        for key in &self.keys {
            files.delete(key).await?;
        }
        Ok(())
    }
}

/// Makes the checksum of a file that went straight to the bucket. What its client said of it was a
/// claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HashBlob {
    /// The file.
    pub file: FileId,
    /// Its tenant.
    #[serde(default)]
    pub company: Option<i64>,
}

impl Job for HashBlob {
    const KIND: &'static str = "files.hash_blob";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some(self.file.to_string())
    }

    fn company(&self) -> Option<i64> {
        self.company
    }
}

impl<C: AsRef<Files> + AsRef<Db> + Sync> Work<C> for HashBlob {
    async fn run(self, ctx: &C, _: &Run) -> Result {
        self.hash(ctx.as_ref(), ctx.as_ref()).await
    }
}

impl HashBlob {
    pub(crate) async fn hash(&self, files: &Files, db: &Db) -> Result {
        let Self { file: id, company } = *self;
        let found = db
            .read(move |conn| queries::find(conn, company, id))
            .await?;
        let Some(file) = found.filter(|file| file.sha256.is_empty()) else {
            return Ok(());
        };
        let (sha256, _) = files.hash(&file.key).await?;
        db.write(move |tx| queries::set_hash(tx, id, &sha256))
            .await?;
        Ok(())
    }
}

/// Makes a small picture of a picture. A file that cannot have one goes without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeThumbnail {
    /// The picture.
    pub file: FileId,
    /// Its tenant.
    #[serde(default)]
    pub company: Option<i64>,
}

impl Job for MakeThumbnail {
    const KIND: &'static str = "files.make_thumbnail";
    const PRIO: i64 = 2;
    const MAX_ATTEMPT: i64 = 5;

    fn key(&self) -> Option<String> {
        Some(self.file.to_string())
    }

    fn company(&self) -> Option<i64> {
        self.company
    }
}

impl<C: AsRef<Files> + AsRef<Db> + Sync> Work<C> for MakeThumbnail {
    async fn run(self, ctx: &C, _: &Run) -> Result {
        self.make(ctx.as_ref(), ctx.as_ref()).await
    }
}

impl MakeThumbnail {
    pub(crate) async fn make(&self, files: &Files, db: &Db) -> Result {
        let Self { file: id, company } = *self;
        let found = db
            .read(move |conn| queries::find(conn, company, id))
            .await?;
        let Some(file) = found.filter(wants_thumbnail) else {
            return Ok(());
        };
        let made = match decoded(files, &file).await? {
            Ok(made) => made,
            Err(why) => {
                tracing::info!(file = id.0, %why, "a picture goes without a small one");
                return Ok(());
            }
        };
        let (width, height) = (i64::from(made.width), i64::from(made.height));
        let thumb_key = files.put(company, made.bytes).await?;
        let seen = Measured {
            thumb_key: thumb_key.clone(),
            width,
            height,
        };
        let taken = db
            .write(move |tx| queries::set_thumb(tx, id, &seen))
            .await?;
        // The file was removed meanwhile, or another worker was quicker.
        if taken {
            Ok(())
        } else {
            files.delete(&thumb_key).await
        }
    }
}

fn wants_thumbnail(file: &File) -> bool {
    file.thumb_key.is_none()
        && file.bytes <= LARGEST_PICTURE
        && thumbnail::is_picture(&file.content_type)
}

async fn decoded(files: &Files, file: &File) -> Result<Result<Thumbnail, String>> {
    let turn = turn().await?;
    let bytes = files.read_whole(&file.key).await?;
    let content_type = file.content_type.clone();
    #[expect(clippy::disallowed_methods, reason = "decoding is no database work")]
    let work = tokio::task::spawn_blocking(move || {
        // Held by the thread, so that one given up still counts until it ends.
        let _turn = turn;
        thumbnail::make(&content_type, &bytes)
    });
    let why = |e: NoThumbnail| e.to_string();
    Ok(match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(made)) => made.map_err(why),
        Ok(Err(_)) => Err("the decoder panicked".to_owned()),
        Err(_) => Err(format!("decoding took more than {} s", PATIENCE.as_secs())),
    })
}

/// One picture at a time, since each may need much memory.
async fn turn() -> Result<SemaphorePermit<'static>> {
    static TURN: Semaphore = Semaphore::const_new(1);
    TURN.acquire()
        .await
        .map_err(|e| Error::fault(e.to_string()))
}

/// Deletes blobs that were received and never kept, and forgets uploads that nobody finished. Run
/// it once a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SweepBlobs {}

impl Job for SweepBlobs {
    const KIND: &'static str = "files.sweep_blobs";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some(String::new())
    }
}

impl<C: AsRef<Files> + AsRef<Db> + Sync> Work<C> for SweepBlobs {
    async fn run(self, ctx: &C, _: &Run) -> Result {
        let deleted = sweep(ctx.as_ref(), ctx.as_ref()).await?;
        tracing::info!(deleted, "blobs that nobody kept are gone");
        Ok(())
    }
}

/// Deletes what is old and belongs to no row; returns how many.
pub(crate) async fn sweep(files: &Files, db: &Db) -> Result<usize> {
    let limit = db.clock().now() - UNKEPT;
    let mut gone = uploads::sweep(files, db).await? + files.delete_unfinished(limit).await?;
    // The time for what is on its way is as long as that of its row.
    let mut staged = files.list("p");
    while let Some(blob) = staged.next().await {
        let blob = blob?;
        if blob.at < limit {
            files.delete(&blob.key).await?;
            gone += 1;
        }
    }
    let mut old = Vec::with_capacity(BATCH);
    let mut all = files.list("u");
    while let Some(blob) = all.next().await {
        let blob = blob?;
        if blob.at < limit {
            old.push(blob.key);
        }
        if old.len() >= BATCH {
            gone += delete_unneeded(files, db, std::mem::take(&mut old)).await?;
        }
    }
    Ok(gone + delete_unneeded(files, db, old).await?)
}

async fn delete_unneeded(files: &Files, db: &Db, keys: Vec<String>) -> Result<usize> {
    let asked = keys.clone();
    let needed = db.read(move |conn| queries::needed(conn, &asked)).await?;
    let mut gone = 0;
    for key in keys.iter().filter(|key| !needed.contains(*key)) {
        files.delete(key).await?;
        gone += 1;
    }
    Ok(gone)
}
