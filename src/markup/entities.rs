//! Character references: the entities of HTML 4 with the common ones of HTML5, and numeric
//! references with the repairs that every browser makes.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::WINDOWS_1252;
use memchr::memchr;

/// Longest name of the table.
const MAX_NAME: usize = 10;

/// Names with their code points in hexadecimal, after the HTML standard's table of named
/// character references. Names that stand for invisible characters map to nothing.
const NAMES: &str = "\
    AElig c6, Aacute c1, Abreve 102, Acirc c2, Agrave c0, Alpha 391, Amacr 100, Aogon 104,\
    Aring c5, Atilde c3, Auml c4, Beta 392, COPY a9, Cacute 106, Ccaron 10c, Ccedil c7, Chi 3a7,\
    Dagger 2021, Dcaron 10e, Delta 394, Dstrok 110, ETH d0, Eacute c9, Ecaron 11a, Ecirc ca,\
    Egrave c8, Emacr 112, Eogon 118, Epsilon 395, Eta 397, Euml cb, Gamma 393, Gbreve 11e,\
    Hat 5e, Iacute cd, Icirc ce, Idot 130, Igrave cc, Imacr 12a, Iota 399, Iuml cf, Kappa 39a,\
    Lambda 39b, Lstrok 141, Mu 39c, Nacute 143, Ncaron 147, Ntilde d1, Nu 39d, OElig 152,\
    Oacute d3, Ocirc d4, Odblac 150, Ograve d2, Omacr 14c, Omega 3a9, Omicron 39f, Oslash d8,\
    Otilde d5, Ouml d6, Phi 3a6, Pi 3a0, Prime 2033, Psi 3a8, REG ae, Rcaron 158, Rho 3a1,\
    Sacute 15a, Scaron 160, Scedil 15e, Sigma 3a3, THORN de, Tau 3a4, Tcaron 164, Tcedil 162,\
    Theta 398, Uacute da, Ucirc db, Udblac 170, Ugrave d9, Umacr 16a, Upsilon 3a5, Uring 16e,\
    Uuml dc, Xi 39e, Yacute dd, Yuml 178, Zacute 179, Zcaron 17d, Zdot 17b, Zeta 396, aacute e1,\
    abreve 103, acirc e2, acute b4, aelig e6, agrave e0, alefsym 2135, alpha 3b1, amacr 101,\
    and 2227, ang 2220, aogon 105, apos 27, aring e5, ast 2a, asymp 2248, atilde e3, auml e4,\
    bdquo 201e, beta 3b2, bigstar 2605, breve 2d8, brvbar a6, bsol 5c, bull 2022, bullet 2022,\
    cacute 107, cap 2229, caron 2c7, ccaron 10d, ccedil e7, cedil b8, cent a2, check 2713,\
    chi 3c7, circ 2c6, clubs 2663, colon 3a, comma 2c, commat 40, cong 2245, copy a9,\
    copysr 2117, crarr 21b5, cross 2717, cup 222a, curren a4, dArr 21d3, dagger 2020, darr 2193,\
    dash 2010, dcaron 10f, deg b0, delta 3b4, diams 2666, divide f7, dollar 24, dot 2d9,\
    dstrok 111, eacute e9, ecaron 11b, ecirc ea, egrave e8, emacr 113, empty 2205, emsp 2003,\
    ensp 2002, eogon 119, epsilon 3b5, equals 3d, equiv 2261, eta 3b7, eth f0, euml eb,\
    euro 20ac, excl 21, exist 2203, female 2640, flat 266d, fnof 192, forall 2200, frac12 bd,\
    frac13 2153, frac14 bc, frac15 2155, frac18 215b, frac23 2154, frac34 be, frac38 215c,\
    frac58 215d, frac78 215e, frasl 2044, gamma 3b3, gbreve 11f, ge 2265, grave 60, hArr 21d4,\
    hairsp 200a, half bd, harr 2194, hearts 2665, hellip 2026, horbar 2015, hyphen 2010,\
    iacute ed, icirc ee, iexcl a1, igrave ec, imacr 12b, image 2111, imath 131, infin 221e,\
    inodot 131, int 222b, iota 3b9, iquest bf, isin 2208, iuml ef, kappa 3ba, lArr 21d0,\
    lambda 3bb, lang 2329, laquo ab, larr 2190, lbrace 7b, lbrack 5b, lceil 2308, lcub 7b,\
    ldquo 201c, ldquor 201e, le 2264, lfloor 230a, lowast 2217, lowbar 5f, loz 25ca, lpar 28,\
    lsaquo 2039, lsqb 5b, lsquo 2018, lsquor 201a, lstrok 142, macr af, male 2642, mdash 2014,\
    micro b5, middot b7, minus 2212, mldr 2026, mu 3bc, nabla 2207, nacute 144, natural 266e,\
    nbsp a0, ncaron 148, ndash 2013, ne 2260, ni 220b, not ac, notin 2209, nsub 2284, ntilde f1,\
    nu 3bd, num 23, numero 2116, numsp 2007, oacute f3, ocirc f4, odblac 151, oelig 153,\
    ogon 2db, ograve f2, oline 203e, omacr 14d, omega 3c9, omicron 3bf, oplus 2295, or 2228,\
    ordf aa, ordm ba, oslash f8, otilde f5, otimes 2297, ouml f6, para b6, part 2202, percnt 25,\
    period 2e, permil 2030, perp 22a5, phi 3c6, phone 260e, pi 3c0, piv 3d6, plus 2b, plusmn b1,\
    pound a3, prime 2032, prod 220f, prop 221d, psi 3c8, puncsp 2008, quest 3f, rArr 21d2,\
    radic 221a, rang 232a, raquo bb, rarr 2192, rbrace 7d, rbrack 5d, rcaron 159, rceil 2309,\
    rcub 7d, rdquo 201d, rdquor 201d, real 211c, reg ae, rfloor 230b, rho 3c1, ring 2da, rpar 29,\
    rsaquo 203a, rsqb 5d, rsquo 2019, rsquor 2019, sacute 15b, sbquo 201a, scaron 161,\
    scedil 15f, sdot 22c5, sect a7, semi 3b, sharp 266f, sigma 3c3, sigmaf 3c2, sim 223c, sol 2f,\
    spades 2660, star 2606, starf 2605, sub 2282, sube 2286, sum 2211, sung 266a, sup 2283,\
    sup1 b9, sup2 b2, sup3 b3, supe 2287, szlig df, tau 3c4, tcaron 165, tcedil 163, there4 2234,\
    theta 3b8, thetasym 3d1, thinsp 2009, thorn fe, tilde 2dc, times d7, trade 2122, uArr 21d1,\
    uacute fa, uarr 2191, ucirc fb, udblac 171, ugrave f9, umacr 16b, uml a8, upsih 3d2,\
    upsilon 3c5, uring 16f, uuml fc, verbar 7c, vert 7c, weierp 2118, xi 3be, yacute fd, yen a5,\
    yuml ff, zacute 17a, zcaron 17e, zdot 17c, zeta 3b6";

