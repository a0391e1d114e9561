//! The word classes that reading clauses asks for, looked up once a document.

use crate::rules::{Classes, Lexicon};

/// The word classes that the walk to the predicate asks for.
pub struct Known {
    pub(super) opener: Classes,
    pub(super) aside: Classes,
    /// 正如: what follows is cited.
    pub(super) cited: Classes,
    /// Verbs that render something for a purpose: 为…作出.
    pub(super) renders: Classes,
    pub(super) adverb: Classes,
    pub(super) closed: Classes,
    pub(super) within: Classes,
    pub(super) joined: Classes,
    pub(super) party: Classes,
    pub(super) other: Classes,
    pub(super) verb: Classes,
    pub(super) must: Classes,
    pub(super) invite: Classes,
    pub(super) expresses: Classes,
    /// What is said: 强调, 指出, 声明.
    pub(super) told: Classes,
    /// Verbs that only tell what a supported party does: 担任.
    pub(super) deed: Classes,
    /// Words of saying that hold what is undertaken: 重申致力于.
    pub(super) vows: Classes,
    /// What is undertaken behind a word of saying: 重申将.
    pub(super) vowing: Classes,
    /// Operators that bind: what follows in their chain is undertaken too.
    pub(super) binds: Classes,
    /// What opens a sentence of its own behind an aim: 声明, 将, 认为.
    pub(super) turns: Classes,
    /// Verbs behind 就: 就…进行.
    pub(super) conducts: Classes,
    pub(super) lasting: Classes,
    /// Things that cannot be asked.
    pub(super) thing: Classes,
    /// What happened.
    pub(super) narrative: Classes,
    pub(super) perfective: Classes,
    pub(super) will: Classes,
    /// Nouns such as 重要性.
    pub(super) nominal: Classes,
    /// 并: a clause may begin behind it.
    pub(super) joint: Classes,
    /// Operators behind which the object is a thing: what 并 adds to them may be a clause.
    pub(super) stances: Classes,
    /// Operators that tell content.
    pub(super) speech: Classes,
    /// Operators of what is undertaken or asked.
    pub(super) undertakes: Classes,
    /// Lines of lists of features.
    pub(super) feature: Classes,
    /// What ends the name of who is asked.
    pub(super) asked: Classes,
    /// Nouns of those who act.
    pub(super) agent: Classes,
    /// Verbs of what is done.
    pub(super) act: Classes,
    /// 将, 愿: a verb is to follow.
    pub(super) forces: Classes,
    /// The verbs that may follow.
    pub(super) does: Classes,
    /// Verbs of every kind.
    pub(super) acts: Classes,
    /// What begins a phrase.
    pub(super) opens_phrase: Classes,
    /// What may follow a phrase: a verb, or what stands before one.
    pub(super) leads: Classes,
    /// Operators that may close a segment.
    pub(super) closing: Classes,
    /// Operators that take the rest of the segment as their content or object.
    pub(super) speaks: Classes,
}

const STANCES: [&str; 11] = [
    "oppose",
    "condemn",
    "welcome",
    "concern",
    "recognise",
    "appreciate",
    "support",
    "value",
    "respect",
    "thank",
    "expresses",
];
const BINDS: [&str; 7] = ["will", "intend", "decide", "devote", "vow", "strive", "continue"];
const VOWING: [&str; 6] = ["will", "intend", "decide", "devote", "vow", "hold"];
const TURNS: [&str; 9] = ["declare", "will", "intend", "decide", "devote", "vow", "call", "affirm", "believe"];
const ASKED: [&str; 12] =
    ["act", "act-here", "hold", "adverb", "must", "respect", "support", "strive", "within", "by", "to", "aside"];

impl Known {
    /// Looks the classes up.
    #[must_use]
    pub fn of(lexicon: &Lexicon) -> Self {
        let act = lexicon.bits(&["act"]);
        // 希 is a verb only where one is due: it stands in many names.
        let yearn = lexicon.bits(&["yearn"]);
        let verb = (act | lexicon.operators()) & !yearn;
        let here = lexicon.bits(&["act-here"]);
        let joined = lexicon.bits(&["to"]);
        let party = lexicon.bits(&["party"]);
        let closed = lexicon.bits(&["within", "by"]);
        Self {
            opener: lexicon.bits(&["link", "adverb"]),
            aside: lexicon.bits(&["aside"]),
            cited: lexicon.bits(&["cited"]),
            renders: lexicon.bits(&["renders"]),
            adverb: lexicon.bits(&["adverb"]),
            closed,
            within: lexicon.bits(&["within"]),
            joined,
            party,
            other: lexicon.bits(&["other", "state"]),
            act,
            forces: lexicon.bits(&["will", "intend"]),
            does: lexicon.bits(&["act", "act-here", "support", "hold"]),
            acts: verb | here | yearn,
            opens_phrase: closed | joined,
            leads: verb | here | yearn | party | joined,
            verb,
            expresses: lexicon.bits(&["expresses"]),
            told: lexicon.bits(&["affirm", "believe"]),
            deed: lexicon.bits(&["deed"]),
            vowing: lexicon.bits(&VOWING),
            vows: lexicon.bits(&["vows"]),
            binds: lexicon.bits(&BINDS),
            turns: lexicon.bits(&TURNS),
            conducts: lexicon.bits(&["conducts"]),
            lasting: lexicon.bits(&["lasting"]),
            thing: lexicon.bits(&["thing"]),
            closing: lexicon.bits(&["expresses", "strive", "affirm", "believe", "declare", "agreed"]),
            invite: lexicon.bits(&["invite"]),
            must: lexicon.bits(&["must"]),
            narrative: lexicon.bits(&["narrative"]),
            perfective: lexicon.bits(&["perfective"]),
            will: lexicon.bits(&["will"]),
            nominal: lexicon.bits(&["nominal"]),
            joint: lexicon.bits(&["joint"]),
            stances: lexicon.bits(&STANCES),
            speech: lexicon.bits(&["affirm", "believe"]),
            undertakes: lexicon.bits(&["will", "intend", "decide", "devote", "vow", "call"]),
            feature: lexicon.bits(&["feature"]),
            asked: lexicon.bits(&ASKED),
            agent: lexicon.bits(&["agent"]),
            speaks: verb & !lexicon.bits(&["act", "decide", "must", "explore"]),
        }
    }
}
