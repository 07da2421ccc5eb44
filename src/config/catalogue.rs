//! Starter sources for a first start: real public feeds by topic and language.

use serde::Deserialize;

use crate::model::{SourceSpec, Starter};

const CATALOGUE: &str = include_str!("../../assets/sources.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    source: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    url: String,
    topic: String,
    lang: String,
}

/// The catalogue, sorted by topic and name.
#[must_use]
pub(crate) fn starters() -> Vec<Starter> {
    let file: File = toml::from_str(CATALOGUE).expect("a test reads the built-in catalogue");
    let mut starters: Vec<Starter> = file
        .source
        .into_iter()
        .map(|row| Starter {
            spec: SourceSpec {
                url: row.url,
                name: Some(row.name),
                groups: vec![row.topic.clone()],
                ..SourceSpec::default()
            },
            topic: row.topic,
            lang: row.lang,
        })
        .collect();
    starters.sort_by(|a, b| (&a.topic, &a.spec.name).cmp(&(&b.topic, &b.spec.name)));
    starters
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_catalogue_is_sound() {
        let starters = starters();
        assert!(starters.len() >= 30);
        let urls: HashSet<_> = starters
            .iter()
            .map(|starter| starter.spec.url.clone())
            .collect();
        assert_eq!(urls.len(), starters.len());
        assert!(urls.iter().all(|url| url.starts_with("https://")));
        let languages: HashSet<_> = starters
            .iter()
            .map(|starter| starter.lang.clone())
            .collect();
        assert!(languages.len() >= 6);
    }
}
