//! What can be done with a file, in the transaction of what it belongs to.

use blimp_kit::Result;
use blimp_store::Tx;

use crate::jobs::{DeleteBlob, HashBlob, MakeThumbnail};
use crate::model::{File, NewFile, NewRow, Received, State};
use crate::quota::full;
use crate::{name, queries, thumbnail};

/// Makes the row of a received blob and counts its bytes; `Full` with the code `files.quota` where
/// the company has no room for it.
pub fn keep(tx: &mut Tx, received: &Received, new: &NewFile) -> Result<File> {
    let Received { company, bytes, .. } = *received;
    if let Some(company) = company
        && !queries::charge(tx, company, bytes, new.quota_bytes)?
    {
        return Err(full(bytes, new.quota_bytes));
    }
    let row = NewRow {
        company_id: company,
        owner_kind: new.owner_kind,
        key: &received.key,
        name: &name::clean(&new.name),
        content_type: received.content_type,
        bytes,
        sha256: &received.sha256,
        state: State::Ready,
        created_by: new.created_by,
        created_at: tx.now(),
    };
    let file = queries::insert(tx, &row)?;
    if file.sha256.is_empty() {
        tx.enqueue(&HashBlob {
            file: file.id,
            company,
        })?;
    }
    if thumbnail::is_picture(&file.content_type) {
        tx.enqueue(&MakeThumbnail {
            file: file.id,
            company,
        })?;
    }
    Ok(file)
}

/// Stops serving a file, for the time being; its bytes still count. True where that is new.
pub fn trash(tx: &mut Tx, file: &File) -> Result<bool> {
    queries::set_state(tx, file.id, State::Ready, State::Trashed)
}

/// Serves a trashed file again. True where that is new.
pub fn restore(tx: &mut Tx, file: &File) -> Result<bool> {
    queries::set_state(tx, file.id, State::Trashed, State::Ready)
}

/// Deletes the row, gives its bytes back and has the blob deleted. Removing what is gone changes
/// nothing.
pub fn remove(tx: &mut Tx, file: &File) -> Result {
    // As deleted, not as given: it may have got its small picture meanwhile.
    if let Some(gone) = queries::delete(tx, file.id)? {
        let keys = [Some(gone.key), gone.thumb_key]
            .into_iter()
            .flatten()
            .collect();
        tx.enqueue(&DeleteBlob {
            keys,
            company: gone.company_id,
        })?;
    }
    Ok(())
}

/// Deletes up to `limit` files and uploads of a tenant that is gone, and has their blobs deleted;
/// says how many rows went.
pub fn erase(tx: &mut Tx, company: i64, limit: i64) -> Result<usize> {
    let gone = queries::delete_some(tx, company, limit)?;
    let rows = gone.len();
    let keys: Vec<String> = gone
        .into_iter()
        .flat_map(|(key, thumb_key)| [Some(key), thumb_key])
        .flatten()
        .collect();
    if !keys.is_empty() {
        tx.enqueue(&DeleteBlob {
            keys,
            company: Some(company),
        })?;
    }
    if rows > 0 {
        return Ok(rows);
    }
    queries::delete_rest(tx, company, limit)
}
