//! What the screen keeps from one run to the next: what is shown, where the cursor is, and what
//! the user chose about the panes.
//!
//! Each value stands for itself. One that another version wrote in a form of its own, or that was
//! damaged, is as if it had never been kept, and the others are not lost with it.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::ids::HeadlineId;
use super::query::Query;

/// The state of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// What the list shows.
    #[serde(deserialize_with = "lenient")]
    pub view: Query,
    /// The selected headline; `None` while the list follows the newest one.
    #[serde(deserialize_with = "lenient")]
    pub cursor: Option<HeadlineId>,
    /// The view that is searched, if the view is a search.
    #[serde(deserialize_with = "lenient")]
    pub searched: Option<Searched>,
    /// The headline that is being read.
    #[serde(deserialize_with = "lenient")]
    pub article: Option<HeadlineId>,
    /// Whether the sidebar is shown where there is room beside the list, if the user chose.
    #[serde(deserialize_with = "lenient")]
    pub sidebar: Option<bool>,
    /// The groups of the sidebar that are folded; `None` is that of the sources without a group.
    #[serde(deserialize_with = "lenient")]
    pub folded: BTreeSet<Option<String>>,
    /// Whether the ticker is shown.
    #[serde(deserialize_with = "lenient")]
    pub ticker: Option<Chosen<bool>>,
    /// The name of the arrangement of panes, if not the usual one.
    #[serde(deserialize_with = "lenient")]
    pub layout: Option<String>,
    /// A headline takes one line.
    #[serde(deserialize_with = "lenient")]
    pub compact: bool,
    /// Columns of the list, if the user chose them; so with the two below.
    #[serde(deserialize_with = "lenient")]
    pub list_width: Option<u16>,
    /// Columns of the sidebar.
    #[serde(deserialize_with = "lenient")]
    pub sidebar_width: Option<u16>,
    /// Most columns of the ticker.
    #[serde(deserialize_with = "lenient")]
    pub ticker_width: Option<Chosen<u16>>,
    /// How often each command was run by its name.
    #[serde(deserialize_with = "lenient")]
    pub command_uses: BTreeMap<String, u32>,
}

/// What the user chose in the reader against what the configuration said at that time. As soon as
/// the configuration says something else, that is what he chose last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen<T> {
    value: T,
    configured: T,
}

impl<T: Copy + PartialEq> Chosen<T> {
    /// A choice, unless it is what the configuration says.
    #[must_use]
    pub fn against(configured: T, value: T) -> Option<Self> {
        (value != configured).then_some(Self { value, configured })
    }

    /// What holds now that the configuration says this.
    #[must_use]
    pub fn or(choice: Option<Self>, configured: T) -> T {
        let choice = choice.filter(|choice| choice.configured == configured);
        choice.map_or(configured, |choice| choice.value)
    }
}

/// The view that is searched, as it was left.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Searched {
    /// What it shows.
    pub view: Query,
    /// The selected headline; `None` where it follows the newest one.
    pub cursor: Option<HeadlineId>,
}

/// A value in a form that is not known is the one that nobody kept.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(
    from: D,
) -> Result<T, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Scope, SourceId};

    #[test]
    fn what_is_kept_comes_back() {
        let kept = Kept {
            view: Query {
                scope: Scope::Group("world \"news\"".to_owned()),
                unread: true,
                ..Query::default()
            },
            cursor: Some(HeadlineId(7)),
            searched: Some(Searched {
                view: Query::default(),
                cursor: Some(HeadlineId(3)),
            }),
            article: Some(HeadlineId(7)),
            sidebar: Some(true),
            folded: BTreeSet::from([None, Some("finance".to_owned())]),
            ticker: Chosen::against(true, false),
            layout: Some("rows".to_owned()),
            compact: true,
            list_width: Some(52),
            sidebar_width: None,
            ticker_width: Chosen::against(40, 30),
            command_uses: BTreeMap::from([("refresh".to_owned(), 3)]),
        };
        let json = serde_json::to_string(&kept).expect("JSON");
        assert_eq!(serde_json::from_str::<Kept>(&json).expect(&json), kept);
    }

    #[test]
    fn a_choice_holds_until_the_configuration_changes() {
        let choice = Chosen::against(40, 30);
        assert_eq!(Chosen::or(choice, 40), 30);
        assert_eq!(Chosen::or(choice, 36), 36);
        assert_eq!(Chosen::or(None, 36), 36);
        assert_eq!(Chosen::against(40, 40), None);
    }

    #[test]
    fn one_value_that_is_not_known_takes_no_other_with_it() {
        let json = r#"{"view": {"scope": {"Moon": 1}}, "cursor": "seven", "folded": [3],
            "sidebar": true, "ticker": null, "list_width": 70000, "sidebar_width": 32, "ticker_width": 30,
            "command_uses": {"refresh": -1}, "from_another_version": [1, 2]}"#;
        let kept: Kept = serde_json::from_str(json).expect("lenient");
        let expected = Kept {
            sidebar: Some(true),
            sidebar_width: Some(32),
            ..Kept::default()
        };
        assert_eq!(kept, expected);
        let view =
            r#"{"view": {"scope": {"Source": 3}, "unread": true, "search": null, "limit": null}}"#;
        let kept: Kept = serde_json::from_str(view).expect("lenient");
        assert_eq!(kept.view.scope, Scope::Source(SourceId(3)));
    }
}
