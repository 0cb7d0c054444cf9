//! All SQL about search. FTS5 and tsvector are spoken in one match arm each.

use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Page, PageParams, Result};
use blimp_store::{Conn, Dialect, on_each};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};

use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::search::model::Search;
use crate::search::schema::search_docs;
use crate::search::{Doc, Hit, Kind, Terms};

/// The best matches first; only what the actor may see, nothing from the trash.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    search: &Search,
    page: &PageParams,
) -> Result<Page<Hit>> {
    let limit = page.limit()?;
    let after: Option<(i64, i64)> = page.after()?;
    if search.text.is_empty() || actor.role_in(search.company).is_none() {
        return Ok(Page::cut(Vec::new(), limit, |_: &Hit| 0));
    }
    let (score, id) = after.unzip();
    // The binds are the same, in the same order, in both dialects.
    macro_rules! load {
        ($conn:expr, $sql:expr, $words:expr) => {
            diesel::sql_query($sql)
                .bind::<Text, _>($words)
                .bind::<BigInt, _>(search.company)
                .bind::<BigInt, _>(actor.user)
                .bind::<Nullable<Text>, _>(search.kind)
                .bind::<Nullable<BigInt>, _>(search.project)
                .bind::<Nullable<BigInt>, _>(score)
                .bind::<Nullable<BigInt>, _>(id)
                .bind::<BigInt, _>(limit + 1)
                .load::<Hit>($conn)
        };
    }
    let hits = match conn {
        Conn::Sqlite(c) => load!(c, SQLITE, search.text.fts5(search.company)),
        Conn::Postgres(c) => load!(c, POSTGRES, search.text.tsquery()),
    }?;
    Ok(Page::cut(hits, limit, |hit| (hit.score, hit.id)))
}

/// Ranks by bm25, a title eight times a body; texts are read for one page of rows only.
const SQLITE: &str = "
WITH found AS MATERIALIZED (
    SELECT rowid AS id, CAST(-1000000000 * bm25(search_fts, 8.0, 1.0, 0.0) AS INTEGER) AS score
    FROM search_fts WHERE search_fts MATCH ?1
), best AS MATERIALIZED (
    SELECT d.id, found.score
    FROM found
    JOIN search_docs d ON d.id = found.id
    JOIN tasks t ON t.company_id = d.company_id AND t.id = d.task_id
    JOIN projects p ON p.company_id = t.company_id AND p.id = t.project_id
    WHERE d.company_id = ?2 AND t.trashed_at IS NULL AND p.trashed_at IS NULL
      AND EXISTS (
          SELECT 1 FROM visible_projects v
          WHERE v.company_id = t.company_id AND v.project_id = t.project_id AND v.user_id = ?3
      )
      AND (?4 IS NULL OR d.kind = ?4) AND (?5 IS NULL OR t.project_id = ?5)
      AND (?6 IS NULL OR (found.score, d.id) < (?6, ?7))
    ORDER BY found.score DESC, d.id DESC LIMIT ?8
)
SELECT d.id, d.kind, d.subject_id, d.task_id, t.project_id, t.number, t.title AS task_title,
       d.title, substr(d.body, 1, 20000) AS body, best.score
FROM best
JOIN search_docs d ON d.id = best.id
JOIN tasks t ON t.company_id = d.company_id AND t.id = d.task_id
ORDER BY best.score DESC, d.id DESC";

/// Ranks by `ts_rank`, whose weights A and B stand for title and body.
const POSTGRES: &str = "
WITH best AS (
    SELECT * FROM (
        SELECT d.company_id, d.id,
               CAST(ts_rank(d.words, query.words) * 1000000000 AS BIGINT) AS score
        FROM to_tsquery('simple', $1) AS query (words), search_docs d
        JOIN tasks t ON t.company_id = d.company_id AND t.id = d.task_id
        JOIN projects p ON p.company_id = t.company_id AND p.id = t.project_id
        WHERE d.words @@ query.words
          AND d.company_id = $2 AND t.trashed_at IS NULL AND p.trashed_at IS NULL
          AND EXISTS (
              SELECT 1 FROM visible_projects v
              WHERE v.company_id = t.company_id AND v.project_id = t.project_id AND v.user_id = $3
          )
          AND ($4 IS NULL OR d.kind = $4) AND ($5 IS NULL OR t.project_id = $5)
    ) AS hit
    WHERE $6 IS NULL OR (score, id) < ($6, $7)
    ORDER BY score DESC, id DESC LIMIT $8
)
SELECT d.id, d.kind, d.subject_id, d.task_id, t.project_id, t.number, t.title AS task_title,
       d.title, substr(d.body, 1, 20000) AS body, best.score
