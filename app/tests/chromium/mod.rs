//! A browser of our own: Debian's `chromium` by its `chromium-driver`, and what is wrong with a page it shows.

#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A chromedriver of our own, ended with the test.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// None when there is no chromedriver on this machine.
    pub fn start() -> Option<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().ok().map(|process| Self { process, port })
    }

    pub async fn browser(&self, profile: &std::path::Path) -> Client {
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--force-prefers-reduced-motion",
        ];
        let mut arguments: Vec<String> = arguments.map(str::to_owned).into();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        let wanted = json!({ "goog:chromeOptions": { "args": arguments }, "goog:loggingPrefs": { "browser": "ALL" } });
        let address = format!("http://127.0.0.1:{}", self.port);
        for _ in 0..100 {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(wanted.as_object().unwrap().clone());
            match builder.connect(&address).await {
                Ok(client) => return client,
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
        panic!("chromedriver does not answer at {address}");
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Asks chromedriver what the console said since the last time.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

/// A screen of exactly this size, phones included: windows cannot be made that narrow.
pub async fn screen(browser: &Client, width: u32, height: u32) {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
    browser.issue_cmd(DevTools("Emulation.setDeviceMetricsOverride", metrics)).await.unwrap();
}

/// A command of the browser's own protocol.
#[derive(Debug)]
struct DevTools(&'static str, Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}

/// What is wrong with the page that is shown.
pub async fn look(browser: &Client, name: &str, page: &str, width: u32) -> Vec<String> {
    let mut wrong = Vec::new();
    let wide = browser.execute("return document.documentElement.scrollWidth", Vec::new()).await.unwrap();
    if wide.as_u64() > Some(u64::from(width)) {
        wrong.push(format!("{page} at {width}: {wide} wide"));
    }
    let said = browser.issue_cmd(ConsoleLog).await.unwrap();
    for line in said.as_array().into_iter().flatten() {
        wrong.push(format!("{page} at {width}: console: {}", line["message"]));
    }
    let landmarks =
        "return document.querySelectorAll('main, header.site nav, h1').length >= 3 && document.title.length > 0";
    if browser.execute(landmarks, Vec::new()).await.unwrap() != true {
        wrong.push(format!("{page}: no main, nav, h1 or title"));
    }
    let nameless = "return [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea')].filter(e => \
        !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).map(e => e.outerHTML)";
    for element in browser.execute(nameless, Vec::new()).await.unwrap().as_array().into_iter().flatten() {
        wrong.push(format!("{page}: without a name: {element}"));
    }
    shoot(browser, name).await;
    wrong
}

/// A picture of the whole page, when somebody wants them.
pub async fn shoot(browser: &Client, name: &str) {
    let Some(dir) = std::env::var_os("CHANCERY_SHOTS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join(format!("{name}.png")), browser.screenshot().await.unwrap()).unwrap();
}
