//! Looking at cards: what is new, what has changed in the file, what is as before.

use std::collections::HashMap;

use blimp_accounts::UserId;
use blimp_kit::{Instant, Result};
use blimp_projects::attachments::Link;
use blimp_projects::bulk::{BulkItem, BulkTask, Change};
use blimp_projects::labels::LabelId;
use blimp_projects::markdown::Written;
use blimp_projects::place::TaskId;
use blimp_projects::states::StateId;
use blimp_projects::text::{Body, Name, Tag, Title};
use blimp_store::Conn;

use super::context::Context;
use crate::imports::model::{ImportKind, Known, Snapshot, Tally, hash};
use crate::imports::queries;
use crate::trello::{Card, Comment, Flaw, Item, ListsAs};

/// What to do with a card.
#[derive(Debug)]
pub(crate) struct Todo {
    /// Its id there.
    pub(crate) source_id: String,
    /// Its number there.
    pub(crate) number: Option<i64>,
    pub(crate) task: Task,
    pub(crate) snapshot: Snapshot,
    pub(crate) new_items: Vec<(Thing, BulkItem)>,
    pub(crate) changed_items: Vec<(Thing, i64, BulkItem)>,
    pub(crate) new_comments: Vec<(Thing, (UserId, Instant), Written)>,
    pub(crate) changed_comments: Vec<(Thing, i64, Written)>,
    pub(crate) new_links: Vec<(Thing, (UserId, Instant), Link)>,
    /// What is counted if all goes well.
    pub(crate) tally: Tally,
}

/// A thing that hangs on a card: its id there and what the file says of it.
#[derive(Debug, Clone)]
pub(crate) struct Thing {
    pub(crate) source_id: String,
    pub(crate) hash: String,
}

/// What to do with the task itself.
#[derive(Debug)]
pub(crate) enum Task {
    Make(Box<BulkTask>),
    Change(TaskId, Box<Change>),
    Keep(TaskId),
}

impl Todo {
    /// Whether anything is to be done.
    pub(crate) fn is_idle(&self) -> bool {
        matches!(self.task, Task::Keep(_))
            && self.new_items.is_empty()
            && self.changed_items.is_empty()
            && self.new_comments.is_empty()
            && self.changed_comments.is_empty()
            && self.new_links.is_empty()
    }
}

/// What is known of some cards and of what hangs on them.
#[derive(Default)]
struct Memory {
    cards: HashMap<String, Known>,
    items: HashMap<String, Known>,
    comments: HashMap<String, Known>,
    links: HashMap<String, Known>,
}

impl Memory {
    fn load(conn: &mut Conn, context: &Context, cards: &[Card]) -> Result<Self> {
        let here = (context.company, context.project);
        let ids: Vec<&str> = cards.iter().map(|card| card.source_id.as_str()).collect();
        let found = queries::list_some(conn, here, ImportKind::Card, &ids)?;
        // What hangs on a card is looked at even where the card is new: it may have moved here.
        let items = cards
            .iter()
            .flat_map(|card| &card.items)
            .map(|one| one.source_id.as_str());
        let items: Vec<&str> = items.collect();
        let said = cards
            .iter()
            .flat_map(|card| &card.comments)
            .map(|one| one.source_id.as_str());
        let said: Vec<&str> = said.collect();
        let links = cards
            .iter()
            .flat_map(|card| &card.links)
            .map(|one| one.source_id.as_str());
        let links: Vec<&str> = links.collect();
        Ok(Self {
            cards: found,
            items: queries::list_some(conn, here, ImportKind::Item, &items)?,
            comments: queries::list_some(conn, here, ImportKind::Comment, &said)?,
            links: queries::list_some(conn, here, ImportKind::Link, &links)?,
        })
    }
}

/// Says what to do with some cards. Texts are rendered here, before the transaction that writes
/// them, and only those that are needed.
pub(crate) fn prepare(conn: &mut Conn, context: &Context, cards: &[Card]) -> Result<Vec<Todo>> {
    let memory = Memory::load(conn, context, cards)?;
    Ok(cards
        .iter()
        .map(|card| {
            Looking {
                context,
                memory: &memory,
                card,
            }
            .todo()
        })
        .collect())
}

/// A card that is looked at.
struct Looking<'a> {
    context: &'a Context,
    memory: &'a Memory,
    card: &'a Card,
}

