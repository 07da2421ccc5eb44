//! Which keys run which command, where.
//!
//! The default is data (`assets/keymap.toml`); the user's `[keys]` go on top. A chord may be
//! several keys; the first context that knows the keys wins, so a pane can give a key
//! another meaning than the whole program does.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::command::{Command, find, unknown};
use super::context::Context;
use crate::model::key::{Key, chord};

const DEFAULT: &str = include_str!("../../assets/keymap.toml");

/// One binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// The keys, pressed one after the other.
    pub chord: Vec<Key>,
    /// The command's id.
    pub run: &'static str,
}

/// All bindings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// What the keys pressed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A command.
    Run(&'static str),
    /// The beginning of longer chords.
    Pending,
    /// Nothing.
    Unbound,
}

#[derive(Deserialize)]
struct File {
    key: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    on: Vec<String>,
    run: String,
    /// Where the binding holds, by name, if not where the command says.
    #[serde(default)]
    when: Vec<String>,
}

impl Keymap {
    /// The default keys of a table of commands.
    #[must_use]
    pub fn of<M>(commands: &'static [Command<M>]) -> Self {
        let file: File = toml::from_str(DEFAULT).expect("a test reads the built-in keymap");
        let mut bindings = Vec::new();
        for row in file.key {
            let command = find(commands, &row.run).expect("a test looks every command up");
            let named = |name: &String| {
                let of_commands = commands.iter().flat_map(|command| command.contexts);
                let mut all = Context::SHARED.iter().chain(of_commands);
                *all.find(|context| context.name == *name)
                    .expect("a test looks every context up")
            };
            let contexts: Vec<Context> = match &row.when[..] {
                [] => command.contexts.to_vec(),
                when => when.iter().map(named).collect(),
            };
            for keys in &row.on {
                for &context in &contexts {
                    bindings.push(Binding {
                        context,
                        chord: chord(keys).expect("a test reads every chord"),
                        run: command.id,
                    });
                }
            }
        }
        Self { bindings }
    }

    /// The default keymap with the user's bindings on top, and what is wrong with those.
    #[must_use]
    pub fn with_overrides<M>(
        commands: &'static [Command<M>],
        overrides: &BTreeMap<String, String>,
    ) -> (Self, Vec<String>) {
        let mut keymap = Self::of(commands);
        let mut problems = Vec::new();
        for (keys, run) in overrides {
            match (chord(keys), find(commands, run)) {
                (Ok(chord), Some(command)) => keymap.rebind(&chord, command),
                (Ok(chord), None) if run == "none" => {
                    keymap.bindings.retain(|binding| binding.chord != chord);
                }
                (Err(error), _) => problems.push(format!("keys: {error}")),
                (_, None) => problems.push(format!("keys: {}", unknown(commands, run))),
            }
        }
        (keymap, problems)
    }

    fn rebind<M>(&mut self, chord: &[Key], command: &Command<M>) {
        let contexts = command.contexts;
        self.bindings
            .retain(|binding| binding.chord != chord || !contexts.contains(&binding.context));
        self.bindings.extend(contexts.iter().map(|context| Binding {
            context: *context,
            chord: chord.to_vec(),
            run: command.id,
        }));
    }

    /// All bindings, in the keymap's order.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// What `keys` mean where the first of `contexts` that knows them says so.
    #[must_use]
    pub fn meaning(&self, contexts: &[Context], keys: &[Key]) -> Meaning {
        for context in contexts {
            let mut pending = false;
            for binding in self
                .bindings
                .iter()
                .filter(|binding| binding.context == *context)
            {
                if binding.chord == keys {
                    return Meaning::Run(binding.run);
                }
                pending |= binding.chord.starts_with(keys);
            }
            if pending {
                return Meaning::Pending;
            }
        }
        Meaning::Unbound
    }

    /// The first chord that runs a command where the nearest of `contexts` knows one; not one that
    /// a nearer context gives another meaning.
    #[must_use]
    pub fn nearest_chord(&self, run: &str, contexts: &[Context]) -> Option<String> {
        let here = contexts.iter().find_map(|context| {
            let mut bindings = self.bindings.iter();
            bindings.find(|binding| {
                binding.run == run
                    && binding.context == *context
                    && self.meaning(contexts, &binding.chord) == Meaning::Run(binding.run)
            })
        });
        here.map(text_of)
            .or_else(|| self.chords_of(run).into_iter().next())
    }

