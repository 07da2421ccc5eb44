//! What moves in the list, and what does not.

use super::*;
use proptest::prelude::*;

fn ids(numbers: &[i64]) -> Vec<HeadlineId> {
    numbers.iter().copied().map(HeadlineId).collect()
}

fn list(numbers: &[i64]) -> List {
    let mut list = List::default();
    list.replace(ids(numbers));
    list
}

#[test]
fn an_untouched_list_follows_the_newest() {
    let mut list = list(&[3, 2, 1]);
    list.reload(ids(&[5, 4, 3, 2, 1]), false, 3);
    assert_eq!(list.selected(), Some(HeadlineId(5)));
    assert_eq!((list.offset(), list.waiting()), (0, 0));
}

#[test]
fn moving_in_an_empty_list_is_no_touch() {
    let mut list = list(&[]);
    list.move_by(1, 3);
    for seen in [&[3, 2][..], &[5, 4, 3, 2]] {
        list.reload(ids(seen), false, 3);
        assert_eq!(list.selected(), Some(HeadlineId(seen[0])));
    }
}

#[test]
fn what_arrives_waits_until_it_is_asked_for() {
    let mut list = list(&[6, 4, 3, 2, 1]);
    list.select(2, 3);
    let before = (list.cursor(), list.offset());
    list.reload(ids(&[8, 7, 6, 5, 4, 3, 2, 1]), false, 3);
    assert_eq!(list.ids(), ids(&[6, 4, 3, 2, 1]));
    assert_eq!((list.cursor(), list.offset()), before);
    assert_eq!(list.waiting(), 3);
    // What has waited and is gone again is not counted.
    list.reload(ids(&[8, 6, 5, 4, 3, 2, 1]), false, 3);
    assert_eq!(list.waiting(), 2);
    assert_eq!(
        (list.show_waiting(3), list.show_waiting(3)),
        (Some(0), None)
    );
    assert_eq!(list.ids(), ids(&[8, 6, 5, 4, 3, 2, 1]));
    assert_eq!(list.selected(), Some(HeadlineId(3)));
    assert_eq!(list.waiting(), 0);
}

#[test]
fn what_is_gone_leaves_the_rest_where_it_is() {
    let mut list = list(&[9, 8, 7, 6, 5, 4, 3, 2, 1]);
    list.select(6, 3);
    list.reload(ids(&[9, 7, 6, 5, 4, 2, 1]), false, 3);
    assert_eq!(list.selected(), Some(HeadlineId(2)), "3 is gone");
    assert_eq!(list.visible(3), ids(&[5, 4, 2]));
}

#[test]
fn read_headlines_keep_their_place_in_an_unread_view() {
    let mut list = list(&[5, 4, 3, 2, 1]);
    list.touch();
    list.reload(ids(&[6, 4, 2]), true, 10);
    assert_eq!(list.ids(), ids(&[5, 4, 3, 2, 1]));
    list.show_waiting(10);
    assert_eq!(list.ids(), ids(&[6, 5, 4, 3, 2, 1]));
    list.reload(ids(&[]), true, 10);
    assert_eq!(list.ids(), ids(&[6, 5, 4, 3, 2, 1]));
}

#[test]
fn a_headline_that_is_not_stored_any_more_is_asked_for_once() {
    let mut list = list(&[3, 2, 1]);
    let asked = list.wanted(3);
    list.store_rows(&asked, Vec::new(), 3);
    assert!(list.ids().is_empty() && list.wanted(3).is_empty());
}

#[test]
fn rows_are_asked_for_once_and_dropped_when_far() {
    let mut list = List::default();
    list.replace(ids(&(0..10_000).collect::<Vec<_>>()));
    let wanted = list.wanted(10);
    assert_eq!(wanted.len(), 20);
    list.select(9_999, 10);
    assert_eq!(list.wanted(10).len(), 20);
}

#[test]
fn a_list_that_is_not_shown_keeps_its_place() {
    let mut list = list(&(0..60).collect::<Vec<_>>());
    list.select(12, 10);
    let offset = list.offset();
    for (index, then) in [(11, offset), (13, offset), (40, 31)] {
        list.select(12, 10);
        list.select(index, 0);
        list.keep_in_view(0);
        assert_eq!(list.offset(), offset, "nothing is drawn at {index}");
        list.keep_in_view(10);
        assert_eq!(list.offset(), then, "{index}");
        list.select(0, 10);
    }
}

proptest! {
    #[test]
    fn a_moved_cursor_is_in_view_and_a_scrolled_view_leaves_it(
        count in 0_usize..60,
        height in 0_usize..20,
        moves in proptest::collection::vec((-30_isize..30, any::<bool>()), 0..20),
    ) {
        let mut list = List::default();
        let count = i64::try_from(count).unwrap();
        list.replace(ids(&(0..count).collect::<Vec<_>>()));
        let count = usize::try_from(count).unwrap();
        for (delta, scroll) in moves {
            let cursor = list.cursor();
            if scroll {
                list.scroll(delta, height);
                prop_assert_eq!(list.cursor(), cursor);
            } else {
                list.move_by(delta, height);
                prop_assert!(list.offset() <= list.cursor() || height == 0);
                prop_assert!(list.cursor() < list.offset() + height || height == 0);
            }
            list.keep_in_view(height);
            prop_assert!(count == 0 || list.cursor() < count);
            prop_assert!(count == 0 || list.offset() < count);
        }
    }

    #[test]
    fn nothing_moves_under_the_user(
        later in proptest::collection::vec(proptest::collection::btree_set(0_i64..60, 1..40), 1..6),
        cursor in 0_usize..40,
        height in 1_usize..12,
    ) {
        let mut list = list(&(20..40).rev().collect::<Vec<_>>());
        list.select(cursor, height);
        let (selected, shown) = (list.selected(), list.visible(height).to_vec());
        for seen in later {
            // Nothing that is shown is gone.
            let all: std::collections::BTreeSet<i64> = seen.into_iter().chain(20..40).collect();
            let count = all.len() - 20;
            list.reload(ids(&all.into_iter().rev().collect::<Vec<_>>()), false, height);
            prop_assert_eq!(list.selected(), selected);
            prop_assert_eq!(list.visible(height), &shown[..]);
            prop_assert_eq!(list.waiting(), count);
        }
        list.show_waiting(height);
        prop_assert_eq!(list.selected(), selected);
    }
}
