// Package transcript reads PowerShell transcripts and console text copied with
// its prompts, or an error of PowerShell copied alone.
//
//	**********************
//	Windows PowerShell transcript start        Windows PowerShell トランスクリプト開始
//	Start time: 20240601101500                 開始時刻: 20240601101500
//	Machine: ECS01 (Microsoft Windows NT 10.0.17763.0)   コンピューター: …
//	**********************
//	PS C:\> Get-ADSyncScheduler
//	…
//
// A command with its output is one entry; what comes before the first prompt is
// one too. Only the head has a time: the start, on the wall clock; its
// labels are in the language of Windows. The text of an
// error, which the console breaks at its width, is joined to one line.
//
// A console is a sequence of commands, and each output may be of another format:
//
//	prompt + command ─┬─ Get-ADSync*, reg query, Get-ItemProperty ──► settings
//	                  └─ anything else ──► the reader that knows the output
//	                  └─ bare messages of events ──► an event each
//	                  └─ the entry ──► an event, unless it was read as events
//
// An entry with an error of PowerShell is an event in any case. What a command
// filters (| findstr, | where) proves no absence. A command that goes on behind
// >> is part of no output.
//
// Source: the head that Start-Transcript writes.
package transcript

import (
	"bytes"
	"cmp"
	"context"
	"regexp"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/cmdlets"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/regprint"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = "transcript"

// Parser reads transcripts.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "transcript" }

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	lines := h.Lines(headLines)
	if psout.InTranscript(lines) {
		return parsers.Frame
	}
	likely := parsers.No
	for i, line := range lines {
		switch {
		case psout.IsTranscript(line), isCommand(line):
			return parsers.Frame
		case i < 40 && (psout.IsPrompt([]byte(line)) || isErrorPlace(line) || webProxy.MatchString(line)):
			likely = parsers.Fuzzy
		}
	}
	return likely
}

// headLines is how many lines may stand above the first command: those of the
// output that filled the window.
const headLines = 200

// isCommand reports whether a line is a prompt with a command behind it.
func isCommand(line string) bool {
	p := psout.Prompt([]byte(line))
	return p != "" && strings.TrimSpace(line[len(p):]) != ""
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := reader{ctx: ctx, in: in, out: out, log: textlog.New(LogName, out), registry: regprint.New(out), cmdlets: cmdlets.NewConsole(out)}
	lines := textenc.NewLines(ctx, in.R)
	for lines.Next() {
		r.line(lines.Number(), lines.Bytes())
		r.cmdlets.Line(lines)
		r.registry.Line(lines.Number(), lines.Text())
	}
	r.flush()
	own := &r.log.Result
	own.Zone = cmp.Or(own.Zone, r.registry.Finish().Zone)
	r.cmdlets.Close(lines.Err() != nil)
	return r.log.Finish(lines)
}

// reader gathers the lines of entries and sends them.
type reader struct {
	ctx      context.Context
	in       parsers.Input
	out      parsers.Sink
	log      *textlog.Log
	registry *regprint.Reader
	cmdlets  *cmdlets.Console
	entry    textlog.Entry
	output   output // of the command of the entry
	at       time.Time
}

var (
	// webProxy is the proxy of Exchange as Format-List prints it.
	webProxy = regexp.MustCompile(`^InternetWebProxy\s*:\s*(?:[a-z]+://)?([A-Za-z0-9.-]+:\d+)?/?\s*$`)
	machine  = regexp.MustCompile(`^[^:：0-9]{2,40}[:：]\s*([A-Za-z0-9][A-Za-z0-9-]{0,62}) \(Microsoft Windows NT \d+\.\d+\.(\d+)`)
)

func (r *reader) line(number int, text []byte) {
	if len(text) < 200 && bytes.IndexByte(text, ':') > 0 {
		r.head(number, text)
	}
	if psout.IsPrompt(text) {
		r.flush()
	}
	if r.entry.Open() {
		r.entry.Continue(text)
		r.output.add(number, text)
	} else if len(bytes.TrimSpace(text)) > 0 {
		r.entry.Begin(number, text)
		r.output.begin(number, text, r.registry.Records())
	}
}

// head takes the time and the host out of the head of a transcript, and the
// proxy of Exchange out of the output of Get-ExchangeServer.
func (r *reader) head(number int, text []byte) {
	if m := psout.TranscriptTime.FindSubmatch(text); m != nil && r.at.IsZero() && number < 10 {
		if at, err := time.Parse("20060102150405", string(m[1])); err == nil {
			r.at, r.log.Result.Taken = at, at
		}
	}
	if m := webProxy.FindSubmatch(text); m != nil && len(m[1]) > 0 {
		r.log.Setting(evidence.Setting{
			Key: `exchange\server`, Name: "InternetWebProxy", Value: strings.ToLower(string(m[1])), Locator: evidence.Locator{Line: number},
		})
	}
	if m := machine.FindSubmatch(text); m != nil {
		r.log.Result.Host = string(m[1])
		where := evidence.Locator{Line: number}
		r.log.Setting(evidence.Setting{Key: "host", Name: "Name", Value: string(m[1]), Locator: where})
		r.log.Setting(evidence.Setting{Key: "host", Name: "Build", Value: string(m[2]), Locator: where})
	}
}

// failures are the marks that PowerShell puts under every error.
var failures = []string{"FullyQualifiedErrorId", "CategoryInfo"}

// flush sends the entry that was gathered.
func (r *reader) flush() {
	if !r.entry.Open() {
		return
	}
	r.entry.Close()
	text := r.entry.Text()
	if strings.Contains(text, "Registry::") {
		r.registry.List(psout.NewBlocks(textenc.NewLines(r.ctx, strings.NewReader(text))), r.entry.Line-1)
	}
	e := &evidence.Event{
		Level: textlog.LevelInfo, Time: r.at, LocalTime: !r.at.IsZero(),
		Message: unwrap(textenc.NormalizePasted(text)),
		Locator: evidence.Locator{Line: r.entry.Line},
	}
	for _, f := range failures {
		if strings.Contains(e.Message, f) {
			e.Level = textlog.LevelError
		}
	}
	if e.Level == textlog.LevelError {
		r.registry.Failures(r.entry.Line, e.Message)
	}
	if (r.handOn() || r.events()) && e.Level != textlog.LevelError {
		r.log.Count(e.Time)
		return
	}
	r.log.Add(e)
}
