//! What happens to the file around a text.

use crate::Sample;

/// A text as the name and the bytes of a file.
pub type Damage = fn(&str, &Sample) -> (String, Vec<u8>);

/// Every damage of the layer.
pub const ALL: &[(&str, Damage)] = &[
    ("GB18030", |t, _| ("a.txt".to_owned(), encoding_rs::GB18030.encode(t).0.into_owned())),
    ("UTF-16 with a mark", |t, _| ("a.txt".to_owned(), wide(t))),
    ("CRLF and a byte order mark", |t, _| {
        ("a.txt".to_owned(), format!("\u{feff}{}", t.replace('\n', "\r\n")).into_bytes())
    }),
    ("HTML with menu, print button and footer", |t, s| ("a.html".to_owned(), html(t, s).into_bytes())),
    ("HTML inside JSON", |t, s| ("a.json".to_owned(), json(t, s).into_bytes())),
    ("Markdown", |t, s| ("a.md".to_owned(), markdown(t, s).into_bytes())),
    ("furniture of a saved page", |t, _| ("a.txt".to_owned(), furniture(t).into_bytes())),
];

/// UTF-8, nothing around it.
pub fn plain(text: &str, _: &Sample) -> (String, Vec<u8>) {
    ("a.txt".to_owned(), text.as_bytes().to_vec())
}

fn wide(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn paragraphs(text: &str) -> String {
    text.lines().filter(|l| !l.trim().is_empty()).map(|l| format!("<p>　　{}</p>\n", escaped(l))).collect()
}

fn html(text: &str, sample: &Sample) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{}_云脊社</title></head>\n<body>\
         <div><ul><li><a href=\"/\">首页</a></li><li><a href=\"/news\">要闻</a></li></ul></div>\n\
         <div>首页 &gt; 要闻 &gt; 正文</div>\n<div>{}<a href=\"javascript:print()\">打印</a></div>\n<div>\n{}</div>\n\
         <div>责任编辑：木子<br>版权所有 云脊通讯社 未经许可不得转载</div></body></html>\n",
        sample.title,
        "2033-06-23 09:12&nbsp;&nbsp;来源：云脊社&nbsp;&nbsp;【字体：大 中 小】 ",
        paragraphs(text)
    )
}

fn json(text: &str, sample: &Sample) -> String {
    let body: String = paragraphs(text).replace("<p>", "<P style=\"FONT-SIZE: 14px\">");
    serde_json::json!({ "docid": "7", "title": sample.title, "body": body }).to_string()
}

fn markdown(text: &str, sample: &Sample) -> String {
    let line = |l: &str| if l == sample.title { format!("# {l}\n\n") } else { format!("{l}\n\n") };
    text.lines().filter(|l| !l.trim().is_empty()).map(line).collect()
}

fn furniture(text: &str) -> String {
    format!(
        "首页 > 要闻 > 正文\n2033-06-23 09:12 来源：云脊社 【字体：大 中 小】 打印本页\n\n{text}\n责任编辑：木子\n浏览次数：1024\n【打印】【关闭】\n"
    )
}
