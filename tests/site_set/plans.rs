//! All sites of the set.

use super::templates::*;
use super::templates_more::*;
use super::{Plan, Scene, Style};

type Template = fn(&mut Scene<'_>) -> String;

const PLAIN: Style = Style {
    headings: 0,
    quotes: 0,
    lists: 0,
    tables: 0,
    shorts: 12,
    longest: 4,
    greeting: None,
    figures: &[],
    brief: false,
};
const MIXED: Style = Style {
    headings: 10,
    quotes: 10,
    lists: 5,
    ..PLAIN
};
const TERSE: Style = Style {
    shorts: 45,
    quotes: 25,
    longest: 2,
    ..PLAIN
};
const LETTER: Style = Style {
    headings: 30,
    lists: 15,
    greeting: Some("Good morning. Here is what the coast talks about today."),
    ..PLAIN
};
const MINUTES: Style = Style {
    lists: 20,
    tables: 20,
    headings: 10,
    ..PLAIN
};
const REPORT: Style = Style {
    figures: &[
        "Der Leitindex der Küste schloss am Abend bei {n} Punkten und damit {m} Prozent höher.",
        "Der Preis für Kupfer fiel auf {n} Dollar je Tonne.",
        "Hafenindex: {n} Punkte (+{m} %)",
        "Kupfer: {n} Dollar (-{m} %)",
        "Der Umsatz lag bei {n} Stück.",
    ],
    ..PLAIN
};
const BRIEF: Style = Style {
    brief: true,
    ..PLAIN
};

/// All sites of the set: name, language, how its stories are written, how they are printed.
const SITES: &[(&str, &str, Style, Template)] = &[
    ("ledger", "en", MIXED, ledger),
    ("courrier", "fr", PLAIN, courrier),
    ("kuestenpost", "de", MIXED, kuestenpost),
    ("diario", "es", PLAIN, diario),
    ("corriere", "it", MIXED, corriere),
    ("jornal", "pt", MIXED, jornal),
    ("kustbode", "nl", PLAIN, kustbode),
    ("kurier", "pl", TERSE, kurier),
    ("vestnik", "ru", MIXED, vestnik),
    ("shinpo", "ja", MIXED, shinpo),
    ("shibao", "zh", PLAIN, shibao),
    ("sahil", "ar", MIXED, sahil),
    ("letter", "en", LETTER, letter),
    ("protokoll", "de", MINUTES, protokoll),
    ("revue", "fr", MIXED, revue),
    ("faro", "es", MIXED, faro),
    ("boersenblatt", "de", REPORT, boersenblatt),
    ("gazette", "en", PLAIN, gazette),
    ("folha", "pt", MIXED, folha),
    ("kronika", "pl", MIXED, kronika),
    ("notizie", "it", BRIEF, notizie),
];

/// All sites of the set.
pub fn plans() -> Vec<Plan> {
    let plan = |&(name, language, style, template): &(_, _, _, Template)| Plan {
        name,
        language,
        style,
        template,
        // One story of the review stands under two addresses.
        copy: (name == "revue").then_some(3),
    };
    SITES.iter().map(plan).collect()
}
