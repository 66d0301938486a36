package signatures

import (
	"regexp"
	"slices"
	"strings"
)

// words are forms that Microsoft's Japanese texts do not use, with the form to write.
var words = []struct {
	not *regexp.Regexp
	use string
}{
	{regexp.MustCompile(`サーバ(?:[^ー]|$)`), "サーバー"},
	{regexp.MustCompile(`ユーザ(?:[^ー]|$)`), "ユーザー"},
	{regexp.MustCompile(`コンピュータ(?:[^ー]|$)`), "コンピューター"},
	{regexp.MustCompile(`コントローラ(?:[^ー]|$)`), "コントローラー"},
	{regexp.MustCompile(`フォルダ(?:[^ー]|$)`), "フォルダー"},
	{regexp.MustCompile(`ブラウザ(?:[^ー]|$)`), "ブラウザー"},
	{regexp.MustCompile(`コネクター`), "コネクタ"},
	{regexp.MustCompile(`プロキシー`), "プロキシ"},
	{regexp.MustCompile(`デフォルト`), "既定"},
	{regexp.MustCompile(`閾値`), "しきい値"},
	{regexp.MustCompile(`秘密鍵`), "秘密キー"},
	{regexp.MustCompile(`認証局`), "証明機関"},
	{regexp.MustCompile(`採取`), "収集"},
	{regexp.MustCompile(`遮断`), "ブロック"},
	{regexp.MustCompile(`弊社|ございます|いただけます`), "です・ます alone"},
	{regexp.MustCompile(`[（）％？！：；Ａ-Ｚａ-ｚ０-９]`), "the half-width form"},
	{regexp.MustCompile(`[\x{FF61}-\x{FF9F}]`), "full-width katakana"},
	{regexp.MustCompile(`〜`), "～"},
	{regexp.MustCompile(`[ぁ-んァ-ヶ一-龠][A-Za-z0-9]|[A-Za-z0-9][ぁ-んァ-ヶ一-龠]`), "a space between Japanese and Latin letters"},
}

// style reports what is no mistake of a signature but reads or works badly. It
// never keeps somebody's own signatures from being used.
func (l *linter) style() {
	for _, p := range shown(l.sig) {
		l.wording(strings.SplitN(p.key, "[", 2)[0], p)
	}
	l.commands()
}

// wording holds the Japanese of a text against words, outside of what is quoted.
func (l *linter) wording(key string, p pair) {
	ja := quoted.ReplaceAllString(p.text.Ja, `""`)
	ja = placeholder.ReplaceAllString(ja, "{}")
	for _, w := range words {
		if s := w.not.FindString(ja); s != "" {
			l.bad(key, "ja of %s says %q: write %s", p.key, s, w.use)
		}
	}
}

// inPowerShell are parts of a command that PowerShell does not take as they stand.
var inPowerShell = []struct {
	not *regexp.Regexp
	use string
}{
	{regexp.MustCompile(`<[A-Za-z][^<>]*>`), "ask for the value with Read-Host, or give an example value"},
	{regexp.MustCompile(`%[A-Za-z]+%`), "write $env:NAME"},
	{regexp.MustCompile(`[^; ] +&&? `), "put ; between commands"},
}

// asItIs is what a console passes on as it is.
var asItIs = regexp.MustCompile(`"[^"]*"|'[^']*'`)

// commands looks for what would not run as it stands.
func (l *linter) commands() {
	steps := l.sig.Steps
	if l.sig.WhenAlone != nil {
		steps = slices.Concat(steps, l.sig.WhenAlone.Steps)
	}
	for _, st := range steps {
		for i, c := range inPowerShell {
			run := st.Run
			if i != 1 { // a variable is not expanded in quotation marks either
				run = asItIs.ReplaceAllString(run, `""`)
			}
			if s := c.not.FindString(run); s != "" {
				l.bad("steps", "the command %q does not run in PowerShell because of %q: %s", st.Run, s, c.use)
			}
		}
	}
}
