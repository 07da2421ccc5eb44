//! What is learned of the sites that pages are read from. It is no user state: it may be
//! forgotten at any time and is learned again.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::to_stored;
use super::connection::Store;
use super::error::Result;
use crate::extract::site::{Observation, Template};

/// Sites that are remembered, at some 1 to 4 KB each: those read from last.
const SITES: i64 = 2_000;

impl Store {
    /// What is known of a site; an empty template when nothing is, or what is stored is damaged.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn template(&self, authority: &str) -> Result<Template> {
        self.read(|sql| stored(sql, authority).map(Option::unwrap_or_default))
    }

    /// Adds what a page teaches of its site to what is stored now: other pages of the site may
    /// have been read since this one's template was.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn learn(&mut self, authority: &str, page: &Observation, now: Timestamp) -> Result<()> {
        self.write(|sql| {
            if !page.has_text() {
                return Ok(());
            }
            let known = stored(sql, authority)?;
            let is_new = known.is_none();
            let mut template = known.unwrap_or_default();
            template.observe(page);
            sql.prepare_cached(
                "INSERT INTO site_template (authority, used_at, template) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (authority) DO UPDATE SET used_at = ?2, template = ?3",
            )?
            .execute(params![authority, to_stored(now), template.to_bytes()])?;
            if is_new {
                forget(sql)?;
            }
            Ok(())
        })
    }
}

fn stored(sql: &Connection, authority: &str) -> rusqlite::Result<Option<Template>> {
    sql.prepare_cached("SELECT template FROM site_template WHERE authority = ?1")?
        .query_row([authority], |row| {
            Ok(Template::from_bytes(row.get_ref(0)?.as_blob()?))
        })
        .optional()
}

fn forget(sql: &Connection) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "DELETE FROM site_template WHERE authority IN \
         (SELECT authority FROM site_template ORDER BY used_at DESC LIMIT -1 OFFSET ?1)",
    )?
    .execute([SITES])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::at;
    use super::*;
    use crate::extract::{Options, observed};

    fn page(number: usize) -> Observation {
        let text = format!("The council met for the {number}th time, and said so at length. ");
        let html = format!(
            "<article><h1>Meeting {number}</h1><p>{}</p><p>Write to our desk in confidence.</p></article>",
            text.repeat(4)
        );
        let url = format!("https://a.example/{number}");
        let options = Options {
            url: Some(&url),
            site: Some(&Template::default()),
            ..Options::default()
        };
        observed(&html, &options).1
    }

    fn sites(store: &Store) -> i64 {
        let count = "SELECT count(*) FROM site_template";
        let count = store.read(|sql| sql.query_row(count, [], |row| row.get(0)));
        count.expect("counted")
    }

    #[test]
    fn pages_add_up_whoever_read_the_template_before() {
        let mut store = Store::open_in_memory().expect("memory");
        // Both were judged before either was learned.
        let (one, two) = (page(1), page(2));
        store.learn("a.example", &one, at(0)).expect("learned");
        store.learn("a.example", &two, at(1)).expect("learned");
        store.learn("a.example", &one, at(2)).expect("learned");
        assert_eq!(store.template("a.example").expect("read").pages(), 2);
        assert_eq!(store.template("b.example").expect("read").pages(), 0);
    }

    #[test]
    fn damaged_bytes_are_learned_anew() {
        let mut store = Store::open_in_memory().expect("memory");
        store.learn("a.example", &page(1), at(0)).expect("learned");
        store
            .write(|sql| sql.execute("UPDATE site_template SET template = x'010203'", []))
            .expect("damaged");
        assert_eq!(store.template("a.example").expect("read").pages(), 0);
        store.learn("a.example", &page(1), at(0)).expect("learned");
        assert_eq!(store.template("a.example").expect("read").pages(), 1);
    }

    #[test]
    fn the_sites_used_last_are_kept() {
        let mut store = Store::open_in_memory().expect("memory");
        let page = page(1);
        store.learn("old.example", &page, at(0)).expect("learned");
        store.learn("used.example", &page, at(1)).expect("learned");
        for site in 0..SITES - 2 {
            let name = format!("{site}.example");
            store.learn(&name, &page, at(10 + site)).expect("learned");
        }
        assert_eq!(sites(&store), SITES);
        let late = at(10 + SITES);
        store.learn("used.example", &page, late).expect("learned");
        store.learn("new.example", &page, late).expect("learned");
        assert_eq!(sites(&store), SITES);
        let pages = |name: &str| store.template(name).expect("read").pages();
        assert_eq!([pages("old.example"), pages("used.example")], [0, 1]);
    }
}
