//! Links to a bucket: it serves what was decided here, and nothing else.

use super::in_buckets;
use super::server::{get, is_strict};
use crate::serving::{Asked, Blob, serve};
use crate::{Files, Options, Serve};

/// The first bytes of a file, the type it is sent with, and whether it is shown.
const TABLE: [(&[u8], &str, &str); 10] = [
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png", "inline"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg", "inline"),
    (b"GIF89a\x01\0\x01\0", "image/gif", "inline"),
    (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp", "inline"),
    (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "video/mp4", "inline"),
    (b"hello, world\n", "text/plain; charset=utf-8", "inline"),
    (
        b"<!DOCTYPE html><script>",
        "application/octet-stream",
        "attachment",
    ),
    (
        b"<svg onload=alert(1)>",
        "application/octet-stream",
        "attachment",
    ),
    (
        b"<?xml version='1.0'?>",
        "application/octet-stream",
        "attachment",
    ),
    (b"%PDF-1.7\n", "application/octet-stream", "attachment"),
];

#[tokio::test]
async fn a_link_serves_what_was_decided() {
    for house in in_buckets().await {
        for (bytes, sent, kind) in TABLE {
            let file = house.file(bytes).await;
            let serving = serve(&Blob::from(&file), &Asked::default());
            let link = house
                .files
                .link(&file.key, &serving)
                .await
                .unwrap()
                .unwrap();
            let answer = get(&link, &[]).await;
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, sent),
                "{}",
                answer.text
            );
            assert_eq!(answer.header("content-disposition"), serving.disposition);
            assert!(serving.disposition.starts_with(kind), "{sent}");
            let part = get(&link, &[("range", "bytes=0-1".to_owned())]).await;
            assert_eq!(part.status, 206);
            if is_strict(&house.files.options) {
                let forged = link.replace(
                    "response-content-type=",
                    "response-content-type=text%2Fhtml",
                );
                assert_eq!(get(&forged, &[]).await.status, 403);
            }
        }
        let file = house.file(b"hello").await;
        let proxy = Options {
            serve: Serve::Proxy,
            ..Options::clone(&house.files.options)
        };
        let serving = serve(&Blob::from(&file), &Asked::default());
        let link = Files::with(proxy).unwrap().link(&file.key, &serving).await;
        assert_eq!(link.unwrap(), None);
    }
}
