//! What the markup of generators becomes.

use proptest::prelude::*;

use crate::extract::fragment;
use crate::model::Block;

fn text(html: &str) -> String {
    let blocks = fragment(html, None);
    blocks.iter().map(Block::text).collect::<Vec<_>>().join("|")
}

fn check(cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        assert_eq!(text(html), *expected, "{html}");
    }
}

#[test]
fn each_formula_stands_once() {
    let katex = "<span class=katex><span class=katex-mathml><math><semantics><mrow><mi>P</mi></mrow>\
        <annotation encoding=application/x-tex>P^2</annotation></semantics></math></span>\
        <span class=katex-html aria-hidden=true><span>P</span><span>2</span></span></span>";
    let drawn = "<span class=MathJax_Preview>x²</span><span class=MathJax data-mathml='<math><mi>x</mi></math>'><nobr>x2</nobr></span>";
    check(&[
        (&format!("<p>A sum {katex}."), "A sum P^2."),
        (
            &format!("<p>So <span class=katex-display>{katex}</span> holds."),
            "So\nP^2\nholds.",
        ),
        (
            &format!("<p>So {drawn}<script type='math/tex'>x^2</script> holds."),
            "So x^2 holds.",
        ),
        (
            "<p>Saved <span class=MathJax data-mathml='<math><msup><mi>x</mi><mn>2</mn></msup></math>'>x2</span>.",
            "Saved x².",
        ),
        (
            "<p>So <mjx-container class=MathJax jax=CHTML><mjx-math><mjx-mi>x</mjx-mi></mjx-math>\
             <mjx-assistive-mml><math><msqrt><mi>x</mi></msqrt></math></mjx-assistive-mml></mjx-container> is.",
            "So √x is.",
        ),
        (
            "<p>Wiki <span class=mwe-math-element><span class=mwe-math-mathml-inline style='display:none'>\
             <math alttext='{\\displaystyle e=mc^{2}}'><mi>e</mi></math></span>\
             <img class=mwe-math-fallback-image-inline src=x.svg alt='{\\displaystyle e=mc^{2}}'></span> end",
            "Wiki e=mc^{2} end",
        ),
        (
            "<p>Old wiki <img class=tex alt='a_1' src=a.png> and <img src='https://s0.wp.com/latex.php?latex=b' alt='b'>.",
            "Old wiki a_1 and b.",
        ),
        (
            "<p>Typed \\(a^2\\) and $$b$$.",
            "Typed \\(a^2\\) and $$b$$.",
        ),
        (
            "<p>So<script type='math/tex; mode=display'>a = b</script>",
            "So\na = b",
        ),
    ]);
}

#[test]
fn mathml_reads_as_text() {
    let math = |inner: &str| text(&format!("<p>x <math>{inner}</math>"));
    for (inner, expected) in [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "½"),
        (
            "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>",
            "(a + b)/c",
        ),
        ("<msqrt><mi>x</mi></msqrt>", "√x"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x + 1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "∛x"),
        (
            "<msup><mi>x</mi><mn>2</mn></msup><mo>≤</mo><msub><mi>y</mi><mn>1</mn></msub>",
            "x² ≤ y₁",
        ),
        (
            "<msup><mi>x</mi><mrow><mi>k</mi><mo>/</mo><mn>2</mn></mrow></msup>",
            "x^(k/2)",
        ),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
            "∑_(i = 1)ⁿi",
        ),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u{304}"),
        ("<mo>−</mo><mn>3</mn>", "−3"),
        (
            "<mi>f</mi><mo>&#x2061;</mo><mo>(</mo><mi>x</mi><mo>)</mo>",
            "f(x)",
        ),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable>",
            "[1, 0; 0, 1]",
        ),
    ] {
        assert_eq!(math(inner), format!("x {expected}"), "{inner}");
    }
}

