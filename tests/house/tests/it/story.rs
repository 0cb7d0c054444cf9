//! The whole story: from sign-up to the assignee's mail, and what a client sees of it.

use blimp_tests::{House, PASSWORD, User, mail_link};
use serde_json::{Value, json};

use crate::told::{all, id, inbox, text, trace};

#[tokio::test]
async fn a_company_works_from_sign_up_to_the_assignees_mail() {
    let house = House::new().await;
    let ana = sign_up(&house).await;
    let bo = invite(&house, &ana).await;
    let project = ana.project("Launch").await;

    let mut bo_watches = house.live(&bo, None).await;
    let task = ana.task(project, "Write the page").await;
    let put = ana
        .put(&format!("/tasks/{task}/assignees/{}", bo.id), &Value::Null)
        .await;
    assert_eq!(put.expect(200)["assignee_ids"], json!([bo.id]));
    house.run_jobs().await;

    assert_eq!(inbox(&bo).await[0], "assigned Write the page");
    let notice = bo.list("/notifications", 100).await.remove(0);
    assert_eq!(text(&notice["reason"]), "assignee");
    assert_eq!(notice["actor"]["name"], "Ana");
    assert!(notice["read_at"].is_null());

    let mails = house.mails_to(&bo.email).await;
    let mail = mails.last().expect("a mail");
    assert_eq!(mail.subject, "Ana gave you “Write the page”");
    assert!(
        mail.text.contains("you are responsible for this task"),
        "{}",
        mail.text
    );
    assert!(
        mail.text.contains("http://127.0.0.1:8000/c/acme/tasks/1"),
        "{}",
        mail.text
    );
    assert!(mail.html.contains("Write the page"), "{}", mail.html);

    let history = format!("/companies/{}/events?task={task}", ana.company);
    let events = bo.list(&history, 100).await;
    assert_eq!(
        all(&events, "/name"),
        ["task.assigned.v1", "task.created.v1"]
    );
    assert_eq!(events[0]["subject"], json!({ "type": "task", "id": task }));
    assert_eq!(events[0]["actor"]["name"], "Ana");
    assert_eq!(events[0]["at"], blimp_tests::NOW);
    assert_eq!(events[0]["changes"]["assignees"]["to"]["user"], bo.id);

    let (seen, told) = bo_watches.until("task.assigned.v1").await;
    assert!(seen.contains(&"task.created.v1".to_owned()), "{seen:?}");
    assert_eq!(told.data["subject"]["id"], task);
    assert_eq!(told.data["id"], events[0]["id"]);

    bo.post(
        &format!("/notifications/{}/reading", id(&notice)),
        &json!({}),
    )
    .await
    .expect(200);
    let unread = bo.list("/notifications?unread=true", 100).await;
    assert!(
        !all(&unread, "/id").contains(&text(&notice["id"])),
        "{unread:?}"
    );
}

/// Signs up, and follows the link in the mail.
async fn sign_up(house: &House) -> User<'_> {
    let body = json!({
        "company": "Acme", "name": "Ana", "email": "Ana@Example.com", "password": PASSWORD,
    });
    let answer = house.nobody().post("/signup", &body).await;
    assert!(
        answer
            .header("set-cookie")
            .is_some_and(|cookie| cookie.contains("HttpOnly"))
    );
    let made = answer.clone().expect(201);
    assert_eq!(made["company"]["slug"], "acme");
    assert_eq!(made["user"]["email_verified"], false);
    house.run_jobs().await;
    let mail = house.mails_to("ana@example.com").await.remove(0);
    let link = mail_link(&mail, "/verifications/");
    house.nobody().post(&link, &json!({})).await.expect(204);

    let ana = house.known(&answer, "ana@example.com");
    let me = ana.get("/me").await.expect(200);
    assert_eq!(me["user"]["email_verified"], true);
    assert_eq!(me["memberships"][0]["role"], "owner");
    ana
}

