//! Shelves: a folder keeps bytes, a bucket says the headers too.

use std::time::Duration;

use blimp_kit::Clock;
use bytes::Bytes;

use super::server::{bucket, get, servers};
use crate::presign::{Ask, presign};
use crate::{Label, Options, Shelf};

const SCRIPT: Label = Label {
    content_type: "text/javascript; charset=utf-8",
    encoding: Some("gzip"),
    cache_control: "public, max-age=31536000, immutable",
};

async fn tells_its_story(shelf: &Shelf) {
    let bytes = |text: &'static str| Bytes::from_static(text.as_bytes());
    assert!(shelf.list("assets/").await.unwrap().is_empty());
    shelf
        .put("assets/a-1.js", bytes("one"), SCRIPT)
        .await
        .unwrap();
    shelf
        .put("assets/b-1.js", bytes("two!"), SCRIPT)
        .await
        .unwrap();
    shelf.put("list.json", bytes("{}"), SCRIPT).await.unwrap();
    shelf
        .put("assets/a-1.js", bytes("other"), SCRIPT)
        .await
        .unwrap();
    let mut found = shelf.list("assets/").await.unwrap();
    found.sort();
    let expected = [
        ("assets/a-1.js".to_owned(), 5),
        ("assets/b-1.js".to_owned(), 4),
    ];
    assert_eq!(found, expected);
    let read = shelf.read("assets/a-1.js").await.unwrap();
    assert_eq!(read, Some(bytes("other")));
    shelf.delete("assets/b-1.js").await.unwrap();
    shelf.delete("assets/b-1.js").await.unwrap();
    assert_eq!(shelf.read("assets/b-1.js").await.unwrap(), None);
    assert_eq!(shelf.list("assets/").await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_folder_is_a_shelf() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.path().join("static").display());
    let shelf = Shelf::open(&Options::at("file://unused"), &url).unwrap();
    tells_its_story(&shelf).await;
    let script = folder.path().join("static/assets/a-1.js");
    assert_eq!(std::fs::read_to_string(script).unwrap(), "other");
}

#[tokio::test]
async fn a_bucket_is_a_shelf_and_says_what_stands_on_the_label() {
    for server in servers() {
        let options = bucket(&server).await;
        let shelf = Shelf::open(&options, &options.url).unwrap();
        tells_its_story(&shelf).await;
        let asked = shelf.place.bucket().unwrap();
        let credential = asked.client.credentials().get_credential().await.unwrap();
        let path = format!("{}/{}", asked.path, shelf.place.path("assets/a-1.js"));
        let ask = Ask {
            method: "GET",
            origin: &asked.origin,
            path: &path,
            region: &asked.region,
            query: Vec::new(),
            headers: Vec::new(),
            at: Clock::system().now(),
            lives: Duration::from_mins(1),
        };
        let answer = get(&presign(&credential, &ask).unwrap(), &[]).await;
        assert_eq!((answer.status, answer.text.as_str()), (200, "other"));
        assert_eq!(answer.header("content-type"), SCRIPT.content_type);
        assert_eq!(answer.header("content-encoding"), "gzip");
        assert_eq!(answer.header("cache-control"), SCRIPT.cache_control);
    }
}
