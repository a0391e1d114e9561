//! The HTTP API and the pages, asked through the router without a network.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod avaria;

use avaria::app::App;
use avaria::{ENGLISH, NEWER, OLDER};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn documents_answer_with_their_tables() {
    let app = App::new().await;
    assert_eq!(app.rows("/api/documents").await.len(), 3);
    assert_eq!(app.rows("/api/documents?party=SKE").await.len(), 1);
    assert_eq!(app.rows("/api/documents?year=2023").await.len(), 1);
    assert_eq!(app.rows("/api/documents?limit=1&offset=1").await[0]["document"], ENGLISH);
    assert_eq!(app.json(&format!("/api/documents/{OLDER}")).await["date"], "2021-05-10");
    for table in ["provisions", "sentences", "clauses", "references", "witnesses", "variants"] {
        assert!(!app.rows(&format!("/api/documents/{OLDER}/{table}")).await.is_empty(), "{table}");
    }
    assert_eq!(app.rows(&format!("/api/documents/{OLDER}/clauses?stance=oppose")).await.len(), 1);
    assert!(!app.rows(&format!("/api/documents/{OLDER}/provisions/para_1/origin")).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_answered() {
    let app = App::new().await;
    let changes = format!("/api/changes?older={OLDER}&newer={NEWER}");
    assert_eq!(app.rows(&changes).await.len(), 6);
    assert_eq!(app.rows(&format!("{changes}&relation=dropped")).await[0]["newer_sentence"], Value::Null);
    assert_eq!(app.rows("/api/trace?phrase=%E4%B8%BB%E6%9D%83").await[0]["occurrences"].as_array().unwrap().len(), 2);
    let compare = format!("/api/compare?older={OLDER}&newer={NEWER}&relation=new");
    let comparison = app.json(&compare).await;
    assert!(comparison["rows"].as_array().unwrap().iter().all(|row| row["change"]["relation"] == "new"));
    assert!(comparison["summary"]["relations"]["dropped"].is_number());
    assert!(app.rows("/api/formulas?limit=5").await.len() <= 5);
    let matrix = app.json("/api/matrix?phrase=%E4%B8%BB%E6%9D%83").await;
    assert_eq!(matrix["rows"][0]["cells"].as_array().unwrap().len(), matrix["columns"].as_array().unwrap().len());
    assert!(app.page("/matrix.csv?phrase=%E4%B8%BB%E6%9D%83").await.starts_with("\u{feff}document,date,parties,"));
    let register = app.rows("/api/register?force=obligation").await;
    assert_eq!(register.len(), 1);
    assert_eq!(app.rows("/api/register?deadline=set").await.len(), 1);
    assert_eq!(app.rows("/api/register?kind=mandate").await.len(), 1);
    let id = register[0]["clause"].as_str().unwrap().replace('#', "%23").replace('/', "%2F");
    assert_eq!(app.json(&format!("/api/register/{id}")).await["status"], "not assessed");
    assert_eq!(app.json(&format!("/api/explain/{id}")).await["found_by"]["rule"], "zh/rules/commitment.toml#first");
    let sources = app.rows("/api/sources").await;
    let sha = sources[0]["source"].as_str().unwrap();
    assert_eq!(app.json(&format!("/api/sources/{sha}")).await["witnesses"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_can_be_taken_away() {
    let app = App::new().await;
    let mut full = 0;
    for table in chancery::render::table::TABLES {
        let lines = app.page(&format!("/api/export/{table}.jsonl")).await;
        let Some(first) = lines.lines().next() else { continue };
        full += 1;
        let first: Value = serde_json::from_str(first).unwrap();
        let sheet = app.page(&format!("/api/export/{table}.csv")).await;
        let head: Vec<&str> = sheet.lines().next().unwrap().trim_start_matches('\u{feff}').split(',').collect();
        assert_eq!(head, first.as_object().unwrap().keys().collect::<Vec<_>>(), "{table}");
    }
    assert!(full >= 10, "{full} tables have rows");
    assert_eq!(app.page("/api/export/undertakings.jsonl?kind=mandate").await.lines().count(), 1);
    let (head, _) = app.ask("/api/export/nothing.csv", &[]).await;
    assert_eq!(head.status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_of_the_api_is_described() {
    let app = App::new().await;
    let description = app.json("/api/openapi.json").await;
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.contains_key("/api/documents/{id}"));
    let router = include_str!("../src/serve/api/mod.rs");
    let routes: Vec<&str> = router.split(".route(").skip(1).filter_map(|route| route.split('"').nth(1)).collect();
    assert!(routes.len() > 30, "{routes:?}");
    for route in routes.into_iter().filter(|route| *route != "/openapi.json") {
        assert!(paths.contains_key(&format!("/api{route}")), "{route} is not described: {:?}", paths.keys());
    }
    for schema in ["Document", "Clause", "Change", "Undertaking", "Problem"] {
        assert!(description["components"]["schemas"][schema].is_object(), "{schema}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn problems_say_what_was_found_wanted_and_how_to_mend_it() {
    let app = App::new().await;
    let (head, body) = app.ask("/api/documents/none", &[]).await;
    assert_eq!(head.status(), StatusCode::NOT_FOUND);
    assert_eq!(head.headers()["content-type"], "application/problem+json");
    let problem: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(problem["status"], 404);
    assert!(problem["hint"].is_string());
    for (address, status) in [
        ("/api/nowhere", 404),
        ("/api/search", 400),
        ("/api/changes?older=a", 400),
        ("/matrix.csv", 400),
        (&format!("/compare/download/pdf?older={OLDER}&newer={NEWER}"), 404),
        ("/documents/none", 404),
        ("/documents/none/witnesses", 404),
        ("/register/none", 404),
        ("/sources/none", 404),
        ("/nowhere", 404),
        (&format!("/search?q={}", "a".repeat(400)), 400),
        (&format!("/documents/{OLDER}/download/pdf"), 404),
    ] {
        let (head, body) = app.ask(address, &[("accept-language", "zh-CN")]).await;
        assert_eq!(head.status().as_u16(), status, "{address}");
        assert_eq!(body.contains("如何补救"), !address.starts_with("/api"), "{address}");
    }
    let (refused, _) = app.sent(Request::post("/register").body(Body::empty()).unwrap()).await;
    assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_safe_and_speaks_both_languages() {
    let app = App::new().await;
    for address in avaria::pages() {
        let (head, english) = app.ask(&address, &[("accept-language", "en")]).await;
        assert_eq!(head.status(), StatusCode::OK, "{address}: {english}");
        let policy = head.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(
            !english.contains("style=") && !english.contains("<script>") && !english.contains("onclick"),
            "{address}"
        );
        let (_, chinese) = app.ask(&address, &[("cookie", "lang=zh")]).await;
        assert!(english.contains("<html lang=\"en\">") && chinese.contains("<html lang=\"zh-Hans\">"), "{address}");
        for (l, page) in [("en", &english), ("zh", &chinese)] {
            assert_eq!(untranslated(page), Vec::<&str>::new(), "{address} in {l}");
        }
    }
    let (head, _) = app.ask("/?lang=zh", &[]).await;
    assert!(head.headers()["set-cookie"].to_str().unwrap().starts_with("lang=zh;"));
}

/// Keys of the locales that show because nobody wrote words for them.
fn untranslated(page: &str) -> Vec<&str> {
    let sections = [
        "nav", "foot", "count", "filter", "library", "reader", "format", "clause", "search", "register", "compare",
        "trace", "source", "about", "problem", "relation", "lineage", "formulas", "matrix", "marks", "verdict",
        "explain",
    ];
    page.split(['>', '<', '"'])
        .filter(|words| {
            words.split_once('.').is_some_and(|(section, key)| {
                sections.contains(&section)
                    && !key.is_empty()
                    && key.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            })
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_are_escaped() {
    let app = App::new().await;
    let page = app.page(&format!("/documents/{ENGLISH}")).await;
    assert!(page.contains("&lt;fisheries&gt;") && !page.contains("<fisheries>"));
    let page = app.page("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!page.contains("<script>alert"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_decided_by_one_editor_at_a_time_and_never_from_another_site() {
    let app = App::new().await;
    let id = app.rows("/api/register?force=obligation").await[0]["clause"].as_str().unwrap().to_owned();
    let address = format!("/api/register/{}", id.replace('#', "%23").replace('/', "%2F"));
    let post = async |status: &str, headers: &[(&str, &str)]| {
        let value = serde_json::json!({ "field": "status", "value": status });
        let wish = serde_json::json!({ "by": "anna", "why": "seen", "action": "set", "value": value });
        let mut request = Request::post(format!("{address}/decisions")).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (head, body) = app.sent(request.body(Body::from(wish.to_string())).unwrap()).await;
        (head.status().as_u16(), serde_json::from_str::<Value>(&body).unwrap_or_default())
    };
    let here = ("host", "127.0.0.1:8080");
    let (head, _) = app.ask(&address, &[]).await;
    let tag = head.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(post("under way", &[here, ("if-match", &tag)]).await.0, 201);
    let (code, both) = post("done", &[here, ("if-match", &tag)]).await;
    assert_eq!((code, &both["theirs"]["status"], &both["yours"]["value"]), (409, &"under way".into(), &"done".into()));
    assert_eq!(app.json(&address).await["status"], "under way");
    assert_eq!(post("perhaps", &[here, ("if-match", "*")]).await.0, 400);
    assert_eq!(post("done", &[here]).await.0, 428);
    for foreign in [
        vec![("host", "evil.example")],
        vec![here, ("origin", "http://evil.example")],
        vec![here, ("sec-fetch-site", "cross-site")],
    ] {
        assert_eq!(post("done", &foreign).await.0, 403, "{foreign:?}");
    }
    assert_eq!(app.rows("/api/decisions").await.len(), 1);
}
