//! What can be done with tasks. Everything here is one transaction and records what it did.

mod checks;
mod create;
mod edit;
mod hang;
mod shelve;
mod turn;

pub(crate) use checks::MOST;
pub use create::{add, create};
pub use edit::edit;
pub(crate) use edit::{changed, goal_ref, label_names, plain_changes};
pub use hang::{
    add_item, assign, change_item, drop_unseen, remind, remove_item, replace_person, restore_item,
    unassign, unwatch, watch,
};
pub use shelve::{archive, restore, trash, unarchive};
pub(crate) use turn::tell_turn;
pub use turn::{approve, close, reopen, send_back};
