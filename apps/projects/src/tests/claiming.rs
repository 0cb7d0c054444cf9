//! What comes of somebody turning out to be who a placeholder stood for.

use blimp_accounts::UserId;
use blimp_accounts::invitations::events::PlaceholderClaimed;
use blimp_app::Reactions;
use blimp_store::{React, Tx};

use super::{ACME, CARL, MAX, OLGA, SITE, actor, word};
use crate::attachments;
use crate::comments;
use crate::people;
use crate::place::TaskId;
use crate::projects::policy;
use crate::search::queries::ground::Ground;
use crate::{assignees, tasks, watchers};

/// Pia (7) is a placeholder, who made task 100, is responsible for it, watches it, said something
/// and hung a link on it. Max is responsible for it too.
const PIA: &str = "
INSERT INTO users (id, name, time_zone, language, created_at) VALUES (7, 'Pia', 'UTC', 'en', 0);
INSERT INTO members (company_id, user_id, role, joined_at) VALUES (1, 7, 'member', 0);
INSERT INTO project_people (company_id, project_id, user_id, added_at) VALUES (1, 10, 7, 0);
INSERT INTO task_assignees (company_id, task_id, user_id, assigned_at) VALUES (1, 100, 7, 0), (1, 100, 2, 0);
INSERT INTO watchers (company_id, task_id, user_id, since) VALUES (1, 100, 7, 0), (1, 110, 7, 0);
UPDATE tasks SET created_by = 7, closed_by = 7 WHERE id = 100;
INSERT INTO comments (id, company_id, project_id, task_id, author_id, text, html, created_at) VALUES
    (1, 1, 10, 100, 7, 'Hi', '<p>Hi</p>', 0), (2, 1, 10, 100, 1, 'Ho', '<p>Ho</p>', 0);
INSERT INTO attachments (id, company_id, project_id, task_id, url, name, created_by, created_at) VALUES
    (1, 1, 10, 100, 'https://example.com/', 'Example', 7, 0);
UPDATE users SET claimed_by = 2 WHERE id = 7;
";

#[tokio::test]
async fn whoever_claims_a_placeholder_has_all_that_it_had() {
    for ground in Ground::each().await {
        ground.run(PIA).await;
        let (placeholder, user) = (UserId(7), UserId(MAX));
        let claimed = PlaceholderClaimed {
            company: ACME,
            placeholder,
            user,
        };
        let event = ground.write(move |tx| tx.record(&claimed)).await;
        for _ in 0..2 {
            let reactions = Reactions::new(crate::app().reactions);
            let job = React {
                event,
                company: None,
            };
            ground.write(move |tx| reactions.react(&job, tx)).await;
            ground.write(check).await;
        }
    }
}

fn check(tx: &mut Tx) -> blimp_kit::Result {
    let (max, task) = (UserId(MAX), TaskId(100));
    let olga = actor(tx, OLGA);
    assert_eq!(assignees::queries::list(tx, ACME, task)?, [max]);
    for watched in [100, 110] {
        assert!(watchers::queries::list(tx, ACME, TaskId(watched))?.contains(&max));
        assert!(!watchers::queries::list(tx, ACME, TaskId(watched))?.contains(&UserId(7)));
    }
    let task = tasks::queries::of_ids(tx, ACME, &[task])?.remove(0);
    assert_eq!((task.created_by, task.closed_by), (max, Some(max)));
    assert_eq!(people::queries::list_projects(tx, ACME, max)?, [SITE]);
    let page = blimp_kit::PageParams::default();
    let oldest = comments::model::Order::OldestFirst;
    let said = comments::queries::list(tx, &task, oldest, &page)?;
    let authors: Vec<_> = said
        .items
        .iter()
        .map(|row| (row.author_id.0, row.version))
        .collect();
    assert_eq!(authors, [(MAX, 2), (OLGA, 1)]);
    let hung = attachments::queries::list(tx, &task, &page)?;
    assert_eq!(
        hung.items
            .iter()
            .map(|row| row.created_by)
            .collect::<Vec<_>>(),
        [max]
    );
    // Nobody picks the placeholder any more.
    assert!(!people::queries::is_visible(tx, &olga, ACME, UserId(7))?);
    let site = policy::manage(tx, &olga, SITE)?;
    assert_eq!(
        word(people::actions::add(tx, &olga, &site, UserId(7))),
        "not found"
    );
    let carl = actor(tx, CARL);
    assert!(!people::queries::is_visible(tx, &carl, ACME, UserId(7))?);
    Ok(())
}
