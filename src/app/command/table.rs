//! The table itself: a row is all there is to say about a command.

use super::{
    Command, Family, Reason, input, layout, marks, movement, program, reading, scope, source,
};
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::marks::undo;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::views::headlines::questions::Seek;
use crate::app::views::*;
use crate::model::RuleAction;

const GLOBAL: &[Context] = &[Context::GLOBAL];
const WELCOME: &[Context] = &[welcome::CONTEXT];
const INPUT: &[Context] = &[Context::INPUT];
const ALWAYS: &[Context] = &[Context::GLOBAL, Context::INPUT];
const LIST: Context = headlines::CONTEXT;
const ARTICLE: Context = article::CONTEXT;
const TICKER: Context = ticker::CONTEXT;
const SIDEBAR: Context = sidebar::CONTEXT;
const PANES: &[Context] = &[LIST, ARTICLE, TICKER, SIDEBAR];
const NEWS: &[Context] = &[LIST, ARTICLE, TICKER];
const READING: &[Context] = &[LIST, ARTICLE];
const HEALTH: &[Context] = &[health::CONTEXT];
const ROWS: &[Context] = &[HEALTH[0], SIDEBAR];
const IN_SIDEBAR: &[Context] = &[SIDEBAR];
const SOURCES: &[Context] = &[LIST, ARTICLE, TICKER, SIDEBAR, HEALTH[0]];
const HELP: &[Context] = &[help::CONTEXT];
const EXPLANATION: &[Context] = &[explanation::CONTEXT];
const EXPLAINED: &[Context] = &[LIST, ARTICLE, EXPLANATION[0]];
const CHANGES: &[Context] = &[LIST, ARTICLE, TICKER, SIDEBAR, HEALTH[0], EXPLANATION[0]];

const fn command(
    id: &'static str,
    family: Family,
    contexts: &'static [Context],
    doc: &'static str,
    run: fn(&mut Model, &str, &mut Effects),
) -> Command<Model> {
    Command {
        id,
        family,
        doc,
        contexts,
        argument: None,
        keyless: false,
        disabled: |_| None,
        run,
    }
}

impl Command<Model> {
    const fn unless(self, disabled: fn(&Model) -> Option<Reason>) -> Self {
        Self { disabled, ..self }
    }

    const fn takes(self, argument: &'static str) -> Self {
        Self {
            argument: Some(argument),
            ..self
        }
    }

    const fn without_key(self) -> Self {
        Self {
            keyless: true,
            ..self
        }
    }
}

/// A row: name, family, where its keys hold, what it does in words, the function; then why it
/// cannot run now, what may follow its name, and whether it has no key.
macro_rules! commands {
    ($($id:literal $family:ident $contexts:ident $doc:literal $run:expr
        $(, $more:ident($($value:expr)?))*;)*) => {
        &[$(command($id, Family::$family, $contexts, $doc, $run)$(.$more($($value)?))*,)*]
    };
}

