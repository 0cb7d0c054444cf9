//! Rows: kept within the quota, trashed, restored, removed.

use blimp_kit::Error;
use blimp_store::Conn;
use image::ImageFormat;

use super::{ACME, House};
use crate::thumbnail::tests::picture;
use crate::{DeleteBlob, File, State, queries, restore, trash};

#[tokio::test]
async fn a_kept_file_is_remembered_for_its_company_alone() {
    for house in House::each() {
        let file = house.file(b"hello").await;
        assert_eq!(
            (file.name.as_str(), file.bytes, file.state),
            ("Año.png", 5, State::Ready)
        );
        assert_eq!(house.find(&file).await.as_ref(), Some(&file));
        for company_id in [Some(ACME + 1), None] {
            assert_eq!(
                house
                    .find(&File {
                        company_id,
                        ..file.clone()
                    })
                    .await,
                None
            );
        }
        let ids = [file.id];
        let read = move |conn: &mut Conn| queries::list_by_id(conn, Some(ACME), &ids);
        assert_eq!(house.db.read(read).await.unwrap(), [file]);
    }
}

#[tokio::test]
async fn the_quota_is_filled_to_the_byte() {
    for house in House::each() {
        let received = house.receive(&[b'x'; 100]).await;
        for (quota, fits) in [(99, false), (100, true)] {
            let kept = house.keep(&received, Some(quota)).await;
            assert_eq!(kept.is_ok(), fits, "{quota}");
            if let Err(error) = kept {
                assert!(
                    matches!(
                        &error,
                        Error::Full {
                            code: "files.quota",
                            ..
                        }
                    ),
                    "{error:?}"
                );
                assert_eq!(house.usage().await, 0);
            }
        }
        assert_eq!(house.usage().await, 100);
        assert!(
            house
                .keep(&house.receive(b"x").await, Some(100))
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn of_two_files_that_race_for_the_last_bytes_one_is_kept() {
    for house in House::each() {
        for round in 0..10 {
            let (a, b) = (
                house.receive(&[b'a'; 60]).await,
                house.receive(&[b'b'; 60]).await,
            );
            let quota = Some(house.usage().await + 100);
            let (a, b) = tokio::join!(house.keep(&a, quota), house.keep(&b, quota));
            assert!(a.is_ok() != b.is_ok(), "round {round}: {a:?} {b:?}");
            assert_eq!(house.usage().await, 60 * (round + 1));
        }
    }
}

#[tokio::test]
async fn removing_gives_the_bytes_back_and_deletes_the_blobs() {
    for house in House::each() {
        let file = house.file(&picture(ImageFormat::Png, 400, 400, 255)).await;
        house.make_thumbnail(&file).await;
        assert_eq!(house.on_disk(), 2);
        house.remove(&file).await;
        house.remove(&file).await;
        assert_eq!((house.find(&file).await, house.usage().await), (None, 0));
        let jobs = house.jobs::<DeleteBlob>().await;
        assert_eq!(jobs.len(), 1, "{jobs:?}");
        let work: DeleteBlob = serde_json::from_str(&jobs[0]).unwrap();
        work.delete(&house.files).await.unwrap();
        work.delete(&house.files).await.unwrap();
        assert_eq!(house.on_disk(), 0);
        let gone = house.files.read(&file.key, None).await;
        assert!(matches!(gone, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_trashed_file_can_be_restored() {
    for house in House::each() {
        let file = house.file(b"hello").await;
        let own = file.clone();
        let twice = house
            .db
            .write(move |tx| Ok((trash(tx, &own)?, trash(tx, &own)?)));
        assert_eq!(twice.await.unwrap(), (true, false));
        let trashed = house.find(&file).await.unwrap();
        assert_eq!(
            (trashed.state, trashed.version, house.usage().await),
            (State::Trashed, 2, 5)
        );
        assert!(
            house
                .db
                .write(move |tx| restore(tx, &trashed))
                .await
                .unwrap()
        );
        assert_eq!(house.find(&file).await.unwrap().state, State::Ready);
    }
}
