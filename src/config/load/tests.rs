//! What is said of mistakes in the file, and what holds beside them.

use super::*;
use crate::model::InstrumentKind;

/// A few of the names that are handed in.
const COMMANDS: [&str; 3] = ["favourite", "down", "next-unread"];

fn parsed(text: &str) -> (Config, Vec<Problem>) {
    parse("c.toml", text, &COMMANDS)
}

fn problems(text: &str) -> Vec<String> {
    parsed(text).1.iter().map(ToString::to_string).collect()
}

#[test]
fn all_mistakes_are_found_and_the_rest_holds() {
    let text = "every = 3\nkep = \"1d\"\n[[feed]]\nurl = \"https://a.example/\"\nnmae = \"A\"\n\
                [[feed]]\nurl = \"ftp://a.example/\"\n[reader]\ntheme = \"drak\"\nmouse = false\n";
    let (config, problems) = parsed(text);
    assert_eq!(problems.len(), 5);
    assert_eq!(config.sources.len(), 1);
    assert!(!config.reader.mouse);
    assert_eq!(config.every_seconds, 3_600);
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        shown
            .iter()
            .any(|problem| problem.contains("did you mean `name`?"))
    );
    assert!(
        shown
            .iter()
            .any(|problem| problem.contains("did you mean `dark`?"))
    );
}

#[test]
fn what_is_too_short_is_named_and_costs_nothing() {
    let short = "every = \"0s\"\nkeep = \"12h\"\n[fetch]\ntimeout = \"0s\"\n\
                 [[feed]]\nurl = \"https://a.example/\"\nevery = \"59s\"\n";
    let (config, problems) = parsed(short);
    let messages: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`every`: \"0s\" is too short: write 1m or more",
            "`keep`: \"12h\" is too short: write 1d or more",
            "`timeout`: \"0s\" is too short: write 1s or more",
            "`every`: \"59s\" is too short: write 1m or more",
        ]
    );
    assert_eq!(config.every_seconds, 3_600);
    assert_eq!(config.fetch.timeout.as_secs(), 20);
    for wrong in [
        short,
        "keep = \"365\"\n",
        "kep = \"365d\"\n",
        "keep = = 1\n",
    ] {
        assert_eq!(parsed(wrong).0.keep_days, FOR_EVER, "{wrong}");
    }
    let other = "keep = \"30d\"\n[reader]\ntheme = \"drak\"\n";
    assert_eq!(parsed(other).0.keep_days, 30);
    assert_eq!(parsed("").0.keep_days, 90);
}

#[test]
fn feeds_is_feed() {
    let shown = problems("[[feeds]]\nurl = \"https://a.example/\"\n");
    assert!(shown[0].contains("unknown key `feeds`") && shown[0].contains("did you mean `feed`?"));
    assert!(shown[0].contains("c.toml:1:3"));
}

#[test]
fn keys_are_checked_against_the_command_table() {
    let text =
        "[keys]\n\"x\" = \"favorite\"\n\"hyper-y\" = \"down\"\n\"z\" = 3\n\"q\" = \"none\"\n";
    let (config, problems) = parsed(text);
    assert_eq!(config.keys.len(), 1);
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [2, 3, 4]);
    assert_eq!(problems[0].suggestion.as_deref(), Some("favourite"));
}

#[test]
fn a_feed_without_address_is_named_beside_its_other_mistakes() {
    let (config, problems) = parsed("[[feed]]\nurll = \"https://a.example/\"\n");
    assert!(config.sources.is_empty());
    assert_eq!(problems.len(), 2);
    assert_eq!(problems[1].suggestion.as_deref(), Some("url"));
}

#[test]
fn a_broken_line_does_not_hide_the_others() {
    let (config, problems) = parsed("every = = 1\n[[feed]]\nurl = \"https://a.example/\"\n");
    assert!(!problems.is_empty());
    assert_eq!(config.sources.len(), 1);
}

#[test]
fn bad_selectors_and_addresses_are_named() {
    let shown = problems(
        "[[feed]]\nurl = \"a.example/news\"\n[[feed]]\nurl = \"https://b.example/\"\nitems = \"div[[\"\n",
    );
    assert!(
        shown
            .iter()
            .any(|problem| problem.contains("https://a.example/news"))
    );
    assert!(
        shown
            .iter()
            .any(|problem| problem.contains("not a CSS selector"))
    );
}

#[test]
fn a_provider_of_ones_own_is_read_whole() {
    let text = "[[provider]]\nid = \"my-api\"\nkind = \"json\"\nkinds = [\"equity\", \"currency_pair\"]\n\
        url = \"https://a.example/q?s={symbol}\"\nheaders = { Authorization = \"env:KEY\", X-A = \"command:pass a\" }\n\
        last = \"/last\"\ntime = \"/t\"\ntime_unit = \"ms\"\nfactor = 0.01\nmin_interval = \"5m\"\nper_minute = 3\n\
        [providers]\nequity = [\"yahoo\", \"my-api\"]\ncrypto = []\n[providers.kraken]\nenabled = false\n";
    let (config, problems) = parsed(text);
    assert!(problems.is_empty(), "{}", problems[0]);
    let own = &config.providers.own[0];
    let kinds = [InstrumentKind::Equity, InstrumentKind::CurrencyPair];
    assert_eq!(
        (own.id.as_str(), own.kinds.as_slice()),
        ("my-api", &kinds[..])
    );
    assert_eq!(
        own.headers[1],
        ("X-A".to_owned(), "command:pass a".to_owned())
    );
    assert_eq!(
        (own.factor, own.shortest_interval, own.per_minute),
        (0.01, 300, 3)
    );
    assert!(!config.providers.kraken.enabled && config.providers.binance.enabled);
    let order = &config.providers.order;
    assert_eq!(order[&InstrumentKind::Equity], ["yahoo", "my-api"]);
    assert!(order[&InstrumentKind::Crypto].is_empty());
    assert_eq!(order[&InstrumentKind::CurrencyPair], ["yahoo", "ecb"]);
}

