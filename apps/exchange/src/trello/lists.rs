//! Lists: whether they become columns or goals, and which of them come along.

use std::collections::HashSet;

use super::file::{self, Board};
use super::losses::{Kind as Lost, Losses};
use super::model::{Column, Goal, ListsAs};
use super::words::Kind;

/// What lists become, and why.
pub(super) fn lists_as(board: &Board, asked: Option<ListsAs>) -> (ListsAs, String) {
    if let Some(asked) = asked {
        return (asked, "as you asked".to_owned());
    }
    let open: Vec<&file::List> = board.lists.iter().filter(|list| !list.closed).collect();
    let known: Vec<&str> = open
        .iter()
        .filter(|l| Kind::of(&l.name).is_some())
        .map(|l| l.name.trim())
        .collect();
    let some = |names: &[&str]| names.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    if open.is_empty() {
        return (ListsAs::State, "the board has no open lists".to_owned());
    }
    if known.len() * 2 >= open.len() {
        return (
            ListsAs::State,
            format!("their names are those of states ({})", some(&known)),
        );
    }
    let names: Vec<&str> = open.iter().map(|list| list.name.trim()).collect();
    (
        ListsAs::Goal,
        format!("their names are not those of states ({})", some(&names)),
    )
}

/// The lists in order, without archived ones that hold nothing.
pub(super) fn kept_lists<'a>(board: &'a Board, losses: &mut Losses) -> Vec<&'a file::List> {
    let used: HashSet<&str> = board
        .cards
        .iter()
        .map(|card| card.id_list.as_str())
        .collect();
    let mut lists: Vec<&file::List> = board.lists.iter().collect();
    // Archived ones last: nobody sees where they stood.
    lists.sort_by(|a, b| a.closed.cmp(&b.closed).then(a.pos.total_cmp(&b.pos)));
    lists.retain(|list| {
        let empty = list.closed && !used.contains(list.id.as_str());
        losses.add(Lost::EmptyLists, usize::from(empty), &list.name);
        losses.add(
            Lost::ArchivedLists,
            usize::from(list.closed && !empty),
            &list.name,
        );
        !empty
    });
    lists
}

/// Lists as columns; one whose name tells nothing is like its neighbours.
pub(super) fn columns(lists: &[&file::List]) -> Vec<Column> {
    let mut begun = false;
    let column = |list: &&file::List| {
        let guess = if begun { Kind::Doing } else { Kind::Plan };
        let kind = Kind::of(&list.name).unwrap_or(guess);
        begun |= kind != Kind::Plan;
        Column {
            source_id: list.id.clone(),
            name: list.name.clone(),
            kind,
        }
    };
    lists.iter().map(column).collect()
}

/// Lists as goals.
pub(super) fn goals(lists: &[&file::List]) -> Vec<Goal> {
    let goal = |list: &&file::List| Goal {
        source_id: list.id.clone(),
        title: list.name.clone(),
        closed: list.closed,
    };
    lists.iter().map(goal).collect()
}
