//! What a script's store and configuration hold: sources, what they show, and what the user or
//! another program did with it.

use newswire::app::config_change::{FileUndo, Follow, SourceChange, SourceOutcome};
use newswire::app::event::RefreshProgress;
use newswire::app::{Answer, Event};
use newswire::model::{
    Article, Change, Entry, FetchState, FileChange, Headline, HeadlineId, ParsedFeed, Query,
    ReadingPlace, Source, SourceSpec,
};
use newswire::store::Arrival;

use super::{NOON, Script, at};

/// A source by its number.
pub fn spec(number: i64) -> SourceSpec {
    SourceSpec {
        url: format!("https://example.org/feed{number}"),
        name: Some(format!("Source {number}")),
        groups: vec!["news".to_owned()],
        ..SourceSpec::default()
    }
}

/// A headline by its number: the first one is the newest.
pub fn entry(number: i64) -> Entry {
    let paragraph = |letter| format!("<p>Feed text of {number}, paragraph {letter}.</p>");
    Entry {
        id: format!("tag:example.org,2026:{number}"),
        title: format!("Headline {number}"),
        link: Some(format!("https://example.org/{number}")),
        published: Some(at(NOON - number * 600)),
        summary_html: Some(format!("Teaser of {number}")),
        // Letters, so that a search for a number finds titles.
        content_html: Some(('a'..='z').map(paragraph).collect()),
        ..Entry::default()
    }
}

/// The same, with its source: the second one for odd numbers.
pub fn shown(number: i64) -> (usize, Entry) {
    (usize::try_from(number % 2).unwrap(), entry(number))
}

impl Script {
    /// Makes these the sources of the configuration.
    pub fn configure(&mut self, specs: Vec<SourceSpec>) {
        self.store.set_sources(&specs).unwrap();
        self.specs = specs;
    }

    /// Sources show more entries, each told by its source; how many headlines are new by that.
    pub fn download(&mut self, entries: Vec<(usize, Entry)>) -> usize {
        let new = self.store_entries(&entries);
        self.entries.extend(entries);
        new
    }

    /// A source says something else of a headline than before.
    pub fn correct(&mut self, id: i64, change: impl FnOnce(&mut Entry)) {
        let (source, mut entry) = self.entries[usize::try_from(id - 1).unwrap()].clone();
        change(&mut entry);
        let corrected = (source, entry);
        assert_eq!(self.store_entries(std::slice::from_ref(&corrected)), 0);
        self.entries[usize::try_from(id - 1).unwrap()] = corrected;
    }

    /// Each is a download of its own, so that they are stored in this order.
    fn store_entries(&mut self, entries: &[(usize, Entry)]) -> usize {
        let states = self.store.fetch_states().unwrap();
        let arrivals = entries.iter().map(|(source, entry)| {
            let (id, _, state) = &states[*source];
            let feed = ParsedFeed {
                entries: vec![entry.clone()],
                ..ParsedFeed::default()
            };
            Arrival {
                source: *id,
                feed: Some(feed.into()),
                state: state.clone(),
            }
        });
        let changes = arrivals.map(|arrival| self.store.apply(&arrival, self.now).unwrap());
        changes.map(|one| one.new.len()).sum()
    }

    /// Titles in several scripts for the first headlines, some read.
    pub fn many_scripts(&mut self) {
        let titles = [
            "Harbour rail link opens two years early",
            "Les taux restent inchangés, la banque centrale attend l'été",
            "日本の小さな港町に新しい鉄道が開通、通勤は半分の時間に",
            "افتتاح خط السكة الحديدية في الميناء قبل موعده بعامين",
            "Neue Fähre nach Norvik: täglich drei Fahrten, auch im Winter und bei Sturm, sagt die Reederei",
            "👩\u{200d}🔬 Lab notes: what the e\u{301}tude showed",
        ];
        let count = i64::try_from(self.entries.len()).unwrap();
        for (id, title) in (1..=count).zip(titles) {
            self.correct(id, |entry| entry.title = title.to_owned());
            if id % 3 == 0 {
                self.set_read(&[id], true);
            }
        }
        self.reload();
    }

    /// The rows in sight are read from the store again.
    pub fn reload(&mut self) {
        self.model.list.questions.rows_stale = true;
        self.event(Event::Deadline);
    }

    /// A refresh brings so many headlines, each newer than all before.
    pub fn arrive(&mut self, count: usize) -> &mut Self {
        let first = i64::try_from(self.entries.len()).unwrap() + 1;
        let numbers = (first..).take(count);
        let entries = numbers.map(|number| {
            let (source, mut entry) = shown(number);
            entry.published = Some(at(NOON + number));
            (source, entry)
        });
        let new = self.download(entries.collect());
        self.tell_new(new)
    }

