package diagnosis

import (
	"strings"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// Marks around a value while it is not yet known whether it needs quotation
// marks. Values hold no control characters.
const (
	valueBegins = '\x02'
	valueEnds   = '\x03'
)

// text fills both languages. In an English sentence a Japanese value of the
// case stands in quotation marks.
func (d *draft) text(t finding.Text) finding.Text {
	marked := func(p signatures.Placeholder) string {
		v := d.visible(p)
		if strings.ContainsFunc(v, isJapanese) {
			return string(valueBegins) + strings.NewReplacer(`"`, `'`, "“", "'", "”", "'", "「", "'", "」", "'").Replace(v) + string(valueEnds)
		}
		return v
	}
	return finding.Text{En: quoteValues(signatures.Fill(t.En, marked)), Ja: signatures.Fill(t.Ja, d.visible)}
}

// quoteValues turns the marks around values into quotation marks where none
// are around them.
func quoteValues(s string) string {
	if !strings.ContainsRune(s, valueBegins) {
		return s
	}
	var b strings.Builder
	quoted := false // inside quotation marks of the sentence itself
	for _, r := range s {
		switch r {
		case '"':
			quoted = !quoted
		case '“':
			quoted = true
		case '”':
			quoted = false
		case valueBegins, valueEnds:
			if !quoted {
				b.WriteByte('"')
			}
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isJapanese reports whether the character is a kana or an ideograph.
func isJapanese(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || r >= 0x4E00 && r <= 0x9FFF
}