impl Looking<'_> {
    fn todo(&self) -> Todo {
        let snapshot = self.snapshot();
        let mut todo = Todo {
            source_id: self.card.source_id.clone(),
            number: self.card.number,
            task: self.task(&snapshot),
            snapshot,
            new_items: Vec::new(),
            changed_items: Vec::new(),
            new_comments: Vec::new(),
            changed_comments: Vec::new(),
            new_links: Vec::new(),
            tally: Tally::default(),
        };
        let sum = todo.tally.of(ImportKind::Card);
        match &todo.task {
            Task::Make(_) => sum.created += 1,
            Task::Change(..) => sum.updated += 1,
            Task::Keep(_) => sum.unchanged += 1,
        }
        self.items(&mut todo);
        self.comments(&mut todo);
        self.links(&mut todo);
        todo
    }

    /// What the file says of the card now.
    fn snapshot(&self) -> Snapshot {
        let (card, context) = (self.card, self.context);
        let mut labels: Vec<i64> = card
            .labels
            .iter()
            .filter_map(|id| context.labels.get(id))
            .map(|id| id.0)
            .collect();
        labels.sort_unstable();
        labels.dedup();
        let people = card.members.iter().filter_map(|id| context.people.get(id));
        let mut people: Vec<i64> = people
            .filter(|user| context.seeing.contains(user))
            .map(|user| user.0)
            .collect();
        people.sort_unstable();
        people.dedup();
        Snapshot {
            title: hash(&card.title),
            notes: hash(&card.notes),
            list: format!("{}:{}", context.lists_as, card.list),
            start_on: card.start_on,
            due_on: card.due_on,
            closed: card.done,
            archived: card.archived,
            labels,
            people,
        }
    }

    fn task(&self, now: &Snapshot) -> Task {
        let Some(known) = self.memory.cards.get(&self.card.source_id) else {
            return Task::Make(Box::new(self.new_task(now)));
        };
        let id = TaskId(known.row_id);
        // A snapshot that cannot be read says nothing: the file wins.
        let before: Snapshot = serde_json::from_str(&known.snapshot).unwrap_or_default();
        if before == *now {
            return Task::Keep(id);
        }
        Task::Change(id, Box::new(self.change(&before, now)))
    }

    fn title(&self) -> Title {
        Title::fit(&self.card.title, "Untitled")
    }

    fn notes(&self) -> Written {
        Written::from(Body::fit(&self.card.notes))
    }

    fn goal(&self) -> Option<blimp_projects::goals::GoalId> {
        self.context.goals.get(&self.card.list).copied()
    }

    /// A moment, or that of the import where the file does not tell.
    fn when(&self, at: Option<Instant>) -> Instant {
        at.unwrap_or(self.context.at)
    }

    fn archived_at(&self) -> Option<Instant> {
        self.card.archived.then(|| self.when(self.card.changed_at))
    }

    fn closed_at(&self) -> Option<Instant> {
        self.card.done.then(|| self.when(self.card.done_at))
    }

    /// The column, where reopening leads to, and when it was closed.
    fn state(&self) -> (StateId, Option<StateId>, Option<Instant>) {
        let (begin, end) = self.context.ends;
        let (column, is_done) = self
            .context
            .states
            .get(&self.card.list)
            .copied()
            .unwrap_or((begin, false));
        match (is_done, self.closed_at()) {
            (true, at) => (column, None, Some(self.when(at.or(self.card.created_at)))),
            (false, at @ Some(_)) => (end, Some(column), Some(self.when(at))),
            (false, None) => (column, None, None),
        }
    }

    fn new_task(&self, now: &Snapshot) -> BulkTask {
        let (state, previous_state, closed_at) = self.state();
        BulkTask {
            title: self.title(),
            notes: self.notes(),
            state,
            previous_state,
            goal: self.goal(),
            start_on: self.card.start_on,
            due_on: self.card.due_on,
            closed_at,
            archived_at: self.archived_at(),
            created_by: self.context.person(self.card.created_by.as_ref()),
            created_at: self.when(self.card.created_at),
            labels: now.labels.iter().copied().map(LabelId).collect(),
            assignees: now.people.iter().copied().map(UserId).collect(),
            // Written with the items of known cards, so that each has its row remembered.
            items: Vec::new(),
        }
    }

    /// What differs between the file then and the file now; what people changed here is no matter.
    fn change(&self, before: &Snapshot, now: &Snapshot) -> Change {
        let moved = before.list != now.list;
        let columns = self.context.lists_as == ListsAs::State;
        let goal = (moved && !columns).then(|| self.goal());
        let state = (moved && columns) || before.closed != now.closed;
        let gone = |old: &[i64], new: &[i64]| -> Vec<i64> {
            old.iter().filter(|id| !new.contains(id)).copied().collect()
        };
        let ids = |rows: Vec<i64>| rows.into_iter().map(LabelId).collect();
        let users = |rows: Vec<i64>| rows.into_iter().map(UserId).collect();
        Change {
            title: (before.title != now.title).then(|| self.title()),
            notes: (before.notes != now.notes).then(|| self.notes()),
            state: state.then(|| self.state()),
            goal,
            start_on: (before.start_on != now.start_on).then_some(now.start_on),
            due_on: (before.due_on != now.due_on).then_some(now.due_on),
            archived_at: (before.archived != now.archived).then(|| self.archived_at()),
            add_labels: ids(gone(&now.labels, &before.labels)),
            drop_labels: ids(gone(&before.labels, &now.labels)),
            add_people: users(gone(&now.people, &before.people)),
            drop_people: users(gone(&before.people, &now.people)),
        }
    }

    fn items(&self, todo: &mut Todo) {
        for item in &self.card.items {
            let said = hash(&format!("{}|{}|{}", item.done, item.section, item.title));
            let thing = Thing {
                source_id: item.source_id.clone(),
                hash: said,
            };
            let sum = todo.tally.of(ImportKind::Item);
            match self.memory.items.get(&item.source_id) {
                None => {
                    sum.created += 1;
                    todo.new_items.push((thing, bulk_item(item)));
                }
                Some(known) if known.hash == thing.hash => sum.unchanged += 1,
                Some(known) => {
                    sum.updated += 1;
                    todo.changed_items
                        .push((thing, known.row_id, bulk_item(item)));
                }
            }
        }
    }

    fn comments(&self, todo: &mut Todo) {
        for comment in &self.card.comments {
            let thing = Thing {
                source_id: comment.source_id.clone(),
                hash: hash(&comment.text),
            };
            let sum = todo.tally.of(ImportKind::Comment);
            match self.memory.comments.get(&comment.source_id) {
                None => {
                    sum.created += 1;
                    let by = (
                        self.context.person(comment.by.as_ref()),
                        self.when(comment.at),
                    );
                    todo.new_comments.push((thing, by, written(comment)));
                }
                Some(known) if known.hash == thing.hash => sum.unchanged += 1,
                Some(known) => {
                    sum.updated += 1;
                    todo.changed_comments
                        .push((thing, known.row_id, written(comment)));
                }
            }
        }
    }

    fn links(&self, todo: &mut Todo) {
        for link in &self.card.links {
            if self.memory.links.contains_key(&link.source_id) {
                todo.tally.of(ImportKind::Link).unchanged += 1;
                continue;
            }
            let Ok(made) = Link::parse(&link.url, Some(&Name::fit(&link.name, "Link"))) else {
                let reason = format!("On \"{}\": its address is none.", short(&self.card.title));
                todo.tally.of(ImportKind::Link).failed += 1;
                todo.tally.fail(Flaw::new("link", &link.source_id, reason));
                continue;
            };
            todo.tally.of(ImportKind::Link).created += 1;
            let thing = Thing {
                source_id: link.source_id.clone(),
                hash: hash(&link.url),
            };
            let at = self.when(link.at.or(self.card.created_at));
            todo.new_links
                .push((thing, (self.context.person(link.by.as_ref()), at), made));
        }
    }
}

/// The beginning of a title, for messages.
pub(super) fn short(title: &str) -> String {
    title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(60)
        .collect()
}

fn written(comment: &Comment) -> Written {
    Written::from(Body::fit(&comment.text))
}

fn bulk_item(item: &Item) -> BulkItem {
    let named = !item.section.trim().is_empty();
    BulkItem {
        section: named.then(|| Tag::fit(&item.section, "Checklist")),
        title: Title::fit(&item.title, "Untitled"),
        done: item.done,
    }
}
