package certdump

import (
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/textenc"
)

var (
	separator = regexp.MustCompile(`(?m)^={8,} ?(?:Certificate|証明書) ?(\d+) ?={8,}\s*$`)
	closing   = regexp.MustCompile(`(?m)^CertUtil: -(?:\w+)`)
	// heading names the store; names of several words begin with capitals.
	heading = regexp.MustCompile(`^(\w+|[A-Z]\w*(?: [A-Z]\w*)+) ".*"$`)
	// hash is the label of the certificate's own hash; the hashes of names and
	// keys have other labels.
	hash = regexp.MustCompile(`(?i)^(?:Cert(?:ificate)? ?(?:Hash|ハッシュ)|証明書の? ?ハッシュ)\((sha1|sha256)\):\s*(.*)$`)
	date = regexp.MustCompile(`^ (\S[^:]*): ?(\S.*\d:\d\d.*|\S.*\d)$`)
)

// labels of certutil, English and Japanese, in lower case.
var labels = map[string]string{
	"serial number": "serial", "シリアル番号": "serial",
	"issuer": "issuer", "発行者": "issuer",
	"subject": "subject", "サブジェクト": "subject", "件名": "subject",
	"notbefore": "from", "この日以降": "from", "有効期間の開始": "from",
	"notafter": "to", "この日以前": "to", "有効期間の終了": "to",
}

// keyWords are what certutil prints beside a certificate with a private key.
var keyWords = []string{
	"Key Container = ", "キー コンテナー = ", "キー コンテナ = ", "Private key is ", "秘密キーは", "秘密キー はエクスポート",
	"Encryption test passed", "Signature test passed", "暗号化テストに合格", "署名テストに合格",
}

// noKey is what it prints when the key that belongs there is missing.
var noKey = regexp.MustCompile(`(?i)(?:Missing stored keyset|No key provider information|キー ?セット.{0,12}(?:ありません|見つかりません|存在しません)|キー プロバイダー情報がありません)`)

// dump goes through the output of certutil.
type dump struct {
	*reader
	e      entry
	open   bool
	name   *string // the distinguished name whose parts follow
	closed bool
}

// certutil reads the output of certutil -store, with or without -v.
func (r *reader) certutil(lines *textenc.Lines) {
	d := &dump{reader: r}
	for lines.Next() {
		d.line(lines.Number(), lines.Text())
	}
	if d.open && d.e.Thumbprint == "" {
		r.cut = true
		r.problem("output-cut/certificate")
	} else if !d.closed {
		r.result.Notes = append(r.result.Notes, evidence.Say("note/certutil-end"))
	}
	d.end()
}

// line takes the next line.
func (d *dump) line(number int, text string) {
	switch {
	case separator.MatchString(text):
		d.end()
		d.open = true
		d.e.Locator.Line = number
		d.closed = false
	case strings.HasPrefix(text, "CertUtil: -"):
		d.end()
		d.closed = true
		if strings.Contains(text, "0x") {
			d.cut = true
			d.problem("command-failed", "line", number, "text", text)
		}
	case !d.open:
		d.heading(text)
	default:
		d.detail(text)
	}
}

// heading reads the line that names the store.
func (d *dump) heading(text string) {
	m := heading.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return
	}
	where := "LocalMachine"
	if before, _, ok := strings.Cut(d.store, `\`); ok {
		where = before
	}
	d.enter(where + `\` + storeName(m[1]))
}

// detail reads a line about the certificate.
func (d *dump) detail(text string) {
	if m := hash.FindStringSubmatch(text); m != nil {
		d.name = nil
		if strings.EqualFold(m[1], "sha1") {
			d.e.Thumbprint = thumbprint(m[2])
		} else {
			d.e.SHA256 = hexOf(m[2], 64)
		}
		return
	}
	if d.name != nil && strings.HasPrefix(text, "    ") {
		d.addName(strings.TrimSpace(text))
		return
	}
	d.name = nil
	d.key(text)
	label, value, ok := strings.Cut(text, ":")
	if !ok {
		return
	}
	value = strings.TrimSpace(value)
	switch labels[strings.ToLower(strings.TrimSpace(label))] {
	case "serial":
		d.e.Serial = strings.ToLower(strings.Join(strings.Fields(value), ""))
	case "issuer":
		d.startName(&d.e.Issuer, value, text)
	case "subject":
		d.startName(&d.e.Subject, value, text)
	case "from":
		d.e.notBefore = value
	case "to":
		d.e.notAfter = value
	default:
		d.unknownDate(text)
	}
}

// startName begins a distinguished name: on this line, or in parts below it.
// Only the first one at the margin counts; extensions hold others, indented.
func (d *dump) startName(name *string, value, text string) {
	if text[0] == ' ' || *name != "" {
		return
	}
	*name = value
	if value == "" {
		d.name = name
	}
}

// maxName is how much of a distinguished name is kept.
const maxName = 4096

func (d *dump) addName(part string) {
	if len(*d.name)+len(part) > maxName {
		return
	}
	if *d.name != "" {
		*d.name += ", "
	}
	*d.name += part
}

// unknownDate takes the two dates between issuer and subject whatever their
// labels are, so that another language does not cost them.
func (d *dump) unknownDate(text string) {
	if d.e.Subject != "" || d.e.Issuer == "" || !strings.HasPrefix(text, " ") || strings.HasPrefix(text, "  ") {
		return
	}
	m := date.FindStringSubmatch(text)
	switch {
	case m == nil:
	case d.e.notBefore == "":
		d.e.notBefore = m[2]
	case d.e.notAfter == "":
		d.e.notAfter = m[2]
	}
}

func (d *dump) key(text string) {
	if noKey.MatchString(text) {
		d.e.HasPrivateKey = "false"
		return
	}
	for _, w := range keyWords {
		if strings.Contains(text, w) && d.e.HasPrivateKey == "" {
			d.e.HasPrivateKey = "true"
		}
	}
}

// end finishes the certificate that is being read.
func (d *dump) end() {
	if d.open && d.e.Thumbprint == "" {
		d.result.Damaged++
		d.cut = true
		d.problem("certificate-unreadable/no-hash", "line", d.e.Locator.Line)
	}
	d.add(d.e)
	d.e, d.open, d.name = entry{}, false, nil
}
