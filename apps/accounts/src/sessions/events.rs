//! What happens to sessions.

use blimp_store::{About, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::ids::{SessionId, UserId};

fn about(session: SessionId, user: UserId) -> About {
    About {
        user: Some(user.0),
        actor: Some(user.0),
        subject: Subject::new("session", session),
        ..About::default()
    }
}

/// Somebody signed in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SessionStarted {
    /// The session.
    pub session: SessionId,
    /// Who.
    pub user: UserId,
    /// From where.
    pub ip: String,
}

impl Event for SessionStarted {
    const NAME: &'static str = "session.started.v1";
    fn about(&self) -> About {
        about(self.session, self.user)
    }
}

/// Somebody signed out, here or from elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SessionEnded {
    /// The session.
    pub session: SessionId,
    /// Who.
    pub user: UserId,
}

impl Event for SessionEnded {
    const NAME: &'static str = "session.ended.v1";
    fn about(&self) -> About {
        about(self.session, self.user)
    }
}
