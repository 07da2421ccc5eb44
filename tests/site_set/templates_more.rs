//! The other sites: lines that come and go, lists that move on, lines that are the author's
//! although they recur.

use super::chrome::{foot, head, menu, part, parts, teasers};
use super::{Part, Scene};

/// Lines of the paper before and after the body, in a script without spaces.
pub fn shinpo(scene: &mut Scene<'_>) -> String {
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
pub fn shibao(scene: &mut Scene<'_>) -> String {
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
pub fn sahil(scene: &mut Scene<'_>) -> String {
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
pub fn letter(scene: &mut Scene<'_>) -> String {
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
pub fn protokoll(scene: &mut Scene<'_>) -> String {
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

pub fn spanned(one: &Part) -> String {
    match one {
        Part::Heading(text) => format!("<div class=b><b>{text}</b></div>"),
        other => format!("<div class=b><span>{}</span></div>", other.text()),
    }
}

/// Appeals that come and go, and one story under two addresses.
pub fn revue(scene: &mut Scene<'_>) -> String {
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
pub fn faro(scene: &mut Scene<'_>) -> String {
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
pub fn boersenblatt(scene: &mut Scene<'_>) -> String {
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
pub fn gazette(scene: &mut Scene<'_>) -> String {
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
pub fn folha(scene: &mut Scene<'_>) -> String {
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
pub fn kronika(scene: &mut Scene<'_>) -> String {
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
pub fn notizie(scene: &mut Scene<'_>) -> String {
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
