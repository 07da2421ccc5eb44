//! What serves one site or one service only: `assets/quirks.toml`, where each line says why.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::address::is_under;

/// The table; its file says what each list is.
#[derive(Deserialize)]
pub(crate) struct Quirks {
    embeds: Vec<Embed>,
    pub(crate) players: Vec<Player>,
    posts: Vec<Quirk>,
    pub(crate) post_addresses: Vec<Quirk>,
    pub(crate) buttons: Vec<Quirk>,
    pub(crate) faces: Vec<Face>,
    pub(crate) author_metas: Vec<Quirk>,
    pub(crate) symbol_attributes: Vec<Quirk>,
    pub(crate) market_codes: Vec<MarketCode>,
    pub(crate) own_codes: Vec<Quirk>,
    pub(crate) index_codes: Vec<IndexCode>,
}

/// A name and nothing more.
#[derive(Deserialize)]
pub(crate) struct Quirk {
    pub(crate) is: String,
}

/// A service by a domain or by a label of hosts.
#[derive(Deserialize)]
struct Embed {
    host: Option<String>,
    label: Option<String>,
    name: String,
}

#[derive(Deserialize)]
pub(crate) struct Player {
    pub(crate) element: String,
    pub(crate) begins: String,
}

#[derive(Deserialize)]
pub(crate) struct Face {
    pub(crate) host: String,
    pub(crate) path: String,
}

#[derive(Deserialize)]
pub(crate) struct MarketCode {
    pub(crate) prefix: String,
    pub(crate) mic: String,
}

#[derive(Deserialize)]
pub(crate) struct IndexCode {
    pub(crate) code: String,
    pub(crate) index: String,
}

const FILE: &str = include_str!("../assets/quirks.toml");

static QUIRKS: LazyLock<Quirks> =
    LazyLock::new(|| toml::from_str(FILE).expect("a test reads the table"));

/// The table, read when it is asked for first.
pub(crate) fn quirks() -> &'static Quirks {
    &QUIRKS
}

impl Quirks {
    /// The service that plays what a host shows in a frame.
    pub(crate) fn service(&self, host: &str) -> Option<&str> {
        let is_of = |embed: &&Embed| {
            let domain = embed.host.as_deref();
            let label = embed.label.as_deref();
            domain.is_some_and(|domain| is_under(host, domain))
                || label.is_some_and(|label| host.split('.').any(|own| own == label))
        };
        let found = self.embeds.iter().find(is_of);
        found.map(|embed| embed.name.as_str())
    }

    /// Whether a class is that of a network's post.
    pub(crate) fn is_post(&self, class: &str) -> bool {
        self.posts.iter().any(|post| post.is == class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_why() {
        let lists: toml::Table = toml::from_str(FILE).expect("a table");
        for (list, lines) in lists {
            let lines = lines.as_array().expect("a list");
            assert!(!lines.is_empty(), "{list}");
            for line in lines {
                let why = line.get("why").and_then(toml::Value::as_str);
                assert!(why.is_some_and(|why| !why.is_empty()), "{list}: {line}");
            }
        }
    }

    #[test]
    fn services_are_known_by_the_labels_of_a_host() {
        for (host, name) in [
            ("x.com", Some("X")),
            ("platform.x.com", Some("X")),
            ("dropbox.com", None),
            ("x.com.example", None),
            ("t.me", Some("Telegram")),
            ("about.me", None),
            ("players.brightcove.net", Some("Brightcove")),
            ("brightcovery.example", None),
            ("embed.podcasts.apple.com", Some("Podcast")),
            ("oldvk.com", None),
            ("book.ru", None),
        ] {
            assert_eq!(quirks().service(host), name, "{host}");
        }
        assert!(quirks().embeds.iter().all(|embed| {
            let host = embed.host.as_deref();
            host.is_some_and(|host| host.contains('.')) != embed.label.is_some()
        }));
    }
}
