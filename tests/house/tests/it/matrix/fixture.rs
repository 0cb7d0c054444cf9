//! A company with everything in it, and everybody who may, or may not, have to do with it.

use std::collections::HashMap;
use std::time::Duration;

use axum::http::Method;
use blimp_kit::{Clock, Instant};
use blimp_tests::{Database, House, Person, User, mail_link};
use serde_json::{Value, json};

use crate::told::id;

/// A picture of four pixels.
pub(crate) const PNG: &[u8] =
    b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x02\x00\x00\x00\x02\x08\x02\x00\
    \x00\x00\xfd\xd4\x9as\x00\x00\x00\x11IDATx\x9cc\xf8\xcf\xc0\x00D\x0c`\xf2?\x00\x1b\xf2\x03\
    \xfd\xf3\xe7K\xb1\x00\x00\x00\x00IEND\xaeB`\x82";

/// A Trello board with one card.
pub(super) const TRELLO: &[u8] = br#"{"id":"0123456789abcdef01234567","name":"Board","url":"https://trello.com/b/AbCdEfGh/board",
"shortLink":"AbCdEfGh","lists":[{"id":"0123456789abcdef01234568","name":"To do","closed":false,"pos":1}],"cards":[{"id":"0123456789abcdef01234569","name":"A card",
"idList":"0123456789abcdef01234568","closed":false,"pos":1,"desc":"","labels":[],"idLabels":[],"idMembers":[]}],"actions":[],
"checklists":[],"labels":[],"members":[],"customFields":[]}"#;

/// The house's database, its people and its ids.
pub(super) struct Fixture {
    pub(super) database: Database,
    pub(super) now: Instant,
    pub(super) callers: HashMap<&'static str, Person>,
    pub(super) ids: HashMap<&'static str, String>,
}

impl Fixture {
    /// The house again, as it was; another one each time.
    pub(super) async fn open(&self) -> House {
        House::on(self.database.copy(), Clock::held_at(self.now), &[]).await
    }

    /// `text` with `{names}` replaced by ids.
    pub(super) fn fill(&self, text: &str) -> String {
        self.ids.iter().fold(text.to_owned(), |text, (name, id)| {
            text.replace(&format!("{{{name}}}"), id)
        })
    }
}

pub(super) async fn fixture() -> Fixture {
    let house = House::embedded(&[]).await;
    let expired = house.company("Acme", "Ana").await;
    house.clock.advance(Duration::from_hours(31 * 24));
    let ana = expired.sign_in().await;
    let mut ids = HashMap::new();
    let mut callers = people(&house, &ana, &mut ids).await;
    callers.insert("expired", expired.person());
    callers.insert("owner", ana.person());
    things(&house, &ana, &mut ids).await;
    secrets(&house, &ana, &mut ids).await;
    // Those who lost their place, last of all: by then there is something to lose.
    for (caller, company) in [
        ("ex-member", ana.company),
        ("stranger", callers["other"].company),
    ] {
        let gone = &callers[caller];
        let by = house.user(if caller == "stranger" {
            &callers["other"]
        } else {
            &callers["owner"]
        });
        by.delete(&format!("/companies/{company}/members/{}", gone.id))
            .await
            .expect(204);
    }
    house.run_jobs().await;
    let ids = ids
        .into_iter()
        .map(|(name, id)| (name, crate::told::text(&id)))
        .collect();
    let now = house.clock.now();
    Fixture {
        database: house.close(),
        now,
        callers,
        ids,
    }
}

type Ids = HashMap<&'static str, Value>;

