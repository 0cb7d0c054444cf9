//! What comes of what is done to projects and their people.

use blimp_accounts::invitations::InvitationId;
use blimp_accounts::invitations::events::InvitationAccepted;
use blimp_accounts::{Role, UserId, companies, entitlements};
use blimp_app::Recorded;
use blimp_kit::Instant;
use blimp_store::{EventId, Tx};

use super::{ACME, CARL, CLEO, MAX, OLGA, SHOP, SITE, actor, facts, names_of_facts, word};
use crate::people;
use crate::projects::{NewProject, Patch, Project, actions, policy, queries};
use crate::search::queries::ground::Ground;
use crate::text::Name;
use crate::{launch, reactions, states};

fn new(name: &str) -> NewProject {
    NewProject::called(name.parse::<Name>().unwrap())
}

fn start(tx: &mut Tx, user: i64, new: &NewProject) -> blimp_kit::Result<Project> {
    let actor = actor(tx, user);
    let company = companies::policy::work(tx, &actor, ACME)?;
    launch::actions::start(tx, &actor, &company, new)
}

#[tokio::test]
async fn a_project_begins_with_four_states_and_a_slug() {
    for ground in Ground::each().await {
        let (slugs, kinds) = ground
            .write(|tx| {
                let mut slugs = Vec::new();
                for name in ["Site", "SITE!", "Settings", "***"] {
                    let max = actor(tx, MAX);
                    let company = companies::policy::work(tx, &max, ACME)?;
                    let project = actions::create(tx, &max, &company, &new(name))?;
                    slugs.push(project.slug.to_string());
                }
                let mut asked = new("x");
                asked.slug = Some("people".parse().unwrap());
                assert_eq!(word(start(tx, MAX, &asked)), "invalid");
                asked.slug = Some("shop".parse().unwrap());
                assert_eq!(word(start(tx, MAX, &asked)), "project.slug_taken");
                asked.slug = Some("gone".parse().unwrap());
                assert_eq!(word(start(tx, MAX, &asked)), "project.slug_taken");
                assert_eq!(word(start(tx, CLEO, &new("x"))), "forbidden");
                let project = start(tx, MAX, &new("Launch"))?;
                let states = states::queries::list(tx, ACME, project.id)?;
                Ok((
                    slugs,
                    states
                        .into_iter()
                        .map(|s| s.kind.as_str())
                        .collect::<Vec<_>>(),
                ))
            })
            .await;
        assert_eq!(slugs, ["site-2", "site-3", "settings-2", "untitled"]);
        assert_eq!(kinds, ["plan", "doing", "review", "done"]);
        assert_eq!(names_of_facts(&ground).await, vec!["project.created.v1"; 5]);
    }
}

#[tokio::test]
async fn a_plan_limits_projects() {
    for ground in Ground::each().await {
        let words = ground.write(|tx| {
            // Three are there, one more is in the trash.
            entitlements::set(tx, ACME, "projects", Some(4))?;
            let first = word(start(tx, OLGA, &new("a")));
            let second = word(start(tx, OLGA, &new("b")));
            let olga = actor(tx, OLGA);
            let gone = policy::restore(tx, &olga, super::GONE)?;
            Ok([first, second, word(actions::restore(tx, &olga, &gone))])
        });
        assert_eq!(words.await, ["ok", "plan.projects", "plan.projects"]);
    }
}

#[tokio::test]
async fn going_private_keeps_the_member_in_and_tells_the_others() {
    for ground in Ground::each().await {
        let seen = ground.write(|tx| {
            let max = actor(tx, MAX);
            let site = policy::work(tx, &max, SITE)?;
            let patch = Patch {
                private: Some(true),
                ..Patch::default()
            };
            actions::edit(tx, &max, &site, patch)?;
            Ok(queries::find(tx, &max, SITE)?.is_some())
        });
        assert!(seen.await);
        assert_eq!(names_of_facts(&ground).await, ["project.changed.v1"]);
    }
    for ground in Ground::each().await {
        ground
            .write(|tx| {
                let olga = actor(tx, OLGA);
                let site = policy::work(tx, &olga, SITE)?;
                let patch = Patch {
                    private: Some(true),
                    ..Patch::default()
                };
                actions::edit(tx, &olga, &site, patch)
            })
            .await;
        // Max is out, the clients of the project are not.
        let expected = [
            ("access.lost.v1".to_owned(), Some(MAX)),
            ("project.changed.v1".to_owned(), None),
        ];
        assert_eq!(facts(&ground).await, expected);
    }
}

