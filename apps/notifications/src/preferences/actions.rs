//! What can be done with preferences.

use blimp_accounts::Actor;
use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::View;
use blimp_kit::{May, Result};
use blimp_store::Tx;

use crate::preferences::model::{Chosen, Kind, Medium, Preference};
use crate::preferences::queries;

/// Keeps the caller's own choices for a company; what is not named stays as it is.
pub fn choose(
    tx: &mut Tx,
    actor: &Actor,
    company: &May<View, Company>,
    choices: &[(Kind, Medium, bool)],
) -> Result<Chosen> {
    for &(kind, medium, enabled) in choices {
        let row = Preference {
            company_id: company.id,
            user_id: actor.user,
            kind,
            medium,
            enabled,
        };
        queries::set(tx, &row)?;
    }
    queries::chosen(tx, company.id, &[actor.user])
}
