//! Every page in a real browser: two widths, two languages, nothing on the console, nothing wider than the screen.
//!
//! Needs Debian's `chromium` and `chromium-driver`; says plainly that it did not run when they are absent.
//! With `CHANCERY_SHOTS=DIR` it leaves a picture of each page there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod avaria;
mod chromium;

use chromium::{Driver, look, screen, shoot};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::time::Duration;

const WIDTHS: [(u32, u32); 2] = [(1280, 900), (390, 844)];

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
        press(browser, if width > 500 { "jja" } else { "jjja" }).await;
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
