//! The whole story in a real browser: two documents registered, bodies and deadlines assigned, evidence, a flawed rubric
//! and its hole, two blind coders, settling, a meeting and its papers; then another language pack and another reading
//! text, and every decision in place or listed for attention.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod chromium;
#[allow(dead_code)] // each test program uses a part of it
mod session;

use chancery::register::{UndertakingFilter, Workspace};
use chromium::{Driver, look, screen};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use session::Session;
use std::time::Duration;

const NEWER: &str = "2033-06-22-xlv-xsr-joint-statement";
const OLDER: &str = "2031-06-18-xlv-xsr-joint-statement";

/// A browser in front of the application.
struct Reader {
    browser: Client,
    host: String,
    complaints: Vec<String>,
    pictures: usize,
    /// The number of the quay.
    port: String,
    /// The number of the railway.
    railway: String,
}

impl Reader {
    async fn go(&mut self, address: &str) {
        self.browser.goto(&format!("{}{address}", self.host)).await.unwrap();
        self.seen(address).await;
    }

    /// Nothing on the console, nothing wider than the screen, on the page that is shown.
    async fn seen(&mut self, address: &str) {
        let name = format!("story-{:02}", self.pictures);
        self.pictures += 1;
        self.complaints.extend(look(&self.browser, &name, address, 1280).await);
    }

    /// Writes into a field, whatever its sort.
    async fn fill(&self, field: &str, value: &str) {
        let script = "const f = document.querySelector(arguments[0]); f.value = arguments[1]; \
                      f.dispatchEvent(new Event('change', { bubbles: true }))";
        self.browser.execute(script, vec![json!(field), json!(value)]).await.unwrap_or_else(|e| panic!("{field}: {e}"));
    }

    async fn click(&self, what: &str) {
        let found = self.browser.wait().at_most(Duration::from_secs(10)).for_element(Locator::Css(what)).await;
        let found = found.unwrap_or_else(|e| panic!("{what}: {e}"));
        let middle = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.browser.execute(middle, vec![json!(what)]).await.unwrap();
        found.click().await.unwrap_or_else(|e| panic!("{what}: {e}"));
    }

