//! What accounts deletes of a company that is gone: its people's places in it, last of all rows.

use blimp_kit::Result;
use blimp_store::Tx;

use crate::ids::{CompanyId, UserId};
use crate::{entitlements, invitations, members};

/// Deletes up to `limit` rows of a company; says how many.
pub(crate) fn erase(tx: &mut Tx, company: i64, limit: i64) -> Result<usize> {
    let company = CompanyId(company);
    let gone = invitations::queries::remove_some(tx, company, limit)?;
    if gone > 0 {
        return Ok(gone);
    }
    let people = members::queries::list_ids(tx, company, UserId(0), limit)?;
    if !people.is_empty() {
        return members::queries::remove_some(tx, company, &people);
    }
    entitlements::queries::remove_all(tx, company)
}
