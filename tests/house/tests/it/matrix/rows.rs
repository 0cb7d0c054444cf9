//! The table: what each operation answers to each kind of caller.
//!
//! A letter for each caller, in the order of [`super::CALLERS`]:
//! `+` done, `u` 401, `f` 403, `n` 404 (not there, as far as this caller may know).
//!
//! Path parameters are the fixture's ids of the same name; a row may say that one means another
//! (`task=trashed_task`), or add a query.

/// The callers, for the eye: nobody, expired; stranger, owner of another company, ex-member;
/// client of another project, member not in this one; client of this one; read-only token of the
/// owner; member, admin, owner.
const SEE: &str = "uu nnn nn + + +++";
const TALK: &str = "uu nnn nn + f +++";
const WORK: &str = "uu nnn nn f f +++";
const TRASH: &str = "uu nnn nn f f f++";
/// What clients do not know of.
const BACK: &str = "uu nnn nn n f +++";

/// In the company, whatever the project.
const VIEW: &str = "uu nnn ++ + + +++";
const CHOOSE: &str = "uu nnn ++ + f +++";
const STAFF: &str = "uu nnn f+ f f +++";
const LOOK: &str = "uu nnn f+ f + +++";
const OVERSEE: &str = "uu nnn ff f + f++";
const ADMINISTER: &str = "uu nnn ff f f f++";
/// Of an import: whoever brought it in, owners and admins.
const DECIDE: &str = "uu nnn fn f f n++";
const OWN: &str = "uu nnn ff f f ff+";

/// About the caller alone.
const ME: &str = "uu +++ ++ + + +++";
const CHANGE_ME: &str = "uu +++ ++ + f +++";
/// Of the owner alone; her token reads.
const HERS: &str = "uu nnn nn n + nn+";
const CHANGE_HERS: &str = "uu nnn nn n f nn+";
/// Without an account.
const ANYBODY: &str = "++ +++ ++ + + +++";

/// An operation, what its path means, what it answers, and its body.
pub(super) type Row = (&'static str, &'static str, &'static str, &'static str);

/// The body of an upload: a small picture.
pub(super) const PICTURE: &str = "(a picture)";
/// The body of an import: a small board.
pub(super) const BOARD: &str = "(a board)";

