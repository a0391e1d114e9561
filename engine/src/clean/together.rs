//! Everything ran into one line: blocks are told apart by titles, datelines, numbering, headings and grammar.

use super::lines::dashed;
use super::mend::DEEDS;
use crate::model::{Span, Text};
use crate::rules::{Language, LineKind, Listing, Opener, Together, simplified};

/// A paragraph is taken for all of a text from so many bytes on, if the text is hardly more.
const LONG: usize = 1200;
/// How much of what follows tells a numbered measure, in characters.
const AHEAD: usize = 12;

/// The blocks in `text`, if nearly all of a source that is `whole` bytes long ran into it.
pub(super) fn parts(text: Text, whole: usize, language: &Language) -> Vec<Text> {
    if text.text.len() < LONG || text.text.len() * 10 < whole * 5 {
        return vec![text];
    }
    let plain = simplified(&text.text);
    let mut cuts = if language.unspaced { cuts(&plain, language) } else { spaced(&plain, language) };
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    for to in cuts.into_iter().chain(std::iter::once(plain.len())).filter(|&to| to > 0) {
        let words = &plain[from..to];
        let start = to - words.trim_start().len();
        let end = from + words.trim_end().len();
        if start < end {
            let part = text.slice(Span::new(start, end));
            let kind = language.shape.kind(&plain[start..end]);
            let apart = matches!(kind, LineKind::Signature | LineKind::Speaker);
            out.push(match language.repairs.bullet(&part.text, Listing::None) {
                Some((ruins, dash)) if !part.text[..ruins].eq(dash) => dashed(&part, ruins, dash),
                _ if apart => columns(&part),
                _ => part,
            });
        }
        from = to;
    }
    out
}

/// A signing line with the blanks again that stood between office and name.
fn columns(part: &Text) -> Text {
    const MOST: usize = 3;
    let dropped = part.trace.steps.iter().filter(|s| s.out.is_empty() && s.deed.as_ref() == Some(&DEEDS.blank)).count();
    if dropped > MOST {
        return part.clone();
    }
    let mut out = Text::default();
    let (mut from, end) = (0, part.text.len());
    for step in &part.trace.steps {
        let at = step.out.start as usize;
        let lost = step.out.is_empty() && step.deed.as_ref() == Some(&DEEDS.blank) && !step.from.is_empty();
        if lost && at > from && at < end {
            out.append(&part.slice(Span::new(from, at)));
            out.put(" ", step.from, &DEEDS.blank);
            from = at;
        }
    }
    out.append(&part.slice(Span::new(from, end)));
    out
}

/// Where blocks begin in a language that sets words apart: at sentences with words that open a paragraph.
fn spaced(plain: &str, language: &Language) -> Vec<usize> {
    /// So many lost line ends show that what has a blank before it begins nothing.
    const SHOWN: usize = 5;
    let stops = plain.match_indices(['.', '!', '?', ';', ':']).map(|(at, _)| at + 1);
    let begins = stops.map(|at| plain.len() - plain[at..].trim_start().len()).filter(|&at| at < plain.len());
    // Where paragraphs ran together the blank between them may be lost.
    let (glued, apart): (Vec<usize>, Vec<usize>) = begins.partition(|&at| glued(&plain[..at], &plain[at..]));
    let words = |&at: &usize| {
        let opens = glued.len() < SHOWN && language.shape.opens_paragraph(&plain[at..]) != Opener::No;
        opens || language.shape.comes_after(ahead(&plain[at..]))
    };
    let told: Vec<usize> = apart.into_iter().filter(words).collect();
    glued.into_iter().chain(told).collect()
}

/// Whether a sentence begins right behind the stop of another.
fn glued(before: &str, after: &str) -> bool {
    let stop = ['.', '!', '?', ':', ';'];
    let told = before.strip_suffix(stop).map(|told| told.trim_end_matches(['»', '”', '"', ')']));
    // What is shorter is an initial, or a word cut short: г.Мора.
    let ends =
        |told: &str, so: fn(char) -> bool, least: usize| told.chars().rev().take_while(|c| so(*c)).count() >= least;
    let word = |told: &str| {
        ends(told, char::is_lowercase, 3) || ends(told, char::is_uppercase, 2) || ends(told, char::is_numeric, 4)
    };
    told.is_some_and(word) && after.starts_with(char::is_uppercase)
}

