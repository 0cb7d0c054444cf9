//! Five weeks in the life of a small company.

use std::time::Duration;

use axum::Router;
use blimp_kit::{Error, Page, PageParams, Result};
use blimp_mail::{Filter, Summary};
use serde_json::{Value, json};

use crate::demo::client::Client;
use crate::demo::plan::{self, Project};
use crate::{House, router};

/// Name, address, role; the first makes the company.
const PEOPLE: [(&str, &str, &str); 7] = [
    ("Ana Torres", "ana@harbour.example", "owner"),
    ("Ben Okafor", "ben@harbour.example", "admin"),
    ("Chiara Rossi", "chiara@harbour.example", "member"),
    ("Dmitri Volkov", "dmitri@harbour.example", "member"),
    ("Emi Tanaka", "emi@harbour.example", "member"),
    ("Frida Lund", "frida@lund.example", "client"),
    ("George Adeyemi", "george@garden.example", "client"),
];
/// How many of them work there.
const STAFF: usize = 5;

const REMARKS: [&str; 12] = [
    "I have a first version, see the attachment tomorrow.",
    "Looks good to me. One question: do we need it on the phone too?",
    "Waiting for an answer, I will ask again on Monday.",
    "Done as we said. **Please have a look** before we tell the client.",
    "This took longer than I thought; the old data was a mess.",
    "Could we drop this from the first release?",
    "- [x] draft\n- [x] review\n- [ ] final words",
    "I moved the date, we cannot start before the photographs are here.",
    "Two of the three are ready.",
    "The numbers are in the table, page 2.",
    "Agreed on the phone. I will write it down here so that we remember.",
    "Thank you, that was quick!",
];
const LABELS: [&str; 6] = ["Design", "Waiting", "Quick win", "Bug", "Client", "Writing"];
const PRIORITIES: [&str; 6] = ["none", "normal", "normal", "low", "high", "urgent"];

/// A task of the plan, on its way.
struct Task {
    id: i64,
    project: usize,
    /// 0 planned, 1 being done, 2 in review, 3 done.
    stage: usize,
    who: usize,
}

/// A project that was made.
struct Made {
    id: i64,
    states: Vec<i64>,
    client: Option<usize>,
    goals: Vec<i64>,
}

/// The company while it lives.
pub(crate) struct Weeks<'a> {
    house: &'a House,
    router: Router,
    password: String,
    company: i64,
    people: Vec<Client>,
    plan: Vec<Project>,
    made: Vec<Made>,
    tasks: Vec<Task>,
    dice: u64,
}

impl<'a> Weeks<'a> {
    pub(crate) fn new(house: &'a House, password: String) -> Result<Self> {
        let router = router::build(house)?;
        let (plan, people, made, tasks) = (plan::read(), Vec::new(), Vec::new(), Vec::new());
        Ok(Self {
            house,
            router,
            password,
            company: 0,
            people,
            plan,
            made,
            tasks,
            dice: 7,
        })
    }

    /// The company, its people and their projects.
    pub(crate) async fn gather(&mut self) -> Result {
        for (n, (name, email, role)) in PEOPLE.into_iter().enumerate() {
            let mut person = Client::new(self.router.clone());
            if n == 0 {
                let body = json!({ "company": "Harbour Studio", "name": name, "email": email, "password": self.password });
                let made = person.enter("/signup", &body).await?;
                self.company = made["company"]["id"].as_i64().unwrap_or_default();
                self.jobs().await?;
                let link = self.link(email, "/verifications/").await?;
                person.post(&link, &json!({})).await?;
            } else {
                let invitation = json!({ "email": email, "role": role });
                let path = format!("/companies/{}/invitations", self.company);
                self.people[0].post(&path, &invitation).await?;
                self.jobs().await?;
                let link = self.link(email, "/invitations/").await?;
                let body = json!({ "name": name, "password": self.password });
                person.enter(&format!("{link}/acceptance"), &body).await?;
            }
            self.people.push(person);
            self.later(20);
        }
        for n in 0..self.plan.len() {
            let made = self.make_project(n).await?;
            self.made.push(made);
        }
        self.jobs().await
    }

