//! Work for later: sending, and forgetting.

use std::time::Duration;

use blimp_kit::Result;
use blimp_queue::{Chore, Registry, Run, Schedule, Work};
use blimp_store::{Job, Tx};
use serde::{Deserialize, Serialize};

use crate::mailer::Mailer;
use crate::model::MessageId;
use crate::queries;

/// Sends one mail.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendMail {
    /// The mail.
    pub message: MessageId,
    /// Its tenant.
    #[serde(default)]
    pub company: Option<i64>,
}

impl Job for SendMail {
    const KIND: &'static str = "mail.send";
    const QUEUE: &'static str = "mail";

    fn key(&self) -> Option<String> {
        Some(self.message.to_string())
    }

    fn company(&self) -> Option<i64> {
        self.company
    }
}

/// Removes the words of mails past their time, a chunk at a time.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct PruneMail {
    /// Days after which the words of a mail go; 0 for never.
    pub keep_days: u32,
}

impl Job for PruneMail {
    const KIND: &'static str = "mail.prune";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some("all".to_owned())
    }
}

impl PruneMail {
    /// Mails that lose their words in one transaction: the writer thread is everybody's.
    const CHUNK: i64 = 200;

    fn chunk(self, tx: &mut Tx) -> Result {
        if self.keep_days == 0 {
            return Ok(());
        }
        let now = tx.now();
        let before = now - Duration::from_hours(u64::from(self.keep_days) * 24);
        let pruned = queries::prune(tx, before, Self::CHUNK, now)?;
        if i64::try_from(pruned).is_ok_and(|pruned| pruned == Self::CHUNK) {
            tx.enqueue(&self)?;
        }
        Ok(())
    }
}

impl Chore for PruneMail {
    fn apply(self, tx: &mut Tx) -> Result {
        self.chunk(tx)
    }
}

impl<C: AsRef<Mailer> + Sync> Work<C> for SendMail {
    async fn run(self, ctx: &C, _run: &Run) -> Result {
        ctx.as_ref().deliver(self.message).await
    }
}

/// The jobs of this room: mails are sent as they are asked for, and lose their words every night
/// once they are `keep_days` old (0 for never).
pub fn registry<C>(keep_days: u32) -> Registry<C>
where
    C: AsRef<Mailer> + Send + Sync + 'static,
{
    let nightly = Schedule::cron("mail.prune", "23 3 * * *", move |_| PruneMail { keep_days });
    Registry::new()
        .work::<SendMail>()
        .chore::<PruneMail>()
        .every(nightly)
}
