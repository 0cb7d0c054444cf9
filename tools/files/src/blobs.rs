//! Blobs: bytes under a key of ours, `u/<company>/<uuid>`.

use std::fmt::Display;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use anyhow::Context as _;
use blimp_kit::{Error, Instant, Result, hex};
use blimp_watch::metrics::house;
use bytes::Bytes;
use futures::stream::{BoxStream, Stream, StreamExt as _};
use object_store::{
    GetOptions, GetRange, GetResult, GetResultPayload, ObjectStoreExt as _, PutPayload,
};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, SeekFrom};
use tokio::sync::Semaphore;
use tokio_util::io::ReaderStream;
use uuid::Uuid;

use crate::config::Options;
use crate::incoming::{Incoming, Taken};
use crate::model::Received;
use crate::place::{Kind, Place};

/// Bytes read at once.
const READ_AT_ONCE: usize = 64 * 1024;

/// Uploads that pass through us at once; each may hold a part of a bucket's size in memory.
const UPLOADS: usize = 16;

/// A blob on its way out.
pub type ByteStream = BoxStream<'static, io::Result<Bytes>>;

/// The door to the blobs. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    pub(crate) place: Place,
    pub(crate) options: Arc<Options>,
    uploads: Arc<Semaphore>,
}

/// A blob in a listing.
pub(crate) struct Listed {
    pub(crate) key: String,
    pub(crate) at: Instant,
    pub(crate) bytes: u64,
}

impl Files {
    /// Opens a folder that `url` names (`file://path`), making it if it is not there.
    pub fn open(url: &str) -> Result<Self> {
        Self::with(Options::at(url))
    }

    /// Opens the folder or bucket that `options` name. Asks the bucket nothing yet.
    pub fn with(options: Options) -> Result<Self> {
        Ok(Self {
            place: Place::open(&options)?,
            options: Arc::new(options),
            uploads: Arc::new(Semaphore::new(UPLOADS)),
        })
    }

    /// Another place, with the same keys for S3.
    pub fn elsewhere(&self, url: &str) -> Result<Self> {
        Self::with(Options {
            url: url.to_owned(),
            ..Options::clone(&self.options)
        })
    }

    /// Whether the place is there, for `/readyz`. A bucket is not asked: without it all but files
    /// still works.
    pub async fn ready(&self) -> Result {
        let Kind::Disk(root) = &self.place.kind else {
            return Ok(());
        };
        match tokio::fs::metadata(root).await {
            Ok(place) if place.is_dir() => Ok(()),
            _ => Err(Error::Unavailable(
                "the folder of files is not there".to_owned(),
            )),
        }
    }

    /// Stores what `stream` brings, at most `max_bytes`; when this returns it is safe under its
    /// key. Keep it with [`keep`](crate::keep).
    ///
    /// `Invalid` with the code `too_large` beyond `max_bytes`, with `upload_broken` where the
    /// stream fails; `Full` where the disk is; `Unavailable` where the bucket does not answer.
    /// Nothing stays behind then.
    pub async fn receive<S, E>(
        &self,
        company: Option<i64>,
        stream: S,
        max_bytes: u64,
    ) -> Result<Received>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
        E: Display,
    {
        let key = new_key(company);
        let taken = self.receive_at(&key, stream, max_bytes).await?;
        Ok(Received {
            company,
            key,
            bytes: i64::try_from(taken.bytes).unwrap_or(i64::MAX),
            sha256: taken.sha256,
            content_type: taken.content_type,
        })
    }

    /// Stores what `stream` brings under `key`.
    pub(crate) async fn receive_at<S, E>(
        &self,
        key: &str,
        stream: S,
        max_bytes: u64,
    ) -> Result<Taken>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
        E: Display,
    {
        let turn = self.place.bucket().map(|_| self.uploads.try_acquire());
        if matches!(turn, Some(Err(_))) {
            let why = "the store of files: too many uploads at once";
            return Err(Error::Unavailable(why.to_owned()));
        }
        let incoming = Incoming::new(&self.place, self.place.path(key), max_bytes);
        let taken = incoming.store(stream).await?;
        house::FILE_BYTES.add([], taken.bytes);
        Ok(taken)
    }

    /// Stores bytes of our own making; returns their key.
    pub(crate) async fn put(&self, company: Option<i64>, bytes: Vec<u8>) -> Result<String> {
        let key = new_key(company);
        let path = self.place.path(&key);
        let length = bytes.len();
        let put = self.place.store.put(&path, PutPayload::from(bytes));
        self.place.put(length, put).await?;
        Ok(key)
    }

    /// The bytes of a blob, or those of `range`; `NotFound` where there is no such blob.
    pub async fn read(&self, key: &str, range: Option<Range<u64>>) -> Result<ByteStream> {
        if range.as_ref().is_some_and(Range::is_empty) {
            return Ok(futures::stream::empty().boxed());
        }
        let options = GetOptions {
            range: range.map(GetRange::Bounded),
            ..GetOptions::default()
        };
        let path = self.place.path(key);
        let found = self
            .place
            .ask(self.place.store.get_opts(&path, options))
            .await;
        if matches!(found, Err(Error::NotFound)) {
            tracing::warn!(key, "there is no such blob");
        }
        outgoing(found?).await
    }