    async fn make_project(&mut self, n: usize) -> Result<Made> {
        let boss = &self.people[n % 2];
        let plan = &self.plan[n];
        let path = format!("/companies/{}/projects", self.company);
        let body = json!({ "name": plan.name, "slug": plan.slug, "private": plan.private });
        let project = boss.post(&path, &body).await?;
        let id = project["id"].as_i64().unwrap_or_default();
        let states = boss.get(&format!("/projects/{id}/states")).await?;
        let states = ids(&states);
        let mut goals = Vec::new();
        for goal in &plan.goals {
            let made = boss
                .post(
                    &format!("/projects/{id}/goals"),
                    &json!({ "title": goal.title }),
                )
                .await?;
            goals.push(made["id"].as_i64().unwrap_or_default());
        }
        let client = plan
            .client
            .then_some(if n == 0 { STAFF } else { STAFF + 1 });
        let added: Vec<usize> = client
            .into_iter()
            .chain(plan.private.then_some(2))
            .chain(plan.private.then_some(3))
            .collect();
        for person in added {
            boss.put(&format!("/projects/{id}/people/{}", self.people[person].id))
                .await?;
        }
        Ok(Made {
            id,
            states,
            client,
            goals,
        })
    }

    /// Day after day: new tasks, steps forward, talk, files; nobody works at weekends.
    pub(crate) async fn work(&mut self, days: u64) -> Result {
        let mut waiting = self.waiting();
        let each = waiting
            .len()
            .div_ceil(usize::try_from(days / 7 * 5).unwrap_or(1).max(1))
            + 1;
        for day in 0..days {
            let weekday = day % 7 < 5;
            for _ in 0..if weekday { each } else { 0 } {
                if let Some((project, goal, title)) = waiting.pop() {
                    self.plan_task(project, goal, title).await?;
                }
                self.step().await?;
                self.step().await?;
                self.later(25);
            }
            self.jobs().await?;
            self.next_morning(day);
        }
        self.jobs().await
    }

    /// Every task of the plan, the first at the end, the projects side by side.
    fn waiting(&self) -> Vec<(usize, usize, &'static str)> {
        let lines = |(p, project): (usize, &Project)| -> Vec<(usize, usize, &'static str)> {
            let of_goal = |(g, goal): (usize, &plan::Goal)| -> Vec<_> {
                goal.tasks.iter().map(|title| (p, g, *title)).collect()
            };
            project.goals.iter().enumerate().flat_map(of_goal).collect()
        };
        let mut each: Vec<Vec<_>> = self.plan.iter().enumerate().map(lines).collect();
        let mut all = Vec::new();
        while each.iter().any(|left| !left.is_empty()) {
            all.extend(each.iter_mut().filter_map(Vec::pop));
        }
        all
    }

    async fn plan_task(&mut self, project: usize, goal: usize, title: &str) -> Result {
        let who = self.roll(STAFF);
        let by = self.who_plans(project);
        let made = &self.made[project];
        let path = format!("/projects/{}/tasks", made.id);
        let due = self
            .house
            .blimp
            .clock
            .now()
            .date()
            .plus(3 + i64::try_from(self.roll(20)).unwrap_or(0));
        let mut body = json!({ "title": title, "goal_id": self.made[project].goals[goal] });
        if self.roll(3) > 0 {
            body["due_on"] = json!(due);
            body["priority"] = json!(PRIORITIES[self.roll(PRIORITIES.len())]);
        }
        if self.roll(3) == 0 {
            body["labels"] = json!([LABELS[self.roll(LABELS.len())]]);
        }
        let who = if self.plan[project].private {
            [0, 1, 2, 3][who % 4]
        } else {
            who
        };
        body["assignee_ids"] = json!([self.people[who].id]);
        if self.roll(4) == 0 {
            body["notes"] = json!(
                "What we know so far:\n\n1. who asked for it\n2. why it matters\n3. **what done looks like**"
            );
        }
        let task = self.people[by].post(&path, &body).await?;
        let id = task["id"].as_i64().unwrap_or_default();
        if self.roll(6) == 0 {
            for part in ["First draft", "Second pair of eyes"] {
                let body = json!({ "title": format!("{part}: {title}"), "parent_id": id });
                self.people[by].post(&path, &body).await?;
            }
        }
        self.tasks.push(Task {
            id,
            project,
            stage: 0,
            who,
        });
        Ok(())
    }

    /// Somebody does something with some task.
    async fn step(&mut self) -> Result {
        if self.tasks.is_empty() {
            return Ok(());
        }
        // The older a task, the likelier it is its turn.
        let among = self.tasks.len();
        let pick = self.roll(among).min(self.roll(among));
        match self.roll(5) {
            0 => self.talk(pick).await,
            1 => self.attach(pick).await,
            _ => self.forward(pick).await,
        }
    }

