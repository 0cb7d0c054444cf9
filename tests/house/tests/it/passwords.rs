//! Passwords: change, and reset by mail.

use std::time::Duration;

use blimp_tests::{House, PASSWORD, mail_link};
use serde_json::{Value, json};

const NEW: &str = "another horse battery";

async fn reset_link(house: &House, email: &str) -> String {
    house
        .nobody()
        .post("/password-resets", &json!({ "email": email }))
        .await
        .expect(202);
    house.run_jobs().await;
    let mails = house.mails_to(email).await;
    let mail = mails
        .iter()
        .rev()
        .find(|mail| mail.template.contains("reset"));
    mail_link(mail.expect("a reset mail"), "/password-resets/")
}

async fn sign_in(house: &House, email: &str, password: &str) -> u16 {
    let body = json!({ "email": email, "password": password });
    house.nobody().post("/session", &body).await.status.as_u16()
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_once_and_ends_all_sessions() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let phone = ana.sign_in().await;
    let link = reset_link(&house, &ana.email).await;
    let short = house
        .nobody()
        .post(&link, &json!({ "password": "short" }))
        .await
        .expect(422);
    assert_eq!(
        short["errors"][0]["pointer"], "/password",
        "and the link is still good"
    );
    house
        .nobody()
        .post(&link, &json!({ "password": NEW }))
        .await
        .expect(204);
    for session in [&ana, &phone] {
        session.get("/me").await.expect(401);
    }
    assert_eq!(sign_in(&house, &ana.email, PASSWORD).await, 401);
    assert_eq!(sign_in(&house, &ana.email, NEW).await, 201);
    let again = house
        .nobody()
        .post(&link, &json!({ "password": PASSWORD }))
        .await;
    assert_eq!(
        (again.status.as_u16(), again.code().as_str()),
        (409, "password_reset.used")
    );
    house.run_jobs().await;
    let told = house.mails_to(&ana.email).await;
    assert!(
        told.iter()
            .any(|mail| mail.template.contains("password_changed"))
    );
}

#[tokio::test]
async fn a_reset_link_gets_old_and_a_newer_one_that_was_used_ends_it() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let old = reset_link(&house, &ana.email).await;
    house.clock.advance(Duration::from_hours(25));
    let late = house.nobody().post(&old, &json!({ "password": NEW })).await;
    assert_eq!(late.code(), "password_reset.expired");
    let (first, second) = (
        reset_link(&house, &ana.email).await,
        reset_link(&house, &ana.email).await,
    );
    assert_ne!(first, second);
    house
        .nobody()
        .post(&second, &json!({ "password": NEW }))
        .await
        .expect(204);
    let first = house
        .nobody()
        .post(&first, &json!({ "password": PASSWORD }))
        .await;
    assert!(first.status.is_client_error(), "{}", first.text());
    assert_eq!(sign_in(&house, &ana.email, NEW).await, 201);
    house.run_jobs().await;
}

#[tokio::test]
async fn nobody_learns_from_a_reset_who_has_an_account() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let ask = async |email: &str| {
        let answer = house
            .nobody()
            .post("/password-resets", &json!({ "email": email }))
            .await;
        (answer.status.as_u16(), answer.text())
    };
    assert_eq!(ask(&ana.email).await, ask("nobody@example.com").await);
    house.run_jobs().await;
    assert!(house.mails_to("nobody@example.com").await.is_empty());
}

#[tokio::test]
async fn a_forged_link_opens_nothing() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let link = reset_link(&house, &ana.email).await;
    let (row, mac) = link.rsplit_once('.').unwrap();
    let flipped: String = mac
        .chars()
        .map(|c| if c == 'A' { 'B' } else { 'A' })
        .collect();
    let invitation = format!(
        "/invitations{}",
        link.trim_start_matches("/password-resets")
    );
    for forged in [
        format!("{row}.{flipped}"),
        format!("{row}."),
        row.to_owned(),
        format!("{row}x.{mac}"),
    ] {
        let answer = house
            .nobody()
            .post(&forged, &json!({ "password": NEW }))
            .await;
        assert_eq!(answer.status, 404, "{forged}");
    }
    let borrowed = house
        .nobody()
        .post(&format!("{invitation}/acceptance"), &json!({}))
        .await;
    assert_eq!(
        borrowed.status, 404,
        "a token of one purpose is none of another"
    );
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_other_sessions() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let phone = ana.sign_in().await;
    let change = async |current: &str, new: &str| {
        ana.put("/password", &json!({ "current": current, "new": new }))
            .await
    };
    let pointer = |problem: Value| problem["errors"][0]["pointer"].clone();
    assert_eq!(
        pointer(change("wrong horse", NEW).await.expect(422)),
        "/current"
    );
    assert_eq!(pointer(change(PASSWORD, "short").await.expect(422)), "/new");
    change(PASSWORD, NEW).await.expect(204);
    ana.get("/me").await.expect(200);
    phone.get("/me").await.expect(401);
    assert_eq!(sign_in(&house, &ana.email, NEW).await, 201);
    house.run_jobs().await;
}