    /// Presses the button that sends a form, and looks at what comes back.
    async fn send(&mut self, button: &str) {
        let old = "document.documentElement.dataset.old = '1'";
        self.browser.execute(old, Vec::new()).await.unwrap();
        self.click(button).await;
        let fresh = "return document.readyState === 'complete' && !document.documentElement.dataset.old";
        for _ in 0..200 {
            if matches!(self.browser.execute(fresh, Vec::new()).await, Ok(Value::Bool(true))) {
                return self.seen(button).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{button} leads nowhere");
    }

    async fn text(&self) -> String {
        self.browser.find(Locator::Css("body")).await.unwrap().text().await.unwrap()
    }

    async fn shows(&self, words: &str) {
        let text = self.text().await;
        assert!(text.contains(words), "{words} is not in:\n{text}");
    }
}

fn address(id: &str) -> String {
    format!("/register/{}", chancery::serve::visit::encode(id))
}

async fn served(session: &Session) -> (Workspace, String) {
    let workspace = Workspace::open(&session.path(".")).await.unwrap();
    let router = chancery::serve::router(workspace.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (workspace, host)
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_samples_to_the_minutes_and_nothing_decided_is_lost() {
    let Some(driver) = Driver::start() else {
        println!("NOT RUN: no chromedriver here; install it with `apt-get install chromium chromium-driver`");
        return;
    };
    let session = Session::new();
    session.ok(&["init"]);
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/sources");
    session.ok(&["add", samples.to_str().unwrap()]);
    let (workspace, host) = served(&session).await;
    let profile = tempfile::tempdir().unwrap();
    let browser = driver.browser(profile.path()).await;
    screen(&browser, 1280, 900).await;
    let (port, railway) = (String::new(), String::new());
    let mut reader = Reader { browser, host, complaints: Vec::new(), pictures: 0, port, railway };
    reader.go("/register?lang=en").await;
    register(&mut reader, &workspace).await;
    evidence(&mut reader).await;
    assess(&mut reader).await;
    meet(&mut reader).await;
    let before = workspace.decisions(None).await.unwrap();
    read_otherwise(&mut reader, &session).await;
    for decision in before.iter().filter(|d| d.subject.starts_with("XLV-XSR")) {
        let lost = workspace.attention().await.unwrap().iter().any(|a| a.seq == decision.seq);
        let stands = workspace.entry(&decision.subject).await.is_ok_and(|e| e.version >= decision.seq);
        assert!(lost || stands, "decision {} about {} is neither in place nor listed", decision.seq, decision.subject);
    }
    carry(&mut reader, &workspace).await;
    session.ok(&["check"]);
    reader.browser.close().await.unwrap();
    assert!(reader.complaints.is_empty(), "{}", reader.complaints.join("\n"));
}

/// Opens the register for two documents and assigns a body and a deadline to two undertakings at once.
async fn register(reader: &mut Reader, workspace: &Workspace) {
    for document in [OLDER, NEWER] {
        reader.go("/register/open").await;
        reader.send(&format!("a[href='/register/open?document={document}']")).await;
        reader.shows("will be frozen").await;
        reader.fill("form.sheet input[name=by]", "anna").await;
        reader.send("form.sheet button").await;
    }
    for (words, number) in [("确保莫拉港", &mut reader.port), ("建成卡隆—莫拉港铁路", &mut reader.railway)]
    {
        let (text, document) = (Some(words.to_owned()), Some(NEWER.to_owned()));
        let filter = UndertakingFilter { text, document, ..UndertakingFilter::default() };
        *number = workspace.undertakings(&filter).await.unwrap()[0].undertaking.clone();
    }
    for id in [reader.port.clone(), reader.railway.clone()] {
        reader.shows(&id).await;
        reader.click(&format!("input[value='{id}']")).await;
    }
    reader.shows("2 ticked").await;
    for (field, value) in
        [("body", "过境运输分委会"), ("deadline", "2034-10-01"), ("status", "under way"), ("tag", "transit")]
    {
        reader.fill(&format!(".controls [name={field}]"), value).await;
    }
    reader.fill(".controls [name=why]", "agreed in the working group").await;
    reader.fill(".controls [name=by]", "anna").await;
    reader.send(".controls button").await;
    reader.shows("8 decisions were written.").await;
    reader.shows("2 of 26 assessed").await;
    reader.go("/register?tag=transit").await;
    reader.click(".views summary").await;
    reader.fill(".views input[name=name]", "Transit").await;
    reader.fill(".views input[name=by]", "anna").await;
    reader.send(".views form button").await;
    reader.shows("Transit").await;
}

async fn evidence(reader: &mut Reader) {
    reader.go(&address(&reader.port.clone())).await;
    reader.click("#evidence details.add summary").await;
    for (field, value) in [
        ("[name=quotation]", "专用码头主体工程已经完工。"),
        ("[name=address]", "https://example.org/port"),
        ("[name=published]", "2033-07-02"),
        ("[name=party]", "XSR"),
        ("[name=by]", "anna"),
    ] {
        reader.fill(&format!(".evidence-form {field}"), value).await;
    }
    reader.send(".evidence-form button").await;
    reader.shows("专用码头主体工程已经完工。").await;
    reader.shows("Through the years").await;
}

/// A flawed rubric and its hole, a whole one, two coders, a third, a search, a signature.
async fn assess(reader: &mut Reader) {
    reader.go("/assessments").await;
    for (field, value) in [("cycle", "interim"), ("from", "2033-06-22"), ("to", "2034-01-31"), ("by", "anna")] {
        reader.fill(&format!("form.sheet [name={field}]"), value).await;
    }
    reader.send("form.sheet button").await;
    let sheet = format!("/assessments/interim/{}", chancery::serve::visit::encode(&reader.port));
    reader.go(&sheet).await;
    for (nth, (name, means)) in [("law", "passes a law"), ("money", "sets money aside")].into_iter().enumerate() {
        let pair = format!(".rubric-form .pair:nth-of-type({})", nth + 1);
        reader.fill(&format!("{pair} [name=criterion]"), name).await;
        reader.fill(&format!("{pair} [name=meaning]"), means).await;
    }
    for (score, condition) in [("+1", "all"), ("0", "law"), ("-1", "none")] {
        reader.fill(&format!("[name='level{score}']"), condition).await;
    }
    reader.fill(".rubric-form [name=by]", "anna").await;
    reader.send("button[value=check]").await;
    reader.shows("hole: no score for a party that met money").await;
    reader.shows("overlap: ").await;
    reader.fill("[name='level0']", "met = 1").await;
    reader.fill("[name='other+1']", "any").await;
    reader.fill("[name='other-1']", "none").await;
    reader.send("button[value=rubric]").await;
    reader.shows("0 of 2 have coded").await;
    code(reader, "anna", &["XLV.law", "XLV.money", "XSR.law"]).await;
    let sealed = reader.text().await;
    assert!(sealed.contains("1 of 2 have coded") && !sealed.contains("Holds"), "blind: {sealed}");
    code(reader, "bela", &["XLV.law", "XLV.money"]).await;
    reader.shows("Coders differ").await;
    for met in ["XLV.law", "XLV.money", "XSR.law"] {
        tick(reader, "#settle", met).await;
    }
    reader.fill("#settle [name=why]", "the law is of June").await;
    reader.fill("#settle [name=by]", "cleo").await;
    reader.send("#settle button").await;
    reader.shows("No evidence and no search record for Lanvia").await;
    reader.click("#search details summary").await;
    for (field, value) in [("queries", "port"), ("places", "gazette"), ("languages", "zh"), ("by", "bela")] {
        reader.fill(&format!("#search [name={field}]"), value).await;
    }
    reader.send("#search form button").await;
    reader.fill("#sign [name=by]", "cleo").await;
    reader.send("#sign button").await;
    reader.shows("Signed by cleo").await;
    reader.go("/assessments/interim").await;
    reader.shows("Which scores would change under the other reading").await;
    reader.shows("50.0 %").await;
}

async fn code(reader: &mut Reader, by: &str, met: &[&str]) {
    for met in met {
        tick(reader, "#code", met).await;
    }
    reader.fill("#code [name=by]", by).await;
    reader.send("#code button").await;
}

async fn tick(reader: &Reader, form: &str, met: &str) {
    let (party, criterion) = met.split_once('.').unwrap();
    reader.click(&format!("{form} [name=met-{party}][value={criterion}]")).await;
}

/// The meeting a text calls for: prepared, opened, decided in, closed, its minutes read.
async fn meet(reader: &mut Reader) {
    reader.go("/reviews").await;
    reader.send("a.button[href*='number=14']").await;
    reader.fill("form.sheet [name=date]", "2034-03-01").await;
    reader.fill("form.sheet [name=by]", "anna").await;
    reader.send("form.sheet button").await;
    reader.shows("charged by the text").await;
    let item = format!("li:has(input[value='{}'])", reader.port);
    reader.click(&format!("{item} summary")).await;
    reader.fill(&format!("{item} [name=text]"), "The office reports in March.").await;
    reader.fill(&format!("{item} [name=due]"), "2034-03-31").await;
    reader.fill(&format!("{item} [name=by]"), "anna").await;
    reader.send(&format!("{item} form button")).await;
    reader.shows("The office reports in March.").await;
    reader.fill(".end [name=by]", "anna").await;
    reader.send(".end button").await;
    reader.shows("Closed").await;
    let minutes = reader.browser.find(Locator::Css("a[href$='minutes.en.html']")).await.unwrap();
    let minutes = minutes.attr("href").await.unwrap().unwrap();
    reader.browser.goto(&format!("{}{minutes}", reader.host)).await.unwrap();
    reader.shows("The office reports in March.").await;
    reader.go("/dashboard").await;
    reader.shows("By responsible body").await;
}

/// Another language pack, which does not know 将, and another reading of the railway's line.
async fn read_otherwise(reader: &mut Reader, session: &Session) {
    let operators = concat!(env!("CARGO_MANIFEST_DIR"), "/../languages/zh/words/operators.tsv");
    let operators = std::fs::read_to_string(operators).unwrap();
    let without: Vec<&str> = operators.lines().filter(|line| !line.starts_with("将\t")).collect();
    assert_eq!(without.len() + 1, operators.lines().count(), "the word is known");
    session.write("pack/zh/words/operators.tsv", &(without.join("\n") + "\n"));
    let ruling = json!({ "action": "reading.correct", "by": "wen", "why": "the treaty series has it",
        "eid": "part_2__sec_1__item_2", "before": "莫拉港铁路", "words": "复线", "after": "", "made": "双线" });
    let script = "const [address, body, done] = arguments; fetch(address, { method: 'POST', body, \
                  headers: { 'content-type': 'application/json' } }).then(async (r) => done([r.status, await r.text()]))";
    let readings = format!("/api/documents/{NEWER}/readings");
    let answer = reader.browser.execute_async(script, vec![json!(readings), json!(ruling.to_string())]).await.unwrap();
    assert!(answer[0].as_u64().is_some_and(|code| code < 300), "{answer}");
    let pack = session.path("pack");
    session.ok(&["--languages", pack.to_str().unwrap(), "rebuild"]);
}

/// What wants attention is listed with both wordings, and is carried over to the new words.
async fn carry(reader: &mut Reader, workspace: &Workspace) {
    reader.go("/tasks?by=anna").await;
    reader.shows("no longer read as an undertaking").await;
    reader.go(&format!("/register?document={NEWER}&assessed=yes")).await;
    reader.shows(&reader.port).await;
    let lost = workspace.attention().await.unwrap();
    let gone = lost.iter().find(|a| !a.stands && a.subject == reader.railway).unwrap();
    reader.go(&format!("/tasks/attention/{}", gone.seq)).await;
    reader.shows("复线").await;
    reader.shows("双线").await;
    reader.fill("form.sheet [name=why]", "the same promise").await;
    reader.fill("form.sheet [name=by]", "anna").await;
    reader.send("form.sheet button").await;
    reader.shows("双线").await;
    let entry = workspace.entry(&reader.railway).await.unwrap();
    assert!(entry.words.contains("双线") && entry.undertaking.status == "under way", "{entry:?}");
    assert!(!workspace.attention().await.unwrap().iter().any(|a| a.subject == reader.railway));
}
