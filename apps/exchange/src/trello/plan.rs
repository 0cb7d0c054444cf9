//! The plan: what to make of a board. Pure; the same file always gives the same plan.

use std::collections::HashSet;

use super::cards::{Cards, NOBODYS_ID, author, is_comment};
use super::file::{self, Board, usable};
use super::lists::{columns, goals, kept_lists, lists_as};
use super::losses::{Kind as Lost, Losses};
use super::model::{Label, ListsAs, Person, Plan};
use super::words;

impl Plan {
    /// Makes a plan of a board; `lists` says what lists become, else their names decide.
    pub fn of(board: &Board, lists: Option<ListsAs>) -> Self {
        let mut losses = Losses::default();
        let (lists_as, because) = lists_as(board, lists);
        let people = people(board);
        let kept = kept_lists(board, &mut losses);
        let labels = labels(board);
        let cards = Cards::of(board, &kept, &people, &labels).plan(&mut losses);
        board_losses(board, &mut losses);
        let columns = if lists_as == ListsAs::State {
            columns(&kept)
        } else {
            Vec::new()
        };
        let goals = if lists_as == ListsAs::Goal {
            goals(&kept)
        } else {
            Vec::new()
        };
        Self {
            board: board.id.clone(),
            name: board.name.trim().to_owned(),
            notes: board.desc.clone(),
            lists_as,
            because,
            people,
            columns,
            goals,
            labels,
            cards,
            losses: losses.report(),
            flaws: board.flaws.clone(),
        }
    }
}

/// What somebody without a name is called.
const NOBODY: &str = "Somebody from Trello";

/// Whoever the file says more of than an id.
fn people(board: &Board) -> Vec<Person> {
    let creators = board
        .actions
        .iter()
        .filter(|a| is_comment(a) || a.kind == "createCard");
    let creators = creators.filter_map(|action| action.member_creator.as_ref());
    let mut seen = HashSet::new();
    let mut people = Vec::new();
    for member in board.members.iter().chain(creators) {
        if !usable(&member.id) || !seen.insert(member.id.as_str()) {
            continue;
        }
        let names = [&member.full_name, &member.username];
        let name = names.into_iter().map(|n| n.trim()).find(|n| !n.is_empty());
        people.push(Person {
            source_id: member.id.clone(),
            username: member.username.clone(),
            name: name.unwrap_or(NOBODY).to_owned(),
        });
    }
    // Some exports name an author by id alone, or not at all.
    let mut nameless = |id: &str| {
        let (source_id, name) = (id.to_owned(), NOBODY.to_owned());
        people.push(Person {
            source_id,
            name,
            username: String::new(),
        });
    };
    let mut lost = false;
    for action in board.actions.iter().filter(|a| is_comment(a)) {
        let id = author(action);
        if !usable(id) {
            lost = true;
        } else if seen.insert(id) {
            nameless(id);
        }
    }
    if lost {
        nameless(NOBODYS_ID);
    }
    people
}

fn labels(board: &Board) -> Vec<Label> {
    let on_cards = board.cards.iter().flat_map(|card| &card.labels);
    let mut seen = HashSet::new();
    let mut labels = Vec::new();
    for label in board.labels.iter().chain(on_cards) {
        if usable(&label.id) && seen.insert(label.id.as_str()) {
            labels.push(Label {
                source_id: label.id.clone(),
                name: words::label_name(&label.name, label.color.as_deref()),
                colour: words::label_colour(label.color.as_deref()),
            });
        }
    }
    labels
}

fn board_losses(board: &Board, losses: &mut Losses) {
    let left_out = |a: &&file::Action| !is_comment(a) && a.kind != "createCard";
    losses.add(
        Lost::History,
        board.actions.iter().filter(left_out).count(),
        "",
    );
    losses.add(Lost::People, board.members.len(), "");
    let cards: HashSet<&str> = board.cards.iter().map(|card| card.id.as_str()).collect();
    let stray = |a: &&file::Action| is_comment(a) && !cards.contains(a.data.card.id.as_str());
    losses.add(
        Lost::CommentsOfOtherCards,
        board.actions.iter().filter(stray).count(),
        "",
    );
}
