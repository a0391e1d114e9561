//! The story of `story.rs` told over the API: two documents registered, bodies and deadlines assigned, evidence, a flawed
//! rubric and its hole, two blind coders, settling, a meeting, the report; then another language pack and another
//! reading text, and every decision in place or listed for attention.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code)] // each test program uses a part of it
mod session;

use chancery::register::Workspace;
use chancery::serve::visit::encode;
use serde_json::{Value, json};
use session::Session;

const NEWER: &str = "2033-06-22-xlv-xsr-joint-statement";
const OLDER: &str = "2031-06-18-xlv-xsr-joint-statement";
const BODY: &str = "过境运输分委会";

/// A program in front of the API.
struct Program {
    agent: ureq::Agent,
    host: String,
}

impl Program {
    fn get(&self, path: &str) -> Value {
        let (status, body) = read(self.agent.get(format!("{}{path}", self.host)).call());
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_str(&body).unwrap_or(Value::String(body))
    }

    fn wish(&self, path: &str, wish: &Value) -> (u16, String) {
        let request = self.agent.post(format!("{}{path}", self.host));
        let request = request.header("content-type", "application/json").header("if-match", "*");
        read(request.send(wish.to_string()))
    }

    fn done(&self, path: &str, wish: &Value) -> Value {
        let (status, body) = self.wish(path, wish);
        assert_eq!(status, 201, "{path}: {body}");
        serde_json::from_str(&body).unwrap()
    }

