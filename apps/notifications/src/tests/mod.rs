//! Who is told of what, on real databases.

mod house;
mod queries;

use blimp_accounts::invitations::events::InvitationAccepted;
use blimp_accounts::{CompanyId, Role, UserId};
use blimp_kit::{Error, PageParams};
use blimp_projects::assignees::events::TaskAssigned;
use blimp_projects::comments::CommentId;
use blimp_projects::comments::events::CommentAdded;
use blimp_store::Changes;

use self::house::{House, task};
use crate::inbox::actions::Step;
use crate::inbox::model::{Notice, NoticeId};
use crate::inbox::{Reason, Why, actions, queries as inbox};
use crate::preferences::model::{Kind, Medium, Preference};

fn comment(by: i64, task_id: i64, mentioned: &[i64]) -> CommentAdded {
    CommentAdded {
        of: task(task_id),
        by: UserId(by),
        comment: CommentId(1),
        excerpt: "By Friday?".to_owned(),
        mentioned: mentioned.iter().copied().map(UserId).collect(),
        changes: Changes::default(),
    }
}

fn assigned(by: i64, assignee: i64) -> TaskAssigned {
    TaskAssigned {
        of: task(100),
        by: Some(UserId(by)),
        assignee: UserId(assignee),
        changes: Changes::default(),
    }
}

/// What was decided: person, why (not) the inbox, why (not) a mail.
fn decided(notices: &[Notice]) -> Vec<(i64, Why, Why)> {
    notices
        .iter()
        .map(|n| (n.user_id.0, n.inbox_why, n.mail_why))
        .collect()
}

#[tokio::test]
async fn a_person_is_told_once_of_a_fact_however_often_a_reaction_runs() {
    for house in House::each().await {
        let event = house.tell(assigned(1, 2), 3).await;
        let notices = house.notices(event).await;
        assert_eq!(decided(&notices), [(2, Why::Wanted, Why::Wanted)]);
        assert_eq!(
            (notices[0].kind, notices[0].reason),
            (Kind::Assigned, Reason::Assignee)
        );
        let mails = house.mails().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].0, "max@example.com");
        assert_eq!(mails[0].1["headline"], "Olga gave you “Write”");
        assert_eq!(mails[0].1["company"], "Acme");
        assert_eq!(mails[0].1["project"], "Site");
    }
}

#[tokio::test]
async fn whoever_is_kept_from_being_told_has_a_row_that_says_why() {
    use Why::{NoAddress, OwnAction, Unverified, Wanted};
    for house in House::each().await {
        for (by, assignee, expected) in [
            (2, 2, (OwnAction, OwnAction)),
            (1, 5, (Wanted, Unverified)),
            (1, 6, (Wanted, NoAddress)),
            (1, 9, (Why::NotVisible, Why::NotVisible)),
        ] {
            let event = house.tell(assigned(by, assignee), 1).await;
            let notices = house.notices(event).await;
            assert_eq!(decided(&notices), [(assignee, expected.0, expected.1)]);
            assert_eq!(notices[0].shown, expected.0 == Wanted);
            assert!(!notices[0].mailed);
        }
        assert_eq!(house.mails().await, []);
    }
}

#[tokio::test]
async fn what_was_turned_off_is_turned_off_by_that_medium_alone() {
    for house in House::each().await {
        let off = Preference {
            company_id: CompanyId(1),
            user_id: UserId(2),
            kind: Kind::Assigned,
            medium: Medium::Mail,
            enabled: false,
        };
        let choose = off.clone();
        house
            .write(move |tx| crate::preferences::queries::set(tx, &choose))
            .await;
        let event = house.tell(assigned(1, 2), 1).await;
        assert_eq!(
            decided(&house.notices(event).await),
            [(2, Why::Wanted, Why::TurnedOff)]
        );
        let choose = Preference {
            medium: Medium::Inbox,
            ..off
        };
        house
            .write(move |tx| crate::preferences::queries::set(tx, &choose))
            .await;
        let event = house.tell(assigned(1, 2), 1).await;
        assert_eq!(
            decided(&house.notices(event).await),
            [(2, Why::TurnedOff, Why::TurnedOff)]
        );
        assert_eq!(house.mails().await, []);
    }
}

