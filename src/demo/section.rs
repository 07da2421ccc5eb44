//! The parts of the demo site: each is a publication of its own, with its language, its template
//! and its way to write dates, so that no two of them look alike to an extractor.

use jiff::Timestamp;
use jiff::tz::Offset;

/// One publication.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    /// The folder of its articles.
    pub id: &'static str,
    /// Its name.
    pub(super) name: &'static str,
    /// BCP 47 tag.
    pub(super) lang: &'static str,
    /// Where its articles stand; ends with a slash.
    pub(super) articles: &'static str,
    /// The page or feed that lists its articles.
    pub(super) front: &'static str,
    /// Hours east of UTC of its newsroom.
    hours: i8,
    /// The template of its article pages.
    pub template: &'static str,
    /// What the site puts between the paragraphs, separated by [`NEXT`].
    pub(super) inserts: &'static str,
    /// Lines of the template that an extractor must leave out.
    pub boilerplate: &'static str,
}

/// Separates the inserts of a section.
pub(super) const NEXT: &str = "<!-- next -->";

macro_rules! parts {
    ($id:literal) => {
        Section {
            template: include_str!(concat!("../../assets/demo/templates/", $id, ".html")),
            inserts: include_str!(concat!(
                "../../assets/demo/templates/",
                $id,
                "-inserts.html"
            )),
            boilerplate: include_str!(concat!("../../assets/demo/boilerplate/", $id, ".txt")),
            id: $id,
            name: "",
            lang: "",
            articles: "",
            front: "",
            hours: 0,
        }
    };
}

/// All of them.
pub(super) static SECTIONS: &[Section] = &[
    Section {
        name: "La Cote littorale",
        lang: "fr",
        articles: "/bourse/actualites/",
        front: "/bourse/flux.xml",
        hours: 1,
        ..parts!("fr")
    },
    Section {
        name: "The Harbour Ledger",
        lang: "en-GB",
        articles: "/world/",
        front: "/atom.xml",
        hours: 0,
        ..parts!("world")
    },
    Section {
        name: "Ledger Workshop",
        lang: "en",
        articles: "/workshop/",
        front: "/atom.xml",
        hours: 0,
        ..parts!("tech")
    },
    Section {
        name: "Flussbote",
        lang: "de",
        articles: "/flussbote/artikel/",
        front: "/atlas/feed.json",
        hours: 1,
        ..parts!("de")
    },
    Section {
        name: "港町通信",
        lang: "ja",
        articles: "/minato/news/",
        front: "/minato/",
        hours: 9,
        ..parts!("ja")
    },
    Section {
        name: "مرآة الواحة",
        lang: "ar",
        articles: "/waha/news/",
        front: "/atlas/feed.json",
        hours: 3,
        ..parts!("ar")
    },
];

/// The section of an id.
#[must_use]
pub(super) fn by_id(id: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.id == id)
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const ARABIC: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];

/// Months and weekdays (Monday first) as French text names them.
const FRENCH: ([&str; 12], [&str; 7]) = (
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ],
);

const GERMAN_WEEKDAYS: [&str; 7] = [
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
];

impl Section {
    /// The day as a text names it: "23 novembre", "23日".
    #[must_use]
    pub(super) fn dateline(&self, at: Timestamp) -> String {
        let local = self.offset().to_datetime(at);
        match self.id {
            "fr" => format!("{} {}", local.day(), name(&FRENCH.0, local.month())),
            "ja" => format!("{}日", local.day()),
            _ => format!("{} {}", name(&ENGLISH, local.month()), local.day()),
        }
    }

    /// The weekday as a text names it.
    #[must_use]
    pub(super) fn weekday(&self, at: Timestamp) -> &'static str {
        let day = self
            .offset()
            .to_datetime(at)
            .weekday()
            .to_monday_one_offset();
        let names = if self.id == "fr" {
            &FRENCH.1
        } else {
            &GERMAN_WEEKDAYS
        };
        name(names, day)
    }

    /// Its newsroom's distance from UTC.
    #[must_use]
    pub fn offset(&self) -> Offset {
        Offset::constant(self.hours)
    }

    /// A date as its pages print it.
    #[must_use]
    pub(super) fn date(&self, at: Timestamp) -> String {
        let local = self.offset().to_datetime(at);
        let month = |names: [&'static str; 12]| name(&names, local.month());
        match self.id {
            "fr" => local.strftime("%d/%m/%Y à %H:%M").to_string(),
            "world" => format!(
                "{} {} {}, {} GMT",
                local.day(),
                month(ENGLISH),
                local.year(),
                local.strftime("%H:%M")
            ),
            "tech" => format!("{} {}, {}", month(ENGLISH), local.day(), local.year()),
            "de" => local.strftime("%d.%m.%Y, %H.%M Uhr").to_string(),
            "ja" => local.strftime("%Y年%-m月%-d日 %-H時%M分").to_string(),
            _ => format!(
                "{} {} {} - {}",
                local.day(),
                month(ARABIC),
                local.year(),
                local.strftime("%H:%M")
            ),
        }
    }

    /// A date in RFC 3339 with the newsroom's offset.
    #[must_use]
    pub(super) fn iso(&self, at: Timestamp) -> String {
        at.display_with_offset(self.offset()).to_string()
    }
}

/// The name of a number that counts from one.
fn name(names: &[&'static str], number: i8) -> &'static str {
    let index = usize::try_from(number - 1).unwrap_or(0);
    names.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let at: Timestamp = "2026-11-23T13:09:00Z".parse().unwrap();
        let printed: Vec<String> = SECTIONS.iter().map(|section| section.date(at)).collect();
        let expected = [
            "23/11/2026 à 14:09",
            "23 November 2026, 13:09 GMT",
            "November 23, 2026",
            "23.11.2026, 14.09 Uhr",
            "2026年11月23日 22時09分",
            "23 نوفمبر 2026 - 16:09",
        ];
        assert_eq!(printed, expected);
        assert_eq!(SECTIONS[0].dateline(at), "23 novembre");
        assert_eq!(SECTIONS[3].weekday(at), "Montag");
        assert_eq!(SECTIONS[0].iso(at), "2026-11-23T14:09:00+01:00");
    }
}
