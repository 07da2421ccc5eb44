//! Names in dates: months in the languages that feeds and pages use, time zones, and the
//! halves of the day.

/// Beginnings of month names, January first; the longest that fits decides, so that "juil"
/// is not June. English, German, French, Spanish, Catalan, Italian, Portuguese, Romanian, Dutch,
/// Polish, Czech, Hungarian, Finnish, Greek, Russian, Ukrainian, Bulgarian, Turkish, Arabic,
/// Hebrew, Indonesian and the Nordic languages.
const MONTHS: [&[&str]; 12] = [
    &[
        "jan",
        "jän",
        "ene",
        "gen",
        "sty",
        "янв",
        "яну",
        "oca",
        "led",
        "січ",
        "ianu",
        "tammi",
        "ιαν",
        "يناير",
        "ינואר",
    ],
    &[
        "feb",
        "fév",
        "fev",
        "lut",
        "фев",
        "şub",
        "úno",
        "лют",
        "helmi",
        "φεβ",
        "فبراير",
        "פברואר",
    ],
    &[
        "mar", "mär", "már", "maer", "mrt", "maa", "мар", "bře", "бер", "μαρ", "μάρ", "مارس", "מרץ",
    ],
    &[
        "apr",
        "avr",
        "abr",
        "kwi",
        "апр",
        "nis",
        "dub",
        "кві",
        "ápr",
        "huhti",
        "απρ",
        "أبريل",
        "ابريل",
        "אפריל",
    ],
    &[
        "may", "mai", "mag", "mei", "maj", "máj", "май", "мая", "kvě", "трав", "touko", "μαΐ",
        "μαι", "μάι", "مايو", "מאי",
    ],
    &[
        "jun",
        "jún",
        "juin",
        "giu",
        "cze",
        "июн",
        "юни",
        "haz",
        "červn",
        "červen",
        "чер",
        "iun",
        "kesä",
        "ιουν",
        "ιούν",
        "يونيو",
        "יוני",
    ],
    &[
        "jul",
        "júl",
        "juil",
        "lug",
        "lip",
        "июл",
        "юли",
        "tem",
        "červenec",
        "července",
        "лип",
        "iuli",
        "heinä",
        "ιουλ",
        "ιούλ",
        "يوليو",
        "יולי",
    ],
    &[
        "aug",
        "aoû",
        "aou",
        "ago",
        "agus",
        "sie",
        "авг",
        "ağu",
        "srp",
        "сер",
        "elok",
        "αυγ",
        "αύγ",
        "أغسطس",
        "اغسطس",
        "אוגוסט",
    ],
    &[
        "sep",
        "set",
        "szep",
        "wrz",
        "сен",
        "сеп",
        "eyl",
        "zář",
        "вер",
        "syys",
        "σεπ",
        "سبتمبر",
        "ספטמבר",
    ],
    &[
        "oct",
        "okt",
        "ott",
        "out",
        "paź",
        "окт",
        "eki",
        "říj",
        "жов",
        "loka",
        "οκτ",
        "أكتوبر",
        "اكتوبر",
        "אוקטובר",
    ],
    &[
        "nov",
        "lis",
        "ноя",
        "ное",
        "kas",
        "лист",
        "noie",
        "marras",
        "νοε",
        "νοέ",
        "نوفمبر",
        "נובמבר",
    ],
    &[
        "dec",
        "déc",
        "dez",
        "dic",
        "des",
        "gru",
        "дек",
        "ara",
        "pro",
        "гру",
        "joul",
        "δεκ",
        "ديسمبر",
        "דצמבר",
    ],
];

/// Longest word that is taken for a month, in bytes.
const MAX_MONTH: usize = 20;

/// Offsets of zone names in minutes east of UTC. Where a name has several meanings it is the
/// one of RFC 822 or, failing that, of the larger press.
const ZONES: &[(&str, i64)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 60),
    ("west", 60),
    ("cet", 60),
    ("met", 60),
    ("mez", 60),
    ("wat", 60),
    ("cest", 120),
    ("mest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("cat", 120),
    ("sast", 120),
    ("eest", 180),
    ("msk", 180),
    ("eat", 180),
    ("gst", 240),
    ("pkt", 300),
    ("ist", 330),
    ("npt", 345),
    ("ict", 420),
    ("wib", 420),
    ("sgt", 480),
    ("hkt", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("aest", 600),
    ("acdt", 630),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("nst", -210),
    ("ndt", -150),
    ("adt", -180),
    ("art", -180),
    ("brt", -180),
    ("at", -240),
    ("ast", -240),
    ("edt", -240),
    ("et", -300),
    ("est", -300),
    ("cdt", -300),
    ("ct", -360),
    ("cst", -360),
    ("mdt", -360),
    ("mt", -420),
    ("mst", -420),
    ("pdt", -420),
    ("pt", -480),
    ("pst", -480),
    ("akdt", -480),
    ("akst", -540),
    ("hst", -600),
];

/// The month, 1 to 12, that a lower-case word begins to name.
pub(super) fn month(word: &str) -> Option<i64> {
    if word.len() > MAX_MONTH {
        return None;
    }
    let (mut month, mut longest) = (None, 0);
    for (number, names) in (1..).zip(MONTHS) {
        for name in names {
            // Most names are told apart by their first byte.
            let fits = name.as_bytes().first() == word.as_bytes().first()
                && name.len() > longest
                && word.starts_with(name);
            if fits {
                (month, longest) = (Some(number), name.len());
            }
        }
    }
    month
}

/// Seconds east of UTC of a lower-case zone name.
pub(super) fn zone_seconds(word: &str) -> Option<i64> {
    let (_, minutes) = ZONES.iter().find(|(name, _)| *name == word)?;
    Some(minutes * 60)
}

/// Which half of the day a clock of twelve hours means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

/// The half of the day that a lower-case word names.
pub(super) fn half_of_day(word: &str) -> Option<Half> {
    match word {
        "am" | "오전" | "上午" | "午前" => Some(Half::Morning),
        "pm" | "오후" | "下午" | "午後" => Some(Half::Afternoon),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_many_languages() {
        for (word, number) in [
            ("january", 1),
            ("févr", 2),
            ("märz", 3),
            ("avril", 4),
            ("maggio", 5),
            ("juin", 6),
            ("juillet", 7),
            ("août", 8),
            ("septembre", 9),
            ("październik", 10),
            ("ноября", 11),
            ("diciembre", 12),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        assert_eq!(month("thu"), None);
    }
}