    /// The bindings of a command that the help tells. A view's second key for what has one
    /// everywhere stands in the view's own hints.
    fn told(&self, run: &str) -> impl Iterator<Item = &Binding> {
        let of_run = |binding: &&Binding| binding.run == run;
        let mut all = self.bindings.iter().filter(of_run);
        let elsewhere = all.any(|binding| !binding.context.is_special);
        let all = self
            .bindings
            .iter()
            .filter(move |binding| binding.run == run);
        all.filter(move |binding| !elsewhere || !binding.context.is_special)
    }

    /// Where the chords of [`Keymap::chords_of`] hold, in words; for a command without a key, where
    /// it does.
    #[must_use]
    pub fn places_of<M>(&self, command: &Command<M>) -> String {
        let chords = self.chords_of(command.id);
        let has = |context: &Context| {
            let mut all = self.bindings.iter();
            chords.is_empty()
                || all.any(|binding| {
                    binding.run == command.id
                        && binding.context == *context
                        && chords.contains(&text_of(binding))
                })
        };
        let places = command.contexts.iter().filter(|context| has(context));
        let names: Vec<&str> = places.map(|context| context.name).collect();
        names.join(", ")
    }

    /// The chords that run a command, for hints and help.
    #[must_use]
    pub fn chords_of(&self, run: &str) -> Vec<String> {
        let mut chords: Vec<String> = Vec::new();
        for binding in self.told(run) {
            let text = text_of(binding);
            if !chords.contains(&text) {
                chords.push(text);
            }
        }
        chords
    }
}

fn text_of(binding: &Binding) -> String {
    let keys: Vec<String> = binding.chord.iter().map(Key::to_string).collect();
    keys.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table::COMMANDS;
    use crate::app::views::{headlines, sidebar};
    use std::collections::HashSet;

    #[test]
    fn the_default_keymap_is_sound() {
        let keymap = Keymap::of(COMMANDS);
        let mut seen = HashSet::new();
        for binding in keymap.bindings() {
            assert!(
                seen.insert((binding.context, binding.chord.clone())),
                "bound twice: {binding:?}"
            );
            for longer in keymap.bindings() {
                let shadows = longer.context == binding.context
                    && longer.chord.len() > binding.chord.len()
                    && longer.chord.starts_with(&binding.chord);
                assert!(!shadows, "{binding:?} hides {longer:?}");
            }
        }
    }

    #[test]
    fn every_command_has_a_key_or_says_that_it_has_none() {
        let keymap = Keymap::of(COMMANDS);
        for command in COMMANDS {
            assert!(
                !keymap.chords_of(command.id).is_empty() || command.keyless,
                "{} has no key",
                command.id
            );
        }
    }

    #[test]
    fn a_user_binding_replaces_and_a_wrong_one_is_named() {
        let overrides = BTreeMap::from([
            ("x".to_owned(), "favourite".to_owned()),
            ("q".to_owned(), "none".to_owned()),
            ("z".to_owned(), "favorite".to_owned()),
        ]);
        let (keymap, problems) = Keymap::with_overrides(COMMANDS, &overrides);
        let x = chord("x").unwrap();
        assert_eq!(
            keymap.meaning(&[headlines::CONTEXT, Context::GLOBAL], &x),
            Meaning::Run("favourite")
        );
        let q = chord("q").unwrap();
        assert_eq!(keymap.meaning(&[Context::GLOBAL], &q), Meaning::Unbound);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].contains("\"favourite\""));
    }

    #[test]
    fn a_hint_names_no_key_that_means_something_else_there() {
        let keymap = Keymap::of(COMMANDS);
        let nearest = |contexts: &[Context]| keymap.nearest_chord("back", contexts);
        assert_eq!(nearest(&[Context::GLOBAL]).as_deref(), Some("h"));
        let in_sidebar = nearest(&[sidebar::CONTEXT, Context::GLOBAL]);
        assert_eq!(in_sidebar.as_deref(), Some("esc"));
    }

    #[test]
    fn chords_wait_for_their_second_key() {
        let keymap = Keymap::of(COMMANDS);
        let g = chord("g").unwrap();
        assert_eq!(keymap.meaning(&[Context::GLOBAL], &g), Meaning::Pending);
        let gg = chord("g g").unwrap();
        assert_eq!(keymap.meaning(&[Context::GLOBAL], &gg), Meaning::Run("top"));
    }
}