    /// All the bytes of a blob; for small ones only.
    pub(crate) async fn read_whole(&self, key: &str) -> Result<Bytes> {
        let path = self.place.path(key);
        let found = self.place.ask(self.place.store.get(&path)).await?;
        self.place.send(found.bytes()).await
    }

    /// The SHA-256 of a blob, in hex, and its length.
    pub(crate) async fn hash(&self, key: &str) -> Result<(String, u64)> {
        let mut parts = self.read(key, None).await?;
        let (mut hash, mut bytes) = (Sha256::new(), 0);
        while let Some(part) = parts.next().await {
            let part = part.map_err(|e| broken_off(&e))?;
            bytes += part.len() as u64;
            hash.update(&part);
        }
        Ok((hex::encode(&hash.finalize()), bytes))
    }

    /// How long a blob is; none where it is not there.
    pub(crate) async fn length(&self, key: &str) -> Result<Option<u64>> {
        let path = self.place.path(key);
        match self.place.ask(self.place.store.head(&path)).await {
            Ok(meta) => Ok(Some(meta.size)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Gives a blob another key; `NotFound` where there is no such blob.
    pub(crate) async fn rename(&self, from: &str, to: &str) -> Result {
        let (from, to) = (self.place.path(from), self.place.path(to));
        self.place.send(self.place.store.rename(&from, &to)).await
    }

    /// Deletes a blob; one that is not there is deleted already.
    pub async fn delete(&self, key: &str) -> Result {
        let path = self.place.path(key);
        match self.place.ask(self.place.store.delete(&path)).await {
            Err(Error::NotFound) => Ok(()),
            result => result,
        }
    }

    /// Every blob under a folder (`u`, or `p` for what is not all here yet), in no order, page by
    /// page.
    pub(crate) fn list(&self, folder: &str) -> BoxStream<'static, Result<Listed>> {
        let (place, root) = (self.place.clone(), self.place.path(folder));
        let found = place.store.list(Some(&root));
        found
            .then(move |meta| {
                let place = place.clone();
                async move {
                    let meta = place.ask(std::future::ready(meta)).await?;
                    Ok(Listed {
                        key: place.key(&meta.location),
                        at: Instant::from(meta.last_modified),
                        bytes: meta.size,
                    })
                }
            })
            .boxed()
    }

    /// Deletes what uploads to a folder that a crash ended have left behind before `limit`; returns
    /// how many. A bucket does this by a rule of its own.
    pub(crate) async fn delete_unfinished(&self, limit: Instant) -> Result<usize> {
        let Kind::Disk(root) = &self.place.kind else {
            return Ok(0);
        };
        let mut gone = 0;
        for part in ["u", "p"] {
            gone += delete_unfinished(&root.join(part), limit).await?;
        }
        Ok(gone)
    }
}

async fn delete_unfinished(root: &std::path::Path, limit: Instant) -> Result<usize> {
    let mut gone = 0;
    let mut folders = match tokio::fs::read_dir(root).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        folders => folders.context("cannot list the folders of files")?,
    };
    while let Some(folder) = folders.next_entry().await.context("cannot list a folder")? {
        let mut entries = tokio::fs::read_dir(folder.path())
            .await
            .context("cannot list a folder")?;
        while let Some(entry) = entries.next_entry().await.context("cannot list a folder")? {
            // An unfinished upload is named after its key, `#` and a number.
            if entry.file_name().to_string_lossy().contains('#') && older(&entry, limit).await {
                gone += usize::from(tokio::fs::remove_file(entry.path()).await.is_ok());
            }
        }
    }
    Ok(gone)
}

async fn older(entry: &tokio::fs::DirEntry, limit: Instant) -> bool {
    let changed = match entry.metadata().await {
        Ok(meta) => meta.modified().ok(),
        Err(_) => None,
    };
    let since_1970 = changed.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    since_1970.is_some_and(|since| Instant(0) + since < limit)
}

/// A key that nobody has.
pub(crate) fn new_key(company: Option<i64>) -> String {
    format!("u/{}/{}", company.unwrap_or(0), Uuid::now_v7())
}

pub(crate) fn broken_off(error: &io::Error) -> Error {
    tracing::warn!(%error, "a blob broke off");
    Error::Unavailable("the store of files: a blob broke off".to_owned())
}

async fn outgoing(found: GetResult) -> Result<ByteStream> {
    let range = found.range.clone();
    match found.payload {
        GetResultPayload::File(file, _) => {
            let mut file = tokio::fs::File::from_std(file);
            file.seek(SeekFrom::Start(range.start))
                .await
                .context("cannot read a blob")?;
            let part = file.take(range.end - range.start);
            Ok(ReaderStream::with_capacity(part, READ_AT_ONCE).boxed())
        }
        GetResultPayload::Stream(parts) => {
            Ok(parts.map(|part| part.map_err(io::Error::other)).boxed())
        }
    }
}
