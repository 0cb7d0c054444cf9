//! What happens to users.

use blimp_store::{About, Changes, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::ids::UserId;

/// A fact about a person alone: nobody else may read it.
pub(crate) fn about_user(user: UserId, by: Option<UserId>) -> About {
    About {
        user: Some(user.0),
        actor: by.map(|by| by.0),
        subject: Subject::new("user", user),
        ..About::default()
    }
}

/// Somebody has an account now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UserSignedUp {
    /// Who.
    pub user: UserId,
}

impl Event for UserSignedUp {
    const NAME: &'static str = "user.signed_up.v1";
    fn about(&self) -> About {
        about_user(self.user, Some(self.user))
    }
}

/// A person's name, picture, address, time zone or language changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UserChanged {
    /// Who.
    pub user: UserId,
    /// Who changed it.
    pub by: Option<UserId>,
    /// Old and new values.
    pub changes: Changes,
}

impl Event for UserChanged {
    const NAME: &'static str = "user.changed.v1";
    fn about(&self) -> About {
        About {
            changes: self.changes.clone(),
            ..about_user(self.user, self.by)
        }
    }
}

/// A password was changed, with the old one or by a mailed link.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PasswordChanged {
    /// Whose.
    pub user: UserId,
}

impl Event for PasswordChanged {
    const NAME: &'static str = "password.changed.v1";
    fn about(&self) -> About {
        about_user(self.user, Some(self.user))
    }
}

/// Somebody deleted their account.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UserDeleted {
    /// Who.
    pub user: UserId,
}

impl Event for UserDeleted {
    const NAME: &'static str = "user.deleted.v1";
    fn about(&self) -> About {
        about_user(self.user, Some(self.user))
    }
}
