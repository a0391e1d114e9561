//! Coding by hand over HTTP: pages and API keep coders blind to each other, guard their forms, and describe themselves.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod avaria;

use avaria::OLDER;
use avaria::app::App;
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

/// What the API answers to a wish of `by`.
async fn asked(app: &App, by: &str, mut wish: Value) -> (u16, String) {
    wish["by"] = by.into();
    let request = Request::post(format!("/api/documents/{OLDER}/marks")).header("host", "127.0.0.1:1");
    let request = request.header("content-type", "application/json");
    let (head, body) = app.sent(request.body(Body::from(wish.to_string())).unwrap()).await;
    (head.status().as_u16(), body)
}

async fn done(app: &App, by: &str, wanted: Value) {
    let (status, body) = asked(app, by, wanted.clone()).await;
    assert_eq!(status, 201, "{wanted}: {body}");
}

fn clause(place: &str) -> String {
    format!("{OLDER}#{place}")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_and_the_pages_keep_coders_blind_until_both_are_complete() {
    let app = App::new().await;
    let api = format!("/api/documents/{OLDER}/marks");
    let page = format!("/documents/{OLDER}/marks");
    assert_eq!(app.get(&api).await.0, 404);
    assert_eq!(asked(&app, "anna", json!({ "action": "accept" })).await.0, 422);
    done(&app, "ed", json!({ "action": "open", "coders": "anna, bela" })).await;
    let secret = "SECRET of anna";
    let mine = clause("part_1__para_1/s2c1");
    let wish = json!({ "action": "correct", "clause": mine, "kind": "record", "operator": "", "why": secret });
    done(&app, "anna", wish).await;
    assert_eq!(asked(&app, "cleo", json!({ "action": "accept" })).await.0, 422);
    for blind in [format!("{api}?by=bela"), "/api/decisions".into(), format!("{page}?by=bela"), page.clone()] {
        let (status, body) = app.get(&blind).await;
        assert!(status == 200 && !body.contains(secret) && !body.contains("\"correct\""), "{blind}: {status} {body}");
    }
    for refused in [
        format!("{api}?by=bela&of=anna"),
        format!("{page}?by=bela&of=anna"),
        format!("{api}/agreement"),
        format!("{page}/agreement"),
        format!("{api}/files/clauses.jsonl?by=bela&of=anna"),
        format!("{api}/files/annotations.jsonld?by=bela&of=settled"),
    ] {
        let (status, body) = app.get(&refused).await;
        assert!(status == 422 && !body.contains(secret), "{refused}: {status} {body}");
    }
    assert!(app.get(&format!("{page}?by=anna")).await.1.contains(secret));
    done(&app, "anna", json!({ "action": "complete", "rest": "accept" })).await;
    assert!(!app.get("/api/decisions").await.1.contains(secret));
    done(&app, "bela", json!({ "action": "complete", "rest": "accept" })).await;
    assert!(app.get("/api/decisions").await.1.contains(secret));
    let found: Value = serde_json::from_str(&app.get(&format!("{api}/agreement")).await.1).unwrap();
    assert_eq!(found["disagreements"].as_array().unwrap().len(), 1, "{found}");
    assert!(app.get(&format!("{page}/agreement")).await.1.contains("κ"));
    let pair = found["disagreements"][0]["pair"].as_str().unwrap();
    let settle = json!({ "action": "settle", "pair": pair, "take": "bela", "why": "it is a stance" });
    assert_eq!(asked(&app, "anna", settle.clone()).await.0, 422);
    done(&app, "cleo", settle).await;
    let (status, lines) = app.get(&format!("{api}/files/clauses.jsonl?of=settled")).await;
    assert!(status == 200 && lines.contains("\"oppose\""), "{lines}");
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let fields: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
    let gold = ["sentence", "start", "end", "operator", "kind", "stance", "force", "actors", "addressees", "deadline"];
    assert_eq!(fields, gold);
    assert_eq!(app.get(&format!("{api}/files/nothing.txt?of=anna")).await.0, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_are_taken_from_our_own_pages_alone_and_lead_on_to_the_next_clause() {
    let app = App::new().await;
    let page = format!("/documents/{OLDER}/marks");
    let guard = |body: &str| {
        let after = body.split("name=\"form-guard\" value=\"").nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    let guard = guard(&app.get(&page).await.1);
    let post = |body: String| {
        Request::post(&page)
            .header("host", "127.0.0.1:1")
            .header("origin", "http://127.0.0.1:1")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap()
    };
    assert_eq!(app.sent(post("action=open&coders=anna&by=ed".into())).await.0.status(), 403);
    assert_eq!(app.sent(post(format!("action=open&coders=anna&by=ed&form-guard={guard}"))).await.0.status(), 303);
    let clause = clause("part_1__para_1/s1c1").replace('#', "%23").replace('/', "%2F");
    let form = format!("action=accept&clause={clause}&next=part_1__para_1%2Fs2c1&by=anna&form-guard={guard}");
    let to = app.sent(post(form)).await.0.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(to, format!("{page}?by=anna#part_1__para_1/s2c1"));
    let marked = app.get(&format!("{page}?by=anna&clause=part_1__para_1%2Fs2c1")).await.1;
    assert!(marked.contains("class=\"fields\"") && marked.contains("tag verdict accept"), "{marked}");
}
