//! Who sees which projects and whom.

use blimp_accounts::UserId;
use blimp_kit::PageParams;
use blimp_store::Conn;

use super::{
    ACME, CARL, CLEO, CORA, GONE, MAX, OLGA, OTTO, SECRET, SHOP, SITE, UMBRA, actor, word,
};
use crate::markdown::Written;
use crate::people::{self, PersonBody};
use crate::projects::{Shown, Sort, Wanted, policy, queries};
use crate::search::queries::ground::Ground;
use crate::text::Body;

fn all(sort: Sort) -> Wanted {
    Wanted {
        shown: Shown::All,
        q: None,
        sort,
    }
}

#[tokio::test]
async fn each_sees_their_projects_and_no_other() {
    for ground in Ground::each().await {
        for (user, company, expected) in [
            (OLGA, ACME, vec![12, 11, 10]),
            (MAX, ACME, vec![11, 10]),
            (CLEO, ACME, vec![10]),
            (CARL, ACME, vec![11]),
            (CORA, ACME, vec![10]),
            (OTTO, ACME, vec![]),
            (OTTO, UMBRA, vec![20]),
            (OLGA, UMBRA, vec![]),
        ] {
            for sort in [Sort::Name, Sort::Newest, Sort::Changed] {
                let list = ground.as_user(user, move |conn, actor| {
                    queries::list(conn, actor, company, &all(sort), &PageParams::default())
                });
                let ids: Vec<i64> = list.await.items.into_iter().map(|p| p.id.0).collect();
                let mut expected = expected.clone();
                if sort == Sort::Name {
                    // Secret, Shop, Site.
                    expected.sort_by_key(|id| [12, 11, 10, 20].iter().position(|i| i == id));
                }
                assert_eq!(ids, expected, "{user} {sort}");
            }
        }
    }
}

#[tokio::test]
async fn pages_of_one_show_every_project_once() {
    for ground in Ground::each().await {
        for sort in [Sort::Name, Sort::Newest, Sort::Changed] {
            let ids = ground.as_user(OLGA, move |conn, actor| {
                let mut ids = Vec::new();
                let mut page = PageParams {
                    limit: Some(1),
                    cursor: None,
                };
                loop {
                    let found = queries::list(conn, actor, ACME, &all(sort), &page)?;
                    ids.extend(found.items.iter().map(|p| p.id.0));
                    match found.next {
                        Some(next) => page.cursor = Some(next),
                        None => return Ok(ids),
                    }
                }
            });
            assert_eq!(ids.await, [12, 11, 10], "{sort}");
        }
    }
}

#[tokio::test]
async fn filters_find_names_and_what_was_put_away() {
    for ground in Ground::each().await {
        ground
            .run("UPDATE projects SET archived_at = 7 WHERE id = 11")
            .await;
        for (shown, q, expected) in [
            (Shown::Active, None, vec![12, 10]),
            (Shown::Archived, None, vec![11]),
            (Shown::All, Some("S"), vec![12, 11, 10]),
            (Shown::All, Some("hO"), vec![11]),
            (Shown::All, Some("%"), vec![]),
            (Shown::All, Some("_"), vec![]),
            (Shown::All, Some("\\"), vec![]),
            (Shown::All, Some("' OR 1=1"), vec![]),
        ] {
            let wanted = Wanted {
                shown,
                q: q.map(str::to_owned),
                sort: Sort::Name,
            };
            let list = ground.as_user(OLGA, move |conn, actor| {
                queries::list(conn, actor, ACME, &wanted, &PageParams::default())
            });
            let ids: Vec<i64> = list.await.items.into_iter().map(|p| p.id.0).collect();
            assert_eq!(ids, expected, "{shown} {q:?}");
        }
    }
}

#[tokio::test]
async fn rights_in_a_project_by_person() {
    const OK: &str = "ok";
    const NONE: &str = "not found";
    const NO: &str = "forbidden";
    const REST: &str = "project.archived";
    let ask = |conn: &mut Conn, user, id| {
        let actor = actor(conn, user);
        [
            word(policy::view(conn, &actor, id)),
            word(policy::talk(conn, &actor, id)),
            word(policy::work(conn, &actor, id)),
            word(policy::manage(conn, &actor, id)),
            word(policy::trash(conn, &actor, id)),
            word(policy::restore(conn, &actor, id)),
        ]
    };
    for ground in Ground::each().await {
        ground
            .run("UPDATE projects SET archived_at = 7 WHERE id = 11")
            .await;
        for (user, project, expected) in [
            (OLGA, SITE, [OK, OK, OK, OK, OK, NONE]),
            (MAX, SITE, [OK, OK, OK, OK, NO, NONE]),
            (CLEO, SITE, [OK, OK, NO, NO, NO, NONE]),
            (CARL, SITE, [NONE; 6]),
            (OTTO, SITE, [NONE; 6]),
            (OLGA, SHOP, [OK, REST, REST, OK, OK, NONE]),
            (MAX, SHOP, [OK, REST, REST, OK, NO, NONE]),
            (CARL, SHOP, [OK, REST, NO, NO, NO, NONE]),
            (OLGA, SECRET, [OK, OK, OK, OK, OK, NONE]),
            (MAX, SECRET, [NONE; 6]),
            (CLEO, SECRET, [NONE; 6]),
            (OLGA, GONE, [NONE, NONE, NONE, NONE, NONE, OK]),
            (MAX, GONE, [NONE, NONE, NONE, NONE, NONE, NO]),
            (CLEO, GONE, [NONE; 6]),
            (OTTO, GONE, [NONE; 6]),
        ] {
            let found = ground
                .as_user(user, move |conn, _| Ok(ask(conn, user, project)))
                .await;
            assert_eq!(found, expected, "{user} {project}");
        }
    }
}

