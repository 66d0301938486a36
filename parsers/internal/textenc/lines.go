package textenc

import (
	"bytes"
	"context"
	"io"
)

// MaxLine is how many bytes of a line are kept; the rest is skipped.
const MaxLine = 256 << 10

// cutMark ends the text of a line that was longer than MaxLine.
const cutMark = "…"

// Lines reads a text line by line:
//
//	lines := textenc.NewLines(ctx, r)
//	for lines.Next() {
//		use(lines.Number(), lines.Bytes())
//	}
//	return lines.Err()
//
// A line ends with LF, CR LF or any number of CR before LF; a text without any
// LF in its first 64 KiB but with CR has lines that end with CR. The line end
// is not part of the line.
type Lines struct {
	dec    *decoder
	chunk  []byte // rest of the decoded chunk
	held   []byte // start of a line that began in an earlier chunk
	line   []byte
	number int
	end    byte // what ends a line, 0 before the first chunk
	cut    bool
	cuts   int
	err    error
}

// NewLines returns the lines of src. They end with ctx's error once ctx is done.
func NewLines(ctx context.Context, src io.Reader) *Lines {
	return &Lines{dec: newDecoder(ctx, src)}
}

// Next moves to the next line and reports whether there is one.
func (l *Lines) Next() bool {
	l.held, l.cut = l.held[:0], false
	began := false
	for l.err == nil {
		if len(l.chunk) == 0 && !l.load() {
			break
		}
		began = true
		i := bytes.IndexByte(l.chunk, l.end)
		if i < 0 {
			l.hold(l.chunk)
			l.chunk = nil
			continue
		}
		part := l.chunk[:i]
		l.chunk = l.chunk[i+1:]
		l.finish(part)
		return true
	}
	if began {
		l.finish(nil)
	}
	return began
}

// load gets the next decoded chunk.
func (l *Lines) load() bool {
	chunk, err := l.dec.next()
	if err != nil {
		l.err = err
		return false
	}
	if l.end == 0 {
		l.end = '\n'
		if bytes.IndexByte(chunk, '\n') < 0 && bytes.IndexByte(chunk, '\r') >= 0 {
			l.end = '\r'
		}
	}
	l.chunk = chunk
	return true
}

// hold keeps the start of a line, up to MaxLine.
func (l *Lines) hold(part []byte) {
	if room := MaxLine - len(l.held); len(part) > room {
		part = part[:room]
		l.cut = true
	}
	l.held = append(l.held, part...)
}

// finish makes the current line of what is held and its last part.
func (l *Lines) finish(part []byte) {
	l.number++
	if len(l.held) > 0 || len(part) > MaxLine {
		l.hold(part)
		part = l.held
	}
	l.line = bytes.TrimRight(part, "\r")
	if l.cut {
		l.cuts++
		l.line = append(l.line[:len(l.line)-cutRune(l.line)], cutMark...)
		l.held = l.line
	}
}

// Bytes returns the current line in UTF-8, valid until the next call of Next.
func (l *Lines) Bytes() []byte { return l.line }

// Text returns a copy of the current line.
func (l *Lines) Text() string { return string(l.line) }

// Number returns the number of the current line; the first one is 1.
func (l *Lines) Number() int { return l.number }

// Cut reports whether the current line was longer than MaxLine; its text then
// ends with an ellipsis.
func (l *Lines) Cut() bool { return l.cut }

// Cuts returns how many lines were cut so far.
func (l *Lines) Cuts() int { return l.cuts }

// Encoding returns the encoding that the head of the text shows.
func (l *Lines) Encoding() Encoding { return l.dec.head }

// Err returns what ended the reading, nil at the end of the text.
func (l *Lines) Err() error { return errorOrNil(l.err) }
