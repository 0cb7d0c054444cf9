//! Endings: a company is deleted, brought back, erased; an account is deleted, or gets another
//! address. And the beginning: what a page knows before anybody has signed in.

use std::fs;
use std::path::Path;
use std::time::Duration;

use axum::http::Method;
use blimp_tests::{House, PASSWORD, User, mail_link, on_postgres};
use serde_json::{Value, json};

use crate::matrix::PNG;
use crate::told::{all, id, text};

async fn delete(user: &User<'_>, company: i64, body: &Value) -> blimp_tests::Answer {
    let path = format!("/companies/{company}");
    user.call(Method::DELETE, &path, Some(body)).await
}

/// Asks for deletion as it should be asked for.
async fn gone(user: &User<'_>) -> Value {
    let body = json!({ "confirm": "Acme", "password": PASSWORD });
    delete(user, user.company, &body).await.expect(200)
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
async fn a_deleted_company_is_out_of_everybodys_sight_until_its_owner_brings_it_back() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "admin", &[]).await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let invited = json!({ "email": "zoe@example.com", "role": "member" });
    let company = format!("/companies/{}", ana.company);
    ana.post(&format!("{company}/invitations"), &invited)
        .await
        .expect(201);
    let link = ana.invitation("zoe@example.com").await;
    for (body, field) in [
        (
            json!({ "confirm": "acme", "password": PASSWORD }),
            "/confirm",
        ),
        (
            json!({ "confirm": "Acme", "password": "not this one" }),
            "/password",
        ),
    ] {
        let refused = delete(&ana, ana.company, &body).await;
        assert_eq!(refused.json()["errors"][0]["pointer"], field);
        refused.expect(422);
    }
    let asked = json!({ "confirm": "Acme", "password": PASSWORD });
    delete(&bo, ana.company, &asked).await.expect(403);
    ana.get(&company).await.expect(200);

    let mut live = house.live(&bo, None).await;
    let deleted = gone(&ana).await;
    assert_eq!(deleted["erased_at"], "2026-12-23T09:00:00Z");
    house.run_jobs().await;
    live.until("company.sight_changed.v1").await;
    for user in [&ana, &bo] {
        for path in [
            company.clone(),
            format!("/projects/{project}"),
            format!("/tasks/{task}"),
        ] {
            user.get(&path).await.expect(404);
        }
        assert_eq!(user.list("/companies", 50).await, [Value::Null; 0]);
        let me = user.get("/me").await.expect(200);
        assert_eq!(me["memberships"], json!([]));
    }
    house.nobody().get(&link).await.expect(404);
    assert_eq!(
        bo.list("/companies?deleted=true", 50).await,
        [Value::Null; 0]
    );
    let hers = ana.list("/companies?deleted=true", 50).await;
    assert_eq!(all(&hers, "/name"), ["Acme"]);
    let back = format!("{company}/restoration");
    bo.post(&back, &json!({})).await.expect(404);
    let mails = house.mails_to(&ana.email).await;
    assert!(
        mails
            .iter()
            .any(|m| m.subject == "Acme was deleted" && m.text.contains("2026-12-23"))
    );

    house.clock.advance(Duration::from_hours(29 * 24));
    let ana = ana.sign_in().await;
    ana.post(&back, &json!({})).await.expect(200);
    house.run_jobs().await;
    ana.get(&format!("/tasks/{task}")).await.expect(200);
    bo.sign_in()
        .await
        .get(&format!("/tasks/{task}"))
        .await
        .expect(200);
    let slugged = ana.list("/companies?slug=acme", 50).await;
    assert_eq!(all(&slugged, "/deleted_at"), ["null"]);
    assert_eq!(
        ana.list("/companies?slug=other", 50).await,
        [Value::Null; 0]
    );
}

/// Tables whose rows a company owns, but for what the queue keeps of its work for a while.
fn owned(house: &House) -> Vec<String> {
    let sql = if on_postgres() {
        "SELECT c.table_name::text AS text FROM information_schema.columns c \
         JOIN information_schema.tables t ON t.table_name = c.table_name \
             AND t.table_schema = c.table_schema AND t.table_type = 'BASE TABLE' \
         WHERE c.column_name = 'company_id' AND c.table_schema = current_schema()"
    } else {
        "SELECT m.name AS text FROM sqlite_master m \
         JOIN pragma_table_info(m.name) p ON p.name = 'company_id' WHERE m.type = 'table'"
    };
    let mut tables = house.database.texts(sql);
    tables.retain(|table| !["job", "job_done"].contains(&table.as_str()));
    tables
}

