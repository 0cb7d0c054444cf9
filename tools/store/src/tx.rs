//! A transaction: rows, facts and jobs that commit together.

use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::time::Duration;

use blimp_kit::{Clock, Instant, Result, fault};
use diesel::connection::{Connection, TransactionManager};
use serde::{Deserialize, Serialize};

use crate::events::{self, About, Event, EventId, NewEvent};
use crate::jobs::{self, Due, Job, JobId};
use crate::known::Known;
use crate::terms::Terms;
use crate::{Conn, HasConn};

/// Something to do once the commit is durable, such as dropping a cache key.
pub(crate) type AfterCommit = Box<dyn FnOnce() + Send>;

/// A transaction in progress. Derefs to [`Conn`] for queries.
pub struct Tx {
    conn: Conn,
    now: Instant,
    clock: Clock,
    /// What somebody reacts to, and which way jobs go.
    heard: Arc<Known>,
    request_id: Option<String>,
    /// The first fact of what is being done; those after it are parts of it.
    root: Option<EventId>,
    pub(crate) done: Done,
    /// Whether the database gave up the whole transaction, as SQLite does on a full disk.
    pub(crate) lost: bool,
}

/// What must happen after the commit.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) hooks: Vec<AfterCommit>,
    pub(crate) recorded: bool,
    pub(crate) enqueued: bool,
}

/// The job that runs the reactions to one fact.
#[derive(Debug, Serialize, Deserialize)]
pub struct React {
    /// The fact.
    pub event: EventId,
    /// Its tenant.
    pub company: Option<i64>,
}

impl Job for React {
    const KIND: &'static str = "react";
    const PRIO: i64 = 0;

    fn company(&self) -> Option<i64> {
        self.company
    }
}

/// The most facts of one statement.
const TOGETHER: usize = 500;

/// A fact, and what of it is kept as text.
struct FactWords {
    about: About,
    payload: String,
    changes: String,
}

impl FactWords {
    fn of<E: Event>(fact: &E) -> Result<Self> {
        let about = fact.about();
        Ok(Self {
            payload: serde_json::to_string(fact)?,
            changes: serde_json::to_string(&about.changes)?,
            about,
        })
    }

    fn row<'a, E: Event>(
        &'a self,
        at: Instant,
        (request_id, part_of): (Option<&str>, Option<EventId>),
    ) -> NewEvent<'a> {
        NewEvent {
            company_id: self.about.company,
            project_id: self.about.project,
            user_id: self.about.user,
            actor_id: self.about.actor,
            name: E::NAME,
            subject_type: self.about.subject.kind,
            subject_id: self.about.subject.id,
            thread_id: self.about.thread,
            payload: &self.payload,
            changes: &self.changes,
            request_id: request_id.map(str::to_owned),
            at,
            part_of,
        }
    }
}

impl Tx {
    pub(crate) fn new(conn: Conn, clock: Clock, heard: Arc<Known>) -> Self {
        let now = clock.now();
        Self {
            conn,
            now,
            clock,
            heard,
            request_id: None,
            root: None,
            done: Done::default(),
            lost: false,
        }
    }

    pub(crate) fn start(&mut self) {
        self.now = self.clock.now();
        self.forget_cause();
        self.done = Done::default();
    }

    pub(crate) fn replace_conn(&mut self, conn: Conn) {
        self.conn = conn;
    }

    /// The moment of this transaction: the same for all it does.
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Says which request causes what follows; facts and jobs carry it.
    pub fn caused_by(&mut self, request_id: impl Into<String>) {
        self.request_id = Some(request_id.into());
        self.root = None;
    }

    /// What follows has no request behind it.
    pub fn forget_cause(&mut self) {
        self.request_id = None;
        self.root = None;
    }

    /// The first fact that was recorded since it was said what causes them; the others are parts
    /// of it.
    pub const fn root(&self) -> Option<EventId> {
        self.root
    }

    /// Records a fact and, if anyone reacts to it, the job that runs the reactions.
    pub fn record<E: Event>(&mut self, fact: &E) -> Result<EventId> {
        let words = FactWords::of(fact)?;
        let row = words.row::<E>(self.now, (self.request_id.as_deref(), self.root));
        let event = events::insert(&mut self.conn, &row)?;
        self.root = self.root.or(Some(event));
        self.done.recorded = true;
        if self.heard.events.contains(E::NAME) {
            self.enqueue(&React {
                event,
                company: words.about.company,
            })?;
        }
        Ok(event)
    }

