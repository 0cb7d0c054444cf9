//! A column among many ids, in a statement whose text does not depend on how many there are.
//!
//! Diesel's `eq_any` writes a mark for each value on SQLite, so such a statement is parsed and
//! planned anew each time. This one hands the ids over as one value in both databases.

use diesel::QueryResult;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Bool, Text};
use diesel::sqlite::Sqlite;

/// The condition that [`among`] makes.
#[derive(Debug, Clone, QueryId)]
pub struct Among<C> {
    column: C,
    ids: Vec<i64>,
    /// The same for SQLite, which has no arrays.
    list: String,
}

/// The condition that `column` is one of `ids`; never true where there are none.
pub fn among<C>(column: C, ids: impl IntoIterator<Item: Into<i64>>) -> Among<C> {
    let ids: Vec<i64> = ids.into_iter().map(Into::into).collect();
    let words: Vec<String> = ids.iter().map(i64::to_string).collect();
    let list = format!("[{}]", words.join(","));
    Among { column, ids, list }
}

impl<C: Expression> Expression for Among<C> {
    type SqlType = Bool;
}

impl<C, Source> AppearsOnTable<Source> for Among<C> where C: AppearsOnTable<Source> {}

impl<C, Source> SelectableExpression<Source> for Among<C> where C: SelectableExpression<Source> {}

impl<C: ValidGrouping<Group>, Group> ValidGrouping<Group> for Among<C> {
    type IsAggregate = C::IsAggregate;
}

impl<C: QueryFragment<Pg>> QueryFragment<Pg> for Among<C> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql(" = ANY(");
        pass.push_bind_param::<Array<BigInt>, _>(&self.ids)?;
        pass.push_sql(")");
        Ok(())
    }
}

impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for Among<C> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(pass.reborrow())?;
        pass.push_sql(" IN (SELECT value FROM json_each(");
        pass.push_bind_param::<Text, _>(&self.list)?;
        pass.push_sql("))");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use diesel::SqliteConnection;
    use diesel::connection::SimpleConnection as _;
    use diesel::prelude::*;

    use super::among;

    diesel::table! {
        boats (id) {
            id -> BigInt,
        }
    }

    #[test]
    fn one_text_finds_any_number_of_rows() {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        conn.batch_execute(
            "CREATE TABLE boats (id INTEGER PRIMARY KEY); INSERT INTO boats VALUES (1), (2), (3)",
        )
        .unwrap();
        for (wanted, expected) in [
            (vec![], vec![]),
            (vec![3_i64], vec![3_i64]),
            (vec![2, 1, 9], vec![1, 2]),
        ] {
            let rows = boats::table
                .filter(among(boats::id, wanted))
                .order(boats::id);
            let found: Vec<i64> = rows.select(boats::id).load(&mut conn).unwrap();
            assert_eq!(found, expected);
        }
    }
}
