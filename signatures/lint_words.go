package signatures

import (
	"regexp"
	"strings"
)

// words are forms that Microsoft's Japanese texts do not use, by their first
// letter, with the form to write. A form that the text goes on with longer is
// another word.
var words = map[rune][]struct{ not, longer, use string }{
	'サ': {{"サーバ", "ー", "サーバー"}},
	'ユ': {{"ユーザ", "ー", "ユーザー"}},
	'コ': {
		{"コンピュータ", "ー", "コンピューター"},
		{"コントローラ", "ー", "コントローラー"},
		{"コネクター", "", "コネクタ"},
	},
	'フ': {{"フォルダ", "ー", "フォルダー"}},
	'ブ': {{"ブラウザ", "ー", "ブラウザー"}},
	'プ': {{"プロキシー", "", "プロキシ"}},
	'デ': {{"デフォルト", "", "既定"}},
	'閾': {{"閾値", "", "しきい値"}},
	'秘': {{"秘密鍵", "", "秘密キー"}},
	'認': {{"認証局", "", "証明機関"}},
	'採': {{"採取", "", "収集"}},
	'遮': {{"遮断", "", "ブロック"}},
	'弊': {{"弊社", "", "です・ます alone"}},
	'ご': {{"ございます", "", "です・ます alone"}},
	'い': {{"いただけます", "", "です・ます alone"}},
	'〜': {{"〜", "", "～"}},
}

// style reports what is no mistake of a signature but reads or works badly. It
// never keeps somebody's own signatures from being used.
func (l *linter) style() {
	for _, p := range shown(l.sig) {
		key, _, _ := strings.Cut(p.key, "[")
		l.wording(key, p)
		l.fields(key, p)
	}
	l.commands()
	l.oldWords()
}

// oldWords reports words of earlier editions.
func (l *linter) oldWords() {
	for _, sel := range l.sig.Select {
		for _, o := range sel.old {
			l.at(o.Line, "%s: %w", sel.Name, o)
		}
	}
}

// fields reports places in a text that no evidence of the selection can fill.
func (l *linter) fields(key string, p pair) {
	for _, ph := range Placeholders(p.text.En) {
		sel := l.sig.Select.Get(ph.Selection)
		if sel == nil || sel.Shows(ph.Field) {
			continue
		}
		l.bad(key, "{%s.%s} of %s: a %s shows %s", ph.Selection, ph.Field, p.key, sel.Query.Kind(), strings.Join(sel.Query.Shows(), ", "))
	}
}

// wording holds the Japanese of a text against words and letters, outside of
// what is quoted. Most texts are good as a whole and need no look for quotation
// marks.
func (l *linter) wording(key string, p pair) {
	if len(badWords(p.text.Ja)) == 0 {
		return
	}
	ja := quoted.ReplaceAllString(p.text.Ja, `""`)
	ja = placeholder.ReplaceAllString(ja, "{}")
	for _, w := range badWords(ja) {
		l.bad(key, "ja of %s says %q: write %s", p.key, w.not, w.use)
	}
}

// badWord is what a text says, and what to write.
type badWord struct{ not, use string }

// badWords looks for words and widths that Microsoft's Japanese texts do not
// use, and for Latin letters that touch Japanese ones.
func badWords(ja string) []badWord {
	var bad []badWord
	var before rune
	for i, r := range ja {
		if use := halfWidth(r); use != "" {
			bad = append(bad, badWord{string(r), use})
		}
		if latin(before) && kana(r) || kana(before) && latin(r) {
			bad = append(bad, badWord{string([]rune{before, r}), "a space between Japanese and Latin letters"})
		}
		for _, w := range words[r] {
			rest, found := strings.CutPrefix(ja[i:], w.not)
			if found && (w.longer == "" || !strings.HasPrefix(rest, w.longer)) {
				bad = append(bad, badWord{w.not, w.use})
			}
		}
		before = r
	}
	return bad
}

// halfWidth says what to write for a letter of the wrong width.
func halfWidth(r rune) string {
	switch r {
	case '（', '）', '％', '？', '！', '：', '；':
		return "the half-width form"
	}
	switch {
	case 'Ａ' <= r && r <= 'Ｚ', 'ａ' <= r && r <= 'ｚ', '０' <= r && r <= '９':
		return "the half-width form"
	case 0xFF61 <= r && r <= 0xFF9F:
		return "full-width katakana"
	}
	return ""
}

func latin(r rune) bool {
	return 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
}

// kana tells letters from the marks of Japanese, which need no space.
func kana(r rune) bool {
	return 'ぁ' <= r && r <= 'ん' || 'ァ' <= r && r <= 'ヶ' || '一' <= r && r <= '龠'
}

// inPowerShell are parts of a command that PowerShell does not take as they
// stand. Most commands lack the sign that each begins with. Quotation marks
// protect all but the variables of cmd.
var inPowerShell = []struct {
	sign   string
	not    *regexp.Regexp
	quotes bool // counts in quotation marks too
	use    string
}{
	{"<", regexp.MustCompile(`<[A-Za-z][^<>]*>`), false, "ask for the value with Read-Host, or give an example value"},
	{"%", regexp.MustCompile(`%[A-Za-z]+%`), true, "write $env:NAME"},
	{"&", regexp.MustCompile(`[^; ] +&&? `), false, "put ; between commands"},
}

// asItIs is what a console passes on as it is.
var asItIs = regexp.MustCompile(`"[^"]*"|'[^']*'`)

// commands looks for what would not run as it stands.
func (l *linter) commands() {
	for _, st := range l.sig.allSteps() {
		for _, c := range inPowerShell {
			run := st.Run
			if !strings.Contains(run, c.sign) {
				continue
			}
			if !c.quotes {
				run = asItIs.ReplaceAllString(run, `""`)
			}
			if s := c.not.FindString(run); s != "" {
				l.bad("steps", "the command %q does not run in PowerShell because of %q: %s", st.Run, s, c.use)
			}
		}
	}
}