/// The text, the line of its first mistake, what is said of it, and what was meant.
const MISTAKES: &[(&str, usize, &str, &str)] = &[
    (
        "[providers]\nequity = [\"yahu\"]\n",
        2,
        "\"yahu\" is not a provider",
        "yahoo",
    ),
    (
        "[providers]\nequty = []\n",
        2,
        "unknown key `equty` in [providers]",
        "equity",
    ),
    (
        "[providers.yaho]\nenabled = false\n",
        1,
        "unknown key `yaho` in [providers]",
        "yahoo",
    ),
    (
        "[providers.ecb]\nenable = false\n",
        2,
        "unknown key `enable` in [providers.ecb]",
        "enabled",
    ),
    (
        "[[provider]]\nid = \"a\"\nkind = \"json\"\nurl = \"https://a.example/{symbol}\"\nlast = \"data[0].last\"\n",
        5,
        "`last`: \"data[0].last\" is not a JSON Pointer",
        "/data/0/last",
    ),
    (
        "[[provider]]\nid = \"a\"\nkind = \"json\"\nurl = \"https://a.example/{symbol}\"\nlast = \"/l\"\nkinds = [\"equty\"]\n",
        6,
        "`kinds`: \"equty\" is not one of equity, index, fund, currency_pair, crypto, future, bond, unknown",
        "equity",
    ),
    (
        "[[provider]]\nid = \"a\"\nkind = \"jsn\"\nurl = \"https://a.example/{symbol}\"\nlast = \"/l\"\n",
        3,
        "`kind`: \"jsn\" is not one of json",
        "json",
    ),
    (
        "[[provider]]\nid = \"a\"\nkind = \"json\"\nurl = \"https://a.example/{symbl}\"\nlast = \"/l\"\n",
        4,
        "`url`: {symbl} is not one of {symbol}, {SYMBOL}, {isin}, {code}, {mic}, {currency}",
        "{symbol}",
    ),
    (
        "[[provider]]\nid = \"a\"\nkind = \"json\"\nurl = \"https://a.example/{symbol}\"\n",
        1,
        "this [[provider]] has no `last`",
        "",
    ),
];

#[test]
fn mistakes_of_providers_stand_at_their_line_with_what_was_meant() {
    for (text, line, message, meant) in MISTAKES {
        let (_, problems) = parsed(text);
        assert!(!problems.is_empty(), "{text}");
        let found = &problems[0];
        assert_eq!(
            (found.line, found.message.as_str()),
            (*line, *message),
            "{text}"
        );
        assert_eq!(
            found.suggestion.as_deref().unwrap_or_default(),
            *meant,
            "{text}"
        );
    }
    let good = "[[provider]]\nid = \"my-api\"\nkind = \"json\"\nurl = \"https://a.example/{symbol}\"\nlast = \"/last\"\n";
    let (config, problems) = parsed(&format!("{good}{good}"));
    assert_eq!(problems[0].line, 7);
    let message = "another [[provider]] is called \"my-api\" already";
    assert_eq!(problems[0].message, message);
    assert_eq!(config.providers.own.len(), 1, "the first one holds");
}

#[test]
fn a_key_in_a_header_is_not_shown_with_the_mistake_beside_it() {
    let text = "[[provider]]\nid = \"a\"\nkind = \"json\"\nurl = \"https://a.example/{symbol}\"\nlast = \"/l\"\n\
        headers = { Authorization = \"Bearer s\u{e9}cret\", X-B = 'secret' }\n";
    let shown = problems(text).join("\n");
    assert!(shown.contains("a header holds letters"), "{shown}");
    assert!(
        shown.contains("Authorization") && !shown.contains("cret\""),
        "{shown}"
    );
    assert!(!shown.contains("secret"), "{shown}");
    let (config, _) = parsed(&text.replace('\u{e9}', "e"));
    assert!(!format!("{config:?}").contains("secret"));
}

#[test]
fn a_name_of_blanks_only_is_none() {
    for blank in ["", "  ", "\u{3000}", "\t\u{200b} \u{feff}"] {
        let text = format!(
            "[[feed]]\nurl = \"https://a.example/\"\nname = \"{blank}\"\ngroup = \"{blank}\"\n\
             [[feed]]\nurl = \"https://b.example/\"\ngroup = [\"{blank}\", \" uk \"]\n\
             [[ticker.group]]\nname = \"{blank}\"\nsymbols = [\"{blank}\", \"AI.PA\"]\n"
        );
        let (config, problems) = parsed(&text);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(config.sources[0].name, None, "{blank:?}");
        assert!(config.sources[0].groups.is_empty(), "{blank:?}");
        assert_eq!(config.sources[1].groups, ["uk"]);
        assert_eq!(config.ticker.groups[0].symbols, ["AI.PA"]);
    }
}
