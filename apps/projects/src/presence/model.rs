//! Who looks at a task, as bodies say it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::people::PersonBody;
use crate::place::TaskId;

/// Who looks at a task now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PresenceBody {
    /// The task.
    pub task_id: TaskId,
    /// Those the caller may know, the caller too, in the order in which they came; at most 50.
    pub items: Vec<ViewerBody>,
    /// Always null: the list is whole.
    #[schema(required)]
    pub next: Option<String>,
}

/// Somebody who looks at a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ViewerBody {
    /// Who.
    pub person: PersonBody,
    /// Whether they are writing there.
    pub typing: bool,
}