/// Invites somebody new, who follows the link in the mail.
async fn invite<'a>(house: &'a House, ana: &User<'a>) -> User<'a> {
    let form = json!({ "email": "bo@example.com", "role": "member" });
    ana.post(&format!("/companies/{}/invitations", ana.company), &form)
        .await
        .expect(201);
    house.run_jobs().await;
    let mail = house.mails_to("bo@example.com").await.remove(0);
    assert!(
        mail.subject.contains("Acme") && mail.text.contains("Ana"),
        "{}",
        mail.text
    );
    let link = mail_link(&mail, "/invitations/");
    let open = house.nobody().get(&link).await.expect(200);
    assert_eq!(open["needs"], "password");
    assert_eq!(open["company"]["name"], "Acme");

    let form = json!({ "name": "Bo", "password": PASSWORD });
    let accepted = house
        .nobody()
        .post(&format!("{link}/acceptance"), &form)
        .await;
    assert_eq!(accepted.clone().expect(201)["role"], "member");
    house.run_jobs().await;
    let again = house
        .nobody()
        .post(&format!("{link}/acceptance"), &form)
        .await;
    assert!(
        again.status.is_client_error(),
        "a link works once: {}",
        again.text()
    );
    let bo = house.known(&accepted, "bo@example.com");
    // The mailed link has shown that the address is theirs.
    assert_eq!(
        bo.get("/me").await.expect(200)["user"]["email_verified"],
        true
    );
    bo
}

#[tokio::test]
async fn the_trace_says_why_a_mail_was_and_was_not_sent() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let project = ana.project("Launch").await;
    let assign = async |task: i64, who: i64| {
        ana.put(&format!("/tasks/{task}/assignees/{who}"), &Value::Null)
            .await
            .expect(200);
        house.run_jobs().await;
    };

    assign(ana.task(project, "By default").await, bo.id).await;
    let why = trace(&bo, false).await;
    assert_eq!(why["event"], "task.assigned.v1");
    assert_eq!(
        (&why["inbox"]["used"], &why["inbox"]["why"]),
        (&json!(true), &json!("wanted"))
    );
    assert_eq!(
        (&why["mail"]["used"], &why["mail"]["why"]),
        (&json!(true), &json!("wanted"))
    );
    assert_eq!(why["mail"]["state"], "sent");
    let before = house.mails_to(&bo.email).await.len();

    let path = format!("/companies/{}/notification-preferences", bo.company);
    let off = json!({ "items": [{ "kind": "assigned", "mail": false }] });
    bo.patch(&path, &off).await.expect(200);
    assign(ana.task(project, "Mail off").await, bo.id).await;
    let why = trace(&bo, false).await;
    assert_eq!(
        (&why["mail"]["used"], &why["mail"]["why"]),
        (&json!(false), &json!("turned_off"))
    );
    assert_eq!(
        house.mails_to(&bo.email).await.len(),
        before,
        "no mail more"
    );
    assert_eq!(inbox(&bo).await[0], "assigned Mail off");

    let off = json!({ "items": [{ "kind": "assigned", "inbox": false }] });
    bo.patch(&path, &off).await.expect(200);
    assign(ana.task(project, "All off").await, bo.id).await;
    let why = trace(&bo, true).await;
    assert_eq!(
        (&why["inbox"]["why"], &why["mail"]["why"]),
        (&json!("turned_off"), &json!("turned_off"))
    );
    assert_eq!(inbox(&bo).await[0], "assigned Mail off", "hidden");

    let inbox_before = inbox(&ana).await;
    assign(ana.task(project, "My own").await, ana.id).await;
    let why = trace(&ana, true).await;
    assert_eq!(
        (&why["inbox"]["why"], &why["mail"]["why"]),
        (&json!("own_action"), &json!("own_action"))
    );
    assert_eq!(inbox(&ana).await, inbox_before, "own actions tell nobody");
}

