package steperror

import (
	"bytes"
	"cmp"
	"io"
	"strings"

	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/syncrun"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
	"hybriddiag/parsers/internal/xmlstream"
)

// sectionReader goes through the file: heads, lists and pieces of XML.
type sectionReader struct {
	lines   *textenc.Lines
	culture culturetime.Culture
	walk    *walk
	section string
	around  bool // the section has told the run that its steps belong to
	again   bool // the current line has not been looked at yet
	list    []property
	line    int // of the list's result, else of its first property
}

// property is one `Name : Value` of a list and its line.
type property struct {
	name, value string
	line        int
}

func (s *sectionReader) read() {
	for s.next() {
		text := s.lines.Bytes()
		if name, ok := sectionOf(text); ok {
			s.endList()
			s.section = name
			if strings.HasSuffix(name, "StepResultAll") { // the next run
				s.around = false
				s.walk.run = runNames{}
			}
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
		p := property{strings.TrimSpace(name), strings.TrimSpace(value), s.lines.Number()}
		if len(s.list) == 0 || p.name == "StepResult" || p.name == "Result" {
			s.line = p.line
		}
		if len(s.list) < maxList {
			s.list = append(s.list, p)
		}
		return
	}
	if n := len(s.list); n > 0 && len(s.list[n-1].value) < maxValue {
		s.list[n-1].value += strings.TrimSpace(text)
	}
}

// maxValue is how long a value of several lines may become; each line adds a
// copy of what is there.
const maxValue = 16 << 10

// endList sends the step that a list describes, and what its XML holds.
func (s *sectionReader) endList() {
	if len(s.list) == 0 {
		return
	}
	list := s.list
	s.list = nil
	step, result := s.step(list)
	w := s.walk
	w.section, w.base = s.section, s.line
	w.at, w.local = step.at, step.localTime
	if step.connector != "" && result != "" { // the run around the step
		w.addRun(s.run(step, result))
		s.around = true
	} else {
		step.stepResult = cmp.Or(step.stepResult, result)
	}
	if step.stepResult != "" {
		if !s.around {
			s.failedRun(step)
		}
		w.send(step)
	}
	for _, f := range list {
		if strings.HasPrefix(f.value, "<") {
			w.base = f.line
			s.walkXML(strings.NewReader(f.value))
		}
	}
}

// step returns the step of a list and the result of the whole run, and notes
// which run it is.
func (s *sectionReader) step(list []property) (step *record, result string) {
	step = &record{kind: "step", line: s.line}
	run := &s.walk.run
	for _, f := range list {
		switch strings.ToLower(f.name) {
		case "stepresult":
			step.stepResult = f.value
		case "result":
			result = f.value
		case "connectorname":
			step.connector = f.value
			run.connector, run.profile = f.value, ""
		case "runprofilename":
			run.profile = f.value
		case "runnumber":
			run.number = f.value
		case "runhistoryid":
			run.historyID = f.value
		case "startdate":
			step.start = f.value
		case "enddate":
			step.endDate = f.value
			if at, local, ok := s.culture.Parse(f.value); ok {
				step.at, step.localTime = at, local
			}
		}
	}
	return step, result
}

// run returns the run that a list describes.
func (s *sectionReader) run(r *record, result string) syncrun.Run {
	run := syncrun.Run{
		Number: s.walk.run.number, HistoryID: s.walk.run.historyID, Connector: r.connector, Profile: s.walk.run.profile,
		Result: result, StartDate: r.start, EndDate: r.endDate, Line: r.line,
	}
	run.Start, _, _ = s.culture.Parse(r.start)
	run.End, _, _ = s.culture.Parse(r.endDate)
	return run
}

// failedRun sends a step that stands without its run as a run when it failed.
// A success of an unknown connector would prove nothing.
func (s *sectionReader) failedRun(r *record) {
	if level(r) != textlog.LevelInfo {
		s.walk.addRun(s.run(r, r.stepResult))
	}
}

// readXML hands the lines up to the next section head to the XML reader.
func (s *sectionReader) readXML() {
	s.again = true
	s.walk.section, s.walk.base = s.section, s.lines.Number()
	piece := textenc.Join(s.xmlLine)
	s.walkXML(piece)
	io.Copy(io.Discard, piece) // what follows broken XML
}

// walkXML reads one piece of XML, of which a part may be lost.
func (s *sectionReader) walkXML(r io.Reader) {
	err := xmlstream.Walk(r, s.walk)
	s.walk.end()
	_ = s.walk.log.XML(err, s.walk.base) // reading errors stay in lines
}

// xmlLine gives the next line unless it is a section head.
func (s *sectionReader) xmlLine() ([]byte, bool) {
	if !s.next() {
		return nil, false
	}
	line := s.lines.Bytes()
	_, s.again = sectionOf(line)
	return line, !s.again
}
