//! Many writers at once over loopback, and a server killed while they write: no update is lost, nothing acknowledged
//! is gone, the chain is whole.
//!
//! Short here. `CHANCERY_WRITERS_SECONDS=60` and `CHANCERY_KILLS=200` make it as long as the issue asks.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // each test program uses a part of it
mod session;

use serde_json::{Value, json};
use session::Session;
use std::collections::{BTreeMap, BTreeSet};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

const STATEMENT: &str = "甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。\n双方将于2033年前扩大农业合作。\n双方将建设跨境铁路。\n双方将开通直航。\n双方将互设文化中心。\n双方将签署税收协定。\n双方责成两国政府在甲乙总理第三次定期会晤框架下审议执行情况。\n";

/// A workspace with a served register; the server is ours and ends with the test.
struct Served {
    session: Session,
    process: Child,
    host: String,
}

impl Served {
    fn start() -> Self {
        let session = Session::new();
        session.ok(&["init"]);
        session.write("in/first.txt", STATEMENT);
        session.ok(&["add", "in"]);
        let (process, host) = serve(&session);
        Self { session, process, host }
    }

    /// Kills the server as a power cut would, and starts another.
    fn kill_and_start_again(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        (self.process, self.host) = serve(&self.session);
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn serve(session: &Session) -> (Child, String) {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let host = format!("127.0.0.1:{port}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.args(["serve", "--addr", &host]).current_dir(session.path(".")).env("CHANCERY_BY", "tester");
    let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while std::net::TcpStream::connect(&host).is_err() {
        assert!(start.elapsed() < Duration::from_secs(60), "the server does not answer at {host}");
        std::thread::sleep(Duration::from_millis(10));
    }
    (process, host)
}

/// A client that keeps its connection.
struct Client {
    agent: ureq::Agent,
    host: String,
}

/// Status, entity tag and body of an answer; none where the connection broke.
type Answer = Option<(u16, String, Value)>;

impl Client {
    fn new(host: &str) -> Self {
        let config =
            ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(60)));
        Self { agent: config.build().into(), host: host.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        read(self.agent.get(format!("http://{}{path}", self.host)).call())
    }

    fn post(&self, path: &str, tag: &str, body: &Value) -> Answer {
        let request = self.agent.post(format!("http://{}{path}", self.host));
        let request = request.header("content-type", "application/json").header("if-match", tag);
        read(request.send(body.to_string()))
    }

    fn entries(&self) -> Vec<String> {
        let rows = self.get("/api/register").unwrap().2;
        rows.as_array().unwrap().iter().map(|r| address(r["clause"].as_str().unwrap())).collect()
    }
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut answer = answer.ok()?;
    let tag = answer.headers().get("etag").and_then(|t| t.to_str().ok()).unwrap_or_default().to_owned();
    let body = answer.body_mut().with_config().limit(1 << 30).read_to_string().ok()?;
    Some((answer.status().as_u16(), tag, serde_json::from_str(&body).unwrap_or_default()))
}

fn address(clause: &str) -> String {
    format!("/api/register/{}", chancery::serve::visit::encode(clause))
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn setting(field: &str, value: &str, by: &str) -> Value {
    json!({ "by": by, "why": "test", "action": "set", "value": { "field": field, "value": value } })
}

/// Every decision of the chain, and that `check` finds it whole.
fn whole(s: &Session) -> Vec<Value> {
    let ran = s.run(&["check"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    s.export("all").remove("decisions.jsonl").unwrap()
}

#[test]
fn fifty_writers_lose_no_update_and_meet_no_error_but_conflicts() {
    let served = Served::start();
    let until = Instant::now() + Duration::from_secs(number("CHANCERY_WRITERS_SECONDS", 3));
    let entries = Client::new(&served.host).entries();
    assert!(entries.len() >= 5, "{entries:?}");
    let (written, conflicts, wrong) = (Mutex::new(Vec::new()), AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for writer in 0..50_usize {
            let (host, entries, written, conflicts, wrong) = (&served.host, &entries, &written, &conflicts, &wrong);
            scope.spawn(move || {
                let client = Client::new(host);
                let mut turn = 0;
                while Instant::now() < until {
                    turn += 1;
                    let entry = &entries[(writer + turn) % entries.len()];
                    let value = format!("w{writer}t{turn}");
                    // Every third write appends a note, which nobody can take away; the others replace what was seen.
                    let (field, tag) = match turn % 3 {
                        0 => ("note", "*".to_owned()),
                        _ => ("tags", client.get(entry).map(|a| a.1).unwrap_or_default()),
                    };
                    let wish = setting(field, &value, &format!("writer {writer}"));
                    match client.post(&format!("{entry}/decisions"), &tag, &wish) {
                        Some((201, _, decision)) => {
                            written.lock().unwrap().push((decision["seq"].as_i64().unwrap(), value))
                        }
                        Some((409, _, both)) if both["theirs"]["version"].is_i64() && both["yours"].is_object() => {
                            conflicts.fetch_add(1, SeqCst);
                        }
                        other => wrong.lock().unwrap().push(format!("{other:?}")),
                    }
                }
            });
        }
    });
    let (written, wrong) = (written.into_inner().unwrap(), wrong.into_inner().unwrap());
    assert_eq!(wrong, Vec::<String>::new());
    let chain = whole(&served.session);
    assert_eq!(chain.len(), written.len(), "every write was acknowledged, and no other was made");
    let by_number: BTreeMap<i64, &Value> = chain.iter().map(|d| (d["seq"].as_i64().unwrap(), d)).collect();
    let mut last: BTreeMap<String, String> = BTreeMap::new();
    let acknowledged: BTreeMap<i64, String> = written.iter().cloned().collect();
    assert_eq!(acknowledged.len(), written.len(), "no number was given twice");
    for (seq, decision) in by_number {
        let value: Value = serde_json::from_str(decision["value"].as_str().unwrap()).unwrap();
        assert_eq!(value["value"], acknowledged[&seq].as_str());
        if value["field"] == "tags" {
            let before = last.insert(decision["subject"].as_str().unwrap().to_owned(), acknowledged[&seq].clone());
            assert_eq!(
                value["before"].as_str().unwrap(),
                before.unwrap_or_default(),
                "decision {seq} overwrote unseen"
            );
        }
    }
    println!("{} written, {} conflicts, 0 errors", written.len(), conflicts.load(SeqCst));
    assert!(written.len() >= 10);
}

#[test]
fn killing_the_server_while_it_writes_loses_nothing_acknowledged() {
    let mut served = Served::start();
    let entries = Client::new(&served.host).entries();
    let acknowledged = Mutex::new(BTreeSet::new());
    let kills = number("CHANCERY_KILLS", 15);
    for round in 0..kills {
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for (writer, entry) in entries.iter().take(4).cloned().enumerate() {
                let host = served.host.clone();
                let (stop, acknowledged) = (&stop, &acknowledged);
                scope.spawn(move || {
                    let client = Client::new(&host);
                    for turn in 0.. {
                        let value = format!("r{round}w{writer}t{turn}");
                        let answer =
                            client.post(&format!("{entry}/decisions"), "*", &setting("note", &value, "writer"));
                        match answer {
                            Some((201, ..)) => acknowledged.lock().unwrap().insert(value),
                            Some(other) => panic!("{other:?}"),
                            None => break,
                        };
                        if stop.load(SeqCst) {
                            break;
                        }
                    }
                });
            }
            // A random moment, counted from the first answer: a slow machine is to be killed at work as well.
            let (start, before) = (Instant::now(), acknowledged.lock().unwrap().len());
            while acknowledged.lock().unwrap().len() == before && start.elapsed() < Duration::from_secs(20) {
                std::thread::sleep(Duration::from_millis(2));
            }
            let mut chance = [0_u8; 2];
            getrandom::fill(&mut chance).unwrap();
            std::thread::sleep(Duration::from_millis(u64::from(u16::from_le_bytes(chance)) % 400));
            served.kill_and_start_again();
            stop.store(true, SeqCst);
        });
    }
    let chain = whole(&served.session);
    let there: BTreeSet<String> = chain
        .iter()
        .map(|d| {
            serde_json::from_str::<Value>(d["value"].as_str().unwrap()).unwrap()["value"].as_str().unwrap().to_owned()
        })
        .collect();
    let acknowledged = acknowledged.into_inner().unwrap();
    let lost: Vec<&String> = acknowledged.difference(&there).collect();
    assert!(lost.is_empty(), "acknowledged and gone: {lost:?}");
    println!("{kills} kills: {} acknowledged, {} in the chain, none lost", acknowledged.len(), chain.len());
    assert!(acknowledged.len() as u64 >= kills);
}

#[test]
fn a_live_workspace_is_backed_up_whole() {
    let served = Served::start();
    let entries = Client::new(&served.host).entries();
    let stop = AtomicBool::new(false);
    let before = std::thread::scope(|scope| {
        for (writer, entry) in entries.iter().take(4).enumerate() {
            let (host, stop) = (&served.host, &stop);
            scope.spawn(move || {
                let client = Client::new(host);
                for turn in 0.. {
                    let wish = setting("note", &format!("w{writer}t{turn}"), "writer");
                    assert_eq!(client.post(&format!("{entry}/decisions"), "*", &wish).unwrap().0, 201);
                    if stop.load(SeqCst) {
                        break;
                    }
                }
            });
        }
        let client = Client::new(&served.host);
        let count = || client.get("/api/decisions?limit=10000").unwrap().2.as_array().unwrap().len();
        let mut before = Vec::new();
        for n in 0..4 {
            std::thread::sleep(Duration::from_millis(150));
            before.push(count());
            served.session.ok(&["backup", &format!("copy{n}")]);
        }
        stop.store(true, SeqCst);
        before
    });
    let all = whole(&served.session);
    for (n, before) in before.into_iter().enumerate() {
        let place = format!("restored{n}");
        std::fs::create_dir(served.session.path(&place)).unwrap();
        served.session.ok(&["restore", &format!("copy{n}"), "--workspace", &place]);
        assert_eq!(served.session.run_in(&place, &["check"]).code, 0);
        served.session.run_in(&place, &["export", "--out", "all"]);
        let kept = served.session.tables(&format!("{place}/all")).remove("decisions.jsonl").unwrap();
        assert!(kept.len() >= before, "{before} decisions were there before copy {n}, {} are in it", kept.len());
        assert_eq!(kept[..], all[..kept.len()], "a copy is a beginning of the chain");
    }
}