#[tokio::test]
async fn a_client_never_learns_of_another_unless_they_share_a_project() {
    let everyone = [1, 2, 3, 4, 5].map(UserId);
    for ground in Ground::each().await {
        for (user, expected) in [
            (OLGA, vec![1, 2, 3, 4, 5]),
            (MAX, vec![1, 2, 3, 4, 5]),
            (CLEO, vec![1, 2, 3, 5]),
            (CARL, vec![1, 2, 4]),
            (CORA, vec![1, 2, 3, 5]),
            (OTTO, vec![]),
        ] {
            let known = ground.as_user(user, move |conn, actor| {
                let people = people::queries::bodies(conn, actor, ACME, &everyone)?;
                for id in everyone {
                    let visible = people::queries::is_visible(conn, actor, ACME, id)?;
                    assert_eq!(people.knows(id), visible, "{user} {id}");
                }
                Ok(people)
            });
            let known = known.await;
            let ids: Vec<i64> = everyone
                .into_iter()
                .filter(|id| known.knows(*id))
                .map(|id| id.0)
                .collect();
            assert_eq!(ids, expected, "{user}");
        }
        let of_carl = ground.as_user(CLEO, |conn, actor| {
            Ok(people::queries::bodies(conn, actor, ACME, &[UserId(CARL)])?.get(UserId(CARL)))
        });
        assert_eq!(of_carl.await, PersonBody::someone());
    }
}

#[tokio::test]
async fn a_client_is_given_only_pictures_that_they_can_fetch() {
    let everyone = [1, 2, 3, 4, 5].map(UserId);
    for ground in Ground::each().await {
        ground.run("UPDATE users SET avatar_file = 7").await;
        for (user, expected) in [(OLGA, vec![1, 2, 3, 4, 5]), (CLEO, vec![1, 2, 3])] {
            let pictured = ground.as_user(user, move |conn, actor| {
                let site = policy::view(conn, actor, SITE)?;
                let page = PageParams::default();
                let listed = people::queries::list(conn, actor, &site, &page)?.items;
                let people = people::queries::bodies(conn, actor, ACME, &everyone)?;
                assert!(
                    listed
                        .iter()
                        .all(|member| people.get(member.user) == member.person)
                );
                let pictured = |id: &UserId| people.get(*id).avatar_url.is_some();
                Ok(everyone
                    .into_iter()
                    .filter(pictured)
                    .map(|id| id.0)
                    .collect::<Vec<_>>())
            });
            assert_eq!(pictured.await, expected, "{user}");
        }
    }
}

#[tokio::test]
async fn the_people_of_a_project_are_those_who_see_it() {
    for ground in Ground::each().await {
        for (user, project, expected) in [
            (OLGA, SITE, vec![1, 2, 3, 5]),
            (CLEO, SITE, vec![1, 2, 3, 5]),
            (CARL, SHOP, vec![1, 2, 4]),
            (OLGA, SECRET, vec![1]),
        ] {
            let people = ground.as_user(user, move |conn, actor| {
                let project = policy::view(conn, actor, project)?;
                people::queries::list(conn, actor, &project, &PageParams::default())
            });
            let people = people.await.items;
            let ids: Vec<i64> = people.iter().map(|p| p.user.0).collect();
            assert_eq!(ids, expected, "{user} {project}");
            assert!(
                people
                    .iter()
                    .all(|p| p.added_at.is_some() != p.role.is_staff())
            );
        }
    }
}

#[tokio::test]
async fn only_those_who_see_both_project_and_person_are_mentioned() {
    for ground in Ground::each().await {
        for (user, project, text, expected) in [
            (MAX, SITE, "@[Cleo](3) @[Carl](4) @cora @carl", vec![3, 5]),
            (CLEO, SITE, "@[Carl](4) @carl @cora @max", vec![2, 5]),
            (CARL, SHOP, "@cleo @[Cleo](3) @olga", vec![1]),
            (OLGA, SECRET, "@[Max](2) @[Olga](1) @[Otto](9)", vec![1]),
        ] {
            let mentions = Written::from(Body::fit(text)).mentions;
            let found = ground.as_user(user, move |conn, actor| {
                people::queries::mentioned(conn, actor, ACME, project, &mentions)
            });
            let ids: Vec<i64> = found.await.into_iter().map(|id| id.0).collect();
            assert_eq!(ids, expected, "{user} {project} {text}");
        }
    }
}
