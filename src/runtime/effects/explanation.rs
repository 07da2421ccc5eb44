//! What the core asks of stored pages: the whole of one, its explanation, a rule for its site.

use std::sync::Arc;

use super::World;
use super::health::not_undone;
use crate::app::{Answer, Event, RequestId};
use crate::model::HeadlineId;
use crate::runtime::reading::ReadingError;
use crate::runtime::reextract::RuleChange;

impl World {
    /// Everything that the page of a headline shows.
    pub(super) fn load_whole(&self, request: RequestId, id: HeadlineId) {
        let (fetcher, sender) = (self.fetcher.clone(), self.sender.clone());
        tokio::spawn(async move {
            let whole = fetcher.whole(id).await.map(Arc::new);
            let answer = Answer::Whole(whole.map_err(|error| error.to_string()));
            drop(sender.send(Event::Answer(request, answer)));
        });
    }

    /// The explanation of the page of a headline.
    pub(super) fn explain(&self, request: RequestId, id: HeadlineId) {
        let (fetcher, sender) = (self.fetcher.clone(), self.sender.clone());
        tokio::spawn(async move {
            let explanation = fetcher.explanation(id).await.map(Arc::new);
            let answer = Answer::Explained(id, explanation.map_err(|error| error.to_string()));
            drop(sender.send(Event::Answer(request, answer)));
        });
    }

    /// Writes a rule, or takes one back.
    pub(super) fn change_rule(&self, request: RequestId, id: HeadlineId, change: RuleChange) {
        let (fetcher, sender) = (self.fetcher.clone(), self.sender.clone());
        tokio::spawn(async move {
            let answer = match fetcher.change_rule(id, change).await {
                Err(ReadingError::Rules(error)) if error.is_final() => {
                    Answer::SourceChanged(Ok(not_undone(&error)))
                }
                outcome => {
                    let outcome = outcome.map(Box::new);
                    Answer::RuleTried(outcome.map_err(|error| error.to_string()))
                }
            };
            drop(sender.send(Event::Answer(request, answer)));
        });
    }
}
