package secrets

import (
	"bytes"
	"sync"
	"unsafe"

	"hybriddiag/internal/acscan"
)

// Kind is what a secret is, as <secret:kind> tells.
type Kind string

// The kinds.
const (
	Password   Kind = "password"
	Token      Kind = "token"
	Cookie     Kind = "cookie"
	Key        Kind = "key"
	PrivateKey Kind = "private-key"
	ProductKey Kind = "product-key"
	Blob       Kind = "blob"
)

// mark is what stands in the place of a secret.
func mark(k Kind) string { return "<secret:" + string(k) + ">" }

// Mask returns the text without its secrets.
func Mask(text string) string {
	s := searches.Get().(*acscan.Search)
	defer searches.Put(s)
	s.Reset(triggers)
	s.Feed(text)
	if len(s.Found) == 0 {
		return text
	}
	var run [len(rules)]bool
	for _, id := range s.Found {
		for _, r := range triggered[id] {
			run[r] = true
		}
	}
	for i, wanted := range run {
		if wanted && (rules[i].maybe == nil || rules[i].maybe(text)) {
			text = rules[i].mask(text)
		}
	}
	return text
}

// MaskLines masks a text line by line: most lines are passed over in one look. It
// is the last scan over what was made of masked parts.
func MaskLines(text []byte) []byte {
	var out []byte
	at := 0
	for line := range bytes.Lines(text) {
		end := at + len(line)
		if masked := MaskLine(line); &masked[0] != &line[0] {
			if out == nil {
				out = append(make([]byte, 0, len(text)), text[:at]...)
			}
			out = append(out, masked...)
		} else if out != nil {
			out = append(out, line...)
		}
		at = end
	}
	if out == nil {
		return text
	}
	return out
}

// MaskLine is Mask for a line that is written as it comes. A line without a secret
// is returned as it is.
func MaskLine(line []byte) []byte {
	text := unsafe.String(unsafe.SliceData(line), len(line))
	masked := Mask(text)
	if unsafe.StringData(masked) == unsafe.StringData(text) {
		return line
	}
	return []byte(masked)
}

// Named returns what a value is by the name of its field, setting or element
// alone, and false for names that say nothing.
func Named(name string) (Kind, bool) {
	m := secretName.FindStringSubmatch(name)
	if m == nil {
		return "", false
	}
	return kindOf(m[1]), true
}

// MaskValue returns the value of something that has a name: masked whole when the
// name is that of a secret.
func MaskValue(name, value string) string {
	if kind, ok := Named(name); ok && !harmless(value, false) {
		return mark(kind)
	}
	return Mask(value)
}

// searches keeps the working space of searches.
var searches = sync.Pool{New: func() any { return new(acscan.Search) }}

// triggers finds the words of all rules, and triggered names the rules by word.
var triggers, triggered = compileTriggers()

func compileTriggers() (*acscan.Set, [][]int) {
	var words []string
	var of [][]int
	place := map[string]int{}
	for i, r := range rules {
		for _, word := range r.words {
			at, known := place[word]
			if !known {
				at, place[word] = len(words), len(words)
				words, of = append(words, word), append(of, nil)
			}
			of[at] = append(of[at], i)
		}
	}
	return acscan.Compile(words), of
}
