//! What can be done to entitlements.

use blimp_kit::Result;
use blimp_store::Tx;

use crate::entitlements::queries;
use crate::ids::CompanyId;

/// Limits how many of `name` a company may have; `None` takes the limit away.
pub fn set(tx: &mut Tx, company: CompanyId, name: &str, value: Option<i64>) -> Result {
    match value {
        Some(value) => queries::set(tx, company, name, value),
        None => queries::unset(tx, company, name),
    }
}