#[test]
fn raised_and_lowered_text_is_marked() {
    check(&[
        ("<p>10<sup>6</sup> and H<sub>2</sub>O", "10⁶ and H₂O"),
        (
            "<p>x<sup>n+1</sup>, x<sup>k/2</sup>, x<sub>ij</sub>, 10<sup>-3</sup>",
            "xⁿ⁺¹, x^(k/2), x_ij, 10⁻³",
        ),
        (
            "<p>the 1<sup>st</sup>, 2<sup>nd</sup> and n<sup>th</sup>",
            "the 1st, 2nd and nth",
        ),
        (
            "<p>le 1<sup>er</sup> mai du XX<sup>e</sup> siècle, M<sup>me</sup> X",
            "le 1er mai du XXe siècle, Mme X",
        ),
        ("<p>e<sup>x</sup> and Acme<sup>TM</sup>", "e^x and Acme™"),
        (
            "<p>He said so.<sup>3</sup> And this<sup>1,2</sup> too<sup>[4]</sup>.",
            "He said so.³ And this[1,2] too[4].",
        ),
        ("<p>So<sup><a href='#fn1'>1</a></sup>", "So[1]"),
        ("<p>So<sup>[<a href='#fn1'>1</a>]</sup>", "So[1]"),
        (
            "<p>So<sup><a href='#n1'>1</a>, <a href='#n2'>2</a></sup>",
            "So[1], [2]",
        ),
        (
            "<p>So<sup class=reference><a href='#c-1'><span>[</span>note 1<span>]</span></a></sup>",
            "So[note 1]",
        ),
        (
            "<p>So<sup><a href='https://a.example/x#fn:1'>1</a></sup>",
            "So[1]",
        ),
        (
            "<p><sub>A small text that stands below the picture</sub>",
            "A small text that stands below the picture",
        ),
    ]);
}

#[test]
fn readings_stand_in_parentheses() {
    check(&[
        ("<p><ruby>古<rt>ふる</rt></ruby>い", "古(ふる)い"),
        (
            "<p><ruby>議会<rp>(</rp><rt>ぎかい</rt><rp>)</rp></ruby>は",
            "議会(ぎかい)は",
        ),
        ("<p><ruby>話<rb></rb><rt>はな</rt></ruby>し", "話(はな)し"),
        (
            "<p><ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>",
            "東(とう)京(きょう)",
        ),
        (
            "<p><ruby><rb>東<rb>京<rt>とう<rt>きょう</ruby>",
            "東京(とうきょう)",
        ),
        (
            "<p><ruby>\n <rb>漢</rb>\n <rt>かん</rt>\n</ruby>字",
            "漢(かん)字",
        ),
        (
            "<p><ruby>北京<rtc><rt>Běi</rt><rt>jīng</rt></rtc></ruby>",
            "北京(Běijīng)",
        ),
        (
            "<h2><ruby>港<rt>みなと</rt></ruby></h2><p>x",
            "港(みなと)|x",
        ),
    ]);
}

#[test]
fn code_has_its_lines() {
    let lines = "def f(x):\n    if x:\n\n        return 1";
    for html in [
        "<pre><code><div class=l>def f(x):</div><div class=l>    if x:</div><div><br></div><div>        return 1</div></code></pre>",
        "<pre><div>def f(x):</div>\n<div>    if x:</div>\n<div></div>\n<div>        return 1</div></pre>",
        "<pre><code>def f(x):<br>&nbsp;&nbsp;&nbsp;&nbsp;if x:<br><br>        return 1</code></pre>",
        "<pre class=prettyprint><ol class=linenums><li>def f(x):</li><li>    if x:</li><li></li><li>        return 1</li></ol></pre>",
        "<pre><code><span class=line>def f(x):</span>\n<span class=line>    if x:</span>\n<span class=line></span>\n<span class=line>        return 1</span></code></pre>",
        "<pre><code><span class=line>def f(x):</span><span class=line>    if x:</span><span class=line></span><span class=line>        return 1</span></code></pre>",
        "<pre><code>def f(x):</code><code>    if x:</code><code></code><code>        return 1</code></pre>",
        "<pre><p>def f(x):</p><p>    if x:</p><p></p><p>        return 1</p></pre>",
        "<pre><span style='display: block'>def f(x):</span><span style='display:block'>    if x:\n</span><span style='display:block'>\n</span><span style='display:block'>        return 1</span></pre>",
        "<pre><span class=lineno>1 </span>def f(x):\n<span class=lineno>2 </span>    if x:\n<span class=lineno>3 </span>\n<span class=lineno>4 </span>        return 1</pre>",
    ] {
        assert_eq!(text(html), lines, "{html}");
    }
}

