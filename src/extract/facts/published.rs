//! When the article was published: JSON-LD, meta elements, microdata, `time` elements near the
//! headline, the text near the headline, the address; in this order of trust.

use std::sync::LazyLock;

use super::linked_data::Facts;
use super::meta::Metas;
use crate::dates;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::measure::Measure;
use crate::extract::page::outline::Outline;
use crate::extract::stages::Stage;
use crate::markup::tags::Tag;
use crate::model::{Precision, When};
use crate::quirks::quirks;

/// Meta elements that hold the date, the surer first; those of single sites come last.
static METAS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let own = quirks().date_metas.iter().map(|meta| meta.is.as_str());
    SHARED_METAS.iter().copied().chain(own).collect()
});

const SHARED_METAS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "dcterms.issued",
    "date",
    "ptime",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article_date_original",
    "originalpublicationdate",
    "article:created",
    "datecreated",
    "created",
    "published",
    "publication_date",
    "citation_publication_date",
    "citation_date",
    "displaydate",
    "release_date",
    "shareaholic:article_published_time",
    "rnews:datepublished",
    "gentime",
    "firstcreatetime",
    "og:release_date",
];

/// Finds the date of publication.
#[must_use]
pub fn find(
    outline: &Outline<'_>,
    metas: &Metas<'_>,
    facts: &Facts,
    url: Option<&str>,
    title: Option<u32>,
) -> Option<When> {
    let stated = facts.published.as_deref().and_then(dates::find);
    let meta = || {
        METAS
            .iter()
            .find_map(|name| metas.all(name).find_map(|text| dates::find(&text)))
    };
    let fallback = || {
        facts.modified.as_deref().and_then(dates::find).or_else(|| {
            [
                "article:modified_time",
                "og:updated_time",
                "last-modified",
                "lastmod",
                "datemodified",
            ]
            .iter()
            .find_map(|name| metas.all(name).find_map(|text| dates::find(&text)))
        })
    };
    let pass = |stage, find: &dyn Fn() -> Option<When>| outline.stages.has(stage).then(find)?;
    pass(Stage::DateStated, &|| stated)
        .or_else(|| pass(Stage::DateMetas, &meta))
        .or_else(|| pass(Stage::DateElements, &|| from_elements(outline, title)))
        .or_else(|| pass(Stage::DateText, &|| from_text(outline, title)))
        .or_else(|| pass(Stage::DateAddress, &|| url.and_then(dates::in_url)))
        .or_else(|| pass(Stage::DateChanged, &fallback))
        .or_else(|| pass(Stage::DateAnywhere, &|| anywhere(outline)))
}

/// `time` elements and microdata; what says "published" wins over what is near the headline.
fn from_elements(outline: &Outline<'_>, title: Option<u32>) -> Option<When> {
    let mut best: Option<(u32, When)> = None;
    for (index, entry) in outline.entries.iter().enumerate() {
        let property = entry.attr("itemprop").unwrap_or_default();
        let published = property.eq_ignore_ascii_case("datePublished")
            || property.eq_ignore_ascii_case("dateCreated")
            || entry.attr("pubdate").is_some();
        if entry.tag != Tag::Time && !published {
            continue;
        }
        let is_of_others =
            || entry.above.any(Marks::COMMENT.with(Marks::RELATED)) || is_spoken_of(outline, index);
        if !published && is_of_others() {
            continue;
        }
        let value = entry
            .attr("datetime")
            .or_else(|| entry.attr("content"))
            .and_then(dates::find)
            .or_else(|| dates::find(&plain_text(outline, index)));
        let Some(when) = value else {
            continue;
        };
        let distance = title.map_or(entry.leaves.start, |title| {
            let away = entry.leaves.start.abs_diff(title);
            if entry.leaves.start + 6 < title {
                away + 100
            } else {
                away
            }
        });
        let updated = entry.marks.any(Marks::DATE)
            && entry.attr("class").is_some_and(|class| {
                let class = class.to_ascii_lowercase();
                class.contains("update") || class.contains("modif")
            });
        let cost = distance + if published { 0 } else { 1000 } + if updated { 30 } else { 0 };
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, when));
        }
    }
    best.map(|(_, when)| when)
}

/// Whether a date stands in a quotation, or in the words of a paragraph.
fn is_spoken_of(outline: &Outline<'_>, index: usize) -> bool {
    let Ok(index) = u32::try_from(index) else {
        return false;
    };
    let block = outline
        .ancestors(index)
        .find(|&above| outline.entries[above as usize].tag.is_block());
    let block = block.unwrap_or(0);
    let mut leaves = outline.leaves_within(block);
    let is_said = leaves.any(|leaf| is_sentence(&outline.leaves[leaf].measure));
    let is_paragraph = matches!(
        outline.entries[block as usize].tag,
        Tag::P | Tag::Li | Tag::Td | Tag::Dd
    );
    is_paragraph && is_said || outline.is_within(block, Tag::Blockquote)
}

/// Fewest words of a sentence that may speak of any day; shorter ones say when it was written.
const MIN_WORDS: u32 = 10;

