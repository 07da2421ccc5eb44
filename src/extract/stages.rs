//! The stages of the extractor by name. Each can be left out, so that what it is worth can be
//! measured on pages whose text is known (`examples/ablate.rs`); a reader's page passes them all.

/// Defines [`Stage`] and the list of all.
macro_rules! stages {
    ($($(#[$about:meta])* $name:ident,)*) => {
        /// A step that could be left out.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Stage { $($(#[$about])* $name,)* }

        impl Stage {
            /// All, in the order in which a page passes them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
        }
    };
}

stages! {
    /// The boxes of instruments give no text.
    InstrumentBoxes,
    /// The boxes of related headlines give no text.
    RelatedBoxes,
    /// Requests for consent give no text.
    ConsentBoxes,
    /// Boxes that a control opens are seen.
    ControlledBoxes,
    /// An article that a script shows is seen.
    HiddenArticle,
    /// What follows the first article of an endless page is left out.
    ArticleEnd,
    /// JSON-LD says what the headline is.
    TitleStated,
    /// The page's heading may be the headline.
    TitleHeading,
    /// A kicker is taken out of the heading.
    TitleKicker,
    /// The stated headline wins over a heading with a kicker before it.
    TitleKickerApart,
    /// The heading of a site that has one title for all pages.
    TitleOfSite,
    /// The leaf that says the headline without being a heading.
    TitleLeaf,
    /// Authors that JSON-LD states.
    BylineStated,
    /// Authors in meta elements.
    BylineMetas,
    /// Authors that the page prints in a box named for them.
    BylinePrinted,
    /// Authors that words introduce.
    BylineIntroduced,
    /// Authors with a portrait.
    BylinePortrayed,
    /// Authors in a credit.
    BylineCredited,
    /// Authors who sign at the end.
    BylineSigned,
    /// The house, if no person is named.
    BylineHouse,
    /// The day that JSON-LD states.
    DateStated,
    /// The day in meta elements.
    DateMetas,
    /// The day of `time` elements and microdata.
    DateElements,
    /// The day in the text near the headline.
    DateText,
    /// The day in the address.
    DateAddress,
    /// The day of the last change.
    DateChanged,
    /// Any day of the page.
    DateAnywhere,
    /// The standfirst is told apart.
    Standfirst,
    /// A standfirst that reads like text is its beginning.
    StandfirstLead,
    /// Leaves are compared with the page's own `articleBody`.
    StatedBodyAnchor,
    /// Leaves are compared with the description.
    DescriptionAnchor,
    /// The forest judges again, knowing what it thought of the neighbours.
    SecondRound,
    /// What nobody sees is no text.
    UnseenText,
    /// Sentences among the kept paragraphs of a box.
    GapSentences,
    /// Short text in the run of the article.
    RunText,
    /// Short text in a callout.
    RunCallouts,
    /// Numbered steps in the run.
    RunSteps,
    /// Loose lines in the run.
    RunLoose,
    /// Short sentences in the run.
    RunSentences,
    /// Headings in the run.
    RunHeadings,
    /// Code between kept paragraphs.
    GapCode,
    /// Items of lists that are nearly kept.
    GapItems,
    /// Captions by the name of their box.
    CaptionBoxes,
    /// Invitations by the name of their box.
    InvitationBoxes,
    /// Facts beside the story by the name of their box.
    FactBoxes,
    /// Comments by the name of their box.
    CommentBoxes,
    /// Forms and the page's foot.
    FurnitureBoxes,
    /// Boxes of text that stood before.
    Copies,
    /// Runs of leaves that stood before.
    CopiedRuns,
    /// Lines that only name the authors.
    AuthorLines,
    /// Credits of pictures that have lost their captions.
    CreditLines,
    /// Known phrases that stand alone or introduce a link.
    PhraseLines,
    /// Phrases of subscribing and sharing in boxes named for it.
    BoxLines,
    /// Pleas at the end.
    Pleas,
    /// Boxes of advertisements.
    AdvertBoxes,
    /// Headings that announce nothing.
    StrayHeadings,
    /// Several headings that say all there is to say stay.
    TellingHeadings,
    /// Too little text: a lower bar.
    LowerBar,
    /// What was rescued is pruned as well.
    RescuePruned,
    /// A table of which half is kept is kept whole.
    TableCells,
    /// The words of a post of a network, and whose a quotation is.
    QuoteSources,
    /// Notes to which a mark in the text points.
    Notes,
    /// The page's `articleBody` where little is shown.
    StatedBody,
    /// The data of scripts where little is shown.
    ScriptData,
    /// Text under a picture is its caption.
    Captions,
    /// Pictures of authors are none of the article's.
    AuthorPictures,
    /// The first picture of the article where no meta element names one.
    LeadPicture,
    /// An agency named near the headline.
    AgencyNear,
    /// An agency in the dateline.
    AgencyDateline,
    /// An agency in the last words.
    AgencyEnding,
    /// An author that is an agency.
    AgencyAuthor,
}

/// The stages that a page passes: all, but for those that were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stages {
    left_out: u128,
}

impl Stages {
    /// All stages but these.
    #[must_use]
    pub fn without(stages: &[Stage]) -> Self {
        let left_out = stages.iter().map(|&stage| bit(stage));
        Self {
            left_out: left_out.fold(0, |all, bit| all | bit),
        }
    }

    /// Whether a page passes a stage.
    #[must_use]
    pub fn has(self, stage: Stage) -> bool {
        self.left_out & bit(stage) == 0
    }
}

fn bit(stage: Stage) -> u128 {
    1 << stage as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stage_is_left_out_and_no_other() {
        assert!(Stage::ALL.len() <= 128);
        for &stage in Stage::ALL {
            let stages = Stages::without(&[stage]);
            assert!(
                Stage::ALL
                    .iter()
                    .all(|&other| stages.has(other) == (other != stage))
            );
        }
        assert!(Stage::ALL.iter().all(|&stage| Stages::default().has(stage)));
    }
}
