//! The desks of the register, asked through the router as a browser without script would: pages, forms, conflicts.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code)] // each test program uses a part of it
mod session;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use serde_json::Value;
use session::Session;
use tower::ServiceExt;

/// The newest of the samples.
const DOCUMENT: &str = "2033-06-22-xlv-xsr-joint-statement";

struct Desk {
    session: Session,
    router: Router,
    /// The numbers of three undertakings: the quay, the railway, the customs.
    numbers: [String; 3],
    /// The page of the first.
    port: String,
}

struct Answer {
    code: u16,
    to: String,
    body: String,
}

impl Desk {
    /// The samples, read; the register of the newest is open.
    async fn new() -> Self {
        let session = Session::new();
        session.ok(&["init"]);
        let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/sources");
        session.ok(&["add", samples.to_str().unwrap()]);
        let workspace = chancery::register::Workspace::open(&session.path(".")).await.unwrap();
        let router = chancery::serve::router(workspace);
        let mut desk = Self { session, router, numbers: Default::default(), port: String::new() };
        let address = format!("/register/open?document={DOCUMENT}");
        let page = desk.page(&address).await;
        let shown = value_of(&page, "shown");
        assert!(shown.starts_with("XLV-XSR 2033/001–XLV-XSR 2033/"), "{shown}");
        let answer = desk.post("/register/open", &[("document", DOCUMENT), ("shown", &shown), ("by", "anna")]).await;
        assert_eq!((answer.code, answer.to.contains(DOCUMENT)), (303, true), "{}", answer.body);
        for (at, words) in ["确保莫拉港", "铁路复线", "通关时间"].into_iter().enumerate() {
            let rows = desk.json(&format!("/api/register?document={DOCUMENT}&text={}", encoded(words))).await;
            desk.numbers[at] = rows[0]["undertaking"].as_str().unwrap().to_owned();
        }
        desk.port = format!("/register/{}", encoded(&desk.numbers[0]));
        desk
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let to = response.headers().get("location").map(|l| l.to_str().unwrap().to_owned()).unwrap_or_default();
        let code = response.status().as_u16();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer { code, to, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    async fn get(&self, address: &str, language: &str) -> Answer {
        let request = Request::get(address).header("accept-language", language).body(Body::empty()).unwrap();
        self.send(request).await
    }

    async fn page(&self, address: &str) -> String {
        let answer = self.get(address, "en").await;
        assert_eq!(answer.code, 200, "{address}: {}", answer.body);
        answer.body
    }

    async fn json(&self, address: &str) -> Value {
        serde_json::from_str(&self.page(address).await).unwrap()
    }

    /// Sends a form with the guard of the pages.
    async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let guard = value_of(&self.page("/reviews").await, "form-guard");
        let pairs = fields.iter().copied().chain([("form-guard", guard.as_str())]);
        let body: Vec<String> = pairs.map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
        let request = Request::post(address)
            .header("host", "127.0.0.1:8080")
            .header("origin", "http://127.0.0.1:8080")
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    async fn version(&self) -> String {
        self.json(&format!("/api{}", self.port)).await["version"].to_string()
    }

    async fn head(&self) -> String {
        value_of(&self.page("/register").await, "head")
    }
}

fn encoded(text: &str) -> String {
    chancery::serve::visit::encode(text)
}

/// The value of the first input of that name.
fn value_of(page: &str, name: &str) -> String {
    let input = page.split("<input").find(|i| i.contains(&format!("name=\"{name}\""))).unwrap_or_default();
    let value = input.split("value=\"").nth(1).and_then(|v| v.split('"').next()).unwrap_or_default();
    value.replace("&#39;", "'").replace("&amp;", "&")
}

#[tokio::test(flavor = "multi_thread")]
async fn many_entries_are_decided_at_once_or_not_at_all() {
    let desk = Desk::new().await;
    let [port, railway, customs] = desk.numbers.each_ref().map(String::as_str);
    let picks = [("pick", port), ("pick", railway)];
    let before = desk.head().await;
    let both: Vec<(&str, &str)> = picks
        .into_iter()
        .chain([("status", "under way"), ("tag", "ports"), ("why", "report"), ("by", "anna")])
        .collect();
    let old: Vec<(&str, &str)> = both.iter().copied().chain([("head", before.as_str())]).collect();
    let done = desk.post("/register/bulk?party=XLV", &old).await;
    assert_eq!((done.code, done.to.as_str()), (303, "/register?party=XLV&done=4"), "{}", done.body);
    assert!(desk.page("/register?tag=ports").await.contains("2 of 2 assessed"));

    let late = [("status", "done"), ("why", "late"), ("by", "bela"), ("head", before.as_str())];
    let late: Vec<(&str, &str)> = picks.into_iter().chain([("pick", customs)]).chain(late).collect();
    let head = desk.head().await;
    let clash = desk.post("/register/bulk", &late).await;
    assert_eq!(clash.code, 409, "{}", clash.body);
    assert!(clash.body.contains("under way") && clash.body.contains("2 of 3 changes"), "{}", clash.body);
    assert_eq!(desk.head().await, head, "nothing is written where something is in the way");
    let now = value_of(&clash.body, "head");
    let left: Vec<(&str, &str)> = late
        .iter()
        .filter(|(n, _)| *n != "head")
        .copied()
        .chain([("head", now.as_str()), ("leave", port), ("leave", railway)])
        .collect();
    assert_eq!(desk.post("/register/bulk", &left).await.to, "/register?done=1");
    let bare = desk.post("/register/bulk", &[("head", &now), ("why", "x"), ("by", "anna")]).await;
    assert_eq!(bare.code, 422, "{}", bare.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_changed_with_both_versions_shown_and_taken_back() {
    let desk = Desk::new().await;
    let saw = desk.version().await;
    let set = async |value: &str, saw: &str, why: &str| {
        let fields =
            [("act", "set"), ("field", "deadline"), ("value", value), ("why", why), ("by", "anna"), ("saw", saw)];
        desk.post(&desk.port, &fields).await
    };
    assert_eq!(set("2034-05-01", &saw, "").await.code, 400, "a deadline wants a reason");
    assert_eq!(set("2034-05-01", &saw, "agreed in the working group").await.code, 303);
    let clash = set("2035-01-01", &saw, "another view").await;
    assert_eq!(clash.code, 409);
    assert!(clash.body.contains("2034-05-01") && clash.body.contains("2035-01-01"), "both versions: {}", clash.body);
    let page = desk.page(&desk.port).await;
    assert!(page.contains("2034-06-01</del> → <ins>2034-05-01") && page.contains("agreed in the working group"));
    let seq = desk.version().await;
    let undo = desk.post(&desk.port, &[("act", "undo"), ("seq", &seq), ("why", "misheard"), ("by", "bela")]).await;
    assert_eq!(undo.code, 303, "{}", undo.body);
    assert_eq!(desk.json(&format!("/api{}", desk.port)).await["deadline"], "2034-06-01");
    assert!(desk.page(&desk.port).await.contains("taken back"));
    let shares = [
        ("act", "split"),
        ("share-body", "Port office"),
        ("share-part", "the quay"),
        ("share-body", ""),
        ("share-part", ""),
    ];
    let shares: Vec<(&str, &str)> = shares.into_iter().chain([("by", "anna")]).collect();
    assert_eq!(desk.post(&desk.port, &shares).await.code, 303);
    assert!(desk.page("/register?body=Port%20office").await.contains(&desk.numbers[0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_is_kept_by_its_hash_and_shown_as_text() {
    let desk = Desk::new().await;
    let guard = value_of(&desk.page("/reviews").await, "form-guard");
    let part = |name: &str, value: &str| {
        format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let request = |address: &str| {
        let fields = [
            ("form-guard", guard.as_str()),
            ("act", "evidence"),
            ("by", "anna"),
            ("quotation", "<script>alert(1)</script>"),
            ("address", address),
            ("published", "2033-07-02"),
            ("party", "XSR"),
        ];
        let mut body: String = fields.iter().map(|(n, v)| part(n, v)).collect();
        body += "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"../../etc/pass\\wd.html\"\r\n\
                 content-type: text/html\r\n\r\n<b>seen</b>\r\n--cut--\r\n";
        Request::post(&desk.port)
            .header("host", "127.0.0.1:8080")
            .header("content-type", "multipart/form-data; boundary=cut")
            .body(Body::from(body))
            .unwrap()
    };
    assert_eq!(desk.send(request("javascript:alert(1)")).await.code, 400, "what is no web address is no evidence");
    let answer = desk.send(request("https://example.org/law")).await;
    assert_eq!(answer.code, 303, "{}", answer.body);
    let evidence = desk.json(&format!("/api{}", desk.port)).await["evidence"][0].clone();
    assert!(!evidence["file_name"].as_str().unwrap().contains(['/', '\\']), "{evidence}");
    let page = desk.page(&desk.port).await;
    assert!(page.contains("&lt;script&gt;alert") && !page.contains("<script>alert"), "escaped");
    assert!(page.contains("https://example.org/law") && !page.contains("javascript:"), "{page}");
    let file = format!("/files/{}", evidence["file"].as_str().unwrap());
    let request = Request::get(&file).body(Body::empty()).unwrap();
    let response = desk.router.clone().oneshot(request).await.unwrap();
    assert!(response.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(response.headers()["content-type"], "application/octet-stream");
    let empty = desk.post(&desk.port, &[("act", "evidence"), ("by", "anna")]).await;
    assert_eq!(empty.code, 400, "evidence is a quotation, an address or a file");
}

#[tokio::test(flavor = "multi_thread")]
async fn views_are_kept_named_and_linked() {
    let desk = Desk::new().await;
    let query = "party=XSR&sort=-deadline&column=deadline";
    let saved = desk.post("/register/views", &[("name", "Ports & rails"), ("query", query), ("by", "anna")]).await;
    assert_eq!((saved.code, saved.to.as_str()), (303, "/register?party=XSR&sort=-deadline&column=deadline"));
    let page = desk.page("/register").await;
    assert!(
        page.contains("Ports &amp; rails")
            && page.contains("/register?party=XSR&amp;sort=-deadline&amp;column=deadline")
    );
    assert_eq!(desk.json("/api/views").await[0]["saved"]["by"], "anna");
    let sorted = desk.page("/register?sort=-deadline&column=deadline").await;
    let at = |words: &str| sorted.find(words).unwrap_or(usize::MAX);
    assert!(at("2035年年底前建成") < at("确保莫拉港"), "the latest deadline first");
    assert!(sorted.contains("aria-sort=\"descending\"") && !sorted.contains("class=\"c-body\""));
    desk.post("/register/views", &[("name", "Ports & rails"), ("query", query), ("act", "remove"), ("by", "anna")])
        .await;
    assert!(desk.json("/api/views").await.as_array().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn holes_are_named_coders_are_blind_and_nothing_is_signed_unsearched() {
    let desk = Desk::new().await;
    let sheet = &format!("/assessments/c1/{}", encoded(&desk.numbers[0]));
    let window = [("cycle", "c1"), ("kind", "interim"), ("from", "2033-06-22"), ("to", "2034-01-31"), ("by", "anna")];
    assert_eq!(desk.post("/assessments", &window).await.to, "/assessments/c1");
    let criteria = [("criterion", "law"), ("meaning", "a law"), ("criterion", "money"), ("meaning", "money set aside")];
    let rubric = |levels: &[(&'static str, &'static str)]| -> Vec<(&'static str, &'static str)> {
        criteria.into_iter().chain(levels.iter().copied()).chain([("act", "rubric"), ("by", "anna")]).collect()
    };
    let flawed = desk.post(sheet, &rubric(&[("level+1", "all"), ("level0", "law"), ("level-1", "none")])).await;
    assert_eq!(flawed.code, 422);
    assert!(flawed.body.contains("hole: no score for a party that met money"), "{}", flawed.body);
    assert!(flawed.body.contains("overlap: a party that met law, money scores"), "{}", flawed.body);
    let good =
        [("level+1", "all"), ("level0", "met = 1"), ("level-1", "none"), ("other+1", "any"), ("other-1", "none")];
    assert_eq!(desk.post(sheet, &rubric(&good)).await.code, 303);

    let code = |by: &'static str, siron: &'static str| {
        [
            ("act", "code"),
            ("party", "XLV"),
            ("met-XLV", "law"),
            ("met-XLV", "money"),
            ("party", "XSR"),
            ("met-XSR", siron),
            ("by", by),
        ]
    };
    assert_eq!(desk.post(sheet, &code("anna", "law")).await.code, 303);
    let sealed = desk.json(&format!("/api{sheet}")).await;
    assert_eq!(sealed["assessment"]["codings"][0]["scores"], serde_json::json!({}), "blind: {sealed}");
    assert!(desk.page(&desk.port).await.contains("sealed until a second coder has coded"));
    assert!(desk.json("/api/tasks?by=anna").await["coding"].as_array().unwrap().is_empty());
    assert_eq!(desk.json("/api/tasks?by=bela").await["coding"].as_array().unwrap().len(), 1);
    let absent =
        [("act", "code"), ("party", "XLV"), ("met-XLV", "law"), ("met-XLV", "money"), ("party", "XSR"), ("by", "bela")];
    assert_eq!(desk.post(sheet, &absent).await.code, 303);
    assert!(desk.page(sheet).await.contains("Coders differ"));
    let mut settle: Vec<(&str, &str)> = code("anna", "law").to_vec();
    settle[0] = ("act", "settle");
    settle.push(("why", "the law is of June"));
    assert_eq!(desk.post(sheet, &settle).await.code, 422, "a coder does not settle");
    settle[6] = ("by", "cleo");
    assert_eq!(desk.post(sheet, &settle).await.code, 303);
    assert_eq!(desk.post(sheet, &[("act", "sign"), ("by", "anna")]).await.code, 422, "nobody recorded a search");
    let search =
        [("act", "search"), ("queries", "port\nquay"), ("places", "gazette"), ("languages", "zh, en"), ("by", "anna")];
    assert_eq!(desk.post(sheet, &search).await.code, 303);
    assert_eq!(desk.post(sheet, &[("act", "sign"), ("by", "anna")]).await.code, 303);
    let round = desk.json("/api/assessments/c1").await;
    assert_eq!((&round["signed"], &round["parties"]["XSR"]["percent"]), (&1.into(), &50.0.into()));
    let page = desk.page("/assessments/c1").await;
    assert!(page.contains("id=\"otherwise\"") && page.contains("50.0 %"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_writes_into_the_register_and_gives_out_its_papers() {
    let desk = Desk::new().await;
    assert!(desk.page("/reviews").await.contains("澜汐总理定期会晤"), "meetings the texts call for are offered");
    let body = "澜汐总理定期会晤";
    let open = [("body", body), ("number", "14"), ("date", "2034-03-01"), ("by", "anna")];
    let board = desk.post("/reviews", &open).await.to;
    let page = desk.page(&board).await;
    assert!(page.contains("charged by the text"), "drawn from the text that charges it");
    let decide = [
        ("act", "decide"),
        ("id", desk.numbers[0].as_str()),
        ("text", "Report in March"),
        ("due", "2034-03-31"),
        ("status", "under way"),
        ("by", "anna"),
    ];
    assert_eq!(desk.post(&board, &decide).await.code, 303);
    let entry = desk.json(&format!("/api{}", desk.port)).await;
    assert_eq!((&entry["status"], &entry["resolutions"][0]["by"]), (&"under way".into(), &"anna".into()));
    assert_eq!(desk.get(&format!("{board}/minutes.pdf"), "en").await.code, 404);
    assert_eq!(desk.post(&board, &[("act", "close"), ("by", "anna")]).await.code, 303);
    assert_eq!(desk.post(&board, &decide).await.code, 422, "a closed meeting decides nothing");
    for (paper, words) in
        [("minutes.en.html", "Report in March"), ("agenda.zh.html", "议程"), ("minutes.zh.docx", "PK")]
    {
        assert!(desk.page(&format!("{board}/{paper}")).await.contains(words), "{paper}");
    }
    let next = [("body", body), ("number", "15"), ("date", "2034-09-01"), ("by", "anna")];
    let next = desk.post("/reviews", &next).await.to;
    assert!(desk.page(&next).await.contains("Report in March"), "the next meeting starts from the last");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_desk_is_safe_and_speaks_both_languages() {
    let desk = Desk::new().await;
    desk.session.ok(&["assess", "open", "c1", "--from", "2033-06-22", "--to", "2034-01-31"]);
    desk.session.ok(&["review", "open", "--body", "b", "--number", "1", "--date", "2034-03-01"]);
    desk.session.ok(&["register", "set", &desk.numbers[0], "tags=<i>t</i>", "--why", "x"]);
    let sheet = format!("/assessments/c1/{}", encoded(&desk.numbers[0]));
    let pages = [
        "/register",
        "/register?assessed=no&light=grey&deadline_from=2033-01-01&assignee=nobody&year=2033",
        "/register/open",
        &desk.port,
        "/tasks",
        "/reviews",
        "/reviews/b/1",
        "/assessments",
        "/assessments/c1",
        &sheet,
        "/dashboard",
        "/dashboard?party=XTN",
    ];
    let all = locale_keys();
    for address in pages {
        for language in ["en", "zh"] {
            let page = desk.get(address, language).await;
            assert_eq!(page.code, 200, "{address}: {}", page.body);
            let shown = page.body.split(['>', '<', '"']).find(|words| all.iter().any(|key| key == words));
            assert_eq!(shown, None, "{address} in {language} shows a key");
            assert!(!page.body.contains("style=\"") && !page.body.contains("<i>t</i>"), "{address}");
        }
    }
    let number = desk.json("/api/dashboard").await;
    assert!(number["all"]["all"].as_u64() > number["all"]["assessed"].as_u64(), "{number}");
    let unguarded = Request::post(&desk.port)
        .header("host", "127.0.0.1:8080")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("act=set&field=status&value=done&by=eve"))
        .unwrap();
    assert_eq!(desk.send(unguarded).await.code, 403, "no form is taken without its guard");
}

/// Every key of the locales of the register, `section.key`: none of them may be shown.
fn locale_keys() -> Vec<String> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en.register.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let keys = |(section, entries): (&String, &toml::Value)| -> Vec<String> {
        entries.as_table().unwrap().keys().map(|key| format!("{section}.{key}")).collect()
    };
    table.iter().flat_map(keys).collect()
}
