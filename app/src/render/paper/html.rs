//! A paper as a page that stands alone: its style is in it, it loads nothing, and it prints on A4.

use crate::render::escaped;
use crate::review::paper::{Block, Paper};

const STYLE: &str = "@page{size:A4;margin:20mm}\
body{font:11pt/1.6 'Noto Serif','Noto Serif CJK SC','Songti SC',SimSun,serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#111}\
h1{font-size:1.6rem;line-height:1.3;margin:0 0 .2em}h2{font-size:1.1rem;margin:1.8em 0 .5em;break-after:avoid}\
.sub{color:#555;margin:0 0 1.5em}blockquote{margin:1em 0;padding-left:1em;border-left:3px solid #bbb}\
blockquote cite{display:block;color:#555;font-size:.85em;font-style:normal;overflow-wrap:anywhere}\
table{width:100%;border-collapse:collapse;font-size:.88em;table-layout:fixed}thead{display:table-header-group}\
th,td{border:1px solid #999;padding:.35em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
th{background:#f2f2f2;font-weight:600}tr{break-inside:avoid}\
@media(max-width:40rem){table,tbody,tr,td{display:block}thead{display:none}tr{border:1px solid #999;margin:.6em 0}td{border:0;padding:.15em .5em}}";

pub(super) fn render(paper: &Paper) -> String {
    let title = escaped(&paper.title);
    let subtitle = escaped(&paper.subtitle);
    let blocks: String = paper.blocks.iter().map(block).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n<p class=\"sub\">{subtitle}</p>\n{blocks}</body>\n</html>\n",
        escaped(&paper.language)
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(words) => format!("<h2>{}</h2>\n", escaped(words)),
        Block::Text(words) => format!("<p>{}</p>\n", escaped(words)),
        Block::Quote(words, place) => {
            format!("<blockquote>{}<cite>{}</cite></blockquote>\n", escaped(words), escaped(place))
        }
        Block::Table { head, rows, widths } => table(head, rows, widths),
    }
}

fn table(head: &[String], rows: &[Vec<String>], widths: &[u8]) -> String {
    let all: u32 = widths.iter().map(|w| u32::from(*w)).sum::<u32>().max(1);
    let column = |w: &u8| format!("<col width=\"{}%\">", u32::from(*w) * 100 / all);
    let columns: String = widths.iter().map(column).collect();
    let names: String = head.iter().map(|name| format!("<th scope=\"col\">{}</th>", escaped(name))).collect();
    let cells = |row: &Vec<String>| row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect::<String>();
    let body: String = rows.iter().map(|row| format!("<tr>{}</tr>\n", cells(row))).collect();
    format!("<table><colgroup>{columns}</colgroup><thead><tr>{names}</tr></thead>\n<tbody>\n{body}</tbody></table>\n")
}
