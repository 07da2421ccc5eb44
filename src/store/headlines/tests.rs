//! The headlines that name an instrument, as the ticker asks for them.

use crate::market::{mentions, notation};
use crate::model::{Entry, Query, Search};
use crate::store::testing::{apply, entry, store, titles};

/// An instrument: its entry in a watchlist, the provider's name for it, what is shown, headlines
/// that name it, and headlines that do not.
type Case = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const REPORTED: &[Case] = &[
    (
        "NET",
        "",
        "Cloudflare",
        &[
            "Cloudflare outage takes down half the web",
            "Why $NET jumped today",
            "Software names rally (NYSE: NET)",
            "Traders pile into NYSE:NET calls",
            "BRIEF-Results due Thursday for NET.N",
        ],
        &[
            "Net income doubles at the bank",
            "NET INCOME DOUBLES AT THE BANK",
            "Net-zero pledges under pressure",
            "Fishing net bans spread",
            "Profit before NET interest",
            ".NET 10 is out",
            "US$ net of fees",
        ],
    ),
    (
        "NET",
        "Cloudflare, Inc.",
        "Cloudflare",
        &["Cloudflare's sales beat estimates"],
        &["Operator's net income falls"],
    ),
    (
        "IBM",
        "International Business Machines Corporation",
        "IBM",
        &[
            "IBM buys a data company",
            "IBM's mainframe lives on",
            "IBMs Quantenrechner im Test",
            "Why International Business Machines is back",
        ],
        &[
            "International business travel recovers",
            "Machines of international business schools",
        ],
    ),
    (
        "MC.PA",
        "LVMH Moët Hennessy - Louis Vuitton, Société Européenne",
        "LVMH",
        &[
            "LVMH recule à la Bourse de Paris",
            "Louis Vuitton opens in Shanghai",
            "Moet Hennessy cuts jobs",
            "Luxury stocks slide (EPA: MC)",
        ],
        &[
            "Louis XIV's shoes",
            "The MC of the evening",
            "Hennessy wins the cup",
        ],
    ),
    (
        "META",
        "Meta Platforms, Inc.",
        "Meta Platforms",
        &[
            "Meta to build a data centre",
            "Facebook fined by regulators",
            "Meta-Aktie fällt deutlich",
            "Meta Platforms beats forecasts",
        ],
        &[
            "A meta study of diets",
            "Meta-analysis finds coffee harmless",
            "Metal prices rise",
            "The game is so meta",
        ],
    ),
    (
        "JPM",
        "JPMorgan Chase & Co.",
        "JPMorgan",
        &[
            "JPMorgan lifts its outlook",
            "JP Morgan hires bankers",
            "J.P. Morgan sees rates falling",
            "JPMorgan Chase profit jumps",
        ],
        &[
            "Morgan Stanley hires bankers",
            "Piers Morgan walks off",
            "Police chase in Leeds",
        ],
    ),
    (
        "7203.T",
        "Toyota Motor Corporation",
        "Toyota",
        &[
            "Toyota recalls a million cars",
            "Toyotas Gewinn sinkt",
            "トヨタ自動車の決算",
            "Carmaker slips (TYO: 7203)",
        ],
        &[
            "Toy makers fear tariffs",
            "Motor racing resumes",
            "7203 people evacuated",
        ],
    ),
    (
        "EURUSD=X",
        "EUR/USD",
        "EUR/USD",
        &[
            "Euro climbs against the dollar after ECB",
            "Dollar slips as euro firms",
            "EUR/USD stuck at 1.16",
            "EURUSD: the levels to watch",
            "L'euro recule face au dollar",
            "Euro fällt unter 1,05 Dollar",
        ],
        &[
            "Euro 2028 draw in Dublin",
            "Dollar General opens stores",
            "Dollar hits high against yen",
            "Eurostar trains delayed",
        ],
    ),
    (
        "GC=F",
        "Gold Dec 25",
        "Gold",
        &[
            "Gold hits record high as dollar weakens",
            "Gold prices fall",
            "Goldpreis steigt auf Rekordhoch",
            "L'or bat un nouveau record",
            "Bullion demand in India soars",
        ],
        &[
            "Goldman Sachs raises price target",
            "Swimmer wins gold in record time at Olympics",
            "A heart of gold",
            "Hausse des taux ou baisse : or, le marché hésite ?",
        ],
    ),
    (
        "^N225",
        "Nikkei 225",
        "Nikkei 225",
        &[
            "Nikkei closes at record",
            "Japan's Nikkei 225 slips",
            "日経平均株価が上昇",
        ],
        &["Nikko hotel opens", "225 people rescued"],
    ),
];

