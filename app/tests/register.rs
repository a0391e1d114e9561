//! The store through its own doors: numbers, decisions, the chain of hashes.

use chancery::register::{Derived, Draft, Found, UndertakingFilter, Workspace};
use chancery::shape::{Clause, Document, Sentence, Undertaking};

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

fn by(name: &str) -> Draft {
    Draft { by: name.into(), ..Draft::default() }
}

#[tokio::test]
async fn numbers_are_frozen_and_later_readings_only_append() {
    let (_dir, w) = workspace(&["双方将合作。", "双方将开会。"]).await;
    w.open_register("d", "anna").await.unwrap();
    assert_eq!(w.undertaking("AAA-BBB 2031/002").await.unwrap().clause, "d#para_1/s1c1");
    assert!(w.open_register("d", "anna").await.is_err());
    replace(&w, &["双方将修路。", "双方将合作。", "双方将开会。"]).await;
    assert_eq!(w.undertaking("AAA-BBB 2031/002").await.unwrap().clause, "d#para_2/s1c1");
    w.open_register("d", "anna").await.unwrap();
    assert_eq!(w.undertaking("AAA-BBB 2031/003").await.unwrap().clause, "d#para_0/s1c1");
}

#[tokio::test]
async fn a_decision_whose_words_are_gone_is_put_up_for_attention() {
    let (_dir, w) = workspace(&["双方将合作。", "双方将开会。"]).await;
    w.set("d#para_0/s1c1", "status", "done", by("anna")).await.unwrap();
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
async fn wrong_fields_and_values_are_refused() {
    let (_dir, w) = workspace(&["双方将合作。"]).await;
    assert!(w.set("d#para_0/s1c1", "colour", "red", by("anna")).await.is_err());
    assert!(w.set("d#para_0/s1c1", "status", "perhaps", by("anna")).await.is_err());
    assert!(w.set("d#para_0/s1c1", "deadline", "soon", by("anna")).await.is_err());
    assert!(w.set("d#para_0/s1c1", "status", "done", by(" ")).await.is_err());
    assert!(w.set("nothing", "status", "done", by("anna")).await.is_err());
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
