//! What can be done to tokens.

use blimp_kit::{Error, Instant, May, Result, random, signer};
use blimp_store::Tx;

use crate::actor::{Actor, Scope};
use crate::ids::UserId;
use crate::tokens::events::{TokenMade, TokenRevoked};
use crate::tokens::policy::{Make, Revoke};
use crate::tokens::{NewToken, PREFIX, Token, queries};

/// Tokens one person may have.
const MOST: i64 = 100;

/// Makes a token; returns it with its secret, which is stored nowhere.
pub(crate) fn make(
    tx: &mut Tx,
    actor: &Actor,
    scope: &May<Make, Scope>,
    name: &str,
    expires_at: Option<Instant>,
) -> Result<(Token, String)> {
    if queries::count(tx, actor.user)? >= MOST {
        let detail = format!("At most {MOST} tokens; revoke one first.");
        return Err(Error::conflict("token.too_many", detail));
    }
    let secret = format!("{PREFIX}{}", random::token()?);
    let now = tx.now();
    let new = NewToken {
        user_id: actor.user,
        fingerprint: &signer::fingerprint(&secret),
        name,
        scope: **scope,
        created_at: now,
        expires_at,
    };
    let token = queries::add(tx, &new)?;
    let made = TokenMade {
        token,
        user: actor.user,
        name: name.to_owned(),
        scope: **scope,
    };
    tx.record(&made)?;
    let token = queries::find(tx, actor, token)?.ok_or(Error::NotFound)?;
    Ok((token, secret))
}

/// Revokes a token: its next use is refused.
pub(crate) fn revoke(tx: &mut Tx, token: &May<Revoke, Token>) -> Result {
    if queries::remove(tx, token.id)? {
        tx.record(&TokenRevoked {
            token: token.id,
            user: token.user_id,
        })?;
    }
    Ok(())
}

/// Revokes all tokens of somebody.
pub(crate) fn revoke_all(tx: &mut Tx, user: UserId) -> Result {
    for token in queries::list_of(tx, user)? {
        if queries::remove(tx, token)? {
            tx.record(&TokenRevoked { token, user })?;
        }
    }
    Ok(())
}
