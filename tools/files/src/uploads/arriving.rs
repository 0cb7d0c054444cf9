//! The end of an upload: what came is put together, looked at and given its key.

use std::fmt::Display;

use blimp_kit::{Error, Result};
use bytes::Bytes;
use futures::stream::{Stream, StreamExt as _};
use object_store::multipart::{MultipartStore as _, PartId};

use super::model::Upload;
use super::staged;
use crate::blobs::{Files, broken_off};
use crate::model::Received;
use crate::sniff::{LOOK, UNKNOWN, sniff};

/// A part that the client has sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentPart {
    /// Its number, from 1.
    pub number: u64,
    /// What the bucket called it: the `ETag` of its answer.
    pub etag: String,
}

impl Files {
    /// Takes the bytes of an upload to a disk; returns their checksum, for
    /// [`arrived`](super::arrived). `Invalid` where length or checksum are not as announced.
    pub async fn take<S, E>(&self, upload: &Upload, stream: S) -> Result<String>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin + Send,
        E: Display,
    {
        let (key, bytes) = (staged(&upload.key), length(upload));
        let taken = self.receive_at(&key, stream, bytes).await?;
        let wrong = if taken.bytes != bytes {
            Some((
                "wrong_size",
                format!("Expected {bytes} bytes, not {}.", taken.bytes),
            ))
        } else if upload
            .sha256
            .as_ref()
            .is_some_and(|sum| *sum != taken.sha256)
        {
            Some((
                "wrong_checksum",
                "The checksum is not the one announced.".to_owned(),
            ))
        } else {
            None
        };
        if let Some((code, words)) = wrong {
            self.delete(&key).await?;
            return Err(Error::invalid("file", code, words));
        }
        Ok(taken.sha256)
    }

    /// Puts together what was sent, gives it its key and looks at it. May be asked again.
    ///
    /// `Conflict` with the code `upload.missing` where nothing came, `upload.incomplete` where
    /// parts are missing, `upload.wrong_size` where it is not as long as announced.
    pub async fn finish(&self, upload: &Upload, parts: &[SentPart]) -> Result<Received> {
        let joined = match &upload.multipart {
            Some(id) => self.join(upload, id, parts).await,
            None => self.rename(&staged(&upload.key), &upload.key).await,
        };
        if let Err(error) = joined
            && !self.came_before(upload, &error).await?
        {
            return Err(match error {
                Error::NotFound => missing(),
                error => error,
            });
        }
        let found = self.length(&upload.key).await?.ok_or_else(missing)?;
        if found != length(upload) {
            self.delete(&upload.key).await?;
            let words = format!("Expected {} bytes, not {found}.", upload.bytes);
            return Err(Error::conflict("upload.wrong_size", words));
        }
        // What passed us by is read, and its checksum made, by a job.
        let sha256 = if self.takes_bytes() {
            upload.sha256.clone().unwrap_or_default()
        } else {
            String::new()
        };
        Ok(Received {
            company: Some(upload.company_id),
            key: upload.key.clone(),
            bytes: upload.bytes,
            sha256,
            content_type: self.look(&upload.key, found).await?,
        })
    }

    /// Whether an earlier try, whose answer was lost, has done it.
    async fn came_before(&self, upload: &Upload, error: &Error) -> Result<bool> {
        match error {
            Error::NotFound | Error::Conflict { .. } => {
                Ok(self.length(&upload.key).await?.is_some())
            }
            _ => Ok(false),
        }
    }

    async fn join(&self, upload: &Upload, id: &str, parts: &[SentPart]) -> Result {
        let Some(bucket) = self.place.bucket() else {
            return Err(missing());
        };
        let mut parts = parts.to_vec();
        parts.sort_by_key(|part| part.number);
        if parts.is_empty() || !parts.iter().zip(1..).all(|(part, n)| part.number == n) {
            let words = "Expected every part, by number, each once.";
            return Err(Error::conflict("upload.incomplete", words));
        }
        let ids = parts.into_iter().map(|part| PartId {
            content_id: part.etag,
        });
        let (path, id) = (self.place.path(&upload.key), id.to_owned());
        let join = bucket.client.complete_multipart(&path, &id, ids.collect());
        self.place.send(join).await.map(drop)
    }

    /// Gives up an upload in parts; one that is gone is given up already.
    pub(super) async fn abort(&self, key: &str, id: &str) -> Result {
        let Some(bucket) = self.place.bucket() else {
            return Ok(());
        };
        let (path, id) = (self.place.path(key), id.to_owned());
        match self
            .place
            .ask(bucket.client.abort_multipart(&path, &id))
            .await
        {
            Err(Error::NotFound | Error::Conflict { .. }) => Ok(()),
            result => result,
        }
    }

    /// Forgets the bytes of an upload that nobody finished.
    pub(super) async fn discard(&self, upload: &Upload) -> Result {
        match &upload.multipart {
            Some(id) => self.abort(&upload.key, id).await,
            None => self.delete(&staged(&upload.key)).await,
        }
    }

    async fn look(&self, key: &str, bytes: u64) -> Result<&'static str> {
        let end = bytes.min(LOOK as u64);
        if end == 0 {
            return Ok(UNKNOWN);
        }
        let mut head = Vec::with_capacity(LOOK);
        let mut parts = self.read(key, Some(0..end)).await?;
        while let Some(part) = parts.next().await {
            head.extend_from_slice(&part.map_err(|e| broken_off(&e))?);
        }
        Ok(sniff(&head))
    }
}

fn length(upload: &Upload) -> u64 {
    u64::try_from(upload.bytes).unwrap_or(0)
}

fn missing() -> Error {
    Error::conflict(
        "upload.missing",
        "Nothing has arrived yet: send the file first.",
    )
}
