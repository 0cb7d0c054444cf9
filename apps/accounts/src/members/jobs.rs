//! Telling everybody in a company that it is out of sight, or back.

use blimp_kit::Result;
use blimp_queue::Chore;
use blimp_store::{Job, Tx};
use serde::{Deserialize, Serialize};

use crate::companies::events::CompanySightChanged;
use crate::ids::{CompanyId, UserId};
use crate::members::queries;

/// People told in one transaction.
const AT_ONCE: i64 = 200;

/// Tells the people of a company, bit by bit.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellOfSight {
    /// Which company.
    pub company: CompanyId,
    /// Whether it is in sight now.
    pub seen: bool,
    /// The last person told.
    pub after: UserId,
}

impl Job for TellOfSight {
    const KIND: &'static str = "accounts.tell_of_sight";

    fn company(&self) -> Option<i64> {
        Some(self.company.0)
    }
}

impl Chore for TellOfSight {
    fn apply(self, tx: &mut Tx) -> Result {
        let people = queries::list_ids(tx, self.company, self.after, AT_ONCE)?;
        for &user in &people {
            tx.record(&CompanySightChanged {
                company: self.company,
                user,
                seen: self.seen,
            })?;
        }
        if let Some(&after) = people.last() {
            tx.enqueue(&Self { after, ..self })?;
        }
        Ok(())
    }
}
