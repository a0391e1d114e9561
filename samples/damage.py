#!/usr/bin/env python3
"""Makes sources/ and EXPECTED.toml from originals/: what transmission does to official texts, on purpose.

usage: python3 samples/damage.py [--check]

--check  writes nothing; fails if sources/ or EXPECTED.toml is not what this script makes

Every kind of damage is one small function; RECIPES says which source suffers which. Nothing is random
beyond SEED, so the output is the same on every machine. Only the standard library is used.
"""
import html
import json
import random
import re
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
SEED = 2031
INDEX = {d["id"]: d for d in tomllib.loads((HERE / "originals/INDEX.toml").read_text("utf8"))["document"]}
TRADITIONAL = dict(
    line.split("\t") for line in (HERE / "traditional.tsv").read_text("utf8").splitlines() if "\t" in line
)
NO_LINE_START = "，。、；：！？）”》"
NBSP, INDENT = "\u00a0", "\u3000\u3000"


def blocks(ident):
    """The blocks of an original as (kind, text)."""
    document = INDEX[ident]
    lines = (HERE / "originals" / f"{ident}.txt").read_text("utf8").splitlines()
    kinds = document["kinds"].split()
    assert len(lines) == len(kinds), f"{ident}: {len(lines)} lines, {len(kinds)} kinds"
    return list(zip(kinds, lines))


def without(kinds, parts):
    return [(kind, text) for kind, text in parts if kind not in kinds]


def change(parts, pairs):
    """Replaces words; each must stand in the text exactly once."""
    for old, new in pairs:
        assert sum(text.count(old) for _, text in parts) == 1, f"{old} does not stand there exactly once"
        parts = [(kind, text.replace(old, new)) for kind, text in parts]
    return parts


# ------------------------------------------------------------------ layout
def columns(text):
    """How wide a text prints: ASCII takes half of what a Chinese character takes."""
    return sum(0.5 if c.isascii() else 1 for c in text)


def wrap(text, width):
    """Hard lines of `width` characters; closing punctuation hangs over the edge, words of letters stay whole."""
    tokens = re.findall(r"[A-Za-z0-9]+|.", text)
    lines, line = [], ""
    for token in tokens:
        if line and columns(line + token) > width and token not in NO_LINE_START:
            lines.append(line.rstrip())
            line = token.lstrip()
        else:
            line += token
    return lines + [line.rstrip()]