#[tokio::test]
async fn doing_it_twice_records_it_once() {
    for ground in Ground::each().await {
        ground
            .write(|tx| {
                let olga = actor(tx, OLGA);
                let site = policy::work(tx, &olga, SITE)?;
                let same = Patch {
                    name: Some(site.name.clone()),
                    ..Patch::default()
                };
                assert_eq!(actions::edit(tx, &olga, &site, same)?.version, site.version);
                let site = policy::manage(tx, &olga, SITE)?;
                let once = actions::archive(tx, &olga, &site)?;
                let twice = actions::archive(tx, &olga, &site)?;
                assert_eq!((once.version, &once), (2, &twice));
                actions::unarchive(tx, &olga, &site)?;
                actions::unarchive(tx, &olga, &site)?;
                let stale = policy::work(tx, &olga, SITE)?;
                let rename = |name: &str| Patch {
                    name: Some(Name::fit(name, "x")),
                    ..Patch::default()
                };
                actions::edit(tx, &olga, &stale, rename("New"))?;
                assert_eq!(
                    word(actions::edit(tx, &olga, &stale, rename("Newer"))),
                    "stale"
                );
                let site = policy::trash(tx, &olga, SITE)?;
                actions::trash(tx, &olga, &site)?;
                assert_eq!(word(actions::trash(tx, &olga, &site)), "not found");
                let site = policy::restore(tx, &olga, SITE)?;
                actions::restore(tx, &olga, &site)?;
                assert_eq!(word(actions::restore(tx, &olga, &site)), "not found");
                Ok(())
            })
            .await;
        let expected = [
            "project.archived.v1",
            "project.unarchived.v1",
            "project.changed.v1",
            "project.trashed.v1",
            "project.restored.v1",
        ];
        assert_eq!(names_of_facts(&ground).await, expected);
    }
}

#[tokio::test]
async fn people_come_and_go_and_who_loses_sight_is_told() {
    for ground in Ground::each().await {
        ground
            .write(|tx| {
                let max = actor(tx, MAX);
                let site = policy::manage(tx, &max, SITE)?;
                people::actions::add(tx, &max, &site, UserId(CARL))?;
                people::actions::add(tx, &max, &site, UserId(CARL))?;
                people::actions::add(tx, &max, &site, UserId(MAX))?;
                assert_eq!(
                    word(people::actions::add(tx, &max, &site, UserId(9))),
                    "not found"
                );
                assert!(people::queries::is_visible(
                    tx,
                    &actor_of(CLEO),
                    ACME,
                    UserId(CARL)
                )?);
                people::actions::remove(tx, &max, &site, UserId(CARL))?;
                people::actions::remove(tx, &max, &site, UserId(MAX))?;
                assert_eq!(
                    word(people::actions::remove(tx, &max, &site, UserId(MAX))),
                    "not found"
                );
                assert!(!people::queries::is_visible(
                    tx,
                    &actor_of(CLEO),
                    ACME,
                    UserId(CARL)
                )?);
                Ok(())
            })
            .await;
        let mine = |name: &str, user| (format!("{name}.v1"), user);
        let expected = [
            mine("project.person_added", None),
            mine("project.person_added", None),
            mine("project.person_removed", None),
            mine("access.lost", Some(CARL)),
            mine("project.person_removed", None),
        ];
        assert_eq!(facts(&ground).await, expected);
    }
}

fn actor_of(user: i64) -> blimp_accounts::Actor {
    let membership = blimp_accounts::Membership {
        company: ACME,
        role: Role::Client,
    };
    blimp_accounts::Actor {
        user: UserId(user),
        memberships: [membership].into(),
        scope: blimp_accounts::Scope::Admin,
        via: blimp_accounts::Via::House,
    }
}

#[tokio::test]
async fn who_accepts_an_invitation_is_added_to_its_projects_of_that_company() {
    for ground in Ground::each().await {
        let accepted = |project_ids| Recorded {
            fact: InvitationAccepted {
                invitation: InvitationId(1),
                company: ACME,
                user: UserId(CLEO),
                role: Role::Client,
                invited_by: Some(UserId(OLGA)),
                project_ids,
            },
            event_id: EventId(1),
            actor: Some(CLEO),
            at: Instant(0),
        };
        // The site (again), the shop, one in the trash, another company's, one that is not there.
        let fact = accepted(vec![10, 11, 13, 20, 999]);
        ground
            .write(move |tx| {
                reactions::add_invited(tx, &fact)?;
                reactions::add_invited(tx, &fact)
            })
            .await;
        let seen = ground.as_user(CLEO, |conn, actor| {
            let sites = queries::find(conn, actor, SITE)?.is_some();
            Ok((
                sites,
                queries::find(conn, actor, SHOP)?.is_some(),
                people::queries::list_projects(conn, ACME, UserId(CLEO))?.len(),
            ))
        });
        assert_eq!(seen.await, (true, true, 2));
        assert_eq!(names_of_facts(&ground).await, ["project.person_added.v1"]);
    }
}
