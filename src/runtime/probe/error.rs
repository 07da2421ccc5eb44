//! Why an address cannot be a source.

/// Why an address cannot be a source.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// Not an address at all.
    #[error("\"{0}\" is not a web address; expected something like https://example.org/news")]
    NotAnAddress(String),
    /// A command or a file: only the user's own hand makes it a source.
    #[error("\"{0}\" is no web address; write it into the configuration by hand: url = \"{0}\"")]
    OnThisMachine(String),
    /// It could not be downloaded.
    #[error("{url}: {reason}")]
    Unreachable {
        /// What was asked.
        url: String,
        /// The cause, in words.
        reason: String,
        /// Why nothing there speaks https, in a few words.
        no_https: Option<String>,
    },
    /// It has no headlines.
    #[error("{url}: {reason}")]
    NoHeadlines {
        /// What was asked.
        url: String,
        /// The cause, in words.
        reason: String,
    },
}

impl ProbeError {
    /// The cause, without the address.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Unreachable { reason, .. } | Self::NoHeadlines { reason, .. } => reason.clone(),
            other => other.to_string(),
        }
    }
}
