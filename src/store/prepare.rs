//! What is to be written of a downloaded feed. It is found out before the transaction begins, so
//! that the lock is held for the writing alone, and its texts are read on no thread of the
//! database.

use std::collections::HashSet;
use std::sync::OnceLock;

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use super::columns::to_stored;
use super::family::{self, Known};
use super::{articles, search};
use crate::hash::Fnv;
use crate::ingest::enclosure;
use crate::ingest::identity::shared::{Family, Member};
use crate::ingest::prepared::{EntryTexts, searched, searched_text};
use crate::model::{Entry, SourceId};

/// A date further ahead than any zone error (UTC+14 and UTC-12 are 26 h apart) is a mistake, and
/// would hold its entry at the top of every list for ever: the time of arrival counts instead.
const LATEST: SignedDuration = SignedDuration::from_hours(26);

/// What is to be written of a download.
#[derive(Debug, Default)]
pub(super) struct Work {
    pub changes: Vec<EntryChange>,
    /// Pruned headlines that the feed still shows.
    pub pruned: HashSet<i64>,
}

impl Work {
    /// Reads the texts of all that is to be written.
    pub(super) fn prepare(&self, families: &[Family]) {
        for change in &self.changes {
            change.prepared(&change.member(families).entry);
        }
    }
}

/// An entry that is new or says something else.
#[derive(Debug)]
pub(super) struct EntryChange {
    /// Of its family, and of it in the family.
    pub at: (usize, usize),
    pub hash: i64,
    /// What the headline has beside the entry, if there is one.
    beside: Option<Beside>,
    prepared: OnceLock<Prepared>,
}

/// What of a stored headline is searched beside what its entry says now.
#[derive(Debug)]
struct Beside {
    id: i64,
    summary: String,
    body: Option<String>,
    article: Option<String>,
    saved_at: Option<i64>,
}

/// What takes time, done.
#[derive(Debug)]
pub(super) struct Prepared {
    pub texts: EntryTexts,
    /// For the index.
    pub words: String,
}

impl EntryChange {
    pub(super) fn new(hash: i64, at: (usize, usize)) -> Self {
        Self {
            at,
            hash,
            beside: None,
            prepared: OnceLock::new(),
        }
    }

    pub(super) fn member<'a>(&self, families: &'a [Family]) -> &'a Member {
        &families[self.at.0].members[self.at.1]
    }

    pub(super) fn prepared(&self, entry: &Entry) -> &Prepared {
        self.prepared.get_or_init(|| {
            let texts = EntryTexts::of(entry);
            let words = match &self.beside {
                Some(beside) => beside.words(entry, &texts),
                None => search::indexed(&[&texts.title, &texts.summary, &searched_text(entry)]),
            };
            Prepared { texts, words }
        })
    }

    /// Whether the words are those of a headline as it is now.
    pub(super) fn is_of(&self, sql: &Connection, id: i64) -> rusqlite::Result<bool> {
        let Some(beside) = self.beside.as_ref().filter(|beside| beside.id == id) else {
            return Ok(false);
        };
        Ok(articles::saved_at(sql, id)? == beside.saved_at)
    }
}

impl Beside {
    fn read(sql: &Connection, id: i64) -> rusqlite::Result<Self> {
        sql.prepare_cached(
            "SELECT summary, html, json, saved_at FROM headline LEFT JOIN body USING (id) \
             LEFT JOIN article USING (id) WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Self {
                id,
                summary: row.get(0)?,
                body: row.get(1)?,
                article: row.get(2)?,
                saved_at: row.get(3)?,
            })
        })
    }

    /// An entry without a text leaves the stored one as it is.
    fn words(&self, entry: &Entry, texts: &EntryTexts) -> String {
        let body = texts.body(entry).or(self.body.as_deref()).map(searched);
        search::indexed(&[
            &texts.title,
            if texts.summary.is_empty() {
                &self.summary
            } else {
                &texts.summary
            },
            &articles::text_of_json(self.article.as_deref()),
            body.as_deref().unwrap_or_default(),
        ])
    }
}

/// The hash of all that is stored of an entry. Its dates are not part: the first one is kept.
pub(super) fn hash(entry: &Entry) -> i64 {
    let files = enclosure::paragraphs(&entry.enclosures);
    let said = Fnv::default()
        .field(Some(&entry.title))
        .field(entry.link.as_deref())
        .field(entry.author.as_deref())
        .field(entry.summary_html.as_deref())
        .field(entry.content_html.as_deref());
    match files.is_empty() {
        true => said.0.cast_signed(),
        false => said.field(Some(&files)).0.cast_signed(),
    }
}

/// The entries that are new or say something else.
pub(super) fn plan(
    sql: &Connection,
    source: SourceId,
    families: &[Family],
) -> rusqlite::Result<Work> {
    let mut work = Work::default();
    for (family_at, family) in families.iter().enumerate() {
        let found = family::find(sql, source, family)?;
        for (at, (member, found)) in family.members.iter().zip(found).enumerate() {
            if let Known::Pruned { id, .. } = found.known {
                work.pruned.insert(id);
            }
            let hash = hash(&member.entry);
            if found.says(hash) {
                continue;
            }
            let mut change = EntryChange::new(hash, (family_at, at));
            if let Known::Headline { id, .. } = found.known {
                change.beside = Some(Beside::read(sql, id)?);
            }
            work.changes.push(change);
        }
    }
    Ok(work)
}

/// The stated time, else that of arrival, which falls with the place in the feed.
pub(super) fn published(member: &Member, now: Timestamp) -> i64 {
    let latest = now.saturating_add(LATEST).unwrap_or(Timestamp::MAX);
    let stated = member.entry.published.or(member.entry.updated);
    match stated.filter(|stated| *stated <= latest) {
        Some(stated) => to_stored(stated),
        None => to_stored(now) - i64::try_from(member.place).unwrap_or(0) * 1_000_000,
    }
}