/// Everybody, and the projects that tell them apart.
async fn people(house: &House, ana: &User<'_>, ids: &mut Ids) -> HashMap<&'static str, Person> {
    let company = format!("/companies/{}", ana.company);
    let private = json!({ "name": "Private", "private": true });
    let project = id(&ana
        .post(&format!("{company}/projects"), &private)
        .await
        .expect(201));
    let open = ana.project("Open").await;
    let trashed = ana
        .post(&format!("{company}/projects"), &json!({ "name": "Gone" }))
        .await
        .expect(201);
    let other = house.company("Other", "Oto").await;
    let target = ana.invite("Tom", "member", &[project]).await;
    let outsider = ana.invite("Oli", "member", &[]).await;
    let mut callers = HashMap::from([
        ("nobody", house.nobody().person()),
        ("other", other.person()),
        ("outsider", outsider.person()),
        ("read-only", ana.with_token(&["read"]).await.person()),
    ]);
    for (caller, by, name, role, projects) in [
        ("stranger", &other, "Sam", "member", &[][..]),
        ("ex-member", ana, "Eve", "member", &[project]),
        ("other client", ana, "Cole", "client", &[open]),
        ("client", ana, "Cleo", "client", &[project]),
        ("member", ana, "Mel", "member", &[project]),
        ("admin", ana, "Ada", "admin", &[project]),
    ] {
        callers.insert(caller, by.invite(name, role, projects).await.person());
    }
    // The trash is made private after the fact: nobody but staff sees into it then.
    let path = format!("/projects/{}", id(&trashed));
    ana.patch(&path, &json!({ "private": true }))
        .await
        .expect(200);
    ana.put(
        &format!("{path}/people/{}", callers["member"].id),
        &Value::Null,
    )
    .await
    .expect(200);
    ana.delete(&path).await.expect(204);
    let all = [
        ("company", json!(ana.company)),
        ("project", json!(project)),
        ("open_project", json!(open)),
        ("trashed_project", trashed["id"].clone()),
        ("user", json!(target.id)),
        ("outsider", json!(outsider.id)),
        ("owner", json!(ana.id)),
    ];
    ids.extend(all);
    callers
}

/// A task in review with everything on it, and the same in the trash.
async fn things(house: &House, ana: &User<'_>, ids: &mut Ids) {
    let project = ids["project"].as_i64().expect("a project");
    let review = ana.states(project).await["review"];
    let path = format!("/projects/{project}");
    let goal = ana
        .post(&format!("{path}/goals"), &json!({ "title": "Goal" }))
        .await
        .expect(201);
    let form = json!({
        "title": "The page", "state": review, "goal_id": goal["id"], "labels": ["Bug"],
        "assignee_ids": [ids["user"], ana.id],
    });
    let task = ana.post(&format!("{path}/tasks"), &form).await.expect(201);
    let on = format!("/tasks/{}", task["id"]);
    let made = async |path: String, body: Value| ana.post(&path, &body).await.expect(201);
    let state = made(
        format!("{path}/states"),
        json!({ "name": "Later", "kind": "plan" }),
    )
    .await;
    let item = made(format!("{on}/checklist"), json!({ "title": "Step" })).await;
    let comment = made(format!("{on}/comments"), json!({ "text": "Said" })).await;
    let file = ana
        .upload(&format!("{on}/attachments"), "dot.png", "image/png", PNG)
        .await
        .expect(201);
    let file = file["items"].get(0).unwrap_or(&file).clone();
    let label = ana
        .list(&format!("/companies/{}/labels", ana.company), 10)
        .await
        .remove(0);
    let all = [
        ("goal", goal),
        ("number", json!({ "id": task["number"] })),
        ("task", task),
        ("state", state),
        ("item", item),
        ("comment", comment),
        ("label", label),
        ("attachment", file.clone()),
    ];
    ids.extend(all.map(|(name, body)| (name, body["id"].clone())));
    ids.insert("review", json!(review));
    ids.insert(
        "file",
        file.pointer("/file/id").unwrap_or(&file["file_id"]).clone(),
    );
    let change = ana.patch(&on, &json!({ "title": "The new page" })).await;
    let fact = change.header("blimp-change").and_then(|id| id.parse().ok());
    ids.insert("event", json!(fact.unwrap_or(0)));
    let view = json!({ "name": "All", "kind": "board", "project_id": project, "shared": true });
    let views = format!("/companies/{}/views", ana.company);
    ids.insert("view", made(views, view).await["id"].clone());
    trash(ana, (&path, &on), ids).await;
    uploads(house, ana, ids).await;
}

/// One of each in the trash.
async fn trash(ana: &User<'_>, (project, task): (&str, &str), ids: &mut Ids) {
    let link = json!({ "url": "https://example.com/", "name": "Gone" });
    for (name, made_at, body, kind) in [
        (
            "trashed_task",
            format!("{project}/tasks"),
            json!({ "title": "Gone" }),
            "tasks",
        ),
        (
            "trashed_goal",
            format!("{project}/goals"),
            json!({ "title": "Gone" }),
            "goals",
        ),
        (
            "trashed_item",
            format!("{task}/checklist"),
            json!({ "title": "Gone" }),
            "checklist-items",
        ),
        (
            "trashed_comment",
            format!("{task}/comments"),
            json!({ "text": "Gone" }),
            "comments",
        ),
        (
            "trashed_attachment",
            format!("{task}/links"),
            link,
            "attachments",
        ),
    ] {
        let made = ana.post(&made_at, &body).await.expect(201);
        ana.delete(&format!("/{kind}/{}", made["id"]))
            .await
            .expect(204);
        ids.insert(name, made["id"].clone());
    }
}

/// An import, and the owner's picture.
async fn uploads(house: &House, ana: &User<'_>, ids: &mut Ids) {
    let board = ana.form(
        Method::POST,
        &format!("/companies/{}/imports", ana.company),
        ("b.json", "application/json", TRELLO),
    );
    let import = house.send(board).await.expect(202);
    ids.insert("import", import["id"].clone());
    let text = String::from_utf8_lossy(TRELLO).replace("89abcdef01234567", "89abcdef00112233");
    let path = format!("/companies/{}/imports", ana.company);
    let mut held = ana.form(Method::POST, &path, ("x", "text/plain", b""));
    *held.body_mut() = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"hold\"\r\n\r\ntrue\r\n\
         --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.json\"\r\n\
         Content-Type: application/json\r\n\r\n{text}\r\n--edge--\r\n"
    )
    .into();
    let held = house.send(held).await.expect(201);
    ids.insert("held_import", held["id"].clone());
    let export = ana
        .post(&format!("/companies/{}/exports", ana.company), &Value::Null)
        .await
        .expect(202);
    ids.insert("export", export["id"].clone());
    let picture = ana.form(Method::PUT, "/me/avatar", ("dot.png", "image/png", PNG));
    house.send(picture).await.expect(200);
    on_their_way(ana, ids).await;
    house.run_jobs().await;
}

