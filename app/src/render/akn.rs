//! Akoma Ntoso 3.0.

use super::tree::{Node, tree};
use super::{Whole, escaped};
use crate::shape::Provision;

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

pub(super) fn render(whole: &Whole) -> String {
    let nodes = tree(&whole.provisions);
    let (front, rest): (Vec<&Node<'_>>, Vec<&Node<'_>>) = nodes.iter().partition(|n| is_front(n.provision));
    let (back, body): (Vec<&Node<'_>>, Vec<&Node<'_>>) =
        rest.into_iter().partition(|n| n.provision.kind == "signature");
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso xmlns=\"{NAMESPACE}\">\n<statement name=\"{}\">\n",
        escaped(&whole.document.kind)
    );
    out.push_str(&meta(whole));
    if !front.is_empty() {
        out.push_str("<preface>\n");
        front.iter().for_each(|n| out.push_str(&front_block(n.provision)));
        out.push_str("</preface>\n");
    }
    out.push_str("<mainBody>\n");
    body.iter().for_each(|n| write(n, &mut out));
    if body.is_empty() {
        out.push_str("<p/>\n");
    }
    out.push_str("</mainBody>\n");
    if !back.is_empty() {
        out.push_str("<conclusions>\n");
        back.iter().for_each(|n| {
            out.push_str(&format!("<p eId=\"{}\">{}</p>\n", eid(n.provision), escaped(&n.provision.text)))
        });
        out.push_str("</conclusions>\n");
    }
    out + "</statement>\n</akomaNtoso>\n"
}

fn is_front(p: &Provision) -> bool {
    matches!(p.kind.as_str(), "title" | "subtitle" | "dateline" | "place-date" | "speaker")
}

fn eid(p: &Provision) -> String {
    escaped(&p.eid)
}

fn front_block(p: &Provision) -> String {
    let text = escaped(&p.text);
    match p.kind.as_str() {
        "title" => format!("<p><docTitle eId=\"{}\">{text}</docTitle></p>\n", eid(p)),
        _ => format!("<p eId=\"{}\">{text}</p>\n", eid(p)),
    }
}

fn meta(whole: &Whole) -> String {
    let d = &whole.document;
    let date = d.date.as_deref().filter(|date| date.len() == 10).unwrap_or("0001-01-01");
    let (work, id, language) = (escaped(&d.work), escaped(&d.document), escaped(&d.language));
    let level = |name: &str, address: &str, more: &str| {
        format!(
            "<{name}><FRBRthis value=\"{address}\"/><FRBRuri value=\"{address}\"/><FRBRdate date=\"{date}\" name=\"made\"/><FRBRauthor href=\"#chancery\"/>{more}</{name}>\n"
        )
    };
    let country = d.parties.first().map_or_else(|| "un".to_owned(), |p| escaped(&p.to_lowercase()));
    format!(
        "<meta>\n<identification source=\"#chancery\">\n{}{}{}</identification>\n<references source=\"#chancery\"><TLCOrganization eId=\"chancery\" href=\"/ontology/organization/chancery\" showAs=\"Chancery\"/></references>\n</meta>\n",
        level("FRBRWork", &format!("/akn/{work}"), &format!("<FRBRcountry value=\"{country}\"/>")),
        level("FRBRExpression", &format!("/akn/{id}"), &format!("<FRBRlanguage language=\"{language}\"/>")),
        level("FRBRManifestation", &format!("/akn/{id}.akn"), ""),
    )
}

/// A part, heading or measure as a division of its own; anything else as a paragraph.
fn write(node: &Node<'_>, out: &mut String) {
    let p = node.provision;
    let text = escaped(&p.text);
    let element = match p.kind.as_str() {
        "part" => "part",
        "heading" => "section",
        "item" => "paragraph",
        "bullet" => "point",
        _ => "hcontainer",
    };
    let name = if element == "hcontainer" { format!(" name=\"{}\"", escaped(&p.kind)) } else { String::new() };
    out.push_str(&format!("<{element}{name} eId=\"{}\">", eid(p)));
    match p.kind.as_str() {
        "part" | "heading" => out.push_str(&format!("<heading>{text}</heading>\n")),
        _ if node.under.is_empty() => out.push_str(&format!("<content><p>{text}</p></content>")),
        _ => out.push_str(&format!("<intro><p>{text}</p></intro>\n")),
    }
    if node.under.is_empty() && matches!(p.kind.as_str(), "part" | "heading") {
        out.push_str("<content><p/></content>");
    }
    node.under.iter().for_each(|under| write(under, out));
    out.push_str(&format!("</{element}>\n"));
}
