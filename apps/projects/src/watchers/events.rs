//! Facts about watchers.

use blimp_accounts::UserId;

use crate::place::task_fact;

task_fact!(
    /// Someone wants to be told about a task, or was asked to be.
    WatcherAdded = "watcher.added.v1" {
        /// The person.
        watcher: UserId,
    }
);

task_fact!(
    /// Someone is not told about a task any more.
    WatcherRemoved = "watcher.removed.v1" {
        /// The person.
        watcher: UserId,
    }
);
