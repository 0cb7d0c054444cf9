//! Lists of tasks: filters, orders, places to read on from.

use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Date, Error, Instant, Page, PageParams, Result};
use blimp_store::{Conn, Dialect};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::columns;
use super::finds::Rows;
use crate::assignees::schema::task_assignees;
use crate::labels::schema::labels;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::projects::schema::{projects, visible_projects};
use crate::search;
use crate::states::Kind;
use crate::states::schema::states;
use crate::tasks::model::Task;
use crate::tasks::schema::{task_labels, task_reminders, tasks};
use crate::tasks::sort::{Field, Key, Place, Sort};
use crate::tasks::wanted::{Either, OrNone, Wanted};

/// Whose tasks a list is made of: a company's, or those of one of its projects.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// The company.
    pub company: CompanyId,
    /// The project; none for all that the caller sees.
    pub project: Option<ProjectId>,
}

/// The tasks of `scope` that the actor sees and wants.
pub fn list(
    conn: &mut Conn,
    (actor, scope): (&Actor, Scope),
    wanted: &Wanted,
    sort: Sort,
    page: &PageParams,
) -> Result<Page<Task>> {
    let limit = page.limit()?;
    let after = sort.after(page)?;
    let dialect = conn.dialect();
    let rows = || narrowed(seen(actor, scope), scope.company, wanted, dialect);
    let found = if sort.field == Field::DueOn {
        by_due_date(conn, rows, sort, (after, limit + 1, wanted.days.0))?
    } else if sort.field == Field::State {
        columns::by_column(
            conn,
            rows,
            (scope.company, scope.project, sort),
            (after, limit + 1),
        )?
    } else if sort.field == Field::Position && scope.project.is_some() {
        let key = after.map(|place| place.key.text());
        let rows = columns::by_position(rows(), sort.descending, key);
        rows.limit(limit + 1).select(Task::as_select()).load(conn)?
    } else {
        let rows = ordered(rows(), sort, after);
        rows.limit(limit + 1).select(Task::as_select()).load(conn)?
    };
    Ok(Page::cut(found, limit, |task| sort.place_of(task)))
}

/// The visible rows of a scope. The projects that the actor sees are few and found once, which a
/// condition on each row would not be. One project is found as one value, and the company is one
/// value too: so an index gives the rows in their order, however many there are.
fn seen(actor: &Actor, scope: Scope) -> Rows<'static> {
    let projects = visible_projects::table
        .filter(visible_projects::company_id.eq(scope.company))
        .filter(visible_projects::user_id.eq(actor.user))
        .filter(visible_projects::trashed_at.is_null());
    let rows = tasks::table
        .filter(tasks::company_id.eq(scope.company))
        .filter(tasks::trashed_at.is_null());
    let id = visible_projects::project_id;
    let rows = match scope.project {
        None => rows
            .filter(tasks::project_id.eq_any(projects.select(id)))
            .into_boxed(),
        Some(project) => {
            let seen = projects.filter(id.eq(project)).select(id).single_value();
            rows.filter(tasks::project_id.nullable().eq(seen))
                .into_boxed()
        }
    };
    match actor.role_in(scope.company) {
        Some(_) => rows,
        None => rows.filter(tasks::id.eq(TaskId(0))),
    }
}

fn narrowed<'a>(rows: Rows<'a>, company: CompanyId, wanted: &Wanted, dialect: Dialect) -> Rows<'a> {
    let mut rows = if wanted.archived {
        rows.filter(tasks::archived_at.is_not_null())
    } else {
        rows.filter(tasks::archived_at.is_null())
    };
    rows = match wanted.closed {
        Some(true) => rows.filter(tasks::closed_at.is_not_null()),
        Some(false) => rows.filter(tasks::closed_at.is_null()),
        None => rows,
    };
    if let Some(terms) = &wanted.words {
        rows = if terms.is_empty() {
            rows.filter(tasks::id.eq(TaskId(0)))
        } else {
            rows.filter(search::queries::matching_tasks(dialect, company, terms))
        };
    }
    let rows = standing(in_time(rows, wanted), company, wanted);
    hanging(rows, company, wanted)
}

