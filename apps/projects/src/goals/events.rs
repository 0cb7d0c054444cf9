//! What happens to goals.

use blimp_accounts::{CompanyId, UserId};
use blimp_store::{About, Changes, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::facts::facts_of;
use crate::goals::{Goal, GoalId};
use crate::projects::ProjectId;

/// A goal as facts speak of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Which {
    /// Its company.
    pub company: CompanyId,
    /// Its project.
    pub project: ProjectId,
    /// The goal.
    pub goal: GoalId,
    /// What it was called then.
    pub title: String,
    /// Who did it.
    pub by: UserId,
}

impl Which {
    /// This goal, changed by `by`.
    pub fn of(goal: &Goal, by: UserId) -> Self {
        let (company, project) = (goal.company_id, goal.project_id);
        Self {
            company,
            project,
            goal: goal.id,
            title: goal.title.to_string(),
            by,
        }
    }

    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            project: Some(self.project.0),
            actor: Some(self.by.0),
            subject: Subject::new("goal", self.goal),
            ..About::default()
        }
    }
}

facts_of! {
    Which;
    /// There is a new goal.
    GoalCreated = "goal.created.v1";
    /// A goal was reached, or given up.
    GoalClosed = "goal.closed.v1";
    /// A goal is to be reached after all.
    GoalReopened = "goal.reopened.v1";
    /// A goal was thrown away.
    GoalTrashed = "goal.trashed.v1";
    /// A goal was taken out of the trash.
    GoalRestored = "goal.restored.v1";
}

/// A goal's title, notes, due date or place changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GoalChanged {
    /// Which.
    #[serde(flatten)]
    pub which: Which,
    /// Old and new values.
    pub changes: Changes,
}

impl Event for GoalChanged {
    const NAME: &'static str = "goal.changed.v1";
    fn about(&self) -> About {
        About {
            changes: self.changes.clone(),
            ..self.which.about()
        }
    }
}
