//! Lists as tables, calendars and "my work" ask for them; tables for spreadsheets; the board.

use axum::http::Method;
use blimp_tests::{Answer, House, User};
use serde_json::json;

use crate::told::{all, id};

async fn titles(user: &User<'_>, path: &str) -> Vec<String> {
    all(&user.list(path, 2).await, "/title")
}

/// Tasks in every state of planning, by title.
async fn filled(ana: &User<'_>, project: i64) {
    let states = ana.states(project).await;
    for (title, form) in [
        (
            "late",
            json!({ "due_on": "2026-11-20", "assignee_ids": [ana.id] }),
        ),
        (
            "today",
            json!({ "due_on": "2026-11-23", "priority": "high", "assignee_ids": [ana.id] }),
        ),
        (
            "soon",
            json!({ "start_on": "2026-11-22", "due_on": "2026-12-02" }),
        ),
        (
            "begun",
            json!({ "start_on": "2026-11-25", "state": states["doing"] }),
        ),
        (
            "never",
            json!({ "priority": "urgent", "state": states["review"] }),
        ),
        (
            "done",
            json!({ "due_on": "2026-11-19", "state": states["done"] }),
        ),
    ] {
        let mut form = form;
        form["title"] = json!(title);
        let path = format!("/projects/{project}/tasks");
        ana.post(&path, &form).await.expect(201);
    }
}

#[tokio::test]
async fn lists_answer_what_tables_calendars_and_my_work_ask() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    filled(&ana, project).await;
    for scope in [
        format!("/projects/{project}/tasks"),
        format!("/companies/{}/tasks", ana.company),
    ] {
        for (query, expected) in [
            ("priority=high,urgent&sort=priority", vec!["today", "never"]),
            (
                "priority=none&sort=number",
                vec!["late", "soon", "begun", "done"],
            ),
            ("awaiting_approval=true", vec!["never"]),
            (
                "awaiting_approval=false&closed=false&dated=false",
                vec!["begun"],
            ),
            ("dated=false&sort=title", vec!["begun", "never"]),
            (
                "dated=true&closed=false&sort=-due_on",
                vec!["soon", "today", "late"],
            ),
            // A calendar: all whose days touch the week.
            (
                "days_after=2026-11-23&days_before=2026-11-29&sort=due_on",
                vec!["today", "soon", "begun"],
            ),
            (
                "days_before=2026-11-22&sort=due_on",
                vec!["done", "late", "soon"],
            ),
            ("days_after=2026-12-03&sort=due_on", vec![]),
            // My work: overdue, today, next.
            (
                "assignee=me&closed=false&overdue=true&sort=due_on",
                vec!["late"],
            ),
            (
                "assignee=me&closed=false&due_after=2026-11-23&due_before=2026-11-23&sort=due_on",
                vec!["today"],
            ),
            (
                "assignee=none&closed=false&sort=-due_on",
                vec!["soon", "never", "begun"],
            ),
        ] {
            assert_eq!(
                titles(&ana, &format!("{scope}?{query}")).await,
                expected,
                "{query}"
            );
        }
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn a_project_is_listed_column_by_column() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    filled(&ana, project).await;
    let by_state = format!("/projects/{project}/tasks?sort");
    let forth = ["late", "today", "soon", "begun", "never", "done"];
    assert_eq!(titles(&ana, &format!("{by_state}=state")).await, forth);
    let mut back = forth;
    back.reverse();
    assert_eq!(titles(&ana, &format!("{by_state}=-state")).await, back);
    for wrong in [
        "priority=5",
        "dated=x",
        "awaiting_approval=1",
        "days_after=x",
    ] {
        let path = format!("/projects/{project}/tasks?{wrong}");
        ana.get(&path).await.expect(400);
    }
    let company = format!("/companies/{}/tasks?sort=state", ana.company);
    ana.get(&company).await.expect(400);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_table_is_whole_and_holds_no_formula() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("=Launch").await;
    for n in 0..120 {
        ana.task(project, &format!("Task, number {n:03}")).await;
    }
    let form = json!({
        "title": "=HYPERLINK(\"http://x\")", "assignee_ids": [ana.id], "labels": ["Bug", "@x"],
        "due_on": "2026-12-01", "priority": "low",
    });
    let path = format!("/projects/{project}/tasks");
    ana.post(&path, &form).await.expect(201);
    let table = ana.get(&format!("{path}.csv")).await;
    assert_eq!(table.status, 200);
    assert!(
        table
            .header("content-type")
            .unwrap()
            .starts_with("text/csv")
    );
    let text = table.text();
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 122, "a head and every task once");
    assert!(lines[0].starts_with("number,title,project,state,"));
    assert!(lines[1].starts_with("1,\"Task, number 000\",'=Launch,Plan,plan,,,,none,,,2026-"));
    let last =
        "121,\"'=HYPERLINK(\"\"http://x\"\")\",'=Launch,Plan,plan,,Ana,'@x; Bug,low,,2026-12-01,";
    assert!(lines[121].starts_with(last), "{}", lines[121]);
    let some = ana
        .get(&format!(
            "/companies/{}/tasks.csv?priority=low",
            ana.company
        ))
        .await;
    assert_eq!(some.text().lines().count(), 2);
    ana.get(&format!("{path}.csv?limit=5")).await.expect(400);
    ana.get(&format!("{path}.csv?sort=colour"))
        .await
        .expect(400);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_board_of_four_thousand_cards_is_small() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let mel = ana.invite("Mel", "member", &[]).await;
    let goal = json!({ "title": "Goal" });
    let goal = ana
        .post(&format!("/projects/{project}/goals"), &goal)
        .await
        .expect(201);
    filled(&ana, project).await;
    house.run_jobs().await;
    let label = json!({ "name": "Bug" });
    let label = ana
        .post(&format!("/companies/{}/labels", ana.company), &label)
        .await
        .expect(201);
    let people = [ana.id, mel.id];
    many_cards(
        &house,
        (ana.company, project),
        (id(&goal), id(&label), &people),
    );
    let board = ana.get(&format!("/projects/{project}/board")).await;
    let body = board.json();
    assert_eq!(body["cards"].as_array().unwrap().len(), 4_000);
    assert_eq!(body["truncated"], false);
    let mut counts = 0;
    for state in body["states"].as_array().unwrap() {
        counts += state["count"].as_i64().unwrap();
    }
    assert_eq!(counts, 4_000);
    let card = body["cards"].as_array().unwrap().last().unwrap();
    for field in [
        "id",
        "number",
        "title",
        "state_id",
        "goal_id",
        "position",
        "priority",
        "due_on",
        "assignee_ids",
        "label_ids",
        "comment_count",
        "attachment_count",
        "checklist",
        "version",
    ] {
        assert!(
            !card[field].is_null() || field == "due_on",
            "{field}: {card}"
        );
    }
    sent_small(&ana, &board, project).await;
}

