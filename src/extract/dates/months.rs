//! Month names and their usual abbreviations, in lower case, by month.
//!
//! Words that are also a weekday in another language ("mar" is Tuesday in Italian) are left
//! to the month: a weekday never stands between a day number and a year.

use std::collections::HashMap;
use std::sync::LazyLock;

const NAMES: [&str; 12] = [
    "january jan januar jänner jan januari janvier janv enero ene gennaio gen janeiro januarie \
     tammikuuta tammikuu styczeń stycznia sty leden ledna január januára január jan ianuarie ian ocak oca \
     января январь янв січня січень януари јануар ιανουαρίου ιαν يناير ינואר בינואר जनवरी sausio sausis \
     janvāris janvārī jaanuar siječnja siječanj januarja januára \
     جنوری ژانویه জানুয়ারি জানুয়ারী",
    "february feb februar februari février fevrier févr fevr fév febrero febbraio febr fevereiro fev helmikuuta helmikuu \
     luty lutego lut únor února unor február februára februarie şubat şub февраля февраль фев лютого лютий \
     февруари фебруар φεβρουαρίου φεβ فبراير פברואר בפברואר फरवरी फ़रवरी vasario vasaris februāris februārī veebruar \
     veljače veljača februarja feber \
     فروری فوریه ফেব্রুয়ারি ফেব্রুয়ারী",
    "march mar märz maerz mrz mär maart mars marzo março marco maaliskuuta maaliskuu marzec marca březen března brezna \
     március márc martie mart mart марта март мар березня березень март μαρτίου μαρ مارس מרץ במרץ मार्च kovo kovas \
     marts märts ožujka ožujak marec marzec \
     مارچ মার্চ",
    "april apr avril avr abril abr aprile huhtikuuta huhtikuu kwiecień kwietnia kwi duben dubna április ápr aprilie \
     nisan nis апреля апрель апр квітня квітень април απριλίου απρ أبريل ابريل אפריל באפריל अप्रैल balandžio balandis aprīlis aprīlī \
     aprill travnja travanj aprila apríl apríla \
     آوریل آوریل اپریل এপ্রিল",
    "may mai mei mayo maggio mag maio maj toukokuuta toukokuu maja květen května kvetna május máj mayıs may мая май травня травень \
     мај μαΐου μαϊου مايو מאי במאי मई gegužės gegužė maijs maijā svibnja svibanj mája maju \
     مئی مه مئی মে",
    "june jun juni juin junio giugno giu junho kesäkuuta kesäkuu czerwiec czerwca cze červen června cervna június jún iunie \
     haziran haz июня июнь июн червня червень юни јун ιουνίου ιουν يونيو יוני ביוני जून birželio birželis jūnijs jūnijā juuni lipnja \
     lipanj junija jún júna \
     جون ژوئن ژوئن জুন",
    "july jul juli juillet juil julio luglio lug julho heinäkuuta heinäkuu lipiec lipca lip červenec července cervence \
     július júl iulie temmuz tem июля июль июл липня липень юли јул ιουλίου ιουλ يوليو יולי ביולי जुलाई liepos liepa jūlijs jūlijā \
     juuli srpnja srpanj julija júla \
     جولائی جولائی جولای ژوئیه ژوئیه জুলাই",
    "august aug augusti augustus août aout agosto ago elokuuta elokuu sierpień sierpnia sie srpen srpna augusztus \
     ağustos ağu августа август авг серпня серпень αυγούστου αυγ أغسطس אוגוסט באוגוסט अगस्त rugpjūčio rugpjūtis augusts augustā \
     kolovoza kolovoz avgusta avgust agustus augusta \
     اوت اگست আগস্ট",
    "september sept sep septembre septiembre setiembre settembre set setembro syyskuuta syyskuu wrzesień września wrz \
     září zari szeptember szept septembrie eylül eyl сентября сентябрь сен вересня вересень септември септембар σεπτεμβρίου \
     σεπ سبتمبر ספטמבר בספטמבר सितंबर सितम्बर rugsėjo rugsėjis septembris septembrī rujna rujan septembra \
     ستمبر سپتامبر সেপ্টেম্বর",
    "october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta lokakuu październik października paź \
     říjen října rijna október octombrie ekim eki октября октябрь окт жовтня жовтень октомври октобар οκτωβρίου οκτ \
     أكتوبر اكتوبر אוקטובר באוקטובר अक्टूबर अक्तूबर spalio spalis oktobris oktobrī oktoober oktobra októbra \
     اکتبر اکتوبر অক্টোবর অক্টোবর",
    "november nov novembre noviembre novembro marraskuuta marraskuu listopad listopada lis noiembrie kasım kas ноября \
     ноябрь ноя листопада листопад ноември новембар νοεμβρίου νοε نوفمبر נובמבר בנובמבר नवंबर नवम्बर lapkričio lapkritis novembris \
     novembrī studenog studenoga novembra \
     نوامبر نومبر নভেম্বর",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro joulukuuta joulukuu grudzień \
     grudnia gru prosinec prosince december decembrie aralık ara декабря декабрь дек грудня грудень декември децембар \
     δεκεμβρίου δεκ ديسمبر דצמבר בדצמבר दिसंबर दिसम्बर gruodžio gruodis decembris decembrī detsember prosinca decembra desember des \
     دسامبر دسمبر ডিসেম্বর",
];

/// Month names of Arabic as the Levant writes them have two words; the first decides.
const LEVANT: [(&str, u32); 9] = [
    ("كانون", 12),
    ("شباط", 2),
    ("آذار", 3),
    ("نيسان", 4),
    ("أيار", 5),
    ("حزيران", 6),
    ("تموز", 7),
    ("آب", 8),
    ("أيلول", 9),
];

static MONTHS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut months: HashMap<&'static str, u32> = LEVANT.into_iter().collect();
    for (names, month) in NAMES.iter().zip(1..) {
        for name in names.split_whitespace() {
            months.entry(name).or_insert(month);
        }
    }
    months
});

/// The month a lower-case word names, 1 to 12.
pub fn month_of(word: &str) -> Option<u32> {
    MONTHS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_many_languages() {
        for (word, month) in [
            ("août", 8),
            ("października", 10),
            ("травня", 5),
            ("mars", 3),
            ("ocak", 1),
        ] {
            assert_eq!(month_of(word), Some(month), "{word}");
        }
        assert_eq!(month_of("bank"), None);
    }
}
