//! Places: a task and where it is, for the nouns that hang on tasks and stand before them.

use std::ops::Deref;

use blimp_accounts::{CompanyId, UserId};
use blimp_store::{About, Changes, Subject};
use serde::{Deserialize, Serialize};

use crate::projects::ProjectId;

blimp_kit::id!(
    /// A task.
    TaskId
);

/// A task and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its company.
    pub company: CompanyId,
    /// Its project.
    pub project: ProjectId,
    /// The task.
    pub task: TaskId,
}

/// A task as facts name it: where it is, and enough to speak of it without reading it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Titled {
    /// Where it is.
    #[serde(flatten)]
    pub at: Place,
    /// Its number in the company.
    pub number: i64,
    /// What it was called at the time.
    pub title: String,
}

impl Deref for Titled {
    type Target = Place;
    fn deref(&self) -> &Place {
        &self.at
    }
}

impl Titled {
    /// What a fact of this task is about.
    pub fn about(&self, by: Option<UserId>, changes: &Changes) -> About {
        About {
            company: Some(self.company.0),
            project: Some(self.project.0),
            user: None,
            actor: by.map(i64::from),
            subject: Subject::new("task", self.task),
            thread: Some(self.task.0),
            changes: changes.clone(),
        }
    }
}

/// Declares a fact of a task: which one, who did it, fields of its own, what changed.
macro_rules! task_fact {
    ($(#[$meta:meta])* $name:ident = $wire:literal { $($(#[$about:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            /// The task.
            #[serde(flatten)]
            pub of: $crate::place::Titled,
            /// Who did it; none for the house.
            pub by: Option<blimp_accounts::UserId>,
            $($(#[$about])* pub $field: $type,)*
            /// Old and new values; kept in the event's changes, not in the fact.
            #[serde(skip)]
            pub changes: blimp_store::Changes,
        }

        impl blimp_store::Event for $name {
            const NAME: &'static str = $wire;

            fn about(&self) -> blimp_store::About {
                self.of.about(self.by, &self.changes)
            }
        }
    };
}

pub(crate) use task_fact;
