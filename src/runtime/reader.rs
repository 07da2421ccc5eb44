//! The loop of the reader: wait, drain, update, paint.
//!
//! It sleeps until a key, an answer, a signal or the next deadline that the model computes.
//! There is no tick: with nothing to do the program does not wake up. What has piled up is
//! taken in before the next frame, and frames are at least `FRAME` apart.

mod configured;
mod input;
mod lending;
mod looks;

use std::time::Duration;

use anyhow::Context;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, timeout, timeout_at};

use super::alarm::Alarm;
use super::effects::{World, WorldParts};
use super::{clock, setup};
use crate::app::{self, Effect, Event, Model, ScreenEffect};
use crate::config::{Loaded, Paths};
use crate::markup::clean;
use crate::term::Screen;
use crate::term::color::ColorChoice;
use crate::term::input::Input;
use crate::term::signals::{Fatal, Signal, Signals};
use crate::ui;
use looks::Looks;

/// Name lookups and parsing share these threads, which start only when needed: a few lookups
/// that hang must not stop the rest.
const BLOCKING_THREADS: usize = 64;

/// Shortest time between two frames.
const FRAME: Duration = Duration::from_millis(8);

/// Longest time that a frame waits for what the user did to be stored.
const LATEST: Duration = Duration::from_millis(250);

/// Longest time that leaving waits for it.
const FAREWELL: Duration = Duration::from_secs(1);

/// Longest time that events are taken in for one frame.
const LONGEST_DRAIN: Duration = Duration::from_millis(25);

/// While another job has the terminal nothing tells us that the shell has given it back to a
/// program that runs, so we look.
const AWAY: Duration = Duration::from_millis(500);

/// What the reader starts with.
pub struct Start {
    /// The configuration and what is wrong with it.
    pub config: Loaded,
    /// Where things are.
    pub paths: Paths,
    /// This is the demo.
    pub demo: bool,
    /// What `--color` says.
    pub color: ColorChoice,
}

/// How the reader was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The user quit.
    Quit,
    /// The user wants the demo.
    Demo,
    /// A signal ended it, and is to end the program.
    Signal(Fatal),
}

/// Runs the reader until the user leaves it.
///
/// # Errors
/// When the store cannot be opened or the terminal cannot be used.
pub fn run(start: Start) -> anyhow::Result<Exit> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(BLOCKING_THREADS)
        .build()
        .context("cannot start the event loop")?;
    let exit = runtime.block_on(run_in(start));
    // A download that hangs must not hold the user's shell.
    runtime.shutdown_background();
    exit
}

async fn run_in(start: Start) -> anyhow::Result<Exit> {
    let (sender, receiver) = unbounded_channel();
    let demo = start.demo;
    let settings = setup::settings(&start.config, demo);
    let (looks, theme_problem) = Looks::new(&start.config, start.color, None);
    let complaint = setup::complaint(&start.config).or(theme_problem);
    let has_sources = !start.config.config.sources.is_empty();
    let ticker = super::poller::ticker(&start.config.config);
    let mouse = start.config.config.reader.mouse;
    let mut world = World::open(WorldParts {
        config: start.config,
        paths: start.paths,
        sender,
    })
    .await?;
    let screen = Screen::enter(mouse)
        .context("this terminal cannot show the reader; try `newswire list`")?;
    let size = screen.size()?;
    let mut model = app::update::model(settings, ticker, clock::moment(), size);
    if let Some(complaint) = complaint {
        model.complain(complaint);
    }
    if let Some(obstacle) = world.obstacle() {
        model.keeps_nothing = true;
        let cure = obstacle.cure();
        model.complain(format!("{obstacle}: you can read, nothing is kept; {cure}"));
    }
    app::keeping::restore(&mut model, world.take_kept());
    let effects = app::update::start(&mut model, has_sources);
    let mut reader = Running {
        model,
        input: screen.input()?,
        screen,
        looks,
        world,
        receiver,
        signals: Signals::listen()?,
        alarm: Alarm::of_this_loop(),
        painted: None,
        updated: Instant::now(),
        dirty_since: Some(Instant::now()),
        away: false,
        exit: None,
        editing: None,
        browsing: None,
        demo,
    };
    reader.perform(effects)?;
    reader.go().await
}

