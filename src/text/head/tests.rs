//! What heads look like.