fn is_sentence(measure: &Measure) -> bool {
    measure.words >= MIN_WORDS && measure.ends_sentence && measure.linked * 3 < measure.size
}

fn plain_text(outline: &Outline<'_>, index: usize) -> String {
    let mut text = String::new();
    for node in outline.entries[index].node.descendants().take(20) {
        if let Some(part) = node.value().as_text() {
            text.push_str(part);
        }
    }
    text
}

/// Leaves near the headline that are short and hold a date.
fn from_text(outline: &Outline<'_>, title: Option<u32>) -> Option<When> {
    let title = title? as usize;
    let after = title + 1..outline.leaves.len().min(title + 16);
    let before = title.saturating_sub(8)..title;
    let mut day: Option<When> = None;
    for at in after.chain(before.rev()) {
        let leaf = &outline.leaves[at];
        if leaf.measure.size > 200
            || is_sentence(&leaf.measure)
            || outline.is_within(leaf.container, Tag::Blockquote)
        {
            continue;
        }
        let text = outline.leaf_text(leaf);
        if digits(&text) < 3 {
            continue;
        }
        match dates::find(&text) {
            Some(when) if when.precision == Precision::Instant => return Some(when),
            Some(when) => day = day.or(Some(when)),
            None => {}
        }
        if day.is_some() && at > title + 6 {
            break;
        }
    }
    day
}

/// The first element of the page that says it is a date and holds one.
fn anywhere(outline: &Outline<'_>) -> Option<When> {
    let marked = outline.leaves.iter().find_map(|leaf| {
        let entry = &outline.entries[leaf.container as usize];
        let says = entry
            .marks
            .with(outline.entries[entry.parent as usize].marks)
            .any(Marks::DATE);
        if !says || leaf.measure.size > 120 {
            return None;
        }
        dates::find(&outline.leaf_text(leaf))
    });
    marked.or_else(|| {
        outline
            .leaves
            .iter()
            .filter(|leaf| leaf.measure.size < 80)
            .filter(|leaf| !outline.is_within(leaf.container, Tag::Blockquote))
            .filter(|leaf| {
                !outline.entries[leaf.container as usize]
                    .above
                    .any(Marks::FOOTER)
            })
            .map(|leaf| outline.leaf_text(leaf))
            .filter(|text| digits(text) >= 5)
            .find_map(|text| dates::find(&text))
    })
}

/// The digits of a text, in any script.
fn digits(text: &str) -> usize {
    text.chars().filter(|c| dates::digit(*c).is_some()).count()
}

#[cfg(test)]
mod tests {
    use crate::extract::{Options, article};

