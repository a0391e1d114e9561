//! Who may do what: every role at every door, and no door that is not in the table.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code)] // each test program uses a part of it
mod avaria;
#[allow(dead_code)]
mod house;

use avaria::{ENGLISH, OLDER};
use axum::http::Method;
use chancery::people::{Action, Role, TABLE};
use chancery::register::Draft;
use chancery::serve::doors::DOORS;
use house::{App, Ask, get, part, post, routes};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[tokio::test]
async fn every_route_that_writes_is_in_the_table_and_every_line_is_a_route() {
    let app = App::alone().await;
    let routes = routes(&app.router);
    assert!(routes.len() > 60 && routes.contains(&("GET".into(), "/".into())), "{routes:?}");
    let writes = |method: &str| !["GET", "HEAD"].contains(&method);
    let there: BTreeSet<_> = routes.into_iter().filter(|(method, _)| writes(method)).collect();
    let listed: BTreeSet<_> = DOORS.iter().map(|(m, p, _)| (m.to_string(), (*p).to_owned())).collect();
    assert_eq!(there, listed);
    assert_eq!(listed.len(), DOORS.len());
    assert!(DOORS.iter().all(|(method, ..)| *method != Method::GET));
}

#[tokio::test]
async fn every_address_of_the_api_is_described_and_nothing_else() {
    let app = App::alone().await;
    let description = app.ask(get("/api/openapi.json")).await.json();
    let described: BTreeSet<(String, String)> = description["paths"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(path, _)| path.starts_with("/api/"))
        .flat_map(|(path, methods)| methods.as_object().unwrap().keys().map(|m| (m.to_uppercase(), path.clone())))
        .collect();
    let there = routes(&app.router).into_iter().filter(|(m, p)| m != "HEAD" && p.starts_with("/api/"));
    assert_eq!(there.filter(|(_, p)| p != "/api/openapi.json").collect::<BTreeSet<_>>(), described);
}

/// The least role for each action, said once more, by hand: `P` where a role for the parties will do.
const WANTED: [(Action, &str, char); 25] = [
    (Action::Read, "reader", 'A'),
    (Action::Own, "reader", 'A'),
    (Action::View, "contributor", 'A'),
    (Action::Remark, "contributor", 'P'),
    (Action::Evidence, "contributor", 'P'),
    (Action::UndoOwn, "contributor", 'P'),
    (Action::Search, "coder", 'P'),
    (Action::Code, "coder", 'P'),
    (Action::Settle, "coder", 'P'),
    (Action::Coders, "editor", 'P'),
    (Action::Set, "editor", 'P'),
    (Action::Step, "editor", 'P'),
    (Action::Split, "editor", 'P'),
    (Action::Open, "editor", 'P'),
    (Action::Undo, "editor", 'P'),
    (Action::Carry, "editor", 'P'),
    (Action::Rubric, "editor", 'P'),
    (Action::Sign, "editor", 'P'),
    (Action::Resolve, "editor", 'P'),
    (Action::Meet, "editor", 'W'),
    (Action::Cycle, "editor", 'W'),
    (Action::Import, "editor", 'W'),
    (Action::Yellow, "editor", 'W'),
    (Action::Issue, "editor", 'W'),
    (Action::People, "administrator", 'W'),
];

/// What the requests are about.
struct Story {
    entry: String,
    theirs: i64,
}

impl Story {
    async fn of(app: &App) -> Self {
        let rows = app.workspace.undertakings(&Default::default()).await.unwrap();
        let entry = rows.iter().find(|u| u.document == OLDER).unwrap().clause.clone();
        let hand = chancery::register::Hand { by: "somebody".into(), why: "x".into(), ..Default::default() };
        let theirs = app.workspace.set(&entry, "note", "theirs", &hand).await.unwrap().seq;
        let cycle = json!({ "cycle": "c", "kind": "final", "from": "2021-01-01", "to": "2022-01-01" }).to_string();
        let cycle = Draft {
            by: "somebody".into(),
            subject: "c".into(),
            action: "cycle".into(),
            value: cycle,
            ..Draft::default()
        };
        app.workspace.decide(cycle).await.unwrap();
        chancery::review::meeting::open(&app.workspace, "委员会", 1, "2024-01-01", &hand).await.unwrap();
        Self { entry, theirs }
    }

    /// A decision whose words are gone.
    async fn lost(&self, app: &App, words: &str) -> i64 {
        let anchor = json!({ "document": OLDER, "eid": "para_1", "words": words, "nth": 0 });
        let value = json!({ "field": "status", "value": "done", "anchor": anchor }).to_string();
        let (by, subject, action) = ("somebody".into(), "x".into(), "set".into());
        app.workspace.decide(Draft { by, subject, action, value, ..Draft::default() }).await.unwrap().seq
    }