fn files(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    let count = |path: &Path| if path.is_dir() { files(path) } else { 1 };
    entries.flatten().map(|entry| count(&entry.path())).sum()
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
async fn after_thirty_days_nothing_is_left_of_a_company_and_all_of_the_others() {
    let house = House::embedded(&[]).await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let other = house.company("Other", "Oto").await;
    for user in [&ana, &other] {
        let project = user.project("Launch").await;
        let goal = json!({ "title": "Ship" });
        user.post(&format!("/projects/{project}/goals"), &goal)
            .await
            .expect(201);
        let view = json!({ "name": "Mine", "kind": "list" });
        user.post(&format!("/companies/{}/views", user.company), &view)
            .await
            .expect(201);
        for n in 0..5 {
            let form = json!({ "title": format!("Task {n}"), "labels": ["Bug"] });
            let task = user
                .post(&format!("/projects/{project}/tasks"), &form)
                .await
                .expect(201);
            let path = format!("/tasks/{}", id(&task));
            let form = json!({ "title": "Part", "parent_id": id(&task) });
            user.post(&format!("/projects/{project}/tasks"), &form)
                .await
                .expect(201);
            user.upload(&format!("{path}/attachments"), "dot.png", "image/png", PNG)
                .await
                .expect(201);
            user.post(&format!("{path}/comments"), &json!({ "text": "Said" }))
                .await
                .expect(201);
            user.post(&format!("{path}/checklist"), &json!({ "title": "Step" }))
                .await
                .expect(201);
            if user.id == ana.id {
                user.put(&format!("{path}/assignees/{}", bo.id), &Value::Null)
                    .await
                    .expect(200);
            }
        }
    }
    house.run_jobs().await;
    let rows = |company: i64| -> Vec<(String, i64)> {
        let count = |table: &String| {
            let sql = format!("SELECT count(*) AS n FROM {table} WHERE company_id = {company}");
            (table.clone(), house.database.count(&sql))
        };
        owned(&house)
            .iter()
            .map(count)
            .filter(|(_, n)| *n > 0)
            .collect()
    };
    let (before, blobs) = (
        rows(other.company),
        files(&house.database.folder.path().join("files")),
    );
    assert!(
        rows(ana.company).len() >= before.len(),
        "there is something to erase"
    );
    gone(&ana).await;
    house.run_jobs().await;
    let with_mail = rows(other.company);
    let mails = async |subject: &str| {
        let mails = house.mails_to(&ana.email).await;
        mails
            .iter()
            .filter(|mail| mail.subject.contains(subject))
            .count()
    };
    house.clock.advance(Duration::from_hours(26 * 24));
    house.run_jobs().await;
    assert_eq!(mails("erased in three days").await, 0);
    for _ in 0..2 {
        house.clock.advance(Duration::from_hours(24));
        house.run_jobs().await;
        assert_eq!(mails("erased in three days").await, 1);
    }
    assert!(!rows(ana.company).is_empty(), "not a day too soon");
    house.clock.advance(Duration::from_hours(2 * 24 + 1));
    house.run_jobs().await;
    // On Postgres facts are numbered on the way; the last of them go when that is done.
    for _ in 0..5 {
        house.clock.advance(Duration::from_mins(2));
        house.run_jobs().await;
    }
    assert_eq!(rows(ana.company), [], "nothing is left");
    assert_eq!(rows(other.company), with_mail, "nothing else is lost");
    let left = files(&house.database.folder.path().join("files"));
    assert_eq!(left * 2, blobs, "their files are gone, others are not");
    let ana = ana.sign_in().await;
    ana.post(
        &format!("/companies/{}/restoration", ana.company),
        &json!({}),
    )
    .await
    .expect(404);
    let again = ana
        .post("/companies", &json!({ "name": "Acme" }))
        .await
        .expect(201);
    assert_eq!(again["slug"], "acme", "the name is free again");
    house.run_jobs().await;
}

#[tokio::test]
async fn somebody_who_goes_leaves_what_they_made_and_not_who_they_were() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let task = ana.task(ana.project("Launch").await, "Write").await;
    bo.post(
        &format!("/tasks/{task}/comments"),
        &json!({ "text": "Mine" }),
    )
    .await
    .expect(201);
    let token = bo.with_token(&["read"]).await;
    let leave = async |user: &User<'_>, password: &str| {
        let body = json!({ "password": password });
        user.call(Method::DELETE, "/me", Some(&body)).await
    };
    let refused = leave(&ana, PASSWORD).await;
    assert_eq!(refused.code(), "account.owns_companies");
    assert!(refused.text().contains("Acme"), "names the company");
    leave(&bo, "not this one").await.expect(422);
    leave(&bo, PASSWORD).await.expect(204);
    house.run_jobs().await;
    for user in [&bo, &token] {
        user.get("/me").await.expect(401);
    }
    let said = ana.list(&format!("/tasks/{task}/comments"), 50).await;
    assert_eq!(all(&said, "/text"), ["Mine"]);
    assert!(!said[0].to_string().contains("Bo"), "{}", said[0]);
    assert_eq!(
        ana.list(&format!("/companies/{}/members", ana.company), 50)
            .await
            .len(),
        1
    );
    assert_eq!(
        house
            .database
            .count("SELECT count(*) AS n FROM users WHERE email = 'bo@example.com'"),
        0
    );
    house.company("New", "Bo").await;
}

