//! Signing up, in and out; members and their roles.

use std::time::Duration;

use axum::http::Method;
use blimp_tests::{Answer, House, PASSWORD, User};
use serde_json::json;

use crate::told::{all, id};

fn sign_up_form(company: &str, name: &str) -> serde_json::Value {
    let email = format!("{}@example.com", name.to_lowercase());
    json!({ "company": company, "name": name, "email": email, "password": PASSWORD })
}

#[tokio::test]
async fn a_known_address_signs_in_instead_of_signing_up_again() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let again = house
        .nobody()
        .post("/signup", &sign_up_form("Other", "Ana"))
        .await;
    assert_eq!(again.status, 409, "{}", again.text());
    let mut upper = sign_up_form("Other", "Ana");
    upper["email"] = json!("ANA@example.com");
    assert_eq!(house.nobody().post("/signup", &upper).await.status, 409);
    assert_eq!(ana.list("/companies", 100).await.len(), 1);
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_sign_up_is_said_at_once() {
    let house = House::new().await;
    let form = json!({
        "company": " ", "name": "", "email": "no address", "password": "short",
        "time_zone": "Mars/Base", "language": "pt-BR",
    });
    let answer = house.nobody().post("/signup", &form).await;
    let problem = answer.expect(422);
    let mut wrong = all(problem["errors"].as_array().unwrap(), "/pointer");
    wrong.sort();
    assert_eq!(
        wrong,
        [
            "/company",
            "/email",
            "/language",
            "/name",
            "/password",
            "/time_zone"
        ]
    );
    for password in [
        PASSWORD.to_owned() + &"x".repeat(200),
        "password123".into(),
        "ana@example.com".into(),
    ] {
        let mut form = sign_up_form("Acme", "Ana");
        form["password"] = json!(password);
        let problem = house.nobody().post("/signup", &form).await.expect(422);
        assert_eq!(problem["errors"][0]["pointer"], "/password", "{password}");
    }
}

#[tokio::test]
async fn no_company_takes_the_address_of_a_page_or_of_another() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let mine = format!("/companies/{}", ana.company);
    for (slug, status) in [
        ("api", 422),
        ("admin", 422),
        ("tasks", 422),
        ("Not A Slug", 422),
        ("acme", 200),
    ] {
        let answer = ana.patch(&mine, &json!({ "slug": slug })).await;
        assert_eq!(answer.status.as_u16(), status, "{slug}: {}", answer.text());
    }
    let second = ana
        .post("/companies", &json!({ "name": "Acme" }))
        .await
        .expect(201);
    assert_ne!(second["slug"], "acme", "the suggestion is another one");
    let taken = ana
        .post("/companies", &json!({ "name": "X", "slug": "acme" }))
        .await;
    assert_eq!(taken.status, 409, "{}", taken.text());
    let page = ana
        .post("/companies", &json!({ "name": "API" }))
        .await
        .expect(201);
    assert_ne!(page["slug"], "api");
}

async fn try_in(house: &House, email: &str, password: &str, forged: &str) -> Answer {
    let body = json!({ "email": email, "password": password });
    let headers = [
        ("x-forwarded-for", forged),
        ("forwarded", forged),
        ("x-real-ip", forged),
    ];
    house
        .nobody()
        .call_with(Method::POST, "/session", Some(&body), &headers)
        .await
}