#[test]
fn code_stands_without_its_line_numbers() {
    let lines = "def f(x):\n    return 1";
    for html in [
        // Hexo
        "<figure class='highlight python'><table><tr><td class=gutter><pre><span>1</span><br><span>2</span><br></pre></td>\
         <td class=code><pre><span>def f(x):</span><br><span>    return 1</span><br></pre></td></tr></table></figure>",
        // Rouge
        "<div class='language-python highlighter-rouge'><pre class=highlight><code><table class=rouge-table><tbody><tr>\
         <td class='rouge-gutter gl'><pre class=lineno>1\n2\n</pre></td><td class=rouge-code><pre>def f(x):\n    return 1\n</pre></td></tr></tbody></table></code></pre></div>",
        // Chroma
        "<div class=highlight><table class=lntable><tr><td class=lntd><pre><code><span class=lnt>1\n</span><span class=lnt>2\n</span></code></pre></td>\
         <td class=lntd><pre><code class=language-python><span class=line><span class=cl>def f(x):\n</span></span><span class=line><span class=cl>    return 1\n</span></span></code></pre></td></tr></table></div>",
        // Pygments
        "<div class=highlight-python><table class=highlighttable><tr><td class=linenos><div class=linenodiv><pre><span class=normal>1</span>\n<span class=normal>2</span></pre></div></td>\
         <td class=code><div class=highlight><pre><span></span>def f(x):\n    return 1\n</pre></div></td></tr></table></div>",
        // GitHub
        "<div class='highlight-source-python'><table class='highlight js-file-line-container'><tr><td id=L1 class=blob-num data-line-number=1></td><td class='blob-code'>def f(x):</td></tr>\
         <tr><td id=L2 class=blob-num data-line-number=2></td><td class=blob-code>    return 1</td></tr></table></div>",
        // highlight.js
        "<pre><code class='hljs language-python'><table class=hljs-ln><tbody><tr><td class='hljs-ln-line hljs-ln-numbers' data-line-number=1><div class=hljs-ln-n data-line-number=1></div></td>\
         <td class='hljs-ln-line hljs-ln-code' data-line-number=1>def f(x):</td></tr><tr><td class='hljs-ln-numbers' data-line-number=2><div data-line-number=2>2</div></td><td class='hljs-ln-code' data-line-number=2>    return 1</td></tr></tbody></table></code></pre>",
        // SyntaxHighlighter
        "<div class='syntaxhighlighter python'><table><tbody><tr><td class=gutter><div class='line number1'>1</div><div class='line number2'>2</div></td>\
         <td class=code><div class=container><div class='line number1'><code class=py>def</code> <code>f(x):</code></div><div class='line number2'><code class=spaces>&nbsp;&nbsp;&nbsp;&nbsp;</code><code>return 1</code></div></div></td></tr></tbody></table></div>",
        // Crayon
        "<div class='lang:python crayon-syntax'><table class=crayon-table><tr class=crayon-row><td class=crayon-nums><div class=crayon-nums-content><div class=crayon-num>1</div><div class=crayon-num>2</div></div></td>\
         <td class=crayon-code><div class=crayon-pre><div class=crayon-line>def f(x):</div><div class=crayon-line>    return 1</div></div></td></tr></table></div>",
    ] {
        let expected = Block::Code {
            lang: Some("python".into()),
            text: lines.into(),
        };
        assert_eq!(fragment(html, None), [expected], "{html}");
    }
    // Ranks are no line numbers.
    let ranks = "<table><tr><td>1<td>Ada<tr><td>2<td>Bo</table>";
    assert!(matches!(fragment(ranks, None)[0], Block::Table { .. }));
}

#[test]
fn boxes_of_task_lists_are_signs() {
    check(&[
        (
            "<ul><li><input type=checkbox disabled checked> hooks</li><li><input type=checkbox disabled> ropes</li></ul>",
            "☑ hooks\n☐ ropes",
        ),
        (
            "<ul><li><p><input type=CHECKBOX checked=''>hooks</p></li></ul>",
            "☑ hooks",
        ),
        (
            "<ol><li><label><input type=checkbox> a</label></li></ol>",
            "☐ a",
        ),
        (
            "<form><ul><li><input type=checkbox> I agree</li></ul></form>",
            "I agree",
        ),
    ]);
}

