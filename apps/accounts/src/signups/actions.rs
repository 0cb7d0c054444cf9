//! Making an account and a company.

use blimp_kit::{Email, Result};
use blimp_store::Tx;

use crate::companies::Company;
use crate::members;
use crate::sessions::{self, Origin};
use crate::users::{self, NewUser, User};
use crate::verifications;

/// What somebody says who signs up.
#[derive(Debug, Clone)]
pub(crate) struct Newcomer {
    pub(crate) company: String,
    pub(crate) name: String,
    pub(crate) email: Email,
    pub(crate) time_zone: String,
    pub(crate) language: String,
}

/// What came of it.
pub(crate) struct SignedUp {
    pub(crate) user: User,
    pub(crate) company: Company,
    /// For the cookie; stored nowhere.
    pub(crate) secret: String,
}

/// Makes an account and a company, signs its owner in and has their address verified.
pub(crate) fn sign_up(
    tx: &mut Tx,
    new: &Newcomer,
    hash: String,
    origin: &Origin,
) -> Result<SignedUp> {
    let at = tx.now();
    let user = NewUser {
        email: Some(new.email.clone()),
        name: new.name.clone(),
        password_hash: Some(hash),
        email_verified_at: None,
        time_zone: new.time_zone.clone(),
        language: new.language.clone(),
        source: None,
        created_at: at,
    };
    let user = users::actions::sign_up(tx, &user)?;
    let company = members::actions::found(tx, user.id, &new.company, None)?;
    verifications::actions::ask(tx, &user)?;
    let secret = sessions::actions::start(tx, user.id, origin)?;
    Ok(SignedUp {
        user,
        company,
        secret,
    })
}
