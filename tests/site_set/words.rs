//! A language of the set: a small grammar of sentences and the lines that its papers print
//! around their stories. The files in `languages/` hold the words.

use std::collections::HashMap;

/// Numbers that are the same in every run.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    pub fn of<'a>(&mut self, list: &'a [String]) -> &'a str {
        &list[self.below(list.len())]
    }
}

/// The words of a language.
pub struct Language {
    pub code: &'static str,
    lists: HashMap<&'static str, Vec<String>>,
    lines: HashMap<&'static str, &'static str>,
}

const FILES: [(&str, &str); 12] = [
    ("en", include_str!("languages/en.txt")),
    ("fr", include_str!("languages/fr.txt")),
    ("de", include_str!("languages/de.txt")),
    ("es", include_str!("languages/es.txt")),
    ("it", include_str!("languages/it.txt")),
    ("pt", include_str!("languages/pt.txt")),
    ("nl", include_str!("languages/nl.txt")),
    ("pl", include_str!("languages/pl.txt")),
    ("ru", include_str!("languages/ru.txt")),
    ("ja", include_str!("languages/ja.txt")),
    ("zh", include_str!("languages/zh.txt")),
    ("ar", include_str!("languages/ar.txt")),
];

const LISTS: [&str; 9] = [
    "subjects",
    "predicates",
    "ends",
    "whens",
    "shorts",
    "nouns",
    "turns",
    "headings",
    "items",
];

const MONTHS: [(&str, &str); 10] = [
    ("en", "January February March April May June"),
    ("fr", "janvier février mars avril mai juin"),
    ("de", "Januar Februar März April Mai Juni"),
    ("es", "enero febrero marzo abril mayo junio"),
    ("it", "gennaio febbraio marzo aprile maggio giugno"),
    ("pt", "janeiro fevereiro março abril maio junho"),
    ("nl", "januari februari maart april mei juni"),
    ("pl", "stycznia lutego marca kwietnia maja czerwca"),
    ("ru", "января февраля марта апреля мая июня"),
    ("ar", "يناير فبراير مارس أبريل مايو يونيو"),
];

impl Language {
    pub fn of(code: &str) -> Self {
        let (code, text) = *FILES.iter().find(|(name, _)| *name == code).unwrap();
        let mut language = Self {
            code,
            lists: HashMap::new(),
            lines: HashMap::new(),
        };
        for line in text.lines() {
            let (name, rest) = line.split_once(": ").unwrap();
            if LISTS.contains(&name) || name == "names" {
                let items = rest.split(" | ").map(str::to_owned).collect();
                language.lists.insert(name, items);
            } else {
                language.lines.insert(name, rest);
            }
        }
        language
    }

    pub fn list(&self, name: &str) -> &[String] {
        &self.lists[name]
    }

    /// A line around the story, as it is written in the file.
    pub fn line(&self, name: &str) -> &'static str {
        self.lines[name]
    }

    fn is_wide(&self) -> bool {
        matches!(self.code, "ja" | "zh")
    }

    /// A sentence of one of some ten thousand.
    pub fn sentence(&self, random: &mut Random) -> String {
        let subject = random.of(self.list("subjects")).to_owned();
        let (verb, object) = random
            .of(self.list("predicates"))
            .split_once(" / ")
            .unwrap();
        let (verb, object) = (verb.to_owned(), object.to_owned());
        let when = random.of(self.list("whens")).to_owned();
        let end = random.of(self.list("ends")).to_owned();
        let form = random.below(3);
        let text = match (self.code, form) {
            ("ja", 0) => format!("{when}、{subject}は{object}{verb}。"),
            ("ja", 1) => format!("{end}、{subject}は{object}{verb}。"),
            ("ja", _) => format!("{when}、{subject}は、{end}、{object}{verb}。"),
            ("zh", 0) => format!("{when}，{subject}{verb}{object}。"),
            ("zh", 1) => format!("{subject}{verb}{object}，{end}。"),
            ("zh", _) => format!("{when}，{subject}{verb}{object}，{end}。"),
            ("ar", 0) => format!("{when}، {verb} {subject} {object}."),
            ("ar", 1) => format!("{verb} {subject} {object} {end}."),
            ("ar", _) => format!("{when}، {verb} {subject} {object} {end}."),
            ("de" | "nl", 0) => format!("{when} {verb} {subject} {object}."),
            ("de" | "nl", 2) => format!("{when} {verb} {subject} {object}, {end}."),
            (_, 0) => format!("{when}, {subject} {verb} {object}."),
            (_, 1) => format!("{subject} {verb} {object}, {end}."),
            _ => format!("{when}, {subject} {verb} {object}, {end}."),
        };
        capital(&text)
    }

    pub fn paragraph(&self, random: &mut Random, sentences: usize) -> String {
        let sentences: Vec<String> = (0..sentences).map(|_| self.sentence(random)).collect();
        sentences.join(if self.is_wide() { "" } else { " " })
    }

    /// A short sentence of one of some hundred.
    pub fn short(&self, random: &mut Random) -> String {
        let subject = random.of(self.list("subjects")).to_owned();
        let short = random.of(self.list("shorts"));
        capital(&match self.code {
            "ja" => format!("{subject}は{short}。"),
            "zh" => format!("{subject}{short}。"),
            _ => format!("{subject} {short}."),
        })
    }

    pub fn title(&self, random: &mut Random) -> String {
        let noun = random.of(self.list("nouns")).to_owned();
        let turn = random.of(self.list("turns"));
        match self.code {
            "ja" => format!("{noun}、{turn}"),
            "zh" => format!("{noun}{turn}"),
            _ => format!("{noun} {turn}"),
        }
    }

    pub fn quote(&self, random: &mut Random) -> String {
        let sentence = self.sentence(random);
        let name = random.of(self.list("names"));
        match self.code {
            "ja" => format!(
                "「{}」と{name}さんは話した。",
                sentence.trim_end_matches('。')
            ),
            "zh" => format!("{name}说：“{sentence}”"),
            "fr" | "ru" => format!("« {sentence} » ({name})"),
            "de" | "pl" => format!("„{sentence}“ ({name})"),
            _ => format!("“{sentence}” ({name})"),
        }
    }

    /// A day as the language prints it.
    pub fn date(&self, day: usize, month: usize) -> String {
        match MONTHS.iter().find(|(code, _)| *code == self.code) {
            Some((_, names)) => {
                let name = names.split(' ').nth(month - 1).unwrap();
                format!("{day} {name} 2026, {:02}:{:02}", 6 + day % 12, day * 7 % 60)
            }
            None => format!(
                "2026年{month}月{day}日 {}時{:02}分",
                6 + day % 12,
                day * 7 % 60
            ),
        }
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
