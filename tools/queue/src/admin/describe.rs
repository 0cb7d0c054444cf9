//! All that is known of one job, but its arguments.

use blimp_kit::Result;
use blimp_store::{Conn, JobId};
use serde_json::Value;

use super::{find, find_ended, waits_for};

/// The job with this id, with what it waits for, while it lives and until it is forgotten.
pub fn describe(conn: &mut Conn, id: JobId) -> Result<Option<Value>> {
    let Some(job) = find(conn, id)? else {
        let ended = find_ended(conn, id)?;
        return Ok(ended.map(serde_json::to_value).transpose()?);
    };
    let mut value = serde_json::to_value(job)?;
    let waits_for = waits_for(conn, id)?;
    if let Some(fields) = value.as_object_mut().filter(|_| !waits_for.is_empty()) {
        fields.insert("waits_for".to_owned(), serde_json::to_value(waits_for)?);
    }
    Ok(Some(value))
}
