//! Who may do what with a label. Making one is the company's
//! [`work`](blimp_accounts::companies::policy::work).

use blimp_accounts::{Actor, companies};
use blimp_kit::{May, Result};
use blimp_store::Conn;

use crate::labels::{Label, LabelId, queries};

/// Change a label, or remove it.
#[derive(Debug)]
pub enum Edit {}

/// Owners, admins and members shape the company's labels.
pub fn edit(conn: &mut Conn, actor: &Actor, id: LabelId) -> Result<May<Edit, Label>> {
    let label = queries::get(conn, actor, id)?;
    companies::policy::work(conn, actor, label.company_id)?;
    Ok(May::granted(label))
}
