//! All SQL about tasks.

mod around;
mod changes;
mod finds;
mod lists;

pub use around::{Around, around, labels_by_task, labels_of, subtasks};
pub(crate) use changes::{
    add_labels, drop_unseen, insert, next_number, put_back, remind, remove_labels, replace_person,
    set_archived, set_trashed, touch, update,
};
pub use finds::{
    Rows, children, find, find_numbered, find_trashed, get, goal_titles, last_position,
    next_position, of_ids, position_of, previous_position, subtree, trashed_with, visible_to,
};
pub use lists::{Scope, due, list, trash};
