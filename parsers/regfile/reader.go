package regfile

import (
	"bytes"
	"context"
	"io"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/regpath"
	"hybriddiag/parsers/internal/regstate"
	"hybriddiag/parsers/internal/textenc"
)

// maxProblems bounds the list of problems of one file.
const maxProblems = 20

// reader goes through the lines and keeps what it must remember between them.
type reader struct {
	lines   *textenc.Lines
	tail    *tailReader
	state   *regstate.Collector
	result  parsers.Result
	partial bool
	ansi    bool // REGEDIT4: texts in hex are 8-bit

	key     string // normalized, of the wanted key that the lines belong to
	raw     string // the same as the file spells it
	wanted  bool
	deletes bool   // the file deletes keys or values
	top     []byte // the last root, as the file spells it
	open    *openValue
	short   *evidence.Setting // a short dword, until it is sure that the file goes on
}

// openValue is a value that goes on after its first line.
type openValue struct {
	name  string
	data  []byte
	line  int
	isHex bool
}

func newReader(ctx context.Context, src io.Reader, out parsers.Sink) *reader {
	tail := &tailReader{src: src}
	return &reader{lines: textenc.NewLines(ctx, tail), tail: tail, state: regstate.New(out)}
}

// tailReader remembers whether the stream ended with a line feed in any
// encoding.
type tailReader struct {
	src  io.Reader
	last [2]byte
}

// Read implements io.Reader.
func (t *tailReader) Read(p []byte) (int, error) {
	n, err := t.src.Read(p)
	switch {
	case n >= 2:
		t.last = [2]byte(p[n-2 : n])
	case n == 1:
		t.last = [2]byte{t.last[1], p[0]}
	}
	return n, err
}

func (t *tailReader) endsLine() bool { return t.last[0] == '\n' || t.last[1] == '\n' }

// line takes the next line of the file. Nearly all lines belong to keys that
// nobody wants, so that case comes first.
func (r *reader) line(b []byte) {
	if r.open != nil && r.goOn(b) {
		return
	}
	r.takeShort()
	b = bytes.TrimLeft(b, " \t\uFEFF")
	switch {
	case len(b) == 0:
	case b[0] == '[':
		r.keyLine(b)
	case b[0] == 0:
		r.problem("nul-bytes", "line", r.lines.Number())
	case r.wanted:
		r.valueLine(b)
	case r.result.Records == 0 && string(b) == version4:
		r.ansi = true
	}
}

// keyLine starts a new key.
func (r *reader) keyLine(b []byte) {
	b = bytes.TrimRight(b, " \t")
	name := bytes.TrimSuffix(b[1:], []byte("]"))
	closed := len(name) == len(b)-2
	if !closed {
		r.wanted = false
		r.problem("key-malformed", "line", r.lines.Number(), "found", string(b))
		return
	}
	name, deleted := bytes.CutPrefix(name, []byte("-"))
	r.result.Records++
	r.wanted = r.state.Wants(name) == parsers.Wanted && r.begin(string(name))
	if !r.wanted {
		r.coverRaw(name)
		return
	}
	r.state.Root(r.key)
	r.deletes = r.deletes || deleted
	r.state.Add(evidence.Setting{Key: r.key, Type: regstate.TypeKey, Absent: deleted, Locator: r.locator(r.lines.Number())})
	r.wanted = !deleted
}

// begin remembers the wanted key that starts here.
func (r *reader) begin(raw string) (ok bool) {
	r.raw = raw
	r.key, ok = regpath.Normalize(raw)
	return ok
}

// coverRaw notes the coverage of a key that nobody wants.
func (r *reader) coverRaw(name []byte) {
	if regpath.BelowRaw(name, r.top) {
		return // the quick answer for most keys of an export
	}
	if key, ok := regpath.Normalize(string(name)); ok {
		r.state.Root(key)
		r.top = append(r.top[:0], name...)
	}
}

// valueLine reads the first line of a value.
func (r *reader) valueLine(b []byte) {
	if b[0] == ';' {
		return
	}
	name, data, ok := splitValue(b)
	if !ok {
		r.malformed(r.lines.Number(), b)
		return
	}
	r.value(name, data, r.lines.Number())
}

