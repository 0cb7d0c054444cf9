//! Lists of tasks as they stand, in a project or column by column: a statement for each column that
//! a page touches. Each walks along an index.

use blimp_accounts::CompanyId;
use blimp_kit::{Error, Result};
use blimp_store::Conn;
use diesel::prelude::*;

use super::finds::Rows;
use crate::projects::ProjectId;
use crate::states::{self, StateId};
use crate::tasks::model::Task;
use crate::tasks::schema::tasks;
use crate::tasks::sort::{Place, Sort};

/// The tasks of a project by state, and in each as they stand; backwards both ways where the order
/// is descending.
pub(super) fn by_column<'a>(
    conn: &mut Conn,
    rows: impl Fn() -> Rows<'a>,
    (company, project, sort): (CompanyId, Option<ProjectId>, Sort),
    (after, count): (Option<Place>, i64),
) -> Result<Vec<Task>> {
    let one_project = || Error::bad_parameter("sort", "By state only in one project.");
    let project = project.ok_or_else(one_project)?;
    let states = states::queries::list(conn, company, project)?;
    let mut columns: Vec<StateId> = states.iter().map(|state| state.id).collect();
    if sort.descending {
        columns.reverse();
    }
    // The cursor says in which column the page before ended, and at which key.
    let mut ended = after.and_then(|place| place.key.column());
    if let Some((column, _)) = &ended {
        columns = columns.into_iter().skip_while(|id| id != column).collect();
    }
    let mut found: Vec<Task> = Vec::new();
    for column in columns {
        let missing = count - i64::try_from(found.len()).unwrap_or(count);
        if missing <= 0 {
            break;
        }
        let rows = rows().filter(tasks::state_id.eq(column));
        let key = ended.take().map(|(_, key)| key);
        let rows = by_position(rows, sort.descending, key);
        let some: Vec<Task> = rows.limit(missing).select(Task::as_select()).load(conn)?;
        found.extend(some);
    }
    Ok(found)
}

/// The tasks of one project or column as they stand, from behind a key on: no two have one
/// position, so an index has this order.
pub(super) fn by_position(rows: Rows<'_>, down: bool, after: Option<String>) -> Rows<'_> {
    match (after, down) {
        (None, false) => rows.order(tasks::position.asc()),
        (None, true) => rows.order(tasks::position.desc()),
        (Some(key), false) => rows
            .filter(tasks::position.gt(key))
            .order(tasks::position.asc()),
        (Some(key), true) => rows
            .filter(tasks::position.lt(key))
            .order(tasks::position.desc()),
    }
}
