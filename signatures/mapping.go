package signatures

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// mapping is what the mapping of a query may hold, in the order in which it is
// written.
type mapping struct {
	keys  []word
	tests *[]FieldTest // where tests of fields go, nil where there are none
	on    []string     // the fields that may be tested, nil for any
	never []string     // names that are no field although any may be tested
	after []word       // further keys
}

// word is a key of a mapping and where its value goes: a pointer, or a
// func(string) string that takes it and says what to write instead of an older
// value.
type word struct {
	name    string
	to      any
	instead string // what to write now in place of a key that went
}

// OldWord is the error about a word of an earlier edition of the language. It
// is still read and means what it meant.
type OldWord struct {
	Line          int
	Word, Instead string
}

// Error implements error.
func (o *OldWord) Error() string {
	return o.Word + " is a word of an earlier edition: write " + o.Instead
}

// read decodes the mapping of a query of that kind and returns the older words
// in it.
func (m mapping) read(kind Kind, n *yaml.Node) ([]*OldWord, error) {
	var old []*OldWord
	note := func(key *yaml.Node, word, instead string) {
		if instead != "" {
			old = append(old, &OldWord{key.Line, word, instead})
		}
	}
	err := eachPair(n, func(key, value *yaml.Node) error {
		w := m.word(key.Value)
		if w == nil {
			return m.test(kind, key, value, note)
		}
		note(key, key.Value, w.instead)
		if take, ok := w.to.(func(string) string); ok {
			note(key, value.Value, take(value.Value))
			return nil
		}
		return assign(value, w.to)
	})
	return old, err
}

// test reads a key that is no word of the language: the test of a field.
func (m mapping) test(kind Kind, key, value *yaml.Node, note func(key *yaml.Node, word, instead string)) error {
	switch {
	case m.tests == nil:
		return lineErr(key, "unknown key %q; wanted one of %s", key.Value, strings.Join(m.words(), ", "))
	case slices.Contains(m.never, key.Value):
		return lineErr(key, "%q is no key of %s; fields are written as in the event, e.g. Text", key.Value, kind)
	}
	t, err := newFieldTest(key.Value, value)
	if err != nil {
		return lineErr(key, "%w", err)
	}
	if m.on != nil && !slices.Contains(m.on, t.Field) {
		return lineErr(key, "unknown key %q; a test here is on %s", key.Value, strings.Join(m.on, ", "))
	}
	note(key, string(t.Op), oldOps[t.Op])
	*m.tests = append(*m.tests, t)
	return nil
}

// word returns the key of that name, or nil.
func (m mapping) word(name string) *word {
	for _, list := range [2][]word{m.keys, m.after} {
		for i := range list {
			if list[i].name == name {
				return &list[i]
			}
		}
	}
	return nil
}

// words returns the keys to write, without those that went.
func (m mapping) words() []string {
	var out []string
	for _, w := range slices.Concat(m.keys, m.after) {
		if w.instead == "" {
			out = append(out, w.name)
		}
	}
	return out
}

// place returns where a key stands in the order of writing: tests of fields
// stand between the keys that say where to look and those that say more.
func (m mapping) place(key string) int {
	named := func(w word) bool { return w.name == key }
	if i := slices.IndexFunc(m.keys, named); i >= 0 {
		return i
	}
	return len(m.keys) + 1 + slices.IndexFunc(m.after, named)
}