#[tokio::test]
async fn guessing_a_password_is_slowed_down_whatever_address_is_claimed() {
    let house = House::new().await;
    house.company("Acme", "Ana").await;
    for i in 0..5 {
        let wrong = try_in(
            &house,
            "ana@example.com",
            "wrong horse battery",
            &format!("198.51.100.{i}"),
        )
        .await;
        assert_eq!(
            (wrong.status.as_u16(), wrong.code().as_str()),
            (401, "bad_credentials")
        );
    }
    let slowed = try_in(&house, "ana@example.com", PASSWORD, "198.51.100.99").await;
    assert_eq!(
        slowed.status,
        429,
        "even with the right one: {}",
        slowed.text()
    );
    let wait: u64 = slowed.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=15 * 60).contains(&wait), "{wait}");
    let other = try_in(&house, "bo@example.com", "whatever it is", "198.51.100.99").await;
    assert_eq!(other.status, 401, "another address is not slowed down");
    house.clock.advance(Duration::from_secs(wait + 1));
    try_in(&house, "ana@example.com", PASSWORD, "198.51.100.99")
        .await
        .expect(201);
    house.run_jobs().await;
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_get_the_same_answer() {
    let house = House::new().await;
    house.company("Acme", "Ana").await;
    let known = try_in(&house, "ana@example.com", "wrong horse battery", "-").await;
    let unknown = try_in(&house, "nobody@example.com", "wrong horse battery", "-").await;
    let words = |answer: Answer| {
        let mut body = answer.json();
        body["request_id"] = json!(null);
        (answer.status, body)
    };
    assert_eq!(words(known), words(unknown));
}

#[tokio::test]
async fn sessions_can_be_seen_and_ended() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let (phone, tablet) = (ana.sign_in().await, ana.sign_in().await);
    let bo = house.company("Other", "Bo").await;
    let seen = ana.list("/sessions", 1).await;
    assert_eq!(seen.len(), 3);
    assert_eq!(all(&seen, "/current"), ["false", "false", "true"]);
    assert_eq!(seen[0]["ip"], "203.0.113.9");

    bo.delete(&format!("/sessions/{}", id(&seen[0])))
        .await
        .expect(404);
    ana.delete(&format!("/sessions/{}", id(&seen[0])))
        .await
        .expect(204);
    tablet.get("/me").await.expect(401);
    phone.get("/me").await.expect(200);
    ana.delete("/sessions").await.expect(204);
    phone.get("/me").await.expect(401);
    ana.get("/me").await.expect(200);
    let out = ana.delete("/session").await;
    assert!(
        out.header("set-cookie").unwrap().contains("Max-Age=0"),
        "{out:?}"
    );
    ana.get("/me").await.expect(401);
    bo.get("/me").await.expect(200);
    house.run_jobs().await;
}

#[tokio::test]
async fn an_idle_session_ends_after_thirty_days_and_any_after_half_a_year() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let day = Duration::from_hours(24);
    for _ in 0..7 {
        house.clock.advance(day * 25);
        ana.get("/me").await.expect(200);
        // The sighting is noted beside the request, which does not wait for it.
        let now = house.clock.now().micros();
        let noted = format!("SELECT count(*) AS n FROM sessions WHERE last_seen_at = {now}");
        while house.database.count(&noted) == 0 {
            tokio::task::yield_now().await;
        }
    }
    house.clock.advance(day * 6);
    ana.get("/me").await.expect(401);
    let again = ana.sign_in().await;
    house.clock.advance(day * 31);
    again.get("/me").await.expect(401);
    house.run_jobs().await;
}

#[tokio::test]
async fn cookies_are_secure_where_the_address_is_https() {
    for (url, secure) in [
        ("http://127.0.0.1:8000", false),
        ("https://blimp.example.com", true),
    ] {
        let house = House::with(&[("BLIMP_URL", url)]).await;
        let made = house
            .nobody()
            .post("/signup", &sign_up_form("Acme", "Ana"))
            .await;
        let cookie = made.header("set-cookie").unwrap().to_owned();
        assert_eq!(cookie.contains("Secure"), secure, "{cookie}");
        assert_eq!(cookie.starts_with("__Host-"), secure, "{cookie}");
        assert!(
            cookie.contains("HttpOnly")
                && cookie.contains("SameSite=Lax")
                && cookie.contains("Path=/")
        );
        let hsts = made.header("strict-transport-security");
        assert_eq!(hsts.is_some(), secure);
        house.run_jobs().await;
    }
}

