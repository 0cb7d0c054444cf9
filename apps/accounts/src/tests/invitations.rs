//! Inviting and accepting.

use std::time::Duration;

use blimp_store::Tx;
use serde_json::{Value, json};

use super::api::{PASSWORD, Web};
use crate::ids::CompanyId;
use crate::{entitlements, placeholder};

#[tokio::test]
async fn a_new_person_accepts_once() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let path = format!("/companies/{acme}/invitations");
        let body = json!({ "email": "bo@example.com", "role": "member", "project_ids": [3] });
        let sent = web.post(&path, &ana, body.clone()).await;
        assert_eq!(sent.status, 201, "{}", sent.body);
        assert_eq!(
            web.post(&path, &ana, body).await.code(),
            (409, "invitation.exists")
        );
        let token = web
            .house
            .mailed_token("bo@example.com", "accounts.invitation")
            .await;
        let shown = web.get(&format!("/invitations/{token}"), "").await;
        assert_eq!(shown.body["company"]["name"], "ana Ltd");
        assert_eq!(shown.body["needs"], "password");

        let accept = format!("/invitations/{token}/acceptance");
        let empty = web.post(&accept, "", json!({})).await;
        assert_eq!(
            (empty.status, empty.body["errors"].as_array().unwrap().len()),
            (422, 2)
        );
        let done = web
            .post(&accept, "", json!({ "name": "Bo", "password": PASSWORD }))
            .await;
        assert_eq!(done.status, 201, "{}", done.body);
        assert_eq!(done.body["user"]["email_verified"], true);
        assert_eq!(done.body["role"], "member");
        assert_eq!(web.get("/me", &done.cookie()).await.status, 200);
        let again = web
            .post(&accept, "", json!({ "name": "Bo", "password": PASSWORD }))
            .await;
        assert_eq!(again.code(), (409, "invitation.used"));
        let events = web.house.events().await;
        let fact = events
            .iter()
            .find(|row| row.name == "invitation.accepted.v1")
            .unwrap();
        assert!(
            fact.payload.contains("\"project_ids\":[3]"),
            "{}",
            fact.payload
        );
    }
}

#[tokio::test]
async fn an_existing_address_needs_its_session_or_password() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let (bo, _) = web.founder("bo").await;
        let path = format!("/companies/{acme}/invitations");
        let body = json!({ "email": "bo@example.com", "role": "client" });
        web.post(&path, &ana, body.clone()).await;
        let token = web
            .house
            .mailed_token("bo@example.com", "accounts.invitation")
            .await;
        assert_eq!(
            web.get(&format!("/invitations/{token}"), "").await.body["needs"],
            "session"
        );
        let accept = format!("/invitations/{token}/acceptance");
        for (by, body, expected) in [
            ("", json!({}), (401, "sign_in_first")),
            ("", json!({ "name": "Bo" }), (401, "sign_in_first")),
            (ana.as_str(), json!({}), (401, "sign_in_first")),
            (
                "",
                json!({ "password": "not the password" }),
                (401, "bad_credentials"),
            ),
            (bo.as_str(), json!({}), (200, "")),
        ] {
            assert_eq!(web.post(&accept, by, body).await.code(), expected);
        }
        let me = web.get("/me", &bo).await;
        assert_eq!(me.body["memberships"].as_array().unwrap().len(), 2);
        assert_eq!(
            web.post(&path, &ana, body).await.code(),
            (409, "member.exists")
        );

        let (_, elsewhere) = web.founder("cy").await;
        let body = json!({ "email": "cy@example.com", "role": "admin" });
        web.post(&path, &ana, body).await;
        let token = web
            .house
            .mailed_token("cy@example.com", "accounts.invitation")
            .await;
        let accept = format!("/invitations/{token}/acceptance");
        let done = web.post(&accept, "", json!({ "password": PASSWORD })).await;
        assert_eq!((done.status, &done.body["role"]), (200, &json!("admin")));
        assert_eq!(
            web.get(&format!("/companies/{elsewhere}"), &done.cookie())
                .await
                .status,
            200
        );
    }
}

#[tokio::test]
async fn invitations_grow_old_are_sent_again_and_taken_back() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let list = format!("/companies/{acme}/invitations");
        let body = json!({ "email": "bo@example.com", "role": "member" });
        let sent = web.post(&list, &ana, body).await;
        let one = format!("{list}/{}", sent.body["id"]);
        let token = web
            .house
            .mailed_token("bo@example.com", "accounts.invitation")
            .await;
        web.house.blimp.clock.advance(Duration::from_hours(14 * 24));
        let shown = web.get(&format!("/invitations/{token}"), "").await;
        assert_eq!(shown.code(), (409, "invitation.expired"));
        let accept = format!("/invitations/{token}/acceptance");
        let late = web
            .post(&accept, "", json!({ "name": "Bo", "password": PASSWORD }))
            .await;
        assert_eq!(late.code(), (409, "invitation.expired"));
        assert_eq!(web.get(&one, &ana).await.body["state"], "expired");

        let again = web
            .post(&format!("{one}/resending"), &ana, Value::Null)
            .await;
        assert_eq!((again.status, &again.body["state"]), (200, &json!("open")));
        assert_eq!(web.house.mails_to("bo@example.com").await.len(), 2);
        let stale = web
            .call("DELETE", &one, &Value::Null)
            .by(&ana)
            .with("if-match", sent.etag());
        assert_eq!(stale.send().await.code(), (412, "stale"));
        let fresh = web
            .call("DELETE", &one, &Value::Null)
            .by(&ana)
            .with("if-match", again.etag());
        assert_eq!(fresh.send().await.status, 204);
        assert_eq!(
            web.get(&format!("/invitations/{token}"), "").await.status,
            404
        );
        assert_eq!(web.get(&list, &ana).await.body["items"], json!([]));
    }
}

