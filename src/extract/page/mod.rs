//! What stands where on a page: its elements and texts as flat arrays, sums over its parts, and
//! what names and phrases say of them.

pub mod article_end;
pub mod attribute_hints;
pub(super) mod consent;
pub mod measure;
pub mod notes;
pub mod outline;
pub mod phrases;
pub mod subtree_sums;
pub mod text;
pub mod wall;