    /// Pages that state their date nowhere but in the text near the headline: the language, the
    /// headline, the line of the date, two paragraphs, and the date.
    const PAGES: &[[&str; 6]] = &[
        [
            "he",
            "הרכבת החדשה לצפון תיפתח בחודש הבא",
            "<div>מאת: דנה לוי</div><div>יום שלישי, 18 בינואר 2022, 14:09</div>",
            "הקו החדש יחבר בין שתי הערים הגדולות בצפון, ונסיעה בו תימשך פחות מארבעים דקות. במשרד התחבורה מעריכים שכעשרת אלפים נוסעים ישתמשו בו בכל יום.",
            "ראש העיר אמר כי התושבים חיכו לקו הזה שנים רבות, והוסיף כי בתחנות יוקמו חניונים לאופניים. המחיר לנסיעה עדיין לא נקבע, אך הוא לא יעלה על מחיר נסיעה באוטובוס.",
            "2022-01-18T14:09:00",
        ],
        [
            "he",
            "הגשר הישן ייסגר לשיפוצים",
            "<p>פורסם: 18.01.22 | 9:05</p>",
            "הגשר מעל הנחל ייסגר לתנועה למשך חודשיים, כך הודיעה העירייה. במהלך העבודות יוחלפו העמודים ויחוזקו היסודות שנבנו לפני שמונים שנה.",
            "נהגים יופנו לכביש העוקף, והולכי רגל יוכלו לעבור בגשר זמני שייבנה בסמוך. העבודות צפויות לעלות כחמישה מיליון שקלים, רובם מתקציב המדינה.",
            "2022-01-18T09:05:00",
        ],
        [
            "ar",
            "افتتاح خط القطار الجديد بين المدينتين",
            "<div><span>الثلاثاء ١٨ يناير/ كانون الثاني ٢٠٢٢ - ٢:٠٩ م</span></div>",
            "يربط الخط الجديد بين أكبر مدينتين في الشمال، وتستغرق الرحلة أقل من أربعين دقيقة. وتتوقع الوزارة أن يستخدمه عشرة آلاف راكب كل يوم.",
            "وقال رئيس البلدية إن السكان انتظروا هذا الخط سنوات طويلة، وأضاف أن المحطات ستضم مواقف للدراجات. ولم يحدد سعر التذكرة حتى الآن.",
            "2022-01-18T14:09:00",
        ],
        [
            "ar",
            "إغلاق الجسر القديم للصيانة",
            "<p>نشر في: 18 تشرين الأول 2022</p>",
            "يغلق الجسر فوق النهر أمام حركة السير مدة شهرين، كما أعلنت البلدية. وتستبدل خلال الأعمال الأعمدة وتقوى الأسس التي بنيت قبل ثمانين عاما.",
            "ويحول السائقون إلى الطريق الدائري، ويعبر المشاة جسرا مؤقتا يبنى بجانبه. وتبلغ كلفة الأعمال خمسة ملايين، معظمها من ميزانية الدولة.",
            "2022-10-18",
        ],
        [
            "fa",
            "خط تازه قطار میان دو شهر گشوده می‌شود",
            "<div>سه‌شنبه ۲۸ دی ۱۴۰۰ - ۱۴:۰۹</div>",
            "خط تازه دو شهر بزرگ شمال را به هم می‌پیوندد و سفر با آن کمتر از چهل دقیقه زمان می‌برد. وزارت راه برآورد می‌کند که هر روز ده هزار نفر از آن استفاده کنند.",
            "شهردار گفت که مردم سال‌ها منتظر این خط بوده‌اند و افزود که در ایستگاه‌ها جای دوچرخه ساخته می‌شود. بهای بلیت هنوز روشن نیست.",
            "2022-01-18T14:09:00",
        ],
        [
            "fa",
            "پل کهنه برای بازسازی بسته می‌شود",
            "<ul><li>کد خبر: ۵۴۲</li><li>۱۴۰۰/۱۰/۲۸ ۰۹:۰۵</li></ul>",
            "پل روی رودخانه دو ماه به روی خودروها بسته می‌ماند، شهرداری چنین گفت. در این مدت ستون‌ها عوض می‌شوند و پی‌هایی که هشتاد سال پیش ساخته شد استوارتر می‌شود.",
            "رانندگان به جاده کناری فرستاده می‌شوند و پیاده‌ها از پلی موقت می‌گذرند که در کنار آن ساخته می‌شود. هزینه این کار پنج میلیارد است.",
            "2022-01-18T09:05:00",
        ],
        [
            "zh",
            "连接两座城市的新铁路下月通车",
            "<div>2022年01月18日 下午2:09 来源:北方日报</div>",
            "新线路把北方最大的两座城市连接起来，全程不到四十分钟。交通部门预计，每天将有一万名乘客使用这条线路，沿线的六个车站都已完工。",
            "市长说，居民们等这条线路等了很多年，并补充说，车站将设置自行车停放处。票价尚未确定，但不会高于公共汽车的票价，学生还可以享受优惠。",
            "2022-01-18T14:09:00",
        ],
        [
            "zh-TW",
            "舊橋下週起封閉整修",
            "<p>民國111年1月18日</p>",
            "市政府宣布，河上的舊橋將封閉兩個月。施工期間將更換橋柱，並加固八十年前建造的橋基，工程由兩家公司共同負責，並由大學的專家監督。",
            "車輛將改走外環道路，行人可以走旁邊的臨時橋。工程費用約五百萬元，大部分由中央政府負擔，其餘由市政府的預算支付，預計春天完工。",
            "2022-01-18",
        ],
        [
            "ja",
            "二つの町を結ぶ新しい鉄道が来月開業",
            "<div>２０２２年１月１８日（火）　１４時０９分</div>",
            "新しい路線は北部の二つの大きな町を結び、所要時間は四十分足らずになる。国土交通省は毎日一万人が利用すると見込んでおり、六つの駅はすでに完成している。",
            "市長は、住民は長年この路線を待っていたと述べ、駅には駐輪場も設けると付け加えた。運賃はまだ決まっていないが、バスの運賃を超えることはないという。",
            "2022-01-18T14:09:00",
        ],
        [
            "ko",
            "두 도시를 잇는 새 철도 다음 달 개통",
            "<div>입력 2022.01.18. 오후 2:09</div>",
            "새 노선은 북부의 가장 큰 두 도시를 이으며, 소요 시간은 사십 분이 되지 않는다. 국토부는 매일 만 명이 이용할 것으로 내다보고 있으며 역 여섯 곳은 이미 완공됐다.",
            "시장은 주민들이 이 노선을 오랫동안 기다려 왔다고 말하고, 역마다 자전거 보관소를 두겠다고 덧붙였다. 요금은 아직 정해지지 않았지만 버스 요금을 넘지 않을 것이다.",
            "2022-01-18T14:09:00",
        ],
    ];

    #[test]
    fn dates_near_the_headline_are_read_in_their_script() {
        for [language, headline, line, first, second, date] in PAGES {
            let page = format!(
                "<html lang={language}><title>{headline}</title><body>\
                 <nav><a href=/>1</a> <a href=/a>2</a></nav>\
                 <article><h1>{headline}</h1>{line}<p>{first}</p><p>{second}</p></article>\
                 <aside><a href=/b>{second}</a> <span>2019-03-05</span></aside>\
                 <footer>© 2019-2024</footer></body></html>"
            );
            let found = article(&page, &Options::default()).published;
            let found = found.map(crate::model::When::to_text);
            assert_eq!(found.as_deref(), Some(*date), "{line}");
        }
    }
}
