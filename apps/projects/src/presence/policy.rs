//! Who may look, and who may be seen looking.

use blimp_accounts::Actor;
use blimp_kit::{May, Result};
use blimp_store::Conn;

use crate::place::TaskId;
use crate::tasks::{self, Task};

/// Be seen at a task, and see who else is there.
#[derive(Debug)]
pub enum Look {}

/// Whoever sees the task.
pub fn look(conn: &mut Conn, actor: &Actor, task: TaskId) -> Result<May<Look, Task>> {
    Ok(May::granted(tasks::queries::get(conn, actor, task)?))
}
