//! Uploads that nobody finished, and what they left behind.

use blimp_kit::Result;
use blimp_store::Db;

use super::queries;
use crate::blobs::Files;

/// Rows looked at in one go.
const BATCH: i64 = 100;

/// Forgets uploads whose time is up, with their bytes; returns how many.
pub(crate) async fn sweep(files: &Files, db: &Db) -> Result<usize> {
    let now = db.clock().now();
    let mut gone = 0;
    loop {
        let old = db
            .read(move |conn| queries::list_expired(conn, now, BATCH))
            .await?;
        let ids: Vec<_> = old.iter().map(|upload| upload.id).collect();
        if ids.is_empty() {
            return Ok(gone);
        }
        for upload in old.iter().filter(|upload| upload.file_id.is_none()) {
            files.discard(upload).await?;
        }
        gone += ids.len();
        db.write(move |tx| queries::delete(tx, &ids)).await?;
    }
}
