//! The store through its own doors: numbers, decisions, the chain of hashes.

#![allow(clippy::unwrap_used)]

use chancery::register::{Derived, Draft, Found, Hand, UndertakingFilter, Workspace};
use chancery::shape::{Clause, Document, Provision, Sentence, Undertaking};

/// A document whose every sentence is a commitment.
fn found(id: &str, words: &[&str]) -> Found {
    let text = words.join("\n");
    let mut found = Found {
        document: Document {
            document: id.into(),
            kind: "joint-statement".into(),
            date: Some("2031-05-06".into()),
            parties: vec!["AAA".into(), "BBB".into()],
            language: "zh-Hans".into(),
            text,
            ..Document::default()
        },
        ..Found::default()
    };
    let mut start = 0;
    for (n, words) in words.iter().enumerate() {
        let end = start + i64::try_from(words.chars().count()).unwrap();
        let (eid, text) = (format!("para_{n}"), (*words).to_owned());
        let (sentence, clause) = (format!("{id}#{eid}/s1"), format!("{id}#{eid}/s1c1"));
        let document = id.to_owned();
        let row = Sentence {
            document: document.clone(),
            sentence: sentence.clone(),
            eid: eid.clone(),
            start,
            end,
            text: text.clone(),
        };
        found.sentences.push(row);
        let kind = "commitment".to_owned();
        let row = Clause {
            document: document.clone(),
            clause: clause.clone(),
            sentence,
            eid,
            start,
            end,
            text,
            kind,
            ..Clause::default()
        };
        found.clauses.push((row, Default::default()));
        let status = "not assessed".to_owned();
        found.undertakings.push(Undertaking {
            undertaking: clause.clone(),
            document,
            clause,
            status,
            ..Undertaking::default()
        });
        start = end + 1;
    }
    found
}

async fn workspace(words: &[&str]) -> (tempfile::TempDir, Workspace) {
    let dir = tempfile::tempdir().unwrap();
    let workspace = Workspace::init(dir.path()).await.unwrap();
    replace(&workspace, words).await;
    (dir, workspace)
}

async fn replace(workspace: &Workspace, words: &[&str]) {
    let derived = Derived { documents: vec![found("d", words)], ..Derived::default() };
    workspace.replace(&derived).await.unwrap();
}

fn hand(name: &str) -> Hand {
    Hand { by: name.into(), why: "because".into(), ..Hand::default() }
}

fn by(name: &str) -> Draft {
    Draft { by: name.into(), ..Draft::default() }
}

#[tokio::test]
async fn numbers_are_frozen_and_later_readings_only_append() {
    let (_dir, w) = workspace(&["双方将合作。", "双方将开会。"]).await;
    w.open_register("d", &hand("anna")).await.unwrap();
    assert_eq!(w.undertaking("AAA-BBB 2031/002").await.unwrap().clause, "d#para_1/s1c1");
    assert!(w.open_register("d", &hand("anna")).await.is_err());
    replace(&w, &["双方将修路。", "双方将合作。", "双方将开会。"]).await;
    assert_eq!(w.undertaking("AAA-BBB 2031/002").await.unwrap().clause, "d#para_2/s1c1");
    w.open_register("d", &hand("anna")).await.unwrap();
    assert_eq!(w.undertaking("AAA-BBB 2031/003").await.unwrap().clause, "d#para_0/s1c1");
}

#[tokio::test]
async fn a_decision_whose_words_are_gone_is_put_up_for_attention() {
    let (_dir, w) = workspace(&["双方将合作。", "双方将开会。"]).await;
    w.set("d#para_0/s1c1", "status", "done", &hand("anna")).await.unwrap();
    let done = UndertakingFilter { status: Some("done".into()), ..UndertakingFilter::default() };
    assert_eq!(w.undertakings(&done).await.unwrap().len(), 1);
    replace(&w, &["双方将扩大合作。", "双方将开会。"]).await;
    assert!(w.undertakings(&done).await.unwrap().is_empty());
    let attention = w.attention().await.unwrap();
    assert_eq!(attention.len(), 1);
    assert_eq!(attention[0].words, "双方将合作。");
    assert_eq!(attention[0].now.as_deref(), Some("双方将扩大合作。"));
}

#[tokio::test]
async fn words_that_are_no_undertaking_any_more_keep_their_number() {
    let (_dir, w) = workspace(&["双方将合作。", "双方将开会。"]).await;
    w.open_register("d", &hand("anna")).await.unwrap();
    w.set("AAA-BBB 2031/001", "status", "done", &hand("anna")).await.unwrap();
    let mut again = found("d", &["双方将合作。", "双方将开会。"]);
    again.provisions = again
        .sentences
        .iter()
        .map(|s| Provision { document: "d".into(), eid: s.eid.clone(), text: s.text.clone(), ..Provision::default() })
        .collect();
    again.clauses[0].0.kind = "record".into();
    again.undertakings.remove(0);
    w.replace(&Derived { documents: vec![again], ..Derived::default() }).await.unwrap();
    let kept = w.entry("AAA-BBB 2031/001").await.unwrap();
    assert_eq!((kept.undertaking.status.as_str(), kept.kind.as_str()), ("done", "record"));
    let attention = w.attention().await.unwrap();
    assert!(attention.len() == 1 && attention[0].stands, "{attention:?}");
}

