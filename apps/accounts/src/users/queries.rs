//! All SQL about users.

use blimp_kit::{Email, Error, Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::ids::UserId;
use crate::users::schema::users;
use crate::users::{Login, NewUser, Profile, User};

/// The person with this id.
pub fn find(conn: &mut Conn, id: UserId) -> Result<Option<User>> {
    Ok(users::table
        .find(id)
        .select(User::as_select())
        .first(conn)
        .optional()?)
}

/// The person with this id, or a refusal.
pub fn get(conn: &mut Conn, id: UserId) -> Result<User> {
    find(conn, id)?.ok_or(Error::NotFound)
}

/// The person who signs in with this address.
pub fn find_by_email(conn: &mut Conn, email: &Email) -> Result<Option<User>> {
    let query = users::table.filter(users::email.eq(email));
    Ok(query.select(User::as_select()).first(conn).optional()?)
}

/// The names of these people.
pub fn list_names(conn: &mut Conn, ids: &[UserId]) -> Result<Vec<(UserId, String)>> {
    let query = users::table.filter(users::id.eq_any(ids.to_vec()));
    Ok(query.select((users::id, users::name)).load(conn)?)
}

/// What a sign-in with this address is checked against.
pub(crate) fn find_login(conn: &mut Conn, email: &Email) -> Result<Option<Login>> {
    let query = users::table.filter(users::email.eq(email));
    Ok(query.select(Login::as_select()).first(conn).optional()?)
}

/// What this person's password is checked against.
pub(crate) fn find_login_of(conn: &mut Conn, id: UserId) -> Result<Option<Login>> {
    Ok(users::table
        .find(id)
        .select(Login::as_select())
        .first(conn)
        .optional()?)
}

pub(crate) fn add(conn: &mut Conn, row: &NewUser) -> Result<UserId> {
    Ok(on_each!(conn, c => diesel::insert_into(users::table)
        .values(row).returning(users::id).get_result(c))?)
}

/// Turns a placeholder into the person who claims it; false where somebody else was quicker.
pub(crate) fn set_claimed(conn: &mut Conn, id: UserId, row: &NewUser) -> Result<bool> {
    let open = users::table.find(id).filter(users::email.is_null());
    let n = diesel::update(open.filter(users::claimed_by.is_null()))
        .set((
            users::email.eq(&row.email),
            users::name.eq(&row.name),
            users::password_hash.eq(&row.password_hash),
            users::email_verified_at.eq(row.email_verified_at),
            users::version.eq(users::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Notes that a placeholder turned out to be `user`; false where it was claimed before.
pub(crate) fn set_claimed_by(conn: &mut Conn, id: UserId, user: UserId) -> Result<bool> {
    let open = users::table.find(id).filter(users::email.is_null());
    let n = diesel::update(open.filter(users::claimed_by.is_null()))
        .set((
            users::claimed_by.eq(user),
            users::version.eq(users::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Notes that the address is theirs; false where that was known, or it is another by now.
pub(crate) fn set_verified(
    conn: &mut Conn,
    id: UserId,
    email: &Email,
    at: Instant,
) -> Result<bool> {
    let open = users::table.find(id).filter(users::email.eq(email));
    let n = diesel::update(open.filter(users::email_verified_at.is_null()))
        .set((
            users::email_verified_at.eq(at),
            users::version.eq(users::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Keeps a new password's hash. The version stays: nobody sees a difference.
pub(crate) fn set_password(conn: &mut Conn, id: UserId, hash: &str) -> Result {
    diesel::update(users::table.find(id))
        .set(users::password_hash.eq(hash))
        .execute(conn)?;
    Ok(())
}

/// The same password under new parameters, unless it was changed in between.
pub(crate) fn set_rehashed(conn: &mut Conn, id: UserId, old: &str, new: &str) -> Result {
    diesel::update(users::table.find(id).filter(users::password_hash.eq(old)))
        .set(users::password_hash.eq(new))
        .execute(conn)?;
    Ok(())
}

/// Changes the profile; false where it is not `version` any more.
pub(crate) fn set_profile(
    conn: &mut Conn,
    id: UserId,
    version: i64,
    profile: &Profile,
) -> Result<bool> {
    let same = users::table.find(id).filter(users::version.eq(version));
    let n = diesel::update(same)
        .set((profile, users::version.eq(users::version + 1)))
        .execute(conn)?;
    Ok(n == 1)
}

/// Changes the picture; false where the row is not `version` any more.
pub(crate) fn set_avatar(
    conn: &mut Conn,
    id: UserId,
    version: i64,
    file: Option<i64>,
) -> Result<bool> {
    let same = users::table.find(id).filter(users::version.eq(version));
    let n = diesel::update(same)
        .set((
            users::avatar_file.eq(file),
            users::version.eq(users::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// The highest id there is; 0 where there is nobody.
pub(crate) fn last_id(conn: &mut Conn) -> Result<i64> {
    let last: Option<UserId> = users::table
        .select(users::id)
        .order(users::id.desc())
        .first(conn)
        .optional()?;
    Ok(last.map_or(0, i64::from))
}

/// How many people of these ids can sign in: placeholders are not counted.
pub(crate) fn count_between(conn: &mut Conn, first: i64, last: i64) -> Result<i64> {
    Ok(users::table
        .filter(users::id.between(UserId(first), UserId(last)))
        .filter(users::email.is_not_null())
        .count()
        .get_result(conn)?)
}

/// Gives somebody another address, which is shown to be theirs; false where they are gone.
pub(crate) fn set_email(conn: &mut Conn, id: UserId, email: &Email, at: Instant) -> Result<bool> {
    let there = users::table.find(id).filter(users::deleted_at.is_null());
    let n = diesel::update(there.filter(users::disabled_at.is_null()))
        .set((
            users::email.eq(email),
            users::email_verified_at.eq(at),
            users::version.eq(users::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// What somebody is called who deleted their account.
const GONE: &str = "Deleted account";

/// Takes name, address, picture and password off an account; false where that is done.
pub(crate) fn set_gone(conn: &mut Conn, id: UserId, at: Instant) -> Result<bool> {
    let there = users::table.find(id).filter(users::deleted_at.is_null());
    let n = diesel::update(there)
        .set((
            users::email.eq(None::<Email>),
            users::name.eq(GONE),
            users::email_verified_at.eq(None::<Instant>),
            users::password_hash.eq(None::<String>),
            users::avatar_file.eq(None::<i64>),
            users::disabled_at.eq(at),
            users::deleted_at.eq(at),
            users::version.eq(users::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}
