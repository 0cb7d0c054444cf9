//! The place of blobs: a folder or a bucket, asked with limits, its errors in our words.
//!
//! A bucket that does not answer costs its own requests a few seconds and nothing else: every call
//! has a time limit, and only so many run at once.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use blimp_kit::{Error, Result};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, Error as BlobError, ObjectStore, RetryConfig};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::config::Options;

/// Calls to a bucket that run at once.
const TURNS: usize = 64;

/// Nobody waits longer for their turn.
const QUEUE: Duration = Duration::from_secs(1);

/// The longest that a question without a body takes.
const SHORT: Duration = Duration::from_secs(5);

/// The longest that anything may take that moves megabytes.
const LONG: Duration = Duration::from_secs(15);

/// A megabyte may take this much longer.
const MEGABYTE: Duration = Duration::from_secs(4);

/// Nobody answers at all.
const CONNECT: Duration = Duration::from_secs(2);

/// The pieces of a multipart upload have at least this many bytes, the last one apart.
pub(crate) const BUCKET_PART: usize = 5 << 20;

/// Bytes gathered before they are written to a disk.
const DISK_PART: usize = 256 << 10;

/// Where blobs are. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) store: Arc<dyn ObjectStore>,
    pub(crate) kind: Kind,
    /// Empty, or words with a slash behind each.
    prefix: String,
}

/// What sort of place it is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A folder.
    Disk(PathBuf),
    /// A bucket.
    S3(Arc<Bucket>),
}

/// A bucket, and how browsers reach it.
#[derive(Debug)]
pub(crate) struct Bucket {
    pub(crate) client: AmazonS3,
    /// Scheme, host and port for signed addresses.
    pub(crate) origin: String,
    /// Empty, or `/bucket` where the host does not name it.
    pub(crate) path: String,
    pub(crate) region: String,
    turns: Semaphore,
}

impl Place {
    /// Opens a place; makes a folder that is not there.
    pub(crate) fn open(options: &Options) -> Result<Self> {
        match options.url.split_once("://") {
            Some(("file", root)) if !root.is_empty() => folder(root),
            Some(("s3", bucket)) if !bucket.is_empty() => bucket_of(bucket, options),
            _ => Err(Error::fault(
                "FILES_URL: expected file://path or s3://bucket",
            )),
        }
    }

    /// The bucket, where it is one.
    pub(crate) fn bucket(&self) -> Option<&Bucket> {
        match &self.kind {
            Kind::S3(bucket) => Some(bucket),
            Kind::Disk(_) => None,
        }
    }

    /// Where a key is.
    pub(crate) fn path(&self, key: &str) -> Path {
        Path::from(format!("{}{key}", self.prefix))
    }

    /// The key of what is there.
    pub(crate) fn key(&self, path: &Path) -> String {
        let path = path.as_ref();
        path.strip_prefix(&self.prefix).unwrap_or(path).to_owned()
    }

    /// Bytes to gather before they are written.
    pub(crate) const fn part_bytes(&self) -> usize {
        match self.kind {
            Kind::S3(_) => BUCKET_PART,
            Kind::Disk(_) => DISK_PART,
        }
    }

    /// Asks something that carries no bytes.
    pub(crate) async fn ask<T>(
        &self,
        call: impl Future<Output = Result<T, BlobError>>,
    ) -> Result<T> {
        self.ask_for(SHORT, call).await
    }

    /// Asks something that may move some megabytes, there or here.
    pub(crate) async fn send<T>(
        &self,
        call: impl Future<Output = Result<T, BlobError>>,
    ) -> Result<T> {
        self.ask_for(LONG, call).await
    }

    /// Sends so many bytes.
    pub(crate) async fn put<T>(
        &self,
        bytes: usize,
        call: impl Future<Output = Result<T, BlobError>>,
    ) -> Result<T> {
        let megabytes = u32::try_from(bytes >> 20).unwrap_or(u32::MAX);
        let patience = SHORT.saturating_add(MEGABYTE.saturating_mul(megabytes));
        self.ask_for(patience, call).await
    }

    async fn ask_for<T>(
        &self,
        patience: Duration,
        call: impl Future<Output = Result<T, BlobError>>,
    ) -> Result<T> {
        let Some(bucket) = self.bucket() else {
            return call.await.map_err(disk_error);
        };
        let Ok(Ok(_turn)) = timeout(QUEUE, bucket.turns.acquire()).await else {
            return Err(gone("too many requests wait for the bucket"));
        };
        match timeout(patience, call).await {
            Ok(answer) => answer.map_err(bucket_error),
            Err(_) => Err(gone("the bucket did not answer in time")),
        }
    }
}

