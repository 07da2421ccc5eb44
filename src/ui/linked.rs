//! The text of a cell with a hyperlink around it.

/// The text of a cell without the hyperlink around it.
pub(super) struct Linked<'a> {
    open: &'a str,
    /// What is seen.
    pub text: &'a str,
    close: &'a str,
}

/// The beginning of a hyperlink (OSC 8) and the end of the sequences around it.
const LINK: &str = "\u{1b}]8;";
const END: &str = "\u{1b}\\";

impl<'a> Linked<'a> {
    /// Takes apart what [`Linked::wrap`] put together.
    pub(super) fn of(symbol: &'a str) -> Self {
        let linked = symbol.starts_with(LINK).then(|| {
            let begin = symbol.find(END)? + END.len();
            let end = symbol.rfind(LINK).filter(|end| *end >= begin)?;
            Some(Self {
                open: &symbol[..begin],
                text: &symbol[begin..end],
                close: &symbol[end..],
            })
        });
        linked.flatten().unwrap_or(Self {
            open: "",
            text: symbol,
            close: "",
        })
    }

    /// One self-contained sequence: a link that is opened in one cell and closed in another breaks
    /// as soon as only a part of it is redrawn. The address must be printable ASCII.
    pub(super) fn wrap(text: &str, number: u16, address: &str) -> String {
        format!("{LINK}id=n{number};{address}{END}{text}{LINK};{END}")
    }

    /// The same link around another text.
    pub(super) fn with(&self, text: &str) -> String {
        format!("{}{text}{}", self.open, self.close)
    }
}