    /// The same for many facts of one kind: a statement or two for each [`TOGETHER`] of them.
    pub fn record_all<E: Event>(&mut self, facts: &[E]) -> Result<Vec<EventId>> {
        let mut ids = Vec::with_capacity(facts.len());
        for some in facts.chunks(TOGETHER) {
            let words = some.iter().map(FactWords::of).collect::<Result<Vec<_>>>()?;
            let cause = (self.request_id.as_deref(), self.root);
            let rows: Vec<NewEvent<'_>> = words
                .iter()
                .map(|words| words.row::<E>(self.now, cause))
                .collect();
            let new = events::insert_all(&mut self.conn, &rows)?;
            self.root = self.root.or(new.first().copied());
            self.done.recorded = true;
            if self.heard.events.contains(E::NAME) {
                let company = words.iter().map(|words| words.about.company);
                let jobs = new.iter().zip(company);
                let jobs: Vec<React> = jobs
                    .map(|(&event, company)| React { event, company })
                    .collect();
                let due = Due {
                    queue: self.heard.queue(React::KIND, React::QUEUE),
                    now: self.now,
                    run_at: self.now,
                    deadline: None,
                    blocked: false,
                    trace: self.request_id.as_deref(),
                };
                jobs::insert_all(&mut self.conn, &jobs, &due)?;
                self.done.enqueued = true;
            }
            ids.extend(new);
        }
        Ok(ids)
    }

    /// Writes a job, due now; `None` where a live one has the same key.
    pub fn enqueue<J: Job>(&mut self, work: &J) -> Result<Option<JobId>> {
        self.enqueue_at(work, self.now)
    }

    /// Writes a job, due after `delay`.
    pub fn enqueue_in<J: Job>(&mut self, work: &J, delay: Duration) -> Result<Option<JobId>> {
        self.enqueue_at(work, self.now + delay)
    }

    /// Writes a job, due at `run_at`.
    pub fn enqueue_at<J: Job>(&mut self, work: &J, run_at: Instant) -> Result<Option<JobId>> {
        self.enqueue_on(work, Terms::at(run_at))
    }

    /// Writes a job on these terms; `None` where a live one has the same key.
    pub fn enqueue_on<J: Job>(&mut self, work: &J, terms: Terms) -> Result<Option<JobId>> {
        let due = Due {
            queue: self.heard.queue(J::KIND, J::QUEUE),
            now: self.now,
            run_at: terms.run_at.unwrap_or(self.now),
            deadline: terms.deadline,
            blocked: terms.blocked,
            trace: self.request_id.as_deref(),
        };
        let id = jobs::insert(&mut self.conn, work, &due)?;
        fault::point("after_insert");
        self.done.enqueued |= id.is_some() && !terms.blocked;
        Ok(id)
    }

    /// Wakes the queue after the commit, for whoever writes job rows by other means.
    pub const fn wake_queue(&mut self) {
        self.done.enqueued = true;
    }

    /// Runs `hook` once this transaction is durable; never if it is rolled back.
    pub fn after_commit(&mut self, hook: impl FnOnce() + Send + 'static) {
        self.done.hooks.push(Box::new(hook));
    }

    /// Runs `work` in a savepoint: an `Err` or a panic undoes just what `work` did.
    pub fn savepoint<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let (hooks, root) = (self.done.hooks.len(), self.root);
        Manager::begin_transaction(&mut self.conn)?;
        let result = catch_unwind(AssertUnwindSafe(|| work(self)));
        if let Ok(Ok(value)) = result {
            Manager::commit_transaction(&mut self.conn)?;
            return Ok(value);
        }
        self.done.hooks.truncate(hooks);
        self.root = root;
        if Manager::rollback_transaction(&mut self.conn).is_err() {
            // There is no savepoint to go back to any more. Why is in what `work` was told.
            self.lost = true;
        }
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }
}

type Manager = <Conn as Connection>::TransactionManager;

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

impl HasConn for Tx {
    fn conn(&mut self) -> &mut Conn {
        &mut self.conn
    }
}
