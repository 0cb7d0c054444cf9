//! A Postgres connection that prepares each statement once.
//!
//! Diesel keeps the statements of its builder, but prepares an UPDATE, an `sql_query` text or a
//! batch insert anew each time: it cannot know how many shapes such a statement has. Here a text
//! that comes a second time is kept, as long as there are not too many and it is not too long.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use diesel::connection::{
    AnsiTransactionManager, CacheSize, Connection, DefaultLoadingMode, Instrumentation,
    LoadConnection, SimpleConnection,
};
use diesel::expression::QueryMetadata;
use diesel::internal::derives::multiconnection::{
    AstPassHelper as _, ConnectionSealed, MultiConnectionHelper,
};
use diesel::migration::MigrationConnection;
use diesel::pg::{Pg, PgConnection, PgQueryBuilder};
use diesel::query_builder::{AstPass, Query, QueryBuilder as _, QueryFragment, QueryId};
use diesel::result::Error as SqlError;
use diesel::sql_types::TypeMetadata;
use diesel::{ConnectionResult, QueryResult};

/// Texts that one connection remembers; the server keeps a plan for each.
const TEXTS: usize = 1024;
/// Longer texts come from large batches, and hardly ever twice.
const LONGEST: usize = 8 * 1024;

/// A connection to a Postgres server.
pub struct PreparedPg {
    conn: PgConnection,
    /// Hashes of texts that came at least once and that Diesel would not keep.
    seen: HashSet<u64>,
    hasher: RandomState,
    /// Whether a statement failed that nothing has been rolled back for since.
    failed: bool,
    /// Whether a kept statement no longer fits its tables: a migration changed them.
    outdated: bool,
}

impl PreparedPg {
    pub(crate) fn new(conn: PgConnection) -> Self {
        Self {
            conn,
            seen: HashSet::new(),
            hasher: RandomState::new(),
            failed: false,
            outdated: false,
        }
    }

    /// Whether the open transaction can only be rolled back: a statement of it failed.
    pub(crate) const fn is_aborted(&self) -> bool {
        self.failed
    }

    /// Whether another connection is needed: the server has closed this one, as far as the socket
    /// tells without asking, or its kept statements are out of date.
    pub(crate) fn is_gone(&mut self) -> bool {
        // The first look may find the server's last words, the second one that it hung up.
        let mut look = || {
            let mut said = self.conn.notifications_iter();
            said.next().is_some_and(|said| said.is_err())
        };
        look() || look() || self.outdated
    }

    /// The text of a statement that Diesel would not keep, if it is to be kept all the same.
    fn text_to_keep<T: QueryFragment<Pg>>(&mut self, source: &T) -> QueryResult<Option<String>> {
        if source.is_safe_to_cache_prepared(&Pg)? {
            return Ok(None);
        }
        let mut text = PgQueryBuilder::default();
        source.to_sql(&mut text, &Pg)?;
        let text = text.finish();
        if text.len() > LONGEST {
            return Ok(None);
        }
        let hash = self.hasher.hash_one(&text);
        if self.seen.contains(&hash) {
            return Ok(Some(text));
        }
        if self.seen.len() < TEXTS {
            self.seen.insert(hash);
        }
        Ok(None)
    }

    fn noted<T>(&mut self, result: QueryResult<T>) -> QueryResult<T> {
        self.failed |= result.is_err();
        self.outdated |= result.as_ref().err().is_some_and(is_outdated);
        result
    }
}

fn is_outdated(error: &SqlError) -> bool {
    // Postgres has no code of its own for it.
    matches!(error, SqlError::DatabaseError(_, info) if info.message().starts_with("cached plan"))
}

/// A statement that is kept under its text, whatever it is made of.
struct Kept<T> {
    text: String,
    inner: T,
}

impl<T: QueryFragment<Pg>> QueryFragment<Pg> for Kept<T> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        // Not by walking the inner one: it would say that it is not to be kept.
        pass.push_sql(&self.text);
        if let Some((binds, lookup)) = pass.bind_collector() {
            self.inner.collect_binds(binds, lookup, &Pg)?;
        }
        Ok(())
    }
}

impl<T> QueryId for Kept<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T: Query> Query for Kept<T> {
    type SqlType = T::SqlType;
}

impl ConnectionSealed for PreparedPg {}

impl SimpleConnection for PreparedPg {
    fn batch_execute(&mut self, query: &str) -> QueryResult<()> {
        let done = self.conn.batch_execute(query);
        if done.is_ok() && (query.starts_with("ROLLBACK") || query.starts_with("BEGIN")) {
            self.failed = false;
        }
        self.noted(done)
    }
}

impl Connection for PreparedPg {
    type Backend = Pg;
    type TransactionManager = AnsiTransactionManager;

    fn establish(database_url: &str) -> ConnectionResult<Self> {
        PgConnection::establish(database_url).map(Self::new)
    }

    fn execute_returning_count<T>(&mut self, source: &T) -> QueryResult<usize>
    where
        T: QueryFragment<Pg> + QueryId,
    {
        let done = match self.text_to_keep(source)? {
            None => self.conn.execute_returning_count(source),
            Some(text) => {
                let inner = source;
                self.conn.execute_returning_count(&Kept { text, inner })
            }
        };
        self.noted(done)
    }

    fn transaction_state(&mut self) -> &mut AnsiTransactionManager {
        self.conn.transaction_state()
    }

    fn instrumentation(&mut self) -> &mut dyn Instrumentation {
        self.conn.instrumentation()
    }

    fn set_instrumentation(&mut self, instrumentation: impl Instrumentation) {
        self.conn.set_instrumentation(instrumentation);
    }

    fn set_prepared_statement_cache_size(&mut self, size: CacheSize) {
        self.conn.set_prepared_statement_cache_size(size);
    }
}

impl LoadConnection<DefaultLoadingMode> for PreparedPg {
    type Cursor<'conn, 'query> = <PgConnection as LoadConnection>::Cursor<'conn, 'query>;
    type Row<'conn, 'query> = <PgConnection as LoadConnection>::Row<'conn, 'query>;

    fn load<'conn, 'query, T>(
        &'conn mut self,
        source: T,
    ) -> QueryResult<Self::Cursor<'conn, 'query>>
    where
        T: Query + QueryFragment<Pg> + QueryId + 'query,
        Pg: QueryMetadata<T::SqlType>,
    {
        let text = self.text_to_keep(&source)?;
        let Self {
            conn,
            failed,
            outdated,
            ..
        } = self;
        let loaded = match text {
            None => LoadConnection::<DefaultLoadingMode>::load(conn, source),
            Some(text) => {
                let inner = source;
                LoadConnection::<DefaultLoadingMode>::load(conn, Kept { text, inner })
            }
        };
        // Not by `noted`: what was loaded borrows the connection.
        *failed |= loaded.is_err();
        *outdated |= loaded.as_ref().err().is_some_and(is_outdated);
        loaded
    }
}

impl MultiConnectionHelper for PreparedPg {
    fn to_any<'a>(
        lookup: &mut <Pg as TypeMetadata>::MetadataLookup,
    ) -> &mut (dyn std::any::Any + 'a) {
        PgConnection::to_any(lookup)
    }

    fn from_any(
        lookup: &mut dyn std::any::Any,
    ) -> Option<&mut <Pg as TypeMetadata>::MetadataLookup> {
        PgConnection::from_any(lookup)
    }
}

impl MigrationConnection for PreparedPg {
    fn setup(&mut self) -> QueryResult<usize> {
        self.conn.setup()
    }
}
