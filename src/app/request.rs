//! Questions and their answers: numbers tie the one to the other, and only the newest question
//! of a kind is awaited.

/// Ties an answer to the question. 0 is no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RequestId(pub u64);

/// Gives questions their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requests {
    last: u64,
}

impl Requests {
    /// A new number.
    pub fn number(&mut self) -> RequestId {
        self.last += 1;
        RequestId(self.last)
    }
}

/// The newest question of its kind; answers to older ones are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Newest(RequestId);

impl Newest {
    /// Asks anew: what was asked before is not awaited any more.
    pub fn ask(&mut self, requests: &mut Requests) -> RequestId {
        self.0 = requests.number();
        self.0
    }

    /// Whether an answer is to this question.
    #[must_use]
    pub fn is(self, request: RequestId) -> bool {
        self.0 == request && self.0 != RequestId::default()
    }

    /// Takes an answer: whether it was awaited. Then nothing is awaited any more.
    pub fn take(&mut self, request: RequestId) -> bool {
        let is_awaited = self.is(request);
        if is_awaited {
            *self = Self::default();
        }
        is_awaited
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_question_takes_an_answer_and_only_once() {
        let (mut requests, mut newest) = (Requests::default(), Newest::default());
        assert!(!newest.take(RequestId::default()));
        let first = newest.ask(&mut requests);
        let second = newest.ask(&mut requests);
        assert!(!newest.take(first));
        assert!(newest.is(second));
        assert!(newest.take(second));
        assert!(!newest.take(second));
    }
}
