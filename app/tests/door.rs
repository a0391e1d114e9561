//! The pages of people in a real browser: coming in by a one-time link, one's account, who is what; two widths, two
//! languages. Says plainly that it did not run where there is no chromedriver.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code)] // each test program uses a part of it
mod avaria;
mod chromium;

use chancery::people::Role;
use chancery::register::{Hand, Workspace};
use chancery::serve::{Door, House, Settings, rooms};
use chromium::{Driver, look, screen};
use fantoccini::{Client, Locator};

const WIDTHS: [(u32, u32); 2] = [(1280, 900), (390, 844)];

async fn served(workspace: Workspace) -> String {
    let router = rooms(House::new(workspace, Settings { by: String::new(), door: Door::Accounts }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

async fn fill(browser: &Client, name: &str, value: &str) {
    browser.find(Locator::Css(&format!("main [name={name}]"))).await.unwrap().send_keys(value).await.unwrap();
}

/// Waits until the browser has come to a page of that path.
async fn arrive(browser: &Client, path: &str) {
    for _ in 0..200 {
        if browser.current_url().await.unwrap().path() == path {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{} is not {path}", browser.current_url().await.unwrap());
}

async fn press(browser: &Client, button: &str) {
    browser.find(Locator::Css(button)).await.unwrap().click().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn people_come_in_look_after_themselves_and_go_out() {
    let Some(driver) = Driver::start() else {
        println!("NOT RUN: no chromedriver here; install it with `apt-get install chromium chromium-driver`");
        return;
    };
    let (dir, profile) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let workspace = avaria::workspace(dir.path()).await;
    let host = served(workspace.clone()).await;
    let browser = driver.browser(profile.path()).await;
    let mut wrong = Vec::new();
    let first = workspace.administrator_link().await.unwrap();
    for page in ["/sign-in".to_owned(), format!("/welcome/{first}")] {
        let name = page.split('/').nth(1).unwrap().to_owned();
        wrong.extend(everywhere(&browser, &host, &page, &name).await);
    }
    // Whoever is not signed in is shown the way in, and comes to where they wanted.
    browser.goto(&format!("{host}/welcome/{first}?lang=en")).await.unwrap();
    fill(&browser, "name", "Anna Orlova").await;
    fill(&browser, "password", "four words of mine").await;
    press(&browser, "main form button").await;
    arrive(&browser, "/").await;
    assert!(browser.source().await.unwrap().contains("Anna Orlova"), "{}", browser.source().await.unwrap());
    let hand = Hand { by: "Anna Orlova".into(), ..Hand::default() };
    let link = workspace.invite(Role::Editor, "AVL-MOR", &hand).await.unwrap();
    workspace.follow(&link, "李白河", "four words of mine").await.unwrap();
    workspace.make_token("Anna Orlova", "nightly import", Role::Contributor, &hand).await.unwrap();
    for (page, name) in [("/account", "account"), ("/people", "people")] {
        wrong.extend(everywhere(&browser, &host, page, name).await);
    }
    browser.goto(&format!("{host}/people?lang=en")).await.unwrap();
    press(&browser, "form[action='/people/invitations'] button").await;
    arrive(&browser, "/people/invitations").await;
    let shown = browser.find(Locator::Css(".once textarea")).await.unwrap().text().await.unwrap();
    assert!(shown.starts_with(&format!("{host}/welcome/")), "{shown}");
    wrong.extend(look(&browser, "invited", "/people/invitations", 390).await);
    browser.goto(&format!("{host}/account?lang=en")).await.unwrap();
    press(&browser, "form[action='/sign-out'] button").await;
    arrive(&browser, "/sign-in").await;
    browser.goto(&format!("{host}/register?party=AVL")).await.unwrap();
    assert!(browser.current_url().await.unwrap().path() == "/sign-in");
    fill(&browser, "name", "anna orlova").await;
    fill(&browser, "password", "four words of mine").await;
    press(&browser, "main form button").await;
    arrive(&browser, "/register").await;
    assert_eq!(browser.current_url().await.unwrap().query(), Some("party=AVL"));
    browser.close().await.unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with a page, in both languages at both widths.
async fn everywhere(browser: &Client, host: &str, page: &str, name: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for language in ["en", "zh"] {
        for (width, height) in WIDTHS {
            screen(browser, width, height).await;
            browser.goto(&format!("{host}{page}?lang={language}")).await.unwrap();
            wrong.extend(look(browser, &format!("{name}-{language}-{width}"), page, width).await);
            let source = browser.source().await.unwrap();
            if source.contains(">people.") || source.contains(">role.") || source.contains(">role-may.") {
                wrong.push(format!("{page} in {language}: words are missing"));
            }
        }
    }
    wrong
}
