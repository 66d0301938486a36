package evidence

import (
	"fmt"
	"strings"
)

// Code names a sentence of the catalogue (internal/i18n): a kind such as
// "file-cut", and where several sentences share the kind, a variant behind a
// slash, such as "no-log/old-format". The kind is what results show to scripts.
type Code string

// Kind returns the code without its variant.
func (c Code) Kind() string {
	kind, _, _ := strings.Cut(string(c), "/")
	return kind
}

// Of returns the code for another kind: one that is written with the kind * has
// a sentence that fits several kinds.
func (c Code) Of(kind string) Code {
	return Code(kind + strings.TrimPrefix(string(c), c.Kind()))
}

// Note is something that the program has to say, before it is said in a
// language: a code of the catalogue and the values for the placeholders of its
// sentence. Rooms that find something out make notes; the sentence is made once,
// for both languages, where a result is put together.
type Note struct {
	Code   Code
	Values []any // pairs of a placeholder's name and its value
}

// Say returns the note of the code with the values, which are pairs of a
// placeholder's name and its value. What a value is decides how it is shown:
//
//	string        foreign text: quoted, clipped
//	Word          a name or a number in a layout of its own: as it is
//	Size          a number of bytes with its unit
//	Duration      (package time) a length of time with its units
//	Time          (package finding) a moment by the second
//	Hex           a number, as 0x1f
//	Note, []Note  sentences of the catalogue themselves
//	Text, []Text  (package finding) what a signature says in both languages
//	error         a Fault as its sentence, any other as it is
//
// and all others as fmt prints them.
func Say(code Code, values ...any) Note { return Note{code, values} }

// Verbatim returns the note that is the words of a file themselves, the same in
// every language; of no words it is no note.
func Verbatim(words string) Note {
	if words == "" {
		return Note{}
	}
	return Say("verbatim", "words", Word(words))
}

// Kind returns the kind of the note's code.
func (n Note) Kind() string { return n.Code.Kind() }

// String shows the note without the catalogue, for logs and tests.
func (n Note) String() string {
	var b strings.Builder
	b.WriteString(string(n.Code))
	for i := 0; i+1 < len(n.Values); i += 2 {
		switch v := n.Values[i+1].(type) {
		case string:
			fmt.Fprintf(&b, " %v=%q", n.Values[i], v)
		case Note:
			fmt.Fprintf(&b, " %v=(%v)", n.Values[i], v)
		default:
			fmt.Fprintf(&b, " %v=%v", n.Values[i], v)
		}
	}
	return b.String()
}

// Word is a value that a sentence holds without quotation marks.
type Word string

// Size is a number of bytes.
type Size int64

// Hex is a number that is written in hexadecimal digits.
type Hex uint64

// String implements fmt.Stringer.
func (h Hex) String() string { return fmt.Sprintf("%#x", uint64(h)) }

// Fault is a Note as an error: why content could not be decoded.
type Fault struct{ Note }

// Failed returns the note of the code with the values as an error; an error
// among the values is what it wraps.
func Failed(code Code, values ...any) error { return &Fault{Note{code, values}} }

// Error implements error. It is for logs and tests; results show the sentence.
func (f *Fault) Error() string { return f.String() }

// Unwrap returns the errors among the values.
func (f *Fault) Unwrap() []error {
	var out []error
	for _, v := range f.Values {
		if err, ok := v.(error); ok {
			out = append(out, err)
		}
	}
	return out
}
