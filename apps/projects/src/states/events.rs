//! What happens to states.

use blimp_accounts::{CompanyId, UserId};
use blimp_store::{About, Changes, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::projects::ProjectId;
use crate::states::{Kind, State, StateId};

/// A state as facts speak of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Which {
    /// Its company.
    pub company: CompanyId,
    /// Its project.
    pub project: ProjectId,
    /// The state.
    pub state: StateId,
    /// What it was called then.
    pub name: String,
    /// What it means.
    pub kind: Kind,
    /// Who did it.
    pub by: UserId,
}

impl Which {
    /// This state, changed by `by`.
    pub fn of(state: &State, by: UserId) -> Self {
        Self {
            company: state.company_id,
            project: state.project_id,
            state: state.id,
            name: state.name.to_string(),
            kind: state.kind,
            by,
        }
    }

    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            project: Some(self.project.0),
            actor: Some(self.by.0),
            subject: Subject::new("state", self.state),
            ..About::default()
        }
    }
}

/// There is a new state.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StateCreated(pub Which);

impl Event for StateCreated {
    const NAME: &'static str = "state.created.v1";
    fn about(&self) -> About {
        self.0.about()
    }
}

/// A state's name or place changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StateChanged {
    /// Which.
    #[serde(flatten)]
    pub which: Which,
    /// Old and new values.
    pub changes: Changes,
}

impl Event for StateChanged {
    const NAME: &'static str = "state.changed.v1";
    fn about(&self) -> About {
        About {
            changes: self.changes.clone(),
            ..self.which.about()
        }
    }
}

/// A state was removed; its tasks stand in another one since.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StateRemoved {
    /// Which.
    #[serde(flatten)]
    pub which: Which,
    /// Where its tasks went.
    pub moved_to: StateId,
    /// How many went.
    pub tasks: i64,
}

impl Event for StateRemoved {
    const NAME: &'static str = "state.removed.v1";
    fn about(&self) -> About {
        self.which.about()
    }
}
