package regpath

import (
	"bytes"

	"hybriddiag/parsers"
)

// Filter tells a reader of registry contents which keys to read. An export of
// HKLM\SOFTWARE has millions of keys and a few hundred that anybody wants, so
// the Filter remembers the last key below which nobody wants anything: what
// follows it in a source is most often below it too.
type Filter struct {
	ask     func(key string) parsers.Interest
	skipped []byte // as the source spells it, "" for none
}

// NewFilter returns a filter that asks for normalized keys.
func NewFilter(ask func(key string) parsers.Interest) *Filter { return &Filter{ask: ask} }

// Wants reports whether to read a key, which may begin with the long or the short
// name of a predefined key. A key of a numbered control set may turn out to be
// the current one: it is wanted if that one is.
func (f *Filter) Wants(raw []byte) parsers.Interest {
	if BelowRaw(raw, f.skipped) {
		return parsers.Unwanted
	}
	interest := f.interest(raw)
	if interest == parsers.Unwanted {
		f.skip(raw)
	}
	return interest
}

func (f *Filter) interest(raw []byte) parsers.Interest {
	key, ok := Normalize(string(raw))
	if !ok {
		return parsers.Unwanted
	}
	interest := f.ask(key)
	if _, rest, numbered := ControlSet(key); numbered {
		interest = max(interest, f.ask(Current(rest)))
	}
	return interest
}

// skip remembers the highest key above an unwanted one that is unwanted itself.
func (f *Filter) skip(raw []byte) {
	for {
		end := bytes.LastIndexByte(raw, '\\')
		if end < 0 || f.interest(raw[:end]) != parsers.Unwanted {
			break
		}
		raw = raw[:end]
	}
	f.skipped = append(f.skipped[:0], raw...)
}

// BelowRaw reports whether key lies below root, as a source spells both. Nothing
// lies below "".
func BelowRaw(key, root []byte) bool {
	n := len(root)
	if n == 0 || len(key) <= n || key[n] != '\\' {
		return false
	}
	return bytes.Equal(key[:n], root) || bytes.EqualFold(key[:n], root)
}
