//! Reads which names a file mentions: its `use` lines and every path in its code, macros
//! included. Works on tokens, so that comments, strings and layout cannot fool it.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The names of a path, outermost first: `["crate", "model", "Source"]`.
pub type Path = Vec<String>;

/// What one module says, tests apart. A file has one, and one more for each `mod x { … }` in it.
#[derive(Debug, Default)]
pub struct Module {
    /// Every path that its code or its `use` lines mention, as it is written.
    pub paths: Vec<Path>,
    /// Names that `use` lines bring in, and the paths they stand for.
    pub brought: BTreeMap<String, Path>,
    /// What `use x::*` brings in.
    pub globs: Vec<Path>,
    /// Modules declared here that have a file of their own.
    pub files: Vec<String>,
    /// Modules written out here.
    pub inner: BTreeMap<String, Module>,
}

/// Reads the text of one file.
pub fn file(text: &str) -> Result<Module, proc_macro2::LexError> {
    let mut module = Module::default();
    scan(&trees(text.parse()?), &mut module);
    Ok(module)
}

fn trees(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}

fn scan(tokens: &[TokenTree], module: &mut Module) {
    let mut at = 0;
    while at < tokens.len() {
        at += step(tokens, at, module);
    }
}

/// Reads what begins at `at` and says how many tokens it took.
fn step(tokens: &[TokenTree], at: usize, module: &mut Module) -> usize {
    let rest = &tokens[at..];
    match &rest[0] {
        TokenTree::Group(group) => scan(&trees(group.stream()), module),
        TokenTree::Punct(_) if is_for_tests(rest) => {
            return item(rest);
        }
        // Who may see an item says nothing of what it uses.
        TokenTree::Ident(word) if word == "pub" && is_parenthesis(rest.get(1)) => return 2,
        TokenTree::Ident(word) if word == "mod" => return declaration(rest, module),
        TokenTree::Ident(word) if word == "use" && !punct(rest, 1, '<') => {
            let end = rest.iter().position(|token| is(token, ';'));
            let end = end.unwrap_or(rest.len());
            tree(&rest[1..end], &[], module);
            return end + 1;
        }
        TokenTree::Ident(_) => {
            let path = path(rest);
            if path.len() > 1 {
                let taken = 3 * path.len() - 2;
                module.paths.push(path);
                return taken;
            }
        }
        _ => {}
    }
    1
}

/// `mod name;` or `mod name { … }`.
fn declaration(rest: &[TokenTree], module: &mut Module) -> usize {
    match (rest.get(1), rest.get(2)) {
        (Some(TokenTree::Ident(name)), Some(TokenTree::Group(body))) => {
            let inner = module.inner.entry(name.to_string()).or_default();
            scan(&trees(body.stream()), inner);
            3
        }
        (Some(TokenTree::Ident(name)), _) => {
            module.files.push(name.to_string());
            3
        }
        _ => 1,
    }
}

/// One tree of a `use`: `a::{b, c::{self, d as e}, f::*}`.
fn tree(tokens: &[TokenTree], before: &[String], module: &mut Module) {
    let mut path = before.to_vec();
    let mut alias = None;
    let mut tokens = tokens.iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "as" => {
                alias = tokens.next().map(ToString::to_string);
            }
            TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
            TokenTree::Ident(word) => path.push(word.to_string()),
            TokenTree::Punct(mark) if mark.as_char() == '*' => {
                module.globs.push(path.clone());
                module.paths.push(path);
                return;
            }
            TokenTree::Group(group) => {
                for branch in trees(group.stream()).split(|token| is(token, ',')) {
                    if !branch.is_empty() {
                        tree(branch, &path, module);
                    }
                }
                return;
            }
            _ => {}
        }
    }
    let name = alias.or_else(|| path.last().cloned());
    module.brought.extend(name.map(|name| (name, path.clone())));
    module.paths.push(path);
}

/// The path that begins here; one name when it is none.
fn path(rest: &[TokenTree]) -> Path {
    let mut path = vec![rest[0].to_string()];
    let mut at = 1;
    while punct(rest, at, ':') && punct(rest, at + 1, ':') {
        let Some(TokenTree::Ident(word)) = rest.get(at + 2) else {
            break;
        };
        path.push(word.to_string());
        at += 3;
    }
    path
}

/// Whether `#[cfg(test)]` begins here.
fn is_for_tests(rest: &[TokenTree]) -> bool {
    let [hash, TokenTree::Group(group), ..] = rest else {
        return false;
    };
    is(hash, '#') && group.stream().to_string().replace(' ', "") == "cfg(test)"
}

/// How many tokens the item takes that begins here with its attributes: up to its `;`, its
/// body, or, for a field or an argument, its comma.
fn item(rest: &[TokenTree]) -> usize {
    const ITEMS: [&str; 9] = [
        "fn", "mod", "use", "impl", "struct", "enum", "const", "static", "type",
    ];
    let mut whole = false;
    let mut used = false;
    for (at, token) in rest.iter().enumerate() {
        whole |= ITEMS.iter().any(|kind| word(token, kind));
        used |= word(token, "use");
        let body = matches!(token, TokenTree::Group(group)
            if group.delimiter() == Delimiter::Brace && !used);
        if body || is(token, ';') || (is(token, ',') && !whole) {
            return at + 1;
        }
    }
    rest.len()
}

fn is_parenthesis(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
}

fn punct(tokens: &[TokenTree], at: usize, mark: char) -> bool {
    tokens.get(at).is_some_and(|token| is(token, mark))
}

fn is(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn word(token: &TokenTree, expected: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == expected)
}
