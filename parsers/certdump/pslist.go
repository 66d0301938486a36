package certdump

import (
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
)

// list reads certificates printed with Format-List.
func (r *reader) list(lines *textenc.Lines, head string) {
	if store := storeOfPath(head); store != "" {
		r.enter(store)
	}
	blocks := psout.NewBlocks(lines)
	for blocks.Next() {
		b := blocks.Block()
		r.add(entry{
			Certificate: evidence.Certificate{
				Store:         storeOfPath(b.Get("PSParentPath", "PSPath")),
				Thumbprint:    thumbprint(b.Get("Thumbprint")),
				Serial:        strings.ToLower(b.Get("SerialNumber")),
				Subject:       oneLine(b.Get("Subject")),
				Issuer:        oneLine(b.Get("Issuer")),
				HasPrivateKey: truth(b.Get("HasPrivateKey")),
				Locator:       evidence.Locator{Line: b.Line},
			},
			notBefore: b.Get("NotBefore"),
			notAfter:  b.Get("NotAfter"),
		})
	}
}

// oneLine joins a name that the console wrapped.
func oneLine(s string) string { return textenc.Clip(strings.Join(strings.Fields(s), " ")) }

func truth(s string) string {
	switch s = strings.ToLower(s); s {
	case "true", "false":
		return s
	}
	return ""
}

// table reads the default view of Get-ChildItem: thumbprint and subject below
// the path of the store.
func (r *reader) table(lines *textenc.Lines) {
	for lines.Next() {
		text := lines.Text()
		if store := storeOfPath(text); store != "" {
			r.enter(store)
			continue
		}
		print, subject, _ := strings.Cut(text, " ")
		r.add(entry{Certificate: evidence.Certificate{
			Thumbprint: thumbprint(print),
			Subject:    textenc.Clip(strings.TrimSpace(subject)),
			Locator:    evidence.Locator{Line: lines.Number()},
		}})
	}
}