#[tokio::test]
async fn a_client_sees_its_own_project_and_nothing_else() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let (site, shop) = (ana.project("Site").await, ana.project("Shop").await);
    let cleo = ana.invite("Cleo", "client", &[site]).await;
    let dora = ana.invite("Dora", "client", &[shop]).await;
    let mut cleo_watches = house.live(&cleo, None).await;

    let hidden = ana.task(shop, "Zebra of the shop").await;
    let shown = ana.task(site, "Zebra of the site").await;
    ana.put(
        &format!("/tasks/{hidden}/assignees/{}", bo.id),
        &Value::Null,
    )
    .await
    .expect(200);
    ana.put(&format!("/tasks/{shown}/assignees/{}", bo.id), &Value::Null)
        .await
        .expect(200);
    house.run_jobs().await;

    let company = format!("/companies/{}", ana.company);
    let ids = async |path: &str, pointer: &str| all(&cleo.list(path, 100).await, pointer);
    assert_eq!(ids(&format!("{company}/projects"), "/name").await, ["Site"]);
    assert_eq!(
        ids(&format!("{company}/tasks"), "/title").await,
        ["Zebra of the site"]
    );
    assert_eq!(
        ids(&format!("{company}/members"), "/user/name").await,
        ["Ana", "Bo", "Cleo"]
    );
    let found = ids(&format!("{company}/search?q=zebra"), "/task/title").await;
    assert_eq!(found, ["Zebra of the site"]);
    let projects = ids(&format!("{company}/events"), "/project_id").await;
    assert!(
        projects
            .iter()
            .all(|id| *id == site.to_string() || id == "null"),
        "{projects:?}"
    );
    for path in [
        format!("/projects/{shop}"),
        format!("/tasks/{hidden}"),
        format!("{company}/members/{}", dora.id),
    ] {
        cleo.get(&path).await.expect(404);
    }
    let people = ids(&format!("/projects/{site}/people"), "/person/name").await;
    assert!(!people.contains(&"Dora".to_owned()), "{people:?}");

    let (seen, told) = cleo_watches.until("task.created.v1").await;
    assert_eq!(
        told.data["subject"]["id"], shown,
        "the first thing seen is of the site: {seen:?}"
    );
}

#[tokio::test]
async fn a_client_says_whether_a_task_in_review_is_good() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let site = ana.project("Site").await;
    let cleo = ana.invite("Cleo", "client", &[site]).await;
    let task = format!("/tasks/{}", ana.task(site, "Write the page").await);
    ana.put(&format!("{task}/assignees/{}", bo.id), &Value::Null)
        .await
        .expect(200);
    let review = ana.states(site).await["review"];
    bo.patch(&task, &json!({ "state": review }))
        .await
        .expect(200);
    cleo.patch(&task, &json!({ "title": "Mine" }))
        .await
        .expect(403);
    let approval = json!({ "comment": "Good." });
    let approved = cleo
        .post(&format!("{task}/approval"), &approval)
        .await
        .expect(200);
    assert!(approved["closed_at"].is_string());
    house.run_jobs().await;
    let told = inbox(&bo).await;
    assert!(
        told.contains(&"review Write the page".to_owned()),
        "{told:?}"
    );
    let comments = bo.list(&format!("{task}/comments"), 100).await;
    assert_eq!(all(&comments, "/text"), ["Good."]);
}

#[tokio::test]
async fn whoever_is_removed_loses_access_at_once() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write the page").await;
    ana.put(&format!("/tasks/{task}/assignees/{}", bo.id), &Value::Null)
        .await
        .expect(200);
    house.run_jobs().await;
    let token = bo.with_token(&["read"]).await;
    let mut bo_watches = house.live(&bo, None).await;
    token.get(&format!("/tasks/{task}")).await.expect(200);
    let mails = house.mails_to(&bo.email).await.len();

    ana.delete(&format!("/companies/{}/members/{}", ana.company, bo.id))
        .await
        .expect(204);
    for somebody in [&bo, &token] {
        somebody
            .get(&format!("/companies/{}", ana.company))
            .await
            .expect(404);
        somebody
            .get(&format!("/projects/{project}"))
            .await
            .expect(404);
        somebody.get(&format!("/tasks/{task}")).await.expect(404);
    }
    assert_eq!(bo.get("/me").await.expect(200)["memberships"], json!([]));
    house.run_jobs().await;

    // They are told that they lost it, and nothing after that.
    ana.post(
        &format!("/tasks/{task}/comments"),
        &json!({ "text": "Secret" }),
    )
    .await
    .expect(201);
    ana.task(project, "Another").await;
    house.run_jobs().await;
    let (seen, _) = bo_watches.until("access.lost.v1").await;
    assert!(
        !seen.iter().any(|name| name.starts_with("comment.")),
        "{seen:?}"
    );
    assert_eq!(
        house.mails_to(&bo.email).await.len(),
        mails,
        "no mail after the removal"
    );
    let left = ana.get(&format!("/tasks/{task}")).await.expect(200);
    assert_eq!(left["assignee_ids"], json!([]));
}
