//! What reading gives back today, damage by damage: a ratchet.

/// What is reached where it is not everything, in hundredths of a per cent. Only ever raised.
pub const FLOORS: &[(&str, u32)] = &[
    ("traditional, one by one", 9997),
    ("traditional, as in Taiwan", 9997),
    ("traditional, as in Hong Kong", 9997),
    ("lines of 36", 9990),
    ("lines of 36, blank lines between all", 9990),
    ("lines of 36, page numbers", 9990),
    ("lines of 36, page numbers, blank lines", 9990),
    ("lines of 30, running heads", 9718),
    ("everything in one line", 0),
    ("the title after the text", 9023),
    ("two documents in one file", 9935),
    ("furniture of a saved page", 9929),
];

/// What is reached on the average of the combinations.
pub const COMBINED: u32 = 8740;