FROM best
JOIN search_docs d ON d.company_id = best.company_id AND d.id = best.id
JOIN tasks t ON t.company_id = d.company_id AND t.id = d.task_id
ORDER BY best.score DESC, d.id DESC";

type Bound<Before, Value, Sql> =
    SqlLiteral<Bool, diesel::expression::UncheckedBind<Before, diesel::dsl::AsExprOf<Value, Sql>>>;
/// A condition on `tasks`; see [`matching_tasks`].
pub type Matching = Bound<Bound<SqlLiteral<Bool>, i64, BigInt>, String, Text>;

/// The condition that a task's title or notes match, for queries over the table `tasks`:
/// `.filter(search::queries::matching_tasks(conn.dialect(), company, &terms))`.
pub fn matching_tasks(dialect: Dialect, company: CompanyId, terms: &Terms) -> Matching {
    let (open, words, close) = match dialect {
        Dialect::Sqlite => (
            " AND id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH ",
            terms.fts5(company),
            "))",
        ),
        Dialect::Postgres => (" AND words @@ to_tsquery('simple', ", terms.tsquery(), "))"),
    };
    sql::<Bool>(
        "tasks.id IN (SELECT task_id FROM search_docs WHERE kind = 'task' AND company_id = ",
    )
    .bind::<BigInt, _>(company.0)
    .sql(open)
    .bind::<Text, _>(words)
    .sql(close)
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = search_docs)]
struct Row<'a> {
    company_id: CompanyId,
    project_id: ProjectId,
    task_id: TaskId,
    kind: Kind,
    subject_id: i64,
    title: &'a str,
    body: &'a str,
}

pub(in crate::search) fn put(conn: &mut Conn, doc: &Doc<'_>) -> Result {
    let row = Row {
        company_id: doc.company,
        project_id: doc.project,
        task_id: doc.task,
        kind: doc.kind,
        subject_id: doc.subject_id,
        title: doc.title,
        body: doc.body,
    };
    on_each!(conn, c => diesel::insert_into(search_docs::table)
        .values(&row)
        .on_conflict((search_docs::company_id, search_docs::kind, search_docs::subject_id))
        .do_update()
        .set(&row)
        .execute(c))?;
    Ok(())
}

pub(in crate::search) fn remove(
    conn: &mut Conn,
    company: CompanyId,
    kind: Kind,
    subject: i64,
) -> Result {
    diesel::delete(
        search_docs::table
            .filter(search_docs::company_id.eq(company))
            .filter(search_docs::kind.eq(kind))
            .filter(search_docs::subject_id.eq(subject)),
    )
    .execute(conn)?;
    Ok(())
}

pub(in crate::search) fn remove_task(conn: &mut Conn, company: CompanyId, task: TaskId) -> Result {
    diesel::delete(
        search_docs::table
            .filter(search_docs::company_id.eq(company))
            .filter(search_docs::task_id.eq(task)),
    )
    .execute(conn)?;
    Ok(())
}

pub(in crate::search) fn move_task(
    conn: &mut Conn,
    company: CompanyId,
    task: TaskId,
    project: ProjectId,
) -> Result {
    diesel::update(
        search_docs::table
            .filter(search_docs::company_id.eq(company))
            .filter(search_docs::task_id.eq(task)),
    )
    .set(search_docs::project_id.eq(project))
    .execute(conn)?;
    Ok(())
}

#[cfg(test)]
pub(crate) mod ground;
#[cfg(test)]
pub(crate) mod statements;
#[cfg(test)]
mod tests;
