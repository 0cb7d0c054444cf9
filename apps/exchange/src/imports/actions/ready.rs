//! Making a project ready for its cards.

use std::collections::{HashMap, HashSet};

use blimp_accounts::{Actor, UserId, Via, companies};
use blimp_kit::{Error, May, Result};
use blimp_projects::bulk;
use blimp_projects::markdown::Written;
use blimp_projects::projects::policy::Work;
use blimp_projects::projects::{self, NewProject, Project, ProjectId};
use blimp_projects::states::{self, Kind as StateKind, State};
use blimp_projects::text::{Body, Colour, Name, Tag, Title};
use blimp_store::{Conn, Tx};

use super::people;
use crate::imports::model::{
    Asked, Import, ImportKind, ImportSource, Known, NewKnown, Tally, hash,
};
use crate::imports::queries::{self, Advance};
use crate::trello::{self, Plan};

/// The project that an import of this board fills: the one asked for, else that of an earlier
/// import, if the caller can still work on it.
pub(super) fn target(
    conn: &mut Conn,
    actor: &Actor,
    asked: Asked,
    (company, board): (blimp_accounts::CompanyId, &str),
) -> Result<Option<ProjectId>> {
    if asked.project.is_some() {
        return Ok(asked.project);
    }
    for id in queries::list_filled(conn, company, board)? {
        if projects::queries::find(conn, actor, id)?.is_some() {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Makes the project, if there is none yet, with columns, goals, labels and people.
pub(crate) fn ready(tx: &mut Tx, import: &Import, plan: &Plan) -> Result<ProjectId> {
    let actor = Actor::acting_for(tx, import.created_by, Via::House)?;
    let asked: Asked = serde_json::from_str(&import.options)?;
    let found = target(tx, &actor, asked, (import.company_id, &import.board))?;
    let project = match found {
        Some(id) => id,
        None => make(tx, &actor, import, plan)?,
    };
    let project = projects::policy::work(tx, &actor, project)?;
    let known = queries::list_known(
        tx,
        (import.company_id, project.id),
        &[
            ImportKind::State,
            ImportKind::Goal,
            ImportKind::Label,
            ImportKind::Member,
        ],
    )?;
    let mut room = Room {
        import,
        project,
        known,
        tally: Tally::default(),
    };
    room.put(
        tx,
        (ImportKind::Board, &plan.board),
        project_id(&room),
        &plan.name,
    )?;
    room.columns(tx, plan)?;
    room.goals(tx, plan)?;
    room.labels(tx, plan)?;
    room.people(tx, plan)?;
    for flaw in &plan.flaws {
        room.tally.fail(flaw.clone());
    }
    let tally = serde_json::to_string(&room.tally)?;
    let to = Advance {
        project: room.project.id,
        place: 1,
        tally: &tally,
        at: tx.now(),
    };
    if !queries::advance(tx, import, &to)? {
        return Err(taken_over());
    }
    Ok(room.project.id)
}

/// Another process works on the same import.
pub(super) fn taken_over() -> Error {
    Error::conflict("import.taken_over", "Another process works on this import.")
}

fn project_id(room: &Room<'_>) -> i64 {
    room.project.id.0
}

fn make(tx: &mut Tx, actor: &Actor, import: &Import, plan: &Plan) -> Result<ProjectId> {
    let company = companies::policy::work(tx, actor, import.company_id)?;
    let mut new = NewProject::called(Name::fit(&plan.name, "Imported board"));
    new.notes = Written::from(Body::fit(&plan.notes));
    let columns: Vec<(Tag, StateKind)> = plan.columns.iter().map(column).collect();
    let (project, _) = bulk::actions::begin(tx, actor, &company, &new, &columns)?;
    Ok(project.id)
}

fn column(column: &trello::Column) -> (Tag, StateKind) {
    let kind = match column.kind {
        trello::Kind::Plan => StateKind::Plan,
        trello::Kind::Doing => StateKind::Doing,
        trello::Kind::Review => StateKind::Review,
        trello::Kind::Done => StateKind::Done,
    };
    (Tag::fit(&column.name, "List"), kind)
}

/// A project being made ready.
struct Room<'a> {
    import: &'a Import,
    project: May<Work, Project>,
    known: Vec<Known>,
    tally: Tally,
}

impl Room<'_> {
    fn find(&self, kind: ImportKind, source_id: &str) -> Option<Known> {
        self.known
            .iter()
            .find(|row| row.kind == kind && row.source_id == source_id)
            .cloned()
    }

    /// Remembers what a thing became, and counts it.
    fn put(&mut self, tx: &mut Tx, (kind, id): (ImportKind, &str), row: i64, said: &str) -> Result {
        let before = self.find(kind, id);
        let hash = hash(said);
        let sum = self.tally.of(kind);
        match &before {
            Some(known) if known.row_id == row && known.hash == hash => {
                sum.unchanged += 1;
                return Ok(());
            }
            Some(_) => sum.updated += 1,
            None => sum.created += 1,
        }
        queries::remember_again(
            tx,
            &NewKnown {
                company_id: self.import.company_id,
                project_id: self.project.id,
                source: ImportSource::Trello,
                kind,
                source_id: id.to_owned(),
                source_ref: None,
                row_id: row,
                hash,
                snapshot: String::new(),
                import_id: self.import.id,
            },
        )
    }

    /// Every list finds its column: the one of last time, else a free one of its name, else a new
    /// one. A list that was renamed there renames its column.
    fn columns(&mut self, tx: &mut Tx, plan: &Plan) -> Result {
        let mut free = states::queries::list(tx, self.project.company_id, self.project.id)?;
        let mut mine: HashMap<&str, State> = HashMap::new();
        for list in &plan.columns {
            let Some(known) = self.find(ImportKind::State, &list.source_id) else {
                continue;
            };
            if let Some(at) = free.iter().position(|state| state.id.0 == known.row_id) {
                mine.insert(&list.source_id, free.remove(at));
            }
        }
        for list in &plan.columns {
            let (name, kind) = column(list);
            let state = match mine.remove(list.source_id.as_str()) {
                Some(state) => {
                    let known = self.find(ImportKind::State, &list.source_id);
                    if known.is_some_and(|known| known.hash != hash(&list.name)) {
                        bulk::actions::rename_state(tx, &state, &name)?;
                    }
                    state
                }
                None => self.free_column(tx, &mut free, (name, kind))?,
            };
            self.put(
                tx,
                (ImportKind::State, &list.source_id),
                state.id.0,
                &list.name,
            )?;
        }
        Ok(())
    }

    fn free_column(
        &self,
        tx: &mut Tx,
        free: &mut Vec<State>,
        (name, kind): (Tag, StateKind),
    ) -> Result<State> {
        if let Some(at) = free.iter().position(|state| state.name.key() == name.key()) {
            return Ok(free.remove(at));
        }
        let made = bulk::actions::add_states(tx, &self.project, &[(name, kind)])?;
        made.into_iter()
            .next()
            .ok_or_else(|| Error::fault("a column was not made"))
    }

    fn goals(&mut self, tx: &mut Tx, plan: &Plan) -> Result {
        for list in &plan.goals {
            let said = format!("{}|{}", list.closed, list.title);
            let title = Title::fit(&list.title, "List");
            let closed_at = list.closed.then(|| tx.now());
            let row = if let Some(known) = self.find(ImportKind::Goal, &list.source_id) {
                if known.hash != hash(&said) {
                    let id = known.row_id.into();
                    bulk::actions::change_goal(tx, &self.project, id, (&title, closed_at))?;
                }
                known.row_id
            } else {
                let by = self.import.created_by;
                bulk::actions::add_goal(tx, &self.project, &title, closed_at, by)?.0
            };
            self.put(tx, (ImportKind::Goal, &list.source_id), row, &said)?;
        }
        Ok(())
    }

    /// Labels of one name are one label; a renamed one becomes the label of its new name.
    fn labels(&mut self, tx: &mut Tx, plan: &Plan) -> Result {
        for label in &plan.labels {
            let name = Tag::fit(&label.name, "Label");
            let colour = label
                .colour
                .and_then(|colour| colour.parse::<Colour>().ok());
            let id = bulk::actions::label(tx, self.project.company_id, &name, colour)?;
            self.put(tx, (ImportKind::Label, &label.source_id), id.0, &label.name)?;
        }
        Ok(())
    }

    fn people(&mut self, tx: &mut Tx, plan: &Plan) -> Result {
        let company = self.project.company_id;
        let mut found = people::known(tx, company, &plan.people)?;
        let mut taken: HashSet<UserId> = HashSet::new();
        for person in &plan.people {
            // Two people there never become one here, even if they are called alike.
            let known = found
                .remove(&person.source_id)
                .filter(|user| taken.insert(*user));
            let user = match known {
                Some(user) => user,
                None => people::make(tx, company, person)?,
            };
            self.put(
                tx,
                (ImportKind::Member, &person.source_id),
                user.0,
                &person.name,
            )?;
        }
        Ok(())
    }
}