/// An upload that was begun, and one whose bytes have come.
async fn on_their_way(ana: &User<'_>, ids: &mut Ids) {
    let path = format!("/tasks/{}/uploads", ids["task"]);
    let form = json!({ "name": "a.json", "type": "application/json", "size": 7 });
    for name in ["upload", "sent_upload"] {
        let begun = ana.post(&path, &form).await.expect(201);
        let url = crate::told::text(&begun["url"]);
        let (_, token) = url.split_once("?token=").expect("a token");
        ids.insert(name, begun["id"].clone());
        if name == "upload" {
            ids.insert("upload_token", json!(token));
            continue;
        }
        let path = format!("/uploads/{}/content?token={token}", begun["id"]);
        ana.put(&path, &json!({ "a": 1 })).await.expect(204);
    }
}

/// What mails carry, and what is the owner's alone.
async fn secrets(house: &House, ana: &User<'_>, ids: &mut Ids) {
    let form = json!({ "email": "guest@example.com", "role": "member" });
    let made = ana
        .post(&format!("/companies/{}/invitations", ana.company), &form)
        .await
        .expect(201);
    let link = ana.invitation("guest@example.com").await;
    house
        .nobody()
        .post("/password-resets", &json!({ "email": ana.email }))
        .await
        .expect(202);
    house.run_jobs().await;
    let mails = house.mails_to(&ana.email).await;
    let reset = mail_link(mails.last().expect("a reset"), "/password-resets/");
    // Of somebody who has not used theirs.
    let new = json!({ "company": "Third", "name": "Una", "email": "una@example.com", "password": blimp_tests::PASSWORD });
    house.nobody().post("/signup", &new).await.expect(201);
    house.run_jobs().await;
    let verification = mail_link(
        &house.mails_to("una@example.com").await[0],
        "/verifications/",
    );
    let last = |link: String| json!(link.rsplit('/').next());
    ana.sign_in().await;
    let first = |rows: Vec<Value>| rows[0]["id"].clone();
    let mine = ana.list("/notifications?hidden=false", 1).await;
    let change = json!({ "act": "unread", "ids": [mine[0]["id"]] });
    let change = ana
        .post("/notifications/changes", &change)
        .await
        .expect(200);
    let all = [
        ("change", change["id"].clone()),
        ("invitation", made["id"].clone()),
        ("invitation_token", last(link)),
        ("reset_token", last(reset)),
        ("verification_token", last(verification)),
        ("session", first(ana.list("/sessions", 1).await)),
        ("notification", first(mine)),
    ];
    ids.extend(all);
    let gone = json!({ "name": "Gone" });
    let gone = ana.post("/companies", &gone).await.expect(201);
    let body = json!({ "confirm": "Gone", "password": blimp_tests::PASSWORD });
    let path = format!("/companies/{}", gone["id"]);
    ana.call(Method::DELETE, &path, Some(&body))
        .await
        .expect(200);
    ids.insert("gone_company", gone["id"].clone());
    let token = json!({ "name": "spare", "scopes": ["read"] });
    ids.insert(
        "token_id",
        ana.post("/tokens", &token).await.expect(201)["id"].clone(),
    );
}
