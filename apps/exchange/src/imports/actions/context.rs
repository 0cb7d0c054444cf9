//! What cards refer to, as it stands here.

use std::collections::{HashMap, HashSet};

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Error, Instant, Result};
use blimp_projects::bulk;
use blimp_projects::goals::{self, GoalId};
use blimp_projects::labels::LabelId;
use blimp_projects::projects::{self, ProjectId};
use blimp_projects::states::{self, Kind as StateKind, StateId};
use blimp_store::Conn;

use crate::imports::model::ImportKind;
use crate::imports::queries;
use crate::trello::{ListsAs, Plan};

/// What cards refer to: ids there to ids here.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub(crate) company: CompanyId,
    pub(crate) project: ProjectId,
    /// Who brought the file in.
    pub(crate) by: UserId,
    /// When: the time of what the file tells no time of.
    pub(crate) at: Instant,
    pub(crate) lists_as: ListsAs,
    /// Columns, and whether a task in them is done.
    pub(crate) states: HashMap<String, (StateId, bool)>,
    pub(crate) goals: HashMap<String, GoalId>,
    pub(crate) labels: HashMap<String, LabelId>,
    pub(crate) people: HashMap<String, UserId>,
    /// The column to begin in, and the one to end in.
    pub(crate) ends: (StateId, StateId),
    /// Who sees the project, and so can be responsible.
    pub(crate) seeing: HashSet<UserId>,
}

impl Context {
    /// How things stand in a project that was made ready.
    pub(crate) fn load(
        conn: &mut Conn,
        (company, project): (CompanyId, ProjectId),
        (by, at): (UserId, Instant),
        plan: &Plan,
    ) -> Result<Self> {
        let project =
            projects::queries::find_any(conn, company, project)?.ok_or(Error::NotFound)?;
        let kinds = [
            ImportKind::State,
            ImportKind::Goal,
            ImportKind::Label,
            ImportKind::Member,
        ];
        let known = queries::list_known(conn, (company, project.id), &kinds)?;
        let of = |kind: ImportKind| {
            let these = known.iter().filter(move |row| row.kind == kind);
            these.map(|row| (row.source_id.clone(), row.row_id))
        };
        let columns = states::queries::list(conn, company, project.id)?;
        let states = of(ImportKind::State).filter_map(|(id, row)| {
            let state = columns.iter().find(|state| state.id == StateId(row))?;
            Some((id, (state.id, state.kind == StateKind::Done)))
        });
        let mut goals = HashMap::new();
        for (id, row) in of(ImportKind::Goal) {
            if goals::queries::is_in(conn, company, project.id, GoalId(row))? {
                goals.insert(id, GoalId(row));
            }
        }
        Ok(Self {
            company,
            project: project.id,
            by,
            at,
            lists_as: plan.lists_as,
            states: states.collect(),
            goals,
            labels: of(ImportKind::Label)
                .map(|(id, row)| (id, LabelId(row)))
                .collect(),
            people: of(ImportKind::Member)
                .map(|(id, row)| (id, UserId(row)))
                .collect(),
            ends: bulk::actions::ends(&columns)?,
            seeing: bulk::queries::seeing(conn, &project)?,
        })
    }

    /// Who somebody there is here; whoever brought the file in, where nobody knows.
    pub(crate) fn person(&self, id: Option<&String>) -> UserId {
        id.and_then(|id| self.people.get(id))
            .copied()
            .unwrap_or(self.by)
    }
}
