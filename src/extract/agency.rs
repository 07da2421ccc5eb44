//! News agencies: who supplied the text, as pages say it ("information fournie par Reuters",
//! "WASHINGTON, Jan 18 (Reuters) -", "(dpa)", a byline that is an agency).

/// Names as shown, and the words that mean them.
const AGENCIES: &[(&str, &[&str])] = &[
    ("Reuters", &["reuters", "thomson reuters"]),
    (
        "AFP",
        &["afp", "agence france-presse", "agence france presse"],
    ),
    ("AP", &["ap", "associated press", "the associated press"]),
    ("dpa", &["dpa", "dpa-afx", "deutsche presse-agentur"]),
    ("dpa-AFX", &["dpa-afx"]),
    ("APA", &["apa"]),
    ("ANSA", &["ansa"]),
    ("EFE", &["efe", "agencia efe"]),
    ("Europa Press", &["europa press"]),
    ("ANP", &["anp"]),
    ("Belga", &["belga"]),
    ("Bloomberg", &["bloomberg", "bloomberg news"]),
    ("Dow Jones", &["dow jones", "dow jones newswires"]),
    ("AWP", &["awp"]),
    ("PAP", &["pap"]),
    ("TASS", &["tass", "тасс"]),
    ("Interfax", &["interfax", "интерфакс"]),
    ("RIA Novosti", &["ria novosti", "риа новости"]),
    ("Xinhua", &["xinhua", "新华社", "新華社"]),
    ("Kyodo", &["kyodo", "共同"]),
    ("Jiji", &["jiji", "時事"]),
    ("Yonhap", &["yonhap", "연합뉴스"]),
    ("PTI", &["pti", "press trust of india"]),
    ("ANI", &["ani"]),
    ("IANS", &["ians"]),
    ("PA Media", &["pa media", "press association"]),
    (
        "The Canadian Press",
        &["the canadian press", "canadian press"],
    ),
    ("AAP", &["aap", "australian associated press"]),
    ("NTB", &["ntb"]),
    ("TT", &["tt nyhetsbyrån"]),
    ("Ritzau", &["ritzau"]),
    ("STT", &["stt"]),
    ("ČTK", &["čtk"]),
    ("MTI", &["mti"]),
    ("Lusa", &["lusa"]),
    (
        "Anadolu Agency",
        &["anadolu agency", "anadolu ajansı", "aa"],
    ),
    ("Zonebourse", &["zonebourse"]),
    ("Cercle Finance", &["cercle finance"]),
    ("AOF", &["aof"]),
    ("Agefi", &["agefi", "agefi-dow jones"]),
    ("GlobeNewswire", &["globenewswire", "globe newswire"]),
    ("Business Wire", &["business wire", "businesswire"]),
    ("PR Newswire", &["pr newswire", "prnewswire"]),
];

/// The agency that a whole name means ("Thomson Reuters", "AFP").
#[must_use]
pub fn by_name(name: &str) -> Option<&'static str> {
    let name = name
        .trim()
        .trim_matches(['(', ')', '.', ','])
        .to_lowercase();
    AGENCIES
        .iter()
        .find(|(_, words)| words.contains(&name.as_str()))
        .map(|(agency, _)| *agency)
}

/// Words that introduce the supplier, lower case.
const INTRODUCTIONS: &[&str] = &[
    "information fournie par",
    "fourni par",
    "source :",
    "source:",
    "sources:",
    "quelle:",
    "fonte:",
    "fuente:",
    "bron:",
    "источник:",
    "by",
    "par",
    "von",
    "di",
    "por",
];

/// The agency that a short line names ("information fournie par Reuters 18/01/2022").
#[must_use]
pub fn in_line(line: &str) -> Option<&'static str> {
    let lower = line.trim().to_lowercase();
    if lower.chars().count() > 90 {
        return None;
    }
    let rest = INTRODUCTIONS
        .iter()
        .find_map(|introduction| lower.strip_prefix(introduction))
        .unwrap_or(&lower)
        .trim_start();
    AGENCIES
        .iter()
        .flat_map(|(agency, words)| words.iter().map(move |word| (*agency, *word)))
        .filter(|(_, word)| {
            rest.strip_prefix(word)
                .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        })
        .filter(|(_, word)| {
            // A bare "AP ..." may start a sentence: only an introduction or a short rest counts.
            rest.len() < lower.len() || rest[word.len()..].chars().count() <= 25
        })
        .max_by_key(|(_, word)| word.len())
        .map(|(agency, _)| agency)
}

/// The agency in the dateline of a first paragraph ("PARIS, 18 janvier (Reuters) - …").
#[must_use]
pub fn in_dateline(paragraph: &str) -> Option<&'static str> {
    let head: String = paragraph.chars().take(90).collect();
    let (before, rest) = head.split_once('(').or_else(|| head.split_once('（'))?;
    if before.chars().count() > 60 || before.contains(". ") {
        return None;
    }
    let (inside, after) = rest.split_once([')', '）'])?;
    let after = after.trim_start();
    let marked = before.trim().is_empty() || after.starts_with(['-', '–', '—', ':', '.', '−']);
    if !marked && inside.len() < 3 {
        return None;
    }
    inside.split(['/', ',', ';']).find_map(by_name)
}

/// The agency in the last words of a text ("… zu erwarten. (dpa)", "mit Reuters").
#[must_use]
pub fn in_ending(paragraph: &str) -> Option<&'static str> {
    let text = paragraph.trim_end().trim_end_matches('.');
    let inside = text.strip_suffix(')')?.rsplit_once('(')?.1;
    if inside.chars().count() > 30 {
        return None;
    }
    inside.split(['/', ',', ';']).find_map(by_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_recognised() {
        assert_eq!(
            in_line("information fournie par Reuters 18/01/2022 à 14:09"),
            Some("Reuters")
        );
        assert_eq!(
            in_dateline("WASHINGTON, 18 janvier (Reuters) - L'administration"),
            Some("Reuters")
        );
        assert_eq!(in_dateline("PÉKIN (Reuters) -Les prix"), Some("Reuters"));
        assert_eq!(in_dateline("Berlin (dpa/lnw) - Der Zug"), Some("dpa"));
        assert_eq!(in_ending("Das ist offen. (dpa)"), Some("dpa"));
        assert_eq!(in_line("Apple announced a phone"), None);
        assert_eq!(in_dateline("He said (in London) that"), None);
    }
}