def wrap_words(text, width):
    """Hard lines of at most `width` characters, broken at blanks."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return lines + [line]


def title_lines(title):
    """A long title as print sets it: on two lines."""
    at = title.find("关于") + 2
    return [title[:at], title[at:]] if at > 1 else [title]


def blanks_around_digits(text):
    text = re.sub(r"(?<=[^\W\d_A-Za-z])(?=\d)|(?<=《)(?=\d)", " ", text)
    return re.sub(r"(?<=\d)(?=[^\W\d_A-Za-z])", " ", text)


def bulletin(idents, first_page):
    """Print of a bulletin: hard lines, every one followed by a blank line, page numbers, blanks around digits."""
    lines = []
    for ident in idents:
        for kind, text in blocks(ident):
            text = blanks_around_digits(text)
            lines += title_lines(text) if kind == "title" else wrap(text, 36)
    out, page = [], first_page
    for n, line in enumerate(lines):
        out.append(line)
        if n % 24 == 23:
            out.append(str(page))
            page += 1
    return "\n\n".join(out) + "\n"


def column(parts, width=25):
    """Newspaper setting: narrow lines; a blank line after most paragraphs, sometimes inside one."""
    rng, out = random.Random(SEED), []
    for kind, text in parts:
        lines = wrap(text, width)
        if len(lines) > 3 and rng.random() < 0.2:
            lines.insert(2, "")
        out += lines
        if kind != "bullet":
            out.append("")
    return out


def newspaper(cut, whole, cut_in):
    """A page: one statement that turns to another page inside a sentence, one complete; each title under its text."""
    out = []
    parts = without(["title", "dateline"], blocks(cut))
    at = next(n for n, (_, text) in enumerate(parts) if text.startswith(cut_in))
    out += column(parts[:at]) + wrap(parts[at][1], 25)[:1] + ["（下转第三版）", "", dict(blocks(cut))["title"], "", ""]
    parts = blocks(whole)
    out += column(without(["title", "dateline"], parts))[:-1]
    out += [f"（{dict(parts)['dateline']}）", "", dict(parts)["title"], ""]
    return "\n".join(out) + "\n"


def web_text(parts):
    """Text saved from a page: ideographic indents, no-break spaces, title apart."""
    out = []
    for kind, text in parts:
        if kind == "title":
            out += [NBSP + text, NBSP]
        else:
            out.append(INDENT + text + (NBSP if kind == "part" else ""))
    return "\n".join(out) + "\n"


def indented_wrap(parts, width=40):
    """Hard lines without blank lines; only the indent of the first tells where a paragraph begins."""
    out = []
    for kind, text in parts:
        lines = title_lines(text) if kind == "title" else wrap(INDENT + text, width)
        out += lines
    return "\n".join(out) + "\n"


def sentences(parts):
    """One sentence a line, the paragraphs lost."""
    out = []
    for _, text in parts:
        out += [s for s in re.split(r"(?<=[。！？；])(?!”)", text) if s]
    return "\n".join(out) + "\n"


def spaced(parts):
    """A blank between all characters."""
    return "\n\n".join(" ".join(text.replace(" ", "")) for _, text in parts) + "\n"


# ------------------------------------------------------------------ markup
MENU = "<ul class=\"menu\"><li><a href=\"/\">首页</a></li><li><a href=\"/news\">要闻</a></li><li><a href=\"/docs\">文件</a></li></ul>"


def page_zh(parts):
    """A page of an agency: menu, bread crumbs, date line, print button, footer."""
    title = dict(parts)["title"]
    body = "\n".join(f"<p>{INDENT}{html.escape(text, quote=False)}</p>" for kind, text in parts if kind != "title")
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_云脊社</title>
<style>p {{ line-height: 2 }}</style><script>var hits = 1024;</script></head>
<body><div class="header">{MENU}</div>
<div class="crumbs">首页 &gt; 要闻 &gt; 正文</div>
<h1>{title}</h1>
<div class="meta">2033-06-23 09:12&nbsp;&nbsp;来源：云脊社&nbsp;&nbsp;【字体：大 中 小】 <a href="javascript:print()">打印</a></div>
<div class="content">
{body}
</div>
<div class="footer">责任编辑：木子<br>版权所有 云脊通讯社 未经许可不得转载</div>
</body></html>
"""


def feed_zh(parts):
    """An answer of a mobile service: HTML inside a JSON string."""
    title = dict(parts)["title"]
    halves = title_lines(title)
    body = [f'<P align=center>{half}</P>' for half in halves]
    body += [f'<P style="FONT-SIZE: 14px">{INDENT}{text}</P>' for kind, text in parts if kind != "title"]
    answer = {"docid": "20330622", "column": "要闻", "title": "&lt;br&gt;".join(halves), "body": "\n".join(body), "images": []}
    return json.dumps(answer, ensure_ascii=True).replace("</", "<\\/") + "\n"


