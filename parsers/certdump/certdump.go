// Package certdump reads lists of certificates: what certutil and PowerShell
// print about a store, and certificate files themselves.
//
//	certutil -v -store My                      Get-ChildItem Cert:\… | Format-List
//	────────────────────────────────           ────────────────────────────────
//	My "Personal"                              PSParentPath : …::LocalMachine\My
//	================ Certificate 0 ======      Subject      : CN=…
//	Serial Number: 5a…                         Issuer       : CN=…
//	Issuer:                                    Thumbprint   : 0011…
//	    CN=…                                   NotBefore    : 2024/01/05 15:21:00
//	 NotBefore: 1/5/2024 3:21 PM               NotAfter     : 2024/07/05 15:21:00
//	 NotAfter: 7/5/2024 3:21 PM                HasPrivateKey: True
//	Subject:
//	    CN=…                                   .cer .crt .pem .p7b
//	Cert Hash(sha1): 00 11 …                   ────────────────────────────────
//	  Key Container = …                        DER or PEM, RFC 5280; PKCS #7
//	CertUtil: -store command completed …       SignedData, RFC 2315 section 9
//
// certutil speaks the language of Windows; its Japanese labels are known here.
// Dates follow the culture of the server and are its wall clock: NotBefore and
// NotAfter of a printed list may be off by its zone.
//
// The store comes from the output where it says so, else from the file's name
// (cert-user-my.txt, …-LocalMachine-Root.txt). certutil reads the machine's
// stores unless it is told otherwise.
//
// Problems: certificate-unreadable, output-cut (the text ends inside a
// certificate), command-failed, too-many-certificates.
//
// Source: output of certutil and of PowerShell's Cert: drive; the two RFCs.
package certdump

import (
	"context"
	"io"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
)

// Parser reads lists of certificates.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "certdump" }

// maxCertificates bounds one file; the largest root list holds some 500.
const maxCertificates = 20_000

var (
	psList  = regexp.MustCompile(`(?m)^Thumbprint\s*:\s*[0-9A-Fa-f]{40}`)
	psTable = regexp.MustCompile(`(?m)^[0-9A-F]{40}  ?\S`)
)

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	if isEmbedding(h) {
		return parsers.Name
	}
	if kind := fileKind(h.Raw); kind != notAFile {
		return detectFile(h.Raw, kind, h.Name)
	}
	text := h.Start(looked)
	for _, p := range prints {
		if strings.Contains(text, p.word) && p.layout.MatchString(text) {
			return parsers.Structure
		}
	}
	return parsers.No
}

// prints are the layouts of what a console prints. The word stands in each text
// of the layout, and spares the others the search for it.
var prints = []struct {
	word   string
	layout *regexp.Regexp
}{
	{"========", separator},
	{"CertUtil: -", closing},
	{"Thumbprint", psList},
	{"Certificate::", psTable},
}

// looked is how much of a text shows what a console printed.
const looked = 16 << 10

// reader gathers the certificates of one file.
type reader struct {
	out    parsers.Sink
	result parsers.Result
	store  string // of the certificates to come
	stores []string
	found  []entry
	cut    bool
}

// entry is a certificate whose dates are still as printed: their order of day
// and month shows only when all are read.
type entry struct {
	evidence.Certificate
	notBefore, notAfter string
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, src, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	r := &reader{out: out, store: storeOfName(in.Base())}
	if kind := fileKind(h.Raw); isEmbedding(h) {
		r.store = ""
		err = r.embedded(src)
	} else if kind != notAFile {
		r.store = ""
		err = r.file(src, kind)
	} else {
		err = r.text(ctx, src, h.Start(looked))
	}
	r.finish()
	return r.result, err
}

// text reads what a console printed.
func (r *reader) text(ctx context.Context, src io.Reader, head string) error {
	lines := textenc.NewLines(ctx, src)
	switch {
	case psList.MatchString(head):
		r.list(lines, head)
	case psTable.MatchString(head):
		r.table(lines)
	default:
		r.certutil(lines)
	}
	r.cut = r.cut || lines.Err() != nil
	return lines.Err()
}

// enter notes that the certificates to come are of this store.
func (r *reader) enter(store string) {
	r.store = store
	for _, s := range r.stores {
		if s == store {
			return
		}
	}
	if store != "" && len(r.stores) < 100 {
		r.stores = append(r.stores, store)
	}
}

// add keeps a certificate that has at least a thumbprint.
func (r *reader) add(e entry) {
	if e.Thumbprint == "" {
		return
	}
	if len(r.found) == maxCertificates {
		if !r.cut {
			r.problem("too-many-certificates", "limit", maxCertificates)
		}
		r.cut = true
		return
	}
	if e.Store == "" {
		e.Store = r.store
	}
	r.enter(e.Store)
	r.found = append(r.found, e)
}

func (r *reader) problem(code evidence.Code, values ...any) {
	if len(r.result.Problems) < 20 {
		r.result.Problems = append(r.result.Problems, parsers.Lost(code, values...))
	}
}

// thumbprint returns the 40 hexadecimal digits of a printed SHA-1, else "".
func thumbprint(s string) string { return hexOf(s, 40) }

// hexOf returns s without blanks and in upper case if it is that many
// hexadecimal digits.
func hexOf(s string, digits int) string {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if len(s) != digits {
		return ""
	}
	for i := range len(s) {
		if !isHex(s[i]) {
			return ""
		}
	}
	return s
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'A' <= c && c <= 'F' }
