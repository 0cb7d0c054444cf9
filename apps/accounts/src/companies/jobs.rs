//! The end of a deleted company: its owner is warned, then all of it is erased, bit by bit.

use std::time::Duration;

use blimp_app::Eraser;
use blimp_kit::Result;
use blimp_queue::{Chore, Schedule};
use blimp_store::{EventId, Job, Tx, events};
use serde::{Deserialize, Serialize};

use crate::companies::events::{CompanyErased, CompanyErasedSoon};
use crate::companies::{KEPT, queries};
use crate::ids::CompanyId;

/// How long after the deletion its owner is told what comes: three days before the end.
const WARNED: Duration = Duration::from_hours(27 * 24);
/// Companies looked at in one go.
const AT_ONCE: i64 = 100;
/// Rows erased in one transaction: on SQLite everybody else's writes wait for it.
const ROWS: i64 = 200;

/// Finds deleted companies whose owners are to be warned, or whose time is over.
#[derive(Debug, Serialize, Deserialize)]
pub struct FindErasures {}

impl Job for FindErasures {
    const KIND: &'static str = "accounts.find_erasures";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some(String::new())
    }
}

impl Chore for FindErasures {
    fn apply(self, tx: &mut Tx) -> Result {
        let now = tx.now();
        for (company, by) in queries::list_unwarned(tx, now - WARNED, AT_ONCE)? {
            queries::set_warned(tx, company.id, now)?;
            if let (Some(owner), Some(erased_at)) = (by, company.erased_at()) {
                tx.record(&CompanyErasedSoon {
                    company: company.id,
                    name: company.name,
                    owner,
                    erased_at,
                })?;
            }
        }
        for company in queries::list_over(tx, now - KEPT, AT_ONCE)? {
            tx.enqueue(&EraseCompany { company })?;
        }
        Ok(())
    }
}

/// Every hour.
pub(crate) fn schedule() -> Schedule {
    Schedule::cron("accounts.find_erasures", "23 * * * *", |_| FindErasures {})
}

/// Erases the next few rows of a deleted company, and asks for itself again until none is left.
/// Each step is a transaction, so it goes on where a crash has left it.
#[derive(Debug, Serialize, Deserialize)]
pub struct EraseCompany {
    /// Which.
    pub company: CompanyId,
}

impl Job for EraseCompany {
    const KIND: &'static str = "accounts.erase_company";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some(self.company.to_string())
    }
}

impl EraseCompany {
    /// One step. `erasers` is what every room erases of its own, whoever refers to others first.
    pub fn apply(self, tx: &mut Tx, erasers: &[Eraser]) -> Result {
        let since = tx.now() - KEPT;
        // Brought back meanwhile, or gone.
        let Some(owner) = queries::find_over(tx, self.company, since)? else {
            return Ok(());
        };
        for eraser in erasers {
            if (eraser.erase)(tx, self.company.0, ROWS)? > 0 {
                tx.enqueue(&self)?;
                return Ok(());
            }
        }
        queries::remove(tx, self.company)?;
        let erased = CompanyErased {
            company: self.company,
            owner,
        };
        let until = tx.record(&erased)?;
        tx.enqueue(&EraseFacts {
            company: self.company,
            until,
        })?;
        Ok(())
    }
}

/// Erases what is on record of a company that is gone, bit by bit.
#[derive(Debug, Serialize, Deserialize)]
pub struct EraseFacts {
    /// Which.
    pub company: CompanyId,
    /// The fact that it is gone, which stays.
    pub until: EventId,
}

impl Job for EraseFacts {
    const KIND: &'static str = "accounts.erase_facts";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some(self.company.to_string())
    }
}

impl Chore for EraseFacts {
    fn apply(self, tx: &mut Tx) -> Result {
        // The last fact in the order must stay; this one is to take its place first.
        let placed = events::find(tx, self.until)?.is_some_and(|fact| fact.seq.is_some());
        if !placed {
            tx.enqueue_in(&self, Duration::from_mins(1))?;
        } else if events::erase(tx, self.company.0, self.until, ROWS)? > 0 {
            tx.enqueue(&self)?;
        }
        Ok(())
    }
}
