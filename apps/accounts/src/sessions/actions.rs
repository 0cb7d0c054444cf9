//! What can be done to sessions.

use blimp_kit::{May, Result, random, signer};
use blimp_store::Tx;

use crate::actor::Actor;
use crate::ids::{SessionId, UserId};
use crate::sessions::events::{SessionEnded, SessionStarted};
use crate::sessions::policy::{End, EndOthers};
use crate::sessions::{NewSession, Origin, Session, queries};

/// Signs somebody in; returns the secret for the cookie, which is stored nowhere.
pub(crate) fn start(tx: &mut Tx, user: UserId, origin: &Origin) -> Result<String> {
    let secret = random::token()?;
    let now = tx.now();
    let session = queries::add(
        tx,
        &NewSession {
            user_id: user,
            fingerprint: &signer::fingerprint(&secret),
            ip: &origin.ip,
            user_agent: origin.user_agent.as_deref(),
            created_at: now,
            last_seen_at: now,
        },
    )?;
    tx.record(&SessionStarted {
        session,
        user,
        ip: origin.ip.clone(),
    })?;
    Ok(secret)
}

/// Ends a session.
pub(crate) fn end(tx: &mut Tx, session: &May<End, Session>) -> Result {
    end_one(tx, session.id, session.user_id)
}

/// Signs the caller out everywhere else.
pub(crate) fn end_others(tx: &mut Tx, actor: &May<EndOthers, Actor>) -> Result {
    end_all_but(tx, actor.user, actor.session())
}

/// Signs somebody out everywhere, except in one session.
pub(crate) fn end_all_but(tx: &mut Tx, user: UserId, except: Option<SessionId>) -> Result {
    for session in queries::list_others(tx, user, except)? {
        end_one(tx, session, user)?;
    }
    Ok(())
}

fn end_one(tx: &mut Tx, session: SessionId, user: UserId) -> Result {
    if queries::remove(tx, session)? {
        tx.record(&SessionEnded { session, user })?;
    }
    Ok(())
}
