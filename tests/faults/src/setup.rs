//! A company with people and a project, made through the API.

use std::time::Duration;

use serde_json::json;

use crate::pause::wait_for;
use crate::place::Place;
use crate::verify::Database;
use crate::wire::{Ask, Wire};

/// Everybody's password.
const PASSWORD: &str = "correct horse battery";
/// People besides the owner.
const MEMBERS: usize = 7;
/// How long mails may take to appear.
const MAIL_WITHIN: Duration = Duration::from_secs(20);

/// Who is there, and where they work.
#[derive(Debug)]
pub struct Cast {
    /// Ids of people who can be assigned.
    pub users: Vec<i64>,
    /// A cookie for each client.
    pub cookies: Vec<String>,
    /// The company.
    pub company: i64,
    /// The project.
    pub project: i64,
}

/// Signs people up and in.
pub fn cast(place: &Place, clients: usize) -> Cast {
    let mut nobody = Wire::new(place.port, "");
    let sign_up = json!({
        "company": "Faults", "name": "Ana", "email": "ana@example.com", "password": PASSWORD,
    });
    let made = nobody
        .send(&Ask::post("/signup", sign_up))
        .expect("an answer");
    let cookie = made.cookie.clone().expect("a cookie");
    let made = made.done();
    let company = made["company"]["id"].as_i64().expect("a company");
    let mut users = vec![made["user"]["id"].as_i64().expect("a user")];
    let mut owner = Wire::new(place.port, &cookie);
    let project = Ask::post(
        format!("/companies/{company}/projects"),
        json!({ "name": "Load" }),
    );
    let project = owner.send(&project).expect("an answer").done();
    let project = project["id"].as_i64().expect("a project");
    let mut emails = vec!["ana@example.com".to_owned()];
    for i in 0..MEMBERS {
        let email = format!("member{i}@example.com");
        users.push(join(place, &mut owner, company, &email));
        emails.push(email);
    }
    let cookies = (0..clients)
        .map(|i| sign_in(place, &emails[i % emails.len()]))
        .collect();
    Cast {
        users,
        cookies,
        company,
        project,
    }
}

fn sign_in(place: &Place, email: &str) -> String {
    let body = json!({ "email": email, "password": PASSWORD });
    let reply = Wire::new(place.port, "")
        .send(&Ask::post("/session", body))
        .expect("an answer");
    assert!(reply.is_done(), "{} {}", reply.status, reply.body);
    reply.cookie.expect("a cookie")
}

/// Invites somebody and accepts with the link from the mail; their id.
fn join(place: &Place, owner: &mut Wire, company: i64, email: &str) -> i64 {
    let invite = json!({ "email": email, "role": "member" });
    let invite = Ask::post(format!("/companies/{company}/invitations"), invite);
    owner.send(&invite).expect("an answer").done();
    let token = invitation(place, email);
    let body = json!({ "name": email.split('@').next(), "password": PASSWORD });
    let accept = Ask::post(format!("/invitations/{token}/acceptance"), body);
    let reply = Wire::new(place.port, "").send(&accept).expect("an answer");
    let cookie = reply.cookie.clone().expect("a cookie");
    reply.done();
    let me = Wire::new(place.port, cookie)
        .send(&Ask::get("/me"))
        .expect("an answer")
        .done();
    me["user"]["id"].as_i64().expect("a user")
}

/// The token in the mail, which another process writes: looked for until it is there.
fn invitation(place: &Place, email: &str) -> String {
    let mut database = Database::open(place.database_url());
    let found = wait_for("an invitation", MAIL_WITHIN, || {
        let text = database.mail_to(email);
        let (_, rest) = text.split_once("/invitations/")?;
        rest.split_whitespace().next().map(str::to_owned)
    });
    found.expect("an invitation")
}
