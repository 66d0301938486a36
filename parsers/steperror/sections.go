package steperror

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/culturetime"
	"hybriddiag/internal/syncrun"
	"hybriddiag/internal/textenc"
	"hybriddiag/internal/textlog"
	"hybriddiag/internal/xmlstream"
)

// sectionReader goes through the file: heads, lists and pieces of XML.
type sectionReader struct {
	lines   *textenc.Lines
	culture culturetime.Culture
	walk    *walk
	section string
	again   bool // the current line has not been looked at yet
	list    []evidence.Field
	line    int // of the list's result, else of its first property
}

func (s *sectionReader) read() {
	for s.next() {
		text := s.lines.Bytes()
		if name, ok := sectionOf(text); ok {
			s.endList()
			s.section = name
			continue
		}
		switch {
		case len(bytes.TrimSpace(text)) == 0:
			s.endList()
		case text[0] == '<', bytes.HasPrefix(bytes.TrimSpace(text), []byte("<?xml")):
			s.endList()
			s.readXML()
		default:
			s.property(string(text))
		}
	}
	s.endList()
}

func (s *sectionReader) next() bool {
	if s.again {
		s.again = false
		return true
	}
	return s.lines.Next()
}

// maxList bounds the properties of one step, of which there are about 50.
const maxList = 200

// property reads `Name : Value` at the line start or the rest of a value that
// did not fit the console's width.
func (s *sectionReader) property(text string) {
	name, value, ok := strings.Cut(text, " :")
	if ok && text[0] != ' ' && !strings.ContainsAny(name, "<>=:") {
		if len(s.list) == 0 || strings.HasPrefix(name, "StepResult") {
			s.line = s.lines.Number()
		}
		if len(s.list) < maxList {
			s.list = append(s.list, evidence.Field{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
		}
		return
	}
	if n := len(s.list); n > 0 && len(s.list[n-1].Value) < maxValue {
		s.list[n-1].Value += strings.TrimSpace(text)
	}
}

// maxValue is how long a value of several lines may become; each line adds a
// copy of what is there.
const maxValue = 16 << 10

// endList sends the step that a list describes.
func (s *sectionReader) endList() {
	if len(s.list) == 0 {
		return
	}
	list := s.list
	s.list = nil
	step := record{kind: "step", line: s.line}
	for _, f := range list {
		switch strings.ToLower(f.Name) {
		case "stepresult", "result":
			step.stepResult = f.Value
		case "connectorname":
			step.connector = f.Value
		case "startdate":
			step.start = f.Value
		case "enddate":
			step.end = f.Value
			if at, local, ok := s.culture.Parse(f.Value); ok {
				step.at, step.localTime = at, local
			}
		}
	}
	s.walk.section, s.walk.base = s.section, s.line
	s.walk.at, s.walk.local = step.at, step.localTime
	if step.stepResult != "" {
		s.failedRun(step)
		step.start, step.end = "", "" // local time, unlike in the XML
		s.walk.send(&step)
	}
	for _, f := range list {
		if strings.HasPrefix(f.Value, "<") {
			s.walkXML(strings.NewReader(f.Value))
		}
	}
}

// failedRun sends a step of a list as a run when it failed. The list rarely
// names the connector; a success of an unknown connector would prove nothing.
func (s *sectionReader) failedRun(r record) {
	if level(&r) == textlog.LevelInfo {
		return
	}
	run := syncrun.Run{
		Connector: r.connector, Result: r.stepResult, StartDate: r.start, EndDate: r.end,
		End: r.at, LocalTime: r.localTime, Line: r.line,
	}
	run.Start, _, _ = s.culture.Parse(r.start)
	if e := run.Event(); e != nil {
		s.walk.runs.Add(e)
	}
}

// readXML hands the lines up to the next section head to the XML reader.
func (s *sectionReader) readXML() {
	s.again = true
	s.walk.section, s.walk.base = s.section, s.lines.Number()
	piece := &piece{s: s}
	s.walkXML(piece)
	io.Copy(io.Discard, piece) // what follows broken XML; reading errors stay in lines
}

// walkXML reads one piece of XML, of which a part may be lost.
func (s *sectionReader) walkXML(r io.Reader) {
	err := xmlstream.Walk(r, s.walk)
	s.walk.end()
	var syntax *xmlstream.SyntaxError
	if errors.As(err, &syntax) {
		s.walk.log.Damaged("xml-syntax", fmt.Sprintf("the XML from line %d on could not be read: %s", s.walk.base+syntax.Line-1, syntax.Msg))
	}
}

// piece is an io.Reader of the lines up to the next section head.
type piece struct {
	s    *sectionReader
	rest []byte
	done bool
}

// Read implements io.Reader.
func (p *piece) Read(b []byte) (int, error) {
	if len(p.rest) == 0 {
		if p.done || !p.s.next() {
			return 0, io.EOF
		}
		if _, head := sectionOf(p.s.lines.Bytes()); head {
			p.s.again, p.done = true, true
			return 0, io.EOF
		}
		p.rest = append(append(p.rest[:0], p.s.lines.Bytes()...), '\n')
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}
