//! Facts about assignees.

use blimp_accounts::UserId;

use crate::place::task_fact;

task_fact!(
    /// Someone is now responsible for a task.
    TaskAssigned = "task.assigned.v1" {
        /// The person.
        assignee: UserId,
    }
);

task_fact!(
    /// Someone is not responsible for a task any more.
    TaskUnassigned = "task.unassigned.v1" {
        /// The person.
        assignee: UserId,
    }
);
