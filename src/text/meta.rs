//! Who and when: the line under a title.

use super::bidi::{self, Mode};
use super::layout::LayoutOptions;
use crate::model::{Article, Related, When};

/// Columns for the longest date and the minutes.
const DATE_COLUMNS: usize = 32;

/// "Le Quotidien · Reuters · Ann Author · 18 Jan 2022, 14:09": what is known, nothing twice.
pub(super) fn of_article(article: &Article, options: &LayoutOptions) -> String {
    line(&parts(article, options), options)
}

/// The same without the source, where that stands elsewhere.
pub(super) fn without_source(article: &Article, options: &LayoutOptions) -> String {
    let mut parts = parts(article, options);
    if source(article, options).is_some() {
        parts.remove(0);
    }
    // A date is not wrapped in its middle, where there is room for it.
    if let Some(date) = parts.last_mut().filter(|_| options.width >= DATE_COLUMNS) {
        *date = date.replace(' ', "\u{a0}");
    }
    line(&parts, options)
}

/// The publication: as its article names it, else as the user does.
pub(super) fn source<'a>(article: &'a Article, options: &'a LayoutOptions) -> Option<&'a str> {
    let site = article.site.as_deref().or(options.source.as_deref());
    site.map(str::trim).filter(|site| !site.is_empty())
}

/// The source, if it is known, stands first.
fn parts(article: &Article, options: &LayoutOptions) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let site = article.site.as_ref().or(options.source.as_ref());
    let names = site
        .into_iter()
        .chain(&article.agency)
        .chain(&article.byline);
    for name in names.map(|name| name.trim()) {
        let is_known = |part: &String| part.to_lowercase() == name.to_lowercase();
        if !name.is_empty() && !parts.iter().any(is_known) {
            parts.push(name.to_owned());
        }
    }
    let own = article.published.map(|own| own.sharper(options.published));
    let published = own.or(options.published.map(When::utc));
    parts.extend(published.map(|published| published.shown(&options.zone)));
    parts
}

/// "Reuters · Mon 17 Jan 2022", of a related headline.
pub(super) fn of_related(item: &Related, options: &LayoutOptions) -> String {
    let time = item.published.map(|when| when.shown(&options.zone));
    let parts: Vec<String> = item.agency.clone().into_iter().chain(time).collect();
    line(&parts, options)
}

/// What stands beside each other on a meta line; what reads a pipe gets no marks of direction.
fn line(parts: &[String], options: &LayoutOptions) -> String {
    match options.bidi {
        Mode::Auto => bidi::join(parts, " · "),
        Mode::Off => parts.join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::article::{layout, plain};
    use jiff::tz::TimeZone;

    #[test]
    fn the_time_is_in_the_users_zone() {
        let options = LayoutOptions {
            source: Some("Feed".to_owned()),
            published: "2022-01-18T13:12:00Z".parse().ok(),
            zone: TimeZone::fixed(jiff::tz::Offset::constant(1)),
            ..LayoutOptions::default()
        };
        let of = |published: Option<&str>| {
            let article = Article {
                published: published.and_then(When::from_text),
                ..Article::default()
            };
            plain(&layout(&article, &options))
        };
        for (page, shown) in [
            (Some("2022-01-18T05:09:00-03:30"), "Tue 18 Jan 2022, 09:39"),
            (Some("2022-01-18T13:09:00Z"), "Tue 18 Jan 2022, 14:09"),
            (Some("2022-01-18T14:09:00"), "Tue 18 Jan 2022, 14:12"),
            (Some("2022-01-18"), "Tue 18 Jan 2022, 14:12"),
            (Some("2022-01-02"), "Sun 2 Jan 2022"),
            (None, "Tue 18 Jan 2022, 14:12"),
        ] {
            assert_eq!(of(page), format!("Feed · {shown}\n"), "{page:?}");
        }
    }

    #[test]
    fn a_meta_line_is_not_torn_by_its_directions() {
        let article = Article {
            title: "כותרת של הידיעה".to_owned(),
            byline: vec!["דנה כהן".to_owned()],
            site: Some("Haifa Daily".to_owned()),
            published: When::from_text("2022-01-18T14:09:00Z"),
            ..Article::default()
        };
        let shown = layout(&article, &LayoutOptions::default());
        let line = &shown.lines[1];
        assert!(line.rtl, "it stands under its title");
        assert_eq!(
            line.text(),
            "Tue 18 Jan 2022, 14:09 · ןהכ הנד · Haifa Daily"
        );
        let article = Article {
            title: "A title in English".to_owned(),
            ..article
        };
        let shown = layout(&article, &LayoutOptions::default());
        let line = &shown.lines[1];
        assert!(!line.rtl);
        assert_eq!(
            line.text(),
            "Haifa Daily · ןהכ הנד · Tue 18 Jan 2022, 14:09"
        );
        let piped = LayoutOptions {
            bidi: Mode::Off,
            ..LayoutOptions::default()
        };
        let text = plain(&layout(&article, &piped));
        assert!(text.contains("Haifa Daily · דנה כהן · Tue"), "{text}");
    }
}
