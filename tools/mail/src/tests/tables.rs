//! One key, one mail; lists; commands.

use blimp_kit::PageParams;
use blimp_store::schema::job;
use diesel::prelude::*;

use super::{House, comment, reset};
use crate::{Filter, MailCommand, State, post, queries};

#[tokio::test]
async fn a_second_draft_with_the_same_key_makes_no_second_mail() {
    for house in House::each() {
        let id = house.post(reset("a")).await;
        let draft = comment("a");
        assert_eq!(
            house.db.write(move |tx| post(tx, &draft)).await.unwrap(),
            None
        );
        house
            .run(move |conn| {
                let jobs: Vec<(String, String)> = job::table
                    .select((job::kind, job::payload))
                    .load(conn)
                    .unwrap();
                let payload = format!(r#"{{"message":{id},"company":3}}"#);
                assert_eq!(jobs, [("mail.send".to_owned(), payload)]);
                let mail = queries::find_by_key(conn, "a").unwrap().unwrap();
                assert_eq!((mail.id, mail.template.as_str()), (id, "test.reset"));
                assert!(queries::find_by_key(conn, "b").unwrap().is_none());
            })
            .await;
    }
}

#[tokio::test]
async fn what_is_rolled_back_is_not_mailed() {
    let house = House::new();
    let draft = reset("a");
    let work = move |tx: &mut blimp_store::Tx| -> blimp_kit::Result {
        post(tx, &draft)?;
        Err(blimp_kit::Error::NotFound)
    };
    assert!(house.db.write(work).await.is_err());
    house
        .run(|conn| {
            assert!(queries::find_by_key(conn, "a").unwrap().is_none());
            assert_eq!(job::table.count().get_result::<i64>(conn).unwrap(), 0);
        })
        .await;
    let mut draft = reset("b");
    draft.params = serde_json::json!([1]);
    assert!(house.db.write(move |tx| post(tx, &draft)).await.is_err());
}

#[tokio::test]
async fn lists_go_newest_first_page_by_page() {
    for house in House::each() {
        let mut ids = Vec::new();
        for n in 0..5 {
            let draft = if n % 2 == 0 {
                reset(&n.to_string())
            } else {
                comment(&n.to_string())
            };
            ids.push(house.post(draft).await);
        }
        house.mailer("mailbox").deliver(ids[0]).await.unwrap();
        let list = |to: Option<&str>, company, state, page: PageParams| {
            let filter = Filter {
                to: to.map(|to| to.parse().unwrap()),
                company,
                state,
            };
            let db = house.db.clone();
            async move {
                db.read(move |conn| queries::list(conn, &filter, &page))
                    .await
                    .unwrap()
            }
        };
        let page = PageParams {
            limit: Some(3),
            cursor: None,
        };
        let first = list(None, None, None, page).await;
        assert_eq!(
            first.items.iter().map(|m| m.id).collect::<Vec<_>>(),
            [ids[4], ids[3], ids[2]]
        );
        let page = PageParams {
            limit: Some(3),
            cursor: first.next,
        };
        let second = list(None, None, None, page).await;
        assert_eq!(
            second.items.iter().map(|m| m.id).collect::<Vec<_>>(),
            [ids[1], ids[0]]
        );
        assert_eq!(second.next, None);
        for (to, company, state, n) in [
            (Some("ana@example.com"), None, None, 3),
            (Some("eve@example.com"), None, None, 0),
            (None, Some(3), None, 3),
            (None, Some(4), None, 0),
            (Some("ana@example.com"), Some(3), Some(State::Sent), 1),
            (None, None, Some(State::Queued), 4),
        ] {
            let found = list(to, company, state, PageParams::default()).await;
            assert_eq!(found.items.len(), n, "{to:?} {company:?} {state:?}");
        }
    }
}

async fn run(house: &House, args: &[&str]) -> Result<String, String> {
    #[derive(clap::Parser)]
    struct Cli {
        #[command(subcommand)]
        command: MailCommand,
    }
    let args = ["mail"].iter().chain(args);
    let cli: Cli = clap::Parser::try_parse_from(args).map_err(|e| e.to_string())?;
    let mut out = Vec::new();
    cli.command
        .run(&house.db, &mut out)
        .await
        .map_err(|e| e.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

#[tokio::test]
async fn commands_list_show_and_test() {
    let house = House::new();
    assert_eq!(run(&house, &["list"]).await.unwrap(), "No mails.\n");
    let mut draft = comment("a");
    draft.params["by"] = serde_json::json!("Eve\u{1b}[2J");
    let id = house.post(draft).await;
    house.mailer("mailbox").deliver(id).await.unwrap();

    let list = run(&house, &["list", "--to", "bo@example.com"])
        .await
        .unwrap();
    assert!(
        list.starts_with("    ID  WHEN")
            && list.contains("sent")
            && list.contains("bo@example.com"),
        "{list}"
    );
    let list: serde_json::Value =
        serde_json::from_str(&run(&house, &["list", "--json"]).await.unwrap()).unwrap();
    assert_eq!(list["items"][0]["state"], "sent");
    let show = run(&house, &["show", "1"]).await.unwrap();
    assert!(
        show.contains("Subject: Eve") && show.contains("> Done"),
        "{show}"
    );
    assert!(!show.contains('\u{1b}'));
    assert!(
        run(&house, &["show", "1", "--html"])
            .await
            .unwrap()
            .starts_with("<!DOCTYPE html>")
    );
    let show: serde_json::Value =
        serde_json::from_str(&run(&house, &["show", "1", "--json"]).await.unwrap()).unwrap();
    assert_eq!(show["params"]["title"], "Fix it");

    let test = run(&house, &["test", "zoe@example.com"]).await.unwrap();
    assert!(test.starts_with("Mail 2 waits"), "{test}");
    house
        .mailer("mailbox")
        .deliver(crate::MessageId(2))
        .await
        .unwrap();
    let show = run(&house, &["show", "2", "--text"]).await.unwrap();
    assert!(
        show.contains("mail from https://blimp.example.com arrives"),
        "{show}"
    );

    for bad in [
        vec!["show", "99"],
        vec!["show", "x"],
        vec!["list", "--limit", "0"],
        vec!["list", "--state", "gone"],
        vec!["list", "--cursor", "x"],
        vec!["test", "nobody"],
    ] {
        assert!(run(&house, &bad).await.is_err(), "{bad:?}");
    }
}
