//! Pages of our own writing, and the shared ones when they are there.

use super::*;
use crate::testing::shared_text;

fn found(html: &str, lang: &str) -> Found {
    let base = Url::parse("https://news.test/a/b").unwrap();
    let lang = (!lang.is_empty()).then_some(lang);
    find(&Html::parse_document(html), Some(&base), lang)
}

fn line(one: &Instrument) -> String {
    format!(
        "{}|{}|{:?}|{}|{}|{:?}",
        one.name,
        one.symbol.as_deref().unwrap_or("-"),
        one.price,
        one.currency.as_deref().unwrap_or("-"),
        one.venue.as_deref().unwrap_or("-"),
        one.change_pct
    )
}

fn lines(html: &str, lang: &str) -> Vec<String> {
    found(html, lang).instruments.iter().map(line).collect()
}

fn shared(path: &str) -> Option<String> {
    shared_text(&format!("market/fixtures/{path}"))
}

const STRIP: &str = r#"<header><ul><li><a href="/cours/1rPCAC/">CAC 40</a> 8 000,00 Pts Paris +1,00%</li>
    <li><a href="/cours/DJI/">DOW</a> 40 000,00 Pts NYSE -1,00%</li></ul></header>"#;

#[test]
fn rows_under_a_heading_with_and_without_names() {
    let html = format!(
        r#"{STRIP}<main><h1>Titre</h1><article><p>Texte de l'article.</p></article>
        <div><div class="head"><h3>Valeurs associées</h3></div>
        <div class="rows"><div class="row"><span data-rel="L2NvdXJzL1hZWi8="></span><b>17,806</b> EUR <i>Tradegate</i> <em>-2,74%</em></div>
        <div class="row"><b>20,4400</b> USD OTCBB -3,63%</div>
        <div>IBM</div><div>306,450 USD NYSE -1,97%</div></div></div></main>"#
    );
    assert_eq!(
        lines(&html, "fr"),
        [
            "XYZ|XYZ|Some(17.806)|EUR|Tradegate|Some(-2.74)",
            "|-|Some(20.44)|USD|OTCBB|Some(-3.63)",
            "IBM|-|Some(306.45)|USD|NYSE|Some(-1.97)",
        ]
    );
    let found = found(&html, "fr");
    assert_eq!(found.instruments[0].decimals, Some(3));
    assert_eq!(found.instruments[1].decimals, Some(4));
    assert_eq!(
        found.instruments[0].link.as_deref(),
        Some("https://news.test/cours/XYZ/")
    );
    assert!(!found.containers.is_empty());
}

#[test]
fn headings_in_other_languages() {
    for (heading, lang) in [
        ("Related stocks", "en"),
        ("Aktien in diesem Artikel", "de"),
        ("Titoli correlati", "it"),
        ("関連銘柄", "ja"),
        ("Valores relacionados:", "es"),
    ] {
        let html = format!(
            "<main><h1>T</h1><p>Text.</p><section><h2>{heading}</h2><table>\
             <tr><td><a href='/quote/ACME'>Acme</a></td><td>12.50</td><td>USD</td><td>NYSE</td><td>+1.10 %</td></tr>\
             <tr><td><a href='/quote/ZETA'>Zeta</a></td><td>7.25</td><td>USD</td><td>NYSE</td><td>-0.40 %</td></tr>\
             </table></section></main>"
        );
        assert_eq!(
            lines(&html, lang),
            [
                "Acme|ACME|Some(12.5)|USD|NYSE|Some(1.1)",
                "Zeta|ZETA|Some(7.25)|USD|NYSE|Some(-0.4)"
            ],
            "{heading}"
        );
    }
}

#[test]
fn strips_never_count() {
    for html in [
        format!("{STRIP}<main><h1>T</h1><p>Text.</p></main>"),
        format!(
            "<div>{}</div><h1>T</h1><p>Text.</p>",
            STRIP.replace("header", "div")
        ),
        format!("<main><h1>T</h1><p>Text.</p><nav>{STRIP}</nav></main><footer>{STRIP}</footer>"),
        format!(
            "<main><h1>T</h1><div class='ticker-tape'>{}</div></main>",
            STRIP.replace("header", "div")
        ),
    ] {
        assert_eq!(lines(&html, "fr"), Vec::<String>::new(), "{html}");
    }
}

