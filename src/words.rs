//! Words that pages use, by what they are asked for: `assets/words/`.
//!
//! A file holds one language (`any.txt`: what has none), one entry a line; a word that languages
//! share stands in one of them. `names.txt` holds words in the names of elements, many a line.
//! The entries of a section come longest first, so that of two that begin alike the longer is
//! met first. Nothing is read before the first question.

mod files;

use std::sync::LazyLock;

use files::{Section, entries};

macro_rules! sections {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The sections of `assets/words/`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Words { $($(#[$doc])* $variant,)* }

        /// Their names, in the order of [`Words`].
        const NAMES: &[&str] = &[$($name,)*];
    };
}

sections! {
    // Short leaves that a page prints around an article; "=" begins what must be all of one.
    /// What follows is no longer the article: comments, related stories, most read.
    PhraseEnd = "phrase.end",
    /// A line inside the article that is no part of it.
    PhraseInline = "phrase.inline",
    PhraseSubscribe = "phrase.subscribe",
    PhraseConsent = "phrase.consent",
    PhraseShare = "phrase.share",
    PhraseCaption = "phrase.caption",
    PhraseByline = "phrase.byline",
    PhraseLegal = "phrase.legal",
    /// What a publisher asks of its readers at the end of a text; "…" stands for other words.
    Plea = "plea",

    // What stands in an article's place. A phrase counts wherever it stands as words.
    WallConsent = "wall.consent",
    /// Words of the buttons.
    WallConsentControl = "wall.consent.control",
    WallConsentAddress = "wall.consent.address",
    WallLogIn = "wall.log_in",
    WallLogInMarkup = "wall.log_in.markup",
    WallLogInAddress = "wall.log_in.address",
    /// The page checks who asks.
    WallCheck = "wall.check",
    WallCheckMarkup = "wall.check.markup",
    WallCheckAddress = "wall.check.address",
    WallError = "wall.error",
    WallErrorAddress = "wall.error.address",

    /// Endings of ordinals and abbreviations that are printed raised and read on without a sign:
    /// 1st, 1er, XXe, Mme, nº, McDonald. Single letters count behind numbers only ("2e", but x^e).
    RaisedEnding = "raised.ending",

    /// What leads from the beginning of a text to the rest of it.
    ReadOn = "read_on",
    /// The same in words that say so only when they stand alone.
    ReadOnBare = "read_on.bare",
    /// The beginnings of such words.
    ReadOnPart = "read_on.part",
    /// What else a link says that only invites to follow it; "…" ends the beginning of a text.
    Invitation = "invitation",

    /// What stands beside a number of comments, readers or minutes.
    Counted = "counted",
    /// Labels of advertisements, whole texts.
    AdvertLabel = "advert.label",

    // Beside figures. "Md" is a French milliard, never a million; a lakh is 10^5, a crore 10^7.
    NumberE3 = "number.e3",
    NumberE5 = "number.e5",
    NumberE6 = "number.e6",
    NumberE7 = "number.e7",
    NumberE9 = "number.e9",
    NumberE12 = "number.e12",
    /// Powers of ten thousand, right behind the figure.
    MyriadE4 = "number.e4.myriad",
    MyriadE8 = "number.e8.myriad",
    MyriadE12 = "number.e12.myriad",
    /// Signs of money, and behind a tab their codes.
    MoneySign = "money.sign",
    UnitBasisPoints = "unit.basis_points",
    UnitPoints = "unit.points",
    /// Parts of longer words for points.
    UnitPointsStem = "unit.points.stem",

    // Headings of boxes beside a story, whole texts.
    /// Lists that recommend other headlines; [`Words::ReadOn`] heads them too.
    RelatedHeading = "related.heading",
    /// Lists of the instruments of a story.
    InstrumentHeading = "instrument.heading",
    /// Boxes about the company that publishes the page.
    CompanyHeading = "company.heading",
    /// Parts of a company's name that say only what form it has.
    CompanyForm = "company.form",

    // Around the names of authors.
    /// "By", where a date may stand before it.
    BylineBy = "byline.by",
    /// What names an author so plainly that it may stand anywhere.
    BylineSigned = "byline.signed",
    /// What does so before a colon.
    BylineAuthor = "byline.author",
    /// What else introduces an author.
    BylineIntroduction = "byline.introduction",
    /// What stands between two names.
    BylineAnd = "byline.and",
    /// What somebody else did for the article stands behind it.
    BylineContribution = "byline.contribution",
    /// Occupations and parts of titles: behind a comma they look like a second name.
    BylineOccupation = "byline.occupation",
    /// What Chinese and Japanese labels of authors are made of ("取材・文：", "文＝").
    BylineLabel = "byline.label",
    /// Ranks that are printed right behind a name.
    BylineRank = "byline.rank",
    /// What no person is called.
    BylineNoName = "byline.no_name",
    /// Accounts that are nobody's.
    BylineAccount = "byline.account",
    /// Labels of credits in Chinese papers.
    BylineCredit = "byline.credit",
    /// What follows the names in such a credit.
    BylineCreditEnd = "byline.credit_end",
    /// The first characters of most Chinese family names, many a line.
    BylineFamily = "byline.family",
    /// Small words inside the names of people.
    Particle = "particle",
    /// What else stands inside the names of houses.
    ParticleHouse = "particle.house",
    /// Words that lead to a date ("Ann Lee on 3 May").
    DateBefore = "date.before",
    /// Words around the time of a day.
    DateClock = "date.clock",

    // Words in the names of elements (`names.txt`); of each mark what `extract` says of it.
    MarkNavigation = "mark.navigation",
    MarkFooter = "mark.footer",
    MarkHeader = "mark.header",
    MarkSidebar = "mark.sidebar",
    MarkRelated = "mark.related",
    MarkSocial = "mark.social",
    MarkComment = "mark.comment",
    MarkAdvert = "mark.advert",
    MarkSubscribe = "mark.subscribe",
    MarkOverlay = "mark.overlay",
    MarkTags = "mark.tags",
    MarkByline = "mark.byline",
    MarkDate = "mark.date",
    MarkCaption = "mark.caption",
    MarkDek = "mark.dek",
    MarkArticle = "mark.article",
    MarkBody = "mark.body",
    MarkText = "mark.text",
    MarkTeaser = "mark.teaser",
    MarkWidget = "mark.widget",
    MarkTitle = "mark.title",
    MarkHidden = "mark.hidden",
    MarkMeta = "mark.meta",
    MarkSummary = "mark.summary",
    MarkMedia = "mark.media",
    MarkQuote = "mark.quote",
    MarkAction = "mark.action",
    MarkPaywall = "mark.paywall",
    MarkNote = "mark.note",
    MarkLive = "mark.live",
    /// Boxes whose name alone decides what they hold.
    NameCaption = "name.caption",
    NameComments = "name.comments",
    NameFacts = "name.facts",
    NameInvitation = "name.invitation",
    /// Boxes that hold nothing but advertisements.
    NameAdvert = "name.advert",
    /// Boxes that ask for consent, and the services that draw them.
    NameConsent = "name.consent",
    /// Boxes of a picture: who is named there made it.
    NamePicture = "name.picture",
    /// The line above a headline.
    NameKicker = "name.kicker",
    /// Boxes that stand in the text and speak to its reader.
    NameCallout = "name.callout",
    /// Parts of an accordion or of tabs.
    NameFold = "name.fold",
    /// Marks and notes: parts of words, whole words, and words that other links have too.
    NameNotePart = "name.note.part",
    NameNote = "name.note",
    NameNoteWeak = "name.note.weak",
    /// Strips of indices and what else is on every page of a site, with nothing between words.
    NameStrip = "name.strip",
    /// Parts of the names of authors' faces.
    NameFacePart = "name.face.part",
    /// The price of an instrument and its change, with nothing between words.
    NamePrice = "name.price",
    NamePriceAlone = "name.price.alone",
    NameChange = "name.change",
    /// Elements that nobody sees on the screen, as common frameworks and themes call them,
    NameHidden = "name.hidden",
    /// and what stands in such names: modules of styles add letters before and behind.
    NameHiddenPart = "name.hidden.part",
    /// Elements that renderers draw a formula in.
    NameFormula = "name.formula",
    NameFormulaPicture = "name.formula.picture",
    /// Links from a heading to itself.
    NamePermalink = "name.permalink",
    /// Links back from a note.
    NameReturn = "name.return",
    /// Elements that highlighters put around a line of code.
    NameCodeLine = "name.code.line",
    /// Line numbers: parts of words, and whole words.
    NameLineNumberPart = "name.line_number.part",
    NameLineNumber = "name.line_number",
    /// Parts of names that speak of code.
    NameCodePart = "name.code.part",
    // Data of scripts: fields of an object and what they say.
    /// Fields that say what an object is.
    DataKind = "data.kind",
    /// What headings are called there,
    DataHeading = "data.heading",
    /// what stands behind such names,
    DataHolder = "data.holder",
    /// numbers in them,
    DataNumber = "data.number",
    /// and fields of their level.
    DataLevel = "data.level",
    /// Fields of text.
    DataText = "data.text",
    /// Code: classes beside which the bare name of a language stands, what else stands before
    /// one, and the languages.
    NameHighlighter = "name.highlighter",
    NameCodePrefix = "name.code_prefix",
    NameLanguage = "name.language",
    // Narrower than the marks, for pages of headlines: there "latest", "popular" and "featured" are
    // what the reader came for, and "list" is all there is.
    /// What leads to sections and services.
    NameMenu = "name.menu",
    /// Parts of an item that hold no headline: people, tags, buttons, adverts.
    NameHeadlinePart = "name.headline_part",
    /// What stands beside a list of headlines.
    NameHeadlineBeside = "name.headline_beside",
    /// What stands in or beside a headline and is no part of it; names end so.
    NameTitlePart = "name.title_part",
    /// Layout, not content.
    NameLayout = "name.layout",
    /// What the pages of authors are called in addresses.
    PathAuthor = "path.author",
    /// What stands in addresses where a symbol could and is none.
    PathNoSymbol = "path.no_symbol",
    /// Parameters of addresses that follow a reader around and say nothing about the page. Keys
    /// of headlines are stored: to take one away makes old headlines new.
    QueryTracking = "query.tracking",
    /// The beginnings of such parameters.
    QueryTrackingFamily = "query.tracking.family",

    // Who supplied a text.
    /// What large agencies are called, and behind a tab their names as shown.
    AgencyName = "agency.name",
    /// Behind these nothing but a supplier stands.
    AgencySuppliedBy = "agency.supplied_by",
    /// Labels of the supplier; a colon follows.
    AgencyLabel = "agency.label",
    /// Who supplies pictures: such names say so wherever they stand in a line.
    PictureAgency = "agency.picture",
    /// The same of names that are also words or people's: alone or behind a slash.
    PictureAgencyWhole = "agency.picture.whole",
    /// What begins the credit of a picture behind its caption, as it is written; a blank follows.
    CaptionCredit = "caption.credit",
}

/// All sections.
static SECTIONS: LazyLock<Vec<Section>> = LazyLock::new(|| {
    let mut sections: Vec<Section> = NAMES.iter().map(|_| Section::default()).collect();
    // Entries of one section follow each other.
    let mut last = ("", None);
    for (_, section, entry) in entries() {
        if section != last.0 {
            last = (section, NAMES.iter().position(|name| *name == section));
        }
        if let Some(at) = last.1 {
            sections[at].push(entry);
        }
    }
    sections.iter_mut().for_each(Section::sort);
    sections
});

impl Words {
    /// The entries of all languages, longest first.
    pub(crate) fn all(self) -> &'static [&'static str] {
        SECTIONS[self as usize].all()
    }

    /// The entries with a blank on both sides.
    pub(crate) fn spaced(self) -> Vec<String> {
        self.all().iter().map(|word| format!(" {word} ")).collect()
    }

    /// The two sides of entries that have a tab.
    pub(crate) fn pairs(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.all().iter().filter_map(|entry| entry.split_once('\t'))
    }

    /// Whether a word is one of them.
    pub(crate) fn has(self, word: impl AsRef<[u8]>) -> bool {
        SECTIONS[self as usize].has(word.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// The compiler sees to it that each section is asked for.
    #[test]
    fn sections_are_those_of_the_files_and_hold_nothing_twice() {
        let mut known = HashSet::new();
        for (file, section, entry) in entries() {
            let said = format!("{file}: [{section}] {entry}");
            assert!(NAMES.contains(&section), "{said}");
            assert!(known.insert((section, entry)), "{said}");
        }
        for name in NAMES {
            assert!(known.iter().any(|(section, _)| section == name), "{name}");
        }
    }

    #[test]
    fn the_longer_is_met_first() {
        let all = Words::WallConsentControl.all();
        assert!(all.windows(2).all(|pair| pair[0].len() >= pair[1].len()));
        assert!(all.iter().all(|entry| Words::WallConsentControl.has(entry)));
        for word in [
            "",
            "accep",
            "accepts",
            "an entry that is longer than all the others are",
        ] {
            assert!(!Words::WallConsentControl.has(word), "{word}");
        }
    }
}
