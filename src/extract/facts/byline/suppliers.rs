//! Picture agencies and credits of pictures: who made a picture has not written the text.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::extract::page::text::Sought;
use crate::fold::folded;
use crate::words::Words;

struct Names {
    anywhere: Vec<Sought>,
    whole: HashSet<String>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let all = |words: Words| words.all().iter().map(|name| folded(name));
    Names {
        anywhere: all(Words::PictureAgency).map(Sought::new).collect(),
        whole: all(Words::PictureAgencyWhole).collect(),
    }
});

/// Whether a name is that of a picture agency.
#[must_use]
pub fn is_supplier(name: &str) -> bool {
    let name = folded(name);
    NAMES.whole.contains(&name) || NAMES.anywhere.iter().any(|known| known.text() == name)
}

/// Whether a piece of a line credits a picture: "Bo Chen / Getty Images", "Bo Chen via Alamy".
fn is_credit(piece: &str) -> bool {
    let plain = folded(piece);
    let last = piece.rsplit(['/', '|', '©']).next().unwrap_or_default();
    NAMES.anywhere.iter().any(|name| name.is_in(&plain)) || NAMES.whole.contains(&folded(last))
}

/// A line of names without the pieces that credit a picture.
#[must_use]
pub fn without_credits(line: &str) -> Cow<'_, str> {
    if !is_credit(line) && !line.split(SEPARATORS).any(is_credit) {
        return Cow::Borrowed(line);
    }
    let pieces = line
        .split(SEPARATORS)
        .flat_map(|piece| piece.split(" and "));
    let names: Vec<&str> = pieces.filter(|piece| !is_credit(piece)).collect();
    Cow::Owned(names.join(", "))
}

const SEPARATORS: [char; 5] = [',', ';', '\n', '、', '，'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_told_from_names() {
        for (line, names) in [
            ("Getty Images", ""),
            ("Bo Chen / Getty Images", ""),
            ("Bo Chen/Getty", ""),
            ("Ada Lind via Shutterstock", ""),
            ("Ada Lind, Getty Images", "Ada Lind"),
            ("Ada Lind and Getty Images", "Ada Lind"),
            ("Ada Lind", "Ada Lind"),
            ("Estelle Getty", "Estelle Getty"),
            ("视觉中国", ""),
        ] {
            assert_eq!(without_credits(line), names, "{line}");
        }
        assert!(is_supplier("Getty") && is_supplier("picture alliance"));
    }
}
