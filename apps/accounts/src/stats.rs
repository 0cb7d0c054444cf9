//! What the operator is told of: how many users and companies there are.
//!
//! Nobody's part of these is a tenant's: they are counted by blocks of ids.

use blimp_app::{Counts, Scope, Stat};
use blimp_kit::Result;
use blimp_store::{Conn, Event as _, EventRow};

use crate::companies;
use crate::companies::events::CompanyCreated;
use crate::users;
use crate::users::events::UserSignedUp;

/// Ids that are counted together.
const BLOCK: i64 = 1024;

/// People who can sign in.
pub(crate) const USERS: Stat = Stat {
    name: "users",
    touched: |row| block_of(row, UserSignedUp::NAME),
    scopes: |conn, after, limit| Ok(blocks(users::queries::last_id(conn)?, after, limit)),
    count: |conn, block| count(conn, block, users::queries::count_between),
};

/// Companies.
pub(crate) const COMPANIES: Stat = Stat {
    name: "companies",
    touched: |row| block_of(row, CompanyCreated::NAME),
    scopes: |conn, after, limit| Ok(blocks(companies::queries::last_id(conn)?, after, limit)),
    count: |conn, block| count(conn, block, companies::queries::count_between),
};

fn block_of(row: &EventRow, event: &str) -> Option<Scope> {
    (row.name == event).then(|| Scope::new(0, row.subject_id / BLOCK))
}

/// The blocks up to that of the last id, after the given one.
fn blocks(last_id: i64, after: Option<Scope>, limit: i64) -> Vec<Scope> {
    let first = after.map_or(0, |scope| scope.id + 1);
    let last = (last_id / BLOCK).min(first + limit - 1);
    (first..=last).map(|id| Scope::new(0, id)).collect()
}

fn count(
    conn: &mut Conn,
    block: Scope,
    between: fn(&mut Conn, i64, i64) -> Result<i64>,
) -> Result<Counts> {
    let first = block.id * BLOCK;
    Ok(vec![("all", between(conn, first, first + BLOCK - 1)?)])
}

#[cfg(test)]
mod tests {
    use blimp_app::Scope;

    use super::{BLOCK, blocks};

    #[test]
    fn blocks_cover_every_id_once_page_by_page() {
        for last_id in [0, 1, BLOCK - 1, BLOCK, 5 * BLOCK + 3] {
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let page = blocks(last_id, after, 2);
                let Some(last) = page.last() else { break };
                after = Some(*last);
                all.extend(page);
            }
            let expected: Vec<_> = (0..=last_id / BLOCK).map(|id| Scope::new(0, id)).collect();
            assert_eq!(all, expected, "{last_id}");
        }
    }
}
