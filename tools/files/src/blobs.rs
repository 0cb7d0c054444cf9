//! Blobs: bytes under a key of ours, `u/<company>/<uuid>`.

use std::fmt::Display;
use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use blimp_kit::{Error, Instant, Result};
use blimp_watch::metrics::house;
use bytes::{Bytes, BytesMut};
use futures::stream::{BoxStream, Stream, StreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{
    Error as BlobError, GetOptions, GetRange, GetResult, GetResultPayload, MultipartUpload,
    ObjectStore, ObjectStoreExt as _, PutPayload,
};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, SeekFrom};
use tokio_util::io::ReaderStream;
use uuid::Uuid;

use crate::model::Received;
use crate::sniff::{LOOK, sniff};

/// Bytes gathered before they are written.
const WRITE_AT_ONCE: usize = 256 * 1024;

/// Bytes read at once.
const READ_AT_ONCE: usize = 64 * 1024;

/// A blob on its way out.
pub type ByteStream = BoxStream<'static, io::Result<Bytes>>;

/// The door to the blobs. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    root: PathBuf,
}

/// A blob in a listing.
pub(crate) struct Listed {
    pub(crate) key: String,
    pub(crate) at: Instant,
}

impl Files {
    /// Opens what `FILES_URL` names, making the folder if it is not there.
    pub fn open(url: &str) -> Result<Self> {
        let Some(root) = url.strip_prefix("file://").filter(|path| !path.is_empty()) else {
            return Err(Error::fault("FILES_URL: expected file://path"));
        };
        std::fs::create_dir_all(root).with_context(|| format!("cannot make the folder {root}"))?;
        let local = LocalFileSystem::new_with_prefix(root).map_err(fault)?;
        Ok(Self {
            store: Arc::new(local.with_fsync(true)),
            root: PathBuf::from(root),
        })
    }

    /// Whether the place is there, for `/readyz`.
    pub async fn ready(&self) -> Result {
        match tokio::fs::metadata(&self.root).await {
            Ok(place) if place.is_dir() => Ok(()),
            _ => Err(Error::Unavailable(
                "the folder of files is not there".to_owned(),
            )),
        }
    }

