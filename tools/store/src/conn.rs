//! One connection type over both databases.

use diesel::SqliteConnection;

use crate::prepared::PreparedPg;

/// A connection to whichever database this installation has.
///
/// Queries that `MultiConnection` cannot express (ON CONFLICT, batch insert, `as_returning`) go
/// through [`on_each!`](crate::on_each), which compiles one text for both.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// The embedded database.
    Sqlite(SqliteConnection),
    /// A Postgres server.
    Postgres(PreparedPg),
}

/// Whatever has a connection inside: [`Conn`] and [`Tx`](crate::Tx).
pub trait HasConn {
    /// The connection.
    fn conn(&mut self) -> &mut Conn;
}

impl HasConn for Conn {
    fn conn(&mut self) -> &mut Conn {
        self
    }
}

impl<T: HasConn> HasConn for &mut T {
    fn conn(&mut self) -> &mut Conn {
        (**self).conn()
    }
}

/// Writes a query once and compiles it for each database.
///
/// ```text
/// let n = on_each!(conn, c => diesel::insert_into(boats::table)
///     .values(&rows).on_conflict_do_nothing().execute(c))?;
/// ```
#[macro_export]
macro_rules! on_each {
    ($conn:expr, $c:ident => $query:expr) => {
        match $crate::HasConn::conn(&mut *$conn) {
            $crate::Conn::Sqlite($c) => $query,
            $crate::Conn::Postgres($c) => $query,
        }
    };
}

/// Lets tables of two crates stand in one query.
///
/// Diesel's own `allow_tables_to_appear_in_same_query!` breaks the orphan rule when the tables
/// live in different crates and the Postgres backend is on; these two impls are what is needed.
/// Call it in the crate that owns the first table.
#[macro_export]
macro_rules! appear_together {
    ($($left:ident :: table),+ ; $right:path) => {
        $(
            impl $crate::private::diesel::query_source::TableNotEqual<$right> for $left::table {}
            impl $crate::private::diesel::query_source::TableNotEqual<$left::table> for $right {}
        )+
    };
}
