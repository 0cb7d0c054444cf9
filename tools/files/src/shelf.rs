//! A shelf: named files of ours that everybody may read, in a folder or a bucket.
//!
//! Unlike blobs they have names of our choice, no row, and headers that a bucket gives to whoever
//! reads them there. A folder keeps bytes only: whoever serves it says the headers.

use blimp_kit::Result;
use bytes::Bytes;
use futures::StreamExt as _;
use object_store::path::Path;
use object_store::{Attribute, Attributes, ObjectStoreExt as _, PutOptions, PutPayload};

use crate::config::Options;
use crate::place::Place;

/// Named files in one place. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Shelf {
    pub(crate) place: Place,
}

/// What a bucket says of a file to whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// `Content-Type`.
    pub content_type: &'static str,
    /// `Content-Encoding`, where the bytes are compressed.
    pub encoding: Option<&'static str>,
    /// `Cache-Control`.
    pub cache_control: &'static str,
}

impl Shelf {
    /// The shelf at `url` (`file://path` or `s3://bucket/prefix`), with the keys of `options`.
    pub fn open(options: &Options, url: &str) -> Result<Self> {
        let options = Options {
            url: url.to_owned(),
            ..Options::clone(options)
        };
        let place = Place::open(&options)?;
        Ok(Self { place })
    }

    /// Whether labels are kept: in a bucket, not in a folder.
    pub fn keeps_labels(&self) -> bool {
        self.place.bucket().is_some()
    }

    /// Puts a file there, in place of one of the same name.
    pub async fn put(&self, name: &str, bytes: Bytes, label: Label) -> Result {
        let mut attributes = Attributes::new();
        if self.keeps_labels() {
            attributes.insert(Attribute::ContentType, label.content_type.into());
            attributes.insert(Attribute::CacheControl, label.cache_control.into());
            if let Some(encoding) = label.encoding {
                attributes.insert(Attribute::ContentEncoding, encoding.into());
            }
        }
        let options = PutOptions {
            attributes,
            ..PutOptions::default()
        };
        let (path, length) = (self.place.path(name), bytes.len());
        let store = &self.place.store;
        let put = store.put_opts(&path, PutPayload::from(bytes), options);
        self.place.put(length, put).await?;
        Ok(())
    }

    /// The bytes of a file; none where it is not there. For small ones.
    pub async fn read(&self, name: &str) -> Result<Option<Bytes>> {
        let path = self.place.path(name);
        let found = match self.place.ask(self.place.store.get(&path)).await {
            Err(blimp_kit::Error::NotFound) => return Ok(None),
            found => found?,
        };
        self.place.send(found.bytes()).await.map(Some)
    }

    /// Names and lengths of all files under `folder`, in no order.
    pub async fn list(&self, folder: &str) -> Result<Vec<(String, u64)>> {
        let root: Path = self.place.path(folder.trim_end_matches('/'));
        let mut found = self.place.store.list(Some(&root));
        let mut all = Vec::new();
        while let Some(meta) = found.next().await {
            let meta = self.place.ask(std::future::ready(meta)).await?;
            all.push((self.place.key(&meta.location), meta.size));
        }
        Ok(all)
    }

    /// Takes a file away; one that is not there is away already.
    pub async fn delete(&self, name: &str) -> Result {
        let path = self.place.path(name);
        match self.place.ask(self.place.store.delete(&path)).await {
            Err(blimp_kit::Error::NotFound) => Ok(()),
            result => result,
        }
    }
}
