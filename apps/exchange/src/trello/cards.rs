//! Cards: each with all that hangs on it.

use std::collections::{HashMap, HashSet};

use super::fields::CustomFields;
use super::file::{self, Board, usable};
use super::losses::{Kind as Lost, Losses};
use super::model::{Card, Comment, Item, Label, Link, Person};
use super::words::{self, day, has_time, moment};

/// The most checklist items of one task.
const MAX_ITEMS: usize = 500;
/// The longest title, in characters.
const MAX_TITLE: usize = 500;
/// The longest text, in characters.
const MAX_BODY: usize = 100_000;
/// Who says what nobody knows the author of.
pub(super) const NOBODYS_ID: &str = "nobody";
/// The longest web address, in bytes.
const MAX_URL: usize = 2000;

/// Whether an action is a comment.
pub(super) fn is_comment(action: &file::Action) -> bool {
    matches!(action.kind.as_str(), "commentCard" | "copyCommentCard")
}

/// What the cards of a board need of the rest of it, by id.
pub(super) struct Cards<'a> {
    board: &'a Board,
    fields: CustomFields<'a>,
    /// The place of each list.
    lists: HashMap<&'a str, usize>,
    people: HashSet<&'a str>,
    labels: HashSet<&'a str>,
    checklists: HashMap<&'a str, Vec<&'a file::Checklist>>,
    comments: HashMap<&'a str, Vec<&'a file::Action>>,
    made: HashMap<&'a str, &'a file::Action>,
}

impl<'a> Cards<'a> {
    pub(super) fn of(
        board: &'a Board,
        lists: &[&'a file::List],
        people: &'a [Person],
        labels: &'a [Label],
    ) -> Self {
        let mut checklists: HashMap<&str, Vec<&file::Checklist>> = HashMap::new();
        for list in &board.checklists {
            checklists
                .entry(list.id_card.as_str())
                .or_default()
                .push(list);
        }
        let (mut comments, mut made) = (HashMap::<&str, Vec<&file::Action>>::new(), HashMap::new());
        for action in &board.actions {
            if is_comment(action) {
                comments
                    .entry(action.data.card.id.as_str())
                    .or_default()
                    .push(action);
            } else if action.kind == "createCard" {
                made.insert(action.data.card.id.as_str(), action);
            }
        }
        Self {
            board,
            fields: CustomFields::of(board),
            lists: lists
                .iter()
                .enumerate()
                .map(|(at, list)| (list.id.as_str(), at))
                .collect(),
            people: people
                .iter()
                .map(|person| person.source_id.as_str())
                .collect(),
            labels: labels
                .iter()
                .map(|label| label.source_id.as_str())
                .collect(),
            checklists,
            comments,
            made,
        }
    }

    /// The cards in the order of the board.
    pub(super) fn plan(&self, losses: &mut Losses) -> Vec<Card> {
        let mut cards: Vec<&file::Card> = self.board.cards.iter().collect();
        let place = |card: &file::Card| {
            self.lists
                .get(card.id_list.as_str())
                .copied()
                .unwrap_or(usize::MAX)
        };
        cards.sort_by(|a, b| place(a).cmp(&place(b)).then(a.pos.total_cmp(&b.pos)));
        cards
            .into_iter()
            .map(|card| self.card(card, losses))
            .collect()
    }

    fn card(&self, card: &file::Card, losses: &mut Losses) -> Card {
        card_losses(card, losses);
        let (notes, fields) = self.fields.notes(card);
        losses.add(Lost::CustomFields, fields, &card.name);
        let long = card.name.chars().count() > MAX_TITLE || notes.chars().count() > MAX_BODY;
        losses.add(Lost::LongTexts, usize::from(long), &card.name);
        let listless = !self.lists.contains_key(card.id_list.as_str());
        losses.add(Lost::CardsWithoutList, usize::from(listless), &card.name);
        let (start_on, due_on) = (day(card.start.as_ref()), day(card.due.as_ref()));
        let late = start_on.zip(due_on).is_some_and(|(start, due)| start > due);
        losses.add(Lost::BadDates, usize::from(late), &card.name);
        let made = self.made.get(card.id.as_str());
        let created_at = made
            .and_then(|a| moment(a.date.as_ref()))
            .or_else(|| words::made_at(&card.id));
        let changed_at = moment(card.date_last_activity.as_ref()).or(created_at);
        Card {
            source_id: card.id.clone(),
            number: card.id_short,
            title: card.name.clone(),
            notes,
            list: card.id_list.clone(),
            done: card.due_complete,
            done_at: moment(card.date_completed.as_ref()).or(changed_at),
            archived: card.closed,
            changed_at,
            start_on: start_on.filter(|_| !late),
            due_on,
            created_at,
            created_by: made
                .and_then(|a| self.someone(author(a)))
                .map(str::to_owned),
            labels: known(&card.id_labels, &card.labels, &self.labels),
            members: self.members(card, losses),
            items: self.items(card, losses),
            links: links(card, losses),
            comments: self.comments(card, losses),
        }
    }

    /// An id there, if the file says who it is.
    fn someone<'b>(&self, id: &'b str) -> Option<&'b str> {
        self.people.contains(id).then_some(id)
    }

    fn members(&self, card: &file::Card, losses: &mut Losses) -> Vec<String> {
        let gone = |id: &&String| self.someone(id).is_none();
        let gone = card.id_members.iter().filter(gone).count();
        losses.add(Lost::PeopleWhoLeft, gone, &card.name);
        known(&card.id_members, &[], &self.people)
    }

    fn items(&self, card: &file::Card, losses: &mut Losses) -> Vec<Item> {
        let mut lists = self
            .checklists
            .get(card.id.as_str())
            .cloned()
            .unwrap_or_default();
        lists.sort_by(|a, b| a.pos.total_cmp(&b.pos));
        let nameless = lists.len() == 1 && lists.iter().all(|list| list.name.trim() == "Checklist");
        let mut items = Vec::new();
        let mut seen = HashSet::new();
        for list in lists {
            let mut inside: Vec<&file::CheckItem> = list.check_items.iter().collect();
            inside.sort_by(|a, b| a.pos.total_cmp(&b.pos));
            for item in inside {
                if !usable(&item.id) || !seen.insert(item.id.as_str()) {
                    continue;
                }
                let own = item.due.is_some() || item.id_member.is_some();
                losses.add(Lost::ItemDates, usize::from(own), &card.name);
                items.push(Item {
                    source_id: item.id.clone(),
                    section: if nameless {
                        String::new()
                    } else {
                        list.name.clone()
                    },
                    title: item.name.clone(),
                    done: item.state == "complete",
                });
            }
        }
        losses.add(
            Lost::TooManyItems,
            items.len().saturating_sub(MAX_ITEMS),
            &card.name,
        );
        items.truncate(MAX_ITEMS);
        items
    }

    fn comments(&self, card: &file::Card, losses: &mut Losses) -> Vec<Comment> {
        let actions = self
            .comments
            .get(card.id.as_str())
            .map_or(&[][..], Vec::as_slice);
        let said = |action: &&file::Action| Comment {
            source_id: action.id.clone(),
            by: Some(
                self.someone(author(action))
                    .unwrap_or(NOBODYS_ID)
                    .to_owned(),
            ),
            at: moment(action.date.as_ref()).or_else(|| words::made_at(&action.id)),
            text: action.data.text.clone(),
        };
        // The file has them newest first.
        let mut comments: Vec<Comment> = actions.iter().rev().map(said).collect();
        comments.sort_by_key(|comment| comment.at);
        comments.retain(|comment| !comment.text.trim().is_empty());
        let told = usize::try_from(card.badges.comments).unwrap_or(0);
        losses.add(
            Lost::CommentsBeyondCap,
            told.saturating_sub(actions.len()),
            &card.name,
        );
        let long = comments
            .iter()
            .filter(|c| c.text.chars().count() > MAX_BODY)
            .count();
        losses.add(Lost::LongTexts, long, &card.name);
        comments
    }
}

