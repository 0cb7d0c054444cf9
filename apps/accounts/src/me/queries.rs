//! Reading a person with all that is theirs.

use blimp_kit::Result;
use blimp_store::Conn;

use crate::ids::UserId;
use crate::me::Me;
use crate::members;
use crate::users;

/// The person and the companies they are in.
pub fn get(conn: &mut Conn, user: UserId) -> Result<Me> {
    let memberships = members::queries::list_companies(conn, user)?;
    Ok(Me {
        user: users::queries::get(conn, user)?,
        memberships,
    })
}