// value takes a whole value or opens one that goes on.
func (r *reader) value(name string, data []byte, line int) {
	data = bytes.TrimSpace(data)
	switch {
	case len(data) > 0 && data[0] == '"':
		text, closed := unquote(data)
		if !closed {
			r.open = &openValue{name: name, data: bytes.Clone(data), line: line}
			return
		}
		r.add(name, "REG_SZ", text, line)
	case bytes.HasPrefix(data, []byte("hex")) && bytes.HasSuffix(data, []byte(`\`)):
		r.open = &openValue{name: name, data: bytes.Clone(data[:len(data)-1]), line: line, isHex: true}
	case string(data) == "-":
		r.deletes = true
		r.state.Add(evidence.Setting{Key: r.key, Name: name, Absent: true, Locator: r.locator(line)})
	default:
		r.plainValue(name, data, line)
	}
}

func (r *reader) plainValue(name string, data []byte, line int) {
	kind, text, err := decodeData(data, r.ansi)
	if err != nil {
		r.malformed(line, data)
		return
	}
	s := evidence.Setting{Key: r.key, Name: name, Type: kind, Value: text, Locator: r.locator(line)}
	if kind == "REG_DWORD" && len(data) < len("dword:00000000") {
		r.short = &s
		return
	}
	r.state.Add(s)
}

// takeShort adds the dword of fewer than eight digits that was held back. A
// person may write one; an export does not, and one at the very end of a cut
// file would be a wrong number.
func (r *reader) takeShort() {
	if r.short != nil {
		r.state.Add(*r.short)
		r.short = nil
	}
}

// goOn adds a line to the open value. It returns false when the line does not
// belong to it: the value is then given up and the line read as what it is.
func (r *reader) goOn(b []byte) bool {
	v := r.open
	if v.isHex {
		return r.goOnHex(v, bytes.TrimSpace(b))
	}
	if isKeyLine(b) || len(v.data) > maxData {
		r.giveUp()
		return false
	}
	v.data = append(append(v.data, '\n'), b...)
	if text, closed := unquote(v.data); closed {
		r.open = nil
		r.add(v.name, "REG_SZ", text, v.line)
	}
	return true
}

func (r *reader) goOnHex(v *openValue, b []byte) bool {
	if len(b) == 0 || !isHexByte(b[0]) {
		r.giveUp()
		return false
	}
	b, more := bytes.CutSuffix(b, []byte(`\`))
	if len(v.data) < maxData {
		v.data = append(v.data, b...)
	}
	if !more {
		r.open = nil
		r.value(v.name, v.data, v.line)
	}
	return true
}

// giveUp drops the open value as unreadable.
func (r *reader) giveUp() {
	r.malformed(r.open.line, r.open.data)
	r.open = nil
}

func (r *reader) add(name, kind, text string, line int) {
	r.state.Add(evidence.Setting{Key: r.key, Name: name, Type: kind, Value: text, Locator: r.locator(line)})
}

func (r *reader) locator(line int) evidence.Locator {
	return evidence.Locator{RegistryKey: r.raw, Line: line}
}

func (r *reader) malformed(line int, b []byte) {
	r.result.Damaged++
	r.problem("value-malformed", "line", line, "key", r.key, "found", string(b))
}

func (r *reader) problem(code evidence.Code, values ...any) {
	r.partial = true
	if len(r.result.Problems) < maxProblems {
		r.result.Problems = append(r.result.Problems, parsers.Lost(code, values...))
	}
}

// finish closes what is open and sends what was held.
func (r *reader) finish(err error) (parsers.Result, error) {
	if r.tail.endsLine() {
		r.takeShort()
	}
	if s := r.short; s != nil {
		r.result.Damaged++
		r.problem("file-cut/value", "name", s.Name, "key", s.Key, "line", s.Locator.Line)
	}
	if r.open != nil {
		r.result.Damaged++
		r.problem("file-cut/value", "name", r.open.name, "key", r.key, "line", r.open.line)
	}
	if r.deletes {
		r.result.Notes = append(r.result.Notes, evidence.Say("note/deletes-values"))
	}
	if n := r.lines.Cuts(); n > 0 {
		r.result.Notes = append(r.result.Notes, evidence.Say("note/lines-cut", "n", n, "limit", textenc.MaxLine))
	}
	r.state.Finish(&r.result, r.partial || err != nil)
	return r.result, err
}