struct Running {
    model: Model,
    screen: Screen,
    looks: Looks,
    world: World,
    receiver: UnboundedReceiver<Event>,
    input: Input,
    signals: Signals,
    /// Rings when a source is due.
    alarm: Alarm,
    painted: Option<Instant>,
    /// When the model got its time.
    updated: Instant,
    /// Since when the screen shows less than the model.
    dirty_since: Option<Instant>,
    /// Another job of the shell has the terminal: it is neither read nor written.
    away: bool,
    exit: Option<Exit>,
    /// The source whose place in the configuration is to be edited.
    editing: Option<String>,
    /// The words of a browser that needs the terminal.
    browsing: Option<Vec<String>>,
    demo: bool,
}

impl Running {
    async fn go(mut self) -> anyhow::Result<Exit> {
        loop {
            self.wait().await?;
            self.drain()?;
            // Timers and signals get their turn although keys never end.
            tokio::task::yield_now().await;
            if let Some(url) = self.editing.take() {
                self.edit(&url).await?;
            }
            if let Some(words) = self.browsing.take() {
                self.browse_here(&words).await?;
            }
            if let Some(exit) = self.exit {
                self.finish().await?;
                return Ok(exit);
            }
        }
    }

    /// Waits for the first thing that happens; painting is one of them. Nothing is painted
    /// while the terminal has not taken the frame before.
    async fn wait(&mut self) -> anyhow::Result<()> {
        let paint = self
            .dirty_since
            .filter(|_| !self.away && self.screen.is_idle())
            .map(|_| self.painted.map_or_else(Instant::now, |at| at + FRAME));
        let deadline = self.deadline();
        let next_round = app::refresh::next_round(&self.model);
        tokio::select! {
            biased;
            signal = self.signals.next() => self.obey(signal)?,
            () = ready_to_paint(paint, self.dirty_since, &self.world) => {
                // What has been stored meanwhile belongs to this frame.
                self.drain()?;
                self.paint()?;
            }
            input = self.input.next(), if !self.away => match input {
                Some(input) => self.hear(input)?,
                None => self.end(Fatal::HangUp)?,
            },
            written = self.screen.written(), if !self.away => match written {
                Ok(()) => self.screen.ask(),
                Err(_) => self.end(Fatal::HangUp)?,
            },
            event = self.receiver.recv() => self.take(event)?,
            () = sleep_until(deadline) => self.take(Some(Event::Deadline))?,
            () = self.alarm.at(next_round) => self.take(Some(Event::Deadline))?,
            () = tokio::time::sleep(AWAY), if self.away => self.come_back()?,
        }
        Ok(())
    }

    /// When the model is to be woken. Only the distance counts: the clock on the wall may be
    /// set meanwhile.
    fn deadline(&self) -> Option<Instant> {
        let wait = app::update::next_deadline(&self.model)?.duration_since(self.model.now);
        Some(self.updated + Duration::try_from(wait).unwrap_or(Duration::ZERO))
    }

    /// Takes in what is there already, so that one frame shows it all; but a flood does not
    /// keep frames and signals waiting.
    fn drain(&mut self) -> anyhow::Result<()> {
        let end = Instant::now() + LONGEST_DRAIN;
        while Instant::now() < end
            && let Ok(event) = self.receiver.try_recv()
        {
            self.take(Some(event))?;
        }
        while !self.away
            && Instant::now() < end
            && let Some(input) = self.input.waiting()
        {
            self.hear(input)?;
        }
        Ok(())
    }

    fn take(&mut self, event: Option<Event>) -> anyhow::Result<()> {
        let Some(event) = event else {
            return Ok(());
        };
        let effects = self.tell(event);
        self.soil();
        self.perform(effects)
    }

