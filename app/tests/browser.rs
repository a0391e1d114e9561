//! Every page in a real browser: two widths, two languages, nothing on the console, nothing wider than the screen.
//!
//! Needs Debian's `chromium` and `chromium-driver`; says plainly that it did not run when they are absent.
//! With `CHANCERY_SHOTS=DIR` it leaves a picture of each page there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod avaria;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const WIDTHS: [(u32, u32); 2] = [(1280, 900), (390, 844)];

/// A chromedriver of our own, ended with the test.
struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// None when there is no chromedriver on this machine.
    fn start() -> Option<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().ok().map(|process| Self { process, port })
    }

    async fn browser(&self, profile: &std::path::Path) -> Client {
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

/// The pages on an address of their own.
async fn served(dir: &std::path::Path) -> String {
    let router = chancery::serve::router(avaria::workspace(dir).await);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_fits_and_keeps_quiet() {
    let Some(driver) = Driver::start() else {
        println!("NOT RUN: no chromedriver here; install it with `apt-get install chromium chromium-driver`");
        return;
    };
    let (dir, profile) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let host = served(dir.path()).await;
    let browser = driver.browser(profile.path()).await;
    let mut complaints = Vec::new();
    for language in ["en", "zh"] {
        for (width, height) in WIDTHS {
            screen(&browser, width, height).await;
            for (nth, page) in avaria::pages().iter().enumerate() {
                let lang = format!("{}lang={language}", if page.contains('?') { '&' } else { '?' });
                browser.goto(&format!("{host}{page}{lang}")).await.unwrap();
                let name = format!("{nth:02}-{language}-{width}");
                complaints.extend(look(&browser, &name, page, width).await);
            }
        }
    }
    complaints.extend(read_along(&browser, &host).await);
    complaints.extend(code_along(&browser, &host).await);
    browser.close().await.unwrap();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// A screen of exactly this size, phones included: windows cannot be made that narrow.
async fn screen(browser: &Client, width: u32, height: u32) {
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
async fn look(browser: &Client, name: &str, page: &str, width: u32) -> Vec<String> {
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
async fn shoot(browser: &Client, name: &str) {
    let Some(dir) = std::env::var_os("CHANCERY_SHOTS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join(format!("{name}.png")), browser.screenshot().await.unwrap()).unwrap();
}

/// Opens an explanation beside the text, closes it, and takes a colour away.
async fn read_along(browser: &Client, host: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (width, height) in WIDTHS {
        screen(browser, width, height).await;
        browser.goto(&format!("{host}/documents/{}?lang=en", avaria::OLDER)).await.unwrap();
        browser.find(Locator::Css(".clause.oppose .operator")).await.unwrap().click().await.unwrap();
        let rule = browser.wait().at_most(Duration::from_secs(5)).for_element(Locator::Css("#panel.open code")).await;
        match rule {
            Ok(code) if code.text().await.unwrap() == "zh/rules/position.toml#first" => {}
            other => wrong.push(format!("the explanation does not open at {width}: {other:?}")),
        }
        shoot(browser, &format!("panel-{width}")).await;
        browser
            .execute("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))", Vec::new())
            .await
            .unwrap();
        if browser.find(Locator::Css("#panel.open")).await.is_ok() {
            wrong.push(format!("the explanation does not close at {width}"));
        }
        let colour = "return getComputedStyle(document.querySelector('.text .clause.commitment')).backgroundColor";
        let painted = browser.execute(colour, Vec::new()).await.unwrap();
        browser.execute("document.getElementById('show-commitment').click()", Vec::new()).await.unwrap();
        if painted == browser.execute(colour, Vec::new()).await.unwrap() {
            wrong.push(format!("the legend's switch does nothing at {width}"));
        }
    }
    wrong
}

/// Codes a text with the keyboard, corrects, adds what is selected, and looks at the agreement.
async fn code_along(browser: &Client, host: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let page = format!("/documents/{}/marks", avaria::OLDER);
    asked(browser, &page, json!({ "action": "open", "coders": "anna, bela", "by": "ed" })).await;
    for (width, height) in WIDTHS {
        screen(browser, width, height).await;
        browser.goto(&format!("{host}{page}?by=anna&lang=en")).await.unwrap();
        let open = || async { count(browser, ".line.open").await };
        let before = open().await;
        press(browser, "jja").await;
        let accepted =
            waited(browser, &format!("return document.querySelectorAll('.line.open').length === {}", before - 1)).await;
        if !accepted {
            wrong.push(format!("a does not accept at {width}: {before} open, then {}", open().await));
        }
        press(browser, "jc").await;
        if !waited(browser, "return document.activeElement?.name === 'words'").await {
            wrong.push(format!("c does not open the form at {width}"));
        }
        wrong.extend(look(browser, &format!("marks-correct-{width}"), &page, width).await);
        press(browser, "j+").await;
        if !waited(browser, "return document.querySelector('form.fields input[value=add]') !== null").await {
            wrong.push(format!("+ does not open the form at {width}"));
        }
    }
    for by in ["anna", "bela"] {
        asked(browser, &page, json!({ "action": "complete", "rest": "accept", "by": by })).await;
    }
    for (width, height) in WIDTHS {
        screen(browser, width, height).await;
        for (name, address) in [("agreement", "/agreement?by=cleo&lang=zh"), ("marks-of", "?of=bela&lang=zh")] {
            browser.goto(&format!("{host}{page}{address}")).await.unwrap();
            wrong.extend(look(browser, &format!("{name}-{width}"), address, width).await);
        }
    }
    wrong
}

/// Asks the API from inside the page, as a program would.
async fn asked(browser: &Client, page: &str, wish: Value) {
    let script = "const [address, wish, done] = arguments; fetch('/api' + address, { method: 'POST', headers: { 'content-type': \
        'application/json' }, body: JSON.stringify(wish) }).then(async (r) => done([r.status, await r.text()]))";
    let answer = browser.execute_async(script, vec![json!(page), wish]).await.unwrap();
    assert_eq!(answer[0], 201, "{answer}");
}

async fn press(browser: &Client, keys: &str) {
    let script = "document.activeElement?.blur(); for (const key of arguments[0]) \
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))";
    browser.execute(script, vec![json!(keys)]).await.unwrap();
}

async fn count(browser: &Client, selector: &str) -> u64 {
    let script = "return document.querySelectorAll(arguments[0]).length";
    browser.execute(script, vec![json!(selector)]).await.unwrap().as_u64().unwrap()
}

/// Whether a script says true within a few seconds.
async fn waited(browser: &Client, script: &str) -> bool {
    for _ in 0..50 {
        if browser.execute(script, Vec::new()).await.unwrap() == true {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    false
}
