//! The JSON record of an extracted article, as `newswire extract --json` prints it.

use serde_json::{Value, json};

use crate::model::{Article, Instrument, Related, When};

/// One record. `text` holds the paragraphs separated by empty lines, without standfirst and
/// captions; dates are RFC 3339 or a day, as far as the page stated them.
#[must_use]
pub fn record(file: &str, article: &Article) -> Value {
    json!({
        "file": file,
        "url": article.url,
        "title": article.title,
        "dek": article.dek,
        "byline": article.byline,
        "agency": article.agency,
        "published": article.published.map(When::to_text),
        "site": article.site,
        "lang": article.lang,
        "image": article.image,
        "paywalled": article.paywalled,
        "text": article.text(),
        "blocks": article.blocks,
        "instruments": article.instruments.iter().map(instrument).collect::<Vec<_>>(),
        "related": article.related.iter().map(related).collect::<Vec<_>>(),
    })
}

fn instrument(instrument: &Instrument) -> Value {
    json!({
        "name": instrument.name,
        "symbol": instrument.symbol,
        "isin": instrument.isin,
        "price": instrument.price,
        "currency": instrument.currency,
        "venue": instrument.venue,
        "change_pct": instrument.change_pct,
    })
}

fn related(related: &Related) -> Value {
    json!({
        "title": related.title,
        "link": related.link,
        "agency": related.agency,
        "published": related.published.map(When::to_text),
        "summary": related.summary,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    #[test]
    fn the_record_has_the_contract_s_keys() {
        let article = Article {
            title: "T".into(),
            published: When::from_text("2022-01-18"),
            blocks: vec![Block::paragraph("a"), Block::paragraph("b")],
            ..Article::default()
        };
        let record = record("x.html", &article);
        assert_eq!(record["file"], "x.html");
        assert_eq!(record["published"], "2022-01-18");
        assert_eq!(record["text"], "a\n\nb");
        assert!(record["instruments"].is_array());
    }
}
