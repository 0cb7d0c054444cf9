//! All SQL about tasks.

mod around;
mod changes;
mod counts;
mod finds;
mod lists;
mod pieces;

pub use around::{Around, around, labels_of};
pub(crate) use changes::{
    add_labels, drop_unseen, insert, next_number, put_back, remind, remove_labels, replace_person,
    set_archived, set_trashed, touch, update,
};
pub(crate) use counts::count_by_kind;
pub use finds::{
    Rows, children, find, find_numbered, find_trashed, get, goal_titles, last_position,
    next_position, of_ids, position_of, previous_position, subtree, trashed_with, visible_to,
};
pub use lists::{Scope, due, list, trash};
pub use pieces::Sticker;
