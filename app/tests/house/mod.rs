//! A house with people in it: accounts, sessions and tokens over a small workspace, asked through the router.

#![allow(clippy::unwrap_used)]

use super::avaria;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use chancery::people::Role;
use chancery::register::{Grant, Hand, Workspace};
use chancery::serve::{Door, House, Settings, rooms};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

pub const PASSWORD: &str = "four words of mine";
pub const HOST: &str = "127.0.0.1:8080";

pub struct App {
    pub router: Router,
    pub workspace: Workspace,
    pub dir: tempfile::TempDir,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn code(&self) -> u16 {
        self.status.as_u16()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{}: {}", self.status, self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap_or("?"))
    }

    /// The secret in the cookie that was set.
    pub fn cookie(&self) -> String {
        let cookie = self.header("set-cookie").split(';').next().unwrap_or_default();
        cookie.split_once('=').map(|c| c.1.to_owned()).unwrap_or_default()
    }
}

/// A request, put together bit by bit.
#[derive(Clone, Default)]
pub struct Ask {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

pub fn get(path: &str) -> Ask {
    Ask { method: "GET".into(), path: path.into(), ..Ask::default() }.with("host", HOST)
}

pub fn post(path: &str) -> Ask {
    Ask { method: "POST".into(), ..get(path) }
}

impl Ask {
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(n, _)| n != name);
        self.headers.push((name.into(), value.into()));
        self
    }

    pub fn session(self, secret: &str) -> Self {
        self.with("cookie", &format!("chancery={secret}"))
    }

    pub fn token(self, secret: &str) -> Self {
        self.with("authorization", &format!("Bearer {secret}"))
    }

    pub fn json(mut self, body: &Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.with("content-type", "application/json")
    }

    pub fn form(mut self, fields: &[(&str, &str)]) -> Self {
        let pair = |(n, v): &(&str, &str)| format!("{n}={}", chancery::serve::visit::encode(v));
        self.body = fields.iter().map(pair).collect::<Vec<_>>().join("&").into_bytes();
        self.with("content-type", "application/x-www-form-urlencoded")
    }

    /// A form in parts: name, file name, bytes.
    pub fn parts(mut self, parts: &[(&str, Option<&str>, &[u8])]) -> Self {
        let mut body = Vec::new();
        for (name, file, bytes) in parts {
            let file = file.map(|f| format!("; filename=\"{f}\"")).unwrap_or_default();
            body.extend(format!("--XX\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--XX--\r\n");
        self.body = body;
        self.with("content-type", "multipart/form-data; boundary=XX")
    }
}

impl App {
    /// The workspace as one user of this machine has it, without accounts.
    pub async fn alone() -> Self {
        Self::with(Door::Loopback).await
    }

    pub async fn with(door: Door) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let workspace = avaria::workspace(dir.path()).await;
        let router = rooms(House::new(workspace.clone(), Settings { by: "me".into(), door }));
        Self { router, workspace, dir }
    }

    /// The same with an administrator called Root.
    pub async fn peopled() -> Self {
        let app = Self::with(Door::Loopback).await;
        let link = app.workspace.administrator_link().await.unwrap();
        app.workspace.follow(&link, "Root", PASSWORD).await.unwrap();
        app
    }

    /// Makes an account without a password; its token.
    pub async fn person(&self, name: &str, role: Role, parties: &str) -> String {
        let grant = Grant { parties: parties.into(), role: Some(role), before: None };
        let account = self.workspace.make_account(name, &grant, "Root").await.unwrap();
        let hand = Hand { by: account.account.clone(), rights: account.rights(), ..Hand::default() };
        self.workspace.make_token(name, "for tests", role, &hand).await.unwrap().1
    }

    /// A session of an account; its secret, and what guards its forms.
    pub async fn session(&self, name: &str) -> (String, String) {
        let secret = self.workspace.begin_session(name, "a test").await.unwrap();
        let me = self.ask(get("/api/me").session(&secret)).await.json();
        (secret, me["guard"].as_str().unwrap().to_owned())
    }

    pub async fn ask(&self, ask: Ask) -> Answer {
        let mut request = Request::builder().method(ask.method.as_str()).uri(ask.path.as_str());
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(ask.body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

/// An id as one part of an address.
pub fn part(id: &str) -> String {
    chancery::serve::visit::encode(id)
}

/// Every method and path of a router, as its debug output has them.
pub fn routes(router: &axum::Router) -> std::collections::BTreeSet<(String, String)> {
    let text = format!("{router:?}");
    let (routes, paths) = text.split_once("node: Node").unwrap();
    let paths = paths.split("fallback_router").next().unwrap();
    let mut out = std::collections::BTreeSet::new();
    for piece in paths.split("RouteId(").skip(1) {
        let (id, rest) = piece.split_once(')').unwrap();
        let path = rest.split('"').nth(1).unwrap();
        let route = routes.split(&format!("RouteId({id}): ")).nth(1).unwrap();
        let allow = route.split("allow_header: Bytes(b\"").nth(1).unwrap().split('"').next().unwrap();
        out.extend(allow.split(',').map(|method| (method.to_owned(), path.to_owned())));
    }
    out
}