    /// A request that does it.
    async fn request(&self, app: &App, action: Action, name: &str) -> Ask {
        let entry = format!("/api/register/{}", part(&self.entry));
        let decide = |action: &str, value: Value| {
            let wish = json!({ "action": action, "value": value, "why": "because" });
            post(&format!("{entry}/decisions")).with("if-match", "*").json(&wish)
        };
        let assess = |action: &str, more: Value| {
            let mut wish = json!({ "action": action, "why": "because" });
            wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            post(&format!("/api/assessments/c/{}", part(&self.entry))).json(&wish)
        };
        let coding = json!({ "coding": { "scores": { "AVL": "+1" } } });
        match action {
            Action::Read => get("/api/register"),
            Action::Own => post("/api/tokens").json(&json!({ "name": "more", "role": "reader" })),
            Action::View => post("/register/views").form(&[("name", name), ("query", "party=AVL")]),
            Action::Remark => decide("set", json!({ "field": "note", "value": "seen" })),
            Action::Evidence => post(&format!("{entry}/evidence")).parts(&[("quotation", None, b"done")]),
            Action::UndoOwn => {
                let hand = chancery::register::Hand { by: name.into(), why: "x".into(), ..Default::default() };
                let own = app.workspace.set(&self.entry, "note", "mine", &hand).await.unwrap().seq;
                post(&format!("/api/decisions/{own}/undo")).json(&json!({ "why": "wrong" }))
            }
            Action::Search => {
                assess("search", json!({ "search": { "queries": ["a"], "places": ["b"], "languages": ["zh"] } }))
            }
            Action::Code => assess("code", coding),
            Action::Settle => assess("settle", coding),
            Action::Coders => {
                post(&format!("/api/documents/{}/marks", part(OLDER))).json(&json!({ "action": "open", "coders": "x" }))
            }
            Action::Set => decide("set", json!({ "field": "status", "value": "under way" })),
            Action::Step => decide("milestone", json!({ "name": "draft", "due": "2022-01-01" })),
            Action::Split => decide("split", json!({ "shares": [] })),
            Action::Open => post(&format!("/api/documents/{}/register", part(OLDER))).json(&json!({})),
            Action::Undo => post(&format!("/api/decisions/{}/undo", self.theirs)).json(&json!({ "why": "wrong" })),
            Action::Carry => {
                let wish = json!({ "to": self.entry, "why": "the same" });
                let lost = self.lost(app, &format!("gone before {name}")).await;
                post(&format!("/api/decisions/{lost}/carry")).json(&wish)
            }
            Action::Rubric => assess(
                "rubric",
                json!({ "rubric": { "criteria": { "a": "b" }, "levels": { "+1": "a", "-1": "not a" } } }),
            ),
            Action::Sign => assess("sign", json!({})),
            Action::Resolve => {
                let wish = json!({ "undertaking": self.entry, "text": "report in March" });
                post(&format!("/api/reviews/{}/decisions", part("委员会/1"))).json(&wish)
            }
            Action::Meet => post("/api/reviews")
                .json(&json!({ "body": format!("委员会 {name}"), "number": 2, "date": "2025-01-01" })),
            Action::Cycle => post("/api/assessments")
                .json(&json!({ "cycle": name, "kind": "final", "from": "2021-01-01", "to": "2022-01-01" })),
            Action::Import => post("/api/tables").parts(&[("file", Some("t.csv"), b"id,text,average,avl\n1,x,1,1\n")]),
            Action::Yellow => post("/api/yellow").json(&json!({ "days": 30 })),
            Action::Issue => post("/reports").form(&[("document", OLDER), ("format", "json")]),
            Action::People => post("/api/people/invitations").json(&json!({ "role": "reader" })),
            Action::Reading | Action::Enter => unreachable!("asked in tests of their own"),
        }
    }
}