def page_en(parts):
    title = dict(parts)["title"]
    tags = {"part": "h2", "heading": "h3"}
    body = "\n".join(
        f"<{tags.get(kind, 'p')}>{html.escape(text, quote=False)}</{tags.get(kind, 'p')}>" for kind, text in parts if kind != "title"
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} | Office of the Chairman</title></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/documents">Documents</a></nav>
<main><h1>{html.escape(title)}</h1>
<p class="share"><a href="#">Share</a> <a href="#">Print</a></p>
{body}
</main><footer>© 2032 Office of the Chairman · Contact · Accessibility</footer></body></html>
"""


def markdown_en(parts, document):
    """Markdown with YAML before it, lines broken at 72."""
    out = ["---", f"date: '{document['date']}'", "tags: joint-statements", f'title: "{dict(parts)["title"]}"', "---", ""]
    for kind, text in without(["title"], parts):
        if kind in ("part", "heading"):
            out += [("## " if kind == "part" else "### ") + text, ""]
        elif kind == "bullet":
            lines = wrap_words(text.removeprefix("– "), 68)
            out += ["-   " + lines[0], *("    " + line for line in lines[1:]), ""]
        else:
            out += [*wrap_words(text, 72), ""]
    return "\n".join(out)


def plain_words(parts, width, no_break=False):
    """Text of a language with blanks: hard lines, a blank line between paragraphs."""
    out = []
    for _, text in parts:
        lines = wrap_words(text, width)
        out += [line.replace(" – ", f"{NBSP}– ") if no_break else line for line in lines] + [""]
    return "\n".join(out)


# ------------------------------------------------------------------ characters
def traditional(text):
    text = text.replace("采取", "採取").replace("〇", "○")  # Big5 has no 〇; such copies print a circle
    return "".join(TRADITIONAL.get(c, c) for c in text)


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c for c in text)


ASCII = str.maketrans({"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "“": '"', "”": '"'})
BULLETS = ["- —", "- 一", "--", "- ---", "- ——"]


def scan(parts, misread, lost, cut, twice):
    """Optical recognition of a page: starts late, columns cut, ASCII punctuation, broken bullets, blanks where lines met."""
    parts, out, bullet = change(parts, misread), [], 0
    for kind, text in parts:
        if any(text.startswith(start) for start in lost):
            continue
        for start, keep in cut:
            if text.startswith(start):
                text = text[: text.index(keep) + len(keep)]
        if kind == "bullet":
            text = BULLETS[bullet % len(BULLETS)] + text.removeprefix("——")
            bullet += 1
        elif kind in ("part", "heading"):
            text = "## " + text
        if kind not in ("signature", "part", "heading"):
            text = " ".join(wrap(text, 21))
        out.append(text.translate(ASCII))
        if any(text.replace(" ", "").startswith(start) for start in twice):
            out.append(out[-1].replace("的", "旳", 1))
    return "\n\n".join(out) + "\n"


# ------------------------------------------------------------------ recipes
A31, A32, SEA, A33 = (
    "2031-06-18-xlv-xsr-joint-statement.zh",
    "2032-06-16-xlv-xsr-joint-statement.zh",
    "2032-06-16-xlv-xsr-joint-statement-inland-sea.zh",
    "2033-06-22-xlv-xsr-joint-statement.zh",
)
SISTER, SPEECH = "2032-09-09-xlv-xtn-joint-statement.zh", "2032-06-16-xlv-speech.zh"
E31, E32, E33, R33 = A31[:-2] + "en", A32[:-2] + "en", A33[:-2] + "en", A33[:-2] + "ru"

# Differences put in on purpose: source, document, reading, what the source has, type.
VARIANTS = [
    ("web-2031.txt", A31, "每月通报制度", "按月通报制度", "substantive"),
    ("sea-2032.txt", SEA, "交换机制", "互换机制", "substantive"),
    ("scan-2033.txt", A33, "潮汐能和储能", "湖汐能和储能", "damage"),
    ("scan-2033.txt", A33, "药材和海产品", "药材 and 海产品", "damage"),
    ("scan-2033.txt", A33, "科尔峡谷光缆", "科尔峡谷光览", "damage"),
]


def meant(source):
    return [(reading, has) for name, _, reading, has, _ in VARIANTS if name == source]


def bare(ident, *more):
    """Without the agency line, as most copies have it."""
    return without(["dateline", *more], blocks(ident))


def sea_copy():
    parts = change(bare(SEA), meant("sea-2032.txt") + [("双方重申，内海", "双方重申，，内海")])
    return "\n\n".join(full_width(text).replace("“", '"').replace("”", '"') for _, text in parts) + "\n"


def scan_2033():
    return scan(
        bare(A33, "title"),
        misread=meant("scan-2033.txt"),
        lost=["应汐罗恩联邦", "澜维亚共和国和汐罗恩联邦（以下", "双方注意到"],
        cut=[("双方最强烈谴责", "劫持船只行为")],
        twice=["双方愿适时研究"],
    )


# Source: (text, encoding, {document: complete}).
RECIPES = {
    "bulletin-2031.txt": (lambda: bulletin([A31], 7), "utf-8", {A31: True}),
    "web-2031.txt": (lambda: web_text(change(bare(A31), meant("web-2031.txt"))), "utf-8", {A31: True}),
    "copy-2031-big5.txt": (lambda: traditional("\n\n".join(t for _, t in bare(A31))) + "\n", "big5", {A31: True}),
    "bulletin-2032.txt": (lambda: bulletin([A32, SEA, SPEECH], 21), "utf-8", {A32: True, SEA: True, SPEECH: True}),
    "page-2032.txt": (lambda: newspaper(A32, SEA, "双方强烈谴责"), "utf-8", {A32: False, SEA: True}),
    "sea-2032.txt": (sea_copy, "utf-8", {SEA: True}),
    "speech-2032.txt": (lambda: spaced(blocks(SPEECH)), "utf-8", {SPEECH: True}),
    "tannia-2032-gb18030.txt": (lambda: indented_wrap(bare(SISTER)), "gb18030", {SISTER: True}),
    "tannia-2032-utf16.txt": (lambda: sentences(blocks(SISTER)), "utf-16-le", {SISTER: True}),
    "page-2033.html": (lambda: page_zh(bare(A33)), "utf-8", {A33: True}),
    "feed-2033.json": (lambda: feed_zh(bare(A33)), "utf-8", {A33: True}),
    "scan-2033.txt": (scan_2033, "utf-8", {A33: False}),
    "statement-2031.en.md": (lambda: markdown_en(blocks(E31), INDEX[E31]), "utf-8", {E31: True}),
    "statement-2032.en.html": (lambda: page_en(blocks(E32)), "utf-8", {E32: True}),
    "statement-2033.en.txt": (lambda: plain_words(blocks(E33), 72), "utf-8", {E33: True}),
    "statement-2033.ru.txt": (lambda: plain_words(blocks(R33), 76, no_break=True), "utf-8", {R33: True}),
    "statement-2033-1251.ru.txt": (lambda: plain_words(blocks(R33), 60).replace("\n", "\r\n"), "windows-1251", {R33: True}),
}


def made(name):
    text, encoding, _ = RECIPES[name]
    return (b"\xff\xfe" if encoding == "utf-16-le" else b"") + text().encode(encoding)


def quote(text):
    return json.dumps(text, ensure_ascii=False)


def expected():
    """What reading all of sources/ must give."""
    witnesses = [(ident, name, whole) for name, (_, _, held) in RECIPES.items() for ident, whole in held.items()]
    out = ["# Made by damage.py: what reading all of sources/ must give.", f"documents = {len(INDEX)}", f"witnesses = {len(witnesses)}", ""]
    for ident, document in INDEX.items():
        out.append("[[document]]")
        for key in ("id", "title", "date", "place", "parties", "kind", "language"):
            out.append(f"{key} = {quote(document[key])}")
        rows = [f"{{ name = {quote(n)}, complete = {str(w).lower()} }}" for i, n, w in witnesses if i == ident]
        out += ["sources = [" + ", ".join(rows) + "]", ""]
    for name, ident, reading, has, kind in VARIANTS:
        out += ["[[variant]]", f"document = {quote(ident)}", f"source = {quote(name)}", f"reading = {quote(reading)}"]
        out += [f"witness_reading = {quote(has)}", f"type = {quote(kind)}", ""]
    return "\n".join(out).encode("utf8")


def main():
    files = {f"sources/{name}": made(name) for name in RECIPES} | {"EXPECTED.toml": expected()}
    wrong = [name for name, data in files.items() if not (HERE / name).exists() or (HERE / name).read_bytes() != data]
    if "--check" in sys.argv[1:]:
        for name in wrong:
            print(f"samples/{name} is not what damage.py makes; run python3 samples/damage.py", file=sys.stderr)
        return 1 if wrong else 0
    (HERE / "sources").mkdir(exist_ok=True)
    for name in wrong:
        (HERE / name).write_bytes(files[name])
    print(f"{len(files)} files, {len(wrong)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
