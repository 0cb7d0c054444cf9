//! Who may read which facts, on real databases.

use std::sync::Arc;

use blimp_accounts::companies::events::CompanyChanged;
use blimp_accounts::invitations::InvitationId;
use blimp_accounts::invitations::events::InvitationSent;
use blimp_accounts::members::events::{MemberJoined, MemberLeft, MemberRemoved, MemberRoleChanged};
use blimp_accounts::{CompanyId, Role, UserId};
use blimp_kit::{Page, PageParams};
use blimp_store::{Changes, Conn, Tx, events};

use super::{list, show};
use crate::activity::{Fact, Wanted};
use crate::labels::LabelId;
use crate::labels::events::{LabelCreated, Which};
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::search::queries::ground::Ground;

/// Facts 1 to 8: Cleo in Site, about Cora; Max in Shop, Secret and Gone; a new member; a word to
/// Cleo alone; one of Umbra; one of nobody.
const FACTS: &str = "
INSERT INTO event (id, seq, company_id, project_id, user_id, actor_id, name, subject_type, subject_id, thread_id, payload, changes, at) VALUES
    (1, 1, 1, 10, NULL, 3, 'task.assigned.v1', 'task', 100, 100, '{}', '{\"assignees\":{\"from\":null,\"to\":{\"user\":5}}}', 1),
    (2, 2, 1, 11, NULL, 4, 'comment.added.v1', 'comment', 5, 110, '{}', '{\"text\":{\"from\":null,\"to\":\"Hi\"}}', 2),
    (3, 3, 1, 12, NULL, 2, 'task.created.v1', 'task', 120, 120, '{}', '{}', 3),
    (4, 4, 1, 13, NULL, 2, 'task.created.v1', 'task', 130, 130, '{}', '{}', 4),
    (5, 5, 1, NULL, NULL, 1, 'member.joined.v1', 'member', 4, NULL, '{}', '{}', 5),
    (6, 6, 1, NULL, 3, 1, 'access.lost.v1', 'project', 11, NULL, '{}', '{}', 6),
    (7, 7, 2, 20, NULL, 9, 'task.created.v1', 'task', 200, 200, '{}', '{}', 7),
    (8, 8, NULL, NULL, NULL, NULL, 'house.opened.v1', 'house', 1, NULL, '{}', '{}', 8);
";

/// Everything of Acme.
fn all() -> Wanted {
    Wanted {
        company: CompanyId(1),
        project: None,
        task: None,
        actor: None,
        names: Vec::new(),
    }
}

async fn listed(ground: &Ground, user: i64, wanted: Wanted, page: PageParams) -> Page<Fact> {
    ground
        .as_user(user, move |conn, actor| list(conn, actor, &wanted, &page))
        .await
}

fn ids(facts: &[Fact]) -> Vec<i64> {
    facts.iter().map(|fact| fact.id.0).collect()
}

#[tokio::test]
async fn everybody_reads_what_they_may_live_and_later() {
    for ground in Ground::each().await {
        ground.run(FACTS).await;
        for (user, expected) in [
            (1, &[5, 4, 3, 2, 1][..]),
            (2, &[5, 4, 2, 1]),
            (3, &[6, 1]),
            (4, &[2]),
            (5, &[1]),
            (9, &[]),
        ] {
            let page = listed(&ground, user, all(), PageParams::default()).await;
            assert_eq!(ids(&page.items), expected, "user {user}");

            let live = ground.as_user(user, |conn: &mut Conn, actor| {
                let rows = events::after(conn, 0, 100)?.into_iter().map(Arc::new);
                show(conn, actor, &rows.collect::<Vec<_>>())
            });
            let live = live.await;
            let mut shown: Vec<_> = live
                .iter()
                .flatten()
                .filter(|fact| fact.company_id == Some(CompanyId(1)))
                .collect();
            shown.reverse();
            assert_eq!(shown, page.items.iter().collect::<Vec<_>>(), "user {user}");
            let places: Vec<_> = (1..)
                .zip(&live)
                .filter(|(_, f)| f.is_some())
                .map(|p| p.0)
                .collect();
            assert!(live.len() == 8 && places.iter().rev().filter(|id| **id != 7).eq(expected));
            assert_eq!(live[6].is_some(), user == 9);
        }
    }
}