#[tokio::test]
async fn what_is_lost_can_be_carried_to_other_words() {
    let (_dir, w) = workspace(&["双方将合作。", "双方将开会。"]).await;
    w.open_register("d", &hand("anna")).await.unwrap();
    w.set("AAA-BBB 2031/001", "status", "done", &hand("anna")).await.unwrap();
    replace(&w, &["双方将扩大合作。", "双方将开会。"]).await;
    let lost = w.attention().await.unwrap();
    assert_eq!(lost.len(), 2);
    w.carry(lost[0].seq, "d#para_0/s1c1", &hand("anna")).await.unwrap();
    assert_eq!(w.attention().await.unwrap(), []);
    let entry = w.entry("AAA-BBB 2031/001").await.unwrap();
    assert_eq!((entry.words.as_str(), entry.undertaking.status.as_str()), ("双方将扩大合作。", "done"));
    assert_eq!(w.check().await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test]
async fn undoing_is_a_decision_that_can_be_undone() {
    let (_dir, w) = workspace(&["双方将合作。"]).await;
    let id = "d#para_0/s1c1";
    let status = async |w: &Workspace| w.entry(id).await.unwrap().undertaking.status;
    w.set(id, "status", "under way", &hand("anna")).await.unwrap();
    let done = w.set(id, "status", "done", &hand("anna")).await.unwrap();
    let undo = w.undo(done.seq, &hand("bela")).await.unwrap();
    assert_eq!(status(&w).await, "under way");
    assert_eq!(w.entry(id).await.unwrap().version, undo.seq);
    w.undo(undo.seq, &hand("anna")).await.unwrap();
    assert_eq!(status(&w).await, "done");
    assert_eq!(w.decisions(None).await.unwrap().len(), 4);
    w.open_register("d", &hand("anna")).await.unwrap();
    assert!(w.undo(5, &hand("anna")).await.is_err());
}

#[tokio::test]
async fn two_editors_of_one_entry_never_lose_an_update() {
    let (dir, w) = workspace(&["双方将合作。"]).await;
    let other = Workspace::open(dir.path()).await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..20 {
        let workspace = if n % 2 == 0 { w.clone() } else { other.clone() };
        let hand = Hand { saw: Some(0), ..hand(&format!("editor{n}")) };
        tasks.spawn(async move { workspace.set("d#para_0/s1c1", "tags", &format!("t{n}"), &hand).await });
    }
    let mut written = 0;
    while let Some(done) = tasks.join_next().await {
        match done.unwrap() {
            Ok(_) => written += 1,
            Err(error) => assert_eq!(error.codes().1, 409, "{error}"),
        }
    }
    assert_eq!(written, 1);
    assert_eq!(w.check().await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test]
async fn wrong_fields_and_values_are_refused() {
    let (_dir, w) = workspace(&["双方将合作。"]).await;
    assert!(w.set("d#para_0/s1c1", "colour", "red", &hand("anna")).await.is_err());
    assert!(w.set("d#para_0/s1c1", "status", "perhaps", &hand("anna")).await.is_err());
    assert!(w.set("d#para_0/s1c1", "deadline", "soon", &hand("anna")).await.is_err());
    assert!(w.set("d#para_0/s1c1", "status", "done", &hand(" ")).await.is_err());
    assert!(w.set("nothing", "status", "done", &hand("anna")).await.is_err());
}

#[tokio::test]
async fn many_writers_share_one_whole_chain() {
    let (dir, w) = workspace(&["双方将合作。"]).await;
    let other = Workspace::open(dir.path()).await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..40 {
        let workspace = if n % 2 == 0 { w.clone() } else { other.clone() };
        tasks.spawn(async move {
            let draft = Draft { subject: format!("s{n}"), action: "note".into(), ..by("anna") };
            workspace.decide(draft).await.unwrap();
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    assert_eq!(w.decisions(None).await.unwrap().len(), 40);
    assert_eq!(w.check().await.unwrap().faults, Vec::<String>::new());
}

#[tokio::test]
async fn tampering_is_found() {
    for (sql, fault) in [
        ("update decisions set note = 'x' where seq = 2", "decision 2: it was changed"),
        ("delete from decisions where seq = 2", "decision 2 is missing"),
        ("delete from decisions where seq = 3", "the last decisions are missing"),
        ("update sources set body = 'x'", "its bytes are not the ones"),
        ("update clauses set shape = replace(shape, '合作', '开会')", "other words stand"),
        ("delete from sentences", "there is no sentence"),
    ] {
        let (dir, w) = workspace(&["双方将合作。"]).await;
        w.keep(chancery::register::NewSource { body: b"abc".to_vec(), ..Default::default() }).await.unwrap();
        for n in 0..3 {
            w.decide(Draft { subject: format!("s{n}"), action: "note".into(), ..by("anna") }).await.unwrap();
        }
        assert_eq!(w.check().await.unwrap().faults, Vec::<String>::new());
        let address = format!("sqlite:{}", Workspace::database(dir.path()).display());
        let raw = sqlx::any::AnyPoolOptions::new().connect(&address).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&raw).await.unwrap();
        let faults = w.check().await.unwrap().faults;
        assert!(faults.iter().any(|f| f.contains(fault)), "{sql}: {faults:?}");
    }
}
