//! Reactions: what an app does when something happened.
//!
//! `Tx::record` writes one `react` job for each fact that anyone reacts to. It runs every reaction
//! in a savepoint of its own; one that fails becomes a job of its own, so that it is tried again
//! without repeating its neighbours.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use blimp_kit::{Error, Instant, Result};
use blimp_store::{Event, EventId, EventRow, Job, React, Tx, events};
use serde::{Deserialize, Serialize};

/// A fact as a reaction reads it: derefs to the fact itself.
#[derive(Debug, Clone)]
pub struct Recorded<E> {
    /// The fact.
    pub fact: E,
    /// Its row.
    pub event_id: EventId,
    /// Who did it.
    pub actor: Option<i64>,
    /// When.
    pub at: Instant,
}

impl<E> Deref for Recorded<E> {
    type Target = E;
    fn deref(&self) -> &E {
        &self.fact
    }
}

type Run = Arc<dyn Fn(&mut Tx, &EventRow) -> Result + Send + Sync>;

/// One reaction: its name, the event it waits for, what it does.
#[derive(Clone)]
pub struct Reaction {
    /// Unique, such as `notifications.tell_assignee`.
    pub name: &'static str,
    /// The event's wire name.
    pub event: &'static str,
    run: Run,
}

impl Reaction {
    /// A reaction to the facts that `run` takes.
    pub fn new<E: Event>(
        name: &'static str,
        run: impl Fn(&mut Tx, &Recorded<E>) -> Result + Send + Sync + 'static,
    ) -> Self {
        let run: Run = Arc::new(move |tx, row| {
            let fact = Recorded {
                fact: row.fact::<E>()?,
                event_id: row.id,
                actor: row.actor_id,
                at: row.at,
            };
            run(tx, &fact)
        });
        Self {
            name,
            event: E::NAME,
            run,
        }
    }
}

/// All reactions of the house.
#[derive(Clone, Default)]
pub struct Reactions {
    by_event: Arc<HashMap<&'static str, Vec<Reaction>>>,
}

/// One reaction that failed, tried again by itself.
#[derive(Debug, Serialize, Deserialize)]
pub struct React1 {
    /// The fact.
    pub event: EventId,
    /// The reaction's name.
    pub reaction: String,
    /// The fact's tenant.
    pub company: Option<i64>,
}

impl Job for React1 {
    const KIND: &'static str = "react.one";
    const PRIO: i64 = 0;

    fn key(&self) -> Option<String> {
        Some(format!("{}:{}", self.event, self.reaction))
    }

    fn company(&self) -> Option<i64> {
        self.company
    }
}

impl Reactions {
    /// Sorts reactions by the event they wait for.
    pub fn new(all: impl IntoIterator<Item = Reaction>) -> Self {
        let mut by_event: HashMap<&'static str, Vec<Reaction>> = HashMap::new();
        for reaction in all {
            by_event.entry(reaction.event).or_default().push(reaction);
        }
        Self {
            by_event: Arc::new(by_event),
        }
    }

    /// The events that somebody waits for.
    pub fn heard(&self) -> HashSet<&'static str> {
        self.by_event.keys().copied().collect()
    }

    /// Runs every reaction to a fact; those that fail become jobs.
    pub fn react(&self, job: &React, tx: &mut Tx) -> Result {
        let Some(row) = events::find(tx, job.event)? else {
            return Ok(());
        };
        tx.caused_by(row.request_id.clone().unwrap_or_default());
        for reaction in self.to(&row.name) {
            if let Err(error) = tx.savepoint(|tx| (reaction.run)(tx, &row)) {
                tracing::warn!(
                    reaction = reaction.name, event = %row.id, error = format!("{error:#}"),
                    "a reaction failed and will be tried again"
                );
                tx.enqueue(&React1 {
                    event: row.id,
                    reaction: reaction.name.to_owned(),
                    company: row.company_id,
                })?;
            }
        }
        Ok(())
    }

    /// Runs one reaction again.
    pub fn react_once(&self, job: &React1, tx: &mut Tx) -> Result {
        let Some(row) = events::find(tx, job.event)? else {
            return Ok(());
        };
        let reaction = self.to(&row.name).find(|r| r.name == job.reaction);
        let Some(reaction) = reaction else {
            return Err(Error::fault(format!(
                "no reaction is called {}",
                job.reaction
            )));
        };
        (reaction.run)(tx, &row)
    }

    fn to(&self, event: &str) -> impl Iterator<Item = &Reaction> {
        self.by_event.get(event).into_iter().flatten()
    }
}