/// All commands, in the help's order.
pub const COMMANDS: &[Command<Model>] = commands! {
    "down" Move GLOBAL "One down" |model, _, _| movement::go(model, Motion::Lines(1));
    "up" Move GLOBAL "One up" |model, _, _| movement::go(model, Motion::Lines(-1));
    "page-down" Move GLOBAL "One page down"
        |model, _, _| movement::go(model, Motion::Pages(1));
    "page-up" Move GLOBAL "One page up"
        |model, _, _| movement::go(model, Motion::Pages(-1));
    "top" Move GLOBAL "To the beginning" |model, _, _| movement::go(model, Motion::Top);
    "bottom" Move GLOBAL "To the end" |model, _, _| movement::go(model, Motion::Bottom);
    "show-new" Move PANES "Show the new headlines that wait above"
        headlines::show_new, unless(headlines::nothing_new);
    "read-on" Move READING "Read on: next page, then next unread" reading::read_on;

    "open" Read GLOBAL "Open what is selected" reading::open;
    "back" Read GLOBAL "Back to the list, or close what is on top" reading::back;
    "focus-next" Read PANES "To the next pane" reading::focus_next;
    "next-unread" Read NEWS "Open the next unread headline"
        |model, _, effects| headlines::unread::seek(model, Seek::Forward, effects);
    "previous-unread" Read NEWS "Open the previous unread headline"
        |model, _, effects| headlines::unread::seek(model, Seek::Backward, effects);
    "cycle-text" Read READING "Clean article, whole page, feed's text in turn"
        article::texts::cycle, unless(article::texts::no_two);
    "stated-date" Read READING "The date as the page states it, with its own clock and zone"
        reading::say_date, unless(reading::no_date);
    "explain-article" Read EXPLAINED "Why each block of the page is kept or dropped"
        explanation::commands::show, unless(explanation::commands::no_page);
    "next-change" Read EXPLANATION "Next change of verdict"
        |model, _, _| explanation::commands::jump(model, true),
        unless(explanation::commands::not_shown);
    "previous-change" Read EXPLANATION "Change of verdict before"
        |model, _, _| explanation::commands::jump(model, false),
        unless(explanation::commands::not_shown);
    "always-show" Read EXPLANATION "Always show this block"
        |model, _, effects| explanation::commands::overrule(model, RuleAction::Show, effects),
        unless(explanation::commands::not_shown);
    "never-show" Read EXPLANATION "Never show this block"
        |model, _, effects| explanation::commands::overrule(model, RuleAction::Hide, effects),
        unless(explanation::commands::not_shown);
    "links" Read READING "Links and related headlines of the article"
        links::show, unless(links::no_article);
    "open-in-browser" Read GLOBAL "Open in the browser"
        reading::open_in_browser, unless(reading::no_link);
    "copy-link" Read GLOBAL "Copy the link" reading::copy_link, unless(reading::no_link);

    "toggle-read" State READING "Mark read or unread"
        marks::toggle_read, unless(marks::no_headline);
    "mark-view-read" State READING "Mark everything in this view read"
        marks::mark_view_read, unless(marks::empty_list);
    "favourite" State READING "Keep as a favourite, or stop keeping"
        marks::favourite, unless(marks::no_headline);
    "undo" State CHANGES "Undo the last change"
        |model, _, effects| undo(model, effects), unless(marks::nothing_to_undo);

    "view-all" View PANES "All headlines" |model, _, _| headlines::show_all(model);
    "view-today" View PANES "The headlines of today" scope::today, without_key();
    "view-favourites" View PANES "Favourites" scope::favourites;
    "toggle-unread-only" View PANES "Only unread headlines, or all" scope::toggle_unread_only;
    "search" View NEWS "Search headlines and articles" scope::search, takes("words");
    "toggle-sidebar" View PANES "Show or hide the sidebar" sidebar::commands::toggle;
    "sources" View PANES "Choose in the sidebar what the list shows, or go back to the list"
        sidebar::commands::focus;
    "fold-group" View IN_SIDEBAR "Fold the group; else back to the list"
        sidebar::commands::fold;
    "unfold-group" View IN_SIDEBAR "Unfold the group; else show what is selected"
        sidebar::commands::unfold;
    "filter-sources" View IN_SIDEBAR "Filter the sidebar by what is typed"
        sidebar::commands::filter;
    "theme" View GLOBAL "Choose a theme" themes::show, without_key();
    "toggle-ticker" View PANES "Show or hide the ticker"
        ticker::toggle, unless(layout::no_ticker);
    "zen" View PANES "The article alone, or everything again"
        layout::zen, unless(layout::no_article);
    "next-layout" View PANES "Panes side by side, one above the other, or in turns"
        layout::next, unless(layout::in_zen);
    "toggle-compact" View PANES "One line a headline, or several"
        layout::compact, unless(layout::no_rows);
    "widen" View PANES "Make this pane wider" layout::widen, unless(layout::no_border);
    "narrow" View PANES "Make this pane narrower" layout::narrow, unless(layout::no_border);
    "turn-ticker" View PANES "Turn the ticker to the rows that did not fit"
        ticker::turn, unless(layout::no_ticker_to_turn);

    "refresh" Source SOURCES "Download what is due"
        source::refresh, unless(source::cannot_refresh);
    "refresh-source" Source SOURCES "Download this source now"
        source::refresh_source, unless(source::cannot_refresh_one);
    "refresh-all" Source GLOBAL "Download every source now, due or not"
        source::refresh_all, unless(source::cannot_refresh), without_key();
    "add-source" Source GLOBAL "Add a feed or a page by its address"
        source::add, unless(source::read_only), takes("address");
    "import" Source GLOBAL "Add what another reader exported"
        source::import, unless(source::read_only), takes("file"), without_key();
    "health" Source GLOBAL "How the sources are doing, the worst first"
        health::show, unless(source::none);
    "edit-source" Source ROWS "Edit the configuration at this source"
        health::commands::edit, unless(health::commands::cannot_change);
    "pause-source" Source ROWS "Pause this source, or ask it again"
        health::commands::pause, unless(health::commands::cannot_change);
    "accept-address" Source HEALTH "Accept the address it has moved to"
        health::commands::accept, unless(health::commands::cannot_accept);
    "remove-source" Source HEALTH "Remove this source, until undone"
        health::commands::remove, unless(health::commands::cannot_change);
    "starter-sources" Source PANES "Choose from the starter sources"
        welcome::show, unless(source::read_only);

    "tick" Input WELCOME "Tick or untick"
        welcome::tick, unless(welcome::nothing_to_tick);
    "accept" Input INPUT "Accept the input" input::accept, unless(input::none);
    "cancel" Input INPUT "Leave the input" input::cancel, unless(input::none);
    "complete" Input INPUT "Make what is typed the name of what is chosen"
        |model, _, _| input::complete(model), unless(input::none);
    "next-match" Input INPUT "Next match"
        |model, _, _| input::choose(model, 1), unless(input::none);
    "previous-match" Input INPUT "Previous match"
        |model, _, _| input::choose(model, -1), unless(input::none);

    "next-page" Input HELP "To the next page of the help"
        |model, _, _| input::turn(model, 1), unless(help::not_shown);
    "previous-page" Input HELP "To the page of the help before"
        |model, _, _| input::turn(model, -1), unless(help::not_shown);

    "help" Program GLOBAL "The keys of where you are, and all others" program::help;
    "palette" Program GLOBAL "Find a command by typing" program::palette;
    "command" Program GLOBAL "Run a command by its name" program::prompt;
    "redraw" Program ALWAYS "Draw the screen anew" program::redraw;
    "suspend" Program ALWAYS "Suspend to the shell" program::suspend;
    "close" Program GLOBAL "Close what is on top; at last, quit" program::close;
    "quit" Program GLOBAL "Quit" program::quit;
};

/// The names of all commands.
#[must_use]
pub fn names() -> Vec<&'static str> {
    COMMANDS.iter().map(|command| command.id).collect()
}