    /// Stores what `stream` brings, at most `max_bytes`; when this returns it is on the disk under
    /// its key. Keep it with [`keep`](crate::keep).
    ///
    /// `Invalid` with the code `too_large` beyond `max_bytes`, with `upload_broken` where the
    /// stream fails; `Full` where the disk is. Nothing stays behind then.
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
        let upload = self
            .store
            .put_multipart(&Path::from(key.as_str()))
            .await
            .map_err(fault)?;
        let mut incoming = Incoming::new(upload, max_bytes);
        let taken = match incoming.take(stream).await {
            Ok(()) => incoming.finish().await,
            Err(error) => Err(error),
        };
        if let Err(error) = taken {
            // What an abort leaves behind the sweep finds.
            drop(incoming.upload.abort().await);
            return Err(error);
        }
        house::FILE_BYTES.add([], incoming.bytes);
        Ok(Received {
            company,
            key,
            bytes: i64::try_from(incoming.bytes).unwrap_or(i64::MAX),
            sha256: hex(incoming.hash.finalize().into()),
            content_type: sniff(&incoming.head),
        })
    }

    /// Stores bytes of our own making; returns their key.
    pub(crate) async fn put(&self, company: Option<i64>, bytes: Vec<u8>) -> Result<String> {
        let key = new_key(company);
        let payload = PutPayload::from(bytes);
        self.store
            .put(&Path::from(key.as_str()), payload)
            .await
            .map_err(fault)?;
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
        let found = self.store.get_opts(&Path::from(key), options).await;
        match found {
            Ok(found) => outgoing(found).await,
            Err(error) => {
                let error = fault(error);
                if matches!(error, Error::NotFound) {
                    tracing::warn!(key, "there is no such blob");
                }
                Err(error)
            }
        }
    }

    /// All the bytes of a blob; for small ones only.
    pub(crate) async fn read_whole(&self, key: &str) -> Result<Bytes> {
        let found = self.store.get(&Path::from(key)).await.map_err(fault)?;
        found.bytes().await.map_err(fault)
    }

    /// Deletes a blob; one that is not there is deleted already.
    pub async fn delete(&self, key: &str) -> Result {
        match self.store.delete(&Path::from(key)).await.map_err(fault) {
            Err(Error::NotFound) => Ok(()),
            result => result,
        }
    }

    /// Every blob, in no order.
    pub(crate) fn list(&self) -> BoxStream<'static, Result<Listed>> {
        let all = self.store.list(Some(&Path::from("u")));
        let listed = |meta: object_store::ObjectMeta| Listed {
            key: meta.location.to_string(),
            at: Instant::from(meta.last_modified),
        };
        all.map(move |found| found.map(listed).map_err(fault))
            .boxed()
    }

    /// Deletes what uploads that a crash ended have left behind before `limit`; returns how many.
    pub(crate) async fn delete_unfinished(&self, limit: Instant) -> Result<usize> {
        let mut gone = 0;
        let mut folders = match tokio::fs::read_dir(self.root.join("u")).await {
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
}

async fn older(entry: &tokio::fs::DirEntry, limit: Instant) -> bool {
    let changed = match entry.metadata().await {
        Ok(meta) => meta.modified().ok(),
        Err(_) => None,
    };
    let since_1970 = changed.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    since_1970.is_some_and(|since| Instant(0) + since < limit)
}

fn new_key(company: Option<i64>) -> String {
    format!("u/{}/{}", company.unwrap_or(0), Uuid::now_v7())
}

fn hex(bytes: [u8; 32]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(digit)
        .collect()
}

fn digit(four: u8) -> Option<char> {
    char::from_digit(u32::from(four), 16)
}

/// A blob on its way in.
struct Incoming {
    upload: Box<dyn MultipartUpload>,
    max_bytes: u64,
    waiting: BytesMut,
    head: Vec<u8>,
    hash: Sha256,
    bytes: u64,
}

impl Incoming {
    fn new(upload: Box<dyn MultipartUpload>, max_bytes: u64) -> Self {
        let waiting = BytesMut::new();
        Self {
            upload,
            max_bytes,
            waiting,
            head: Vec::new(),
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    async fn take<S, E>(&mut self, mut stream: S) -> Result
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: Display,
    {
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(|error| {
                let message = format!("The upload broke off: {error}.");
                Error::invalid("file", "upload_broken", message)
            })?;
            self.bytes = self.bytes.saturating_add(chunk.len() as u64);
            if self.bytes > self.max_bytes {
                let message = format!("A file may have at most {}.", in_words(self.max_bytes));
                return Err(Error::invalid("file", "too_large", message));
            }
            let missing = LOOK.saturating_sub(self.head.len()).min(chunk.len());
            self.head.extend(chunk.iter().take(missing));
            self.hash.update(&chunk);
            self.waiting.extend_from_slice(&chunk);
            if self.waiting.len() >= WRITE_AT_ONCE {
                self.write().await?;
            }
        }
        Ok(())
    }

    async fn write(&mut self) -> Result {
        let part = self.waiting.split().freeze();
        self.upload
            .put_part(PutPayload::from_bytes(part))
            .await
            .map_err(fault)
    }

    /// Writes the rest, makes file, name and folder durable.
    async fn finish(&mut self) -> Result {
        if !self.waiting.is_empty() {
            self.write().await?;
        }
        self.upload.complete().await.map(drop).map_err(fault)
    }
}

/// `10 MB`, or `1500 bytes` where it is no round number.
pub(crate) fn in_words(bytes: u64) -> String {
    for (size, unit) in [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")] {
        if bytes >= size && bytes.is_multiple_of(size) {
            return format!("{} {unit}", bytes / size);
        }
    }
    format!("{bytes} bytes")
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

fn fault(error: BlobError) -> Error {
    if matches!(error, BlobError::NotFound { .. }) {
        return Error::NotFound;
    }
    let error = anyhow::Error::new(error);
    let full = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| {
            matches!(
                cause.kind(),
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
            )
        });
    if full {
        return Error::Full {
            code: "files.disk_full",
            detail: "The disk is full.".to_owned(),
        };
    }
    Error::Fault(error)
}

#[cfg(test)]
mod tests {
    use super::{hex, in_words};

    #[test]
    fn sizes_are_said_in_words() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (1023, "1023 bytes"),
            (1024, "1 kB"),
            (1500, "1500 bytes"),
            (10 << 20, "10 MB"),
            (2 << 30, "2 GB"),
        ] {
            assert_eq!(in_words(bytes), words);
        }
    }

    #[test]
    fn hex_has_two_digits_a_byte() {
        let mut bytes = [0; 32];
        bytes[0] = 0xa5;
        bytes[31] = 0x0f;
        assert_eq!(hex(bytes), format!("a5{}0f", "0".repeat(60)));
    }
}
