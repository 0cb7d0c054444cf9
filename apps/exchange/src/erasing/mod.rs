//! Erasing: what exchange deletes of a company that is gone.

pub(crate) mod queries;

use blimp_accounts::CompanyId;
use blimp_kit::Result;
use blimp_store::Tx;

use crate::exports;

/// Deletes up to `limit` rows of a company; says how many.
pub(crate) fn erase(tx: &mut Tx, company: i64, limit: i64) -> Result<usize> {
    let company = CompanyId(company);
    let gone = exports::queries::remove_some(tx, company, limit)?;
    if gone > 0 {
        return Ok(gone);
    }
    let gone = queries::delete_known(tx, company, limit)?;
    if gone > 0 {
        return Ok(gone);
    }
    queries::delete_imports(tx, company, limit)
}
