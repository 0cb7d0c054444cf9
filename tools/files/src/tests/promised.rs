//! Uploads that come to our disk: room that is promised is taken, bytes are those announced.

use blimp_kit::{Error, Result};

use super::{House, begin, chunks, new_upload};
use crate::uploads::{self, NewUpload, Upload};
use crate::{NewFile, keep};

/// Begins an upload of these bytes to a company with this quota.
async fn promise(house: &House, bytes: &[u8], quota: i64) -> Result<Upload> {
    let plan = house.files.plan(new_upload(bytes)).await.unwrap();
    let begin = move |tx: &mut blimp_store::Tx| uploads::begin(tx, &plan, Some(quota));
    house.db.write(begin).await
}

#[tokio::test]
async fn room_that_is_promised_is_taken() {
    for house in House::each() {
        let begin = |bytes, quota| promise(&house, bytes, quota);
        let first = begin(b"0123456789", 15).await.unwrap();
        let second = begin(b"0123456789", 15).await;
        assert!(
            matches!(
                second,
                Err(Error::Full {
                    code: "files.quota",
                    ..
                })
            ),
            "{second:?}"
        );
        let sum = house
            .files
            .take(&first, chunks(b"0123456789", 4))
            .await
            .unwrap();
        let upload = first.clone();
        assert!(
            house
                .db
                .write(move |tx| uploads::arrived(tx, &upload, &sum))
                .await
                .unwrap()
        );
        let upload = first.clone();
        assert!(
            !house
                .db
                .write(move |tx| uploads::arrived(tx, &upload, "other"))
                .await
                .unwrap()
        );
        let id = first.id;
        let now = house.clock.now();
        let found = house
            .db
            .read(move |conn| uploads::find(conn, id, now))
            .await
            .unwrap()
            .unwrap();
        let received = house.files.finish(&found, &[]).await.unwrap();
        assert_eq!(Some(&received.sha256), found.sha256.as_ref());
        let file = house.db.write(move |tx| {
            let new = NewFile {
                owner_kind: "task",
                name: found.name.clone(),
                created_by: Some(3),
                quota_bytes: Some(15),
            };
            let file = keep(tx, &received, &new)?;
            uploads::done(tx, &found, file.id)?;
            Ok(file)
        });
        assert_eq!(file.await.unwrap().name, "Plan.txt");
        assert!(begin(b"012345", 15).await.is_err());
        begin(b"01234", 15).await.unwrap();
    }
}

#[tokio::test]
async fn what_comes_to_our_disk_is_what_was_announced() {
    let house = House::new();
    let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let new = NewUpload {
        sha256: Some(sum.to_owned()),
        ..new_upload(b"abc")
    };
    let (_, upload) = begin(&house, new).await;
    for (bytes, wrong) in [
        (&b"ab"[..], "wrong_size"),
        (b"abcd", "too_large"),
        (b"abd", "wrong_checksum"),
    ] {
        match house.files.take(&upload, chunks(bytes, 1)).await {
            Err(Error::Invalid(fields)) => assert_eq!(fields.0[0].code, wrong),
            other => panic!("{other:?}"),
        }
        assert_eq!(house.on_disk(), 0);
    }
    assert_eq!(
        house.files.take(&upload, chunks(b"abc", 1)).await.unwrap(),
        sum
    );
    for (content_type, sha256, bytes) in [
        ("text", None, 1),
        ("text/plain\r\nx: y", None, 1),
        ("", None, 1),
        ("text/plain", Some("abc"), 1),
        ("text/plain", Some(&*sum.to_uppercase()), 1),
        ("text/plain", None, -1),
    ] {
        let sha256 = sha256.map(str::to_owned);
        let new = NewUpload {
            content_type: content_type.to_owned(),
            sha256,
            bytes,
            ..new_upload(b"")
        };
        assert!(
            matches!(house.files.plan(new).await, Err(Error::Invalid(_))),
            "{content_type}"
        );
    }
}
