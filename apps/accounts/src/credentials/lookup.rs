//! Who a credential speaks for.

use blimp_kit::{Error, Instant, Result, signer};
use blimp_store::{Conn, Db, Tx};
use futures::FutureExt as _;

use crate::actor::{Actor, Scope, Via};
use crate::members::queries::list_memberships;
use crate::sessions::{self, SEEN_EVERY};
use crate::tokens::{self, USED_EVERY};

/// What a request carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Credential {
    /// `Authorization: Bearer`.
    Bearer(String),
    /// The session's cookie.
    Cookie(String),
}

/// Who this is; `None` for a credential that is unknown or over.
pub(crate) async fn find(db: &Db, credential: Credential) -> Result<Option<Actor>> {
    let now = db.clock().now();
    // A session that was just begun, or ended, is not to be found late.
    let found = db
        .primary()
        .read(move |conn| read(conn, &credential, now))
        .await?;
    let Some((actor, stale)) = found else {
        return Ok(None);
    };
    if stale {
        let via = actor.via;
        // Handed over and not waited for: the request is not slower for it, and may outrun it.
        drop(db.write(move |tx| note(tx, via, now)).now_or_never());
    }
    Ok(Some(actor))
}

/// The actor, and whether it is time to note that the credential was used.
fn read(conn: &mut Conn, credential: &Credential, now: Instant) -> Result<Option<(Actor, bool)>> {
    let (user, scope, via, stale, memberships) = match credential {
        Credential::Cookie(secret) => {
            let print = signer::fingerprint(secret);
            let Some((live, memberships)) = sessions::queries::find_live(conn, &print, now)? else {
                return Ok(None);
            };
            let stale = now.since(live.last_seen_at) >= SEEN_EVERY;
            (
                live.user_id,
                Scope::Admin,
                Via::Session(live.id),
                stale,
                memberships,
            )
        }
        Credential::Bearer(secret) => {
            let print = signer::fingerprint(secret);
            let Some((live, memberships)) = tokens::queries::find_live(conn, &print, now)? else {
                return Ok(None);
            };
            let stale = live
                .last_used_at
                .is_none_or(|at| now.since(at) >= USED_EVERY);
            (
                live.user_id,
                live.scope,
                Via::Token(live.id),
                stale,
                memberships,
            )
        }
    };
    let memberships = memberships.into();
    Ok(Some((
        Actor {
            user,
            memberships,
            scope,
            via,
        },
        stale,
    )))
}

impl Actor {
    /// The same caller as they are now, for what lasts longer than a request: with the companies
    /// and scope of this moment.
    ///
    /// # Errors
    /// `Unauthenticated` where the session or token is over or revoked.
    pub fn reload(&self, conn: &mut Conn, now: Instant) -> Result<Self> {
        let scope = match self.via {
            Via::Session(id) => sessions::queries::is_live(conn, id, now)?.then_some(self.scope),
            Via::Token(id) => tokens::queries::find_live_scope(conn, id, now)?,
            Via::Command | Via::House => Some(self.scope),
        };
        let scope = scope.ok_or(Error::Unauthenticated)?;
        let memberships = list_memberships(conn, self.user)?.into();
        Ok(Self {
            user: self.user,
            memberships,
            scope,
            via: self.via,
        })
    }
}

fn note(tx: &mut Tx, via: Via, now: Instant) -> Result {
    match via {
        Via::Session(id) => sessions::queries::set_seen(tx, id, now),
        Via::Token(id) => tokens::queries::set_used(tx, id, now),
        Via::Command | Via::House => Ok(()),
    }
}
