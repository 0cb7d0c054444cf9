//! Where a job stands, and which try of it is meant.

use blimp_store::JobId;
use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;
use diesel::{Expression, QueryResult};

blimp_kit::words!(
    /// Where a job stands.
    State as "JobState" {
        /// Waits for its time and a worker.
        Ready = "ready",
        /// A worker has it.
        Running = "running",
        /// Handed to a broker.
        Published = "published",
        /// Out of tries; kept until somebody retries or cancels it.
        Dead = "dead",
        /// Waits for other jobs, or for its turn among those that share a limit.
        Blocked = "blocked",
    }
);

/// Waits for its time and a worker.
pub(crate) const READY: i64 = 0;
/// A worker has it.
pub(crate) const RUNNING: i64 = 1;
/// Handed to a broker.
pub(crate) const PUBLISHED: i64 = 2;
/// Out of tries.
pub(crate) const DEAD: i64 = 3;
/// Waits for other jobs, or for its turn among those that share a limit.
pub(crate) const BLOCKED: i64 = 4;

impl State {
    /// The number in the table.
    pub(crate) const fn code(self) -> i64 {
        match self {
            Self::Ready => READY,
            Self::Running => RUNNING,
            Self::Published => PUBLISHED,
            Self::Dead => DEAD,
            Self::Blocked => BLOCKED,
        }
    }

    /// The state that a number in the table means.
    pub(crate) const fn of(code: i64) -> Self {
        match code {
            RUNNING => Self::Running,
            PUBLISHED => Self::Published,
            DEAD => Self::Dead,
            BLOCKED => Self::Blocked,
            _ => Self::Ready,
        }
    }
}

/// One try of a job by one worker. What is written under it is refused once it is not the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fence {
    pub(crate) job: JobId,
    pub(crate) worker: i64,
    pub(crate) attempt: i64,
}

/// Conditions on `job.state`, spelt out: an index that holds just such rows is found by a literal,
/// not by a bind whose value the planner does not know.
macro_rules! standing {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal;)+) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, QueryId)]
        pub(crate) struct $name;

        impl Expression for $name {
            type SqlType = Bool;
        }

        impl<DB: Backend> QueryFragment<DB> for $name {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
                out.push_sql($text);
                Ok(())
            }
        }

        impl<Source> AppearsOnTable<Source> for $name {}
        impl<Source> SelectableExpression<Source> for $name {}
        impl<Grouping> ValidGrouping<Grouping> for $name {
            type IsAggregate = is_aggregate::No;
        }
    )+};
}

standing! {
    /// Waits for its time and a worker.
    IsReady = "job.state = 0";
    /// A worker has it.
    IsRunning = "job.state = 1";
    /// Out of tries.
    IsDead = "job.state = 3";
    /// Waits for other jobs, or for its turn.
    IsBlocked = "job.state = 4";
}
