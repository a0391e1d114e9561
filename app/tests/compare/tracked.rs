//! A comparison as DOCX, read back: every change accepted gives the newer text, every change rejected the older one.

use super::session::Session;
use super::{NEWER, OLDER, pair};
use roxmltree::{Document, Node};
use std::io::Read;

/// The reading text of a document, without blank lines.
fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn document_xml(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

fn named(node: &Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}

/// What a word processor shows once every insertion (`ins`) or every deletion (`del`) is gone.
fn without(xml: &str, gone: &str) -> Vec<String> {
    let read = Document::parse(xml).unwrap();
    let mut out = vec![String::new()];
    for paragraph in read.descendants().filter(|n| named(n, "p")) {
        let words = paragraph.descendants().filter(|n| named(n, "t") || named(n, "delText"));
        for text in words.filter(|n| !n.ancestors().any(|a| named(&a, gone))) {
            out.last_mut().unwrap().push_str(text.text().unwrap_or_default());
        }
        let mark = paragraph.children().find(|n| named(n, "pPr"));
        if !mark.is_some_and(|mark| mark.descendants().any(|n| named(&n, gone))) {
            out.push(String::new());
        }
    }
    assert_eq!(out.pop().as_deref(), Some(""), "the last paragraph ends in both");
    out
}

/// The comparison of the two as `changes.docx`; its XML.
fn tracked(s: &Session, older: &str, newer: &str) -> String {
    s.ok(&["compare", older, newer, "--format", "docx", "--out", "changes.docx"]);
    document_xml(&std::fs::read(s.path("changes.docx")).unwrap())
}

#[test]
fn accepting_all_gives_the_newer_text_and_rejecting_all_the_older() {
    let (s, older, newer) = pair();
    let xml = tracked(&s, &older, &newer);
    assert_eq!(without(&xml, "del"), lines(NEWER));
    assert_eq!(without(&xml, "ins"), lines(OLDER));
    assert!(xml.contains("<w:t xml:space=\"preserve\">双方强烈谴责一切形式的海盗行为，主张依法惩处。</w:t>"), "{xml}");
    let back = tracked(&s, &newer, &older);
    assert_eq!(without(&back, "del"), lines(OLDER));
}

#[test]
fn accepting_and_rejecting_hold_for_every_pair_of_samples() {
    let s = Session::new();
    s.ok(&["init"]);
    s.ok(&["add", concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/originals")]);
    let list: serde_json::Value = serde_json::from_str(&s.ok(&["list", "--json"])).unwrap();
    let statements: Vec<(String, Vec<String>)> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|d| (d["document"].as_str().unwrap().to_owned(), d["text"].as_str().unwrap().to_owned()))
        .map(|(id, text)| (id, lines(&text)))
        .collect();
    for (n, (older, before)) in statements.iter().enumerate() {
        let (newer, after) = &statements[(n + 1) % statements.len()];
        let xml = tracked(&s, older, newer);
        assert_eq!(&without(&xml, "ins"), before, "{older} -> {newer}");
        assert_eq!(&without(&xml, "del"), after, "{older} -> {newer}");
    }
}

/// LibreOffice, where it is installed; else says that the test did not run.
fn office() -> Option<&'static str> {
    let runs =
        |name: &&str| std::process::Command::new(name).arg("--version").output().is_ok_and(|ran| ran.status.success());
    let found = ["soffice", "libreoffice"].into_iter().find(runs);
    if found.is_none() {
        eprintln!("not run: LibreOffice is not there (Debian: libreoffice-writer-nogui)");
    }
    found
}

/// What LibreOffice shows once its changes of one kind (`insertion`, `deletion`) are gone.
fn opened(read: &Document<'_>, gone: &str) -> Vec<String> {
    let id = |n: &Node<'_, '_>, name: &str| n.attributes().find(|a| a.name() == name).map(|a| a.value().to_owned());
    let of_kind = |n: &Node<'_, '_>| named(n, "changed-region") && n.children().any(|c| named(&c, gone));
    let regions: Vec<_> = read.descendants().filter(of_kind).map(|n| id(&n, "id")).collect();
    let body = read.descendants().find(|n| named(n, "text") && n.parent().is_some_and(|p| named(&p, "body")));
    let (mut inside, mut joined, mut out) = (false, false, Vec::new());
    for paragraph in body.unwrap().children().filter(|n| named(n, "p")) {
        if !joined {
            out.push(String::new());
        }
        for node in paragraph.descendants() {
            match node.tag_name().name() {
                "change-start" => inside |= regions.contains(&id(&node, "change-id")),
                "change-end" => inside &= !regions.contains(&id(&node, "change-id")),
                "s" if !inside => out.last_mut().unwrap().push(' '),
                _ if node.is_text() && !inside => out.last_mut().unwrap().push_str(node.text().unwrap_or_default()),
                _ => {}
            }
        }
        // A change that goes on behind the end of the paragraph takes that end with it.
        joined = inside;
    }
    out
}

#[test]
fn libreoffice_reads_the_tracked_changes() {
    let Some(office) = office() else { return };
    let (s, older, newer) = pair();
    let xml = tracked(&s, &older, &newer);
    let profile = format!("-env:UserInstallation=file://{}", s.path("profile").display());
    let arguments = [profile.as_str(), "--headless", "--convert-to", "fodt", "changes.docx"];
    let ran = std::process::Command::new(office).args(arguments).current_dir(s.path(".")).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let text = std::fs::read_to_string(s.path("changes.fodt")).unwrap();
    let read = Document::parse(&text).unwrap();
    let regions = |kind: &str| {
        let all = read.descendants().filter(|n| named(n, "changed-region"));
        all.filter(|n| n.children().any(|c| named(&c, kind))).count()
    };
    let runs = |tag: &str| Document::parse(&xml).unwrap().descendants().filter(|n| named(n, tag)).count();
    eprintln!(
        "tracked in the DOCX: {} insertions, {} deletions; in LibreOffice: {}, {}",
        runs("ins"),
        runs("del"),
        regions("insertion"),
        regions("deletion")
    );
    assert!(regions("insertion") > 2 && regions("insertion") <= runs("ins"));
    assert!(regions("deletion") > 2 && regions("deletion") <= runs("del"));
    assert_eq!(opened(&read, "deletion"), lines(NEWER));
    assert_eq!(opened(&read, "insertion"), lines(OLDER));
}
