package eventxml

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"hybriddiag/evidence"
)

// maxEvent bounds the text of one event. A record of an event log holds at most
// 64 KiB, so even its XML with every character escaped stays far below.
const maxEvent = 4 << 20

// keepOutside is how much text is kept while looking for the next event; a tag
// longer than this is none of ours.
const keepOutside = 4 << 10

// fragment is the text of one <Event> element.
type fragment struct {
	text  []byte
	line  int  // 1-based line of its start tag
	large bool // cut because it exceeded maxEvent
}

// code names the problem of a fragment that is not readable as a whole.
func (f fragment) code() evidence.Code {
	if f.large {
		return "xml-event-size"
	}
	return "xml-event"
}

// splitter cuts a text into <Event> elements. It reads up to the next '>' each
// time; the tag, if there is one, is what follows the last '<' before it.
type splitter struct {
	r      *bufio.Reader
	line   int // line of the next unread byte
	list   bool
	closed bool

	comment bool // the text is in a comment between events
	inside  bool
	skip    bool // the event was too large: drop its rest
	cur     fragment
}

func newSplitter(r io.Reader) *splitter {
	return &splitter{r: bufio.NewReaderSize(r, 64<<10), line: 1}
}

// next returns the next event, or io.EOF.
func (s *splitter) next() (fragment, error) {
	for {
		piece, err := s.piece()
		if f, ok := s.feed(piece); ok {
			return f, nil
		}
		if errors.Is(err, io.EOF) && s.inside {
			s.inside = false
			return s.cur, nil
		}
		if err != nil {
			return fragment{}, err
		}
	}
}

// piece reads up to and including the next '>'.
func (s *splitter) piece() ([]byte, error) {
	var long []byte
	for {
		b, err := s.r.ReadSlice('>')
		if long == nil && !errors.Is(err, bufio.ErrBufferFull) {
			return b, err
		}
		long = append(long, b...)
		if keep := s.limit(); len(long) > keep {
			s.skip = s.inside
			s.line += bytes.Count(long[:len(long)-keepOutside], []byte{'\n'})
			long = append(long[:0], long[len(long)-keepOutside:]...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return long, err
		}
	}
}

func (s *splitter) limit() int {
	if s.inside {
		return maxEvent
	}
	return keepOutside
}

// feed takes one piece and returns an event when the piece ends one.
func (s *splitter) feed(piece []byte) (fragment, bool) {
	at := max(bytes.LastIndexByte(piece, '<'), 0)
	tag := piece[at:]
	lineOfTag := s.line + bytes.Count(piece[:at], []byte{'\n'})
	s.line = lineOfTag + bytes.Count(tag, []byte{'\n'})

	if s.inComment(piece) {
		return fragment{}, false
	}
	switch {
	case hasTag(tag, "<Event") && !bytes.HasSuffix(tag, []byte("/>")):
		earlier, cut := s.cur, s.inside
		s.begin(tag, lineOfTag)
		return earlier, cut
	case hasTag(tag, "<Events"):
		s.list = true
	case hasTag(tag, "</Events"):
		s.closed = true
	}
	if !s.inside {
		return fragment{}, false
	}
	s.grow(piece)
	if !hasTag(tag, "</Event") {
		return fragment{}, false
	}
	s.inside = false
	return s.cur, true
}

// inComment reports whether a piece belongs to a comment between events, which may
// hold tags of its own.
func (s *splitter) inComment(piece []byte) bool {
	if s.inside || !s.comment && !bytes.Contains(piece, []byte("<!--")) {
		return false
	}
	s.comment = !bytes.HasSuffix(piece, []byte("-->"))
	return true
}

func (s *splitter) begin(tag []byte, line int) {
	s.cur = fragment{text: bytes.Clone(tag), line: line}
	s.inside, s.skip = true, false
}

// grow adds a piece to the current event as long as that may grow.
func (s *splitter) grow(piece []byte) {
	if s.skip || len(s.cur.text)+len(piece) > maxEvent {
		s.skip, s.cur.large = true, true
		return
	}
	s.cur.text = append(s.cur.text, piece...)
}

// maxPrefix bounds the prefix of a namespace.
const maxPrefix = 16

// withoutPrefix returns a tag without the prefix of its namespace.
func withoutPrefix(text []byte) []byte {
	start := 1 // behind '<'
	if bytes.HasPrefix(text, []byte("</")) {
		start = 2
	}
	if len(text) <= start || text[0] != '<' {
		return text
	}
	head := text[start:min(len(text), start+maxPrefix)]
	i := bytes.IndexAny(head, ": \t\r\n=/>\"")
	if i < 1 || head[i] != ':' {
		return text
	}
	return append(bytes.Clone(text[:start]), text[start+i+1:]...)
}

// hasTag reports whether text begins with the tag, with or without a prefix, and
// not with a longer name.
func hasTag(text []byte, tag string) bool {
	if bytes.IndexByte(text[:min(len(text), maxPrefix+2)], ':') > 0 {
		text = withoutPrefix(text[:min(len(text), 64)])
	}
	if !bytes.HasPrefix(text, []byte(tag)) || len(text) == len(tag) {
		return false
	}
	switch text[len(tag)] {
	case '>', '/', ' ', '\t', '\r', '\n':
		return true
	}
	return false
}
