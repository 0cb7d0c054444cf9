//! Facts about changes of many tasks.

use blimp_accounts::{CompanyId, UserId};
use blimp_store::{About, Changes, Event, EventId, Subject};
use serde::{Deserialize, Serialize};

use crate::place::Titled;
use crate::projects::ProjectId;

/// Several tasks were changed at once, or a change was undone; each task tells of itself in a part
/// of this fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TasksChanged {
    /// Their company.
    pub company: CompanyId,
    /// Their project; where there are several, only who did it is told of the whole.
    pub project: Option<ProjectId>,
    /// Who did it.
    pub by: UserId,
    /// The task, where a change of one task was undone.
    #[serde(default)]
    pub of: Option<Titled>,
    /// The fact that was undone, if one was.
    #[serde(default)]
    pub reverses: Option<EventId>,
}

impl Event for TasksChanged {
    const NAME: &'static str = "tasks.changed.v1";

    fn about(&self) -> About {
        let changes = Changes::default().and("reverses", &None, &self.reverses);
        if let Some(of) = &self.of {
            return of.about(Some(self.by), &changes);
        }
        let subject = match self.project {
            Some(project) => Subject::new("project", project),
            None => Subject::new("company", self.company),
        };
        About {
            company: Some(self.company.0),
            project: self.project.map(|project| project.0),
            user: self.project.is_none().then_some(self.by.0),
            actor: Some(self.by.0),
            subject,
            thread: None,
            changes,
        }
    }
}
