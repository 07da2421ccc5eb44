//! The tables of the file.

/// The table a key stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Section {
    /// Before any table.
    Top,
    /// `[fetch]`
    Fetch,
    /// `[reader]`
    Reader,
    /// `[ticker]`
    Ticker,
    /// `[[ticker.group]]`
    Group,
    /// `[providers]`
    Providers,
    /// `[providers.yahoo]`
    Yahoo,
    /// `[providers.binance]`
    Binance,
    /// `[providers.kraken]`
    Kraken,
    /// `[providers.coinbase]`
    Coinbase,
    /// `[providers.ecb]`
    Ecb,
    /// `[[provider]]`
    Provider,
    /// `[[feed]]`
    Feed,
}

impl Section {
    /// The sections in the order of the example file.
    pub(crate) const ALL: [Self; 13] = [
        Self::Top,
        Self::Fetch,
        Self::Reader,
        Self::Ticker,
        Self::Group,
        Self::Providers,
        Self::Yahoo,
        Self::Binance,
        Self::Kraken,
        Self::Coinbase,
        Self::Ecb,
        Self::Provider,
        Self::Feed,
    ];

    /// The path in the file; empty for the top.
    #[must_use]
    pub(crate) fn path(self) -> &'static [&'static str] {
        match self {
            Self::Top => &[],
            Self::Fetch => &["fetch"],
            Self::Reader => &["reader"],
            Self::Ticker => &["ticker"],
            Self::Group => &["ticker", "group"],
            Self::Providers => &["providers"],
            Self::Yahoo => &["providers", "yahoo"],
            Self::Binance => &["providers", "binance"],
            Self::Kraken => &["providers", "kraken"],
            Self::Coinbase => &["providers", "coinbase"],
            Self::Ecb => &["providers", "ecb"],
            Self::Provider => &["provider"],
            Self::Feed => &["feed"],
        }
    }

    /// Whether it is written with double brackets and may stand many times.
    #[must_use]
    pub(crate) fn is_repeated(self) -> bool {
        matches!(self, Self::Group | Self::Provider | Self::Feed)
    }

    /// What the section is for.
    #[must_use]
    pub(crate) fn doc(self) -> &'static str {
        match self {
            Self::Top => "",
            Self::Fetch => "How downloads are made.",
            Self::Reader => "How the reader looks and behaves.",
            Self::Ticker => "The ticker beside the headlines.",
            Self::Group => {
                "A watchlist of the ticker; as many as you like. Its symbols may also be ISINs, \"EUR/USD\", \
                 \"BA:US\", \"AI:EPA\" or \"index:CAC40\"."
            }
            Self::Providers => {
                "Who is asked for prices of each kind, the first choice first; [] for nobody."
            }
            Self::Yahoo => "Quotes by Yahoo's chart service, which is unofficial.",
            Self::Binance => "Crypto currencies by Binance's host for public market data.",
            Self::Kraken => "Crypto currencies by Kraken.",
            Self::Coinbase => "Crypto currencies by Coinbase.",
            Self::Ecb => "Currencies by the European Central Bank, a fixing each working day.",
            Self::Provider => {
                "A provider of prices of your own; a watchlist asks it alone by \"id:CODE\"."
            }
            Self::Feed => {
                "A source; one table for each. Only `url` is required, the rest is found out."
            }
        }
    }
}
