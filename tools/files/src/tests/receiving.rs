//! Blobs: taken in whole or not at all, read in parts, swept when nobody keeps them.

use std::fs;
use std::time::Duration;

use blimp_kit::Error;
use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _};
use image::ImageFormat;

use super::{ACME, House, chunks};
use crate::Files;
use crate::jobs::sweep;
use crate::thumbnail::tests::picture;

#[tokio::test]
async fn a_file_comes_back_as_it_was_sent() {
    let house = House::new();
    let sent: Vec<u8> = (0..700_001_u32)
        .map(|i| i.to_le_bytes()[i as usize % 3])
        .collect();
    let received = house.receive(&sent).await;
    assert_eq!(received.bytes, 700_001);
    assert!(received.key.starts_with("u/7/") && !received.key.contains("Año"));
    assert!(house.read(&received.key, None).await == sent);
    for range in [0..1, 5..70_000, 700_000..700_001, 9..9] {
        let place = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
        assert!(house.read(&received.key, Some(range)).await == sent[place]);
    }
    let abc = house.receive(b"abc").await;
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(
        (abc.sha256.as_str(), abc.content_type),
        (known, "text/plain")
    );
}

#[tokio::test]
async fn an_empty_file_is_a_file() {
    let house = House::new();
    let file = house.file(b"").await;
    assert_eq!(
        (file.bytes, file.content_type.as_str()),
        (0, "application/octet-stream")
    );
    assert_eq!(house.read(&file.key, None).await, b"");
}

#[tokio::test]
async fn size_is_capped_to_the_byte_and_nothing_stays_behind() {
    let house = House::new();
    for (limit, fits) in [(2048, true), (2047, false), (0, false)] {
        let before = house.on_disk();
        let sent = house
            .files
            .receive(None, chunks(&[b'x'; 2048], 1000), limit)
            .await;
        match sent {
            Ok(received) => assert!(fits && received.key.starts_with("u/0/")),
            Err(Error::Invalid(fields)) => {
                assert!(!fits, "{limit}");
                assert_eq!(fields.0[0].code, "too_large");
                assert!(
                    fields.0[0].message.contains(&format!("{limit} bytes")),
                    "{fields}"
                );
            }
            Err(other) => panic!("{other:?}"),
        }
        assert_eq!(house.on_disk() - before, usize::from(fits));
    }
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing_behind() {
    let house = House::new();
    let broken = futures::stream::iter([Ok(Bytes::from_static(b"abc")), Err("connection reset")]);
    let long = chunks(&vec![b'x'; 600_000], 1000)
        .map_err(|_| "never")
        .chain(broken);
    let error = house
        .files
        .receive(Some(ACME), long, 1 << 30)
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Invalid(f) if f.0[0].code == "upload_broken"),
        "{error:?}"
    );
    assert_eq!(house.on_disk(), 0);
}

#[tokio::test]
async fn what_was_received_and_never_kept_is_gone_after_a_day() {
    for house in House::each() {
        let kept = house.file(&picture(ImageFormat::Png, 400, 400, 255)).await;
        house.make_thumbnail(&kept).await;
        // The process dies here: a blob without a row, and an upload that was under way.
        let lost = house.receive(b"lost").await;
        let unfinished = house
            .folder
            .path()
            .join("files")
            .join(format!("{}#1", lost.key));
        fs::write(unfinished, b"half").unwrap();
        assert_eq!(house.usage().await, kept.bytes);

        house.clock.advance(Duration::from_hours(23));
        assert_eq!(sweep(&house.files, &house.db).await.unwrap(), 0);
        house.clock.advance(Duration::from_hours(2));
        assert_eq!(sweep(&house.files, &house.db).await.unwrap(), 2);
        assert_eq!(sweep(&house.files, &house.db).await.unwrap(), 0);
        assert_eq!(house.on_disk(), 2);
        assert!(house.files.read(&kept.key, None).await.is_ok());
        assert!(matches!(
            house.files.read(&lost.key, None).await,
            Err(Error::NotFound)
        ));
    }
}

#[tokio::test]
async fn places_that_will_not_do_are_refused() {
    for url in [
        "",
        "file://",
        "data/files",
        "s3://",
        "s3:///a",
        "s3://a/../b",
        "s3://a b",
        "gs://a",
    ] {
        assert!(Files::open(url).is_err(), "{url}");
    }
    let house = House::new();
    assert!(house.files.ready().await.is_ok());
    fs::remove_dir_all(house.folder.path().join("files")).unwrap();
    assert!(matches!(
        house.files.ready().await,
        Err(Error::Unavailable(_))
    ));
}
