package secrets

import (
	"regexp"
	"strings"
)

// rule is one form of a secret. Its words are in lower case; one of them occurs
// wherever the expression matches. Expressions are slow: where the words are common,
// maybe looks closer first.
type rule struct {
	words []string
	maybe func(text string) bool // nil: always
	expr  *regexp.Regexp
	kind  Kind // "": by the name in group "name"
	prose bool // the form also occurs in sentences: see harmless
	digit bool // the value has a digit
}

// Parts of expressions. Names end in what they name: ClientSecret is one,
// PasswordPolicy is none. Quotes may be escaped, as JSON inside of JSON is.
const (
	names = `(?:pass(?:word|wd|phrase|code)|pwd|secret|(?:access|account|api|encryption|license|shared_?access|storage|function|master|session)[ _-]?key|private_?key|product_?key|` +
		`(?:access|refresh|id|auth|bearer|session|sas|security|bootstrap|bearer|request|device|csrf|xsrf|saml|oauth)[ _-]?token|BinarySecurityToken|CipherValue|` +
		`client[ _-]?assertion|SharedAccessSignature|(?:saml)(?:request|response)|` +
		`パスワード|シークレット|秘密キー|アクセス ?キー|アクセス ?トークン)`
	name  = `(?P<name>` + names + `)`
	gap   = `[ \t\x{3000}]*`
	quote = `\\*(?:""?|'|&quot;|&#3[49];)`
	open  = `(?:<|&lt;|\\+u003c)`
	shut  = `(?:>|&gt;|\\+u003e)`
	word  = `(?P<value>[^\s"'<>;,&|)\]}\\]+)`
)

var wordsOfNames = nameWords()

// rules are the forms, in the order in which they are masked: what is known by its
// own looks first, so that its kind is told.
var rules = [...]rule{
	{words: []string{"private"}, kind: PrivateKey, expr: re(`(?s)(?P<keep>-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----)(?P<value>.*?)(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)`)},
	{words: []string{"eyj"}, kind: Token, expr: re(`\b(?P<value>eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){1,4})`)},
	{words: []string{"q~"}, kind: Password, expr: re(`(?:^|[^\w~.-])(?P<value>[\w~.-]{3}[0-9]Q~[\w~.-]{30,36})`)},
	{words: []string{"yii", "tlrmtvn", "mii"}, maybe: hasBlob, kind: Blob, expr: re(`(?:^|[^A-Za-z0-9+/])(?P<value>(?:YII|TlRMTVNTUA)[A-Za-z0-9+/]{20,}={0,2}|MII[A-Za-z0-9+/]{200,}={0,2})`)},
	{words: []string{"authorization"}, kind: Token, expr: re(`(?i)authorization` + quote + `?` + gap + `[:=]` + gap + quote + `?(?:(?:basic|bearer|negotiate|ntlm|kerberos|pop|digest|sharedkey(?:lite)?|sharedaccesssignature|aws4-hmac-sha256)\s+)?(?P<value>[^\s"'<>,;\\]+(?:,\s*[A-Za-z]+=[^\s"',]+)*)`), prose: true},
	{words: []string{"bearer ", "negotiate ", "basic "}, kind: Token, expr: re(`(?i)\b(?:bearer|negotiate|basic)\s+(?P<value>[A-Za-z0-9._~+/-]{12,}={0,2})`), digit: true},
	{words: []string{"cookie"}, kind: Cookie, expr: re(`(?i)\bcookie2?` + quote + `?` + gap + `[:=]` + gap + quote + `?(?P<value>[^\s=;,"'<>]+=[^\s;,"'<>\\]*(?:;\s*[\w.-]+(?:=[^\s;,"'<>\\]*)?)*)`)},
	{words: []string{"://"}, maybe: hasUserInfo, kind: Password, expr: re(`\b[A-Za-z][A-Za-z0-9+.-]*://[^\s/:@"'<>]*:(?P<value>[^\s/@"'<>]+)@`)},
	{words: []string{"?sig=", "&sig=", ";sig=", "u0026sig=", "?code=", "&code=", ";code=", "u0026code="}, kind: Token, expr: re(`(?i)(?:[?&;]|u0026)(?:sig|code)=(?P<value>[^\s&"'<>#;]{12,})`)},
	{words: []string{"securestring"}, kind: Password, expr: re(`(?i)ConvertTo-SecureString\s+(?:-(?:String|AsPlainText|Force)\s+)*(?:` + quote + `(?P<value>[^"']+)` + quote + `|(?P<value2>[^\s"'$(<-]\S*))`)},
	{words: []string{"-"}, maybe: hasProductKey, kind: ProductKey, expr: re(`\b(?P<value>[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4})\b`)},
	{words: []string{"/user:"}, kind: Password, expr: re(`(?i)\bnet1?(?:\.exe)?\s+use\s[^\r\n]*?/user:\S+\s+(?P<value>[^\s/"'*<$][^\s"']*)`)},
	{words: []string{"net user", "net1 user", "net.exe user"}, kind: Password, expr: re(`(?i)\bnet1?(?:\.exe)?\s+user\s+[^\s/]+\s+(?P<value>[^\s/"'*<$][^\s"']*)\s+/`)},
	{words: []string{"psexec", "sqlcmd", "osql", "bcp", "winrs", "schtasks", "dsmod"}, kind: Password, expr: re(`(?i)\b(?:psexec(?:64)?|sqlcmd|osql|bcp|winrs|schtasks|dsmod)(?:\.exe)?\b[^\r\n]*?\s[-/](?:p|P|rp|RP)[ :](?P<value>[^\s"'<$/-][^\s"']*)`)},
	{words: []string{"curl"}, kind: Password, expr: re(`(?i)\bcurl(?:\.exe)?\b[^\r\n]*?\s-(?:u|-user|-proxy-user|U)\s+"?[^\s:"]+:(?P<value>[^\s"]+)`)},
	{words: wordsOfNames, maybe: assigned, expr: re(`(?i)` + open + `(?:\w+:)?[\w.-]*` + name + `(?:\s[^<>]*?)?` + shut + `(?P<value>[^<>&\\]+)` + open + `/`)},
	{words: wordsOfNames, maybe: assigned, expr: re(`(?i)(?:key|name)\s*=\s*` + quote + `[\w.:/ -]*` + name + quote + `\s*(?:[\w:]+\s*=\s*` + quote + `[^"'\\]*` + quote + `\s*)*?(?:value\s*=\s*` + quote + `(?P<value>[^"'\\]+)|` + shut + `(?P<value2>[^<>&\\]+)` + open + `)`)},
	{words: wordsOfNames, maybe: assigned, expr: re(`(?i)(?:^|\s)(?:--?|/)[\w-]*` + name + `(?:\s+|[:=])` + `(?:` + quote + `(?P<value>[^"'\\]+)|(?P<value2>[^\s"'$(<@\[%/{-][^\s"']*))`), prose: true},
	{words: wordsOfNames, maybe: assigned, expr: re(`(?i)` + name + quote + `?` + gap + `(?:=>|[=＝])` + gap + quote + `(?P<value>(?:[^"'\\]|\\[^"'])+)`)},
	{words: wordsOfNames, maybe: assigned, expr: re(`(?i)` + name + quote + `?` + gap + `(?:=>|[=＝])` + gap + word)},
	{words: wordsOfNames, maybe: assigned, expr: re(`(?i)` + name + `(?P<data>` + quote + `)?` + gap + `[:：]` + gap + quote + `(?P<value>(?:[^"'\\]|\\[^"'])+)`), prose: true},
	{words: wordsOfNames, maybe: assigned, expr: re(`(?i)` + name + `(?P<data>` + quote + `)?` + gap + `[:：]` + gap + word), prose: true},
}

