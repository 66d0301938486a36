package i18n

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hybriddiag/evidence"
	"hybriddiag/finding"
)

// momentLayout shows a moment to a person.
const momentLayout = time.DateTime

// maxForeign bounds the foreign text inside a sentence, in bytes.
const maxForeign = 200

// Message returns the sentence of a note in both languages.
func Message(n evidence.Note) finding.Message {
	return finding.Message{En: English.Say(n), Ja: Japanese.Say(n)}
}

// Say returns the sentence of a note in the language. What evidence.Say tells
// of the kinds of values is done here.
func (l Lang) Say(n evidence.Note) string {
	args := make([]any, len(n.Values))
	for i, v := range n.Values {
		if args[i] = v; i%2 == 1 {
			args[i] = l.shown(v)
		}
	}
	m, ok := sentence(n.Code)
	if !ok {
		return n.String()
	}
	return closeUp(fill(m.in(l), args))
}

// border marks where a sentence inside another one begins and ends.
const border = "\x00"

// closeUp takes out the borders. Templates have a blank beside a value, as
// Japanese has between its own characters and Latin ones; beside a Japanese
// sentence there is none.
func closeUp(s string) string {
	parts := strings.Split(s, border)
	for i := 1; i < len(parts); i++ {
		before, after := strings.TrimSuffix(parts[i-1], " "), strings.TrimPrefix(parts[i], " ")
		last, _ := utf8.DecodeLastRuneInString(before)
		first, _ := utf8.DecodeRuneInString(after)
		if isJapanese(last) && isJapanese(first) {
			parts[i-1], parts[i] = before, after
		}
	}
	return strings.Join(parts, "")
}

func isJapanese(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) }

// sentence returns the template of a code, else the one of its variant that
// fits all kinds.
func sentence(code evidence.Code) (message, bool) {
	for _, c := range []evidence.Code{code, code.Of("*")} {
		for _, t := range notes {
			if m, ok := t[c]; ok {
				return m, true
			}
		}
	}
	return message{}, false
}

// Codes returns the codes of all notes that the catalogue knows, in no order.
func Codes() []evidence.Code {
	var out []evidence.Code
	for _, t := range notes {
		out = slices.AppendSeq(out, maps.Keys(t))
	}
	return out
}

// Placeholders returns the names of the values that the sentence of a code
// needs, in the order of the alphabet.
func Placeholders(code evidence.Code) []string {
	m, _ := sentence(code)
	return placeholders(m.en)
}

// placeholders returns the names in a template, each once and in order.
func placeholders(s string) []string {
	var out []string
	for _, part := range strings.Split(s, "{")[1:] {
		inner, _, _ := strings.Cut(part, "}")
		name, _, _ := strings.Cut(inner, ":")
		out = append(out, name)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// shown returns a value as the language writes it.
func (l Lang) shown(v any) any {
	switch v := v.(type) {
	case string:
		return quoted(v)
	case evidence.Word:
		return string(v)
	case evidence.Size:
		return l.size(int64(v))
	case evidence.Note:
		return border + l.Say(v) + border
	case finding.Time:
		if evidence.IsWall(v.Time) {
			return v.Format(momentLayout)
		}
		return v.UTC().Format(momentLayout) + "Z"
	case time.Duration:
		return l.duration(v)
	case []evidence.Note:
		return l.list(v)
	case finding.Text:
		return v.In(string(l))
	case []finding.Text:
		return l.texts(v)
	case error:
		return l.fault(v)
	}
	return v
}

// texts joins the items of a list.
func (l Lang) texts(list []finding.Text) string {
	parts := make([]string, len(list))
	for i, t := range list {
		parts[i] = t.In(string(l))
	}
	return strings.Join(parts, l.Text(ItemSeparator))
}

// list joins sentences.
func (l Lang) list(notes []evidence.Note) string {
	parts := make([]string, len(notes))
	for i, n := range notes {
		parts[i] = l.Say(n)
	}
	return strings.Join(parts, l.Text(Semicolon))
}

// fault returns why content could not be decoded: what this program knows of it
// as a sentence, and the words of the system or of a decompressor as they are.
func (l Lang) fault(err error) string {
	var fault *evidence.Fault
	if errors.As(err, &fault) && err == error(fault) {
		return l.Say(fault.Note)
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var parts []string
		for _, e := range joined.Unwrap() {
			parts = append(parts, l.fault(e))
		}
		parts = slices.Compact(parts) // of a template and its instance, say
		return strings.Join(parts, l.Text(Semicolon))
	}
	return err.Error()
}

// quoted returns foreign text in quotation marks, clipped at a whole character.
func quoted(s string) string {
	if len(s) > maxForeign {
		cut := maxForeign
		for cut > maxForeign-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	return strconv.Quote(s)
}

// size prints a number of bytes.
func (l Lang) size(n int64) string {
	switch {
	case n < 1<<10:
		return l.Text(ByteCount, "n", n)
	case n < 1<<20:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	case n < 1<<30:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/(1<<30)), ".0") + " GiB"
}

// units are those of a length of time, the longest first.
var units = []struct {
	length time.Duration
	message
}{
	{24 * time.Hour, message{" d", " 日"}},
	{time.Hour, message{" h", " 時間"}},
	{time.Minute, message{" min", " 分"}},
	{time.Second, message{" s", " 秒"}},
}

// duration prints a length of time in its two longest units. What is shorter
// than a second is one.
func (l Lang) duration(d time.Duration) string {
	d = max(d, time.Second)
	var parts []string
	for _, u := range units {
		if n := d / u.length; n > 0 && len(parts) < 2 {
			parts = append(parts, strconv.Itoa(int(n))+u.in(l))
			d -= n * u.length
		} else if len(parts) > 0 {
			break
		}
	}
	return strings.Join(parts, " ")
}