/// Every operation of the API, in the order of its document.
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    ("GET /attachments/{attachment}", "", SEE, ""),
    ("DELETE /attachments/{attachment}", "", WORK, ""),
    ("POST /attachments/{attachment}/restoration", "attachment=trashed_attachment", BACK, ""),
    ("PATCH /checklist-items/{item}", "", WORK, r#"{"done":true}"#),
    ("DELETE /checklist-items/{item}", "", WORK, ""),
    ("POST /checklist-items/{item}/restoration", "item=trashed_item", BACK, ""),
    ("GET /comments/{comment}", "", SEE, ""),
    ("PATCH /comments/{comment}", "", "uu nnn nn f f ff+", r#"{"text":"Changed"}"#),
    ("DELETE /comments/{comment}", "", TRASH, ""),
    ("POST /comments/{comment}/restoration", "comment=trashed_comment", "uu nnn nn n f n++", ""),
    ("GET /companies", "", ME, ""),
    ("POST /companies", "", CHANGE_ME, r#"{"name":"Another"}"#),
    ("GET /companies/{company}", "", VIEW, ""),
    ("PATCH /companies/{company}", "", ADMINISTER, r#"{"name":"Renamed"}"#),
    ("DELETE /companies/{company}", "", OWN, r#"{"confirm":"Acme","password":"correct horse battery"}"#),
    ("POST /companies/{company}/restoration", "company=gone_company", CHANGE_HERS, ""),
    ("GET /companies/{company}/events", "", VIEW, ""),
    ("GET /companies/{company}/exports", "", OVERSEE, ""),
    ("POST /companies/{company}/exports", "", ADMINISTER, ""),
    ("GET /companies/{company}/exports/{export}", "", OVERSEE, ""),
    ("DELETE /companies/{company}/exports/{export}", "", ADMINISTER, ""),
    ("GET /companies/{company}/exports/{export}/content", "", OVERSEE, ""),
    ("GET /companies/{company}/imports", "", LOOK, ""),
    ("POST /companies/{company}/imports", "", STAFF, BOARD),
    ("GET /companies/{company}/imports/{import}", "", "uu nnn fn f + n++", ""),
    ("DELETE /companies/{company}/imports/{import}", "import=held_import", DECIDE, ""),
    ("POST /companies/{company}/imports/{import}/confirmation", "import=held_import", DECIDE, ""),
    ("POST /companies/{company}/imports/{import}/reversal", "", DECIDE, ""),
    ("GET /companies/{company}/invitations", "", OVERSEE, ""),
    ("POST /companies/{company}/invitations", "", ADMINISTER, r#"{"email":"zoe@example.com","role":"member"}"#),
    ("GET /companies/{company}/invitations/{invitation}", "", OVERSEE, ""),
    ("DELETE /companies/{company}/invitations/{invitation}", "", ADMINISTER, ""),
    ("POST /companies/{company}/invitations/{invitation}/resending", "", ADMINISTER, ""),
    ("GET /companies/{company}/labels", "", VIEW, ""),
    ("POST /companies/{company}/labels", "", STAFF, r#"{"name":"Urgent"}"#),
    ("GET /companies/{company}/members", "", VIEW, ""),
    ("GET /companies/{company}/members/{user}", "", VIEW, ""),
    ("PATCH /companies/{company}/members/{user}", "", ADMINISTER, r#"{"role":"admin"}"#),
    ("DELETE /companies/{company}/members/{user}", "", ADMINISTER, ""),
    ("GET /companies/{company}/notification-preferences", "", VIEW, ""),
    ("PATCH /companies/{company}/notification-preferences", "", CHOOSE, r#"{"items":[{"kind":"assigned","mail":false}]}"#),
    ("POST /companies/{company}/ownership", "", OWN, r#"{"user_id":{user}}"#),
    ("GET /companies/{company}/projects", "", VIEW, ""),
    ("POST /companies/{company}/projects", "", STAFF, r#"{"name":"New"}"#),
    ("POST /companies/{company}/sample-project", "", STAFF, ""),
    ("GET /companies/{company}/search", "?q=page", VIEW, ""),
    ("POST /companies/{company}/task-changes", "", STAFF, r#"{"task_ids":[{task}],"changes":{"priority":"high"}}"#),
    ("GET /companies/{company}/tasks", "", VIEW, ""),
    ("GET /companies/{company}/tasks.csv", "", VIEW, ""),
    ("GET /companies/{company}/tasks/{number}", "", SEE, ""),
    ("GET /companies/{company}/trash/projects", "", LOOK, ""),
    ("POST /events/{event}/reversal", "", WORK, ""),
    ("GET /companies/{company}/views", "", VIEW, ""),
    ("POST /companies/{company}/views", "", CHOOSE, r#"{"name":"Mine","kind":"list"}"#),
    ("GET /files/{file}/content", "", SEE, ""),
    ("GET /files/{file}/thumbnail", "", SEE, ""),
    ("GET /goals/{goal}", "", SEE, ""),
    ("PATCH /goals/{goal}", "", WORK, r#"{"title":"Changed"}"#),
    ("DELETE /goals/{goal}", "", WORK, ""),
    ("POST /goals/{goal}/closure", "", WORK, ""),
    ("DELETE /goals/{goal}/closure", "", WORK, ""),
    ("POST /goals/{goal}/restoration", "goal=trashed_goal", WORK, ""),
    ("GET /instance", "", ANYBODY, ""),
    ("GET /invitations/{token}", "token=invitation_token", ANYBODY, ""),
    ("POST /invitations/{token}/acceptance", "token=invitation_token", "++ +++ ++ + f +++", r#"{"name":"Zed","password":"correct horse battery"}"#),
    ("PATCH /labels/{label}", "", "uu nnn n+ f f +++", r#"{"name":"Changed"}"#),
    ("DELETE /labels/{label}", "", "uu nnn n+ f f +++", ""),
    ("GET /live", "", ME, ""),
    ("GET /me", "", ME, ""),
    ("PATCH /me", "", CHANGE_ME, r#"{"language":"es"}"#),
    ("DELETE /me", "", "uu +4+ ++ + f ++4", r#"{"password":"correct horse battery"}"#),
    ("PUT /me/email", "", CHANGE_ME, r#"{"email":"another@example.com","password":"correct horse battery"}"#),
    ("PUT /me/avatar", "", CHANGE_ME, PICTURE),
    ("DELETE /me/avatar", "", "uu nnn nn n f nn+", ""),
    ("GET /notifications", "", ME, ""),
    ("GET /notifications/counts", "", ME, ""),
    ("POST /notifications/changes", "", CHANGE_ME, r#"{"act":"read","ids":[{notification}]}"#),
    ("POST /notifications/changes/{change}/reversal", "", CHANGE_HERS, ""),
    ("POST /notifications/readings", "", CHANGE_ME, "{}"),
    ("GET /notifications/{notification}", "", HERS, ""),
    ("POST /notifications/{notification}/archiving", "", CHANGE_HERS, ""),
    ("DELETE /notifications/{notification}/archiving", "", CHANGE_HERS, ""),
    ("POST /notifications/{notification}/reading", "", CHANGE_HERS, ""),
    ("DELETE /notifications/{notification}/reading", "", CHANGE_HERS, ""),
    ("PUT /notifications/{notification}/snooze", "", CHANGE_HERS, r#"{"until":"2027-06-01T08:00:00Z"}"#),
    ("DELETE /notifications/{notification}/snooze", "", CHANGE_HERS, ""),
    ("GET /notifications/{notification}/trace", "", HERS, ""),
    ("PUT /password", "", CHANGE_ME, r#"{"current":"correct horse battery","new":"another horse battery"}"#),
    ("POST /password-resets", "", ANYBODY, r#"{"email":"ana@example.com"}"#),
    ("POST /password-resets/{token}", "token=reset_token", ANYBODY, r#"{"password":"another horse battery"}"#),
    ("GET /projects/{project}", "", SEE, ""),
    ("PATCH /projects/{project}", "", WORK, r#"{"name":"Changed"}"#),
    ("DELETE /projects/{project}", "", TRASH, ""),
    ("POST /projects/{project}/archiving", "", WORK, ""),
    ("DELETE /projects/{project}/archiving", "", WORK, ""),
    ("GET /projects/{project}/attachments", "", SEE, ""),
    ("GET /projects/{project}/board", "", SEE, ""),
    ("GET /projects/{project}/events", "", SEE, ""),
    ("GET /projects/{project}/goals", "", SEE, ""),
    ("POST /projects/{project}/goals", "", WORK, r#"{"title":"New"}"#),
    ("GET /projects/{project}/people", "", SEE, ""),
    ("PUT /projects/{project}/people/{user}", "user=outsider", WORK, ""),
    ("DELETE /projects/{project}/people/{user}", "", WORK, ""),
    ("POST /projects/{project}/restoration", "project=trashed_project", "uu nnn nn n f f++", ""),
    ("GET /projects/{project}/states", "", SEE, ""),
    ("POST /projects/{project}/states", "", WORK, r#"{"name":"Waiting","kind":"doing"}"#),
    ("GET /projects/{project}/tasks", "", SEE, ""),
    ("POST /projects/{project}/tasks", "", WORK, r#"{"title":"New"}"#),
    ("GET /projects/{project}/tasks.csv", "", SEE, ""),
    ("GET /projects/{project}/trash", "", "uu nnn nn f + +++", ""),
    ("POST /session", "", ANYBODY, r#"{"email":"ana@example.com","password":"correct horse battery"}"#),
    ("DELETE /session", "", CHANGE_ME, ""),
    ("GET /sessions", "", ME, ""),
    ("DELETE /sessions", "", CHANGE_ME, ""),
    ("DELETE /sessions/{session}", "", CHANGE_HERS, ""),
    ("POST /signup", "", ANYBODY, r#"{"company":"Newest","name":"Zed","email":"zed@example.com","password":"correct horse battery"}"#),
    ("PATCH /states/{state}", "", WORK, r#"{"name":"Changed"}"#),
    ("DELETE /states/{state}", "?to={review}", WORK, ""),
    ("GET /tasks/{task}", "", SEE, ""),
    ("PATCH /tasks/{task}", "", WORK, r#"{"title":"Changed"}"#),
    ("DELETE /tasks/{task}", "", WORK, ""),
    ("POST /tasks/{task}/approval", "", TALK, ""),
    ("POST /tasks/{task}/archiving", "", WORK, ""),
    ("DELETE /tasks/{task}/archiving", "", WORK, ""),
    ("PUT /tasks/{task}/assignees/{user}", "", WORK, ""),
    ("DELETE /tasks/{task}/assignees/{user}", "", WORK, ""),
    ("GET /tasks/{task}/attachments", "", SEE, ""),
    ("POST /tasks/{task}/attachments", "", TALK, PICTURE),
    ("GET /tasks/{task}/checklist", "", SEE, ""),
    ("POST /tasks/{task}/checklist", "", WORK, r#"{"title":"Step"}"#),
    ("POST /tasks/{task}/closure", "", WORK, ""),
    ("DELETE /tasks/{task}/closure", "", WORK, ""),
    ("GET /tasks/{task}/comments", "", SEE, ""),
    ("POST /tasks/{task}/comments", "", TALK, r#"{"text":"New"}"#),
    ("GET /tasks/{task}/history", "", SEE, ""),
    ("POST /tasks/{task}/links", "", TALK, r#"{"url":"https://example.com/","name":"Page"}"#),
    ("POST /tasks/{task}/move", "", WORK, r#"{"project_id":{open_project}}"#),
    ("GET /tasks/{task}/presence", "", SEE, ""),
    ("PUT /tasks/{task}/presence", "", TALK, r#"{"typing":true}"#),
    ("DELETE /tasks/{task}/presence", "", TALK, ""),
    ("POST /tasks/{task}/restoration", "task=trashed_task", BACK, ""),
    ("POST /tasks/{task}/return", "", TALK, r#"{"comment":"Again"}"#),
    ("POST /tasks/{task}/uploads", "", TALK, r#"{"name":"a.txt","type":"text/plain","size":5}"#),
    ("GET /tasks/{task}/watchers", "", SEE, ""),
    ("PUT /tasks/{task}/watchers/{user}", "", WORK, ""),
    ("DELETE /tasks/{task}/watchers/{user}", "", WORK, ""),
    ("GET /tokens", "", ME, ""),
    ("POST /tokens", "", CHANGE_ME, r#"{"name":"New","scopes":["read"]}"#),
    ("GET /tokens/{token}", "token=token_id", HERS, ""),
    ("DELETE /tokens/{token}", "token=token_id", CHANGE_HERS, ""),
    ("POST /uploads/{upload}/completion", "upload=sent_upload", CHANGE_HERS, "{}"),
    ("PUT /uploads/{upload}/content", "?token={upload_token}", ANYBODY, r#"{"a":1}"#),
    ("GET /users/{user}/avatar", "user=owner", VIEW, ""),
    ("POST /verifications", "", CHANGE_ME, ""),
    ("POST /verifications/{token}", "token=verification_token", ANYBODY, ""),
    ("GET /views/{view}", "", SEE, ""),
    ("PATCH /views/{view}", "", TRASH, r#"{"name":"Changed"}"#),
    ("DELETE /views/{view}", "", TRASH, ""),
];
