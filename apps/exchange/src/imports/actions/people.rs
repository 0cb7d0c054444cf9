//! People: who somebody there is here.

use std::collections::HashMap;

use blimp_accounts::members::{self, Person as Member};
use blimp_accounts::users;
use blimp_accounts::{CompanyId, UserId};
use blimp_kit::Result;
use blimp_projects::text::Name;
use blimp_store::{Conn, Tx};

use crate::imports::queries;
use crate::trello::Person;

/// The longest name of a person, in characters.
const MAX_NAME: usize = 100;

/// Who these people are here, as far as anybody knows: whom they became in an earlier import, else
/// the one member of that name, else the one whose address begins with their user name.
pub(super) fn known(
    conn: &mut Conn,
    company: CompanyId,
    people: &[Person],
) -> Result<HashMap<String, UserId>> {
    let ids: Vec<&str> = people
        .iter()
        .map(|person| person.source_id.as_str())
        .collect();
    let before = queries::list_people(conn, company, &ids)?;
    let members = members::queries::list_addresses(conn, company)?;
    let mut found = HashMap::new();
    for person in people {
        let earlier = match before.get(&person.source_id) {
            Some(row) => still_there(conn, &members, UserId(*row))?,
            None => None,
        };
        if let Some(user) = earlier.or_else(|| matching(&members, person)) {
            found.insert(person.source_id.clone(), user);
        }
    }
    Ok(found)
}

/// The member that an earlier import's person is today: themselves, or whoever claimed them.
fn still_there(conn: &mut Conn, members: &[Member], user: UserId) -> Result<Option<UserId>> {
    let is_member = |user: UserId| members.iter().any(|m| m.member.user_id == user);
    if is_member(user) {
        return Ok(Some(user));
    }
    let claimed = users::queries::find(conn, user)?.and_then(|user| user.claimed_by);
    Ok(claimed.filter(|user| is_member(*user)))
}

fn matching(members: &[Member], person: &Person) -> Option<UserId> {
    let one = |fits: &dyn Fn(&Member) -> bool| {
        let mut all = members
            .iter()
            .filter(|member| fits(member))
            .map(|m| m.member.user_id);
        all.next().filter(|_| all.next().is_none())
    };
    let name = folded(&person.name);
    let username = person.username.to_lowercase();
    let local = |member: &Member| {
        let email = member.email.as_ref()?;
        email.as_str().split('@').next().map(str::to_owned)
    };
    one(&|member| folded(&member.name) == name).or_else(|| {
        one(&|member| !username.is_empty() && local(member).as_ref() == Some(&username))
    })
}

fn folded(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Makes a placeholder of somebody whom nobody knows.
pub(super) fn make(tx: &mut Tx, company: CompanyId, person: &Person) -> Result<UserId> {
    let name = Name::fit(&person.name, "Somebody from Trello").to_string();
    let name: String = name.chars().take(MAX_NAME).collect();
    Ok(members::actions::placeholder(tx, company, name.trim(), "trello")?.user_id)
}
