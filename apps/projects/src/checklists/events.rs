//! Facts about checklists.

use super::model::ItemId;
use crate::place::task_fact;

task_fact!(
    /// An item was added to a task's checklist.
    ItemAdded = "checklist.item_added.v1" {
        /// The item.
        item: ItemId,
        /// What it says.
        item_title: String,
    }
);

task_fact!(
    /// An item was ticked, unticked, reworded or moved.
    ItemChanged = "checklist.item_changed.v1" {
        /// The item.
        item: ItemId,
        /// What it says.
        item_title: String,
    }
);

task_fact!(
    /// An item was taken off.
    ItemRemoved = "checklist.item_removed.v1" {
        /// The item.
        item: ItemId,
        /// What it said.
        item_title: String,
    }
);

task_fact!(
    /// An item that was taken off was brought back.
    ItemRestored = "checklist.item_restored.v1" {
        /// The item.
        item: ItemId,
        /// What it says.
        item_title: String,
    }
);
