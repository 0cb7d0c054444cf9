//! What happens to tokens.

use blimp_store::{About, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::actor::Scope;
use crate::ids::{TokenId, UserId};

fn about(token: TokenId, user: UserId) -> About {
    About {
        user: Some(user.0),
        actor: Some(user.0),
        subject: Subject::new("token", token),
        ..About::default()
    }
}

/// Somebody made a token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TokenMade {
    /// The token.
    pub token: TokenId,
    /// Whose.
    pub user: UserId,
    /// What they call it.
    pub name: String,
    /// What it allows.
    pub scope: Scope,
}

impl Event for TokenMade {
    const NAME: &'static str = "token.made.v1";
    fn about(&self) -> About {
        about(self.token, self.user)
    }
}

/// A token was revoked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TokenRevoked {
    /// The token.
    pub token: TokenId,
    /// Whose.
    pub user: UserId,
}

impl Event for TokenRevoked {
    const NAME: &'static str = "token.revoked.v1";
    fn about(&self) -> About {
        about(self.token, self.user)
    }
}
