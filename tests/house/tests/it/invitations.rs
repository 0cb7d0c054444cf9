//! Invitations: who may accept which, and what ends them.

use std::time::Duration;

use blimp_tests::{House, PASSWORD, User};
use serde_json::json;

use crate::told::{all, id};

async fn ask(ana: &User<'_>, email: &str, role: &str) -> (i64, String) {
    let form = json!({ "email": email, "role": role });
    let made = ana
        .post(&format!("/companies/{}/invitations", ana.company), &form)
        .await
        .expect(201);
    (id(&made), ana.invitation(email).await)
}

#[tokio::test]
async fn somebody_with_an_account_needs_their_own_session_or_password() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = house.company("Bolt", "Bo").await;
    let eve = house.company("Evil", "Eve").await;
    let (_, link) = ask(&ana, &bo.email, "member").await;
    let door = format!("{link}/acceptance");
    assert_eq!(
        house.nobody().get(&link).await.expect(200)["needs"],
        "session"
    );

    let nobody = house.nobody().post(&door, &json!({})).await;
    assert_eq!(
        (nobody.status.as_u16(), nobody.code().as_str()),
        (401, "sign_in_first")
    );
    let new = json!({ "name": "Bo", "password": "a password of their choice" });
    let taken_over = house.nobody().post(&door, &new).await;
    assert_eq!(
        taken_over.status, 401,
        "an invitation is no way to a new password"
    );
    let other = eve.post(&door, &json!({})).await;
    assert_eq!(
        other.status,
        401,
        "another person's session: {}",
        other.text()
    );
    assert_eq!(
        eve.get("/me").await.expect(200)["memberships"]
            .as_array()
            .unwrap()
            .len(),
        1
    );

    let accepted = house
        .nobody()
        .post(&door, &json!({ "password": PASSWORD }))
        .await;
    assert!(accepted.header("set-cookie").is_some());
    assert_eq!(accepted.expect(200)["role"], "member");
    assert!(
        bo.post(&door, &json!({})).await.status.is_client_error(),
        "a link works once"
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn an_invitation_can_be_taken_back_sent_again_and_gets_old() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let company = format!("/companies/{}/invitations", ana.company);
    let form = json!({ "name": "Bo", "password": PASSWORD });
    let accept = async |link: &str| {
        house
            .nobody()
            .post(&format!("{link}/acceptance"), &form)
            .await
            .status
            .as_u16()
    };

    let (first, old) = ask(&ana, "bo@example.com", "member").await;
    let twice = json!({ "email": "BO@example.com", "role": "admin" });
    assert_eq!(ana.post(&company, &twice).await.code(), "invitation.exists");
    ana.delete(&format!("{company}/{first}")).await.expect(204);
    assert_eq!(accept(&old).await, 404, "taken back");
    ana.get(&format!("{company}/{first}")).await.expect(404);

    let (second, link) = ask(&ana, "bo@example.com", "member").await;
    house.clock.advance(Duration::from_hours(15 * 24));
    assert_eq!(house.nobody().get(&link).await.code(), "invitation.expired");
    assert_eq!(accept(&link).await, 409, "too old");
    assert_eq!(
        ana.get(&format!("{company}/{second}")).await.expect(200)["state"],
        "expired"
    );
    ana.post(&format!("{company}/{second}/resending"), &json!({}))
        .await
        .expect(200);
    let newer = ana.invitation("bo@example.com").await;
    assert_eq!(accept(&newer).await, 201);
    house.run_jobs().await;
    let left = ana.list(&company, 100).await;
    assert!(left.is_empty(), "{left:?}");
    let gone = ana.delete(&format!("{company}/{second}")).await;
    assert!(
        gone.status.is_client_error(),
        "an accepted one is not taken back: {}",
        gone.text()
    );
}

#[tokio::test]
async fn only_those_who_run_a_company_invite_and_no_one_becomes_owner_by_mail() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "admin", &[]).await;
    let cy = ana.invite("Cy", "member", &[]).await;
    let company = format!("/companies/{}/invitations", ana.company);
    let form = |role: &str| json!({ "email": "new@example.com", "role": role });
    assert_eq!(cy.post(&company, &form("client")).await.status, 403);
    assert_eq!(cy.get(&company).await.status, 403);
    assert!(
        bo.post(&company, &form("owner"))
            .await
            .status
            .is_client_error()
    );
    bo.post(&company, &form("admin")).await.expect(201);
    let member = json!({ "email": cy.email, "role": "admin" });
    assert_eq!(bo.post(&company, &member).await.code(), "member.exists");
    house.run_jobs().await;
}

#[tokio::test]
async fn projects_of_other_companies_cannot_be_given_with_an_invitation() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = house.company("Bolt", "Bo").await;
    let (mine, theirs) = (ana.project("Mine").await, bo.project("Theirs").await);
    let cleo = ana.invite("Cleo", "client", &[mine, theirs, 987_654]).await;
    cleo.get(&format!("/projects/{mine}")).await.expect(200);
    cleo.get(&format!("/projects/{theirs}")).await.expect(404);
    let people = bo.list(&format!("/projects/{theirs}/people"), 100).await;
    assert_eq!(all(&people, "/person/name"), ["Bo"]);
}

#[tokio::test]
async fn a_bad_name_or_password_leaves_the_invitation_open() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let (_, link) = ask(&ana, "bo@example.com", "member").await;
    let door = format!("{link}/acceptance");
    let problem = house.nobody().post(&door, &json!({})).await.expect(422);
    let mut wrong = all(problem["errors"].as_array().unwrap(), "/pointer");
    wrong.sort();
    assert_eq!(wrong, ["/name", "/password"]);
    house
        .nobody()
        .post(&door, &json!({ "name": "Bo", "password": PASSWORD }))
        .await
        .expect(201);
    house.run_jobs().await;
}
