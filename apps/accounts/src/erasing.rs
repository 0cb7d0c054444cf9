//! What accounts deletes of a company that is gone: its people's places in it, last of all rows.
//! And of an import that is taken back: the placeholders that it made.

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

/// Takes those of these people out of a company who only stand for somebody, unless somebody has
/// changed or invited them since; answers whom. Whether a task speaks of them the caller asks.
pub fn take_back_placeholders(
    tx: &mut Tx,
    (company, by): (CompanyId, UserId),
    ids: &[UserId],
) -> Result<Vec<UserId>> {
    let invited = invitations::queries::list_claimed(tx, company, ids)?;
    let mut placeholders = members::queries::list_placeholders(tx, company, ids)?;
    placeholders.retain(|member| !invited.contains(&member.user_id));
    for member in &placeholders {
        members::actions::take_out(tx, by, member)?;
    }
    Ok(placeholders.iter().map(|member| member.user_id).collect())
}
