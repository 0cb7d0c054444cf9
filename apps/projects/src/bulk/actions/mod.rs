//! Making rows of what comes from elsewhere, without a fact for each.

mod frame;
mod fill;

pub use fill::{
    add_comment, add_items, add_link, add_task, change_comment, change_item, change_task,
    find_task, items_of, reserve,
};
pub use frame::{add_goal, add_states, begin, change_goal, ends, label, rename_state};
