//! How the lines of a statement are mended (`repairs.toml`).

use super::gate::Gated;
use super::joints::Joints;
use super::script::is_han;
use super::shape::{parse, patterns};
use super::{Files, Problem};
use regex::Regex;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The patterns of `repairs.toml`, compiled.
#[derive(Debug, Default)]
pub struct Repairs {
    furniture: Gated,
    inline: Gated,
    turns: Gated,
    returns: Gated,
    /// One character for another, beside Chinese.
    characters: FxHashMap<char, char>,
    /// Bars of any make.
    pub dashes: String,
    /// What such a bar becomes.
    pub dash: String,
    /// A full stop that stands for the language's own.
    pub stop: Option<char>,
    sound: Option<Regex>,
    /// Dashes and hyphens that stand close to their words.
    pub joints: Joints,
    bullet: String,
    always: Gated,
    marked: Gated,
    listed: Gated,
    except: Gated,
    numbered: Gated,
    /// A bit for each character of the first plane that may need mending.
    touched: Vec<u64>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RepairsFile {
    furniture: Vec<String>,
    inline: Vec<String>,
    turns: Vec<String>,
    returns: Vec<String>,
    sound: Option<String>,
    stop: Option<char>,
    characters: BTreeMap<char, char>,
    dashes: DashPart,
    joints: Joints,
    bullets: BulletPart,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct DashPart {
    forms: String,
    becomes: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct BulletPart {
    becomes: String,
    always: Vec<String>,
    marked: Vec<String>,
    listed: Vec<String>,
    except: Vec<String>,
    numbered: Vec<String>,
}

/// Where a line stands, for the question whether it is a broken bullet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// Nothing known.
    #[default]
    None,
    /// The source's own markup made it a list item.
    Marked,
    /// It stands between measures opened by a dash.
    Listed,
}

impl Repairs {
    /// Compiles `<code>/repairs.toml`.
    pub fn read(files: &Files, code: &str, problems: &mut Vec<Problem>) -> Self {
        let path = format!("{code}/repairs.toml");
        let file: RepairsFile = parse(files, &path, problems);
        let mut all = |list: &[String]| Gated::new(patterns(list, &path, problems));
        let mut out = Self {
            furniture: all(&file.furniture),
            inline: all(&file.inline),
            turns: all(&file.turns),
            returns: all(&file.returns),
            characters: file.characters.into_iter().collect(),
            dashes: file.dashes.forms,
            dash: file.dashes.becomes,
            stop: file.stop,
            sound: patterns(&file.sound.into_iter().collect::<Vec<_>>(), &path, problems).pop(),
            joints: file.joints,
            bullet: file.bullets.becomes,
            always: Gated::default(),
            marked: Gated::default(),
            listed: Gated::default(),
            except: Gated::default(),
            numbered: Gated::default(),
            touched: vec![0; 0x1_0000 / 64],
        };
        let mut all = |list: &[String]| Gated::new(patterns(list, &path, problems));
        out.always = all(&file.bullets.always);
        out.marked = all(&file.bullets.marked);
        out.listed = all(&file.bullets.listed);
        out.except = all(&file.bullets.except);
        out.numbered = all(&file.bullets.numbered);
        out.touch();
        out
    }

    /// Notes every character that is ever mended.
    fn touch(&mut self) {
        let listed: Vec<char> = self.characters.keys().copied().chain(self.dashes.chars()).collect();
        let ranges = ['\u{0}'..='\u{20}', '\u{7f}'..='\u{ad}', '\u{2000}'..='\u{206f}', '\u{2e80}'..='\u{303f}']
            .into_iter()
            .chain(['\u{f900}'..='\u{faff}', '\u{fe00}'..='\u{feff}', '\u{ff01}'..='\u{ff9f}']);
        for c in ranges.flatten().chain(listed).chain(['-', '.', '\u{1680}', '\u{180e}']) {
            if let Some(bits) = self.touched.get_mut(c as usize / 64) {
                *bits |= 1 << (c as usize % 64);
            }
        }
    }

    /// Whether `c` may need mending; most characters do not.
    #[must_use]
    pub fn touches(&self, c: char) -> bool {
        self.touched.get(c as usize / 64).is_some_and(|bits| bits & (1 << (c as usize % 64)) != 0)
    }

    /// What `c` is beside Chinese.
    #[must_use]
    pub fn character(&self, c: char) -> Option<char> {
        self.characters.get(&c).copied()
    }

    /// Whether `line` belongs to the page and not to the text.
    #[must_use]
    pub fn furniture(&self, line: &str) -> bool {
        self.furniture.is_match(line)
    }

    /// Whether a line of furniture says that the text goes on elsewhere.
    #[must_use]
    pub fn turns(&self, line: &str) -> bool {
        self.turns.is_match(line)
    }

    /// Whether a line of furniture says that what was broken off goes on here.
    #[must_use]
    pub fn returns(&self, line: &str) -> bool {
        self.returns.is_match(line)
    }

    /// Stretches inside a line that belong to the page, in bytes: in order, none inside another.
    #[must_use]
    pub fn inline_furniture(&self, line: &str) -> Vec<std::ops::Range<usize>> {
        let mut found = self.inline.stretches(line);
        self.sounds(line, &mut found);
        found.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
        let mut end = 0;
        found.retain(|r| {
            let apart = r.start >= end && !r.is_empty();
            end = if apart { r.end } else { end };
            apart
        });
        found
    }

    /// How a character is spoken, in brackets after it.
    fn sounds(&self, line: &str, found: &mut Vec<std::ops::Range<usize>>) {
        const LONGEST: usize = 16;
        let Some(sound) = &self.sound else { return };
        for (at, open) in line.match_indices(['(', '（']) {
            let from = at + open.len();
            let after_han = line[..at].trim_end().chars().next_back().is_some_and(is_han);
            let close = line[from..].char_indices().take(LONGEST).find(|(_, c)| matches!(c, ')' | '）'));
            if let (true, Some((length, close))) = (after_han, close)
                && sound.is_match(&line[from..from + length].replace(char::is_whitespace, ""))
            {
                found.push(at..from + length + close.len_utf8());
            }
        }
    }

    /// If `line` is a measure opened by a dash or its ruins: how many bytes of ruins to replace, and by what.
    #[must_use]
    pub fn bullet(&self, line: &str, listing: Listing) -> Option<(usize, &str)> {
        if self.numbered.is_match(line) {
            return None;
        }
        let mut found = self.always.first(line);
        if found.is_none() {
            let further = match listing {
                Listing::None => return None,
                Listing::Marked => &self.marked,
                Listing::Listed => &self.listed,
            };
            found = further.first(line);
            // A listed line whose word is only like a dash keeps the word and gets the dash before it.
            if found.is_some() && self.except.is_match(line) {
                return (listing == Listing::Marked).then_some((0, self.bullet.as_str()));
            }
        }
        found.and_then(|(_, c)| c.get(1).map(|m| (m.end(), self.bullet.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::{Knowledge, Language};

    fn zh() -> &'static Language {
        Knowledge::builtin().language("zh").unwrap()
    }

    #[test]
    fn sounds_are_no_part_of_the_text() {
        let without = |line: &str| {
            let mut out = line.to_owned();
            for range in zh().repairs.inline_furniture(line).into_iter().rev() {
                out.replace_range(range, "");
            }
            out
        };
        assert_eq!(without("渔(yú)汛（xun）將(jiāng )至"), "渔汛將至");
        for kept in ["附件(a)列明", "海鹽(salt)出口", "组织（ABC）成员", "第三条（b）项"] {
            assert_eq!(without(kept), kept);
        }
    }
}
