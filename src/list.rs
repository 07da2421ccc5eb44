//! Lists of words and names in `assets/`: one entry a line, `#` begins a comment, `[name]` opens
//! a section.

/// The entries of a list with the section of each; "" before the first section.
pub fn sections(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    entries(list).filter_map(move |line| {
        let name = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
        match name {
            Some(name) => {
                section = name;
                None
            }
            None => Some((section, line)),
        }
    })
}

/// The entries of a list without sections.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = list.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of a list of which a line holds many.
pub fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    entries(list).flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# What it is.\nfirst\n\n[one]\n second \n# no entry\nthird c#\n[two]\n=x\n";

    #[test]
    fn entries_know_their_section() {
        let found: Vec<_> = sections(LIST).collect();
        assert_eq!(
            found,
            [
                ("", "first"),
                ("one", "second"),
                ("one", "third c#"),
                ("two", "=x")
            ]
        );
        assert_eq!(words("# a b\nc d\n e").collect::<Vec<_>>(), ["c", "d", "e"]);
    }
}
