//! What stands in an article's place: pages that ask for consent or a log-in, that check who
//! asks, that have an error.

use std::sync::LazyLock;

use url::Url;

use super::measure::is_wide;
use super::text::Sought;
use crate::fold::folded;
pub use crate::model::failure::Wall;
use crate::words::Words;

/// Where a phrase is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PhrasePlace {
    Text,
    Markup,
    Address,
    /// The words of a button.
    Control,
}

struct Phrase {
    wall: Wall,
    place: PhrasePlace,
    text: Sought,
}

/// Which phrases speak of which wall.
const SECTIONS: &[(Words, Wall, PhrasePlace)] = &[
    (Words::WallConsent, Wall::Consent, PhrasePlace::Text),
    (
        Words::WallConsentControl,
        Wall::Consent,
        PhrasePlace::Control,
    ),
    (
        Words::WallConsentAddress,
        Wall::Consent,
        PhrasePlace::Address,
    ),
    (Words::WallLogIn, Wall::LogIn, PhrasePlace::Text),
    (Words::WallLogInMarkup, Wall::LogIn, PhrasePlace::Markup),
    (Words::WallLogInAddress, Wall::LogIn, PhrasePlace::Address),
    (Words::WallCheck, Wall::Check, PhrasePlace::Text),
    (Words::WallCheckMarkup, Wall::Check, PhrasePlace::Markup),
    (Words::WallCheckAddress, Wall::Check, PhrasePlace::Address),
    (Words::WallError, Wall::Error, PhrasePlace::Text),
    (Words::WallErrorAddress, Wall::Error, PhrasePlace::Address),
];

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let phrase = |&(words, wall, place): &(Words, Wall, PhrasePlace)| {
        words.all().iter().map(move |line| {
            let text = match place {
                PhrasePlace::Text | PhrasePlace::Control => folded(line),
                PhrasePlace::Markup | PhrasePlace::Address => (*line).to_owned(),
            };
            let text = Sought::new(text);
            Phrase { wall, place, text }
        })
    };
    SECTIONS.iter().flat_map(phrase).collect()
});

/// What a page shows of itself.
#[derive(Debug, Clone, Copy)]
pub struct Signs<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its text, or the beginning of it.
    pub text: &'a str,
    /// Its HTML, if there is little else on it.
    pub markup: &'a str,
    /// The address that answered.
    pub url: &'a str,
}

/// How much a title, the markup and the address count against a phrase in the text.
const STRONG: usize = 3;

/// The wall that the signs point to most.
#[must_use]
pub fn kind(signs: Signs<'_>) -> Option<Wall> {
    let (title, text) = (folded(signs.title), folded(signs.text));
    let markup = signs.markup.to_ascii_lowercase();
    let address = address_words(signs.url);
    let mut points = [
        (Wall::Check, 0),
        (Wall::LogIn, 0),
        (Wall::Consent, 0),
        (Wall::Error, 0),
    ];
    for phrase in PHRASES.iter() {
        let found = match phrase.place {
            PhrasePlace::Text => {
                STRONG * usize::from(phrase.text.is_in(&title))
                    + usize::from(phrase.text.is_in(&text))
            }
            PhrasePlace::Control => 0,
            PhrasePlace::Markup => STRONG * usize::from(markup.contains(phrase.text.text())),
            PhrasePlace::Address => {
                STRONG * usize::from(address.iter().any(|word| word == phrase.text.text()))
            }
        };
        for (wall, sum) in &mut points {
            *sum += if *wall == phrase.wall { found } else { 0 };
        }
    }
    // Of equals the first: what checks a browser also speaks of cookies and errors.
    points.reverse();
    let best = points.into_iter().max_by_key(|(_, sum)| *sum);
    best.filter(|(_, sum)| *sum > 0).map(|(wall, _)| wall)
}

/// The phrases of consent that stand in a place.
fn of_consent(place: PhrasePlace) -> Vec<&'static Sought> {
    let phrases = PHRASES
        .iter()
        .filter(|phrase| phrase.wall == Wall::Consent && phrase.place == place);
    phrases.map(|phrase| &phrase.text).collect()
}

/// How many phrases of consent a folded text holds; the first of them alone may speak of cakes.
#[must_use]
pub fn consent_phrases(folded: &str) -> usize {
    static TEXTS: LazyLock<Vec<&Sought>> = LazyLock::new(|| of_consent(PhrasePlace::Text));
    TEXTS.iter().filter(|phrase| phrase.is_in(folded)).count()
}

/// Whether a button asks for consent: its folded words are, or begin with, such a phrase.
#[must_use]
pub fn is_consent_control(folded: &str) -> bool {
    static CONTROLS: LazyLock<Vec<&Sought>> = LazyLock::new(|| of_consent(PhrasePlace::Control));
    CONTROLS.iter().any(|phrase| {
        let phrase = phrase.text();
        let rest = folded.strip_prefix(phrase);
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(' ') || phrase.chars().all(is_wide)
        })
    })
}

/// The words of host and path in lower case; words of a query are the site's own affair.
fn address_words(url: &str) -> Vec<String> {
    let Ok(url) = Url::parse(url) else {
        return Vec::new();
    };
    let whole = format!("{} {}", url.host_str().unwrap_or_default(), url.path());
    let words = whole.split(|c: char| !c.is_alphanumeric());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(title: &str, text: &str) -> Option<Wall> {
        kind(Signs {
            title,
            text,
            markup: "",
            url: "https://a.example/x",
        })
    }

    #[test]
    fn walls_are_known_in_many_languages() {
        for (title, text, wall) in [
            (
                "Just a moment...",
                "Enable JavaScript and cookies to continue",
                Wall::Check,
            ),
            ("Anmelden", "Bitte geben Sie Ihr Passwort ein.", Wall::LogIn),
            (
                "Votre vie privée",
                "Nous demandons votre consentement.",
                Wall::Consent,
            ),
            ("404", "Страница не найдена", Wall::Error),
            ("ログイン", "パスワードを入力してください", Wall::LogIn),
            ("人机验证", "请完成验证后继续访问", Wall::Check),
        ] {
            assert_eq!(kind_of(title, text), Some(wall), "{title}");
        }
        assert_eq!(kind_of("Council weighs fate of crane", "It met."), None);
    }

    #[test]
    fn markup_and_address_speak_too() {
        let signs = Signs {
            title: "Welcome",
            text: "",
            markup: "<input type=\"password\">",
            url: "https://a.example/",
        };
        assert_eq!(kind(signs), Some(Wall::LogIn));
        let url = "https://consent.a.example/collect?to=/login";
        let signs = Signs {
            markup: "",
            url,
            ..signs
        };
        assert_eq!(kind(signs), Some(Wall::Consent));
    }
}
