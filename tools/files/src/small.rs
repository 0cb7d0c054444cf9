//! Small pictures on their way out.

use blimp_kit::{Error, Result};
use bytes::Bytes;

use crate::blobs::Files;
use crate::model::File;
use crate::serving::Blob;
use crate::sniff::sniff;

/// The small picture of a file, some tens of kilobytes at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Small {
    /// The picture.
    pub bytes: Bytes,
    /// Its type, which need not be that of the large one.
    pub content_type: &'static str,
}

impl Small {
    /// What to ask [`serve`](crate::serving::serve) about.
    pub fn blob<'a>(&self, file: &'a File) -> Blob<'a> {
        let bytes = self.bytes.len() as u64;
        Blob {
            content_type: self.content_type,
            bytes,
            ..Blob::from(file)
        }
    }
}

impl Files {
    /// The small picture of a file; `None` where there is none, or not yet.
    pub async fn thumbnail(&self, file: &File) -> Result<Option<Small>> {
        let Some(key) = &file.thumb_key else {
            return Ok(None);
        };
        match self.read_whole(key).await {
            Ok(bytes) => Ok(Some(Small {
                content_type: sniff(&bytes),
                bytes,
            })),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