/// Who did something: their id there.
pub(super) fn author(action: &file::Action) -> &str {
    let creator = action
        .member_creator
        .as_ref()
        .map(|member| member.id.as_str());
    creator
        .filter(|id| !id.is_empty())
        .unwrap_or(&action.id_member_creator)
}

/// The ids that mean something, each once; `copies` stand in for ids in some exports.
fn known(ids: &[String], copies: &[file::Label], means: &HashSet<&str>) -> Vec<String> {
    let mut seen = HashSet::new();
    let all = ids.iter().chain(copies.iter().map(|copy| &copy.id));
    all.filter(|id| means.contains(id.as_str()) && seen.insert(id.as_str()))
        .cloned()
        .collect()
}

fn links(card: &file::Card, losses: &mut Losses) -> Vec<Link> {
    let mut attachments: Vec<&file::Attachment> = card.attachments.iter().collect();
    attachments.sort_by(|a, b| a.pos.total_cmp(&b.pos));
    let mut seen = HashSet::new();
    let mut links = Vec::new();
    for one in attachments {
        let plain =
            one.url.len() <= MAX_URL && !one.url.chars().any(|c| c.is_control() || c == ' ');
        let web = one.url.starts_with("https://") || one.url.starts_with("http://");
        if !plain || !web || !usable(&one.id) || !seen.insert(one.id.as_str()) {
            losses.add(Lost::BadLinks, 1, &card.name);
            continue;
        }
        losses.add(Lost::UploadsAsLinks, usize::from(one.is_upload), &card.name);
        let name = if one.name.trim().is_empty() {
            &one.url
        } else {
            &one.name
        };
        links.push(Link {
            source_id: one.id.clone(),
            name: name.clone(),
            url: one.url.clone(),
            by: one.id_member.clone(),
            at: moment(one.date.as_ref()),
        });
    }
    links
}

fn card_losses(card: &file::Card, losses: &mut Losses) {
    let cover = &card.cover;
    let covered = cover.color.is_some()
        || cover.id_attachment.is_some()
        || cover.id_uploaded_background.is_some();
    let voted = usize::try_from(card.badges.votes)
        .unwrap_or(0)
        .max(card.id_members_voted.len());
    let timed = has_time(card.due.as_ref()) || has_time(card.start.as_ref());
    let mirror = card.role.as_deref() == Some("mirror");
    for (kind, count) in [
        (Lost::DueTimes, usize::from(timed)),
        (Lost::Templates, usize::from(card.is_template)),
        (
            Lost::Recurrences,
            usize::from(card.recurrence_rule.is_some()),
        ),
        (Lost::Mirrors, usize::from(mirror)),
        (Lost::Votes, voted),
        (Lost::Covers, usize::from(covered)),
        (Lost::Stickers, card.stickers.len()),
        (Lost::PowerUps, card.plugin_data.len()),
    ] {
        losses.add(kind, count, &card.name);
    }
}