#[test]
fn links_of_headings_to_themselves_go() {
    for heading in [
        "<h2 id=x>Title<a href='#x'>#</a></h2>",
        "<h2 id=x>Title <a class=headerlink href='#x' title='Permalink'>¶</a></h2>",
        "<h2 id=x><a class=doc-anchor href='#x'>§</a>Title</h2>",
        "<h2 id=x>Title<a href='#x'>🔗</a></h2>",
        "<h2 id=x>Title<a href='#x' class=hash-link aria-label='Direct link'>\u{200b}</a></h2>",
        "<h2 id=x>Title <a href='#x'>Link to this heading</a></h2>",
        "<h2><span id=x>Title</span> <a href='https://a.example/p#x'>Permalink</a></h2>",
        "<h2 id=x><a href='#x'>Title</a></h2>",
        "<h2 id=x><a class=header-anchor href='#x'><span>Title</span></a></h2>",
        "<h2 id=x><a href='#x'><span aria-hidden=true>#</span> Title</a></h2>",
        "<div><h2>Title</h2><a class=anchor href='#x'>#</a></div>",
        "<h2>Title<span class=mw-editsection>[<a href='/w?action=edit&amp;section=1'>edit</a>]</span></h2>",
        "<h2>Title<span class=mw-editsection><span>[</span><a href='/w?action=edit&section=1'>Bearbeiten</a><span> | </span><a href='/w?veaction=edit&section=1'>Quelltext</a><span>]</span></span></h2>",
        "<h2>Title [<a href='/w?action=edit&section=1'>modifier</a>]</h2>",
    ] {
        assert_eq!(text(&format!("{heading}<p>x")), "Title|x", "{heading}");
    }
    check(&[
        (
            "<h2>See <a href='#notes'>the notes</a></h2><p>x",
            "See the notes|x",
        ),
        ("<p>Issue <a href='#5'>#5</a>", "Issue #5"),
        (
            "<p>See <a class=anchor href='#2'>part 2</a> too",
            "See part 2 too",
        ),
        (
            "<p>A note. <a class=footnote-backref href='#r1'>↩</a>",
            "A note.",
        ),
    ]);
}

proptest! {
    #[test]
    fn nothing_panics(html in "(<(ruby|rt|rp|pre|code|div|br|table|tr|td|sup|sub|a href='#x'|math|mfrac|mn|msup|h2|input type=checkbox|li|span class=line|span class=katex|td class=gutter)>|</(ruby|pre|table|td|sup|a|math|h2|span)>|[a1 \n]){0,40}") {
        let _ = fragment(&html, None);
    }
}

#[test]
fn quotations_in_a_line_have_their_marks() {
    for (html, expected) in [
        (
            "He called it <q>a good day</q>.",
            "He called it “a good day”.",
        ),
        (
            "<q>She said <q>now</q>, and left</q>",
            "“She said ‘now’, and left”",
        ),
        (
            "He called it <q>“a good day”</q>.",
            "He called it “a good day”.",
        ),
        ("He called it <q></q>.", "He called it ."),
    ] {
        assert_eq!(text(&format!("<p>{html}</p>")), expected);
    }
}

#[test]
fn formulas_that_are_only_drawn_are_read() {
    let c = |code: &str| format!("<mjx-c class='mjx-c{code} TEX-I'></mjx-c>");
    let x = format!("<mjx-mi class=mjx-i>{}</mjx-mi>", c("1D465"));
    let two = format!("<mjx-mn class=mjx-n>{}</mjx-mn>", c("32"));
    let plus = format!("<mjx-mo class=mjx-n>{}</mjx-mo>", c("2B"));
    let square = format!("<mjx-msup>{x}<mjx-script>{two}</mjx-script></mjx-msup>");
    let fraction = format!(
        "<mjx-mfrac><mjx-frac><mjx-num><mjx-nstrut></mjx-nstrut>{x}</mjx-num><mjx-dbox><mjx-dtable>\
         <mjx-row><mjx-den>{two}</mjx-den></mjx-row></mjx-dtable></mjx-dbox></mjx-frac></mjx-mfrac>"
    );
    let indexed = format!(
        "<mjx-msubsup>{x}<mjx-script>{two}<mjx-spacer></mjx-spacer>{x}</mjx-script></mjx-msubsup>"
    );
    for (drawn, expected) in [
        (format!("{square}{plus}{fraction}"), "It is x² + x/2."),
        (
            format!(
                "<mjx-msqrt><mjx-sqrt><mjx-surd></mjx-surd><mjx-box>{x}</mjx-box></mjx-sqrt></mjx-msqrt>"
            ),
            "It is √x.",
        ),
        (indexed, "It is x_x²."),
    ] {
        let html = format!(
            "<p>It is <mjx-container class=MathJax jax=CHTML><mjx-math class=MJX-TEX>{drawn}</mjx-math></mjx-container>."
        );
        assert_eq!(text(&html), expected);
    }
    let svg = "<p>It is <mjx-container class=MathJax jax=SVG><svg><g data-mml-node=math><g data-mml-node=msup>\
        <g data-mml-node=mi><use data-c=1D466></use></g><g data-mml-node=mn><use data-c=33></use></g></g></g></svg></mjx-container>.";
    assert_eq!(text(svg), "It is y³.");
}