async fn role(of: &User<'_>, by: &User<'_>, role: &str) -> Answer {
    let path = format!("/companies/{}/members/{}", by.company, of.id);
    by.patch(&path, &json!({ "role": role })).await
}

#[tokio::test]
async fn only_those_who_run_a_company_set_roles_and_nobody_touches_the_owner() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "admin", &[]).await;
    let cy = ana.invite("Cy", "member", &[]).await;
    assert_eq!(role(&cy, &cy, "admin").await.status, 403);
    assert_eq!(role(&bo, &cy, "member").await.status, 403);
    assert_eq!(role(&ana, &bo, "member").await.code(), "member.is_owner");
    assert_eq!(role(&ana, &ana, "member").await.code(), "member.is_owner");
    assert_eq!(
        role(&cy, &bo, "owner").await.code(),
        "member.no_second_owner"
    );
    assert_eq!(role(&cy, &bo, "boss").await.status, 422);
    assert_eq!(role(&cy, &bo, "admin").await.expect(200)["role"], "admin");
    let owner = format!("/companies/{}/members/{}", ana.company, ana.id);
    for somebody in [&bo, &ana] {
        assert_eq!(
            somebody.delete(&owner).await.code(),
            "member.is_owner",
            "nor do they leave"
        );
    }
    bo.delete(&format!("/companies/{}/members/{}", ana.company, bo.id))
        .await
        .expect(204);
    bo.get(&format!("/companies/{}", ana.company))
        .await
        .expect(404);

    let hand_on = format!("/companies/{}/ownership", ana.company);
    cy.post(&hand_on, &json!({ "user_id": cy.id }))
        .await
        .expect(403);
    ana.post(&hand_on, &json!({ "user_id": bo.id }))
        .await
        .expect(404);
    let handed = ana
        .post(&hand_on, &json!({ "user_id": cy.id }))
        .await
        .expect(200);
    assert_eq!(handed["role"], "owner");
    let me = ana.get("/me").await.expect(200);
    assert_eq!(me["memberships"][0]["role"], "admin");
    house.run_jobs().await;
}

#[tokio::test]
async fn one_person_may_be_in_several_companies() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = house.company("Bolt", "Bo").await;
    let mine = bo.project("Of Bolt").await;
    let form = json!({ "email": bo.email, "role": "client" });
    ana.post(&format!("/companies/{}/invitations", ana.company), &form)
        .await
        .expect(201);
    let link = ana.invitation(&bo.email).await;
    bo.post(&format!("{link}/acceptance"), &json!({}))
        .await
        .expect(200);
    house.run_jobs().await;
    let me = bo.get("/me").await.expect(200);
    let roles = all(me["memberships"].as_array().unwrap(), "/role");
    assert_eq!(roles, ["client", "owner"]);
    bo.get(&format!("/projects/{mine}")).await.expect(200);
    let path = format!("/companies/{}/projects", ana.company);
    assert_eq!(
        bo.post(&path, &json!({ "name": "Mine?" })).await.status,
        403
    );
    assert!(bo.list(&path, 100).await.is_empty());
}

#[tokio::test]
async fn a_profile_can_be_changed_and_needs_a_real_time_zone() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let change = json!({ "name": "Ana María", "time_zone": "Europe/Lisbon", "language": "es" });
    let me = ana.patch("/me", &change).await.expect(200);
    assert_eq!(me["user"]["name"], "Ana María");
    assert_eq!(me["user"]["time_zone"], "Europe/Lisbon");
    assert_eq!(me["user"]["language"], "es");
    let problem = ana
        .patch("/me", &json!({ "time_zone": "Europe/Atlantis" }))
        .await
        .expect(422);
    assert_eq!(problem["errors"][0]["pointer"], "/time_zone");
    let problem = ana
        .patch("/me", &json!({ "email": "x@example.com" }))
        .await
        .expect(400);
    assert_eq!(problem["errors"][0]["pointer"], "/email");
    house.run_jobs().await;
}
