//! Accounts and tokens on the command line, and whom `serve` serves.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // each test program uses a part of it
mod session;

use chancery::register::Workspace;
use session::Session;

#[test]
fn others_are_not_served_without_accounts() {
    let s = Session::new();
    s.ok(&["init"]);
    let ran = s.run(&["serve", "--addr", "0.0.0.0:1"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("there are no accounts") && ran.err.contains("--accounts"), "{}", ran.err);
    assert_eq!(s.run(&["serve", "--addr", "127.0.0.1:1", "--behind-proxy"]).code, 2);
    // Asked for, the link is printed before anybody is served; here the place is taken.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = s.run(&["serve", "--addr", &address, "--accounts"]);
    assert!(ran.code == 1 && ran.err.contains(&format!("http://{address}/welcome/")), "{}", ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_and_tokens_are_looked_after() {
    let s = Session::new();
    s.ok(&["init"]);
    let link = s.ok(&["users", "invite", "--role", "reader", "--at", "https://example.org/"]);
    let secret = link.trim().strip_prefix("https://example.org/welcome/").unwrap().to_owned();
    let workspace = Workspace::open(&s.path(".")).await.unwrap();
    workspace.follow(&secret, "Anna", "four words of mine").await.unwrap();
    assert!(s.ok(&["users", "list"]).contains("administrator"), "the first one administers, whatever was said");
    let link = s.ok(&["users", "invite", "--role", "editor", "--parties", "RUS-CHN"]);
    let secret = link.trim().rsplit('/').next().unwrap().to_owned();
    workspace.follow(&secret, "Bela", "four words of mine").await.unwrap();
    assert!(s.ok(&["users", "list"]).contains("editor of CHN-RUS"));
    assert_eq!(s.run(&["users", "disable", "anna"]).code, 1, "nobody would be left");
    assert_eq!(s.run(&["users", "role", "Bela", "king"]).code, 2);
    assert_eq!(s.run(&["users", "role", "Bela", "coder", "--parties", "RUS"]).code, 2);
    s.ok(&["users", "role", "Bela", "coder", "--parties", "CHN-RUS", "--why", "asked for less"]);
    assert_eq!(s.run(&["tokens", "make", "Bela", "nightly", "--role", "editor"]).code, 1);
    let token = s.ok(&["tokens", "make", "Bela", "nightly", "--role", "coder"]);
    assert!(token.trim().starts_with("chy_") && token.trim().len() == 68);
    let list: serde_json::Value = serde_json::from_str(&s.ok(&["tokens", "list", "--of", "Bela", "--json"])).unwrap();
    s.ok(&["tokens", "revoke", list[0]["id"].as_str().unwrap()]);
    assert!(workspace.token(token.trim()).await.unwrap().is_none());
    s.ok(&["users", "disable", "Bela", "--why", "left"]);
    assert!(s.ok(&["users", "list"]).contains("disabled"));
    assert!(workspace.signs_in("Bela", "four words of mine").await.unwrap().is_none());
    s.ok(&["users", "enable", "Bela"]);
    let link = s.ok(&["users", "reset", "Bela"]);
    let secret = link.trim().rsplit('/').next().unwrap().to_owned();
    workspace.follow(&secret, "", "five other words of mine").await.unwrap();
    assert!(workspace.signs_in("bela", "five other words of mine").await.unwrap().is_some());
    assert!(workspace.signs_in("bela", "four words of mine").await.unwrap().is_none());
    let decisions = s.export("out").remove("decisions.jsonl").unwrap();
    let grant = decisions.iter().rfind(|d| d["action"] == "grant").unwrap();
    assert_eq!(
        (&grant["by"], &grant["subject"], &grant["note"]),
        (&"tester".into(), &"@bela".into(), &"asked for less".into())
    );
    s.ok(&["check"]);
}
