//! Who of those at a task somebody may see.

use blimp_accounts::{Actor, UserId};
use blimp_cache::presence::Present;
use blimp_kit::Result;
use blimp_store::Conn;

use super::model::{PresenceBody, ViewerBody};
use crate::people;
use crate::place::TaskId;
use crate::tasks;

/// Who is at a task, as `actor` may see it; none where they do not see the task.
pub fn find(
    conn: &mut Conn,
    actor: &Actor,
    task: TaskId,
    there: &[Present],
) -> Result<Option<PresenceBody>> {
    let Some(task) = tasks::queries::find(conn, actor, task)? else {
        return Ok(None);
    };
    let users: Vec<UserId> = there.iter().map(|present| UserId(present.who)).collect();
    let people = people::queries::bodies(conn, actor, task.company_id, &users)?;
    let known = there.iter().filter(|one| people.knows(UserId(one.who)));
    let items = known.map(|one| ViewerBody {
        person: people.get(UserId(one.who)),
        typing: one.typing,
    });
    Ok(Some(PresenceBody {
        task_id: task.id,
        items: items.collect(),
        next: None,
    }))
}