func re(expr string) *regexp.Regexp { return regexp.MustCompile(expr) }

// secretName matches a name that is that of a secret.
var secretName = re(`(?i)(` + names + `)$`)

// kindOf returns what a secret is by the end of its name.
func kindOf(name string) Kind {
	name = strings.ToLower(name)
	switch {
	case strings.Contains(name, "key"), strings.Contains(name, "キー"):
		return Key
	case strings.Contains(name, "token"), strings.Contains(name, "assertion"), strings.Contains(name, "signature"),
		strings.HasPrefix(name, "saml"), strings.Contains(name, "トークン"):
		return Token
	case name == "ciphervalue":
		return Blob
	}
	return Password
}

// mask masks what the rule finds in the text.
func (r *rule) mask(text string) string {
	found := r.expr.FindAllStringSubmatchIndex(text, -1)
	if found == nil {
		return text
	}
	marks := spans(marked.FindAllStringIndex(text, -1))
	var out strings.Builder
	at := 0
	for _, m := range found {
		from, to := r.group(m, "value")
		if from < 0 {
			from, to = r.group(m, "value2")
		}
		if from < at || marks.reach(m) || harmless(text[from:to], r.prose && !r.isData(m) && prosaic(text[from:to], text[to:])) {
			continue
		}
		if r.digit && !strings.ContainsAny(text[from:to], "0123456789") {
			continue
		}
		kind := r.kind
		if kind == "" {
			a, b := r.group(m, "name")
			kind = kindOf(text[a:b])
		}
		out.WriteString(text[at:from])
		out.WriteString(mark(kind))
		at = to
	}
	out.WriteString(text[at:])
	return out.String()
}

// marked matches what was masked before, also in HTML and JSON.
var marked = re(`(?:\\?<|&lt;|\\+u003c)secret:[a-z-]+(?:\\?>|&gt;|\\+u003e)?`)

// spans are places of a text, in order.
type spans [][]int

// reach reports whether a match reaches into a span. Matches come in order: spans
// before one are dropped.
func (s *spans) reach(m []int) bool {
	for len(*s) > 0 && (*s)[0][1] <= m[0] {
		*s = (*s)[1:]
	}
	return len(*s) > 0 && (*s)[0][0] < m[1]
}

// isData reports whether the name stands in quotes, as in JSON: no sentence does
// that.
func (r *rule) isData(m []int) bool {
	from, _ := r.group(m, "data")
	return from >= 0
}

// group returns where a named group of a match stands, -1 when it does not.
func (r *rule) group(m []int, name string) (from, to int) {
	i := r.expr.SubexpIndex(name)
	if i < 0 {
		return -1, -1
	}
	return m[2*i], m[2*i+1]
}
