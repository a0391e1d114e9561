//! The words that make a date the day by which something is done: the class `deadlines`, by sort.

use super::Words;
use super::dictionary::{Sort, Vocabulary};

/// The words of deadlines in a language; what each list does is said in the file.
#[derive(Clone, Debug, Default)]
pub struct Deadlines {
    /// 目标: a date before it is the aim.
    pub aim: Vec<String>,
    /// 期: an interval right before it is the time of the action.
    pub during: Vec<String>,
    /// 期间: an interval before it is the time of the action.
    pub throughout: Vec<String>,
    /// 年内: the year's end is the deadline.
    pub inside: Vec<String>,
    /// 未来: so many years from the document's own.
    pub ahead: Vec<String>,
    /// 于: a date right behind it is the day of the action, where a verb follows.
    pub at: Vec<String>,
    /// 出席: a date right behind it is the day of the action.
    pub occasion: Vec<String>,
    /// 为: the date before it is set for something: 宣布2030年为.
    pub set: Vec<String>,
    /// 以: but not where this stands before it.
    pub theme: Vec<String>,
    /// 和: joins two dates.
    pub and: Vec<String>,
    /// 共: stands between the date and its verb.
    pub between: Vec<String>,
}

impl Deadlines {
    /// Takes the words of the class.
    #[must_use]
    pub fn of(words: &Words) -> Self {
        let sort = |sort: &str| {
            words.class("deadlines").iter().filter(|e| e.get("sort") == sort).map(|e| e.word.clone()).collect()
        };
        Self {
            aim: sort("aim"),
            during: sort("during"),
            throughout: sort("throughout"),
            inside: sort("inside"),
            ahead: sort("ahead"),
            at: sort("at"),
            occasion: sort("occasion"),
            set: sort("set"),
            theme: sort("theme"),
            and: sort("and"),
            between: sort("between"),
        }
    }

    pub(super) fn fill(&self, vocabulary: &mut Vocabulary) {
        vocabulary.add(Sort::Ahead, self.ahead.iter().map(String::as_str));
    }
}
