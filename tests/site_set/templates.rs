//! The templates of the sites: how each prints a story, and what it prints around and within.

use super::{Part, Plan, Scene, Style};

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

fn head(scene: &Scene<'_>, site: &str) -> String {
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
fn menu(scene: &Scene<'_>) -> String {
    let nouns = scene.words.list("nouns").iter().take(5);
    let items: String = nouns
        .map(|noun| format!("<li><a href=/t>{noun}</a></li>"))
        .collect();
    format!("<nav><ul>{items}</ul></nav>")
}

fn foot(scene: &Scene<'_>) -> String {
    format!(
        "<footer><p>© 2026 {}</p><p><a href=/x>{}</a></p></footer></body></html>",
        scene.line("legal"),
        scene.words.list("nouns")[0]
    )
}

/// A part as most sites print it.
fn part(part: &Part) -> String {
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
fn parts(scene: &Scene<'_>, print: fn(&Part) -> String, inserts: &[(usize, String)]) -> String {
    let mut out = String::new();
    for (at, one) in scene.story.parts.iter().enumerate() {
        out.push_str(&print(one));
        let here = inserts.iter().filter(|(after, _)| *after == at + 1);
        out.extend(here.map(|(_, text)| text.as_str()));
    }
    out
}

/// Teasers that read like prose.
fn teasers(scene: &Scene<'_>, class: &str) -> String {
    scene
        .others
        .iter()
        .take(4)
        .map(|(title, text)| {
            format!("<div class={class}><h4><a href=/s>{title}</a></h4><p>{text}</p></div>")
        })
        .collect()
}

/// The body lies in two sibling boxes, with an appeal between and at the end.
fn ledger(scene: &mut Scene<'_>) -> String {
    let half = scene.story.parts.len() / 2;
    let one: String = scene.story.parts[..half].iter().map(part).collect();
    let two: String = scene.story.parts[half..].iter().map(part).collect();
    format!(
        "{}{}<div class=pg><div class=hd><h1>{}</h1><p class=who>{}</p></div><div class=seg>{one}</div>\
         <div class=mid><p>{}</p></div><div class=seg>{two}<p>{}</p><p>{}</p></div><div class=col>{}</div></div>{}",
        head(scene, "Harbour Ledger"),
        menu(scene),
        scene.story.title,
        scene.story.author,
        scene.line("promo"),
        scene.line("about"),
        scene.line("give"),
        teasers(scene, "bx"),
        foot(scene)
    )
}

/// One box, paragraphs parted by line breaks; the paper's lines are among them.
fn courrier(scene: &mut Scene<'_>) -> String {
    let lines: Vec<String> = scene.story.parts.iter().map(Part::text).collect();
    format!(
        "{}{}<div id=cadre><h1>{}</h1><div class=txt>{}<br><br>{}<br><br>{}<br><br>{}</div></div>{}{}",
        head(scene, "Le Courrier"),
        menu(scene),
        scene.story.title,
        scene.line("listen"),
        lines.join("<br><br>"),
        scene.line("give"),
        scene.line("legal"),
        teasers(scene, "voir"),
        foot(scene)
    )
}

/// A page laid out as a table.
fn kuestenpost(scene: &mut Scene<'_>) -> String {
    let inserts = [(3, format!("<p>{}</p>", scene.line("newsletter")))];
    let body = parts(scene, part, &inserts);
    format!(
        "{}<table width=100%><tr><td colspan=2>{}</td></tr><tr><td class=m><h1>{}</h1><p>{}</p>{body}<p>{}</p></td>\
         <td class=r>{}</td></tr></table>{}",
        head(scene, "Küstenpost"),
        menu(scene),
        scene.story.title,
        scene.line("updated"),
        scene.line("legal"),
        teasers(scene, "k"),
        foot(scene)
    )
}

fn own_element(one: &Part) -> String {
    match one {
        Part::Heading(text) => format!("<nota-titulo>{text}</nota-titulo>"),
        other => format!("<nota-parrafo>{}</nota-parrafo>", other.text()),
    }
}

/// Elements of the site's own making.
fn diario(scene: &mut Scene<'_>) -> String {
    let promo = format!("<nota-parrafo>{}</nota-parrafo>", scene.line("promo"));
    let body = parts(scene, own_element, &[(2, promo)]);
    format!(
        "{}{}<nota-completa><h1>{}</h1><nota-firma>{}</nota-firma><nota-cuerpo>{body}\
         <nota-parrafo>{}</nota-parrafo></nota-cuerpo></nota-completa><lista-lateral>{}</lista-lateral>{}",
        head(scene, "El Diario"),
        menu(scene),
        scene.story.title,
        scene.story.author,
        scene.line("disclaimer"),
        teasers(scene, "n"),
        foot(scene)
    )
}

/// Class names that say nothing, and the author's life among the paragraphs.
fn corriere(scene: &mut Scene<'_>) -> String {
    let body = parts(scene, part, &[]);
    format!(
        "{}{}<div class='x1a q'><div class='z9 w'><h1>{}</h1></div><div class='k7 v'><div class=u2>{body}<p><em>{}</em></p>\
         <p>{}</p></div></div><div class='k8 t'>{}<p>{}</p></div></div>{}",
        head(scene, "Corriere"),
        menu(scene),
        scene.story.title,
        scene.line("bio"),
        scene.line("give"),
        teasers(scene, "j4"),
        scene.line("blurb"),
        foot(scene)
    )
}

/// A common content system: classes that carry the number and the category of the post.
fn jornal(scene: &mut Scene<'_>) -> String {
    let newsletter = format!("<p><strong>{}</strong></p>", scene.line("newsletter"));
    let body = parts(scene, part, &[(4, newsletter)]);
    let category = ["porto", "escolas", "comboios"][scene.number % 3];
    format!(
        "{}{}<div id=content><article id=post-{} class='post-{} post type-post status-publish category-{category}'>\
         <h1 class=entry-title>{}</h1><div class=entry-content>{body}<p>{}</p><p>{}</p></div></article>\
         <div id=secondary>{}</div></div>{}",
        head(scene, "Jornal"),
        menu(scene),
        4000 + scene.number,
        4000 + scene.number,
        scene.story.title,
        scene.line("bio"),
        scene.line("legal"),
        teasers(scene, "widget"),
        foot(scene)
    )
}

fn division(one: &Part) -> String {
    match one {
        Part::Heading(text) => format!("<div class=tussenkop>{text}</div>"),
        other => format!("<div class=alinea>{}</div>", other.text()),
    }
}

/// Paragraphs are divisions; so are a link to another story and the paper's lines.
fn kustbode(scene: &mut Scene<'_>) -> String {
    let (title, _) = &scene.others[0];
    let also = format!(
        "<div class=alinea>{}: <a href=/a>{title}</a></div>",
        scene.line("also")
    );
    let promo = format!("<div class=alinea>{}</div>", scene.line("promo"));
    let body = parts(scene, division, &[(3, also), (5, promo)]);
    format!(
        "{}{}<div class=stuk><h1>{}</h1>{body}<div class=alinea>{}</div></div><div class=kolom>{}</div>{}",
        head(scene, "Kustbode"),
        menu(scene),
        scene.story.title,
        scene.line("disclaimer"),
        teasers(scene, "tip"),
        foot(scene)
    )
}

/// Short paragraphs and quotes that look like furniture.
fn kurier(scene: &mut Scene<'_>) -> String {
    let promo = format!("<p>{}</p>", scene.line("promo"));
    let body = parts(scene, part, &[(4, promo)]);
    format!(
        "{}{}<main><section><h1>{}</h1><p>{}</p>{body}<p>{}</p></section><section>{}</section></main>{}",
        head(scene, "Kurier"),
        menu(scene),
        scene.story.title,
        scene.line("listen"),
        scene.line("comments"),
        teasers(scene, "obok"),
        foot(scene)
    )
}

/// The state of the text and the credit of a picture stand among the paragraphs.
fn vestnik(scene: &mut Scene<'_>) -> String {
    let credit = format!(
        "<p><img src=/i.jpg alt=''></p><p>{}</p>",
        scene.line("credit")
    );
    let newsletter = format!("<p>{}</p>", scene.line("newsletter"));
    let body = parts(scene, part, &[(1, credit), (3, newsletter)]);
    format!(
        "{}{}<div class=wrap><h1>{}</h1><div class=post><p>{}</p>{body}<p>{}</p></div><div class=near>{}</div></div>{}",
        head(scene, "Вестник"),
        menu(scene),
        scene.story.title,
        scene.line("updated"),
        scene.line("give"),
        teasers(scene, "n"),
        foot(scene)
    )
}

/// Lines of the paper before and after the body, in a script without spaces.
fn shinpo(scene: &mut Scene<'_>) -> String {
    let promo = format!("<p>{}</p>", scene.line("promo"));
    let body = parts(scene, part, &[(3, promo)]);
    format!(
        "{}{}<div class=kiji><h1>{}</h1><div class=honbun><p>{}</p>{body}<p>{}</p><p>{}</p></div></div><div class=yoko>{}</div>{}",
        head(scene, "沿岸新報"),
        menu(scene),
        scene.story.title,
        scene.line("updated"),
        scene.line("give"),
        scene.line("legal"),
        teasers(scene, "m"),
        foot(scene)
    )
}

/// Who edited, whose opinion it is, and that nobody may print it again.
fn shibao(scene: &mut Scene<'_>) -> String {
    let body = parts(scene, part, &[]);
    format!(
        "{}{}<div class=zw><h1>{}</h1><p>{}</p>{body}<p>{}</p><p>{}</p><p>{}</p></div><div class=bl>{}</div>{}",
        head(scene, "沿岸时报"),
        menu(scene),
        scene.story.title,
        scene.line("listen"),
        scene.line("editor"),
        scene.line("disclaimer"),
        scene.line("promo"),
        teasers(scene, "tj"),
        foot(scene)
    )
}

/// From right to left, with a long appeal among the paragraphs.
fn sahil(scene: &mut Scene<'_>) -> String {
    let about = format!("<p>{}</p>", scene.line("about"));
    let promo = format!("<p>{}</p>", scene.line("promo"));
    let body = parts(scene, part, &[(2, promo), (5, about)]);
    format!(
        "{}{}<div class=qissa><h1>{}</h1><div class=matn>{body}<p>{}</p></div><div class=janib>{}</div></div>{}",
        head(scene, "الساحل"),
        menu(scene),
        scene.story.title,
        scene.line("newsletter"),
        teasers(scene, "w"),
        foot(scene)
    )
}

/// A letter whose greeting, headings and items recur and are the author's.
fn letter(scene: &mut Scene<'_>) -> String {
    let body = parts(scene, part, &[]);
    format!(
        "{}<div class=mail><h1>{}</h1><div class=in>{body}<p>{}</p><p>{}</p></div></div>{}",
        head(scene, "Coast Letter"),
        scene.story.title,
        scene.line("bio"),
        scene.line("give"),
        foot(scene)
    )
}

/// Lists and tables whose lines recur in the stories.
fn protokoll(scene: &mut Scene<'_>) -> String {
    let promo = format!("<p>{}</p>", scene.line("promo"));
    let body = parts(scene, part, &[(3, promo)]);
    format!(
        "{}{}<article><h1>{}</h1><div class=t>{body}<p>{}</p></div></article><aside>{}</aside>{}",
        head(scene, "Protokoll"),
        menu(scene),
        scene.story.title,
        scene.line("disclaimer"),
        teasers(scene, "s"),
        foot(scene)
    )
}

fn spanned(one: &Part) -> String {
    match one {
        Part::Heading(text) => format!("<div class=b><b>{text}</b></div>"),
        other => format!("<div class=b><span>{}</span></div>", other.text()),
    }
}

/// Appeals that come and go, and one story under two addresses.
fn revue(scene: &mut Scene<'_>) -> String {
    let mut inserts = Vec::new();
    for (after, name) in [
        (2, "promo"),
        (4, "give"),
        (5, "newsletter"),
        (6, "disclaimer"),
    ] {
        if scene.random.percent(55) {
            let line = format!("<div class=b><span>{}</span></div>", scene.line(name));
            inserts.push((after, line));
        }
    }
    let body = parts(scene, spanned, &inserts);
    format!(
        "{}{}<div class=c><h1>{}</h1><div class=d>{body}</div></div><div class=e>{}</div>{}",
        head(scene, "Revue"),
        menu(scene),
        scene.story.title,
        teasers(scene, "f"),
        foot(scene)
    )
}

/// A site that prints nothing of its own among the paragraphs: there is nothing to learn.
fn faro(scene: &mut Scene<'_>) -> String {
    let body = parts(scene, part, &[]);
    format!(
        "{}{}<article><h1>{}</h1><div class=texto>{body}</div></article><aside>{}</aside>{}",
        head(scene, "El Faro"),
        menu(scene),
        scene.story.title,
        teasers(scene, "card"),
        foot(scene)
    )
}

/// A daily report in which whole sentences differ only in their numbers.
fn boersenblatt(scene: &mut Scene<'_>) -> String {
    let newsletter = format!("<p>{}</p>", scene.line("newsletter"));
    let body = parts(scene, part, &[(3, newsletter)]);
    format!(
        "{}{}<div class=bericht><h1>{}</h1><p class=zeit>{}</p>{body}<p>{}</p></div><div class=marge>{}</div>{}",
        head(scene, "Börsenblatt"),
        menu(scene),
        scene.story.title,
        scene.line("updated"),
        scene.line("disclaimer"),
        teasers(scene, "z"),
        foot(scene)
    )
}

/// Teasers without headlines, as paragraphs in the body's own box, differ on every page.
fn gazette(scene: &mut Scene<'_>) -> String {
    let body = parts(scene, part, &[]);
    let next: String = scene
        .others
        .iter()
        .take(3)
        .map(|(_, text)| format!("<div class=nx><p>{text}</p></div>"))
        .collect();
    format!(
        "{}{}<div class=lead><h1>{}</h1><div class=cp>{body}<p>{}</p>{next}</div></div>{}",
        head(scene, "The Gazette"),
        menu(scene),
        scene.story.title,
        scene.line("give"),
        foot(scene)
    )
}

/// The body in steps: each part in a box of its own, notes of the paper in others.
fn folha(scene: &mut Scene<'_>) -> String {
    let mut body = String::new();
    for (at, one) in scene.story.parts.iter().enumerate() {
        body.push_str(&format!(
            "<div class='row r{at}'><div class=in>{}</div></div>",
            part(one)
        ));
        if at == 2 || at == 5 {
            let name = if at == 2 { "promo" } else { "give" };
            body.push_str(&format!(
                "<div class='row r{at}b'><div class=in><p>{}</p></div></div>",
                scene.line(name)
            ));
        }
    }
    format!(
        "{}{}<div class=page><h1>{}</h1><div class='row'><div class=in><p>{}</p></div></div>{body}<div class='row'><div class=in><p>{}</p></div></div>\
         <div class=out>{}</div></div>{}",
        head(scene, "Folha"),
        menu(scene),
        scene.story.title,
        scene.line("updated"),
        scene.line("editor"),
        teasers(scene, "g"),
        foot(scene)
    )
}

/// Links stand among the paragraphs, and a list of what others read follows in the same box.
fn kronika(scene: &mut Scene<'_>) -> String {
    let also = |at: usize| {
        let (title, _) = &scene.others[at];
        format!(
            "<p><b>{}:</b> <a href=/o/{at}>{title}</a></p>",
            scene.line("also")
        )
    };
    let body = parts(scene, part, &[(2, also(0)), (4, also(1))]);
    let most: String = scene
        .others
        .iter()
        .map(|(title, text)| format!("<p><a href=/m>{title}</a></p><p>{text}</p>"))
        .collect();
    format!(
        "{}{}<div class=strona><h1>{}</h1><div class=tekst>{body}<p>{}</p><p><b>{}</b></p><div class=inne>{most}</div></div></div>{}",
        head(scene, "Kronika"),
        menu(scene),
        scene.story.title,
        scene.line("disclaimer"),
        scene.line("comments"),
        foot(scene)
    )
}

/// News of two or three paragraphs with as many lines of the site in the same box.
fn notizie(scene: &mut Scene<'_>) -> String {
    let body = parts(scene, part, &[]);
    format!(
        "{}{}<div class=nota><h1>{}</h1><p>{}</p>{body}<p>{}</p><p>{}</p><p>{}</p></div><div class=lato>{}</div>{}",
        head(scene, "Notizie"),
        menu(scene),
        scene.story.title,
        scene.line("updated"),
        scene.line("promo"),
        scene.line("newsletter"),
        scene.line("legal"),
        teasers(scene, "b"),
        foot(scene)
    )
}
