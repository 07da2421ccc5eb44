//! What the templates share: heads, menus, feet, teasers, and how a part is printed.

use super::{Part, Scene};

pub fn head(scene: &Scene<'_>, site: &str) -> String {
    let (title, code) = (&scene.story.title, scene.words.code);
    let direction = if code == "ar" { " dir=rtl" } else { "" };
    format!(
        "<!doctype html><html lang={code}{direction}><head><meta charset=utf-8>\
         <title>{title} | {site}</title><meta property=og:title content=\"{title}\">\
         <meta name=author content=\"{}\"><meta property=article:published_time \
         content=\"2026-{:02}-{:02}T08:00:00Z\"></head><body>",
        scene.story.author, scene.story.month, scene.story.day
    )
}

/// The menu and the foot that every page has.
pub fn menu(scene: &Scene<'_>) -> String {
    let nouns = scene.words.list("nouns").iter().take(5);
    let items: String = nouns
        .map(|noun| format!("<li><a href=/t>{noun}</a></li>"))
        .collect();
    format!("<nav><ul>{items}</ul></nav>")
}

pub fn foot(scene: &Scene<'_>) -> String {
    format!(
        "<footer><p>© 2026 {}</p><p><a href=/x>{}</a></p></footer></body></html>",
        scene.line("legal"),
        scene.words.list("nouns")[0]
    )
}

/// A part as most sites print it.
pub fn part(part: &Part) -> String {
    match part {
        Part::Paragraph(text) => format!("<p>{text}</p>"),
        Part::Heading(text) => format!("<h2>{text}</h2>"),
        Part::Quote(text) => format!("<blockquote><p>{text}</p></blockquote>"),
        Part::List(items) => {
            let items: String = items
                .iter()
                .map(|item| format!("<li>{item}</li>"))
                .collect();
            format!("<ul>{items}</ul>")
        }
        Part::Table(rows) => {
            let rows: String = rows
                .iter()
                .map(|(name, value)| format!("<tr><td>{name}</td><td>{value}</td></tr>"))
                .collect();
            format!("<table>{rows}</table>")
        }
    }
}

/// The parts with something of the site after some of them (counted from 1).
pub fn parts(scene: &Scene<'_>, print: fn(&Part) -> String, inserts: &[(usize, String)]) -> String {
    let mut out = String::new();
    for (at, one) in scene.story.parts.iter().enumerate() {
        out.push_str(&print(one));
        let here = inserts.iter().filter(|(after, _)| *after == at + 1);
        out.extend(here.map(|(_, text)| text.as_str()));
    }
    out
}

/// Teasers that read like prose.
pub fn teasers(scene: &Scene<'_>, class: &str) -> String {
    scene
        .others
        .iter()
        .take(4)
        .map(|(title, text)| {
            format!("<div class={class}><h4><a href=/s>{title}</a></h4><p>{text}</p></div>")
        })
        .collect()
}