#[test]
fn price_lines_without_a_heading_are_a_list_of_two() {
    let html = "<main><h1>T</h1><p>Text about a rise of 3 % to 20 USD.</p><ul><li>Acme 12,50 EUR Xetra +1,10 %</li>\
                <li>Zeta 7,25 EUR Xetra -0,40 %</li></ul></main>";
    let found = found(html, "de");
    assert_eq!(found.instruments.len(), 2);
    assert_eq!(found.instruments[1].name, "Zeta");
    assert_eq!(found.containers.len(), 1);
}

#[test]
fn a_table_of_contents_is_not_a_block_of_instruments() {
    let html = "<main><h1>T</h1><div><h2>In this article</h2><ul><li><a href='#a'>Part one</a></li></ul></div>\
                <p>Long text with <a href='/quote/ACME'>Acme</a> in it and many more words.</p></main>";
    let found = found(html, "en");
    assert_eq!(found.instruments.len(), 1);
    assert!(found.containers.is_empty());
}

#[test]
fn schema_org_names_instruments_but_not_the_publisher() {
    let html = r#"<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"P","tickerSymbol":"NYSE PPP"},
        "about":[{"@type":"Corporation","name":"Acme","tickerSymbol":"NYSE ACM"}]}</script><h1>T</h1><p>Text</p>"#;
    assert_eq!(lines(html, "en"), ["Acme|ACM|None|-|NYSE|None"]);
}

#[test]
fn the_shared_blocks_are_read() {
    for (file, expected) in [
        ("cnbc.html", "Nvidia|NVDA|None|-|-|None"),
        (
            "finanzen_net_quote.html",
            "|-|Some(187.62)|EUR|-|Some(-0.57)",
        ),
        ("investing_com_quote.html", "|-|Some(1234.56)|-|-|Some(0.1)"),
        ("marketwatch.html", "NVDA|NVDA|None|-|-|Some(0.15)"),
        ("reuters.html", "Amazon|AMZN.O|None|-|-|None"),
        (
            "seeking_alpha.html",
            "Alibaba Group Holding Limited|BABA|None|-|-|None",
        ),
        ("yahoo_finance.html", "GERN|GERN|None|-|-|Some(0.15)"),
    ] {
        if let Some(html) = shared(&format!("related_blocks/{file}")) {
            assert_eq!(lines(&html, ""), [expected], "{file}");
        }
    }
}

#[test]
fn the_shared_article_is_read() {
    let Some(html) = shared("boursorama_article.html") else {
        return;
    };
    assert_eq!(
        lines(&html, "fr"),
        [
            "ALIBABA|AHLA.DE|Some(17.806)|EUR|Tradegate|Some(-2.74)",
            "ALPHABET|GOOGL|Some(278.83)|USD|NASDAQ|Some(-2.08)",
            "INTERNATIONAL|IBM|Some(306.45)|USD|NYSE|Some(-1.97)",
            "MICROSOFT|MSFT|Some(496.82)|USD|NASDAQ|Some(-0.06)",
        ]
    );
    let found = found(&html, "fr");
    assert_eq!(found.instruments[1].decimals, Some(4));
    assert!(
        found.instruments[0]
            .link
            .as_deref()
            .unwrap()
            .ends_with("/cours/AHLA/")
    );
}

#[test]
fn the_seed_rows_are_read_in_any_box() {
    let Some(text) = shared_text("seed/boursorama-alibaba.txt") else {
        return;
    };
    let block = text.split("Valeurs associées").nth(1).unwrap();
    let rows: Vec<&str> = block
        .lines()
        .map(str::trim)
        .skip(1)
        .skip_while(|line| line.is_empty())
        .take_while(|line| !line.is_empty())
        .collect();
    for tag in ["li", "p", "div"] {
        let rows: String = rows
            .iter()
            .map(|row| format!("<{tag}>{row}</{tag}>"))
            .collect();
        let html = format!(
            "<main><h1>T</h1><p>Texte.</p><h2>Valeurs associées</h2><ul>{rows}</ul></main>"
        );
        let found = found(&html, "fr").instruments;
        assert_eq!(found.len(), 6, "{tag}: {found:?}");
        assert_eq!(found[4].name, "IBM");
    }
}
