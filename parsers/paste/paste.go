// Package paste is the reader of last resort: text that a person copied or wrote
// into a mail, a ticket, a chat, a note or an office document, and that no other
// reader knows.
//
//	file ──plain──► text ──cleaned──► lines ──unwrapped──► lines ──┬──► a known format in it: its reader
//	                                                               └──► blocks, an event each
//
// What a mail quotes may be a format that another reader knows, once the marks
// of the quotation are gone: that reader gets it first. The rest is split at the
// headings that people write above events (Event ID 6801, Source: ADSync) and at
// empty lines. Each block becomes an event of kind text: its source and id are
// those of its heading or of the sentence that no other event has, its fields
// those that the sentence shows, and it has no time, no host and no channel.
//
// The result is tentative: the file counts as read when the engine could use a
// block, or when a block shows an error by itself; these are the records.
//
// Problems: text-cut (loss), document-unreadable (loss).
//
// Source: the shapes in which reports reach support desks and public forums.
package paste

import (
	"context"
	"errors"
	"io"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/plain"
	"hybriddiag/parsers/internal/sentences"
)

// maxSize is how much of a file is read: nobody pastes more.
const maxSize = 8 << 20

// Parser reads pasted text.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "text" }

// about matches the names of files that tell a reader what lies beside them.
var about = regexp.MustCompile(`(?i)^(?:read[-_ ]?me|licen[cs]e|change[-_ ]?log|お読みください)`)

// Detect implements parsers.Parser: all text is its own that nobody else wants.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	if about.MatchString(h.Base()) {
		return parsers.No
	}
	if plain.IsPacked(h.Raw) || h.Magic == parsers.NoMagic && isText(h.Text()) {
		return parsers.Guess
	}
	return parsers.No
}

// isText reports whether the beginning of a file is text and holds any.
func isText(head string) bool {
	if strings.TrimSpace(head) == "" {
		return false
	}
	controls := 0
	for i := range len(head) {
		if c := head[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			controls++
		}
	}
	return controls*100 <= len(head)
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	raw, err := io.ReadAll(io.LimitReader(in.R, maxSize+1))
	if err != nil {
		return parsers.Result{Tentative: true}, err
	}
	r := reader{ctx: ctx, in: in, out: out}
	r.result.Tentative = true
	if len(raw) > maxSize {
		raw = raw[:maxSize]
		r.lost(evidence.Say("text-cut/paste", "limit", evidence.Size(maxSize)), maxSize)
	}
	text, err := plain.Text(raw)
	if err != nil && !errors.Is(err, plain.ErrNoText) {
		r.lost(evidence.Say("document-unreadable", "error", err), 0)
	}
	if plain.IsPacked(raw) && strings.TrimSpace(text) == "" {
		return r.result, nil
	}
	r.read(cleaned(text))
	return r.result, ctx.Err()
}

// reader turns the lines of one text into evidence.
type reader struct {
	ctx    context.Context
	in     parsers.Input
	out    parsers.Sink
	result parsers.Result
}

func (r *reader) lost(n evidence.Note, offset int64) {
	r.result.Problems = append(r.result.Problems, parsers.Problem{Note: n, Offset: offset, Loss: true})
}

// read hands the text to the reader that knows it, and makes events of what is
// left.
func (r *reader) read(lines []line) {
	lines = unwrapped(lines)
	known := &witness{Sink: r.out}
	r.nested(lines, known)
	for _, b := range blocksOf(lines) {
		if r.ctx.Err() != nil {
			return
		}
		text := b.text()
		if text == "" && b.id == 0 || known.saw(text) {
			continue
		}
		r.send(b, text)
	}
}

// nested lets the reader read that knows the cleaned text.
func (r *reader) nested(lines []line, known *witness) {
	if r.in.Nested == nil {
		return
	}
	t := parsers.NestedText{Name: r.in.Base(), Text: joined(lines), Not: Parser{}.Format(), Line: func(n int) int {
		return lines[min(max(n, 1), len(lines))-1].number
	}}
	if res, ok := r.in.Nested(r.ctx, t, known); ok {
		tentative := r.result.Problems
		r.result = res
		r.result.Problems = append(tentative, res.Problems...)
	}
}

// send passes a block on as an event.
func (r *reader) send(b block, text string) {
	b.source = sentences.Provider(b.source)
	if provider, id, ok := sentences.Recognize(text); ok && (b.id == 0 || b.id == id && b.source == "") {
		b.source, b.id = provider, id
	}
	level := uint8(0)
	if shows := isError(text); shows || b.id != 0 {
		r.result.Records++
		if shows {
			level = levelError
		}
	}
	r.out.Event(&evidence.Event{
		Kind: evidence.KindText, Provider: evidence.Provider{Name: b.source}, EventID: b.id, Level: level,
		Message: text, Data: sentences.Fields(b.source, b.id, text, false), Locator: evidence.Locator{Line: b.number()},
	})
}