    /// A refresh tells of so many new headlines.
    pub fn tell_new(&mut self, new_headlines: usize) -> &mut Self {
        self.event(Event::Refresh(RefreshProgress::Source {
            new_headlines,
            failure: None,
        }))
    }

    /// Marks headlines, as another program does.
    pub fn set_read(&mut self, ids: &[i64], on: bool) {
        let ids: Vec<HeadlineId> = ids.iter().copied().map(HeadlineId).collect();
        let change = Change::read(&ids, on);
        self.store.change(&change, self.now).unwrap();
    }

    /// Keeps a headline, as another program does.
    pub fn keep(&mut self, id: i64) {
        let id = HeadlineId(id);
        let change = Change::Favourite { id, on: true };
        self.store.change(&change, self.now).unwrap();
    }

    /// Stores a clean article, as another task or program does.
    pub fn save_article(&mut self, id: i64, article: &Article) {
        let saved = self.store.save_article(HeadlineId(id), article, self.now);
        saved.unwrap();
    }

    /// Stores a reading place.
    pub fn save_place(&mut self, id: i64, place: &ReadingPlace) {
        let (id, place) = (HeadlineId(id), place.clone());
        let change = Change::Place { id, place };
        self.store.change(&change, self.now).unwrap();
    }

    /// The stored reading place.
    pub fn place(&self, id: i64) -> Option<ReadingPlace> {
        self.store.place(HeadlineId(id)).unwrap()
    }

    /// A headline as it is stored.
    pub fn row(&self, id: i64) -> Headline {
        self.store.headline(HeadlineId(id)).unwrap().unwrap()
    }

    /// All headlines of the configured sources, newest first.
    pub fn rows(&self) -> Vec<Headline> {
        let ids = self.store.ids(&Query::default()).unwrap();
        self.store.rows(&ids).unwrap()
    }

    /// The titles in the list.
    pub fn titles(&self) -> Vec<String> {
        let rows = self.store.rows(self.model.list.ids()).unwrap();
        rows.into_iter().map(|row| row.title).collect()
    }

    /// The sources as they are stored.
    pub fn sources(&self) -> Vec<Source> {
        self.store.sources().unwrap()
    }

    /// A download leaves this behind at the source in this place.
    pub fn set_state(&mut self, place: usize, change: impl FnOnce(&mut FetchState)) {
        let id = self.sources()[place].id;
        let states = self.store.fetch_states().unwrap();
        let state = states.into_iter().find(|(source, ..)| *source == id);
        let (_, _, mut state) = state.unwrap();
        change(&mut state);
        let arrival = Arrival {
            source: id,
            feed: None,
            state,
        };
        self.store.apply(&arrival, self.now).unwrap();
    }

    /// Changes a source of the configuration, and the store as the program does.
    pub(super) fn change_source(&mut self, change: SourceChange) -> SourceOutcome {
        let place = |specs: &[SourceSpec], url: &str| {
            let mut places = specs.iter();
            places.position(|spec| spec.url == url).unwrap()
        };
        let mut specs = self.specs.clone();
        let (follow, undone) = match change {
            SourceChange::Pause { url, paused } => {
                let at = place(&specs, &url);
                specs[at].paused = paused;
                (Follow::Sources, "paused or not")
            }
            SourceChange::Move { from, to } => {
                let at = place(&specs, &from);
                specs[at].url.clone_from(&to);
                self.store.rename_source(&from, &to).unwrap();
                (Follow::Renamed { from, to }, "the old address again")
            }
            SourceChange::Remove { url } => {
                specs.remove(place(&specs, &url));
                (Follow::Sources, "the source is back")
            }
        };
        self.write(specs, follow, "changed", undone)
    }

    /// Writes the configuration; its text is the number of the change here.
    pub(super) fn write(
        &mut self,
        specs: Vec<SourceSpec>,
        follow: Follow,
        message: &str,
        undone: &str,
    ) -> SourceOutcome {
        self.written.push(self.specs.clone());
        self.configure(specs);
        SourceOutcome {
            undo: Some(FileUndo {
                change: FileChange {
                    old: None,
                    new: self.written.len().to_string(),
                },
                follow,
                message: format!("undone: {undone}"),
            }),
            message: message.to_owned(),
            is_failure: false,
        }
    }

    /// Takes a change back, which must be the newest.
    pub(super) fn undo(&mut self, undo: FileUndo) -> Answer {
        if let Follow::Pages(id) = undo.follow {
            return self.judge(id, None);
        }
        assert_eq!(undo.change.new, self.written.len().to_string());
        if let Follow::Renamed { from, to } = undo.follow {
            self.store.rename_source(&to, &from).unwrap();
        }
        let specs = self.written.pop().unwrap();
        self.configure(specs);
        Answer::SourceChanged(Ok(SourceOutcome {
            message: undo.message,
            ..SourceOutcome::default()
        }))
    }
}
