// The API's types. Made from docs/openapi.json by `npm run schema`; not written by hand.

export interface paths {
    "/api/v1/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read about a file or link. */
        get: operations["get_attachment"];
        put?: never;
        post?: never;
        /** Remove a file or link from its task. */
        delete: operations["remove_attachment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{attachment}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a removed file or link back. */
        post: operations["restore_attachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checklist-items/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an item off. */
        delete: operations["remove_checklist_item"];
        options?: never;
        head?: never;
        /** Change, tick or move an item. */
        patch: operations["change_checklist_item"];
        trace?: never;
    };
    "/api/v1/checklist-items/{item}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring back an item that was taken off: where it stood, and as it was. */
        post: operations["restore_checklist_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments/{comment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a comment. */
        get: operations["get_comment"];
        put?: never;
        post?: never;
        /** Delete a comment. */
        delete: operations["delete_comment"];
        options?: never;
        head?: never;
        /** Change what one said. */
        patch: operations["edit_comment"];
        trace?: never;
    };
    "/api/v1/comments/{comment}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a deleted comment back. */
        post: operations["restore_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The companies you are in, or those that you deleted. */
        get: operations["list_companies"];
        put?: never;
        /**
         * Make another company.
         * @description You own it.
         */
        post: operations["create_company"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One company. */
        get: operations["get_company"];
        put?: never;
        post?: never;
        /**
         * Delete a company.
         * @description Only its owner may. It is out of everybody's sight at once; its owner can bring it back for 30 days, then all of it is erased for good.
         */
        delete: operations["delete_company"];
        options?: never;
        head?: never;
        /**
         * Change a company's name or slug.
         * @description Owners and admins may.
         */
        patch: operations["change_company"];
        trace?: never;
    };
    "/api/v1/companies/{company}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened in a company, newest first.
         * @description Only what the caller may see: facts of projects they see, facts of the company unless they are a
         *     client, and what concerns themselves. People they may not know are "Someone".
         */
        get: operations["list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The exports of a company, newest first. */
        get: operations["list_exports"];
        put?: never;
        /**
         * Have all that a company has packed into one archive.
         * @description Owners and admins may. The work goes on in the background; whoever asked is mailed when it is done.
         */
        post: operations["create_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/exports/{export}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an export stands. */
        get: operations["get_export"];
        put?: never;
        post?: never;
        /** Delete the archive of an export before its time, or stop one that is at work. */
        delete: operations["delete_export"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/exports/{export}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Load the archive of an export down, a ZIP file.
         * @description Ranges and `If-None-Match` are honoured.
         */
        get: operations["read_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The imports of a company, newest first: members see their own, owners and admins all. */
        get: operations["list_imports"];
        put?: never;
        /**
         * Bring in a Trello board: a form with its JSON export.
         * @description The work goes on in the background; look at the import to see how far it has come. With `dry_run` it says what would be done, and does nothing. With `hold` it says so on the import, which then waits to be confirmed.
         */
        post: operations["create_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/imports/{import}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an import stands, and what came of it. */
        get: operations["get_import"];
        put?: never;
        post?: never;
        /** Give up a rehearsed import instead of confirming it: its file is deleted. */
        delete: operations["give_up_import"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/imports/{import}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a rehearsed import: it is carried out. */
        post: operations["confirm_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/imports/{import}/reversal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an import back: what it made and nobody has touched since goes, what stays is listed in `reversal`.
         * @description The work goes on in the background.
         */
        post: operations["reverse_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The invitations of a company that nobody has accepted yet, newest first. */
        get: operations["list_invitations"];
        put?: never;
        /**
         * Invite somebody by mail.
         * @description Owners and admins may.
         */
        post: operations["invite_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One invitation. */
        get: operations["get_invitation"];
        put?: never;
        post?: never;
        /** Take an invitation back: its link stops working. */
        delete: operations["cancel_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/invitations/{invitation}/resending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an invitation again; its link is good for another 14 days. */
        post: operations["resend_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the labels of a company by name; for a client, those in use where they look. */
        get: operations["list_labels"];
        put?: never;
        /** Make a label. */
        post: operations["create_label"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people of a company whom you may see.
         * @description A client sees no other client here.
         */
        get: operations["list_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/members/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person of a company. */
        get: operations["get_member"];
        put?: never;
        post?: never;
        /** Take somebody out of a company, or leave it: with your own id. */
        delete: operations["remove_member"];
        options?: never;
        head?: never;
        /**
         * Give somebody another role.
         * @description Owners and admins may; nobody changes the owner's.
         */
        patch: operations["change_member"];
        trace?: never;
    };
    "/api/v1/companies/{company}/notification-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller is told in this company, by inbox and by mail. */
        get: operations["get_preferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Choose what to be told in this company, and how. */
        patch: operations["update_preferences"];
        trace?: never;
    };
    "/api/v1/companies/{company}/ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a company on.
         * @description Only its owner may, and becomes an admin by it.
         */
        post: operations["move_ownership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the projects of a company that the caller can see. */
        get: operations["list_projects"];
        put?: never;
        /** Begin a project, with the states Plan, Doing, Review and Done. */
        post: operations["create_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a deleted company back, as it was.
         * @description Only its owner may, within 30 days.
         */
        post: operations["restore_company"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/sample-project": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a small project that shows how things work, in the caller's language.
         * @description It is a project like any other: `DELETE /projects/{project}` throws it away.
         */
        post: operations["create_sample_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search tasks, comments and file names.
         * @description Only what the caller may see, nothing from the trash; best matches first.
         */
        get: operations["search_company"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/task-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change up to 500 tasks of a company at once.
         * @description Each task is judged by itself: the answer says which were changed, which were so already, and
         *     which were refused and why. The change can be undone as a whole. People are told of it once.
         */
        post: operations["change_tasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tasks of all projects that the caller sees in a company, by number unless asked otherwise.
         * @description `?assignee=me&closed=false&sort=due_on` is a person's work.
         */
        get: operations["list_company_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/tasks.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tasks of all projects that the caller sees in a company as CSV, as for one project. */
        get: operations["export_company_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/tasks/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the task that has this number in a company. */
        get: operations["get_numbered_task"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/trash/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the projects in the trash of a company, last thrown away first. */
        get: operations["list_trashed_projects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/companies/{company}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the saved views that are the caller's own or shared with them, by place. */
        get: operations["list_views"];
        put?: never;
        /** Save a view. */
        post: operations["create_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{event}/reversal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a change of tasks.
         * @description `event` is the fact that tells of it: of a whole change the first one, which the `Blimp-Change`
         *     header of the answer to every change names. Where somebody changed the same field since, the
         *     answer is 409 and names it; of a change of many tasks those are in `refused` and the others are
         *     undone. The answer's `event_id` undoes the reversal.
         */
        post: operations["reverse_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{file}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a file.
         * @description Ranges and `If-None-Match` are honoured.
         */
        get: operations["read_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{file}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a small picture of a file; not found where there is none, or not yet. */
        get: operations["read_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals/{goal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a goal. */
        get: operations["get_goal"];
        put?: never;
        post?: never;
        /** Throw a goal away; its tasks stay, and it can be restored. */
        delete: operations["trash_goal"];
        options?: never;
        head?: never;
        /** Change a goal. */
        patch: operations["edit_goal"];
        trace?: never;
    };
    "/api/v1/goals/{goal}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a goal; its tasks stay as they are. */
        post: operations["close_goal"];
        /** Open a goal again. */
        delete: operations["reopen_goal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals/{goal}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a goal out of the trash. */
        post: operations["restore_goal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this installation is and allows: for the page on which people sign in. */
        get: operations["get_instance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a token invites to. */
        get: operations["read_invitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{token}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation.
         * @description A new person gets a session cookie.
         */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels/{label}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a label, from all tasks too. */
        delete: operations["remove_label"];
        options?: never;
        head?: never;
        /** Change a label. */
        patch: operations["edit_label"];
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch what happens (Server-Sent Events).
         * @description Each event has the name of a fact, such as `task.created.v1`, and as data what `GET
         *     /companies/{company}/events` lists. `Last-Event-ID` resumes; `reset` says that too much was
         *     missed: read again what is on the screen. `access.lost.v1` comes to whom it concerns. Events
         *     called `presence`, without an id, say who else looks at a task that one looks at (`PUT
         *     /tasks/{task}/presence`).
         */
        get: operations["watch_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** You, and the companies you are in. */
        get: operations["get_me"];
        put?: never;
        post?: never;
        /**
         * Delete your account.
         * @description You leave every company and are signed out everywhere; what you made stays, without your name. Refused while you own a company.
         */
        delete: operations["delete_me"];
        options?: never;
        head?: never;
        /** Change your name, time zone or language. */
        patch: operations["change_me"];
        trace?: never;
    };
    "/api/v1/me/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give yourself a picture: a form with one `file`. */
        put: operations["set_my_avatar"];
        post?: never;
        /** Take your picture away. */
        delete: operations["remove_my_avatar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the address you sign in with: a link is mailed to the new one, and using it makes it yours.
         * @description The old one works until then, and is told.
         */
        put: operations["change_email"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's inbox, newest first; what was snoozed comes back on top. */
        get: operations["list_notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read, archive or snooze many notices at once, or undo that. */
        post: operations["change_notifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/changes/{change}/reversal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a change of many notices, within seven days. */
        post: operations["reverse_notification_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many notices are unread, and snoozed. */
        get: operations["get_notification_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark all notices as read, or those up to one. */
        post: operations["read_all_notifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notification}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the caller's notices. */
        get: operations["get_notification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notification}/archiving": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Be done with a notice: read it and take it out of the inbox. */
        post: operations["archive_notification"];
        /** Take a notice out of the archive. */
        delete: operations["unarchive_notification"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notification}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a notice as read. */
        post: operations["read_notification"];
        /** Mark a notice as unread. */
        delete: operations["unread_notification"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notification}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put a notice out of sight until a time; it comes back unread, on top. */
        put: operations["snooze_notification"];
        post?: never;
        /** Take a snoozed notice back before its time. */
        delete: operations["unsnooze_notification"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notification}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why the caller was, or was not, told of something by inbox and by mail. */
        get: operations["trace_notification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your password.
         * @description Signs you out everywhere else.
         */
        put: operations["change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a link mailed that lets you choose a new password.
         * @description The answer never tells whether an address is known.
         */
        post: operations["ask_password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password with a mailed token.
         * @description Signs you out everywhere.
         */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a project. */
        get: operations["get_project"];
        put?: never;
        post?: never;
        /** Throw a project away; it can be restored. */
        delete: operations["trash_project"];
        options?: never;
        head?: never;
        /** Change a project. */
        patch: operations["edit_project"];
        trace?: never;
    };
    "/api/v1/projects/{project}/archiving": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a project away: it can be read but not changed. */
        post: operations["archive_project"];
        /** Take up a project that was put away. */
        delete: operations["unarchive_project"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the files and links of a project's tasks, newest first. */
        get: operations["list_project_attachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project at one look: columns, cards, and the goals, labels and people that cards name. */
        get: operations["get_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what happened in a project, newest first. */
        get: operations["list_project_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the goals of a project, in order. */
        get: operations["list_goals"];
        put?: never;
        /** Add a goal to a project, behind the others. */
        post: operations["create_goal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who sees a project, as far as the caller may know. */
        get: operations["list_project_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/people/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a member or client of the company to a project. */
        put: operations["add_project_person"];
        post?: never;
        /** Take somebody off a project. */
        delete: operations["remove_project_person"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a project out of the trash. */
        post: operations["restore_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the states of a project, in order, all on one page. */
        get: operations["list_states"];
        put?: never;
        /** Add a state to a project. */
        post: operations["create_state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tasks of a project, as they stand on the board unless asked otherwise. */
        get: operations["list_tasks"];
        put?: never;
        /** Make a task in a project. */
        post: operations["create_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/tasks.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tasks of a project as CSV (RFC 4180, UTF-8), with the filters and orders of the list.
         * @description Columns: `number`, `title`, `project`, `state`, `state_kind`, `goal`, `assignees`, `labels`,
         *     `priority`, `start_on`, `due_on`, `created_at`, `updated_at`, `closed_at`. People and labels have
         *     semicolons between them. A text that a spreadsheet would take for a formula has an apostrophe in
         *     front.
         */
        get: operations["export_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tasks that were thrown away in a project, the last first.
         * @description Not for clients.
         */
        get: operations["list_trashed_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with address and password; answers with a session cookie. */
        post: operations["start_session"];
        /** Sign out. */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The browsers you are signed in with, newest first. */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere else. */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign one browser out. */
        delete: operations["end_one_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/signup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up: make an account and a company that is yours.
         * @description Answers with a session cookie.
         */
        post: operations["sign_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/states/{state}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a state; its tasks go to another. */
        delete: operations["remove_state"];
        options?: never;
        head?: never;
        /** Change a state's name or place. */
        patch: operations["edit_state"];
        trace?: never;
    };
    "/api/v1/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a task. */
        get: operations["get_task"];
        put?: never;
        post?: never;
        /** Throw a task away, with its subtasks. */
        delete: operations["trash_task"];
        options?: never;
        head?: never;
        /** Change a task. */
        patch: operations["change_task"];
        trace?: never;
    };
    "/api/v1/tasks/{task}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that what is up for review is good, which closes the task.
         * @description Clients may, too.
         */
        post: operations["approve_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/archiving": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a task away: lists and boards leave it out unless asked. */
        post: operations["archive_task"];
        /** Take a task out again. */
        delete: operations["unarchive_task"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/assignees/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make somebody responsible for a task.
         * @description They must be able to see its project.
         */
        put: operations["assign_task"];
        post?: never;
        /** Take the responsibility for a task from somebody. */
        delete: operations["unassign_task"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the files and links of a task. */
        get: operations["list_attachments"];
        put?: never;
        /** Attach files to a task. */
        post: operations["attach_files"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/checklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The items of a task's checklist, in order; always all of them. */
        get: operations["list_checklist"];
        put?: never;
        /** Add an item at the end of a task's checklist. */
        post: operations["add_checklist_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a task: it goes into the first state of kind `done`. */
        post: operations["close_task"];
        /** Open a closed task again: it goes back to the state before. */
        delete: operations["reopen_task"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was said about a task. */
        get: operations["list_comments"];
        put?: never;
        /** Comment on a task. */
        post: operations["add_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened to a task, newest first: to its comments, files and people, too.
         * @description Each fact names its fields with old and new values, and what these were called. Where
         *     `reversible`, `POST /events/{event}/reversal` undoes it.
         */
        get: operations["list_task_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Attach a link to a task. */
        post: operations["attach_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move a task, with its subtasks, to another project. */
        post: operations["move_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looks at a task now. */
        get: operations["list_viewers"];
        /**
         * Say that one looks at a task, every 20 seconds; who says nothing for 45 seconds is gone.
         * @description Answers who is there. Whoever looks is told of the others by `GET /live`, as events called
         *     `presence` with the same body. Nothing of this is kept.
         */
        put: operations["look_at_task"];
        post?: never;
        /** Say that one does not look at a task any more. */
        delete: operations["leave_task"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a task out of the trash, with the subtasks that were thrown away with it. */
        post: operations["restore_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that what is up for review needs more work.
         * @description Clients may, too.
         */
        post: operations["return_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask where to send a file.
         * @description Complete it afterwards; what is not completed is forgotten after a day.
         */
        post: operations["begin_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/watchers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who watches a task. */
        get: operations["list_watchers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/watchers/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Make somebody a watcher; everybody who sees a task may watch it. */
        put: operations["watch_task"];
        post?: never;
        /** Stop somebody watching. */
        delete: operations["unwatch_task"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your tokens, newest first. */
        get: operations["list_tokens"];
        put?: never;
        /** Make a token for a script. */
        post: operations["make_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your tokens. */
        get: operations["get_token"];
        put?: never;
        post?: never;
        /** Revoke a token: its next use is refused. */
        delete: operations["revoke_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that everything was sent: the file is looked at and attached.
         * @description May be said again.
         */
        post: operations["complete_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Send the bytes of an upload, where they come here and not to a bucket.
         * @description The address carries what is needed; type and length must be as announced.
         */
        put: operations["send_upload"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user}/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's picture, if you may see them. */
        get: operations["get_avatar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the mail sent again that shows your address to be yours.
         * @description Sends none where that is known.
         */
        post: operations["ask_verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show with a mailed token that an address is yours.
         * @description You need not be signed in.
         */
        post: operations["confirm_verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{view}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a saved view. */
        get: operations["get_view"];
        put?: never;
        post?: never;
        /** Remove a saved view. */
        delete: operations["remove_view"];
        options?: never;
        head?: never;
        /** Change a saved view. */
        patch: operations["edit_view"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description Who accepts: a new person with both, somebody with an account with their password or, signed
         *     in, with nothing.
         * @example {
         *       "name": "Bo Example",
         *       "password": "a long sentence"
         *     }
         */
        Acceptance: {
            /** @description What a new person is called. */
            name?: string | null;
            /**
             * Format: password
             * @description A new person's password, or the account's.
             */
            password?: string | null;
        };
        /** @description What came of it. */
        AcceptedBody: {
            /** @description You. */
            user: components["schemas"]["UserBody"];
            /** @description The company you are in now. */
            company: components["schemas"]["CompanyBody"];
            /** @description What you are there. */
            role: components["schemas"]["Role"];
        };
        /**
         * @description That it is meant: your password.
         * @example {
         *       "password": "a long sentence"
         *     }
         */
        AccountEnding: {
            /**
             * Format: password
             * @description Your password.
             */
            password: string;
        };
        /** @description What a reviewer says. */
        ApprovalNote: {
            comment?: components["schemas"]["Body"] | null;
        };
        /** @description What was attached. */
        AttachedBody: {
            items: components["schemas"]["AttachmentBody"][];
        };
        /** @description A file or link that hangs on a task. */
        AttachmentBody: {
            id: components["schemas"]["AttachmentId"];
            task_id: components["schemas"]["TaskId"];
            comment_id: components["schemas"]["CommentId"] | null;
            /** @description What people call it. */
            name: string;
            /** @description Where it leads, if it is a link. */
            url: string | null;
            file: components["schemas"]["FileBody"] | null;
            created_by: components["schemas"]["PersonBody"];
            created_at: components["schemas"]["Instant"];
        };
        /**
         * Format: int64
         * @description An attachment.
         */
        AttachmentId: number;
        /** @description The task that something hangs on. */
        AttachmentTask: {
            /**
             * Format: int64
             * @description Its number in the company.
             */
            number: number;
            /** @description What it is called. */
            title: string;
        };
        /** @description A picture to upload. */
        AvatarForm: {
            /**
             * Format: binary
             * @description A PNG, JPEG, GIF or WebP of at most 5 MB.
             */
            file: string;
        };
        /** @description A project at one look. */
        BoardBody: {
            /** @description The project. */
            project_id: components["schemas"]["ProjectId"];
            /** @description Its columns, in order. */
            states: components["schemas"]["BoardState"][];
            /** @description Its tasks, in order, up to 5,000 of them; put away ones are left out. */
            cards: components["schemas"]["CardBody"][];
            /** @description Whether there are more: then closed tasks are left out first. */
            truncated: boolean;
            /** @description Its goals, in order. */
            goals: components["schemas"]["BoardGoal"][];
            /** @description The labels on its cards, by name. */
            labels: components["schemas"]["TaskLabel"][];
            /** @description The people responsible for its cards. */
            people: components["schemas"]["PersonBody"][];
        };
        /** @description A goal on a board. */
        BoardGoal: {
            /** @description Its id. */
            id: components["schemas"]["GoalId"];
            /** @description What it is called. */
            title: string;
            closed_at: components["schemas"]["Instant"] | null;
        };
        /** @description A column of a board. */
        BoardState: {
            /** @description Its id. */
            id: components["schemas"]["StateId"];
            /** @description What it is called. */
            name: string;
            /** @description Its kind. */
            kind: components["schemas"]["StateKind"];
            /**
             * Format: int64
             * @description How many tasks stand in it, those without a card too.
             */
            count: number;
        };
        /** @description Markdown, up to 100,000 characters; may be empty. */
        Body: string;
        /** @description A task, in short. */
        CardBody: {
            /** @description Its id. */
            id: components["schemas"]["TaskId"];
            /**
             * Format: int64
             * @description Unique in the company.
             */
            number: number;
            /** @description What to do. */
            title: string;
            /** @description The state it stands in. */
            state_id: components["schemas"]["StateId"];
            goal_id: components["schemas"]["GoalId"] | null;
            parent_id: components["schemas"]["TaskId"] | null;
            /** @description Sorts bytewise. */
            position: string;
            /** @description How much it presses. */
            priority: components["schemas"]["Priority"];
            start_on: components["schemas"]["Date"] | null;
            due_on: components["schemas"]["Date"] | null;
            closed_at: components["schemas"]["Instant"] | null;
            /** @description Who is responsible. */
            assignee_ids: components["schemas"]["UserId"][];
            /** @description Its labels. */
            label_ids: components["schemas"]["LabelId"][];
            /**
             * Format: int64
             * @description How many comments it has.
             */
            comment_count: number;
            /**
             * Format: int64
             * @description How many files and links it has.
             */
            attachment_count: number;
            /** @description How far its checklist has come. */
            checklist: components["schemas"]["Progress"];
            /** @description How far its subtasks have come. */
            subtasks: components["schemas"]["Progress"];
            /**
             * Format: int64
             * @description Raised by every change.
             */
            version: number;
        };
        /** @description A field's old and new value. */
        Change: {
            /** @description Before. */
            from?: unknown;
            /** @description After. */
            to?: unknown;
        };
        /** @description What came of a change of many tasks. */
        ChangeBody: {
            event_id: components["schemas"]["EventId"] | null;
            /** @description The tasks that were changed. */
            changed_ids: components["schemas"]["TaskId"][];
            /** @description The tasks that were so already. */
            unchanged_ids: components["schemas"]["TaskId"][];
            /** @description The tasks that stay as they are. */
            refused: components["schemas"]["RefusalBody"][];
        };
        /**
         * @description What to do with many notices. Exactly one of `ids`, `tasks` and `up_to` says which.
         * @example {
         *       "act": "archive",
         *       "ids": [
         *         7,
         *         9
         *       ]
         *     }
         */
        ChangeForm: {
            act: components["schemas"]["InboxAct"];
            until?: components["schemas"]["Instant"] | null;
            /** @description These notices. Those that are not the caller's, or gone, are left out. */
            ids?: components["schemas"]["NoticeId"][] | null;
            /** @description All notices about these tasks: of the inbox, or of where the act takes them from. */
            tasks?: components["schemas"]["TaskId"][] | null;
            up_to?: components["schemas"]["NoticeId"] | null;
            company?: components["schemas"]["CompanyId"] | null;
        };
        /**
         * Format: int64
         * @description A change of many notices.
         */
        ChangeId: number;
        /** @description A colour such as `#1c7ed6`. */
        Colour: string;
        /** @description What somebody said about a task. */
        CommentBody: {
            id: components["schemas"]["CommentId"];
            task_id: components["schemas"]["TaskId"];
            author: components["schemas"]["PersonBody"];
            /** @description Markdown. */
            text: components["schemas"]["Body"];
            /** @description The same as safe HTML. */
            html: string;
            created_at: components["schemas"]["Instant"];
            edited_at: components["schemas"]["Instant"] | null;
        };
        /**
         * Format: int64
         * @description A comment.
         */
        CommentId: number;
        /** @description What to say. */
        CommentInput: {
            /** @description Markdown; `@[Ana Lopez](12)` mentions a person. */
            text: string;
        };
        /**
         * @description A company.
         * @example {
         *       "created_at": "2026-11-23T09:30:00Z",
         *       "deleted_at": null,
         *       "erased_at": null,
         *       "id": 1,
         *       "name": "Acme",
         *       "slug": "acme"
         *     }
         */
        CompanyBody: {
            /** @description Its id. */
            id: components["schemas"]["CompanyId"];
            /** @description Its name in web addresses. */
            slug: components["schemas"]["Slug"];
            /** @description What it is called. */
            name: string;
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            deleted_at: components["schemas"]["Instant"] | null;
            erased_at: components["schemas"]["Instant"] | null;
        };
        /**
         * @description What to change of a company.
         * @example {
         *       "name": "Acme Design"
         *     }
         */
        CompanyChange: {
            /** @description What it is called. */
            name?: string;
            /** @description Its name in web addresses. */
            slug?: components["schemas"]["Slug"];
        };
        /** @description How much there is to read of a company. */
        CompanyCountBody: {
            company_id: components["schemas"]["CompanyId"];
            unread: number;
        };
        /**
         * @description That it is meant: the company's name, typed again, and your password.
         * @example {
         *       "confirm": "Acme",
         *       "password": "a long sentence"
         *     }
         */
        CompanyEnding: {
            /** @description What the company is called. */
            confirm: string;
            /**
             * Format: password
             * @description Your password.
             */
            password: string;
        };
        /**
         * @description A company to be.
         * @example {
         *       "name": "Acme"
         *     }
         */
        CompanyForm: {
            /** @description What it is called. */
            name: string;
            slug?: components["schemas"]["Slug"] | null;
        };
        /**
         * Format: int64
         * @description A company: the tenant.
         */
        CompanyId: number;
        /** @description What to say when everything was sent. */
        CompletionInput: {
            comment_id?: components["schemas"]["CommentId"] | null;
            /** @description Where the file went in parts: every part, with the `ETag` it was answered with. */
            parts?: components["schemas"]["SentPartInput"][];
        };
        /** @description How much there is to read. */
        CountsBody: {
            /** @description Unread notices of the inbox, counted up to 100. */
            unread: number;
            /** @description Snoozed notices, counted up to 100. */
            snoozed: number;
            /** @description Which of the unread ones are of which company; companies without any are left out. */
            companies: components["schemas"]["CompanyCountBody"][];
        };
        /** @description A goal to be. */
        CreateGoal: {
            /** @description What is to be reached. */
            title: components["schemas"]["Title"];
            notes?: components["schemas"]["Body"] | null;
            due_on?: components["schemas"]["Date"] | null;
        };
        /** @description A label to be. */
        CreateLabel: {
            /** @description The word. */
            name: components["schemas"]["Tag"];
            colour?: components["schemas"]["Colour"] | null;
        };
        /** @description A project to be. */
        CreateProject: {
            /** @description What it is called. */
            name: components["schemas"]["Name"];
            slug?: components["schemas"]["Slug"] | null;
            colour?: components["schemas"]["Colour"] | null;
            notes?: components["schemas"]["Body"] | null;
            /** @description Hide it from members who were not added. */
            private?: boolean | null;
        };
        /** @description A state to be. */
        CreateState: {
            /** @description What it is called. */
            name: components["schemas"]["Tag"];
            /** @description What it means. */
            kind: components["schemas"]["StateKind"];
            after?: components["schemas"]["StateId"] | null;
        };
        /** @description A view to be saved. */
        CreateView: {
            /** @description What it is called. */
            name: components["schemas"]["Tag"];
            /** @description What it looks like. */
            kind: components["schemas"]["ViewKind"];
            project_id?: components["schemas"]["ProjectId"] | null;
            /** @description The client's search parameters; up to 4,096 bytes of JSON. */
            query?: {
                [key: string]: unknown;
            };
            /** @description For all who see the project, or who work in the company. Not for clients to say. */
            shared?: boolean;
            /** @description What the project opens with, for all; the one before is so no more. */
            is_default?: boolean;
            /**
             * Format: int64
             * @description Its place among the others, the lowest first.
             */
            position?: number;
        };
        /** Format: date */
        Date: string;
        /** @description Where a task shall go. */
        Destination: {
            /** @description Another project of the same company, in which the caller works too. */
            project_id: components["schemas"]["ProjectId"];
            state?: components["schemas"]["StateId"] | null;
        };
        /** @description What to change about a goal; what is not named stays. */
        EditGoal: {
            /** @description What is to be reached. */
            title?: components["schemas"]["Title"];
            notes?: components["schemas"]["Body"] | null;
            due_on?: components["schemas"]["Date"] | null;
            after?: components["schemas"]["GoalId"] | null;
        };
        /** @description What to change about a label; what is not named stays. */
        EditLabel: {
            /** @description The word. */
            name?: components["schemas"]["Tag"];
            /** @description Its colour. */
            colour?: components["schemas"]["Colour"];
        };
        /** @description What to change about a project; what is not named stays. */
        EditProject: {
            /** @description What it is called. */
            name?: components["schemas"]["Name"];
            /** @description Its name in web addresses. */
            slug?: components["schemas"]["Slug"];
            /** @description Its colour. */
            colour?: components["schemas"]["Colour"];
            notes?: components["schemas"]["Body"] | null;
            /** @description Hide it from members who were not added. */
            private?: boolean;
        };
        /** @description What to change about a state; what is not named stays. */
        EditState: {
            /** @description What it is called. */
            name?: components["schemas"]["Tag"];
            after?: components["schemas"]["StateId"] | null;
        };
        /** @description What to change of a view; what is not named stays. */
        EditView: {
            /** @description What it is called. */
            name?: components["schemas"]["Tag"];
            /** @description What it looks like. */
            kind?: components["schemas"]["ViewKind"];
            /** @description The client's search parameters, all of them. */
            query?: {
                [key: string]: unknown;
            };
            /** @description For all who see the project, or who work in the company. */
            shared?: boolean;
            /** @description What the project opens with, for all. */
            is_default?: boolean;
            /**
             * Format: int64
             * @description Its place among the others.
             */
            position?: number;
        };
        /** Format: email */
        Email: string;
        /**
         * @description Another address.
         * @example {
         *       "email": "ana@example.org",
         *       "password": "a long sentence"
         *     }
         */
        EmailForm: {
            /** @description The address from now on. */
            email: components["schemas"]["Email"];
            /**
             * Format: password
             * @description Your password.
             */
            password: string;
        };
        /** @description A change of address that waits for the link that was mailed there. */
        EmailPendingBody: {
            /** @description The address to be. */
            email: components["schemas"]["Email"];
            /** @description Until when the link works. */
            expires_at: components["schemas"]["Instant"];
        };
        /**
         * Format: int64
         * @description A recorded fact.
         */
        EventId: number;
        /** @description A fact. */
        EventRef: {
            /** Format: int64 */
            id: number;
            /** @description Its name, such as `task.assigned.v1`; empty where the fact is not kept any more. */
            name: string;
        };
        /** @description What belongs to a task, as far as it was asked for. */
        Expanded: {
            /** @description Who is responsible. */
            assignees?: components["schemas"]["PersonBody"][];
            /** @description Its labels. */
            labels?: components["schemas"]["TaskLabel"][];
            /** @description The goal it serves; not there where it serves none. */
            goal?: components["schemas"]["TaskGoal"];
            /** @description The state it stands in. */
            state?: components["schemas"]["TaskState"];
            /** @description Its project. */
            project?: components["schemas"]["TaskProject"];
            /** @description Who made it. */
            creator?: components["schemas"]["PersonBody"];
        };
        /**
         * @description An export: all that a company has, in one archive.
         * @example {
         *       "bytes": 48000,
         *       "company_id": 1,
         *       "content_url": "/api/v1/companies/1/exports/1/content",
         *       "created_at": "2026-11-23T09:30:00Z",
         *       "created_by": 1,
         *       "done": 1200,
         *       "error": null,
         *       "expires_at": "2026-11-30T09:30:20Z",
         *       "finished_at": "2026-11-23T09:30:20Z",
         *       "id": 1,
         *       "status": "done",
         *       "total": 1200
         *     }
         */
        ExportBody: {
            id: components["schemas"]["ExportId"];
            company_id: components["schemas"]["CompanyId"];
            status: components["schemas"]["ExportStatus"];
            /**
             * Format: int64
             * @description Rows and files packed so far.
             */
            done: number;
            /**
             * Format: int64
             * @description How many there were at the beginning.
             */
            total: number;
            /**
             * Format: int64
             * @description The length of the archive.
             */
            bytes: number | null;
            /** @description Why it could not be made. */
            error: string | null;
            /** @description Where the archive is, once it can be loaded down. */
            content_url: string | null;
            /** @description Who asked for it. */
            created_by: components["schemas"]["UserId"];
            created_at: components["schemas"]["Instant"];
            finished_at: components["schemas"]["Instant"] | null;
            expires_at: components["schemas"]["Instant"] | null;
        };
        /**
         * Format: int64
         * @description An export.
         */
        ExportId: number;
        /**
         * @description How an export stands.
         *
         *     - `queued`: Waits for its turn.
         *     - `running`: Is being packed.
         *     - `done`: Can be loaded down.
         *     - `failed`: Could not be made; `error` says why.
         *     - `expired`: Was made, and is gone.
         * @enum {string}
         */
        ExportStatus: "queued" | "running" | "done" | "failed" | "expired";
        /** @description Something that happened. */
        Fact: {
            /** @description Its id. */
            id: components["schemas"]["EventId"];
            /** @description What happened, such as `task.created.v1`. */
            name: string;
            /** @description What it happened to. */
            subject: components["schemas"]["SubjectBody"];
            company_id: components["schemas"]["CompanyId"] | null;
            project_id: components["schemas"]["ProjectId"] | null;
            task_id: components["schemas"]["TaskId"] | null;
            actor: components["schemas"]["PersonBody"] | null;
            /** @description When. */
            at: components["schemas"]["Instant"];
            part_of: components["schemas"]["EventId"] | null;
            task: components["schemas"]["TaskName"] | null;
            /** @description Whether it is of a kind that `POST /events/{event}/reversal` can undo. */
            reversible: boolean;
            /** @description Old and new values, by field. */
            changes: {
                [key: string]: components["schemas"]["Change"];
            };
        };
        /** @description What is wrong with one field. */
        Field: {
            /** @description A JSON pointer into the body (RFC 6901), or `?name` for a query parameter. */
            pointer: string;
            /** @description A stable word, such as `too_long`. */
            code: string;
            /** @description A sentence for people. */
            message: string;
        };
        /** @description What changes of each task: what is not named stays, `null` clears. */
        FieldChanges: {
            state?: components["schemas"]["StateId"] | null;
            state_kind?: components["schemas"]["StateKind"] | null;
            /** @description Close (`true`) or reopen (`false`). */
            closed?: boolean | null;
            assignees?: components["schemas"]["SomePeople"] | null;
            labels?: components["schemas"]["SomeLabels"] | null;
            due_on?: components["schemas"]["Date"] | null;
            /**
             * Format: int64
             * @description Days by which the day to be done is moved, backwards where negative.
             */
            shift_due_days?: number | null;
            start_on?: components["schemas"]["Date"] | null;
            /**
             * Format: int64
             * @description Days by which the day to begin is moved, backwards where negative.
             */
            shift_start_days?: number | null;
            priority?: components["schemas"]["Priority"] | null;
            goal_id?: components["schemas"]["GoalId"] | null;
            /** @description Another project of the company, in which the caller works too. */
            project_id?: components["schemas"]["ProjectId"];
            /** @description Put away (`true`) or take out again (`false`). */
            archived?: boolean | null;
            /** @description Throw away (`true`) or take out of the trash (`false`); alone, nothing beside it. */
            trashed?: boolean | null;
        };
        /** @description A file of ours. */
        FileBody: {
            id: components["schemas"]["FileId"];
            /** @description Found in the content. */
            content_type: string;
            /**
             * Format: int64
             * @description Its length.
             */
            bytes: number;
            /**
             * Format: int64
             * @description In pixels, for pictures, once looked at.
             */
            width: number | null;
            /**
             * Format: int64
             * @description In pixels, for pictures, once looked at.
             */
            height: number | null;
            /** @description Where to read it. */
            content_url: string;
            /** @description Where to read a small picture of it, once there is one. */
            thumbnail_url: string | null;
        };
        /**
         * Format: int64
         * @description A file.
         */
        FileId: number;
        /** @description A task that was found, in short. */
        FoundTask: {
            id: components["schemas"]["TaskId"];
            /**
             * Format: int64
             * @description Its number in the company.
             */
            number: number;
            title: string;
            project_id: components["schemas"]["ProjectId"];
        };
        /** @description A goal. */
        GoalBody: {
            /** @description Its id. */
            id: components["schemas"]["GoalId"];
            /** @description The project. */
            project_id: components["schemas"]["ProjectId"];
            /** @description What is to be reached. */
            title: components["schemas"]["Title"];
            /** @description More about it, Markdown. */
            notes: components["schemas"]["Body"];
            /** @description The same as safe HTML. */
            notes_html: string;
            due_on: components["schemas"]["Date"] | null;
            closed_at: components["schemas"]["Instant"] | null;
            /** @description Who made it. */
            created_by: components["schemas"]["PersonBody"];
            /** @description When. */
            created_at: components["schemas"]["Instant"];
            /** @description When it last changed. */
            updated_at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description Tasks that lead there and are not closed.
             */
            open_tasks: number;
            /**
             * Format: int64
             * @description All tasks that lead there, those in the trash or put away not counted.
             */
            total_tasks: number;
        };
        /**
         * Format: int64
         * @description A goal.
         */
        GoalId: number;
        /** @description Something found. */
        HitBody: {
            /** @description What it is. */
            kind: components["schemas"]["HitKind"];
            /** @description The task that it is, or hangs on. */
            task: components["schemas"]["FoundTask"];
            /**
             * Format: int64
             * @description The comment, where one was found.
             */
            comment_id: number | null;
            /**
             * Format: int64
             * @description The attachment, where its name was found.
             */
            attachment_id: number | null;
            /** @description Where the title matches, HTML with the matches in `<mark>`; else just escaped. */
            title_html: string;
            /** @description The title as it is. */
            title: string;
            /** @description A few words around the match, HTML with the matches in `<mark>`. */
            snippet: string;
            /**
             * Format: int64
             * @description How good the match is: higher is better, comparable within one answer.
             */
            score: number;
        };
        /**
         * @description What kind of thing was found.
         *
         *     - `task`: A task: its title and notes.
         *     - `comment`: What somebody said about a task.
         *     - `file`: The name of a file or link.
         * @enum {string}
         */
        HitKind: "task" | "comment" | "file";
        /** @description A file that was brought in. */
        ImportBody: {
            id: components["schemas"]["ImportId"];
            source: components["schemas"]["ImportSource"];
            /** @description What the board is called in the file. */
            name: string;
            status: components["schemas"]["ImportStatus"];
            project_id: components["schemas"]["ProjectId"] | null;
            progress: components["schemas"]["ImportProgress"];
            report: components["schemas"]["ImportReport"] | null;
            reversal: components["schemas"]["ImportReversal"] | null;
            created_by: components["schemas"]["UserId"];
            created_at: components["schemas"]["Instant"];
            finished_at: components["schemas"]["Instant"] | null;
            /** Format: int64 */
            version: number;
        };
        /** @description Counts of one kind, theirs and ours. */
        ImportCount: {
            /** @description What they count. */
            kind: components["schemas"]["ImportKind"];
            /**
             * Format: int64
             * @description In the file.
             */
            in_file: number;
            /**
             * Format: int64
             * @description New here.
             */
            created: number;
            /**
             * Format: int64
             * @description Brought up to date.
             */
            updated: number;
            /**
             * Format: int64
             * @description As before.
             */
            unchanged: number;
            /**
             * Format: int64
             * @description Could not be taken over.
             */
            failed: number;
            /**
             * Format: int64
             * @description Found here afterwards; null where nothing was done.
             */
            in_blimp: number | null;
        };
        /** @description An element of the file that could not be taken over, and why. Never quotes the element. */
        ImportError: {
            /** @description What it was, such as `card`. */
            kind: string;
            /** @description Its id there, or its place in the file. */
            source_id: string;
            /** @description What is wrong with it. */
            reason: string;
        };
        /** @description A file to bring in. */
        ImportForm: {
            /**
             * Format: binary
             * @description A Trello board as JSON (board menu, Print, export and share), up to 200 MB.
             */
            file: string;
            /** @description What lists become: `state`, `goal`, or `auto` to let their names decide. */
            lists?: string;
            /** @description Say what would be done, and do nothing. */
            dry_run?: boolean;
            /** @description Say what would be done, keep the file, and wait to be confirmed. */
            hold?: boolean;
            /** @description The project to fill; without one, that of an earlier import of the board, or a new one. */
            project_id?: components["schemas"]["ProjectId"];
        };
        /**
         * Format: int64
         * @description An import.
         */
        ImportId: number;
        /** @description Something that stays. */
        ImportKept: {
            /** @description What it is. */
            kind: components["schemas"]["ImportKind"];
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description What it is called. */
            title: string;
            /** @description Why it stays. */
            why: string;
        };
        /**
         * @description What a thing of theirs became.
         *
         *     - `board`: The project.
         *     - `state`: A column of the project.
         *     - `goal`: A goal.
         *     - `label`: A label.
         *     - `member`: A person.
         *     - `card`: A task.
         *     - `item`: An item of a checklist.
         *     - `comment`: A comment.
         *     - `link`: An attachment.
         * @enum {string}
         */
        ImportKind: "board" | "state" | "goal" | "label" | "member" | "card" | "item" | "comment" | "link";
        /** @description Something that does not come along as it was. */
        ImportLoss: {
            /** @description A stable word, such as `comments_beyond_cap`. */
            kind: string;
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description For people. */
            sentence: string;
            /** @description Some of the cards concerned. */
            examples: string[];
        };
        /** @description How far an import has come. */
        ImportProgress: {
            /**
             * Format: int64
             * @description Cards dealt with.
             */
            done: number;
            /**
             * Format: int64
             * @description Cards in all.
             */
            total: number;
        };
        /** @description What an import did, or would do: counts, losses, errors. */
        ImportReport: {
            /** @description In a sentence. */
            summary: string;
            /** @description What lists became. */
            lists: components["schemas"]["ListsAs"];
            /** @description Why. */
            lists_because: string;
            /** @description Side by side, kind by kind. */
            counts: components["schemas"]["ImportCount"][];
            /** @description What did not come along as it was. */
            losses: components["schemas"]["ImportLoss"][];
            /** @description What could not be taken over, the first thousand. */
            errors: components["schemas"]["ImportError"][];
            /**
             * Format: int64
             * @description How many errors there are beyond these.
             */
            errors_left_out: number;
        };
        /** @description What is gone of an import that was taken back, and what stays. */
        ImportReversal: {
            /**
             * @description How many things of each kind are gone.
             * @default {}
             */
            removed: {
                [key: string]: number;
            };
            /**
             * @description What stays, the first thousand.
             * @default []
             */
            kept: components["schemas"]["ImportKept"][];
            /**
             * Format: int64
             * @description How many things stay in all.
             * @default 0
             */
            kept_in_all: number;
        };
        /**
         * @description Where things come from.
         *
         *     - `trello`: A board's JSON export.
         * @enum {string}
         */
        ImportSource: "trello";
        /**
         * @description How an import stands.
         *
         *     - `rehearsed`: Was rehearsed and waits to be confirmed; its report says what would be done.
         *     - `queued`: Waits for its turn.
         *     - `running`: Makes rows.
         *     - `done`: Over; its report says how it went.
         *     - `failed`: Over, and nothing or not all came in; its report says why.
         *     - `reversing`: Is being taken back.
         *     - `undone`: Taken back; its reversal says what is gone and what stays.
         * @enum {string}
         */
        ImportStatus: "rehearsed" | "queued" | "running" | "done" | "failed" | "reversing" | "undone";
        /**
         * @description What is done to many notices.
         *
         *     - `read`: Mark them read.
         *     - `unread`: Mark them unread.
         *     - `archive`: Be done with them, which reads them too.
         *     - `unarchive`: Take them out of the archive.
         *     - `snooze`: Put them out of sight until a time.
         *     - `unsnooze`: Take them back before that time.
         * @enum {string}
         */
        InboxAct: "read" | "unread" | "archive" | "unarchive" | "snooze" | "unsnooze";
        /** @description A change of many notices. */
        InboxChange: {
            id: components["schemas"]["ChangeId"];
            act: components["schemas"]["InboxAct"];
            /**
             * Format: int64
             * @description How many notices it changed.
             */
            changed: number;
            at: components["schemas"]["Instant"];
            /** @description Until when it can be taken back. */
            reversible_until: components["schemas"]["Instant"];
        };
        /**
         * @description What this installation is and allows.
         * @example {
         *       "has_companies": true,
         *       "languages": [
         *         "en",
         *         "es"
         *       ],
         *       "mail": "sent",
         *       "max_upload_bytes": 104857600,
         *       "name": "Blimp",
         *       "password": {
         *         "max_length": 128,
         *         "min_length": 8
         *       },
         *       "sign_up": true,
         *       "version": "0.0.0"
         *     }
         */
        InstanceBody: {
            /** @description What the software is called. */
            name: string;
            /** @description The version of this build. */
            version: string;
            /** @description Whether you may sign up. Where sign-ups are closed the first company can be made still. */
            sign_up: boolean;
            /** @description Whether there is any company here; if not, it is the first time that somebody looks. */
            has_companies: boolean;
            /** @description What becomes of mails. */
            mail: components["schemas"]["MailWay"];
            /** @description What a password may be. */
            password: components["schemas"]["PasswordRules"];
            /** @description The languages that mails are written in; one of them is each person's. */
            languages: string[];
            /**
             * Format: int64
             * @description The largest upload.
             */
            max_upload_bytes: number;
        };
        /** Format: date-time */
        Instant: string;
        /**
         * @description Somebody asked into a company.
         * @example {
         *       "claims_user_id": null,
         *       "created_at": "2026-11-23T09:30:00Z",
         *       "email": "bo@example.com",
         *       "expires_at": "2026-12-07T09:30:00Z",
         *       "id": 1,
         *       "invited_by": 1,
         *       "project_ids": [],
         *       "role": "member",
         *       "sent_at": "2026-11-23T09:30:00Z",
         *       "state": "open"
         *     }
         */
        InvitationBody: {
            /** @description Its id. */
            id: components["schemas"]["InvitationId"];
            /** @description Who. */
            email: components["schemas"]["Email"];
            /** @description As what. */
            role: components["schemas"]["Role"];
            /** @description The projects they are added to on acceptance. */
            project_ids: number[];
            claims_user_id: components["schemas"]["UserId"] | null;
            invited_by: components["schemas"]["UserId"] | null;
            /** @description What has become of it. */
            state: components["schemas"]["InvitationState"];
            /** @description When they were first asked. */
            created_at: components["schemas"]["Instant"];
            /** @description When they were last asked. */
            sent_at: components["schemas"]["Instant"];
            /** @description When the link stops working. */
            expires_at: components["schemas"]["Instant"];
        };
        /**
         * @description Whom to invite.
         * @example {
         *       "email": "bo@example.com",
         *       "role": "member"
         *     }
         */
        InvitationForm: {
            /** @description Their address. */
            email: components["schemas"]["Email"];
            /** @description `admin`, `member` or `client`. */
            role: components["schemas"]["Role"];
            /** @description The projects they are added to on acceptance. */
            project_ids?: number[];
            claims_user_id?: components["schemas"]["UserId"] | null;
        };
        /**
         * Format: int64
         * @description Somebody asked into a company.
         */
        InvitationId: number;
        /**
         * @description What has become of an invitation.
         *
         *     - `open`: Can be accepted.
         *     - `expired`: Too old; can be sent again.
         *     - `accepted`: Accepted.
         * @enum {string}
         */
        InvitationState: "open" | "expired" | "accepted";
        /** @description The company that invites. */
        InvitingCompany: {
            /** @description What it is called. */
            name: string;
        };
        /** @description An item of a checklist. */
        ItemBody: {
            /** @description Its id. */
            id: components["schemas"]["ItemId"];
            /** @description Its task. */
            task_id: components["schemas"]["TaskId"];
            /** @description The section it stands in; empty for the one without a name. */
            section: string;
            /** @description What to do. */
            title: string;
            /** @description Whether it is done. */
            done: boolean;
            done_at: components["schemas"]["Instant"] | null;
            /** @description Sorts bytewise among the items of its task. */
            position: string;
            /** @description When it was written. */
            created_at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description Raised by every change.
             */
            version: number;
        };
        /**
         * Format: int64
         * @description An item of a checklist.
         */
        ItemId: number;
        /** @description What to change of an item: what is not named stays. */
        ItemPatch: {
            /** @description What to do. */
            title?: components["schemas"]["Title"];
            /** @description Whether it is done. */
            done?: boolean;
            section?: components["schemas"]["Tag"] | null;
            after?: components["schemas"]["ItemId"] | null;
            before?: components["schemas"]["ItemId"] | null;
        };
        /** @description A label. */
        LabelBody: {
            /** @description Its id. */
            id: components["schemas"]["LabelId"];
            /** @description The word. */
            name: components["schemas"]["Tag"];
            /** @description Its colour. */
            colour: components["schemas"]["Colour"];
        };
        /**
         * Format: int64
         * @description A label.
         */
        LabelId: number;
        /** @description A link to somewhere else. */
        LinkInput: {
            /** @description An `http` or `https` address. */
            url: string;
            name?: components["schemas"]["Name"] | null;
            comment_id?: components["schemas"]["CommentId"] | null;
        };
        /**
         * @description What the lists of a board become.
         *
         *     - `state`: Columns of the project.
         *     - `goal`: Goals of the project.
         * @enum {string}
         */
        ListsAs: "state" | "goal";
        /** @description What somebody does at a task. */
        LookInput: {
            /** @description Whether they are writing there. */
            typing?: boolean;
        };
        /** @description A new token. Its secret is shown this once. */
        MadeToken: components["schemas"]["TokenBody"] & {
            /**
             * @description The secret, for `Authorization: Bearer`.
             * @example blimp_pat_…
             */
            token: string;
        };
        /** @description What became of a mail. */
        MailTrace: {
            /** @description Whether a mail was asked for. */
            used: boolean;
            /** @description What decided that. */
            why: components["schemas"]["Why"];
            message_id: components["schemas"]["MessageId"] | null;
            /** @description `queued`, `sending`, `sent`, `failed`. */
            state: string | null;
            /** Format: int64 */
            attempts: number | null;
            sent_at: components["schemas"]["Instant"] | null;
            /** @description What the mail server last complained of. */
            error: string | null;
        };
        /**
         * @description What becomes of mails.
         *
         *     - `sent`: They are sent.
         *     - `mailbox`: They are kept in the operator's mailbox, where `blimp mail list` shows them.
         * @enum {string}
         */
        MailWay: "sent" | "mailbox";
        /**
         * @description You, and the companies you are in.
         * @example {
         *       "memberships": [
         *         {
         *           "company": {
         *             "id": 1,
         *             "name": "Acme",
         *             "slug": "acme"
         *           },
         *           "role": "owner"
         *         }
         *       ],
         *       "user": {
         *         "avatar_url": null,
         *         "created_at": "2026-11-23T09:30:00Z",
         *         "email": "ana@example.com",
         *         "email_verified": true,
         *         "id": 1,
         *         "language": "en",
         *         "name": "Ana Example",
         *         "time_zone": "Europe/Berlin",
         *         "week_start": "monday"
         *       }
         *     }
         */
        MeBody: {
            /** @description You. */
            user: components["schemas"]["UserBody"];
            /** @description The companies you are in, by id. */
            memberships: components["schemas"]["MembershipBody"][];
        };
        /** @description What became of a medium. */
        MediumTrace: {
            /** @description Whether it was used. */
            used: boolean;
            /** @description What decided that. */
            why: components["schemas"]["Why"];
        };
        /**
         * @description Somebody's place in a company.
         * @example {
         *       "joined_at": "2026-11-23T09:30:00Z",
         *       "role": "member",
         *       "user": {
         *         "avatar_url": null,
         *         "email": "bo@example.com",
         *         "id": 2,
         *         "is_placeholder": false,
         *         "name": "Bo Example",
         *         "time_zone": "UTC"
         *       }
         *     }
         */
        MemberBody: {
            /** @description Who. */
            user: components["schemas"]["MemberPerson"];
            /** @description As what. */
            role: components["schemas"]["Role"];
            /** @description Since when. */
            joined_at: components["schemas"]["Instant"];
        };
        /**
         * @description Somebody's new role.
         * @example {
         *       "role": "admin"
         *     }
         */
        MemberChange: {
            /** @description `admin`, `member` or `client`. */
            role: components["schemas"]["Role"];
        };
        /** @description A person, as colleagues and clients see them. */
        MemberPerson: {
            /** @description Their id. */
            id: components["schemas"]["UserId"];
            /** @description What they are called. */
            name: string;
            email: components["schemas"]["Email"] | null;
            /** @description Where their picture is. */
            avatar_url: string | null;
            /** @description An IANA name. */
            time_zone: string;
            /** @description Whether they stand for somebody who has no account yet. */
            is_placeholder: boolean;
        };
        /** @description A company you are in. */
        MembershipBody: {
            /** @description Which. */
            company: components["schemas"]["MembershipCompany"];
            /** @description As what. */
            role: components["schemas"]["Role"];
        };
        /** @description A company, in few words. */
        MembershipCompany: {
            /** @description Its id. */
            id: components["schemas"]["CompanyId"];
            /** @description Its name in web addresses. */
            slug: components["schemas"]["Slug"];
            /** @description What it is called. */
            name: string;
        };
        /**
         * Format: int64
         * @description A mail.
         */
        MessageId: number;
        /** @description What a project is called: 1 to 200 characters. */
        Name: string;
        /**
         * @description What accepting takes.
         *
         *     - `password`: A name and a new password: the address has no account.
         *     - `session`: The address has an account: its session, or its password.
         * @enum {string}
         */
        Needs: "password" | "session";
        /** @description An item to be written. */
        NewItem: {
            /** @description What to do. */
            title: components["schemas"]["Title"];
            /** @description Whether it is done already. */
            done?: boolean;
            section?: components["schemas"]["Tag"] | null;
        };
        /**
         * @description The new password.
         * @example {
         *       "password": "another long sentence"
         *     }
         */
        NewPassword: {
            /**
             * Format: password
             * @description The password from now on.
             */
            password: string;
        };
        /** @description A task to be made. */
        NewTaskBody: {
            /** @description What to do. */
            title: components["schemas"]["Title"];
            notes?: components["schemas"]["Body"] | null;
            state?: components["schemas"]["StateId"] | null;
            goal_id?: components["schemas"]["GoalId"] | null;
            parent_id?: components["schemas"]["TaskId"] | null;
            /** @description Who is responsible; each must be able to see the project. */
            assignee_ids?: components["schemas"]["UserId"][];
            /** @description Names of labels; missing ones are made. */
            labels?: components["schemas"]["Tag"][];
            priority?: components["schemas"]["Priority"] | null;
            start_on?: components["schemas"]["Date"] | null;
            due_on?: components["schemas"]["Date"] | null;
            /** @description Small steps. */
            checklist?: components["schemas"]["NewItem"][];
            after?: components["schemas"]["TaskId"] | null;
            before?: components["schemas"]["TaskId"] | null;
        };
        /** @description Something the caller was told, or was considered for. */
        NoticeBody: {
            id: components["schemas"]["NoticeId"];
            company_id: components["schemas"]["CompanyId"];
            /** @description The company, for addresses. */
            company: components["schemas"]["NoticeCompany"];
            kind: components["schemas"]["NoticeKind"];
            /** @description Why the caller was told, the best reason. */
            reason: components["schemas"]["Reason"];
            /** @description Every reason, the best first. */
            reasons: components["schemas"]["Reason"][];
            /** @description What happened. */
            event: components["schemas"]["EventRef"];
            actor: components["schemas"]["PersonBody"] | null;
            project_id: components["schemas"]["ProjectId"] | null;
            project: components["schemas"]["NoticeProject"] | null;
            task: components["schemas"]["TaskRef"] | null;
            /** @description What it is about: the title of the task, or the name of the project or company. */
            subject: string;
            /** @description The words that were written, cut short. */
            excerpt: string;
            read_at: components["schemas"]["Instant"] | null;
            archived_at: components["schemas"]["Instant"] | null;
            snoozed_until: components["schemas"]["Instant"] | null;
            returned_at: components["schemas"]["Instant"] | null;
            at: components["schemas"]["Instant"];
            group?: components["schemas"]["NoticeGroup"] | null;
        };
        /** @description A company, as a notice speaks of it. */
        NoticeCompany: {
            id: components["schemas"]["CompanyId"];
            /** @description Its name in web addresses. */
            slug: components["schemas"]["Slug"];
            name: string;
        };
        /** @description How many notices there are of a task. */
        NoticeGroup: {
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            unread: number;
        };
        /**
         * Format: int64
         * @description A notice.
         */
        NoticeId: number;
        /**
         * @description What a notification is about.
         *
         *     - `assigned`: You are responsible for a task now.
         *     - `unassigned`: You are not responsible for a task any more.
         *     - `mentioned`: Somebody wrote your name.
         *     - `commented`: Somebody commented on a task that you watch.
         *     - `state_changed`: A task that you watch is in another state.
         *     - `closed`: A task that you watch is done, or open again.
         *     - `review`: A task that you watch waits to be approved, was approved or sent back.
         *     - `due_soon`: A task of yours is due soon, or overdue.
         *     - `attached`: A task that you watch has a new file.
         *     - `added_to_project`: You were added to a project.
         *     - `invited`: You were invited to a company.
         *     - `joined`: Somebody you invited has joined.
         * @enum {string}
         */
        NoticeKind: "assigned" | "unassigned" | "mentioned" | "commented" | "state_changed" | "closed" | "review" | "due_soon" | "attached" | "added_to_project" | "invited" | "joined";
        /** @description A project, as a notice speaks of it. */
        NoticeProject: {
            id: components["schemas"]["ProjectId"];
            name: string;
        };
        /**
         * @description What the holder of a token is accepting.
         * @example {
         *       "company": {
         *         "name": "Acme"
         *       },
         *       "email": "bo@example.com",
         *       "expires_at": "2026-12-07T09:30:00Z",
         *       "invited_by": "Ana Example",
         *       "needs": "password",
         *       "role": "member"
         *     }
         */
        OpenInvitation: {
            /** @description Into which company. */
            company: components["schemas"]["InvitingCompany"];
            /** @description Who was invited. */
            email: components["schemas"]["Email"];
            /** @description As what. */
            role: components["schemas"]["Role"];
            /** @description Who asked. */
            invited_by: string | null;
            /** @description What accepting takes. */
            needs: components["schemas"]["Needs"];
            /** @description When the link stops working. */
            expires_at: components["schemas"]["Instant"];
        };
        /**
         * @description Who owns the company from now on.
         * @example {
         *       "user_id": 2
         *     }
         */
        OwnershipBody: {
            /** @description An admin or member of the company. */
            user_id: components["schemas"]["UserId"];
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_AttachmentBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["AttachmentBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_CommentBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["CommentBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_CompanyBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["CompanyBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_ExportBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["ExportBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_Fact: {
            /** @description The rows of this page. */
            items: components["schemas"]["Fact"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_GoalBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["GoalBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_HitBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["HitBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_ImportBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["ImportBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_InvitationBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["InvitationBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_ItemBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["ItemBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_LabelBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["LabelBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_MemberBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["MemberBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_NoticeBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["NoticeBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_ProjectAttachmentBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["ProjectAttachmentBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_ProjectBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["ProjectBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_ProjectPersonBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["ProjectPersonBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_SessionBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["SessionBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_StateBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["StateBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_TaskBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["TaskBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_TokenBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["TokenBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description One page of a list; `next` is null on the last one. */
        Page_ViewBody: {
            /** @description The rows of this page. */
            items: components["schemas"]["ViewBody"][];
            /** @description Give it back as `cursor` to read on. */
            next: string | null;
        };
        /** @description Where a part goes. */
        PartBody: {
            /**
             * Format: int64
             * @description Its number, from 1.
             */
            number: number;
            /** @description Where to send it. */
            url: string;
            /**
             * Format: int64
             * @description Its exact length.
             */
            bytes: number;
        };
        /**
         * @description The old password and the new one.
         * @example {
         *       "current": "a long sentence",
         *       "new": "another long sentence"
         *     }
         */
        PasswordChange: {
            /**
             * Format: password
             * @description The password of today.
             */
            current: string;
            /**
             * Format: password
             * @description The one from now on.
             */
            new: string;
        };
        /** @description What a password may be. It must not be a common one either, nor your name or address. */
        PasswordRules: {
            /** @description The fewest characters. */
            min_length: number;
            /** @description The most characters. */
            max_length: number;
        };
        /** @description A person as bodies name them. Somebody the caller may not know has no id. */
        PersonBody: {
            id: components["schemas"]["UserId"] | null;
            /** @description What they are called. */
            name: string;
            /** @description Where their picture is; null where there is none. */
            avatar_url: string | null;
        };
        /** @description Whether a kind of notification comes to the inbox and by mail. */
        PreferenceBody: {
            kind: components["schemas"]["NoticeKind"];
            inbox: boolean;
            mail: boolean;
        };
        /** @description One kind's choices. */
        PreferencePatch: {
            kind: components["schemas"]["NoticeKind"];
            inbox?: boolean;
            mail?: boolean;
        };
        /** @description What the caller is told in a company, and how. */
        PreferencesBody: {
            /** @description One entry for each kind. */
            items: components["schemas"]["PreferenceBody"][];
        };
        /** @description Choices; a medium that is not named stays as it is. */
        PreferencesPatch: {
            items: components["schemas"]["PreferencePatch"][];
        };
        /** @description Who looks at a task now. */
        PresenceBody: {
            /** @description The task. */
            task_id: components["schemas"]["TaskId"];
            /** @description Those the caller may know, the caller too, in the order in which they came; at most 50. */
            items: components["schemas"]["ViewerBody"][];
            /** @description Always null: the list is whole. */
            next: string | null;
        };
        /**
         * @description How much a task presses.
         * @enum {string}
         */
        Priority: "none" | "low" | "normal" | "high" | "urgent";
        /** @description The body of every answer from 400 on. */
        ProblemBody: {
            /** @description A page about this kind of problem. */
            type: string;
            /** @description A stable word, such as `project.archived`. */
            code: string;
            /** @description A sentence for people; may change. */
            title: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description More, where there is more to say. */
            detail?: string | null;
            /** @description What is wrong, field by field. */
            errors?: components["schemas"]["Field"][];
            /** @description The thing as it is now, where the caller's copy is old. */
            current?: Record<string, never>;
            /** @description Quote it when asking for help. */
            request_id?: string | null;
        };
        /**
         * @description What to change of your profile.
         * @example {
         *       "time_zone": "Europe/Lisbon"
         *     }
         */
        ProfileChange: {
            /** @description What you are called. */
            name?: string;
            /** @description An IANA name, such as `Europe/Berlin`. */
            time_zone?: string;
            /** @description The language you read. */
            language?: string;
            /** @description The day on which your week begins. */
            week_start?: components["schemas"]["WeekStart"];
        };
        /** @description How far a checklist, or a row of subtasks, has come. */
        Progress: {
            /**
             * Format: int64
             * @description How many are done.
             */
            done: number;
            /**
             * Format: int64
             * @description How many there are.
             */
            total: number;
        };
        /** @description A file or link, and what the task is called that it hangs on. */
        ProjectAttachmentBody: components["schemas"]["AttachmentBody"] & {
            task: components["schemas"]["AttachmentTask"];
        };
        /** @description A project. */
        ProjectBody: {
            /** @description Its id. */
            id: components["schemas"]["ProjectId"];
            /** @description Whose it is. */
            company_id: components["schemas"]["CompanyId"];
            /** @description Its name in web addresses. */
            slug: components["schemas"]["Slug"];
            /** @description What it is called. */
            name: components["schemas"]["Name"];
            /** @description Its colour. */
            colour: components["schemas"]["Colour"];
            /** @description What it is about, Markdown. */
            notes: components["schemas"]["Body"];
            /** @description The same as safe HTML. */
            notes_html: string;
            /** @description Hidden from members who were not added. */
            private: boolean;
            archived_at: components["schemas"]["Instant"] | null;
            trashed_at: components["schemas"]["Instant"] | null;
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            /** @description When it last changed. */
            updated_at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description Tasks in it that are not closed.
             */
            open_tasks: number;
            /**
             * Format: int64
             * @description All tasks in it, those in the trash or put away not counted.
             */
            total_tasks: number;
            /**
             * Format: int64
             * @description Tasks in it that stand in review: they wait for somebody to say that they are good.
             */
            awaiting_approval: number;
        };
        /**
         * Format: int64
         * @description A project.
         */
        ProjectId: number;
        /** @description Somebody who sees a project. */
        ProjectPersonBody: {
            /** @description Who. */
            person: components["schemas"]["PersonBody"];
            /** @description What they are in the company. */
            role: components["schemas"]["Role"];
            added_at: components["schemas"]["Instant"] | null;
        };
        /** @description Which notices to mark as read. */
        ReadAll: {
            up_to?: components["schemas"]["NoticeId"] | null;
            company?: components["schemas"]["CompanyId"] | null;
        };
        /** @description How many notices were marked. */
        ReadBody: {
            /** Format: int64 */
            read: number;
            /** @description The change, to be taken back. */
            change_id: components["schemas"]["ChangeId"];
        };
        /**
         * @description Why somebody was considered.
         *
         *     - `assignee`: They are responsible for the task.
         *     - `mentioned`: Their name was written.
         *     - `watcher`: They watch the task.
         *     - `yourself`: It happened to themselves.
         *     - `inviter`: They invited the person.
         * @enum {string}
         */
        Reason: "assignee" | "mentioned" | "watcher" | "yourself" | "inviter";
        /** @description A task that stays as it is, and why. */
        RefusalBody: {
            /** @description The task. */
            task_id: components["schemas"]["TaskId"];
            /**
             * @description A stable word: `not_found`, `forbidden`, `project.archived`, `state.not_found`,
             *     `goal.not_found`, `cannot_see`, `after_due`, `too_many`, `task.overtaken`, ….
             */
            code: string;
            /** @description A sentence for people. */
            message: string;
        };
        /** @description What bringing in a file would do. */
        RehearsalBody: {
            /** @description Always true: nothing was done. */
            dry_run: boolean;
            /** @description What the board is called in the file. */
            name: string;
            /** @description Cards that can be read. */
            cards: number;
            /** @description What lists would become. */
            lists: components["schemas"]["ListsAs"];
            report: components["schemas"]["ImportReport"];
        };
        /**
         * @description Whose password.
         * @example {
         *       "email": "ana@example.com"
         *     }
         */
        ResetForm: {
            /** @description The address. */
            email: components["schemas"]["Email"];
        };
        /** @description What is missing. */
        ReturnNote: {
            /** @description Becomes a comment, Markdown; not empty. */
            comment: components["schemas"]["Body"];
        };
        /** @description What was taken back. */
        ReversalBody: {
            id: components["schemas"]["ChangeId"];
            /** @description How many notices are as they were. What something else touched meanwhile stays. */
            reversed: number;
        };
        /**
         * @description What a person is in a company, strongest first.
         *
         *     - `owner`: Made the company, or was given it; one in each company.
         *     - `admin`: Sees and changes everything, settings and people too.
         *     - `member`: Works; neither settings nor people.
         *     - `client`: Sees the projects they were added to, and no other client.
         * @enum {string}
         */
        Role: "owner" | "admin" | "member" | "client";
        /**
         * @description What a credential allows; each includes those before it.
         *
         *     - `read`: Read.
         *     - `write`: Work: create, change, delete.
         *     - `admin`: Run companies and the account itself.
         * @enum {string}
         */
        Scope: "read" | "write" | "admin";
        /** @description A part that was sent. */
        SentPartInput: {
            /**
             * Format: int64
             * @description Its number, from 1.
             */
            number: number;
            /** @description The `ETag` of the answer. */
            etag: string;
        };
        /**
         * @description A browser that is signed in.
         * @example {
         *       "created_at": "2026-11-23T09:30:00Z",
         *       "current": true,
         *       "id": 1,
         *       "ip": "192.0.2.7",
         *       "last_seen_at": "2026-11-23T10:00:00Z",
         *       "user_agent": "Browser/1.0"
         *     }
         */
        SessionBody: {
            /** @description Its id. */
            id: components["schemas"]["SessionId"];
            /** @description Where it was started. */
            ip: string;
            /** @description The program. */
            user_agent: string | null;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /** @description When it was started. */
            created_at: components["schemas"]["Instant"];
            /** @description When it was last seen, within five minutes. */
            last_seen_at: components["schemas"]["Instant"];
        };
        /**
         * Format: int64
         * @description A browser that is signed in.
         */
        SessionId: number;
        /**
         * @description Who signs in.
         * @example {
         *       "email": "ana@example.com",
         *       "password": "a long sentence"
         *     }
         */
        SignIn: {
            /** @description The address. */
            email: components["schemas"]["Email"];
            /**
             * Format: password
             * @description The password.
             */
            password: string;
        };
        /**
         * @description A company and its owner.
         * @example {
         *       "company": "Acme",
         *       "email": "ana@example.com",
         *       "name": "Ana Example",
         *       "password": "a long sentence"
         *     }
         */
        SignUp: {
            /** @description What the company is called. */
            company: string;
            /** @description What you are called. */
            name: string;
            /** @description Your address. */
            email: components["schemas"]["Email"];
            /**
             * Format: password
             * @description Your password.
             */
            password: string;
            /** @description An IANA name, such as `Europe/Berlin`; UTC where nothing is said. */
            time_zone?: string | null;
            /** @description The language you read; `en` where nothing is said. */
            language?: string | null;
        };
        /** @description What was made. */
        SignedUpBody: {
            /** @description You. */
            user: components["schemas"]["UserBody"];
            /** @description Your company. */
            company: components["schemas"]["CompanyBody"];
        };
        Slug: string;
        /**
         * @description Until when to snooze.
         * @example {
         *       "until": "2026-11-30T08:00:00Z"
         *     }
         */
        SnoozeForm: {
            /** @description When it comes back, unread; at most two years from now. */
            until: components["schemas"]["Instant"];
        };
        /** @description Labels: `set` for all of them, or some to `add` and some to `remove`. */
        SomeLabels: {
            /**
             * @description These and no others.
             * @default null
             */
            set: components["schemas"]["Tag"][] | null;
            /**
             * @description These as well.
             * @default []
             */
            add: components["schemas"]["Tag"][];
            /**
             * @description Not these.
             * @default []
             */
            remove: components["schemas"]["Tag"][];
        };
        /** @description People: `set` for all of them, or some to `add` and some to `remove`. */
        SomePeople: {
            /**
             * @description These and nobody else.
             * @default null
             */
            set: components["schemas"]["UserId"][] | null;
            /**
             * @description These as well.
             * @default []
             */
            add: components["schemas"]["UserId"][];
            /**
             * @description Not these.
             * @default []
             */
            remove: components["schemas"]["UserId"][];
        };
        /** @description A column of a project's board. */
        StateBody: {
            /** @description Its id. */
            id: components["schemas"]["StateId"];
            /** @description The project. */
            project_id: components["schemas"]["ProjectId"];
            /** @description What it is called. */
            name: components["schemas"]["Tag"];
            /** @description What it means. */
            kind: components["schemas"]["StateKind"];
        };
        /**
         * Format: int64
         * @description A state.
         */
        StateId: number;
        /**
         * @description What it means to be in a state.
         *
         *     - `plan`: Not begun.
         *     - `doing`: Being done.
         *     - `review`: Done, they say; waits to be approved or sent back.
         *     - `done`: Closed.
         * @enum {string}
         */
        StateKind: "plan" | "doing" | "review" | "done";
        /** @description What a fact happened to. */
        SubjectBody: {
            /** @description A kind of row, such as `task`. */
            type: string;
            /**
             * Format: int64
             * @description Its id; null for a person the reader may not know.
             */
            id: number | null;
        };
        /** @description What a state or a label is called: 1 to 60 characters. */
        Tag: string;
        /** @description A task. */
        TaskBody: {
            /** @description Its id. */
            id: components["schemas"]["TaskId"];
            /** @description Its company. */
            company_id: components["schemas"]["CompanyId"];
            /** @description Its project. */
            project_id: components["schemas"]["ProjectId"];
            /**
             * Format: int64
             * @description Unique in the company, never given twice.
             */
            number: number;
            /** @description What to do. */
            title: string;
            /** @description More about it, Markdown. */
            notes: string;
            /** @description The notes as safe HTML. */
            notes_html: string;
            /** @description The id of the state that it stands in. */
            state: components["schemas"]["StateId"];
            goal_id: components["schemas"]["GoalId"] | null;
            parent_id: components["schemas"]["TaskId"] | null;
            /** @description Sorts bytewise among the tasks of its project. */
            position: string;
            /** @description How much it presses. */
            priority: components["schemas"]["Priority"];
            start_on: components["schemas"]["Date"] | null;
            due_on: components["schemas"]["Date"] | null;
            /** @description Who is responsible. */
            assignee_ids: components["schemas"]["UserId"][];
            /** @description The names of its labels. */
            labels: string[];
            /** @description How far its checklist has come. */
            checklist: components["schemas"]["Progress"];
            /** @description How far its subtasks have come. */
            subtasks: components["schemas"]["Progress"];
            closed_at: components["schemas"]["Instant"] | null;
            closed_by: components["schemas"]["UserId"] | null;
            archived_at: components["schemas"]["Instant"] | null;
            trashed_at: components["schemas"]["Instant"] | null;
            created_by: components["schemas"]["UserId"] | null;
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
            /** @description When it, or what hangs on it, last changed. */
            updated_at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description Raised by every change.
             */
            version: number;
            /** @description What `expand` asked for; not there where nothing was asked for. */
            expanded?: components["schemas"]["Expanded"];
        };
        /** @description Which tasks shall change, and how. */
        TaskChanges: {
            /** @description The tasks, each of this company. */
            task_ids: components["schemas"]["TaskId"][];
            /** @description What changes of them. */
            changes: components["schemas"]["FieldChanges"];
        };
        /** @description A task's goal. */
        TaskGoal: {
            /** @description Its id. */
            id: components["schemas"]["GoalId"];
            /** @description What it is called. */
            title: string;
        };
        /**
         * Format: int64
         * @description A task.
         */
        TaskId: number;
        /** @description A task's label. */
        TaskLabel: {
            /** @description Its id. */
            id: components["schemas"]["LabelId"];
            /** @description What it is called. */
            name: string;
            /** @description Its colour, such as `#1c7ed6`. */
            colour: string;
        };
        /** @description A task as a fact names it. */
        TaskName: {
            /**
             * Format: int64
             * @description Unique in the company.
             */
            number: number;
            /** @description What it was called at the time. */
            title: string;
        };
        /** @description What to change of a task: what is not named stays, `null` clears. */
        TaskPatch: {
            /** @description What to do. */
            title?: components["schemas"]["Title"];
            notes?: components["schemas"]["Body"] | null;
            /** @description The id of a state; one of kind `done` closes the task, leaving it reopens the task. */
            state?: components["schemas"]["StateId"];
            goal_id?: components["schemas"]["GoalId"] | null;
            parent_id?: components["schemas"]["TaskId"] | null;
            /** @description Everybody who is responsible. */
            assignee_ids?: components["schemas"]["UserId"][] | null;
            /** @description Every label, by name; missing ones are made. */
            labels?: components["schemas"]["Tag"][] | null;
            priority?: components["schemas"]["Priority"] | null;
            start_on?: components["schemas"]["Date"] | null;
            due_on?: components["schemas"]["Date"] | null;
            after?: components["schemas"]["TaskId"] | null;
            before?: components["schemas"]["TaskId"] | null;
        };
        /** @description A task's project. */
        TaskProject: {
            /** @description Its id. */
            id: components["schemas"]["ProjectId"];
            /** @description Its name in web addresses. */
            slug: string;
            /** @description What it is called. */
            name: string;
            /** @description Its colour, such as `#1c7ed6`. */
            colour: string;
        };
        /** @description A task, as a notice speaks of it. */
        TaskRef: {
            id: components["schemas"]["TaskId"];
            /** Format: int64 */
            number: number;
            title: string;
        };
        /** @description A task's state. */
        TaskState: {
            /** @description Its id. */
            id: components["schemas"]["StateId"];
            /** @description What it is called. */
            name: string;
            /** @description Its kind. */
            kind: components["schemas"]["StateKind"];
        };
        /** @description One line that says what something is: 1 to 500 characters. */
        Title: string;
        /**
         * @description A token, without its secret.
         * @example {
         *       "created_at": "2026-11-23T09:30:00Z",
         *       "expires_at": null,
         *       "id": 1,
         *       "last_used_at": null,
         *       "name": "Backup script",
         *       "scopes": [
         *         "read"
         *       ]
         *     }
         */
        TokenBody: {
            /** @description Its id. */
            id: components["schemas"]["TokenId"];
            /** @description What you call it. */
            name: string;
            /** @description What it allows. */
            scopes: components["schemas"]["Scope"][];
            expires_at: components["schemas"]["Instant"] | null;
            last_used_at: components["schemas"]["Instant"] | null;
            /** @description When it was made. */
            created_at: components["schemas"]["Instant"];
        };
        /**
         * @description A token to be.
         * @example {
         *       "name": "Backup script",
         *       "scopes": [
         *         "read"
         *       ]
         *     }
         */
        TokenForm: {
            /** @description What you call it. */
            name: string;
            /** @description What it allows: `read`, `write`, `admin`; each includes those before it. */
            scopes: components["schemas"]["Scope"][];
            expires_at?: components["schemas"]["Instant"] | null;
        };
        /**
         * Format: int64
         * @description A personal API token.
         */
        TokenId: number;
        /** @description Why somebody was, or was not, told of a fact. */
        TraceBody: {
            id: components["schemas"]["NoticeId"];
            /**
             * Format: int64
             * @description The fact.
             */
            event_id: number;
            /** @description Its name, such as `task.assigned.v1`. */
            event: string;
            /** @description When it happened. */
            at: components["schemas"]["Instant"];
            kind: components["schemas"]["NoticeKind"];
            reason: components["schemas"]["Reason"];
            inbox: components["schemas"]["MediumTrace"];
            mail: components["schemas"]["MailTrace"];
        };
        /** @description Where to send a file: in one request to `url`, or, where there are `parts`, in one to each. */
        UploadBody: {
            id: components["schemas"]["UploadId"];
            /** @description The method of each request. */
            method: string;
            /** @description Where the whole file goes. */
            url: string | null;
            /** @description Headers that each request must carry, with these very values. */
            headers: {
                [key: string]: string;
            };
            /** @description Where the parts of a large file go; none where it goes in one piece. */
            parts: components["schemas"]["PartBody"][];
            /** @description Until when the addresses take bytes. */
            expires_at: components["schemas"]["Instant"];
        };
        /** @description A form with files. */
        UploadForm: {
            /** @description One file or several. */
            file: string[];
            /** @description A comment of one's own on the task, which they belong to. */
            comment_id?: components["schemas"]["CommentId"];
        };
        /**
         * Format: int64
         * @description An upload that is on its way.
         */
        UploadId: number;
        /** @description A file to send. */
        UploadInput: {
            /** @description What to call it. */
            name: string;
            /**
             * Format: int64
             * @description Its exact length, in bytes.
             */
            size: number;
            /** @description Its media type; what is served is decided by the content. */
            type: string;
            /** @description Its SHA-256 in hex: the bytes are then refused if they are others. */
            sha256?: string | null;
        };
        /**
         * @description A person, as they see themselves.
         * @example {
         *       "avatar_url": null,
         *       "created_at": "2026-11-23T09:30:00Z",
         *       "email": "ana@example.com",
         *       "email_verified": true,
         *       "id": 1,
         *       "language": "en",
         *       "name": "Ana Example",
         *       "time_zone": "Europe/Berlin",
         *       "week_start": "monday"
         *     }
         */
        UserBody: {
            /** @description Their id. */
            id: components["schemas"]["UserId"];
            /** @description What they are called. */
            name: string;
            email: components["schemas"]["Email"] | null;
            /** @description Whether a mailed link showed that the address is theirs. */
            email_verified: boolean;
            /** @description An IANA name. */
            time_zone: string;
            /** @description The language they read. */
            language: string;
            /** @description The day on which their week begins. */
            week_start: components["schemas"]["WeekStart"];
            /** @description Where their picture is. */
            avatar_url: string | null;
            /** @description When they came. */
            created_at: components["schemas"]["Instant"];
        };
        /**
         * Format: int64
         * @description A person with an account, or a placeholder for one.
         */
        UserId: number;
        /** @description A saved view. */
        ViewBody: {
            /** @description Its id. */
            id: components["schemas"]["ViewId"];
            /** @description The company. */
            company_id: components["schemas"]["CompanyId"];
            project_id: components["schemas"]["ProjectId"] | null;
            owner_id: components["schemas"]["UserId"] | null;
            /** @description What it is called. */
            name: string;
            /** @description What it looks like. */
            kind: components["schemas"]["ViewKind"];
            /** @description The client's search parameters, as they were saved. */
            query: {
                [key: string]: unknown;
            };
            /** @description Whether it is for all who see the project, or who work in the company. */
            shared: boolean;
            /** @description Whether the project opens with it. */
            is_default: boolean;
            /**
             * Format: int64
             * @description Its place among the others, the lowest first.
             */
            position: number;
            /** @description When it was saved. */
            created_at: components["schemas"]["Instant"];
            /** @description When it last changed. */
            updated_at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description Raised by every change.
             */
            version: number;
        };
        /**
         * Format: int64
         * @description A saved view.
         */
        ViewId: number;
        /**
         * @description What a view looks like.
         *
         *     - `board`: Columns of cards.
         *     - `list`: A table.
         *     - `calendar`: Days and weeks.
         * @enum {string}
         */
        ViewKind: "board" | "list" | "calendar";
        /** @description Somebody who looks at a task. */
        ViewerBody: {
            /** @description Who. */
            person: components["schemas"]["PersonBody"];
            /** @description Whether they are writing there. */
            typing: boolean;
        };
        /** @description Who watches a task. */
        WatchersBody: {
            /** @description In the order in which they began. */
            items: components["schemas"]["PersonBody"][];
            /** @description Always null: the list is whole. */
            next: string | null;
            /** @description Whether the caller is one of them. */
            watching: boolean;
        };
        /**
         * @description The day on which a week begins.
         *
         *     - `monday`: Monday.
         *     - `saturday`: Saturday.
         *     - `sunday`: Sunday.
         * @enum {string}
         */
        WeekStart: "monday" | "saturday" | "sunday";
        /**
         * @description What decided whether a medium was used.
         *
         *     - `wanted`: Their choice, or the default: told.
         *     - `turned_off`: Their choice, or the default: not told.
         *     - `own_action`: They did it themselves.
         *     - `not_visible`: They may not see what it is about.
         *     - `no_address`: There is no address to write to.
         *     - `unverified`: The address was never shown to be theirs.
         *     - `told_otherwise`: They are told of the same thing for a better reason.
         *     - `mailed_elsewhere`: Another room mails this, always.
         * @enum {string}
         */
        Why: "wanted" | "turned_off" | "own_action" | "not_visible" | "no_address" | "unverified" | "told_otherwise" | "mailed_elsewhere";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_attachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the attachment. */
                attachment: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    remove_attachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the attachment. */
                attachment: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    restore_attachment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the attachment. */
                attachment: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    remove_checklist_item: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the item. */
                item: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    change_checklist_item: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the item. */
                item: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    restore_checklist_item: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the item. */
                item: components["schemas"]["ItemId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_comment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the comment. */
                comment: components["schemas"]["CommentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    delete_comment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the comment. */
                comment: components["schemas"]["CommentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    edit_comment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the comment. */
                comment: components["schemas"]["CommentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    restore_comment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the comment. */
                comment: components["schemas"]["CommentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_companies: {
        parameters: {
            query?: {
                /** @description With this slug. */
                slug?: string;
                /** @description `true` for those that you deleted and can bring back, instead of those you are in. */
                deleted?: boolean;
                /**
                 * @description Rows a page, 1 to 100; 50 where nothing is said.
                 * @example 50
                 */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CompanyBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    create_company: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_company: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    delete_company: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyEnding"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    change_company: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_events: {
        parameters: {
            query?: {
                /** @description Only of this project. */
                project?: components["schemas"]["ProjectId"];
                /** @description Only of this task's history: its comments, files and people too. */
                task?: components["schemas"]["TaskId"];
                /** @description Only what this person did. */
                actor?: components["schemas"]["UserId"];
                /** @description Only these names, with commas between: `task.closed.v1,task.reopened.v1`. */
                name?: string;
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Fact"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_exports: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ExportBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    create_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the export. */
                export: components["schemas"]["ExportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    delete_export: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the export. */
                export: components["schemas"]["ExportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    read_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the export. */
                export: components["schemas"]["ExportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description A part of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description It is to be read there, within a minute. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_imports: {
        parameters: {
            query?: {
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ImportBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    create_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsalBody"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportBody"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the import. */
                import: components["schemas"]["ImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    give_up_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the import. */
                import: components["schemas"]["ImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    confirm_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the import. */
                import: components["schemas"]["ImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    reverse_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the import. */
                import: components["schemas"]["ImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_invitations: {
        parameters: {
            query?: {
                /**
                 * @description Rows a page, 1 to 100; 50 where nothing is said.
                 * @example 50
                 */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InvitationBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    invite_person: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the invitation. */
                invitation: components["schemas"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    cancel_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the invitation. */
                invitation: components["schemas"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    resend_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the invitation. */
                invitation: components["schemas"]["InvitationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_labels: {
        parameters: {
            query?: {
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LabelBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    create_label: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLabel"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_members: {
        parameters: {
            query?: {
                /**
                 * @description Rows a page, 1 to 100; 50 where nothing is said.
                 * @example 50
                 */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MemberBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the user. */
                user: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    remove_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the user. */
                user: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    change_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the user. */
                user: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_preferences: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    update_preferences: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreferencesPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    move_ownership: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnershipBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_projects: {
        parameters: {
            query?: {
                /** @description `true` for those put away, `false` (the default) for the others, `all` for both. */
                archived?: "false" | "true" | "all";
                /** @description A part of the name, in any case. */
                q?: string;
                /** @description The order; `name` where nothing is said. */
                sort?: "name" | "-created_at" | "-updated_at";
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProjectBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    create_project: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProject"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    restore_company: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    create_sample_project: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    search_company: {
        parameters: {
            query: {
                /** @description Words, 2 to 200 characters; each stands for all words that begin with it. */
                q: string;
                /** @description Only this kind. */
                kind?: "task" | "comment" | "file";
                /** @description Only in this project. */
                project?: components["schemas"]["ProjectId"];
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HitBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    change_tasks: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_company_tasks: {
        parameters: {
            query?: {
                /** @description States: ids, or kinds (`plan`, `doing`, `review`, `done`). */
                state?: string;
                /** @description Assignees: ids, `me`, or `none` for tasks without. */
                assignee?: string;
                /** @description Labels: ids or names. */
                label?: string;
                /** @description Goals: ids, or `none` for tasks without. */
                goal?: string;
                /** @description Parents: ids, or `none` for tasks that are no subtasks. */
                parent?: string;
                /** @description How much they press: `none`, `low`, `normal`, `high`, `urgent`. */
                priority?: string;
                /** @description Whether it waits for approval: stands in a state of kind `review`. */
                awaiting_approval?: boolean;
                /** @description Tasks with a due date only, or without one only. */
                dated?: boolean;
                /** @description Whose days, from start to due date, touch this day or a later one. */
                days_after?: components["schemas"]["Date"];
                /** @description Whose days, from start to due date, touch this day or an earlier one. */
                days_before?: components["schemas"]["Date"];
                /** @description Due on this day or later. */
                due_after?: components["schemas"]["Date"];
                /** @description Due on this day or earlier. */
                due_before?: components["schemas"]["Date"];
                /** @description Whether the due date (UTC) has passed and the task is open. */
                overdue?: boolean;
                /** @description Words in titles and notes, 2 to 200 characters. */
                q?: string;
                /** @description Archived tasks only (`true`), or all but these (`false`, as where nothing is said). */
                archived?: boolean;
                /** @description Closed tasks only, or open ones only. */
                closed?: boolean;
                /** @description Made at this moment or later. */
                created_after?: components["schemas"]["Instant"];
                /** @description Made before this moment. */
                created_before?: components["schemas"]["Instant"];
                /** @description Last changed at this moment or later. */
                updated_after?: components["schemas"]["Instant"];
                /** @description Last changed before this moment. */
                updated_before?: components["schemas"]["Instant"];
                /**
                 * @description `position`, `due_on`, `priority`, `created_at`, `updated_at`, `number` or `title`; with `-`
                 *     in front for descending. Tasks without a due date come last either way. In one project also
                 *     `state`: column by column, each as it stands.
                 */
                sort?: string;
                /** @description What to put into `expanded`: `assignees`, `labels`, `goal`, `state`, `project`, `creator`. */
                expand?: string;
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    export_company_tasks: {
        parameters: {
            query?: {
                /** @description States: ids, or kinds (`plan`, `doing`, `review`, `done`). */
                state?: string;
                /** @description Assignees: ids, `me`, or `none` for tasks without. */
                assignee?: string;
                /** @description Labels: ids or names. */
                label?: string;
                /** @description Goals: ids, or `none` for tasks without. */
                goal?: string;
                /** @description Parents: ids, or `none` for tasks that are no subtasks. */
                parent?: string;
                /** @description How much they press: `none`, `low`, `normal`, `high`, `urgent`. */
                priority?: string;
                /** @description Whether it waits for approval: stands in a state of kind `review`. */
                awaiting_approval?: boolean;
                /** @description Tasks with a due date only, or without one only. */
                dated?: boolean;
                /** @description Whose days, from start to due date, touch this day or a later one. */
                days_after?: components["schemas"]["Date"];
                /** @description Whose days, from start to due date, touch this day or an earlier one. */
                days_before?: components["schemas"]["Date"];
                /** @description Due on this day or later. */
                due_after?: components["schemas"]["Date"];
                /** @description Due on this day or earlier. */
                due_before?: components["schemas"]["Date"];
                /** @description Whether the due date (UTC) has passed and the task is open. */
                overdue?: boolean;
                /** @description Words in titles and notes, 2 to 200 characters. */
                q?: string;
                /** @description Archived tasks only (`true`), or all but these (`false`, as where nothing is said). */
                archived?: boolean;
                /** @description Closed tasks only, or open ones only. */
                closed?: boolean;
                /** @description Made at this moment or later. */
                created_after?: components["schemas"]["Instant"];
                /** @description Made before this moment. */
                created_before?: components["schemas"]["Instant"];
                /** @description Last changed at this moment or later. */
                updated_after?: components["schemas"]["Instant"];
                /** @description Last changed before this moment. */
                updated_before?: components["schemas"]["Instant"];
                /**
                 * @description `position`, `due_on`, `priority`, `created_at`, `updated_at`, `number` or `title`; with `-`
                 *     in front for descending. Tasks without a due date come last either way. In one project also
                 *     `state`: column by column, each as it stands.
                 */
                sort?: string;
                /** @description What to put into `expanded`: `assignees`, `labels`, `goal`, `state`, `project`, `creator`. */
                expand?: string;
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_numbered_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
                /** @description The id of the number. */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_trashed_projects: {
        parameters: {
            query?: {
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProjectBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_views: {
        parameters: {
            query?: {
                /** @description Only of this project, or `none` for views of the company's tasks. */
                project?: string;
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ViewBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    create_view: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the company. */
                company: components["schemas"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateView"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    reverse_event: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the event. */
                event: components["schemas"]["EventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    read_file: {
        parameters: {
            query?: {
                /** @description Whether browsers should save it rather than show it. */
                download?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the file. */
                file: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A part of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description It is to be read there, within a minute. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    read_thumbnail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the file. */
                file: components["schemas"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": unknown;
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_goal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the goal. */
                goal: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    trash_goal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the goal. */
                goal: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    edit_goal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the goal. */
                goal: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditGoal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    close_goal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the goal. */
                goal: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    reopen_goal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the goal. */
                goal: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    restore_goal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the goal. */
                goal: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_instance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    read_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the token. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenInvitation"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the token. */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Acceptance"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedBody"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    remove_label: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the label. */
                label: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    edit_label: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the label. */
                label: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditLabel"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    watch_live: {
        parameters: {
            query?: {
                /** @description Only this company. */
                company?: components["schemas"]["CompanyId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    delete_me: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountEnding"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    change_me: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    set_my_avatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AvatarForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    remove_my_avatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    change_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailForm"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailPendingBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_notifications: {
        parameters: {
            query?: {
                /** @description Of one company. */
                company?: components["schemas"]["CompanyId"];
                /** @description Of one project. */
                project?: components["schemas"]["ProjectId"];
                /** @description About one task. */
                task?: components["schemas"]["TaskId"];
                /** @description Where they are: `inbox` where nothing is said. */
                state?: "inbox" | "snoozed" | "archived" | "all";
                /** @description Of these kinds, with commas between: `assigned,mentioned`. */
                kind?: string;
                /** @description Told for these reasons, with commas between: `assignee,mentioned`. */
                reason?: string;
                /** @description `true` for unread ones, `false` for read ones. */
                unread?: boolean;
                /**
                 * @description `task` for the newest notice of each task alone, with how many there are. Of the inbox
                 *     only, and not together with `kind`, `reason` or `event`.
                 */
                group?: "task";
                /** @description `true` for what was considered and kept out of the inbox. */
                hidden?: boolean;
                /** @description About one fact. */
                event?: number;
                /** @description Rows a page. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_NoticeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    change_notifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxChange"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    reverse_notification_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the change. */
                change: components["schemas"]["ChangeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReversalBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_notification_counts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountsBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    read_all_notifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadAll"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_notification: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the notification. */
                notification: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    archive_notification: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the notification. */
                notification: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    unarchive_notification: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the notification. */
                notification: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    read_notification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the notification. */
                notification: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    unread_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the notification. */
                notification: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    snooze_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the notification. */
                notification: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    unsnooze_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the notification. */
                notification: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    trace_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the notification. */
                notification: components["schemas"]["NoticeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TraceBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    ask_password_reset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetForm"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the token. */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_project: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    trash_project: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    edit_project: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditProject"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    archive_project: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    unarchive_project: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_project_attachments: {
        parameters: {
            query?: {
                /** @description Only pictures, other files, or links. */
                kind?: "picture" | "document" | "link";
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project. */
                project: components["schemas"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProjectAttachmentBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_board: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the project. */
                project: components["schemas"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_project_events: {
        parameters: {
            query?: {
                /** @description Only what this person did. */
                actor?: components["schemas"]["UserId"];
                /** @description Only these names, with commas between: `task.closed.v1,task.reopened.v1`. */
                name?: string;
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project. */
                project: components["schemas"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Fact"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_goals: {
        parameters: {
            query?: {
                /** @description `true` for closed ones, `false` for open ones, `all` (the default) for both. */
                closed?: "false" | "true" | "all";
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_GoalBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    create_goal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateGoal"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_project_people: {
        parameters: {
            query?: {
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProjectPersonBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    add_project_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the project. */
                project: components["schemas"]["ProjectId"];
                /** @description The id of the user. */
                user: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectPersonBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    remove_project_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the project. */
                project: components["schemas"]["ProjectId"];
                /** @description The id of the user. */
                user: components["schemas"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    restore_project: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_states: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StateBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    create_state: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the project. */
                project: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateState"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_tasks: {
        parameters: {
            query?: {
                /** @description States: ids, or kinds (`plan`, `doing`, `review`, `done`). */
                state?: string;
                /** @description Assignees: ids, `me`, or `none` for tasks without. */
                assignee?: string;
                /** @description Labels: ids or names. */
                label?: string;
                /** @description Goals: ids, or `none` for tasks without. */
                goal?: string;
                /** @description Parents: ids, or `none` for tasks that are no subtasks. */
                parent?: string;
                /** @description How much they press: `none`, `low`, `normal`, `high`, `urgent`. */
                priority?: string;
                /** @description Whether it waits for approval: stands in a state of kind `review`. */
                awaiting_approval?: boolean;
                /** @description Tasks with a due date only, or without one only. */
                dated?: boolean;
                /** @description Whose days, from start to due date, touch this day or a later one. */
                days_after?: components["schemas"]["Date"];
                /** @description Whose days, from start to due date, touch this day or an earlier one. */
                days_before?: components["schemas"]["Date"];
                /** @description Due on this day or later. */
                due_after?: components["schemas"]["Date"];
                /** @description Due on this day or earlier. */
                due_before?: components["schemas"]["Date"];
                /** @description Whether the due date (UTC) has passed and the task is open. */
                overdue?: boolean;
                /** @description Words in titles and notes, 2 to 200 characters. */
                q?: string;
                /** @description Archived tasks only (`true`), or all but these (`false`, as where nothing is said). */
                archived?: boolean;
                /** @description Closed tasks only, or open ones only. */
                closed?: boolean;
                /** @description Made at this moment or later. */
                created_after?: components["schemas"]["Instant"];
                /** @description Made before this moment. */
                created_before?: components["schemas"]["Instant"];
                /** @description Last changed at this moment or later. */
                updated_after?: components["schemas"]["Instant"];
                /** @description Last changed before this moment. */
                updated_before?: components["schemas"]["Instant"];
                /**
                 * @description `position`, `due_on`, `priority`, `created_at`, `updated_at`, `number` or `title`; with `-`
                 *     in front for descending. Tasks without a due date come last either way. In one project also
                 *     `state`: column by column, each as it stands.
                 */
                sort?: string;
                /** @description What to put into `expanded`: `assignees`, `labels`, `goal`, `state`, `project`, `creator`. */
                expand?: string;
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project. */
                project: components["schemas"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    create_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the project. */
                project: components["schemas"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTaskBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    export_tasks: {
        parameters: {
            query?: {
                /** @description States: ids, or kinds (`plan`, `doing`, `review`, `done`). */
                state?: string;
                /** @description Assignees: ids, `me`, or `none` for tasks without. */
                assignee?: string;
                /** @description Labels: ids or names. */
                label?: string;
                /** @description Goals: ids, or `none` for tasks without. */
                goal?: string;
                /** @description Parents: ids, or `none` for tasks that are no subtasks. */
                parent?: string;
                /** @description How much they press: `none`, `low`, `normal`, `high`, `urgent`. */
                priority?: string;
                /** @description Whether it waits for approval: stands in a state of kind `review`. */
                awaiting_approval?: boolean;
                /** @description Tasks with a due date only, or without one only. */
                dated?: boolean;
                /** @description Whose days, from start to due date, touch this day or a later one. */
                days_after?: components["schemas"]["Date"];
                /** @description Whose days, from start to due date, touch this day or an earlier one. */
                days_before?: components["schemas"]["Date"];
                /** @description Due on this day or later. */
                due_after?: components["schemas"]["Date"];
                /** @description Due on this day or earlier. */
                due_before?: components["schemas"]["Date"];
                /** @description Whether the due date (UTC) has passed and the task is open. */
                overdue?: boolean;
                /** @description Words in titles and notes, 2 to 200 characters. */
                q?: string;
                /** @description Archived tasks only (`true`), or all but these (`false`, as where nothing is said). */
                archived?: boolean;
                /** @description Closed tasks only, or open ones only. */
                closed?: boolean;
                /** @description Made at this moment or later. */
                created_after?: components["schemas"]["Instant"];
                /** @description Made before this moment. */
                created_before?: components["schemas"]["Instant"];
                /** @description Last changed at this moment or later. */
                updated_after?: components["schemas"]["Instant"];
                /** @description Last changed before this moment. */
                updated_before?: components["schemas"]["Instant"];
                /**
                 * @description `position`, `due_on`, `priority`, `created_at`, `updated_at`, `number` or `title`; with `-`
                 *     in front for descending. Tasks without a due date come last either way. In one project also
                 *     `state`: column by column, each as it stands.
                 */
                sort?: string;
                /** @description What to put into `expanded`: `assignees`, `labels`, `goal`, `state`, `project`, `creator`. */
                expand?: string;
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project. */
                project: components["schemas"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_trashed_tasks: {
        parameters: {
            query?: {
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project. */
                project: components["schemas"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    start_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: {
                /**
                 * @description Rows a page, 1 to 100; 50 where nothing is said.
                 * @example 50
                 */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SessionBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    end_other_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    end_one_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the session. */
                session: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    sign_up: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedUpBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    remove_state: {
        parameters: {
            query: {
                /** @description A state of the same project that closes tasks if this one does. */
                to: components["schemas"]["StateId"];
            };
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the state. */
                state: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    edit_state: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the state. */
                state: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditState"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_task: {
        parameters: {
            query?: {
                /** @description What to put into `expanded`: `assignees`, `labels`, `goal`, `state`, `project`, `creator`. */
                expand?: string;
            };
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    trash_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    change_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    approve_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApprovalNote"] | null;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    archive_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    unarchive_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    assign_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
                /** @description A user's id, or `me`. */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    unassign_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
                /** @description A user's id, or `me`. */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_attachments: {
        parameters: {
            query?: {
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AttachmentBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    attach_files: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachedBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_checklist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ItemBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    add_checklist_item: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewItem"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    close_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    reopen_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_comments: {
        parameters: {
            query?: {
                /** @description `oldest` (where nothing is said) or `newest` first. */
                order?: "oldest" | "newest";
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CommentBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    add_comment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_task_history: {
        parameters: {
            query?: {
                /** @description Only what this person did. */
                actor?: components["schemas"]["UserId"];
                /** @description Only these names, with commas between: `task.closed.v1,task.reopened.v1`. */
                name?: string;
                /** @description Rows a page, 1 to 100; 50 where nothing is said. */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Fact"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    attach_link: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    move_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Destination"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_viewers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    look_at_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    leave_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    restore_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    return_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Do it to this version only: an ETag of the item. 412 if it is stale. */
                "If-Match"?: string;
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnNote"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    begin_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadInput"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_watchers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchersBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    watch_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
                /** @description A user's id, or `me`. */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchersBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    unwatch_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                task: components["schemas"]["TaskId"];
                /** @description A user's id, or `me`. */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_tokens: {
        parameters: {
            query?: {
                /**
                 * @description Rows a page, 1 to 100; 50 where nothing is said.
                 * @example 50
                 */
                limit?: number;
                /** @description The `next` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TokenBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    make_token: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the token. */
                token: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    revoke_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the token. */
                token: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    complete_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the upload. */
                upload: components["schemas"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CompletionInput"] | null;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentBody"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    send_upload: {
        parameters: {
            query: {
                /** @description As in the address that was given. */
                token: string;
            };
            header?: never;
            path: {
                /** @description The id of the upload. */
                upload: components["schemas"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_avatar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the user. */
                user: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": number[];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    ask_verification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    confirm_verification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body within 24 hours gets the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the token. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_view: {
        parameters: {
            query?: never;
            header?: {
                /** @description Send it again only if it has changed: an ETag. 304 if not. */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the view. */
                view: components["schemas"]["ViewId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewBody"];
                };
            };
            /** @description As it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    remove_view: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the view. */
                view: components["schemas"]["ViewId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    edit_view: {
        parameters: {
            query?: never;
            header?: {
                /** @description Change only this version: an ETag. 412 if it is stale. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the view. */
                view: components["schemas"]["ViewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditView"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewBody"];
                };
            };
            /** @description Refused; `code` says why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Ours, or not now. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
}
