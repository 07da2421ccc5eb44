//! Pages of our own writing, and the shared ones when they are there.

use super::*;
use crate::model::{Instrument, InstrumentKind};
use crate::testing::shared_text;

fn found(html: &str, lang: &str) -> FoundInstruments {
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
fn schema_org_is_believed_about_the_story_only() {
    // The company whose site it is describes itself on every page.
    let own = r#"{"@graph":[{"@type":"Corporation","name":"Acme","tickerSymbol":"ACM"},{"@type":"WebPage"}]}"#;
    let about_itself = r#"{"@type":"Article","about":{"@type":"Corporation","name":"News Group","url":"https://www.news.test/","tickerSymbol":"NWS"}}"#;
    let fund = r#"{"@type":"Article","mentions":[{"@type":"InvestmentFund","name":"Acme Fund","tickerSymbol":"ACMFX"}]}"#;
    let page = |json| {
        format!(r#"<script type="application/ld+json">{json}</script><h1>T</h1><p>Text</p>"#)
    };
    assert_eq!(lines(&page(own), "en"), Vec::<String>::new());
    assert_eq!(lines(&page(about_itself), "en"), Vec::<String>::new());
    let instruments = found(&page(fund), "en").instruments;
    assert_eq!(instruments[0].kind, InstrumentKind::Fund);
    let microdata = |property| {
        format!(
            r#"<h1>T</h1><div itemprop="{property}"><b itemprop="tickerSymbol">NYSE ACM</b></div>"#
        )
    };
    assert_eq!(lines(&microdata("publisher"), "en"), Vec::<String>::new());
    assert_eq!(lines(&microdata("about"), "en").len(), 1);
}

#[test]
fn the_path_and_marks_state_the_kind() {
    let html = r#"<main><h1>T</h1><p>The <a href="/quote/index/ACX">Acme 40</a>, <a href="/etf/ACE">Acme ETF</a>,
        <a href="/currencies/EURUSD">euro</a>, <a href="/crypto/BTC-USD">Bitcoin</a> and <a href="/quote/ACM">Acme</a>
        and <a href="/bonds/ACB10Y">Acme 10 years</a>.</p></main>"#;
    let kinds: Vec<_> = found(html, "en")
        .instruments
        .iter()
        .map(|one| one.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            InstrumentKind::Index,
            InstrumentKind::Equity,
            InstrumentKind::CurrencyPair,
            InstrumentKind::Crypto,
            InstrumentKind::Unknown,
            InstrumentKind::Bond,
        ]
    );
    let html = r#"<main><h1>T</h1><p>Text.</p><h2>Related stocks</h2>
        <div data-quote='{"symbol":"ACMFX","last":12.5,"quoteType":"MUTUALFUND"}'>Acme Fund</div>
        <div><a href="/quote/ACX" data-symbol="ACX" data-type="index">Acme 40</a></div></main>"#;
    let kinds: Vec<_> = found(html, "en")
        .instruments
        .iter()
        .map(|one| one.kind)
        .collect();
    assert_eq!(kinds, [InstrumentKind::Fund, InstrumentKind::Index]);
}

#[test]
fn the_time_of_a_trade_is_kept() {
    let row = |attributes: &str, inner: &str| {
        let html = format!(
            "<main><h1>T</h1><p>Text.</p><h2>Related stocks</h2><ul><li {attributes}>\
             <a href='/quote/ACM'>Acme</a> 12.50 USD NYSE +1.10 % {inner}</li></ul></main>"
        );
        found(&html, "en").instruments[0].priced_at
    };
    let moment = Some(1_763_575_200); // 2025-11-19T18:00:00Z
    for state in [
        r#""tradeDate":"2025-11-19 18:00:00""#,
        r#""lastTradeTime":"2025-11-19T19:00:00+01:00""#,
        r#""regularMarketTime":1763575200"#,
        r#""regularMarketTime":1763575200000"#,
    ] {
        let json = format!(r#"data-x='{{"symbol":"ACM","last":12.5,{state}}}'"#);
        assert_eq!(row(&json, ""), moment, "{state}");
    }
    assert_eq!(
        row("", r#"<i data-last-stamp="1763575200000"></i>"#),
        moment
    );
    assert_eq!(
        row("", r#"<time datetime="2025-11-19T18:00:00Z">18:00</time>"#),
        moment
    );
    assert_eq!(row("", ""), None);
    assert_eq!(
        row(
            r#"data-x='{"symbol":"ACM","last":12.5,"updated":1763575200}'"#,
            ""
        ),
        None
    );
}

const INDICES: &str = "<a href='/quote/^GSPC'>S&amp;P 500 <b>6,000.00</b> +1.00%</a>\
     <a href='/quote/^DJI'>Dow 30 <b>40,000.00</b> -1.00%</a>\
     <a href='/quote/^IXIC'>Nasdaq <b>20,000.00</b> +0.50%</a>\
     <a href='/quote/GC=F'>Gold <b>4,000.00</b> +0.50%</a>";

#[test]
fn an_overview_of_the_markets_is_the_storys_only_if_it_speaks_of_them() {
    let story =
        "Acme <a href='/quote/ACM'>shares</a> rose on Monday after the company spoke of its plans.";
    for html in [
        format!("<main><div>{INDICES}</div><article><h1>T</h1><p>{story}</p></article></main>"),
        format!("<main><div>{INDICES}</div><h1>T</h1><p>{story}</p></main>"),
        format!("<main><h1>T</h1><div>{INDICES}</div><p>{story}</p></main>"),
        format!("<main><h1>T</h1><p>{story}</p><div>{INDICES}</div></main>"),
        format!(
            "<body><h1>T</h1><p>{story}</p><footer><h3>Stock quotes</h3><ul>{INDICES}</ul></footer></body>"
        ),
    ] {
        let found: Vec<_> = found(&html, "en")
            .instruments
            .into_iter()
            .filter_map(|one| one.symbol)
            .collect();
        assert_eq!(found, ["ACM"], "{html}");
    }
    let report = format!(
        "<main><h1>Wall Street closes</h1><p>The Dow Jones fell by a percent.</p><div>{INDICES}</div></main>"
    );
    assert_eq!(found(&report, "en").instruments.len(), 4);
}

#[test]
fn the_share_of_the_pages_own_company_is_no_instrument_of_its_stories() {
    let site = r#"<meta property="og:site_name" content="The Acme Times">"#;
    let own = "<a href='/quote/ACT'>Acme Times Co. <b>12.50 USD</b> +1.10 %</a>";
    let story = "<p>A story about something else, which is told in a few words.</p>";
    for html in [
        format!("{site}<main><h1>T</h1>{story}<div>{own}</div></main>"),
        format!("{site}<main><div>{own}</div><h1>T</h1>{story}</main>"),
        format!(
            "<main><h1>T</h1>{story}<div><h3>Investor Relations</h3><div>{own}</div></div></main>"
        ),
        format!("<main><h1>T</h1>{story}<section><h2>About us</h2>{own}</section></main>"),
        format!("<main><h1>T</h1>{story}<div class='investor-relations'>{own}</div></main>"),
        format!(
            "<main><h1>T</h1>{story}<a href='https://social.test/ACME.PA/'>Follow us</a></main>"
        ),
    ] {
        assert_eq!(lines(&html, "en"), Vec::<String>::new(), "{html}");
    }
    // Its own results are a story.
    let told = format!(
        "{site}<main><h1>T</h1><p>Shares of <a href='/quote/ACT'>Acme Times Co.</a> fell.</p></main>"
    );
    assert_eq!(found(&told, "en").instruments.len(), 1);
}

#[test]
fn a_lone_price_on_a_story_is_somebody_elses() {
    let price =
        "<div class='stock-price'><span>187.62</span> <span>EUR</span> <span>-0.57 %</span></div>";
    let paragraph = format!("<p>{}</p>", "Words of a story that goes on. ".repeat(5));
    let story = format!("<main><h1>T</h1>{}{price}</main>", paragraph.repeat(3));
    assert_eq!(lines(&story, "en"), Vec::<String>::new());
    let page = format!("<main><h1>Acme</h1>{price}{paragraph}</main>");
    assert_eq!(found(&page, "en").instruments[0].name, "Acme");
}

#[test]
fn a_code_before_the_name_is_not_the_name() {
    let html = "<main><h1>T</h1><div><a href='/quote/BA:US'><b>BA</b><i>BOEING CO/THE</i><u>145.47 USD</u> <u>+2.41%</u></a></div></main>";
    assert_eq!(
        lines(html, "en"),
        ["BOEING CO/THE|BA|Some(145.47)|USD|US|Some(2.41)"]
    );
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