const OTHERS: &[Case] = &[
    (
        "^GDAXI",
        "DAX P",
        "DAX",
        &["Dax steigt auf Rekordhoch", "DAX closes higher"],
        &["Daxophone concert"],
    ),
    (
        "^IBEX",
        "IBEX 35",
        "IBEX 35",
        &["El Ibex 35 sube un 1 %"],
        &["An ibex is seen in the Alps"],
    ),
    (
        "^GSPC",
        "S&P 500",
        "S&P 500",
        &["S&P 500 ends at record"],
        &["500 people at a party"],
    ),
    (
        "U",
        "Unity Software Inc.",
        "Unity Software",
        &["Unity shares jump", "Unity Software cuts jobs"],
        &[
            "Unity in Europe is fragile",
            "National unity government formed",
        ],
    ),
    (
        "UPS",
        "United Parcel Service, Inc.",
        "UPS",
        &["Why drivers leave UPS now", "UPS profit falls"],
        &["Ups and downs of a career", "Start-ups boom"],
    ),
    (
        "GPS",
        "The Gap, Inc.",
        "Gap",
        &[
            "Gap shares jump on outlook",
            "Clothes from Gap are cheaper",
            "Old Navy opens stores",
        ],
        &[
            "Gap between rich and poor widens",
            "Mind the gap",
            "GPS jamming in the Baltic",
        ],
    ),
    (
        "TGT",
        "Target Corporation",
        "Target",
        &[
            "Why shoppers leave Target for others",
            "Target profit falls",
        ],
        &["Fed Misses Inflation Target", "Emission target missed"],
    ),
    (
        "ORA.PA",
        "Orange S.A.",
        "Orange",
        &[
            "Orange relève ses objectifs, le titre grimpe",
            "La fibre d'Orange est en panne",
        ],
        &["Orange juice prices soar", "Vigilance orange dans le Var"],
    ),
    (
        "AMZN",
        "Amazon.com, Inc.",
        "Amazon",
        &["Amazon to hire 10,000", "AWS outage hits banks"],
        &["Amazon rainforest fires spread", "Fires in Brazil's Amazon"],
    ),
    (
        "T",
        "AT&T Inc.",
        "AT&T",
        &["AT&T adds subscribers", "Phone carriers slide (NYSE: T)"],
        &["Looking at T-bills", "At t = 0 nothing happens"],
    ),
    (
        "BRK-B",
        "Berkshire Hathaway Inc.",
        "Berkshire Hathaway",
        &[
            "Berkshire Hathaway buys homes",
            "Value stocks (NYSE: BRK.B) lead",
        ],
        &["A village in Berkshire floods"],
    ),
    (
        "^DJI",
        "Dow Jones Industrial Average",
        "Dow Jones Industrial Average",
        &["Dow falls 400 points", "Dow Jones hits record"],
        &["Tony Dow dies", "Dowry laws debated"],
    ),
    (
        "BTC-USD",
        "Bitcoin USD",
        "BTC/USD",
        &["Bitcoin slumps", "Miners sell BTC"],
        &["Dollar rises"],
    ),
    (
        "XAUUSD=X",
        "XAU/USD",
        "XAU/USD",
        &["Gold slips as yields rise"],
        &["Gold medal for Norway"],
    ),
    (
        "XYL",
        "Xylem Inc.",
        "Xylem",
        &["Xylem wins water contract", "Is XYL a buy?"],
        &["How xylem carries water in trees"],
    ),
    (
        "005930.KS",
        "Samsung Electronics Co., Ltd.",
        "Samsung Electronics",
        &["Samsung unveils phone", "삼성전자가 발표했다"],
        &["Electronics fair opens"],
    ),
];

fn found(symbol: &str, name: &str, all: &[&str]) -> (String, Vec<String>) {
    let (mut store, source) = store();
    let entries = all.iter().enumerate().map(|(at, title)| Entry {
        content_html: None,
        ..entry(&format!("{at}"), title, None)
    });
    let entries: Vec<Entry> = entries.collect();
    apply(&mut store, source, &entries, 0);
    let names: Vec<&str> = Some(name)
        .filter(|name| !name.is_empty())
        .into_iter()
        .collect();
    let mentions = mentions::of(Some(&notation::key(symbol)), &names, symbol).expect("names");
    let label = mentions.label.clone();
    let query = Query {
        search: Some(Search::Mentions(mentions)),
        ..Query::default()
    };
    (label, titles(&store, &query))
}

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (symbol, name, label, named, others) in cases {
        let all: Vec<&str> = named.iter().chain(*others).copied().collect();
        let (shown, found) = found(symbol, name, &all);
        if shown != *label {
            wrong.push(format!("{symbol} is shown as {shown}"));
        }
        let is_found = |title: &&&str| found.iter().any(|found| found == *title);
        let missed = named.iter().filter(|title| !is_found(title));
        wrong.extend(missed.map(|title| format!("{symbol} misses {title}")));
        let false_ones = others.iter().filter(is_found);
        wrong.extend(false_ones.map(|title| format!("{symbol} finds {title}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_instrument_is_found_by_its_usual_names() {
    check(REPORTED);
}

#[test]
fn names_that_are_words_are_found_where_they_are_names() {
    check(OTHERS);
}

#[test]
fn the_newest_so_many_that_name_it() {
    let (mut store, source) = store();
    let entries = [
        entry("a", "Net income falls", Some(0)),
        entry("b", "Cloudflare grows", Some(-1)),
        entry("c", "Cloudflare hires", Some(-2)),
    ];
    let new = apply(&mut store, source, &entries, 0);
    store.set_read(&[new[2]], true).expect("read");
    let mentions = mentions::of(Some(&notation::key("NET")), &[], "NET").expect("names");
    let query = Query {
        search: Some(Search::Mentions(mentions)),
        limit: Some(1),
        ..Query::default()
    };
    assert_eq!(titles(&store, &query), ["Cloudflare grows"]);
    let unread = Query {
        unread: true,
        limit: None,
        ..query
    };
    assert_eq!(titles(&store, &unread).len(), 1);
}
