//! Facts about moves.

use crate::place::task_fact;
use crate::projects::ProjectId;

task_fact!(
    /// A task left a project. Told to those who see that project; where it went is not theirs.
    TaskLeft = "task.left.v1" {}
);

task_fact!(
    /// A task came from another project; told to those who see the one it is in now.
    TaskMoved = "task.moved.v1" {
        /// Where it was.
        from: ProjectId,
    }
);
