//! From state to state.

use blimp_accounts::UserId;

use super::{
    CLEO, DOING, DONE, FIRST, MAX, PLAN, REVIEW, SITE, change, facts, grounds, make, new, word,
};
use crate::states::StateId;
use crate::tasks::model::Edit;
use crate::tasks::{actions, policy};
use crate::text::Body;

fn to(state: StateId) -> Edit {
    Edit {
        state: Some(state),
        ..Edit::default()
    }
}

#[tokio::test]
async fn closing_and_reopening_come_and_go_once() {
    for ground in grounds().await {
        let done = ground.act(MAX, |tx, max| {
            change(tx, max, FIRST, to(DOING))?;
            let task = policy::edit(tx, max, FIRST)?;
            let closed = actions::close(tx, max, task)?;
            assert_eq!(
                (closed.state_id, closed.closed_by),
                (DONE, Some(UserId(MAX)))
            );
            let task = policy::edit(tx, max, FIRST)?;
            let again = actions::close(tx, max, task)?;
            assert_eq!(again, closed);
            let task = policy::edit(tx, max, FIRST)?;
            let open = actions::reopen(tx, max, task)?;
            assert_eq!(
                (open.state_id, open.closed_at, open.closed_by),
                (DOING, None, None)
            );
            let task = policy::edit(tx, max, FIRST)?;
            assert_eq!(actions::reopen(tx, max, task)?, open);
            Ok(open.version)
        });
        assert_eq!(done.await.unwrap(), 4);
        let expected = [
            "task.state_changed",
            "task.state_changed",
            "task.closed",
            "task.state_changed",
            "task.reopened",
        ];
        assert_eq!(facts(&ground).await, expected);
    }
}

#[tokio::test]
async fn a_patch_to_a_done_state_is_closure() {
    for ground in grounds().await {
        let work = ground.act(MAX, |tx, max| {
            let closed = change(tx, max, FIRST, to(DONE))?;
            assert!(closed.closed_at.is_some());
            let open = change(tx, max, FIRST, to(REVIEW))?;
            assert!(open.closed_at.is_none() && open.previous_state_id.is_none());
            assert_eq!(word(&change(tx, max, FIRST, to(StateId(11)))), "invalid");
            let mut made = new("Born done");
            made.state = Some(DONE);
            assert!(make(tx, max, SITE, made)?.closed_at.is_some());
            Ok(())
        });
        work.await.unwrap();
        let expected = [
            "task.state_changed",
            "task.closed",
            "task.state_changed",
            "task.reopened",
            "task.created",
            "task.closed",
        ];
        assert_eq!(facts(&ground).await, expected);
    }
}

#[tokio::test]
async fn a_client_says_what_is_good() {
    for ground in grounds().await {
        let early = ground.act(CLEO, |tx, cleo| {
            let task = policy::review(tx, cleo, FIRST)?;
            actions::approve(tx, cleo, task, None)
        });
        assert_eq!(word(&early.await), "task.not_in_review");
        ground
            .act(MAX, |tx, max| change(tx, max, FIRST, to(REVIEW)))
            .await
            .unwrap();

        let note = |text: &str| text.parse::<Body>().unwrap();
        let back = ground.act(CLEO, move |tx, cleo| {
            let task = policy::review(tx, cleo, FIRST)?;
            assert_eq!(
                word(&actions::send_back(tx, cleo, task, &note(" \n"))),
                "invalid"
            );
            let task = policy::review(tx, cleo, FIRST)?;
            actions::send_back(tx, cleo, task, &note("Too blue."))
        });
        assert_eq!(back.await.unwrap().state_id, DOING);
        ground
            .act(MAX, |tx, max| change(tx, max, FIRST, to(REVIEW)))
            .await
            .unwrap();

        let good = ground.act(CLEO, |tx, cleo| {
            let task = policy::review(tx, cleo, FIRST)?;
            actions::approve(tx, cleo, task, None)
        });
        let good = good.await.unwrap();
        assert_eq!((good.state_id, good.closed_by), (DONE, Some(UserId(CLEO))));
        let told = facts(&ground).await;
        assert_eq!(
            told.iter().filter(|name| *name == "task.returned").count(),
            1
        );
        assert_eq!(
            told.iter().filter(|name| *name == "task.approved").count(),
            1
        );
        assert_eq!(told.last().unwrap(), "task.closed");
    }
}

#[tokio::test]
async fn an_archived_project_rests() {
    for ground in grounds().await {
        ground
            .run("UPDATE projects SET archived_at = 5 WHERE id = 10")
            .await;
        let closing = ground.act(MAX, |tx, max| policy::edit(tx, max, FIRST));
        assert_eq!(word(&closing.await), "project.archived");
        let reviewing = ground.act(CLEO, |tx, cleo| policy::review(tx, cleo, FIRST));
        assert_eq!(word(&reviewing.await), "project.archived");
        assert!(
            ground
                .act(CLEO, |tx, cleo| policy::view(tx, cleo, FIRST))
                .await
                .is_ok()
        );
        assert_eq!(facts(&ground).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_new_task_stands_in_the_first_open_state() {
    for ground in grounds().await {
        let made = ground
            .act(MAX, |tx, max| make(tx, max, SITE, new("x")))
            .await
            .unwrap();
        assert_eq!((made.state_id, made.closed_at), (PLAN, None));
    }
}

#[tokio::test]
async fn two_who_close_at_once_close_once() {
    for ground in grounds().await {
        let both = ground.act(MAX, |tx, max| {
            let (one, other) = (policy::edit(tx, max, FIRST)?, policy::edit(tx, max, FIRST)?);
            let closed = actions::close(tx, max, one)?;
            assert_eq!(actions::close(tx, max, other)?, closed);
            // A change of something else in between is not overlooked.
            let (one, other) = (policy::edit(tx, max, FIRST)?, policy::edit(tx, max, FIRST)?);
            actions::archive(tx, max, one)?;
            assert_eq!(word(&actions::reopen(tx, max, other)), "task.changed");
            Ok(())
        });
        both.await.unwrap();
        let expected = ["task.state_changed", "task.closed", "task.archived"];
        assert_eq!(facts(&ground).await, expected);
    }
}