/// Filters by the columns that tasks stand in, and by how much they press.
fn standing<'a>(mut rows: Rows<'a>, company: CompanyId, wanted: &Wanted) -> Rows<'a> {
    if let Some(Either { ids, words }) = &wanted.states {
        let kinds = states::table
            .filter(states::company_id.eq(company))
            .filter(states::kind.eq_any(words.clone()))
            .select(states::id);
        rows = rows.filter(
            tasks::state_id
                .eq_any(ids.clone())
                .or(tasks::state_id.eq_any(kinds)),
        );
    }
    if let Some(waiting) = wanted.waiting {
        let kinds = states::table
            .filter(states::company_id.eq(company))
            .filter(states::kind.eq(Kind::Review))
            .select(states::id);
        rows = if waiting {
            rows.filter(tasks::state_id.eq_any(kinds))
        } else {
            rows.filter(tasks::state_id.ne_all(kinds))
        };
    }
    if let Some(priorities) = &wanted.priorities {
        rows = rows.filter(tasks::priority.eq_any(priorities.clone()));
    }
    rows
}

/// Filters by what hangs on tasks, or what they hang on.
fn hanging<'a>(mut rows: Rows<'a>, company: CompanyId, wanted: &Wanted) -> Rows<'a> {
    if let Some(OrNone { ids, none }) = &wanted.assignees {
        let theirs = task_assignees::table
            .filter(task_assignees::company_id.eq(company))
            .filter(task_assignees::user_id.eq_any(ids.clone()))
            .select(task_assignees::task_id);
        let anybody = task_assignees::table
            .filter(task_assignees::company_id.eq(tasks::company_id))
            .filter(task_assignees::task_id.eq(tasks::id));
        rows = match none {
            false => rows.filter(tasks::id.eq_any(theirs)),
            true => rows.filter(tasks::id.eq_any(theirs).or(not(exists(anybody)))),
        };
    }
    if let Some(Either { ids, words }) = &wanted.labels {
        let named = labels::table
            .filter(labels::company_id.eq(company))
            .filter(labels::name_key.eq_any(words.clone()))
            .select(labels::id);
        let any = task_labels::label_id
            .eq_any(ids.clone())
            .or(task_labels::label_id.eq_any(named));
        let labelled = task_labels::table
            .filter(task_labels::company_id.eq(company))
            .filter(any)
            .select(task_labels::task_id);
        rows = rows.filter(tasks::id.eq_any(labelled));
    }
    if let Some(OrNone { ids, none }) = &wanted.goals {
        let any = tasks::goal_id.eq_any(ids.clone()).assume_not_null();
        rows = match none {
            false => rows.filter(any),
            true => rows.filter(tasks::goal_id.is_null().or(any)),
        };
    }
    if let Some(OrNone { ids, none }) = &wanted.parents {
        let any = tasks::parent_id.eq_any(ids.clone()).assume_not_null();
        rows = match none {
            false => rows.filter(any),
            true => rows.filter(tasks::parent_id.is_null().or(any)),
        };
    }
    rows
}

/// Filters by dates and moments.
fn in_time<'a>(mut rows: Rows<'a>, wanted: &Wanted) -> Rows<'a> {
    rows = match wanted.dated {
        Some(true) => rows.filter(tasks::due_on.is_not_null()),
        Some(false) => rows.filter(tasks::due_on.is_null()),
        None => rows,
    };
    // A task's days are from its start to its due date, or the one of them that it has.
    if let Some(day) = wanted.days.0 {
        let starts = tasks::due_on.is_null().and(tasks::start_on.ge(day));
        rows = rows.filter(
            tasks::due_on
                .ge(day)
                .assume_not_null()
                .or(starts.assume_not_null()),
        );
    }
    if let Some(day) = wanted.days.1 {
        let due = tasks::start_on.is_null().and(tasks::due_on.le(day));
        rows = rows.filter(
            tasks::start_on
                .le(day)
                .assume_not_null()
                .or(due.assume_not_null()),
        );
    }
    if let Some(day) = wanted.due_from {
        rows = rows.filter(tasks::due_on.ge(day));
    }
    if let Some(day) = wanted.due_to {
        rows = rows.filter(tasks::due_on.le(day));
    }
    rows = match wanted.overdue {
        Some((today, true)) => rows
            .filter(tasks::due_on.lt(today))
            .filter(tasks::closed_at.is_null()),
        Some((today, false)) => rows.filter(
            tasks::due_on
                .is_null()
                .or(tasks::closed_at.is_not_null())
                .or(tasks::due_on.ge(today).assume_not_null()),
        ),
        None => rows,
    };
    if let Some(at) = wanted.created.0 {
        rows = rows.filter(tasks::created_at.ge(at));
    }
    if let Some(at) = wanted.created.1 {
        rows = rows.filter(tasks::created_at.lt(at));
    }
    if let Some(at) = wanted.updated.0 {
        rows = rows.filter(tasks::updated_at.ge(at));
    }
    if let Some(at) = wanted.updated.1 {
        rows = rows.filter(tasks::updated_at.lt(at));
    }
    rows
}