/// Where blocks begin.
fn cuts(plain: &str, language: &Language) -> Vec<usize> {
    let together = &language.shape.together;
    let mut out = Vec::new();
    let body = head(plain, together, &mut out);
    let ends = ends(plain, body);
    let tail = ends.iter().rev().find(|(_, stop)| *stop != '：').map_or(body, |(at, _)| *at);
    let parts = numerals(plain, body, &ends);
    let mut begins: Vec<(usize, char)> = vec![(body, '。')];
    begins.extend(ends.iter().copied().filter(|(at, _)| *at < tail));
    for (at, stop) in begins {
        let rest = &plain[at..];
        if let Some((_, length)) = parts.iter().find(|(part, _)| *part == at) {
            out.extend([at, at + length]);
            out.extend(heading(&plain[at + length..], together).map(|h| at + length + h));
        } else if begins_measure(rest, language) {
            out.push(at);
        } else if matches!(stop, '。' | '！' | '？') {
            let opens = language.shape.opens_paragraph(rest) != Opener::No
                || language.shape.opens(sentence(rest))
                || together.opens.is_match(ahead(rest));
            if let Some(length) = heading(rest, together) {
                out.extend([at, at + length]);
            } else if opens || language.shape.is(LineKind::Closing, sentence(rest)) {
                out.push(at);
            }
        }
    }
    out.push(tail);
    out.extend(signatures(&plain[tail..], language).into_iter().map(|at| tail + at));
    out
}

/// Agency, title, place and date, speaker and whom he addresses, each at most once; says where the body begins.
fn head(plain: &str, together: &Together, out: &mut Vec<usize>) -> usize {
    let mut at = 0;
    let mut left: Vec<usize> = (0..together.head.len()).collect();
    while let Some((n, found)) =
        left.iter().find_map(|&n| together.head[n].captures(&plain[at..]).map(|found| (n, found)))
    {
        left.retain(|&m| m != n);
        let groups = (1..found.len()).filter_map(|g| found.get(g)).filter(|m| !m.is_empty());
        let ends: Vec<usize> = groups.map(|m| at + m.end()).collect();
        let Some(&last) = ends.last() else { break };
        out.extend(&ends);
        at = last;
    }
    at
}

/// Where sentences end from `from` on, and with what.
fn ends(plain: &str, from: usize) -> Vec<(usize, char)> {
    let mut out: Vec<(usize, char)> = Vec::new();
    for (at, c) in plain[from..].char_indices() {
        let after = from + at + c.len_utf8();
        match c {
            '。' | '！' | '？' | '；' | '：' => out.push((after, c)),
            '”' | '）' | '’' => {
                if let Some(last) = out.last_mut().filter(|(end, stop)| *end == from + at && *stop != '：') {
                    last.0 = after;
                }
            }
            _ => {}
        }
    }
    out
}

fn sentence(rest: &str) -> &str {
    rest.find(['。', '！', '？', '；']).map_or(rest, |end| &rest[..end + '。'.len_utf8()])
}

fn ahead(rest: &str) -> &str {
    rest.char_indices().nth(AHEAD).map_or(rest, |(end, _)| &rest[..end])
}

/// A numbered measure, or one opened by a dash.
fn begins_measure(rest: &str, language: &Language) -> bool {
    let next = ahead(rest);
    let ruins = || language.repairs.bullet(next, Listing::None).is_some_and(|(ruins, _)| ruins > 0);
    language.shape.is(LineKind::Item, next) || language.shape.is(LineKind::Bullet, next) || ruins()
}

/// The bare numerals of parts: 一 at a beginning of a sentence, then 二 at a later one, and so on. Place and length.
fn numerals(plain: &str, body: usize, ends: &[(usize, char)]) -> Vec<(usize, usize)> {
    const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let mut out: Vec<(usize, usize)> = Vec::new();
    let starts: Vec<usize> =
        std::iter::once(body).chain(ends.iter().filter(|(_, c)| *c != '；').map(|(at, _)| *at)).collect();
    for numeral in NUMERALS {
        let from = out.last().map_or(0, |(at, length)| at + length);
        let goes_on = |at: usize| {
            let rest = plain[at..].strip_prefix(numeral)?;
            // 一 before 一年来 is the part and the word.
            let twice = rest.starts_with(numeral);
            let word = !twice
                && rest.starts_with(|c: char| {
                    "、．.一二三四五六七八九十百千万年月日个次些切带道致方国届位项者".contains(c)
                });
            (!word && !rest.is_empty()).then_some(at)
        };
        let Some(at) = starts.iter().copied().filter(|&at| at >= from).find_map(goes_on) else { break };
        out.push((at, numeral.len()));
    }
    if out.len() >= 2 { out } else { Vec::new() }
}

/// How long a heading is that runs into the sentence after it.
fn heading(rest: &str, together: &Together) -> Option<usize> {
    let found = together.heading.as_ref()?.captures(rest)?.get(1)?;
    (!together.no_heading.is_match(found.as_str())).then_some(found.end())
}

/// Offices, names and the date after the last sentence.
fn signatures(tail: &str, language: &Language) -> Vec<usize> {
    let together = &language.shape.together;
    let offices = language
        .states
        .find(tail)
        .map(|m| m.span)
        .filter(|span| together.office.as_ref().is_some_and(|office| office.is_match(&tail[span.end as usize..])));
    let mut out: Vec<usize> = offices.map(|span| span.start as usize).collect();
    out.extend(together.signed.as_ref().and_then(|date| date.find(tail)).map(|m| m.start()));
    out.extend(together.agency.as_ref().and_then(|agency| agency.find(tail)).map(|m| m.start()));
    out
}
