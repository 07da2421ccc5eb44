//! What a template promises.

use super::*;
