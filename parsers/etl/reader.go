package etl

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers"
	"hybriddiag/parsers/etl/internal/etwtmpl"
)

// maxProblems bounds the list of problems of one file; the rest is counted.
const maxProblems = 100

// metadataClass is the event class under which a merge stores templates,
// {bbccf6c1-6cd1-48c4-80ff-839482e37671}.
func metadataClass() winfmt.GUID {
	return winfmt.GUID{0xc1, 0xf6, 0xcc, 0xbb, 0xd1, 0x6c, 0xc4, 0x48, 0x80, 0xff, 0x83, 0x94, 0x82, 0xe3, 0x76, 0x71}
}

// Types of the records of metadataClass.
const (
	metadataEventInfo = 0x20
	metadataMapInfo   = 0x21
)

// reader reads a trace once: it counts every record, learns the trace's own
// templates, and keeps the records that wants asks for until their time has
// come.
type reader struct {
	logFile   *LogFile
	clock     clock
	counts    counts
	library   *etwtmpl.Library
	merge     merger
	wants     func(*record) bool
	buffers   int
	lostFlags uint16 // of all buffers together
	computer  string
	// selfDescribing are the providers whose events carry their own schema.
	selfDescribing map[winfmt.GUID]bool
	firstTime      time.Time
	lastTime       time.Time
	firstClock     int64
	lastClock      int64
	timed          bool
	metadata       int // records of metadataClass that could not be read
	damaged        int // buffers that held a bad record
	problems       []parsers.Problem
	moreTrouble    int
}

func newReader(wants func(*record) bool, emit func(*record)) *reader {
	return &reader{library: etwtmpl.NewLibrary(), selfDescribing: map[winfmt.GUID]bool{}, wants: wants, merge: merger{limit: mergeLimit, emit: emit}}
}

// read reads to the end. The error is that of ctx or of the stream; what came
// before a failure of the stream is given out.
func (t *reader) read(ctx context.Context, in io.Reader) error {
	source := newBufferReader(in, t.problem)
	var rec record
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		b, err := source.next()
		if err != nil {
			t.merge.end()
			t.finish()
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		t.buffer(&b, &rec)
	}
}

func (t *reader) problem(p parsers.Problem) {
	if len(t.problems) < maxProblems {
		t.problems = append(t.problems, p)
		return
	}
	t.moreTrouble++
}

func (t *reader) buffer(b *buffer, rec *record) {
	t.buffers++
	t.lostFlags |= b.flags & (flagEventsLost | flagBufferLost)
	at := t.lastClock
	skipped, bad := walk(b, rec, func(r *record) {
		if r.timed {
			at = r.clock
		} else {
			r.clock = at // stays beside the record before it
		}
		t.record(r)
	})
	t.counts.other += skipped
	if bad != nil {
		t.damaged++
		t.problem(*bad)
	}
	t.merge.endBuffer()
}

func (t *reader) record(r *record) {
	t.counts.add(r)
	if t.logFile == nil && isLogFile(r) {
		t.begin(r)
	}
	if r.timed {
		if !t.timed || r.clock < t.firstClock {
			t.firstClock = r.clock
		}
		if !t.timed || r.clock > t.lastClock {
			t.lastClock = r.clock
		}
		t.timed = true
	}
	t.notice(r)
	if t.wants(r) {
		t.merge.add(r)
	}
}

// notice takes from a record what it says about the trace as a whole.
func (t *reader) notice(r *record) {
	switch {
	case r.kind == evidence.KindClassic && r.guid == metadataClass():
		t.learn(r)
	case r.kind == evidence.KindSystem && r.group == groupConfig && t.computer == "":
		t.computer = computerName(r)
	case r.flags&eventExtended != 0 && r.kind == evidence.KindEvent && !t.selfDescribing[r.guid]:
		if r.item(itemSchema) != nil && len(t.selfDescribing) < maxKeys {
			t.selfDescribing[r.guid] = true
			t.library.Named(r.guid, traitsName(r.item(itemTraits)))
		}
	}
}

// time converts a raw timestamp.
func (t *reader) time(raw int64) time.Time { return t.clock.time(raw) }

func (t *reader) begin(r *record) {
	l, ok := parseLogFile(r)
	if !ok {
		return
	}
	t.logFile = &l
	t.clock = newClock(&l, r.clock)
}

// learn takes over a template or a map that the trace brings along.
func (t *reader) learn(r *record) {
	var err error
	switch r.opcode {
	case metadataEventInfo:
		err = t.library.AddEventInfo(r.data)
	case metadataMapInfo:
		err = t.library.AddMapInfo(r.data)
	}
	if err != nil {
		t.metadata++
	}
}

func (t *reader) finish() {
	if t.timed {
		t.firstTime, t.lastTime = t.clock.time(t.firstClock), t.clock.time(t.lastClock)
	}
	if t.logFile == nil {
		t.problem(parsers.Lost("no-log-header"))
	} else if !t.logFile.Finalized() {
		t.problem(parsers.Problem{Note: evidence.Say("not-finalized")})
	}
	if l := t.logFile; l != nil && !l.Circular() && t.buffers < int(l.BuffersWritten) && !t.truncated() {
		t.problem(parsers.Lost("truncated/buffers", "wanted", l.BuffersWritten, "found", t.buffers))
	}
	if t.moreTrouble > 0 {
		t.problems = append(t.problems, parsers.Lost("more/any", "n", t.moreTrouble))
	}
}

// truncated reports whether the end of the file was found missing already.
func (t *reader) truncated() bool {
	return slices.ContainsFunc(t.problems, func(p parsers.Problem) bool { return p.Kind() == "truncated" })
}