/// Authorised: done, or refused for a reason that has nothing to do with who asks.
fn let_in(code: u16) -> bool {
    [200, 201, 303, 409, 422].contains(&code)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_may_do_what_the_table_says_and_no_more() {
    let said: BTreeSet<Action> = WANTED.iter().map(|w| w.0).chain([Action::Reading, Action::Enter]).collect();
    assert_eq!(said, TABLE.iter().map(|line| line.0).collect::<BTreeSet<_>>());
    let app = App::peopled().await;
    let story = Story::of(&app).await;
    let mut asked = 0;
    for role in Role::ALL {
        for (parties, place) in [("", 'W'), ("AVL-MOR", 'P'), ("AVL-SKE", 'O')] {
            let name = format!("{role} {place}");
            let token = app.person(&name, role, parties).await;
            for (action, least, reach) in WANTED {
                let enough = role >= Role::named(least).unwrap();
                let wanted = enough
                    && match reach {
                        'A' => true,
                        'P' => place != 'O',
                        _ => place == 'W',
                    };
                let answer = app.ask(story.request(&app, action, &name).await.token(&token)).await;
                let code = answer.code();
                assert!(code == 403 || let_in(code), "{action:?} by {name}: {code} {}", answer.body);
                assert_eq!(let_in(code), wanted, "{action:?} by {name}: {code} {}", answer.body);
                asked += 1;
            }
        }
    }
    assert_eq!(asked, 5 * 3 * WANTED.len());
    for (action, ..) in WANTED {
        let code = app.ask(story.request(&app, action, "nobody").await).await.code();
        assert_eq!(code, 401, "{action:?} by nobody");
    }
    let faults = app.workspace.check().await.unwrap().faults;
    assert!(!faults.iter().any(|fault| fault.contains("decision")), "{faults:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn readings_are_for_editors_of_their_parties() {
    let app = App::peopled().await;
    let wish = json!({ "action": "reading.refuse", "eid": "para_1", "words": "双方", "made": "" });
    for (name, role, parties, document, code) in [
        ("coder", Role::Coder, "", OLDER, 403),
        ("other editor", Role::Editor, "AVL-SKE", OLDER, 403),
        ("whole coder", Role::Coder, "", ENGLISH, 403),
    ] {
        let token = app.person(name, role, parties).await;
        for door in
            [format!("/api/documents/{}/readings", part(document)), format!("/documents/{}/source", part(document))]
        {
            let answer = app.ask(post(&door).token(&token).json(&wish)).await;
            // The page takes forms, not JSON: it never comes to reading one from somebody who may not.
            assert!([code, 415].contains(&answer.code()), "{name} at {door}: {}", answer.code());
        }
    }
    assert!(app.workspace.rulings().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_is_the_author_whatever_they_say() {
    let app = App::peopled().await;
    let story = Story::of(&app).await;
    let token = app.person("Bela", Role::Editor, "AVL-MOR").await;
    let entry = format!("/api/register/{}", part(&story.entry));
    let wish = json!({ "by": "Root", "action": "set", "value": { "field": "note", "value": "x" } });
    let answer = app.ask(post(&format!("{entry}/decisions")).token(&token).json(&wish)).await;
    assert_eq!((answer.code(), &answer.json()["by"]), (201, &"Bela".into()));
    let answer = app
        .ask(
            post(&format!("{entry}/evidence")).token(&token).parts(&[("by", None, b"Root"), ("quotation", None, b"q")]),
        )
        .await;
    assert_eq!((answer.code(), &answer.json()["by"]), (201, &"Bela".into()));
    let lines = json!({ "by": "Root", "lines": [{ "undertaking": story.entry, "field": "tags", "value": "a" }] });
    assert_eq!(app.ask(post("/api/register").token(&token).json(&lines)).await.code(), 201);
    let all = app.workspace.decisions(None).await.unwrap();
    assert!(all.iter().rev().take(3).all(|d| d.by == "Bela"), "{all:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_settings_are_written_for_all_entries_or_none() {
    let app = App::peopled().await;
    let rows = app.workspace.undertakings(&Default::default()).await.unwrap();
    let ours = rows.iter().find(|u| u.document == OLDER).unwrap().clause.clone();
    let theirs = rows.iter().find(|u| u.document == ENGLISH).unwrap();
    let token = app.person("Bela", Role::Editor, "AVL-MOR").await;
    let line =
        |id: &str, version: Value| json!({ "undertaking": id, "field": "tags", "value": "a", "version": version });
    let send = async |lines: Value| app.ask(post("/api/register").token(&token).json(&json!({ "lines": lines }))).await;
    let before = app.workspace.decisions(None).await.unwrap().len();
    let answer = send(json!([line(&ours, Value::Null), line("nothing", Value::Null)])).await;
    assert_eq!((answer.code(), &answer.json()["faults"][0][0]), (422, &2.into()));
    assert_eq!(send(json!([line(&ours, Value::Null), line(&theirs.clause, Value::Null)])).await.code(), 403);
    assert_eq!(app.workspace.decisions(None).await.unwrap().len(), before);
}
