//! Why something was found: what was seen, where, and what followed. Whoever shows it finds the words.

use super::{Span, named};

named! {
    /// What a reason says. Its values, in their order, are named here.
    Because {
        /// The words are those of the rule.
        Rule = "rule",
        /// No other rule found anything.
        Unmarked = "unmarked",
        /// The words name who acts.
        Subject = "subject",
        /// A line above lends actor and force.
        Lent = "lent",
        /// A line above says how it is meant.
        Meant = "meant",
        /// The line ends in a colon and lends to those below.
        Opens = "opens",
        /// The text names no party whose act this could be.
        NoActor = "no-actor",

        /// A topic, by words of the clause: key of the topic.
        Topic = "topic",
        /// A topic of the clause before: its key.
        TopicBefore = "topic-before",
        /// A topic of a line above: its key.
        TopicAbove = "topic-above",
        /// A topic of the title: its key.
        TopicTitle = "topic-title",

        /// The name of a state.
        State = "state",
        /// 美方.
        Side = "side",
        /// One of two states in one word.
        Paired = "paired",
        /// A third state beside two parties.
        Third = "third",
        /// One character for a state named before.
        NamedBefore = "named-before",
        /// One character for a region.
        Region = "region",
        /// A date.
        Calendar = "calendar",
        /// A word of the lists; the rule names the list.
        Listed = "listed",
        /// Set in title marks.
        Titled = "titled",
        /// Set in quotation marks.
        Quoted = "quoted",
        /// A resolution by its number.
        Resolution = "resolution",
        /// A name by its ending: the ending.
        Ending = "ending",
        /// A person, by the office beside the name or the dot in it.
        Person = "person",
        /// A name that the document introduces elsewhere.
        Introduced = "introduced",
        /// A title that says what it is about.
        About = "about",
        /// A short form that the text defines: the key of what it is short for.
        Defined = "defined",

        /// Words stand higher or lower on a ladder: its name, the words of the older, of the newer; a dash for none.
        Ladder = "ladder",
        /// Only the newer has a deadline: it.
        DeadlineSet = "deadline-set",
        /// Only the older had one: it.
        DeadlineLost = "deadline-lost",
        /// The older deadline, the newer one, which is nearer.
        DeadlineNearer = "deadline-nearer",
        /// The same, later.
        DeadlineLater = "deadline-later",
        /// Whom a reproach or a request names: the words of the older, of the newer; a dash for none.
        Named = "named",

        /// The paragraph was printed twice: the words here, there.
        PrintedTwice = "printed-twice",
        /// Misread once more in the paragraph: the words, what they were read for.
        MisreadAgain = "misread-again",
        /// It stands nowhere else: the words, what stands elsewhere, how many characters are alike, how often it stands.
        StandsElsewhere = "stands-elsewhere",
        /// A mark without its fellow: the mark.
        NoFellow = "no-fellow",
        /// Between two names or numbers: the mark.
        BetweenNames = "between-names",
        /// But for one character: the words, the name.
        ButOneCharacter = "but-one-character",
        /// The end of a phrase without its beginning: the words, what may begin it.
        WantsBefore = "wants-before",
        /// No word of the language: the word.
        Foreign = "foreign",
        /// It stands twice: the words.
        StandsTwice = "stands-twice",
        /// A traditional character in a simplified text: it, the simplified one.
        Traditional = "traditional",
        /// Letters of two scripts in one word: the word.
        MixedScripts = "mixed-scripts",
        /// The characters of a phrase in another order: the words, the phrase.
        OutOfOrder = "out-of-order",
        /// A word of two characters turned round, in a list: the word, the one beside it.
        ListedBeside = "listed-beside",
        /// The paragraph has the sentence twice.
        SentenceTwice = "sentence-twice",
        /// Two words without the blank between them: as written, as two.
        GrownTogether = "grown-together",
        /// A mark without the blank behind it: the mark, with the letter before it.
        NoBlank = "no-blank",
        /// Two marks where one stands: the marks.
        MarksTwice = "marks-twice",
        /// A verb without what it is done to: the verb, what ends the phrase instead.
        WantsObject = "wants-object",
        /// A verb again in the same breath: the verb, how many characters on.
        StandsAgain = "stands-again",
        /// The end of a phrase whose verb stands in the sentence before: its words.
        WantsVerb = "wants-verb",
        /// Nothing before it is what it points at: the words, the noun.
        PointsNowhere = "points-nowhere",
        /// Worded otherwise elsewhere: the words here, there.
        WordedOtherwise = "worded-otherwise",
    }
}

/// One reason in the chain that led to a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// What it says.
    pub because: Because,
    /// What the words at `span` do not tell.
    pub values: Vec<String>,
    /// Where in the reading text it was seen.
    pub span: Option<Span>,
}

impl Reason {
    /// One that the words at `span` tell.
    #[must_use]
    pub const fn seen(because: Because, span: Span) -> Self {
        Self { because, values: Vec::new(), span: Some(span) }
    }

    /// One with values.
    #[must_use]
    pub fn told<const N: usize>(because: Because, values: [String; N], span: Option<Span>) -> Self {
        Self { because, values: values.into(), span }
    }
}