/// `$rows` by `$column` and then by id, from after `$after` on. The first condition of the two is
/// what an index can begin at.
macro_rules! by {
    ($rows:expr, $column:expr, $descending:expr, $after:expr) => {{
        let rows = match ($after, $descending) {
            (None, _) => $rows,
            (Some((key, id)), false) => $rows
                .filter($column.ge(key.clone()))
                .filter($column.gt(key).or(tasks::id.gt(id))),
            (Some((key, id)), true) => $rows
                .filter($column.le(key.clone()))
                .filter($column.lt(key).or(tasks::id.lt(id))),
        };
        if $descending {
            rows.order(($column.desc(), tasks::id.desc()))
        } else {
            rows.order(($column.asc(), tasks::id.asc()))
        }
    }};
}

fn ordered(rows: Rows<'_>, sort: Sort, after: Option<Place>) -> Rows<'_> {
    let down = sort.descending;
    let number = |place: Place| (place.key.number(), place.id);
    let moment = |place: Place| (Instant(place.key.number()), place.id);
    let words = |place: Place| (place.key.text(), place.id);
    match sort.field {
        Field::Position => by!(rows, tasks::position, down, after.map(words)),
        Field::Title => by!(rows, tasks::title, down, after.map(words)),
        Field::Priority => by!(rows, tasks::priority, down, after.map(number)),
        Field::Number => by!(rows, tasks::number, down, after.map(number)),
        Field::CreatedAt => by!(rows, tasks::created_at, down, after.map(moment)),
        Field::UpdatedAt => by!(rows, tasks::updated_at, down, after.map(moment)),
        Field::DueOn | Field::State => rows,
    }
}

/// Tasks with a due date first, then those without: two statements, so that the first can walk
/// along its index.
fn by_due_date<'a>(
    conn: &mut Conn,
    rows: impl Fn() -> Rows<'a>,
    sort: Sort,
    (after, count, first): (Option<Place>, i64, Option<Date>),
) -> Result<Vec<Task>> {
    let down = sort.descending;
    let (mut found, rest) = match after {
        Some(Place {
            key: Key::Nothing,
            id,
            ..
        }) => (Vec::new(), Some(id)),
        after => {
            let after = after.map(|place| (Date(place.key.number()), place.id));
            let mut dated = rows().filter(tasks::due_on.is_not_null());
            if let Some(first) = first {
                // Said again, in words at which the index can begin.
                dated = dated.filter(tasks::due_on.ge(first));
            }
            let due_on = tasks::due_on.assume_not_null();
            let dated = by!(dated, due_on, down, after);
            (
                dated.limit(count).select(Task::as_select()).load(conn)?,
                None,
            )
        }
    };
    let missing = count - i64::try_from(found.len()).unwrap_or(count);
    if missing > 0 {
        let mut undated = rows().filter(tasks::due_on.is_null());
        undated = match (rest, down) {
            (Some(id), false) => undated.filter(tasks::id.gt(id)),
            (Some(id), true) => undated.filter(tasks::id.lt(id)),
            (None, _) => undated,
        };
        undated = if down {
            undated.order(tasks::id.desc())
        } else {
            undated.order(tasks::id.asc())
        };
        let undated: Vec<Task> = undated
            .limit(missing)
            .select(Task::as_select())
            .load(conn)?;
        found.extend(undated);
    }
    Ok(found)
}

/// Open tasks that are due in these days and of which nobody was reminded, from after a place on.
pub fn due(
    conn: &mut Conn,
    (from, to): (Date, Date),
    after: Option<(Date, TaskId)>,
    limit: i64,
) -> Result<Vec<Task>> {
    let told = task_reminders::table
        .filter(task_reminders::company_id.eq(tasks::company_id))
        .filter(task_reminders::task_id.eq(tasks::id))
        .filter(task_reminders::due_on.nullable().eq(tasks::due_on));
    let worked_on = projects::table
        .filter(projects::company_id.eq(tasks::company_id))
        .filter(projects::id.eq(tasks::project_id))
        .filter(projects::archived_at.is_null())
        .filter(projects::trashed_at.is_null());
    let rows = tasks::table
        .filter(tasks::due_on.ge(from))
        .filter(tasks::due_on.le(to))
        .filter(tasks::closed_at.is_null())
        .filter(tasks::archived_at.is_null())
        .filter(tasks::trashed_at.is_null())
        .filter(not(exists(told)))
        .filter(exists(worked_on))
        .into_boxed();
    let due_on = tasks::due_on.assume_not_null();
    by!(rows, due_on, false, after)
        .limit(limit)
        .select(Task::as_select())
        .load(conn)
        .map_err(Error::from)
}
