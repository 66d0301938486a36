// Package i18n holds every sentence that the program itself says, in English
// and Japanese side by side. What a signature says is not here: a finding
// carries both languages itself. Commands, paths, registry keys and event texts
// are never translated.
//
// A message may hold placeholders:
//
//	{name}            replaced by the value given for name
//	{name:one|many}   the first word when the value is 1, else the second
package i18n

import (
	"fmt"
	"strings"
)

// Lang is a language of the output.
type Lang string

// The languages.
const (
	English  Lang = "en"
	Japanese Lang = "ja"
)

// Parse returns the language of that name.
func Parse(name string) (Lang, bool) {
	switch l := Lang(strings.ToLower(name)); l {
	case English, Japanese:
		return l, true
	}
	return "", false
}

// FromEnv chooses the language as POSIX programs do: the first of LC_ALL,
// LC_MESSAGES and LANG that is set decides, and English is the default.
func FromEnv(getenv func(string) string) Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		v := strings.ToLower(getenv(name))
		if v == "" {
			continue
		}
		if v == "ja" || strings.HasPrefix(v, "ja_") || strings.HasPrefix(v, "ja-") || strings.HasPrefix(v, "ja.") {
			return Japanese
		}
		return English
	}
	return English
}

// Key names a message of the catalogue.
type Key string

// message is one sentence in both languages.
type message struct{ en, ja string }

func (m message) in(l Lang) string {
	if l == Japanese {
		return m.ja
	}
	return m.en
}

// Text returns the message in the language. The arguments are pairs of a
// placeholder's name and its value.
func (l Lang) Text(key Key, args ...any) string {
	m, ok := find(key)
	if !ok {
		return string(key)
	}
	return fill(m.in(l), args)
}

// Has reports whether the catalogue holds the key. It is for keys that are made
// at run time.
func Has(key Key) bool {
	_, ok := find(key)
	return ok
}

func find(key Key) (message, bool) {
	for _, t := range tables {
		if m, ok := t[key]; ok {
			return m, true
		}
	}
	return message{}, false
}

// fill replaces the placeholders of s. One without a value stays as it is, so
// that a mistake is seen.
func fill(s string, args []any) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '{')
		end := strings.IndexByte(s[max(open, 0):], '}')
		if open < 0 || end < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:open])
		b.WriteString(value(s[open+1:open+end], args))
		s = s[open+end+1:]
	}
}

// value returns what stands for the placeholder with this inner text.
func value(inner string, args []any) string {
	name, words, plural := strings.Cut(inner, ":")
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != name {
			continue
		}
		v := fmt.Sprint(args[i+1])
		if !plural {
			return v
		}
		one, many, _ := strings.Cut(words, "|")
		if v == "1" {
			return one
		}
		return many
	}
	return "{" + inner + "}"
}
