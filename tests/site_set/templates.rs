//! How the first ten sites print a story, and what they print around and within.

use super::chrome::{foot, head, menu, part, parts, teasers};
use super::{Part, Scene};

/// The body lies in two sibling boxes, with an appeal between and at the end.
pub fn ledger(scene: &mut Scene<'_>) -> String {
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
pub fn courrier(scene: &mut Scene<'_>) -> String {
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
pub fn kuestenpost(scene: &mut Scene<'_>) -> String {
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

pub fn own_element(one: &Part) -> String {
    match one {
        Part::Heading(text) => format!("<nota-titulo>{text}</nota-titulo>"),
        other => format!("<nota-parrafo>{}</nota-parrafo>", other.text()),
    }
}

/// Elements of the site's own making.
pub fn diario(scene: &mut Scene<'_>) -> String {
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
pub fn corriere(scene: &mut Scene<'_>) -> String {
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
pub fn jornal(scene: &mut Scene<'_>) -> String {
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

pub fn division(one: &Part) -> String {
    match one {
        Part::Heading(text) => format!("<div class=tussenkop>{text}</div>"),
        other => format!("<div class=alinea>{}</div>", other.text()),
    }
}

/// Paragraphs are divisions; so are a link to another story and the paper's lines.
pub fn kustbode(scene: &mut Scene<'_>) -> String {
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
pub fn kurier(scene: &mut Scene<'_>) -> String {
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
pub fn vestnik(scene: &mut Scene<'_>) -> String {
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