    /// Tells the core what has happened; what it wants done is the caller's to do.
    fn tell(&mut self, event: Event) -> Vec<Effect> {
        self.updated = Instant::now();
        app::update(&mut self.model, clock::moment(), event)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> anyhow::Result<()> {
        for effect in effects {
            match effect {
                Effect::Store(effect) => self.world.store(effect),
                Effect::Net(effect) => self.world.net(effect),
                Effect::Config(effect) => self.world.config(effect),
                Effect::Screen(effect) => self.show(effect)?,
            }
        }
        Ok(())
    }

    fn show(&mut self, effect: ScreenEffect) -> anyhow::Result<()> {
        match effect {
            ScreenEffect::Quit => self.exit = Some(Exit::Quit),
            ScreenEffect::StartDemo => self.exit = Some(Exit::Demo),
            ScreenEffect::Suspend => self.suspend()?,
            ScreenEffect::EditConfig { url } => self.editing = Some(url),
            ScreenEffect::Redraw => self.screen.clear(),
            ScreenEffect::Copy(text) => {
                let text = clean::line(&text);
                // Whether the terminal takes it is not known in any case.
                drop(self.screen.copy(&text));
                self.world.copy(text);
            }
            ScreenEffect::OpenUrl(url) => self.browse(&url),
            ScreenEffect::ChooseTheme { request, name } => self.choose_theme(request, &name)?,
            ScreenEffect::ListThemes => self.list_themes()?,
        }
        Ok(())
    }

    /// The screen shows less than the model from now on.
    fn soil(&mut self) {
        self.dirty_since.get_or_insert_with(Instant::now);
    }

    /// Waits a moment for the disk; what it has not taken by then is said and lost.
    async fn finish(&self) -> anyhow::Result<()> {
        self.world.keep_quotes().await;
        let (writer, keeper) = (self.world.writer(), self.world.keeper());
        let all = async { tokio::join!(writer.stored(), keeper.done()) };
        drop(timeout(FAREWELL, all).await);
        match writer.unstored() {
            0 => Ok(()),
            count => {
                let changes = match count {
                    1 => "change".to_owned(),
                    count => format!("{count} changes"),
                };
                anyhow::bail!(
                    "the database did not take your last {changes}: another program has locked it, or the disk is slow"
                )
            }
        }
    }

    fn paint(&mut self) -> anyhow::Result<()> {
        if !self.screen.is_ours() {
            return self.come_back();
        }
        // The window may have changed since we were told its size.
        match self.screen.size() {
            Ok(size) if size == self.model.size => {}
            Ok(_) => self.resize()?,
            Err(_) => return self.end(Fatal::HangUp),
        }
        let (model, theme) = (&self.model, self.looks.of(&self.model));
        let drawn = self
            .screen
            .draw(model.size, |frame| ui::view(model, theme, frame));
        self.dirty_since = None;
        self.painted = Some(Instant::now());
        if drawn.is_err() {
            return self.end(Fatal::HangUp);
        }
        self.screen.ask();
        Ok(())
    }

    fn obey(&mut self, signal: Signal) -> anyhow::Result<()> {
        match signal {
            Signal::End(fatal) => self.end(fatal),
            Signal::Suspend => self.suspend(),
            Signal::Resize => self.resize(),
            Signal::Continue => self.come_back(),
        }
    }

    /// Leaves as by the command, and remembers what ends the program.
    fn end(&mut self, fatal: Fatal) -> anyhow::Result<()> {
        let effects = app::update::leave(&mut self.model);
        self.perform(effects)?;
        self.exit = Some(Exit::Signal(fatal));
        Ok(())
    }

    /// The whole process stops until the shell continues it.
    fn suspend(&mut self) -> anyhow::Result<()> {
        self.screen.suspend();
        self.come_back()
    }

    /// Takes the terminal again, if it is ours: after a stop by whomever, the shell and its
    /// other jobs have done with it what they liked.
    fn come_back(&mut self) -> anyhow::Result<()> {
        self.away = !self.screen.is_ours();
        if self.away {
            self.screen.leave();
            return Ok(());
        }
        if self.screen.enter_anew().is_err() {
            return self.end(Fatal::HangUp);
        }
        self.resize()
    }

    fn resize(&mut self) -> anyhow::Result<()> {
        // What a window shows after a change of its size is the terminal's business.
        self.screen.clear();
        let (width, height) = self.screen.size()?;
        self.take(Some(Event::Resize { width, height }))
    }
}

/// The next frame is due. It waits for what the user did to be stored, so that it shows it, but
/// not for long: a slow disk must not look like a dead program.
async fn ready_to_paint(at: Option<Instant>, dirty_since: Option<Instant>, world: &World) {
    sleep_until(at).await;
    let latest = dirty_since.unwrap_or_else(Instant::now) + LATEST;
    // Whether it was stored or took too long, the frame is due.
    drop(timeout_at(latest, world.writer().settled()).await);
}

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