fn folder(root: &str) -> Result<Place> {
    std::fs::create_dir_all(root).with_context(|| format!("cannot make the folder {root}"))?;
    let local = LocalFileSystem::new_with_prefix(root).map_err(disk_error)?;
    Ok(Place {
        store: Arc::new(local.with_fsync(true)),
        kind: Kind::Disk(PathBuf::from(root)),
        prefix: String::new(),
    })
}

fn bucket_of(name: &str, options: &Options) -> Result<Place> {
    let (name, prefix) = name.split_once('/').unwrap_or((name, ""));
    let prefix = prefix.trim_matches('/');
    let plain = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b))
    };
    if name.is_empty() || !plain(name) || !plain(prefix) || prefix.contains("..") {
        let words = "FILES_URL: bucket and prefix may have letters, digits, `-`, `_`, `.` and `/`";
        return Err(Error::fault(words));
    }
    // A name with a dot does not fit the certificate of its own host.
    let own_host = options.endpoint.is_none() && !name.contains('.');
    let client = client(name, own_host, options)?;
    let amazon = if own_host {
        format!("https://{name}.s3.{}.amazonaws.com", options.region)
    } else {
        format!("https://s3.{}.amazonaws.com", options.region)
    };
    let public = options.public.as_ref().or(options.endpoint.as_ref());
    let origin = public.map_or(amazon, |url| url.trim_end_matches('/').to_owned());
    let bucket = Bucket {
        client: client.clone(),
        path: if own_host && options.public.is_none() {
            String::new()
        } else {
            format!("/{name}")
        },
        origin,
        region: options.region.clone(),
        turns: Semaphore::new(TURNS),
    };
    Ok(Place {
        store: Arc::new(client),
        kind: Kind::S3(Arc::new(bucket)),
        prefix: match prefix {
            "" => String::new(),
            prefix => format!("{prefix}/"),
        },
    })
}

fn client(name: &str, own_host: bool, options: &Options) -> Result<AmazonS3> {
    // Ours is the only one; that somebody installed it before is no mistake.
    drop(rustls::crypto::ring::default_provider().install_default());
    let plain = options
        .endpoint
        .as_ref()
        .is_some_and(|url| url.starts_with("http://"));
    let mut http = ClientOptions::new()
        .with_connect_timeout(CONNECT)
        .with_read_timeout(LONG)
        // A large file may be long on its way.
        .with_timeout_disabled()
        .with_allow_http(plain);
    if plain {
        http = http.with_no_system_certificates(true);
    }
    let retry = RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(100),
            max_backoff: Duration::from_secs(1),
            base: 2.0,
        },
        max_retries: 2,
        retry_timeout: SHORT,
    };
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(name)
        .with_region(&options.region)
        .with_virtual_hosted_style_request(own_host)
        .with_client_options(http)
        .with_retry(retry)
        .with_disable_bulk_delete(true);
    if let Some((key, secret)) = &options.keys {
        builder = builder
            .with_access_key_id(key)
            .with_secret_access_key(secret.expose());
    }
    if let Some(endpoint) = &options.endpoint {
        builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
    }
    builder
        .build()
        .map_err(|e| Error::Fault(anyhow::Error::new(e).context("FILES_URL")))
}

/// Refused by the bucket because of what was asked, not because of how it is.
pub(crate) fn is_refusal(error: &BlobError) -> bool {
    const WORDS: [&str; 5] = [
        "InvalidPart",
        "InvalidPartOrder",
        "NoSuchUpload",
        "EntityTooSmall",
        "MalformedXML",
    ];
    let text = format!("{error:?}");
    WORDS.iter().any(|word| text.contains(word))
}

fn bucket_error(error: BlobError) -> Error {
    match error {
        BlobError::NotFound { .. } => Error::NotFound,
        error if is_refusal(&error) => Error::conflict(
            "upload.incomplete",
            "The parts of this upload do not fit together.",
        ),
        error => {
            let error = anyhow::Error::new(error);
            tracing::warn!(
                error = format!("{error:#}"),
                "the bucket refused or did not answer"
            );
            gone("the bucket")
        }
    }
}

fn gone(why: &str) -> Error {
    Error::Unavailable(format!("the store of files: {why}"))
}

/// What a disk says.
pub(crate) fn disk_error(error: BlobError) -> Error {
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
