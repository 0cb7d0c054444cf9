//! Checking a password, with its throttles.

use std::net::IpAddr;

use blimp_kit::{Email, Result, Secret};
use blimp_store::{Db, Tx};

use crate::hasher::{self, Verdict};
use crate::ids::UserId;
use crate::throttles::{self, SIGN_IN_EMAIL, SIGN_IN_IP, SIGN_IN_PAIR};
use crate::users;

/// Whose address and password these are; `None` where they are nobody's, which takes as long.
///
/// The try is counted and committed before the password is looked at, and given back if it was
/// right: so tries at the same time cannot slip through, and a refusal cannot undo the count.
pub(crate) async fn check_password(
    db: &Db,
    email: &Email,
    password: Secret<String>,
    ip: IpAddr,
) -> Result<Option<UserId>> {
    let tries = Tries {
        email: email.clone(),
        network: throttles::network(ip),
    };
    let counted = tries.clone();
    let login = db
        .write(move |tx| {
            counted.take(tx)?;
            users::queries::find_login(tx, &counted.email)
        })
        .await?;
    let stored = login.as_ref().and_then(|login| login.password_hash.clone());
    let verdict = hasher::verify(password.clone(), stored.clone()).await?;
    let Some(login) =
        login.filter(|login| verdict != Verdict::Wrong && login.disabled_at.is_none())
    else {
        return Ok(None);
    };
    let renewed = match verdict {
        Verdict::Old => Some(hasher::hash(password).await?),
        Verdict::Right | Verdict::Wrong => None,
    };
    let user = login.id;
    db.write(move |tx| {
        if let (Some(old), Some(new)) = (stored, renewed) {
            users::queries::set_rehashed(tx, user, &old, &new)?;
        }
        tries.give_back(tx)
    })
    .await?;
    Ok(Some(user))
}

/// Whom a try is counted for.
#[derive(Debug, Clone)]
struct Tries {
    email: Email,
    network: String,
}

impl Tries {
    fn pair(&self) -> String {
        format!("{} {}", self.email, self.network)
    }

    fn take(&self, tx: &mut Tx) -> Result {
        throttles::actions::take(tx, &SIGN_IN_PAIR, &self.pair())?;
        throttles::actions::take(tx, &SIGN_IN_EMAIL, self.email.as_str())?;
        throttles::actions::take(tx, &SIGN_IN_IP, &self.network)
    }

    fn give_back(&self, tx: &mut Tx) -> Result {
        throttles::actions::forget(tx, &SIGN_IN_PAIR, &self.pair())?;
        throttles::actions::give_back(tx, &SIGN_IN_EMAIL, self.email.as_str())?;
        throttles::actions::give_back(tx, &SIGN_IN_IP, &self.network)
    }
}
