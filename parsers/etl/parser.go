package etl

import (
	"context"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers"
	"hybriddiag/tlsstory"
)

// story joins events and packets to TLS connections. It gets everything it wants
// in the order of time.
type story interface {
	Wants(guid string, id uint32) bool
	Event(*evidence.Event)
	Packet(t time.Time, linkType int, pid uint32, frame []byte)
	Close()
}

// Parser reads event traces. Its zero value is ready for use.
type Parser struct {
	// newStory is replaced in tests.
	newStory func(emit func(*evidence.Event)) story
}

// Format returns "etl".
func (Parser) Format() string { return "etl" }

// Detect wants a first buffer whose first record is the log file header. The
// name alone counts where a file begins differently.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	if startsTrace(h.Raw) {
		return parsers.Magic
	}
	if h.HasSuffix(".etl") {
		return parsers.Name
	}
	return parsers.No
}

func startsTrace(head []byte) bool {
	if len(head) < bufferHeaderSize+8 {
		return false
	}
	h := parseBufferHeader(head)
	if !h.plausible() || h.compressed() {
		return false
	}
	r := head[bufferHeaderSize:]
	return r[3] == markerHeader && (r[2] == 0x01 || r[2] == 0x02) && r[6] == 0 && r[7] == 0
}

// Parse reads a trace to its end.
func (p Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	s := newSession(out, p.story(out))
	err := s.reader.read(ctx, in.R)
	if ctx.Err() != nil {
		return parsers.Result{}, err
	}
	if s.story != nil {
		s.story.Close()
	}
	sum := s.summary()
	s.report(out, sum)
	return sum.result(), err
}

// story returns the story to tell, nil when nobody wants its rows.
func (p Parser) story(out parsers.Sink) story {
	if !out.Wants(parsers.Header{Provider: tlsstory.Log, Channel: tlsstory.Log}) {
		return nil
	}
	if p.newStory != nil {
		return p.newStory(out.Event)
	}
	return tlsstory.New(out.Event)
}

// session is the reading of one trace.
type session struct {
	reader  *reader
	decoder *decoder
	packets *packets
	story   story
	out     parsers.Sink
	answers map[question]answer
	// asked and told are the last question and its answer: records of one sort
	// often follow each other.
	asked question
	told  answer
}

// question is what the answer of the sink and the story depends on.
type question struct {
	kind  evidence.Kind
	guid  winfmt.GUID
	group uint8
	id    uint16
	level uint8
}

type answer struct{ sink, story bool }

// maxAnswers bounds what is remembered of the answers.
const maxAnswers = 1 << 14

func newSession(out parsers.Sink, st story) *session {
	s := &session{out: out, story: st, answers: map[question]answer{}}
	s.reader = newReader(s.keeps, s.release)
	s.decoder = &decoder{clock: s.reader.time, library: s.reader.library, guids: map[winfmt.GUID]string{}}
	if st != nil {
		s.packets = newPackets(st.Packet)
	}
	return s
}

// keeps reports whether a record must wait for its turn; the others are only
// counted.
func (s *session) keeps(r *record) bool {
	a := s.ask(r)
	return a.sink || a.story
}

// ask returns who wants a record.
func (s *session) ask(r *record) answer {
	q := question{kind: r.kind, guid: r.guid, group: r.group, id: r.id, level: r.level}
	if r.kind != evidence.KindEvent {
		q.id = uint16(r.opcode)
	}
	if q == s.asked {
		return s.told
	}
	a, ok := s.answers[q]
	if !ok {
		a = answer{sink: s.out.Wants(s.header(r)), story: s.storyWants(r)}
		if len(s.answers) >= maxAnswers {
			clear(s.answers)
		}
		s.answers[q] = a
	}
	s.asked, s.told = q, a
	return a
}

func (s *session) header(r *record) parsers.Header {
	if r.isKernel() {
		name, guid := kernelClass(r.group)
		return parsers.Header{Provider: name, GUID: guid, Level: r.level}
	}
	h := parsers.Header{GUID: guidText(r.guid), Level: r.level}
	if r.kind == evidence.KindEvent {
		h.EventID = uint32(r.id)
	}
	h.Provider = s.reader.library.ProviderName(r.guid)
	return h
}

func (s *session) storyWants(r *record) bool {
	switch {
	case s.story == nil:
		return false
	case r.isPacket():
		return true
	case r.isProcess():
		return s.story.Wants(processClass().String(), uint32(r.opcode))
	}
	return r.kind == evidence.KindEvent && s.story.Wants(r.guid.String(), uint32(r.id))
}

// release takes a kept record whose turn has come.
func (s *session) release(r *record) {
	a := s.ask(r)
	if a.story && r.isPacket() {
		s.packets.add(r, s.reader.time(r.clock))
		a.story = false
	}
	if !a.sink && !a.story {
		return
	}
	d := s.decoder.decode(r)
	if a.story {
		s.story.Event(s.decoder.forStory(d, r))
	}
	if a.sink {
		s.out.Event(s.decoder.forReports(d))
	}
}
