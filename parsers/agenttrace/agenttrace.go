// Package agenttrace reads the trace files of the agents that log through
// System.Diagnostics: pass-through authentication agent, provisioning agent,
// private network connector and their updaters.
//
//	AzureADConnectAuthenticationAgentService.exe Error: 0 : Passthrough Authentication request failed. …
//	    ThreadId=5
//	    DateTime=2024-06-01T01:02:03.1234567Z
//
//	source kind: id : message   kind: Critical, Error, Warning, Information, Verbose, Start, Stop …
//	indented Name=Value         what the listener adds; DateTime is UTC
//
// Other lines belong to the message (stack traces). The names of the kinds are
// those of .NET's TraceEventType and are never translated.
//
// Source: the text writer listener of System.Diagnostics, and the samples of
// Microsoft's troubleshooting article on pass-through authentication.
package agenttrace

import (
	"bytes"
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
	"hybriddiag/parsers/internal/tracefacts"
	"hybriddiag/products"
)

// LogName is the provider of the events.
const LogName = "agent-trace"

// Parser reads agent traces.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "agenttrace" }

// headLines is how many lines may precede the first entry: a file that was cut
// by its logger begins inside a stack trace.
const headLines = 60

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	found := parsers.No
	for _, line := range h.Lines(headLines) {
		if h, ok := parseHead([]byte(line)); ok {
			if strings.HasSuffix(h.program, ".exe") {
				return parsers.Structure
			}
			found = parsers.Fuzzy
		}
		if found > parsers.No && strings.HasPrefix(strings.TrimSpace(line), "DateTime=") {
			return parsers.Structure
		}
	}
	return found
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := reader{log: textlog.New(LogName, out), told: map[string]bool{}}
	lines := textenc.NewLines(ctx, in.R)
	for lines.Next() {
		r.line(lines.Number(), lines.Bytes())
	}
	r.flush()
	return r.log.Finish(lines)
}

// head is the first line of an entry.
type head struct {
	program string
	level   uint8
	id      uint32
	text    []byte
}

var kinds = map[string]uint8{
	"Critical":    textlog.LevelCritical,
	"Error":       textlog.LevelError,
	"Warning":     textlog.LevelWarning,
	"Information": textlog.LevelInfo,
	"Verbose":     textlog.LevelVerbose,
	"Start":       textlog.LevelInfo,
	"Stop":        textlog.LevelInfo,
	"Suspend":     textlog.LevelInfo,
	"Resume":      textlog.LevelInfo,
	"Transfer":    textlog.LevelInfo,
}

// maxProgram is how long the name of a trace source may be.
const maxProgram = 100

// parseHead reads "source Kind: id : message".
func parseHead(line []byte) (head, bool) {
	if len(line) == 0 || line[0] == ' ' || line[0] == '\t' {
		return head{}, false
	}
	before, after, ok := bytes.Cut(line, []byte(": "))
	if !ok || len(before) > maxProgram {
		return head{}, false
	}
	space := bytes.LastIndexByte(before, ' ')
	if space <= 0 {
		return head{}, false
	}
	level, ok := kinds[string(before[space+1:])]
	if !ok {
		return head{}, false
	}
	number, text, ok := bytes.Cut(after, []byte(" :"))
	if !ok || len(number) > 10 {
		return head{}, false
	}
	id, err := strconv.ParseInt(string(number), 10, 64)
	if err != nil {
		return head{}, false
	}
	return head{string(before[:space]), level, uint32(id), bytes.TrimPrefix(text, []byte(" "))}, true
}

// reader gathers the lines of entries and sends them.
type reader struct {
	log   *textlog.Log
	entry textlog.Entry
	now   evidence.Event
	told  map[string]bool
	facts tracefacts.Facts

	program, id string // of the entry before, and whose product it is
}

func (r *reader) line(number int, text []byte) {
	if h, ok := parseHead(text); ok {
		r.flush()
		r.entry.Begin(number, h.text)
		r.now = evidence.Event{
			EventID: h.id,
			Level:   h.level,
			Locator: evidence.Locator{Line: number},
			Data: []evidence.Field{
				{Name: "Program", Value: h.program},
				{Name: "SourceID", Value: strconv.FormatUint(uint64(h.id), 10)},
			},
		}
		return
	}
	if r.entry.Open() && !r.option(text) {
		r.entry.Continue(text)
	}
}

// option reads what the listener adds to an entry.
func (r *reader) option(text []byte) bool {
	if len(text) == 0 || text[0] != ' ' && text[0] != '\t' {
		return false
	}
	name, value, ok := bytes.Cut(bytes.TrimSpace(text), []byte("="))
	if !ok {
		return false
	}
	switch string(name) {
	case "DateTime":
		at, err := time.Parse(time.RFC3339Nano, string(value))
		if err != nil {
			return false
		}
		r.now.Time = at.UTC()
	case "ThreadId", "ProcessId":
		r.now.Data = append(r.now.Data, evidence.Field{Name: string(name), Value: string(value)})
	case "Timestamp", "LogicalOperationStack":
	default:
		return false
	}
	return true
}

var (
	reasonCode   = regexp.MustCompile(`Reason:\s*['"‘’]?(\d+)\b`)
	agentVersion = regexp.MustCompile(`(?i)(?:agent|connector|assembly|file|product) version\s*(?:is|:|=)?\s*'?(\d+\.\d+\.\d+\.\d+)`)
)

// flush sends the entry that was gathered.
func (r *reader) flush() {
	if !r.entry.Open() {
		return
	}
	r.entry.Close()
	e := r.now
	e.Message = r.entry.Text()
	if strings.Contains(e.Message, "Reason:") {
		if m := reasonCode.FindStringSubmatch(e.Message); m != nil {
			e.Data = append(e.Data, evidence.Field{Name: "Reason", Value: m[1]})
		}
	}
	r.product(&e)
	r.facts.See([]byte(e.Message), e.Locator.Line, r.log.Setting)
	r.log.Add(&e)
}

// maxVersions bounds how many products and versions one file may tell.
const maxVersions = 50

// product tells whose trace this is, once, and each version once.
func (r *reader) product(e *evidence.Event) {
	program := e.Data[0].Value
	if program != r.program {
		r.program = program
		r.id, _ = products.OfProgram(program)
	}
	id := r.id
	if id == "" {
		return
	}
	p := evidence.Product{ID: id, Time: e.Time, Locator: e.Locator, Why: evidence.Verbatim(program)}
	if strings.Contains(e.Message, "ersion") {
		if m := agentVersion.FindStringSubmatch(e.Message); m != nil {
			p.Version, p.Why = m[1], evidence.Verbatim(m[0])
		}
	}
	if r.told[id+p.Version] || p.Version == "" && r.told[id] || len(r.told) >= maxVersions {
		return
	}
	r.told[id], r.told[id+p.Version] = true, true
	r.log.Product(p)
}
