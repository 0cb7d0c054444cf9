//! Files and links on tasks, on real databases and a real disk.

use std::convert::Infallible;

use blimp_accounts::Actor;
use blimp_files::{FileId, Files, Received};
use blimp_kit::{Error, Result};
use blimp_store::{Conn, Tx};
use bytes::Bytes;
use futures::stream;

use crate::attachments::{Attachment, AttachmentId, Link, actions, policy, queries};
use crate::comments::CommentId;
use crate::place::TaskId;
use crate::search::queries::ground::Ground;

const TASK: TaskId = TaskId(100);

async fn received(bytes: &'static [u8]) -> (tempfile::TempDir, Received) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(&format!("file://{}", folder.path().display())).unwrap();
    let parts = stream::iter([Ok::<_, Infallible>(Bytes::from_static(bytes))]);
    let received = files.receive(Some(1), parts, 1 << 20).await.unwrap();
    (folder, received)
}

async fn attach(
    ground: &Ground,
    user: i64,
    file: &Received,
    comment: Option<i64>,
) -> Result<Attachment> {
    let files = [(file.clone(), "../plan of launch.txt".to_owned())];
    let work = move |tx: &mut Tx, actor: &Actor| {
        let hook = policy::attach(tx, actor, TASK, comment.map(CommentId))?;
        Ok(actions::attach(tx, actor, hook, &files)?.remove(0))
    };
    ground.act(user, work).await
}

async fn remove(ground: &Ground, user: i64, id: AttachmentId) -> Result {
    let work = move |tx: &mut Tx, actor: &Actor| {
        let it = policy::remove(tx, actor, id)?;
        actions::remove(tx, actor, it)
    };
    ground.act(user, work).await
}

async fn restore(ground: &Ground, user: i64, id: AttachmentId) -> Result<Attachment> {
    let work = move |tx: &mut Tx, actor: &Actor| {
        let it = policy::restore(tx, actor, id)?;
        actions::restore(tx, actor, it)
    };
    ground.act(user, work).await
}

/// Whether somebody may read a file.
async fn reads(ground: &Ground, user: i64, file: FileId) -> bool {
    let ask = move |conn: &mut Conn, actor: &Actor| match queries::get_file(conn, actor, file) {
        Err(Error::NotFound) => Ok(false),
        found => found.map(|_| true),
    };
    ground.as_user(user, ask).await
}

async fn readers(ground: &Ground, file: FileId) -> Vec<i64> {
    let mut found = Vec::new();
    for user in [1, 2, 3, 4, 5, 9] {
        if reads(ground, user, file).await {
            found.push(user);
        }
    }
    found
}

#[tokio::test]
async fn a_file_is_read_by_those_who_see_its_task_until_it_is_removed() {
    let (_folder, file) = received(b"We launch on Monday.").await;
    for ground in Ground::each().await {
        let it = attach(&ground, 3, &file, None).await.unwrap();
        let id = it.file_id.unwrap();
        assert_eq!(it.name, "plan of launch.txt");
        assert_eq!(readers(&ground, id).await, [1, 2, 3, 5]);

        assert!(matches!(
            remove(&ground, 4, it.id).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            remove(&ground, 5, it.id).await,
            Err(Error::Forbidden(_))
        ));
        remove(&ground, 2, it.id).await.unwrap();
        assert!(readers(&ground, id).await.is_empty());
        assert!(matches!(
            restore(&ground, 5, it.id).await,
            Err(Error::NotFound)
        ));
        restore(&ground, 3, it.id).await.unwrap();
        assert_eq!(readers(&ground, id).await, [1, 2, 3, 5]);

        ground
            .run("UPDATE tasks SET project_id = 12, state_id = 12, position = 'X' WHERE id = 100")
            .await;
        assert_eq!(
            readers(&ground, id).await,
            [1],
            "the task went into a private project"
        );
        ground
            .run("UPDATE tasks SET trashed_at = 1 WHERE id = 100")
            .await;
        assert!(readers(&ground, id).await.is_empty());
        let names: Vec<_> = ground
            .facts(0)
            .await
            .into_iter()
            .map(|fact| fact.name)
            .collect();
        let expected = [
            "attachment.added.v1",
            "attachment.removed.v1",
            "attachment.restored.v1",
        ];
        assert_eq!(names, expected);
    }
}

#[tokio::test]
async fn a_company_without_room_keeps_nothing() {
    let (_folder, file) = received(b"0123456789").await;
    for ground in Ground::each().await {
        ground.run("INSERT INTO entitlements (company_id, name, value) VALUES (1, 'storage_bytes', 15)").await;
        attach(&ground, 3, &file, None).await.unwrap();
        let (_folder, more) = received(b"9876543210").await;
        let refused = attach(&ground, 3, &more, None).await;
        assert!(
            matches!(
                refused,
                Err(Error::Full {
                    code: "files.quota",
                    ..
                })
            ),
            "{refused:?}"
        );
        assert_eq!(ground.facts(0).await.len(), 1);
    }
}

#[tokio::test]
async fn a_file_comes_with_a_comment_of_ones_own_on_the_same_task() {
    let (_folder, file) = received(b"x").await;
    for ground in Ground::each().await {
        ground.run(
            "INSERT INTO comments (id, company_id, project_id, task_id, author_id, text, html, trashed_at, created_at) VALUES
                (1, 1, 10, 100, 3, 'a', 'a', NULL, 0), (2, 1, 10, 100, 2, 'a', 'a', NULL, 0),
                (3, 1, 10, 100, 3, 'a', 'a', 1, 0), (4, 1, 11, 110, 3, 'a', 'a', NULL, 0)",
        )
        .await;
        for comment in [2, 3, 4, 5] {
            let refused = attach(&ground, 3, &file, Some(comment)).await;
            assert!(
                matches!(refused, Err(Error::Invalid(_))),
                "{comment}: {refused:?}"
            );
        }
        let it = attach(&ground, 3, &file, Some(1)).await.unwrap();
        assert_eq!(it.comment_id, Some(CommentId(1)));
    }
}

#[tokio::test]
async fn a_link_is_attached_unless_the_project_is_archived() {
    for ground in Ground::each().await {
        let add = || {
            let link = Link::parse("https://example.com/plan", None).unwrap();
            ground.act(5, move |tx: &mut Tx, actor: &Actor| {
                let hook = policy::attach(tx, actor, TASK, None)?;
                actions::link(tx, actor, hook, &link)
            })
        };
        let it = add().await.unwrap();
        assert_eq!(
            (it.url.as_deref(), it.file_id),
            (Some("https://example.com/plan"), None)
        );
        ground
            .run("UPDATE projects SET archived_at = 1 WHERE id = 10")
            .await;
        assert!(matches!(
            add().await,
            Err(Error::Conflict {
                code: "project.archived",
                ..
            })
        ));
    }
}
