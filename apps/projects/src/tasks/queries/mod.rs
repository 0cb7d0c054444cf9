//! All SQL about tasks.

mod around;
mod changes;
mod columns;
mod counts;
mod finds;
mod lists;
mod pieces;
mod trash;

pub use around::{Around, around, labels_of};
pub(crate) use changes::{
    add_labels, drop_unseen, insert, next_number, put_back, remind, remove_labels, replace_person,
    set_archived, set_trashed, touch, touch_all, update,
};
pub(crate) use counts::count_by_kind;
pub use finds::{
    Rows, beside, children, find, find_numbered, find_trashed, get, goal_titles, last_position,
    list_seen, next_position, of_ids, position_of, previous_position, subtree, trashed_with,
    visible_to,
};
pub use lists::{Scope, due, list};
pub use pieces::Sticker;
pub use trash::trash;
