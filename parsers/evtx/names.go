package evtx

import "hybriddiag/internal/winfmt"

const (
	maxInterned     = 4096 // strings kept
	maxInternedSize = 512  // bytes of UTF-16
)

// names keeps one string for equal UTF-16 text, so that the names that recur in
// every record are decoded once per file.
type names struct {
	text   map[string]string
	joined map[[2]string]string
}

func newNames() names {
	return names{text: map[string]string{}, joined: map[[2]string]string{}}
}

// intern decodes UTF-16 text.
func (n *names) intern(raw []byte) string {
	if s, ok := n.text[string(raw)]; ok {
		return s
	}
	s := winfmt.UTF16(raw)
	if len(raw) <= maxInternedSize && len(n.text) < maxInterned {
		n.text[string(raw)] = s
	}
	return s
}

// join returns Element@Attribute.
func (n *names) join(element, attribute string) string {
	key := [2]string{element, attribute}
	if s, ok := n.joined[key]; ok {
		return s
	}
	s := element + "@" + attribute
	if len(s) <= maxInternedSize && len(n.joined) < maxInterned {
		n.joined[key] = s
	}
	return s
}