#[tokio::test]
async fn only_those_who_run_the_company_invite() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let (stranger, _) = web.founder("eve").await;
        let (admin, _) = web.joiner(&ana, acme, "ada", "admin").await;
        let (member, _) = web.joiner(&ana, acme, "mo", "member").await;
        let (client, _) = web.joiner(&ana, acme, "cy", "client").await;
        let path = format!("/companies/{acme}/invitations");
        let before = web.house.events().await.len();
        for (by, role, status) in [
            (&stranger, "member", 404),
            (&client, "member", 403),
            (&member, "client", 403),
            (&ana, "owner", 422),
            (&admin, "owner", 422),
        ] {
            let body = json!({ "email": "x@example.com", "role": role });
            assert_eq!(web.post(&path, by, body).await.status, status, "{role}");
            assert_eq!(web.get(&path, by).await.status == 200, status == 422);
        }
        assert_eq!(
            web.house.events().await.len(),
            before,
            "a refusal leaves no trace"
        );
        let body = json!({ "email": "x@example.com", "role": "admin" });
        assert_eq!(web.post(&path, &admin, body).await.status, 201);
    }
}

#[tokio::test]
async fn a_plan_limits_how_many_people_there_are() {
    let web = Web::on(super::house::House::sqlite());
    let (ana, acme) = web.founder("ana").await;
    let company = CompanyId(acme);
    web.house
        .write(move |tx| entitlements::set(tx, company, "members", Some(1)))
        .await;
    let path = format!("/companies/{acme}/invitations");
    let body = json!({ "email": "bo@example.com", "role": "member" });
    assert_eq!(
        web.post(&path, &ana, body.clone()).await.code(),
        (409, "plan.members")
    );
    web.house
        .write(move |tx| entitlements::set(tx, company, "members", None))
        .await;
    assert_eq!(web.post(&path, &ana, body).await.status, 201);
}

#[tokio::test]
async fn a_new_person_becomes_the_placeholder_they_claim() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let made = move |tx: &mut Tx| placeholder(tx, CompanyId(acme), "Bo from Trello", "trello");
        let held = web.house.write(made).await.user_id;
        let path = format!("/companies/{acme}/invitations");
        let mut body = json!({ "email": "bo@example.com", "role": "client", "claims_user_id": 1 });
        assert_eq!(
            web.post(&path, &ana, body.clone()).await.status,
            422,
            "no placeholder"
        );
        body["claims_user_id"] = json!(held);
        assert_eq!(web.post(&path, &ana, body).await.status, 201);
        let token = web
            .house
            .mailed_token("bo@example.com", "accounts.invitation")
            .await;
        let accept = format!("/invitations/{token}/acceptance");
        let done = web
            .post(&accept, "", json!({ "name": "Bo", "password": PASSWORD }))
            .await;
        assert_eq!(done.body["user"]["id"], json!(held));
        assert_eq!(done.body["role"], "client");
    }
}

#[tokio::test]
async fn a_placeholder_gives_way_to_somebody_who_has_an_account() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let (cy, _) = web.founder("cy").await;
        let made = move |tx: &mut Tx| placeholder(tx, CompanyId(acme), "Cy from Trello", "trello");
        let held = web.house.write(made).await.user_id;
        let path = format!("/companies/{acme}/invitations");
        let body = json!({ "email": "cy@example.com", "role": "member", "claims_user_id": held });
        web.post(&path, &ana, body).await;
        let token = web
            .house
            .mailed_token("cy@example.com", "accounts.invitation")
            .await;
        let done = web
            .post(&format!("/invitations/{token}/acceptance"), &cy, json!({}))
            .await;
        assert_eq!(done.status, 200, "{}", done.body);
        assert_ne!(done.body["user"]["id"], json!(held));
        let events = web.house.events().await;
        let fact = events
            .iter()
            .find(|row| row.name == "placeholder.claimed.v1")
            .unwrap();
        assert_eq!(fact.subject_id, held.0);
        let people = web.get(&format!("/companies/{acme}/members"), &ana).await;
        let items = people.body["items"].as_array().unwrap();
        assert!(
            items
                .iter()
                .all(|person| person["user"]["id"] != json!(held))
        );
    }
}
