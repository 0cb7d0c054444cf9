//! A blob on its way in: gathered, hashed, looked at, held to its limit.

use std::fmt::Display;

use blimp_kit::{Error, Result, hex};
use bytes::{Bytes, BytesMut};
use futures::stream::{Stream, StreamExt as _};
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStoreExt as _, PutPayload};
use sha2::{Digest as _, Sha256};

use crate::place::Place;
use crate::quota::in_words;
use crate::sniff::{LOOK, sniff};

/// A blob that is being stored. What is small goes in one piece, the rest in parts.
pub(crate) struct Incoming<'a> {
    place: &'a Place,
    path: Path,
    max_bytes: u64,
    upload: Option<Box<dyn MultipartUpload>>,
    waiting: BytesMut,
    head: Vec<u8>,
    hash: Sha256,
    bytes: u64,
}

/// What came in.
pub(crate) struct Taken {
    pub(crate) bytes: u64,
    /// In hex.
    pub(crate) sha256: String,
    pub(crate) content_type: &'static str,
}

impl<'a> Incoming<'a> {
    pub(crate) fn new(place: &'a Place, path: Path, max_bytes: u64) -> Self {
        Self {
            place,
            path,
            max_bytes,
            upload: None,
            waiting: BytesMut::new(),
            head: Vec::new(),
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    /// Stores all of `stream`, or nothing.
    pub(crate) async fn store<S, E>(mut self, stream: S) -> Result<Taken>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
        E: Display,
    {
        let taken = match self.take(stream).await {
            Ok(()) => self.finish().await,
            Err(error) => Err(error),
        };
        if let Err(error) = taken {
            // What an abort leaves behind the sweep finds.
            if let Some(mut upload) = self.upload {
                drop(self.place.ask(upload.abort()).await);
            }
            return Err(error);
        }
        Ok(Taken {
            bytes: self.bytes,
            sha256: hex::encode(&self.hash.finalize()),
            content_type: sniff(&self.head),
        })
    }

    async fn take<S, E>(&mut self, mut stream: S) -> Result
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
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
            // More than a part: one that is exactly full may still be all there is.
            if self.waiting.len() > self.place.part_bytes() {
                self.write().await?;
            }
        }
        Ok(())
    }

    async fn write(&mut self) -> Result {
        let part = PutPayload::from_bytes(self.waiting.split().freeze());
        let bytes = part.content_length();
        let place = self.place;
        let upload = match &mut self.upload {
            Some(upload) => upload,
            none => none.insert(place.ask(place.store.put_multipart(&self.path)).await?),
        };
        place.put(bytes, upload.put_part(part)).await
    }

    /// Writes the rest; on a disk, makes file, name and folder durable.
    async fn finish(&mut self) -> Result {
        if self.upload.is_none() {
            let whole = PutPayload::from_bytes(self.waiting.split().freeze());
            let bytes = whole.content_length();
            let put = self.place.store.put(&self.path, whole);
            return self.place.put(bytes, put).await.map(drop);
        }
        if !self.waiting.is_empty() {
            self.write().await?;
        }
        match &mut self.upload {
            Some(upload) => self.place.send(upload.complete()).await.map(drop),
            None => Ok(()),
        }
    }
}