/// A board that the client has is not sent again, and one that it has not is sent small.
async fn sent_small(ana: &User<'_>, board: &Answer, project: i64) {
    let path = format!("/projects/{project}/board");
    let tag = board.header("etag").unwrap().to_owned();
    let same = ana
        .call_with(Method::GET, &path, None, &[("if-none-match", &tag)])
        .await;
    assert_eq!(same.status, 304);
    for coding in ["br", "gzip"] {
        let packed = ana
            .call_with(Method::GET, &path, None, &[("accept-encoding", coding)])
            .await;
        assert_eq!(packed.header("content-encoding"), Some(coding));
        let size = packed.body.len();
        assert!(size < 200_000, "{coding}: {size} bytes");
    }
}

/// Fills a project up to 4,000 tasks, with people and labels on most of them.
fn many_cards(house: &House, (company, project): (i64, i64), (goal, label, people): Around<'_>) {
    let sql = format!(
        "WITH RECURSIVE n (i) AS (SELECT 7 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
        INSERT INTO tasks (company_id, project_id, number, title, state_id, goal_id, position,
            priority, due_on, created_by, created_at, updated_at, version)
        SELECT {company}, {project}, i,
            'Section ' || (i * 7919 % 997) || ' of the manual, draft ' || (i * 104729 % 89),
            (SELECT min(id) + i % 3 FROM states WHERE project_id = {project}), {goal},
            'z' || substr(CAST(100000 + i AS TEXT), 2), i % 5, 20780 + i * 31 % 120,
            {owner}, 0, 0, 1 + i % 9
        FROM n RETURNING title AS text",
        owner = people[0],
    );
    assert_eq!(house.database.texts(&sql).len(), 3_994);
    for (person, rest) in people.iter().zip([0, 1]) {
        let sql = format!(
            "INSERT INTO task_assignees (company_id, task_id, user_id, assigned_at)
            SELECT company_id, id, {person}, 0 FROM tasks WHERE number > 6 AND id % 3 <= {rest}
            RETURNING 'x' AS text"
        );
        assert!(house.database.texts(&sql).len() > 1_000);
    }
    let sql = format!(
        "INSERT INTO task_labels (company_id, task_id, label_id)
        SELECT company_id, id, {label} FROM tasks WHERE number > 6 AND id % 2 = 0
        RETURNING 'x' AS text"
    );
    assert!(house.database.texts(&sql).len() > 1_000);
}

/// A goal, a label, and two people.
type Around<'a> = (i64, i64, &'a [i64; 2]);