static TABLE: LazyLock<HashMap<&'static str, char>> = LazyLock::new(|| {
    NAMES
        .split(',')
        .filter_map(|pair| pair.trim().split_once(' '))
        .filter_map(|(name, code)| {
            Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
        })
        .collect()
});

/// What the reference `&name;` stands for, given the part between `&` and `;`.
#[must_use]
pub(crate) fn resolve(name: &str) -> Option<char> {
    match name {
        "lt" | "LT" => Some('<'),
        "gt" | "GT" => Some('>'),
        "amp" | "AMP" => Some('&'),
        "quot" | "QUOT" => Some('"'),
        "Tab" => Some('\t'),
        "NewLine" => Some('\n'),
        "shy" => Some('\u{ad}'),
        "zwnj" => Some('\u{200c}'),
        "zwj" => Some('\u{200d}'),
        "lrm" => Some('\u{200e}'),
        "rlm" => Some('\u{200f}'),
        _ => match name.strip_prefix('#') {
            Some(number) => numeric(number),
            None if name.len() > MAX_NAME => None,
            None => TABLE.get(name).copied(),
        },
    }
}

/// `8217` or `x2019`. The C1 range means windows-1252, as in HTML; what is no character
/// becomes U+FFFD.
fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    let code = match code {
        Ok(code) => code,
        Err(error) if *error.kind() == std::num::IntErrorKind::PosOverflow => u32::MAX,
        Err(_) => return None,
    };
    if let Ok(byte @ 0x80..=0x9f) = u8::try_from(code) {
        let bytes = [byte];
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
        return text.chars().next();
    }
    Some(
        char::from_u32(code)
            .filter(|&c| c != '\0')
            .unwrap_or(char::REPLACEMENT_CHARACTER),
    )
}

/// Text in which the references are resolved; what is no reference stays as it is.
#[must_use]
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = reference(rest).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The reference at the start of `text` (at its `&`) and its length in bytes. A missing
/// semicolon is forgiven for numbers and for the five names that XML knows.
#[must_use]
pub(crate) fn reference(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let length = bytes[1..]
        .iter()
        .take(32)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#')
        .count();
    let name = &text[1..=length];
    if bytes.get(length + 1) == Some(&b';') {
        return Some((resolve(name)?, length + 2));
    }
    let forgiven = matches!(name, "lt" | "gt" | "amp" | "quot" | "nbsp") || name.starts_with('#');
    if !forgiven {
        return None;
    }
    Some((resolve(name)?, length + 1))
}

/// A character whose UTF-8 bytes were each written as a reference (`&#226;&#128;&#166;`) at
/// the start of `text`, and the length of all these references.
#[must_use]
pub(crate) fn utf8_references(text: &str) -> Option<(char, usize)> {
    let byte = |text: &str| -> Option<(u8, usize)> {
        let (number, _) = text.strip_prefix("&#")?.split_at_checked(3)?;
        let closed = text.as_bytes().get(5) == Some(&b';');
        number.parse().ok().filter(|_| closed).map(|byte| (byte, 6))
    };
    let (lead, mut at) = byte(text)?;
    let expected = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = vec![lead];
    while bytes.len() < expected {
        let (next, length) = byte(&text[at..])?;
        bytes.push(next);
        at += length;
    }
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((c, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        for (name, c) in [
            ("eacute", 'é'),
            ("AElig", 'Æ'),
            ("hellip", '…'),
            ("nbsp", '\u{a0}'),
            ("apos", '\''),
            ("#8217", '’'),
            ("#X2019", '’'),
            ("#146", '’'),
            ("#0", '\u{fffd}'),
            ("#x110000", '\u{fffd}'),
            ("#99999999999", '\u{fffd}'),
        ] {
            assert_eq!(resolve(name), Some(c), "{name}");
        }
        assert_eq!(utf8_references("&#226;&#128;&#166;x"), Some(('…', 18)));
        assert_eq!(utf8_references("&#233;t&#233;"), None);
        assert_eq!(resolve("nothing"), None);
        assert_eq!(resolve("#"), None);
    }

    #[test]
    fn text_keeps_what_is_no_reference() {
        assert_eq!(
            unescape("AT&T &amp; R&D; &#x41 &lt;b&gt; &"),
            "AT&T & R&D; A <b> &"
        );
    }
}
