//! What happens to the file around a text.

use crate::Sample;

/// A text as the name and the bytes of a file.
pub type Damage = fn(&str, &Sample) -> (String, Vec<u8>);

/// Every damage of the layer.
pub const ALL: &[(&str, Damage)] = &[
    ("GB18030", |t, _| ("a.txt".to_owned(), encoding_rs::GB18030.encode(t).0.into_owned())),
    ("UTF-16 with a mark", |t, _| ("a.txt".to_owned(), wide(t))),
    ("CRLF and a byte order mark", |t, _| named("a.txt", format!("\u{feff}{}", t.replace('\n', "\r\n")))),
    ("HTML with menu, print button and footer", |t, s| named("a.html", html(t, s))),
    ("HTML of line breaks in a table", |t, s| named("a.htm", table(t, s))),
    ("HTML inside JSON", |t, s| named("a.json", json(t, s, "docid"))),
    ("HTML inside JSON, all escaped", |t, s| named("a.txt", ascii(&json(t, s, "docid")))),
    ("Markdown", |t, s| named("a.md", markdown(t, s))),
    ("Markdown with front matter, emphasis and hard breaks", |t, s| named("a.md", marked(t, s))),
    ("furniture of a saved page", |t, _| named("a.txt", furniture(t))),
    ("menus, banners and counters of a saved page", |t, s| named("a.txt", banners(t, s))),
];

/// UTF-8, nothing around it.
pub fn plain(text: &str, _: &Sample) -> (String, Vec<u8>) {
    ("a.txt".to_owned(), text.as_bytes().to_vec())
}

fn named(name: &str, text: String) -> (String, Vec<u8>) {
    (name.to_owned(), text.into_bytes())
}

fn wide(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|l| !l.trim().is_empty())
}

fn paragraphs(text: &str) -> String {
    lines(text).map(|l| format!("<p>　　{}</p>\n", escaped(l))).collect()
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

/// As pages were written before style sheets.
fn table(text: &str, sample: &Sample) -> String {
    let body: String = lines(text).map(|l| format!("&nbsp;&nbsp;&nbsp; {}<BR>\r\n<BR>", escaped(l))).collect();
    format!(
        "<HTML><HEAD><TITLE>{}</TITLE><STYLE>TD {{ font-size: 12px }}</STYLE></HEAD><BODY bgColor=#ffffff>\r\n\
         <!-- 正文 --><TABLE width=760><TR><TD><FONT size=2>您的位置：首页 &gt;&gt; 文件</FONT></TD></TR>\r\n<TR><TD>{body}</TD></TR>\
         <TR><TD align=right>【<A href=\"#\">打印</A>】【<A href=\"#\">关闭</A>】</TD></TR></TABLE></BODY></HTML>",
        sample.title
    )
}

fn json(text: &str, sample: &Sample, key: &str) -> String {
    let body: String = paragraphs(text).replace("<p>", "<P style=\"FONT-SIZE: 14px\">");
    serde_json::json!({ key: "7", "title": sample.title, "body": body }).to_string()
}

/// Every character that is not ASCII as an escape.
fn ascii(json: &str) -> String {
    let mut out = String::new();
    for unit in json.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\u{unit:04x}")),
        }
    }
    out
}

fn markdown(text: &str, sample: &Sample) -> String {
    let line = |l: &str| if l == sample.title { format!("# {l}\n\n") } else { format!("{l}\n\n") };
    lines(text).map(line).collect()
}

fn marked(text: &str, sample: &Sample) -> String {
    let line = |l: &str| if l == sample.title { format!("**{l}**\n\n") } else { format!("{l}  \n\n") };
    let body: String = lines(text).map(line).collect();
    format!("---\ntitle: \"{}\"\nauthor: 云脊社\n---\n\n{body}", sample.title)
}

fn furniture(text: &str) -> String {
    format!(
        "首页 > 要闻 > 正文\n2033-06-23 09:12 来源：云脊社 【字体：大 中 小】 打印本页\n\n{text}\n责任编辑：木子\n浏览次数：1024\n【打印】【关闭】\n"
    )
}

fn banners(text: &str, sample: &Sample) -> String {
    format!(
        "云脊网\n设为首页 加入收藏 手机版\n首页\n时政\n国际\n财经\n您当前的位置：云脊网 >> 国际 >> 正文\n2033年06月23日09:12　来源：云脊社\n\
         字号：大 中 小　打印　分享到：\n\n{text}\n（责任编辑：木子、水生）\n阅读次数：52310\n上一篇：内海渔汛将至\n下一篇：{}\n相关新闻\n返回顶部\n\
         关于我们 | 联系我们 | 网站地图\nCopyright © 2033 云脊网 版权所有\n",
        sample.title.replace("关于", "就")
    )
}
