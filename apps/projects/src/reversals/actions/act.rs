//! How one reversal takes refusals.

use blimp_accounts::CompanyId;
use blimp_kit::{Error, Result};

use crate::changes::model::{Outcome, Refusal};
use crate::place::TaskId;

/// What is undone, and how refusals are taken.
pub(super) struct Act {
    /// The company.
    pub(super) company: CompanyId,
    /// Whether it is a change of many tasks: then those that somebody changed since are named,
    /// and the others are undone.
    pub(super) is_many: bool,
}

impl Act {
    /// Notes a refusal, or ends with it.
    pub(super) fn refuse(&self, task: TaskId, error: Error, outcome: &mut Outcome) -> Result {
        if !self.is_many {
            return Err(error);
        }
        outcome.refused.push(Refusal::from(task, error)?);
        Ok(())
    }
}