    async fn talk(&mut self, pick: usize) -> Result {
        let text = REMARKS[self.roll(REMARKS.len())];
        let (id, project, who) = self.at(pick);
        let client = self.made[project].client.filter(|_| self.roll(3) == 0);
        let path = format!("/tasks/{id}/comments");
        self.people[client.unwrap_or(who)]
            .post(&path, &json!({ "text": text }))
            .await?;
        Ok(())
    }

    async fn attach(&mut self, pick: usize) -> Result {
        if self.roll(4) > 0 {
            return Ok(());
        }
        let (id, _, who) = self.at(pick);
        let table = "what,how many\nvisitors,1204\norders,87\n";
        let path = format!("/tasks/{id}/attachments");
        self.people[who]
            .upload(&path, "numbers.csv", table.as_bytes())
            .await?;
        Ok(())
    }

    async fn forward(&mut self, pick: usize) -> Result {
        let (id, project, who) = self.at(pick);
        let stage = self.tasks[pick].stage;
        if stage >= 3 {
            return Ok(());
        }
        let client = self.made[project].client;
        match (stage, client) {
            // What is up for review the client decides, mostly well.
            (2, Some(client)) if self.roll(5) == 0 => {
                let note = json!({ "comment": "Nearly! The second half is not what we agreed." });
                self.people[client]
                    .post(&format!("/tasks/{id}/return"), &note)
                    .await?;
                self.tasks[pick].stage = 1;
                return Ok(());
            }
            (2, Some(client)) => {
                let note = json!({ "comment": "Lovely, thank you." });
                self.people[client]
                    .post(&format!("/tasks/{id}/approval"), &note)
                    .await?;
            }
            (2, None) => {
                self.people[who]
                    .post(&format!("/tasks/{id}/closure"), &json!({}))
                    .await?;
            }
            _ => {
                let change = json!({ "state": self.made[project].states[stage + 1] });
                self.people[who]
                    .patch(&format!("/tasks/{id}"), &change)
                    .await?;
            }
        }
        self.tasks[pick].stage += 1;
        Ok(())
    }

    fn at(&self, pick: usize) -> (i64, usize, usize) {
        let task = &self.tasks[pick];
        (task.id, task.project, task.who)
    }

    /// Who may plan in a project: of a private one, only those who were added.
    fn who_plans(&mut self, project: usize) -> usize {
        if self.plan[project].private {
            [0, 1, 2, 3][self.roll(4)]
        } else {
            self.roll(STAFF)
        }
    }

    async fn jobs(&self) -> Result {
        self.house.runner()?.run_until_idle().await?;
        Ok(())
    }

    fn later(&self, minutes: u64) {
        self.house.blimp.clock.advance(Duration::from_mins(minutes));
    }

    /// Nine o'clock of the next day, whatever the time is.
    fn next_morning(&self, _day: u64) {
        const DAY: i64 = 86_400_000_000;
        let now = self.house.blimp.clock.now().micros();
        let left = DAY - (now - 9 * DAY / 24).rem_euclid(DAY);
        self.house
            .blimp
            .clock
            .advance(Duration::from_micros(left.unsigned_abs()));
    }

    /// The path of the first such link in the last mail to an address.
    async fn link(&self, email: &str, path: &str) -> Result<String> {
        let to = Some(email.parse().map_err(anyhow::Error::from)?);
        let found = self.house.blimp.db.read(move |conn| {
            let filter = Filter {
                to,
                ..Filter::default()
            };
            let page: Page<Summary> =
                blimp_mail::queries::list(conn, &filter, &PageParams::default())?;
            let last = page.items.first().ok_or(Error::NotFound)?;
            blimp_mail::queries::get(conn, last.id)
        });
        let text = found.await?.text;
        let start = format!("{}{path}", self.house.blimp.site.url);
        let link = text
            .split_whitespace()
            .find(|word| word.starts_with(&start));
        let link = link.and_then(|link| link.strip_prefix(&self.house.blimp.site.url));
        link.map(str::to_owned)
            .ok_or_else(|| Error::fault("the mail has no link"))
    }

    /// A number below `sides`, the same in every demo (an xorshift, Marsaglia 2003).
    fn roll(&mut self, sides: usize) -> usize {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        usize::try_from(self.dice % u64::try_from(sides).unwrap_or(1).max(1)).unwrap_or(0)
    }
}

/// The ids of a list's items, which comes as a page or as it is.
fn ids(list: &Value) -> Vec<i64> {
    let items = list["items"].as_array().or_else(|| list.as_array());
    items
        .into_iter()
        .flatten()
        .filter_map(|item| item["id"].as_i64())
        .collect()
}