    /// The number of the entry of the newer document that says these words.
    fn number(&self, words: &str) -> String {
        let rows = self.get(&format!("/api/register?document={NEWER}&text={}", encode(words)));
        rows[0]["undertaking"].as_str().unwrap().to_owned()
    }
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> (u16, String) {
    let mut answer = answer.unwrap();
    (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
}

/// Two documents registered; a body, a deadline, a status and evidence for the quay; a body for the railway.
fn register(program: &Program) -> [String; 2] {
    for document in [OLDER, NEWER] {
        program.done(&format!("/api/documents/{document}/register"), &json!({ "by": "anna" }));
    }
    let numbers = ["确保莫拉港", "建成卡隆—莫拉港铁路"].map(|words| program.number(words));
    for (id, field, value) in [
        (&numbers[0], "body", BODY),
        (&numbers[1], "body", BODY),
        (&numbers[0], "deadline", "2034-10-01"),
        (&numbers[0], "status", "under way"),
    ] {
        let wish =
            json!({ "by": "anna", "why": "agreed", "action": "set", "value": { "field": field, "value": value } });
        program.done(&format!("/api/register/{}/decisions", encode(id)), &wish);
    }
    // Dated in a year that is still to come: the preflight of the report will name it.
    let value = json!({ "quotation": "主体工程已经完工。", "address": "https://example.org/port",
        "published": "2033-07-02", "seen": "2033-07-03", "party": "XSR" });
    let wish = json!({ "by": "anna", "action": "evidence", "value": value });
    program.done(&format!("/api/register/{}/decisions", encode(&numbers[0])), &wish);
    numbers
}

/// A flawed rubric and its hole, a whole one, two coders who do not see each other, a third, a search, a signature.
fn assess(program: &Program, quay: &str) {
    let cycle =
        json!({ "cycle": "interim", "kind": "interim", "from": "2033-06-22", "to": "2034-01-31", "by": "anna" });
    program.done("/api/assessments", &cycle);
    let sheet = format!("/api/assessments/interim/{}", encode(quay));
    let rubric = |nought: &str| {
        json!({ "action": "rubric", "by": "anna", "rubric": { "criteria": { "law": "a law", "money": "money" },
            "levels": { "+1": "all", "0": nought, "-1": "none" }, "other": { "+1": "any", "-1": "none" } } })
    };
    let (status, flawed) = program.wish(&sheet, &rubric("law"));
    assert!(status == 422 && flawed.contains("hole") && flawed.contains("overlap"), "{flawed}");
    program.done(&sheet, &rubric("met = 1"));
    let coding = |action: &str, by: &str, why: &str, second: &[&str]| json!({ "action": action, "by": by, "why": why, "coding": { "met": { "XLV": ["law", "money"], "XSR": second } } });
    program.done(&sheet, &coding("code", "anna", "", &["law"]));
    let sealed = program.get(&format!("/api/register/{}", encode(quay)))["assessments"]["interim"].clone();
    assert_eq!(sealed["codings"][0]["met"], json!({}), "blind: {sealed}");
    program.done(&sheet, &coding("code", "bela", "", &[]));
    assert_eq!(program.wish(&sheet, &coding("settle", "anna", "mine", &["law"])).0, 422, "a coder does not settle");
    program.done(&sheet, &coding("settle", "cleo", "the law is of June", &["law"]));
    assert_eq!(program.wish(&sheet, &json!({ "action": "sign", "by": "cleo" })).0, 422, "nobody has searched");
    let search = json!({ "queries": ["port"], "places": ["gazette"], "languages": ["zh"] });
    program.done(&sheet, &json!({ "action": "search", "by": "bela", "search": search }));
    program.done(&sheet, &json!({ "action": "sign", "by": "cleo" }));
}

/// A meeting of the body, one decision in it, its end.
fn meet(program: &Program, quay: &str) {
    program.done("/api/reviews", &json!({ "body": BODY, "number": 1, "date": "2034-03-01", "by": "anna" }));
    let meeting = format!("/api/reviews/{}", encode(&format!("{BODY}/1")));
    let agenda = program.get(&meeting);
    let held = |id: &str| agenda["agenda"].as_array().unwrap().iter().any(|i| i["undertaking"] == id);
    assert!(held(quay), "{agenda}");
    let wish =
        json!({ "undertaking": quay, "text": "The office reports in March.", "due": "2034-03-31", "by": "anna" });
    program.done(&format!("{meeting}/decisions"), &wish);
    program.done(&format!("{meeting}/close"), &json!({ "by": "anna" }));
    assert_eq!(program.wish(&format!("{meeting}/decisions"), &wish).0, 422, "it is closed");
}

/// The report says what was assessed of all, and its preflight names the evidence that is still to come.
fn report(program: &Program, quay: &str) {
    let told = program.get(&format!("/api/reports/report.json?document={NEWER}"));
    assert_eq!((&told["assessed"], &told["of"]), (&1.into(), &26.into()));
    assert_eq!(told["rounds"][0]["parties"]["XLV"]["percent"], 100.0);
    let faults = program.get(&format!("/api/preflight?document={NEWER}"));
    let faults = faults.as_array().unwrap();
    let named = |what: &str| {
        let of_it = |f: &&Value| f["place"].as_str().unwrap().contains(quay) && f["grave"] == true;
        faults.iter().filter(of_it).any(|f| f["what"].as_str().unwrap().contains(what))
    };
    assert!(named("still to come"), "{faults:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_story_over_the_api() {
    let session = Session::new();
    session.ok(&["init"]);
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/sources");
    session.ok(&["add", samples.to_str().unwrap()]);
    let workspace = Workspace::open(&session.path(".")).await.unwrap();
    let router = chancery::serve::router(workspace.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    let program = Program { agent: config.build().into(), host };
    let (program, numbers) = tokio::task::spawn_blocking(move || {
        let numbers = register(&program);
        assess(&program, &numbers[0]);
        meet(&program, &numbers[0]);
        report(&program, &numbers[0]);
        let ruling = json!({ "action": "reading.correct", "by": "wen", "why": "the treaty series has it",
            "eid": "part_2__sec_1__item_2", "before": "莫拉港铁路", "words": "复线", "after": "", "made": "双线" });
        let (status, answer) = program.wish(&format!("/api/documents/{NEWER}/readings"), &ruling);
        assert!(status < 300, "{answer}");
        (program, numbers)
    })
    .await
    .unwrap();
    let before = workspace.decisions(None).await.unwrap();
    // Another language pack, which does not know 将.
    let operators = concat!(env!("CARGO_MANIFEST_DIR"), "/../languages/zh/words/operators.tsv");
    let operators = std::fs::read_to_string(operators).unwrap();
    let without: Vec<&str> = operators.lines().filter(|line| !line.starts_with("将\t")).collect();
    session.write("pack/zh/words/operators.tsv", &(without.join("\n") + "\n"));
    session.ok(&["--languages", session.path("pack").to_str().unwrap(), "rebuild"]);
    let attention = tokio::task::spawn_blocking(move || {
        let attention = program.get("/api/attention");
        let railway =
            attention.as_array().unwrap().iter().find(|a| a["subject"] == numbers[1].as_str()).cloned().unwrap();
        assert!(railway["words"].as_str().unwrap().contains("复线"), "{railway}");
        assert!(railway["now"].as_str().unwrap().contains("双线"), "both wordings: {railway}");
        attention
    })
    .await
    .unwrap();
    for decision in before.iter().filter(|d| d.subject.starts_with("XLV-XSR")) {
        let lost = attention.as_array().unwrap().iter().any(|a| a["seq"] == decision.seq);
        let stands = workspace.entry(&decision.subject).await.is_ok_and(|e| e.version >= decision.seq);
        assert!(lost || stands, "decision {} about {} is neither in place nor listed", decision.seq, decision.subject);
    }
    session.ok(&["check"]);
}