#[tokio::test]
async fn clients_learn_of_other_clients_only_where_they_share_a_project() {
    for ground in Ground::each().await {
        ground.run(FACTS).await;
        let of_site = |user| listed(&ground, user, all(), PageParams::default());

        let cora = of_site(5).await.items;
        let names = |fact: &Fact| fact.actor.clone().map(|actor| actor.name);
        assert_eq!(names(&cora[0]), Some("Cleo".to_owned()), "they share Site");
        assert_eq!(cora[0].changes["assignees"].to["name"], "Cora");

        // Carl joins Site: now he reads what Cleo did there; once they have left, of Someone.
        ground.run("INSERT INTO project_people (company_id, project_id, user_id, added_at) VALUES (1, 10, 4, 0)").await;
        assert_eq!(names(&of_site(4).await.items[1]), Some("Cleo".to_owned()));
        ground
            .run("DELETE FROM project_people WHERE user_id IN (3, 5)")
            .await;
        let carl = of_site(4).await.items;
        assert_eq!(ids(&carl), [2, 1]);
        let shown = serde_json::to_value(&carl[1]).unwrap();
        assert_eq!(
            shown["actor"],
            serde_json::json!({ "id": null, "name": "Someone", "avatar_url": null })
        );
        assert_eq!(
            shown["changes"]["assignees"]["to"],
            serde_json::json!({ "user": null, "name": "Someone" })
        );

        // Neither can he ask what they did; of himself he may.
        for (person, expected) in [(3, &[][..]), (4, &[2])] {
            let wanted = Wanted {
                actor: Some(UserId(person)),
                ..all()
            };
            assert_eq!(
                ids(&listed(&ground, 4, wanted, PageParams::default())
                    .await
                    .items),
                expected
            );
        }
    }
}

#[tokio::test]
async fn facts_are_filtered() {
    for ground in Ground::each().await {
        ground.run(FACTS).await;
        let names = vec!["comment.added.v1".to_owned(), "member.joined.v1".to_owned()];
        for (wanted, expected) in [
            (
                Wanted {
                    project: Some(ProjectId(11)),
                    ..all()
                },
                &[2][..],
            ),
            (
                Wanted {
                    task: Some(TaskId(100)),
                    ..all()
                },
                &[1],
            ),
            (
                Wanted {
                    task: Some(TaskId(200)),
                    ..all()
                },
                &[],
            ),
            (
                Wanted {
                    actor: Some(UserId(2)),
                    ..all()
                },
                &[4, 3],
            ),
            (Wanted { names, ..all() }, &[5, 2]),
            (
                Wanted {
                    company: CompanyId(2),
                    ..all()
                },
                &[],
            ),
        ] {
            let asked = format!("{wanted:?}");
            let page = listed(&ground, 1, wanted, PageParams::default()).await;
            assert_eq!(ids(&page.items), expected, "{asked}");
        }
    }
}

#[tokio::test]
async fn facts_are_read_page_by_page() {
    for ground in Ground::each().await {
        ground.run(FACTS).await;
        let (mut cursor, mut seen) = (None, Vec::new());
        loop {
            let page = listed(
                &ground,
                1,
                all(),
                PageParams {
                    limit: Some(2),
                    cursor,
                },
            )
            .await;
            seen.extend(ids(&page.items));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, [5, 4, 3, 2, 1]);
    }
}

/// Facts of the company as its nouns record them: a label, its people, its name, an invitation.
fn record_of_company(tx: &mut Tx) -> blimp_kit::Result {
    let (company, user, by) = (CompanyId(1), UserId(4), UserId(1));
    let role = Role::Client;
    tx.record(&LabelCreated(Which {
        company,
        label: LabelId(1),
        name: "Late".to_owned(),
        by: Some(by),
    }))?;
    tx.record(&MemberJoined {
        company,
        user,
        role,
        by: Some(by),
        placeholder: false,
    })?;
    tx.record(&MemberRoleChanged {
        company,
        user,
        from: Role::Member,
        to: role,
        by,
    })?;
    tx.record(&MemberLeft {
        company,
        user,
        role,
    })?;
    tx.record(&MemberRemoved {
        company,
        user,
        role,
        by,
    })?;
    tx.record(&CompanyChanged {
        company,
        by,
        changes: Changes::default(),
    })?;
    tx.record(&InvitationSent {
        invitation: InvitationId(1),
        company,
        by,
        again: false,
    })?;
    events::sequence(tx, 100)?;
    Ok(())
}

#[tokio::test]
async fn facts_of_the_company_reach_no_client() {
    for ground in Ground::each().await {
        ground.write(record_of_company).await;
        // Who invited reads of the invitation too; a client who is the subject reads nothing.
        for (user, expected) in [(1, 7), (2, 6), (3, 0), (4, 0), (5, 0), (9, 0)] {
            let page = listed(&ground, user, all(), PageParams::default()).await;
            assert_eq!(page.items.len(), expected, "user {user}");
            let live = ground.as_user(user, |conn: &mut Conn, actor| {
                let rows = events::after(conn, 0, 100)?.into_iter().map(Arc::new);
                show(conn, actor, &rows.collect::<Vec<_>>())
            });
            assert_eq!(live.await.iter().flatten().count(), expected, "user {user}");
        }
    }
}
