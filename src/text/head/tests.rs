//! Capitals by script and language.

use super::*;

#[test]
fn capitals_are_those_of_the_script() {
    for (source, language, shown) in [
        ("La Cote littorale", Some("fr"), "LA COTE LITTORALE"),
        ("Straße & Ñandú", Some("de"), "STRASSE & ÑANDÚ"),
        ("Küstenbote", None, "KÜSTENBOTE"),
        (
            "İstanbul ışık limanı",
            Some("tr-TR"),
            "İSTANBUL IŞIK LİMANI",
        ),
        ("Ημερήσια Νέα", Some("el"), "ΗΜΕΡΗΣΙΑ ΝΕΑ"),
        ("Вести", Some("ru"), "ВЕСТИ"),
        ("港町通信", Some("ja"), "港町通信"),
        ("ახალი ამბები", Some("ka"), "ახალი ამბები"),
        ("ידיעות היום", Some("he"), "ידיעות היום"),
        ("बंदरगाह समाचार", Some("hi"), "बंदरगाह समाचार"),
    ] {
        assert_eq!(capitals(source, language), shown);
    }
}