#[tokio::test]
async fn another_address_is_theirs_by_the_link_that_was_mailed_there() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    ana.invite("Bo", "member", &[]).await;
    let ask = async |email: &str, password: &str| {
        let body = json!({ "email": email, "password": password });
        ana.put("/me/email", &body).await
    };
    for (email, password, field) in [
        ("not an address", PASSWORD, "/email"),
        ("ana@example.com", PASSWORD, "/email"),
        ("new@example.com", "not this one", "/password"),
    ] {
        let refused = ask(email, password).await;
        assert_eq!(refused.json()["errors"][0]["pointer"], field, "{email}");
        refused.expect(422);
    }
    assert_eq!(ask("bo@example.com", PASSWORD).await.code(), "email_taken");
    ask("new@example.com", PASSWORD).await.expect(202);
    house.run_jobs().await;
    let me = ana.get("/me").await.expect(200);
    assert_eq!(
        me["user"]["email"], "ana@example.com",
        "not before it is shown"
    );
    let link = mail_link(
        &house.mails_to("new@example.com").await[0],
        "/verifications/",
    );
    house.nobody().post(&link, &json!({})).await.expect(204);
    house.nobody().post(&link, &json!({})).await.expect(409);
    house.run_jobs().await;
    let me = ana.get("/me").await.expect(200);
    assert_eq!(me["user"]["email"], "new@example.com");
    assert_eq!(me["user"]["email_verified"], true);
    let told = house.mails_to("ana@example.com").await;
    assert!(
        told.iter()
            .any(|mail| mail.subject == "Your address was changed")
    );
    let old = json!({ "email": "ana@example.com", "password": PASSWORD });
    house.nobody().post("/session", &old).await.expect(401);
}

#[tokio::test]
async fn a_page_knows_what_it_may_offer_before_anybody_has_signed_in() {
    let house = House::with(&[("SIGN_UP", "closed")]).await;
    let look = async || house.nobody().get("/instance").await.expect(200);
    let first = look().await;
    assert_eq!(
        (&first["has_companies"], &first["sign_up"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(text(&first["mail"]), "mailbox");
    assert_eq!(
        first["password"],
        json!({ "min_length": 8, "max_length": 128 })
    );
    let ana = house.company("Acme", "Ana").await;
    let later = look().await;
    assert_eq!(
        (&later["has_companies"], &later["sign_up"]),
        (&json!(true), &json!(false))
    );
    let form =
        json!({ "company": "B", "name": "Bo", "email": "bo@example.com", "password": PASSWORD });
    house.nobody().post("/signup", &form).await.expect(403);
    ana.invite("Bo", "member", &[]).await;
}

#[tokio::test]
async fn mails_speak_the_language_of_whoever_reads_them() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    bo.patch("/me", &json!({ "language": "es", "week_start": "sunday" }))
        .await
        .expect(200);
    let task = ana.task(ana.project("Launch").await, "Write").await;
    ana.put(&format!("/tasks/{task}/assignees/{}", bo.id), &Value::Null)
        .await
        .expect(200);
    house.run_jobs().await;
    let mails = house.mails_to(&bo.email).await;
    let mail = mails.last().expect("a mail");
    assert_eq!(mail.subject, "Ana te ha dado «Write»");
    assert!(
        mail.text
            .contains("Abrir la tarea: http://127.0.0.1:8000/c/acme/tasks/1"),
        "{}",
        mail.text
    );
    assert!(
        mail.text
            .contains("Recibes este correo porque esta tarea es tuya."),
        "{}",
        mail.text
    );
}
