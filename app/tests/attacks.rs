//! What must not work: requests forged from other sites, sessions planted, script in texts, paths in names, too much
//! at once, lines put into headers, people sent elsewhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code)] // each test program uses a part of it
mod avaria;
#[allow(dead_code)]
mod house;

use avaria::OLDER;
use axum::http::Method;
use chancery::people::Role;
use chancery::serve::doors::DOORS;
use house::{App, Ask, HOST, PASSWORD, get, part, post};
use serde_json::json;

/// The one entry most of these are about, and where it is decided about.
async fn entry(app: &App) -> (String, String) {
    let rows = app.workspace.undertakings(&Default::default()).await.unwrap();
    let id = rows.iter().find(|u| u.document == OLDER).unwrap().clause.clone();
    let address = format!("/api/register/{}", part(&id));
    (id, address)
}

fn note(address: &str, words: &str) -> Ask {
    let value = json!({ "field": "note", "value": words });
    post(&format!("{address}/decisions")).json(&json!({ "action": "set", "value": value, "by": "me" }))
}

/// Comes to the sign-in page and signs in, as a browser does.
async fn sign_in(app: &App, name: &str, password: &str, planted: Option<&str>) -> house::Answer {
    let visitor = match planted {
        Some(secret) => secret.to_owned(),
        None => app.ask(get("/sign-in")).await.cookie(),
    };
    let page = app.ask(get("/sign-in").session(&visitor)).await;
    let guard = page.body.split("name=\"form-guard\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = [("form-guard", guard.as_str()), ("name", name), ("password", password), ("next", "/register")];
    app.ask(post("/sign-in").session(&visitor).form(&form)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_without_their_guard_are_not_taken_at_any_door() {
    let app = App::peopled().await;
    let (secret, guard) = app.session("Root").await;
    let (_, another) = app.session("Root").await;
    for (method, path, _) in DOORS {
        let path = path
            .replace("{body}", "x")
            .replace("{number}", "1")
            .replace("{seq}", "1")
            .replace("{id}", "x")
            .replace("{cycle}", "x")
            .replace("{name}", "x");
        let door = |ask: Ask| Ask { method: method.to_string(), ..ask }.session(&secret);
        let address = path.replace("{link}", "x");
        for forged in [
            door(post(&address)).form(&[("a", "b")]),
            door(post(&address)).form(&[("form-guard", "")]),
            door(post(&address)).form(&[("form-guard", &another)]),
            door(post(&address)).json(&json!({})),
            door(post(&address)).json(&json!({ "form-guard": guard })),
            door(post(&address)).parts(&[("quotation", None, b"x")]),
            door(post(&address)).form(&[("form-guard", &guard)]).with("origin", "https://evil.example"),
            door(post(&address)).form(&[("form-guard", &guard)]).with("origin", "null"),
            door(post(&address)).form(&[("form-guard", &guard)]).with("sec-fetch-site", "cross-site"),
            door(post(&address)).form(&[("form-guard", &guard)]).with("sec-fetch-site", "same-site"),
        ] {
            let answer = app.ask(forged).await;
            assert_eq!(answer.code(), 403, "{method} {address}: {}", answer.body);
        }
    }
    assert_eq!(app.workspace.accounts().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn guarded_writes_are_taken_and_tokens_need_no_guard() {
    let app = App::peopled().await;
    let (_, address) = entry(&app).await;
    let (secret, guard) = app.session("Root").await;
    let ours = note(&address, "x").session(&secret).with("origin", &format!("http://{HOST}"));
    assert_eq!(app.ask(ours.clone().with("x-form-guard", &guard)).await.code(), 201);
    assert_eq!(app.ask(ours.with("x-form-guard", "x")).await.code(), 403);
    let parts: [(&str, Option<&str>, &[u8]); 2] = [("form-guard", None, guard.as_bytes()), ("quotation", None, b"q")];
    assert_eq!(app.ask(post(&format!("{address}/evidence")).session(&secret).parts(&parts)).await.code(), 201);
    let token = app.person("Bela", Role::Contributor, "").await;
    assert_eq!(app.ask(note(&address, "x").token(&token)).await.code(), 201);
    // A token that does not hold is refused, though a session comes with it.
    assert_eq!(app.ask(note(&address, "x").session(&secret).token("chy_00")).await.code(), 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_single_user_is_not_written_for_by_other_sites() {
    let app = App::alone().await;
    let (_, address) = entry(&app).await;
    assert_eq!(app.ask(note(&address, "x")).await.code(), 201);
    let parts: [(&str, Option<&str>, &[u8]); 1] = [("quotation", None, b"q")];
    let upload = post(&format!("{address}/evidence")).parts(&parts);
    assert_eq!(app.ask(upload.clone()).await.code(), 201);
    for forged in [
        note(&address, "x").with("host", "bent.example"),
        note(&address, "x").with("host", "127.0.0.1.bent.example:80"),
        note(&address, "x").with("origin", "http://evil.example"),
        note(&address, "x").with("origin", &format!("http://{HOST}.evil.example")),
        note(&address, "x").with("sec-fetch-site", "cross-site"),
        // A browser on another port of this machine can send a form in parts: it has no guard.
        upload.with("origin", &format!("http://{HOST}")),
        post(&format!("/documents/{}/source", part(OLDER))).form(&[("action", "reading.refuse"), ("eid", "para_1")]),
    ] {
        assert_eq!(app.ask(forged.clone()).await.code(), 403, "{:?}", forged.headers);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planted_session_never_becomes_somebodys() {
    let app = App::peopled().await;
    let planted = "a".repeat(64);
    let entered = sign_in(&app, "root", PASSWORD, Some(&planted)).await;
    assert_eq!((entered.code(), entered.header("location")), (303, "/register"));
    let mine = entered.cookie();
    assert!(mine != planted && mine.len() == 64);
    let cookie = entered.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    assert_eq!(app.ask(get("/api/me").session(&planted)).await.code(), 401);
    assert_eq!(app.ask(get("/api/me").session(&mine)).await.json()["name"], "Root");
    // Signing in again within the session ends it and begins another.
    let again = sign_in_within(&app, &mine).await;
    assert_eq!(app.ask(get("/api/me").session(&mine)).await.code(), 401);
    assert_eq!(app.ask(get("/api/me").session(&again)).await.code(), 200);
}

async fn sign_in_within(app: &App, secret: &str) -> String {
    let guard = app.ask(get("/api/me").session(secret)).await.json()["guard"].as_str().unwrap().to_owned();
    let form = [("form-guard", guard.as_str()), ("name", "Root"), ("password", PASSWORD)];
    app.ask(post("/sign-in").session(secret).form(&form)).await.cookie()
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_go_over_https_alone_where_others_are_served() {
    let app = App::with(chancery::serve::Door::Open).await;
    let cookie = app.ask(get("/sign-in")).await.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-chancery=") && cookie.contains("; Secure"), "{cookie}");
    let (_, address) = entry(&app).await;
    assert_eq!(app.ask(note(&address, "x")).await.code(), 401);
    let turned = app.ask(get("/register?party=AVL")).await;
    assert_eq!((turned.code(), turned.header("location")), (303, "/sign-in?next=%2Fregister%3Fparty%3DAVL"));
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_end_when_they_should() {
    let app = App::peopled().await;
    let known = async |secret: &str| app.ask(get("/api/me").session(secret)).await.code() == 200;
    let ((one, guard), (other, _)) = (app.session("Root").await, app.session("Root").await);
    let all = app.ask(post("/account/sessions").session(&one).form(&[("form-guard", &guard)])).await;
    assert_eq!(all.code(), 303);
    assert!(known(&one).await && !known(&other).await);
    let (other, _) = app.session("Root").await;
    let change = [("form-guard", guard.as_str()), ("old", PASSWORD), ("password", "five other words of mine")];
    let wrong = [change[0], ("old", "not the password"), change[2]];
    assert_eq!(app.ask(post("/account/password").session(&one).form(&wrong)).await.code(), 422);
    let changed = app.ask(post("/account/password").session(&one).form(&change)).await;
    let fresh = changed.cookie();
    assert!(!known(&one).await && !known(&other).await && known(&fresh).await);
    let guard = app.ask(get("/api/me").session(&fresh)).await.json()["guard"].as_str().unwrap().to_owned();
    app.ask(post("/sign-out").session(&fresh).form(&[("form-guard", &guard)])).await;
    assert!(!known(&fresh).await);
    for (sql, why) in [("update sessions set seen = seen - 90000", "unused"), ("update sessions set ends = 1", "over")]
    {
        let (secret, _) = app.session("Root").await;
        assert!(known(&secret).await);
        let raw = format!("sqlite:{}", chancery::register::Workspace::database(app.dir.path()).display());
        let raw = sqlx::any::AnyPoolOptions::new().connect(&raw).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&raw).await.unwrap();
        assert!(!known(&secret).await, "{why}");
    }
    let token = app.person("Bela", Role::Editor, "").await;
    let (secret, _) = app.session("Bela").await;
    app.workspace.disable("bela", true, &by("Root")).await.unwrap();
    assert!(!known(&secret).await);
    assert_eq!(app.ask(get("/api/me").token(&token)).await.code(), 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slow_and_tells_nothing() {
    let app = App::peopled().await;
    let (wrong, nobody) =
        (sign_in(&app, "Root", "not it at all", None).await, sign_in(&app, "Noot", "not it at all", None).await);
    assert_eq!((wrong.code(), nobody.code()), (401, 401));
    let bare = |body: &str| body.replace("Root", "").replace("Noot", "").split("form-guard").next().unwrap().to_owned();
    assert_eq!(bare(&wrong.body), bare(&nobody.body));
    for _ in 0..4 {
        assert_eq!(sign_in(&app, "ROOT", "not it at all", None).await.code(), 401);
    }
    let locked = sign_in(&app, "root", PASSWORD, None).await;
    assert!(locked.code() == 429 && locked.header("retry-after").parse::<u64>().unwrap() > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_time_links_work_once_and_while_their_sender_may() {
    let app = App::peopled().await;
    let w = &app.workspace;
    assert!(w.administrator_link().await.is_err());
    let link = w.invite(Role::Coder, "AVL-MOR", &by("Root")).await.unwrap();
    assert!(w.follow(&link, "<script>", PASSWORD).await.is_err());
    assert!(w.follow(&link, "ROOT", PASSWORD).await.is_err());
    assert!(w.follow(&link, "Cleo", "short").await.is_err());
    let account = w.follow(&link, "Cleo", PASSWORD).await.unwrap();
    assert_eq!(account.grants.get("AVL-MOR"), Some(&Role::Coder));
    assert!(w.follow(&link, "Dora", PASSWORD).await.is_err());
    assert_eq!(app.ask(get(&format!("/welcome/{link}"))).await.code(), 404);
    let link = w.invite(Role::Administrator, "", &by("Root")).await.unwrap();
    w.follow(&link, "Emil", PASSWORD).await.unwrap();
    let left = w.invite(Role::Administrator, "", &by("Emil")).await.unwrap();
    w.disable("Emil", true, &by("Root")).await.unwrap();
    assert!(w.follow(&left, "Fred", PASSWORD).await.is_err());
    assert!(w.disable("Root", true, &by("Root")).await.is_err(), "nobody would be left");
    assert!(w.grant("Root", "", Some(Role::Editor), &by("Root")).await.is_err(), "nobody would be left");
}

fn by(name: &str) -> chancery::register::Hand {
    chancery::register::Hand { by: name.into(), ..Default::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_token_is_above_its_owner() {
    let app = App::peopled().await;
    let token = app.person("Bela", Role::Coder, "AVL-MOR").await;
    let make = |role: &str| post("/api/tokens").token(&token).json(&json!({ "name": "more", "role": role }));
    assert_eq!(app.ask(make("editor")).await.code(), 403);
    let made = app.ask(make("reader")).await.json();
    let less = made["secret"].as_str().unwrap();
    let (_, address) = entry(&app).await;
    assert_eq!(app.ask(note(&address, "x").token(less)).await.code(), 403);
    let more = post("/api/tokens").token(less).json(&json!({ "name": "more", "role": "coder" }));
    assert_eq!(app.ask(more).await.code(), 403);
    let gone = Ask { method: "DELETE".into(), ..get(&format!("/api/tokens/{}", made["id"].as_str().unwrap())) };
    assert_eq!(app.ask(gone.clone().token(&token)).await.code(), 200);
    assert_eq!(app.ask(get("/api/me").token(less)).await.code(), 401);
    let other = app.person("Cleo", Role::Editor, "").await;
    assert_eq!(app.ask(gone.token(&other)).await.code(), 404, "somebody else's");
    app.workspace.grant("Bela", "AVL-MOR", Some(Role::Reader), &by("Root")).await.unwrap();
    assert_eq!(app.ask(note(&address, "x").token(&token)).await.code(), 403, "the owner is less by now");
}

#[tokio::test(flavor = "multi_thread")]
async fn script_in_any_field_is_text() {
    let app = App::alone().await;
    let (id, address) = entry(&app).await;
    let bad = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";
    let decide = |action: &str, value: serde_json::Value| {
        let wish = json!({ "action": action, "value": value, "why": bad, "by": bad });
        post(&format!("{address}/decisions")).with("if-match", "*").json(&wish)
    };
    for field in ["note", "tags", "body", "instrument", "disputed", "topics"] {
        assert_eq!(app.ask(decide("set", json!({ "field": field, "value": bad }))).await.code(), 201, "{field}");
    }
    for (action, value) in [
        ("milestone", json!({ "name": bad })),
        ("split", json!({ "shares": [{ "body": bad, "part": bad }] })),
        ("evidence", json!({ "quotation": bad, "language": bad, "party": bad, "part": bad, "file_name": bad })),
    ] {
        assert_eq!(app.ask(decide(action, value)).await.code(), 201, "{action}");
    }
    let call = json!({ "body": bad, "number": 1, "date": "2024-01-01", "by": bad });
    assert_eq!(app.ask(post("/api/reviews").json(&call)).await.code(), 201);
    for page in [
        format!("/register/{}", part(&id)),
        "/register".into(),
        format!("/register?text={}", part(bad)),
        format!("/sign-in?next={}", part(bad)),
    ] {
        let body = app.ask(get(&page)).await.body;
        assert!(!body.contains("<script>alert") && !body.contains("<img src=x"), "{page}");
    }
    let odd = decide("evidence", json!({ "address": "javascript:alert(1)" }));
    assert_eq!(app.ask(odd).await.code(), 400);
    let papers = chancery::review::meeting::sitting(&app.workspace, None).await.unwrap();
    for locale in chancery::locale::Locale::all() {
        let paper = chancery::review::packet::agenda(locale, &papers);
        let html = chancery::render::paper::Format::Html.render(&paper).unwrap();
        assert!(!String::from_utf8_lossy(&html).contains("<script>alert"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_bytes_and_their_names_lead_nowhere() {
    let app = App::alone().await;
    let (_, address) = entry(&app).await;
    for (given, kept) in [
        ("../../../etc/passwd", "passwd"),
        ("..\\\\..\\\\boot.ini", "boot.ini"),
        ("/abs/olute.html", "olute.html"),
        ("..", "file"),
        ("报告.pdf", "报告.pdf"),
    ] {
        let body = format!("<script>alert(1)</script>{given}");
        let form = post(&format!("{address}/evidence")).parts(&[("file", Some(given), body.as_bytes())]);
        let answer = app.ask(form).await;
        assert_eq!(answer.code(), 201, "{given}: {}", answer.body);
        let value: serde_json::Value = serde_json::from_str(answer.json()["value"].as_str().unwrap()).unwrap();
        assert_eq!(value["file_name"], kept, "{given}");
        let file = app.ask(get(&format!("/api/files/{}", value["file"].as_str().unwrap()))).await;
        assert_eq!(
            (file.header("content-type"), file.header("x-content-type-options")),
            ("application/octet-stream", "nosniff")
        );
        assert!(file.header("content-disposition").starts_with("attachment; filename*=UTF-8''"));
        assert_eq!(file.body, body);
    }
    for path in [
        "/api/files/..%2F..%2F.chancery%2Fchancery.db",
        "/assets/..%2F..%2FCargo.toml",
        "/assets/%2Fetc%2Fpasswd",
        "/api/export/..%2Fchancery.db",
        "/api/export/decisions.jsonl%00.csv",
        "/sources/..%2F..%2Fetc%2Fpasswd",
    ] {
        assert_eq!(app.ask(get(path)).await.code(), 404, "{path}");
    }
    let inside: Vec<_> = std::fs::read_dir(app.dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(inside, [".chancery"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_refused() {
    let app = App::alone().await;
    let (_, address) = entry(&app).await;
    let much = "a".repeat(1024 * 1024);
    assert_eq!(app.ask(note(&address, &much)).await.code(), 413);
    assert_eq!(app.ask(note(&address, &much[..30_000])).await.code(), 400);
    let form = post("/sign-in").form(&[("name", &much), ("password", "x")]);
    assert_eq!(app.ask(form).await.code(), 413);
    let file = vec![b'a'; chancery::serve::doors::LARGEST_FILE + 1];
    let upload = post(&format!("{address}/evidence")).parts(&[("file", Some("a"), &file)]);
    assert_eq!(app.ask(upload).await.code(), 413);
    let fits = post(&format!("{address}/evidence")).parts(&[("file", Some("a"), &file[1..])]);
    assert_eq!(app.ask(fits).await.code(), 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_headers_or_is_sent_elsewhere() {
    let app = App::peopled().await;
    for next in
        ["//evil.example/", "https://evil.example", "/\\evil.example", "/a\r\nset-cookie: x=y", "javascript:alert(1)"]
    {
        let visitor = app.ask(get("/sign-in")).await.cookie();
        let page = app.ask(get(&format!("/sign-in?next={}", part(next))).session(&visitor)).await;
        let guard = page.body.split("name=\"form-guard\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(page.body.contains("name=\"next\" value=\"/\""), "{next}");
        let form = [("form-guard", guard), ("name", "Root"), ("password", PASSWORD), ("next", next)];
        let entered = app.ask(post("/sign-in").session(&visitor).form(&form)).await;
        assert_eq!((entered.code(), entered.header("location")), (303, "/"), "{next}");
        assert_eq!(entered.headers.get_all("set-cookie").iter().count(), 1);
    }
    let (secret, _) = app.session("Root").await;
    for page in ["/?lang=zh%0d%0aset-cookie:%20x=y", "/register?party=%0d%0aLocation:%20x", "/register%0d%0ax:y"] {
        let answer = app.ask(get(page).session(&secret)).await;
        assert!(answer.headers.iter().all(|(name, value)| name != "location" && value != "x=y"), "{page}");
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_no_table_cannot_be_written() {
    let app = App::alone().await;
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE] {
        for path in ["/", "/register", "/api/documents", "/api/decisions", "/assets/base.css"] {
            let code = app.ask(Ask { method: method.to_string(), ..get(path) }).await.code();
            assert_eq!(code, 405, "{method} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_written_down() {
    let app = App::peopled().await;
    let token = app.person("Bela", Role::Editor, "").await;
    let (secret, guard) = app.session("Root").await;
    let link = app.workspace.reset("Bela", &by("Root")).await.unwrap();
    app.workspace.backup(&app.dir.path().join("all.backup")).await.unwrap();
    let bytes = std::fs::read(app.dir.path().join("all.backup")).unwrap();
    for kept in [token.as_str(), &secret, &guard, &link, PASSWORD] {
        assert!(!bytes.windows(kept.len()).any(|w| w == kept.as_bytes()), "{kept}");
    }
    let chain = serde_json::to_string(&app.workspace.decisions(None).await.unwrap()).unwrap();
    assert!(chain.contains("account.made") && chain.contains("token.made") && !chain.contains("argon2"));
    let restored = tempfile::tempdir().unwrap();
    let w = chancery::register::Workspace::restore(&app.dir.path().join("all.backup"), restored.path()).await.unwrap();
    assert!(w.session(&secret).await.unwrap().is_none() && w.link(&link).await.is_err());
    assert!(w.signs_in("Root", PASSWORD).await.unwrap().is_some());
}
