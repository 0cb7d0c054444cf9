//! A person with all that is theirs.

use crate::companies::Company;
use crate::role::Role;
use crate::users::User;

/// A person and the companies they are in.
#[derive(Debug, Clone)]
pub struct Me {
    /// The person.
    pub user: User,
    /// The companies they are in, and as what.
    pub memberships: Vec<(Company, Role)>,
}
