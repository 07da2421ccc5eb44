//! Walls of many kinds and languages, and the articles that look like them.

use super::*;
use crate::extract::{self, Options};

const TITLE: &str = "Council weighs fate of old crane";
const TEASER: &str = "The harbour council met on Tuesday to decide what should become of the old \
    crane, which has stood idle on the north quay since the yard closed.";
const LINK: &str = "https://post.example/2026/02/crane";

fn page(title: &str, body: &str) -> String {
    format!(
        "<html><head><title>{title} - Harbour Post</title></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )
}

fn judged(html: &str, url: &str, title: &str, text: &str) -> Option<Wall> {
    let options = Options {
        url: Some(url),
        ..Options::default()
    };
    let article = extract::article(html, &options);
    let announced = Announced {
        title,
        text,
        link: LINK,
        source: "Harbour Post",
    };
    wall(&article, html, url, &announced)
}

fn of(html: &str) -> Option<Wall> {
    judged(html, LINK, TITLE, TEASER)
}

const CONSENT: &str = "<p>We and our partners use cookies to store and access personal data on \
    your device, such as browsing data, to show you relevant advertising and to measure it. You \
    can accept all of this or manage your preferences, and you may change your mind at any time.</p>\
    <p>By accepting you agree that data are processed outside of your country, where other laws \
    protect them, and that they are combined with data from other sources.</p>\
    <button>Accept all</button>";
const LOG_IN: &str = "<form><p>Log in to continue reading.</p><label>E-mail</label><input name=m>\
    <label>Password</label><input type=password><a href=/forgot>Forgot your password?</a></form>";

#[test]
fn walls_do_not_stand_for_the_article() {
    assert_eq!(of(&page("Your privacy", CONSENT)), Some(Wall::Consent));
    assert_eq!(of(&page("Log in", LOG_IN)), Some(Wall::LogIn));
    let check = page(
        "Just a moment...",
        "<p>Checking your browser before you go on.</p>",
    );
    assert_eq!(of(&check), Some(Wall::Check));
    let error = page(
        "Page not found",
        "<p>The page you requested does not exist.</p>",
    );
    assert_eq!(of(&error), Some(Wall::Error));
    let other = page("Ten recipes for rainy days", &"<p>Take two onions, chop them, and fry them gently in butter until they are soft and golden.</p>".repeat(20));
    assert_eq!(of(&other), Some(Wall::Unrelated));
    assert_eq!(of("<html><body></body></html>"), Some(Wall::Unrelated));
    let script = "<html><head><title>post.example</title></head><body><noscript>Please enable JavaScript to go on.</noscript><script src=\"https://ct.captcha-delivery.com/c.js\"></script></body></html>";
    assert_eq!(of(script), Some(Wall::Check));
}

#[test]
fn a_wall_may_bear_the_headline() {
    assert_eq!(of(&page(TITLE, CONSENT)), Some(Wall::Consent));
    // Without a text there is nothing to say against it.
    assert_eq!(judged(&page(TITLE, CONSENT), LINK, TITLE, ""), None);
}

#[test]
fn the_article_is_taken_under_any_title() {
    let body = format!(
        "<p>{TEASER}</p><p>Members heard from three engineers, two of whom said the structure could be made safe for less than the cost of taking it down.</p>"
    );
    assert_eq!(of(&page(TITLE, &body)), None);
    assert_eq!(of(&page("Rust never sleeps", &body)), None);
    let rewritten = "<p>What will happen to the crane on the north quay? Nobody knew on Tuesday, when the harbour's council had met: since the yard closed the crane has rusted.</p>";
    assert_eq!(of(&page("Rust never sleeps", rewritten)), None);
    // The right headline over another text than the teaser is the rule of many a site.
    let terse =
        "<p>Nobody has decided anything yet, and it may take until spring to find the money.</p>";
    assert_eq!(of(&page(TITLE, terse)), None);
    assert_eq!(
        of(&page("Council weighs crane's fate after survey", terse)),
        None
    );
}

#[test]
fn a_story_about_cookies_is_no_wall() {
    let title = "Regulator fines publisher over cookie consent";
    let teaser = "A publisher has to pay two million after its consent box made refusing cookies \
        harder than accepting them, the regulator said.";
    let body = format!(
        "<p>{teaser}</p><p>The box asked readers to accept all or to pay, and hid the way to refuse behind three pages.</p>"
    );
    assert_eq!(judged(&page(title, &body), LINK, title, teaser), None);
    assert_eq!(
        judged(&page("Pay or consent", &body), LINK, title, teaser),
        None
    );
}

#[test]
fn the_front_page_is_not_the_article_it_lists() {
    let teasers: String = (0..12)
        .map(|n| format!("<article><h2><a href=/{n}>Another story, number {n}</a></h2><p>Something else has happened in town on day {n}.</p></article>"))
        .collect();
    let front = page(
        "Harbour Post",
        &format!("<article><h2><a href=/c>{TITLE}</a></h2><p>{TEASER}</p></article>{teasers}"),
    );
    for url in [
        "https://post.example/",
        "https://www.post.example/en/",
        "https://post.example/index.html?from=x",
    ] {
        assert_eq!(
            judged(&front, url, TITLE, TEASER),
            Some(Wall::FrontPage),
            "{url}"
        );
    }
}

#[test]
fn only_a_headline_is_compared_with_care() {
    assert_eq!(
        judged(&page("Log in", LOG_IN), LINK, TITLE, ""),
        Some(Wall::LogIn)
    );
    assert_eq!(
        judged(&page("Your privacy", CONSENT), LINK, TITLE, "Comments"),
        Some(Wall::Consent)
    );
    let long = "<p>Take two onions, chop them, and fry them gently in butter until they are soft and golden, then add the rice.</p>".repeat(20);
    assert_eq!(
        judged(&page("Risotto", &long), LINK, "Friday notes", ""),
        None
    );
    assert_eq!(
        judged(
            &page("A crane and its fate", "<p>Short.</p>"),
            LINK,
            TITLE,
            ""
        ),
        None
    );
}

/// Titles and teasers.
const STORIES: &[(&str, &str)] = &[
    (
        "港の古いクレーン、撤去か保存か",
        "市議会は火曜日、北の岸壁に残る古いクレーンをどうするかについて話し合った。造船所が閉じてから使われていない。",
    ),
    (
        "议会讨论旧起重机的命运",
        "港口议会星期二开会，决定北码头那台自船厂关闭以来一直闲置的旧起重机该如何处理。",
    ),
    (
        "항만 의회, 낡은 크레인의 운명 논의",
        "항만 의회는 화요일 조선소가 문을 닫은 뒤 북쪽 부두에 방치된 낡은 크레인을 어떻게 할지 결정하기 위해 모였다.",
    ),
    (
        "Совет решает судьбу старого крана",
        "Совет гавани собрался во вторник, чтобы решить судьбу старого крана, который стоит на северном причале.",
    ),
    (
        "المجلس يبحث مصير الرافعة القديمة",
        "اجتمع مجلس الميناء يوم الثلاثاء ليقرر مصير الرافعة القديمة التي تقف على الرصيف الشمالي منذ إغلاق الحوض.",
    ),
    (
        "สภาถกชะตาเครนเก่า",
        "สภาท่าเรือประชุมเมื่อวันอังคารเพื่อตัดสินชะตาของเครนเก่าที่ตั้งอยู่บนท่าเรือด้านเหนือ",
    ),
    (
        "מועצת הנמל דנה בגורל העגורן",
        "מועצת הנמל התכנסה ביום שלישי כדי להחליט מה ייעשה בעגורן הישן שעומד ברציף הצפוני.",
    ),
];

/// What sites of the same languages show instead.
const LOG_INS: &[(&str, &str)] = &[
    (
        "ログイン",
        "<p>続きを読むにはログインしてください。メールアドレスとパスワードを入力してください。</p>",
    ),
    (
        "安全验证",
        "<p>请完成验证后继续访问本网站，我们需要确认您不是自动程序。</p>",
    ),
    (
        "로그인",
        "<p>계속하려면 로그인하세요. 이메일과 비밀번호를 입력하십시오.</p>",
    ),
    (
        "Вход",
        "<p>Чтобы читать дальше, войдите на сайт. Введите пароль и адрес почты.</p>",
    ),
    (
        "تسجيل الدخول",
        "<p>يرجى إدخال البريد الإلكتروني وكلمة المرور للمتابعة.</p>",
    ),
    ("เข้าสู่ระบบ", "<p>กรุณาป้อนรหัสผ่านและอีเมลเพื่ออ่านต่อ</p>"),
    (
        "התחברות",
        "<p>כדי להמשיך לקרוא יש להזין דואר אלקטרוני וסיסמה.</p>",
    ),
];

#[test]
fn scripts_of_all_kinds_are_compared() {
    for ((title, teaser), (asked, wall)) in STORIES.iter().zip(LOG_INS) {
        let text = format!("<p>{teaser}</p>");
        assert_eq!(
            judged(&page(title, &text), LINK, title, teaser),
            None,
            "{title}"
        );
        assert_eq!(
            judged(&page("…", &text), LINK, title, teaser),
            None,
            "{title}"
        );
        let kind = judged(&page(asked, wall), LINK, title, teaser);
        assert!(
            matches!(kind, Some(Wall::LogIn | Wall::Check)),
            "{title}: {kind:?}"
        );
    }
}