#[tokio::test]
async fn a_mention_goes_before_watching_and_both_need_the_project() {
    for house in House::each().await {
        house
            .run(
                "INSERT INTO watchers (company_id, task_id, user_id, since) VALUES
                    (1, 100, 2, 0), (1, 100, 3, 0), (1, 110, 3, 0)",
            )
            .await;
        let event = house.tell(comment(1, 100, &[2]), 1).await;
        let told: Vec<_> = house.notices(event).await;
        let told: Vec<_> = told
            .iter()
            .map(|n| (n.user_id.0, n.kind, n.reason))
            .collect();
        assert_eq!(
            told,
            [
                (2, Kind::Mentioned, Reason::Mentioned),
                (3, Kind::Commented, Reason::Watcher),
            ]
        );
        let reasons: Vec<_> = house.notices(event).await;
        let reasons: Vec<_> = reasons.iter().map(Notice::reasons).collect();
        assert_eq!(
            reasons,
            [
                vec![Reason::Mentioned, Reason::Watcher],
                vec![Reason::Watcher]
            ]
        );
        // Cleo, a client, watches and is named where she sees nothing.
        let event = house.tell(comment(1, 110, &[3]), 1).await;
        assert_eq!(
            decided(&house.notices(event).await),
            [(3, Why::NotVisible, Why::NotVisible)]
        );
    }
}

#[tokio::test]
async fn a_mail_names_whoever_did_it_to_those_who_may_know_them() {
    for house in House::each().await {
        house
            .run(
                "INSERT INTO watchers (company_id, task_id, user_id, since) VALUES
                    (1, 100, 1, 0), (1, 100, 3, 0)",
            )
            .await;
        house.tell(comment(4, 100, &[]), 1).await;
        house
            .run("DELETE FROM project_people WHERE user_id = 4")
            .await;
        house.tell(comment(4, 100, &[]), 1).await;
        let mut said: Vec<_> = house.mails().await;
        said.sort_by(|a, b| (&a.0, a.1.to_string()).cmp(&(&b.0, b.1.to_string())));
        let said: Vec<_> = said
            .iter()
            .map(|(to, with)| (to.as_str(), &with["headline"]))
            .collect();
        assert_eq!(
            said,
            [
                ("cleo@example.com", &"Carl commented on “Write”".into()),
                ("cleo@example.com", &"Someone commented on “Write”".into()),
                ("olga@example.com", &"Carl commented on “Write”".into()),
                ("olga@example.com", &"Carl commented on “Write”".into()),
            ]
        );
    }
}

#[tokio::test]
async fn who_has_left_the_company_is_not_told_of_it() {
    for house in House::each().await {
        let joined = |inviter| InvitationAccepted {
            invitation: blimp_accounts::invitations::InvitationId(1),
            company: CompanyId(1),
            user: UserId(2),
            role: Role::Member,
            invited_by: Some(UserId(inviter)),
            project_ids: Vec::new(),
        };
        let event = house.tell(joined(1), 1).await;
        assert_eq!(
            decided(&house.notices(event).await),
            [(1, Why::Wanted, Why::Wanted)]
        );
        let event = house.tell(joined(9), 1).await;
        assert_eq!(
            decided(&house.notices(event).await),
            [(9, Why::NotVisible, Why::NotVisible)]
        );
    }
}

#[tokio::test]
async fn an_inbox_is_its_owners_and_each_change_raises_its_version() {
    for house in House::each().await {
        let event = house.tell(assigned(1, 3), 1).await;
        let id: NoticeId = house.notices(event).await[0].id;
        let get = |user| {
            house.as_user(user, move |conn, actor| {
                Ok(inbox::get(conn, actor, id).err())
            })
        };
        assert!(matches!(get(1).await, Some(Error::NotFound)));
        assert!(get(3).await.is_none());
        for (step, read, version) in [
            (Step::Read, true, 2),
            (Step::Read, true, 2),
            (Step::Unread, false, 3),
            (Step::Unread, false, 3),
        ] {
            let mark = move |tx: &mut blimp_store::Tx| {
                let cleo =
                    blimp_accounts::Actor::acting_for(tx, UserId(3), blimp_accounts::Via::House)?;
                let notice = inbox::get(tx, &cleo, id)?;
                actions::take(tx, &cleo, &notice, step)
            };
            let notice = house.write(mark).await;
            assert_eq!((notice.read_at.is_some(), notice.version), (read, version));
        }
        // Taken off the project, she reads no more of it.
        house
            .run("DELETE FROM project_people WHERE user_id = 3")
            .await;
        assert!(matches!(get(3).await, Some(Error::NotFound)));
        let list = house.as_user(3, |conn, actor| {
            inbox::list(
                conn,
                actor,
                &inbox::Wanted::default(),
                &PageParams::default(),
            )
        });
        assert!(list.await.items.is_empty());
    }
}
