package hcwlog

import (
	"bytes"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/textlog"
)

// reader gathers the lines of entries and sends them.
type reader struct {
	log     *textlog.Log
	culture culturetime.Culture // dates of the old wizard
	entry   textlog.Entry
	now     prefix
	pairs   []evidence.Field
	runs    runCounter
	facts   facts
}

func newReader(log *textlog.Log, head string) *reader {
	return &reader{log: log, culture: culturetime.Learn(head)}
}

// line takes the next line of the file.
func (r *reader) line(number int, text []byte) {
	p, ok := parsePrefix(text)
	if !ok {
		p, ok = r.oldLine(text)
	}
	if !ok {
		r.entry.Continue(bytes.TrimSpace(text))
		return
	}
	r.flush()
	if p.code == workflowTask || r.log.Wants(p.code, p.level) {
		r.pairs = splitPairs(string(p.pairs))
		r.runs.see(p.code, r.pairs, p.text)
	}
	r.entry.Begin(number, p.text)
	p.pairs, p.text = nil, nil // they belong to the line buffer
	r.now = p
}

func (r *reader) oldLine(text []byte) (prefix, bool) {
	old, ok := parseOldPrefix(text)
	if !ok {
		return prefix{}, false
	}
	at, local, ok := r.culture.Parse(old.stamp)
	if !ok {
		return prefix{}, false
	}
	return prefix{at: at, local: local, level: old.level, text: old.text}, true
}

// flush sends the entry that was gathered.
func (r *reader) flush() {
	if !r.entry.Open() {
		return
	}
	r.entry.Close()
	text := r.entry.Text()
	r.facts.see(r.log, r.entry.Line, r.now.at, text)
	r.log.Add(&evidence.Event{
		EventID:   r.now.code,
		Level:     r.now.level,
		Time:      r.now.at,
		LocalTime: r.now.local,
		Data:      append(r.pairs, evidence.Field{Name: "Run", Value: strconv.Itoa(r.runs.number())}),
		Message:   text,
		Locator:   evidence.Locator{Line: r.entry.Line},
	})
	r.pairs = nil
}

// splitPairs reads "Client=UX, HTTP GET=https://…, Thread=8".
func splitPairs(s string) []evidence.Field {
	var pairs []evidence.Field
	for part := range strings.SplitSeq(s, ", ") {
		if name, value, ok := strings.Cut(part, "="); ok {
			pairs = append(pairs, evidence.Field{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
		} else if n := len(pairs); n > 0 { // a comma inside a value
			pairs[n-1].Value += ", " + part
		}
	}
	return pairs
}

// workflowTask is the code of a workflow task's START.
const workflowTask = 10270

// runCounter numbers the runs of the workflow inside one file.
type runCounter struct {
	done  int
	first string // task that the current run began with
}

func (c *runCounter) see(code uint32, pairs []evidence.Field, text []byte) {
	if code != workflowTask || !bytes.HasPrefix(text, []byte("START")) {
		return
	}
	var task string
	for _, p := range pairs {
		switch p.Name {
		case "Workflow", "Task", "Phase":
			task += p.Value + "/"
		}
	}
	switch {
	case c.first == "":
		c.first = task
	case c.first == task:
		c.done++
	}
}

// number is 1 for the first run and for what precedes it.
func (c *runCounter) number() int { return c.done + 1 }
