// Package burnlog reads the logs of WiX burn bundles, the .exe installers of
// the connector and the agents.
//
//	[0A1C:0B2D][2024-06-01T10:15:00]e000: Error 0x80070643: Failed to execute MSI package.
//	process:thread, hex
//	            local time          kind i, w or e and message number
//	                                      text; lines without that beginning go on with it
//
//	001 header: burn and Windows version   101 detected packages   299, 399 result of a phase
//	319 result of a package                410 variables at the end   007 exit code
//
// A condition that the author of a bundle wrote is told in two entries e000, the
// author's message and the condition. The second one gets both, as Reason and
// Condition, and so does the older e053, which has no other message:
//
//	e000: Installation requires Windows Server 2016 or higher.
//	e000: Error 0x81f40001: Bundle condition evaluated to false: VersionNT >= v10.0
//
// The entries of a bundle of other software go under the name
// textlog.OtherInstallation.
//
// Source: the message table of the WiX toolset's bundle engine.
package burnlog

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
	"hybriddiag/products"
)

// LogName is the provider of the events.
const LogName = "burn-log"

// Parser reads burn logs.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "burnlog" }

// headLines is how many lines may precede the first entry.
const headLines = 20

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	for _, line := range h.Lines(headLines) {
		if _, ok := parsePrefix([]byte(line)); ok {
			return parsers.Structure
		}
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := reader{log: textlog.New(LogName, out), base: in.Base()}
	lines := textenc.NewLines(ctx, in.R)
	for lines.Next() {
		r.line(lines.Number(), lines.Bytes())
	}
	r.flush()
	r.product()
	return r.log.Finish(lines)
}

// prefix is what precedes the text of an entry.
type prefix struct {
	at    time.Time
	level uint8
	id    uint32
	text  []byte
}

var levels = map[byte]uint8{
	'e': textlog.LevelError,
	'w': textlog.LevelWarning,
	'i': textlog.LevelInfo,
	'v': textlog.LevelVerbose,
}

// parsePrefix reads "[PPPP:TTTT][yyyy-mm-ddThh:mm:ss]e000: ".
func parsePrefix(line []byte) (prefix, bool) {
	if len(line) == 0 || line[0] != '[' {
		return prefix{}, false
	}
	ids, rest, ok := bytes.Cut(line[1:], []byte("]["))
	if !ok || !isProcessAndThread(ids) || !textlog.HasShape(rest, "0000-00-00T00:00:00]") {
		return prefix{}, false
	}
	at, ok := textlog.DateTime(rest[:19])
	if !ok {
		return prefix{}, false
	}
	rest = rest[20:]
	if len(rest) < 5 || !textlog.HasShape(rest[1:], "000:") {
		return prefix{}, false
	}
	level, ok := levels[rest[0]]
	return prefix{at, level, uint32(textlog.Num(rest[1:4])), bytes.TrimSpace(rest[5:])}, ok
}

// isProcessAndThread reports whether b is two hexadecimal numbers.
func isProcessAndThread(b []byte) bool {
	process, thread, ok := bytes.Cut(b, []byte(":"))
	return ok && isHex(process) && isHex(thread)
}

func isHex(b []byte) bool {
	for _, c := range b {
		if !bytes.ContainsRune([]byte("0123456789ABCDEFabcdef"), rune(c)) {
			return false
		}
	}
	return len(b) >= 1 && len(b) <= 8
}

// reader gathers the lines of entries and sends them.
type reader struct {
	log     *textlog.Log
	entry   textlog.Entry
	now     prefix
	name    string // variable WixBundleName
	version string // variable WixBundleVersion
	line0   int    // line of the version
	path    string // of the bundle
	base    string // name of the log
	failed  bool   // nothing was installed in the end
	refusal string // the last error entry that is no code's
}

func (r *reader) line(number int, text []byte) {
	p, ok := parsePrefix(text)
	if !ok {
		r.entry.Continue(text)
		return
	}
	r.flush()
	r.entry.Begin(number, p.text)
	p.text = nil // belongs to the line buffer
	r.now = p
}

var (
	resultCode = regexp.MustCompile(`\b0x[0-9A-Fa-f]{1,8}\b`)
	windows    = regexp.MustCompile(`Windows v(\d+\.\d+)(?:\.\d+)? \(?(?:x64 )?\(?Build (\d+)(?:\.(\d+))?`)
	bundlePath = regexp.MustCompile(`, path: (.+)$`)
	done       = regexp.MustCompile(`Exit code: 0[xX](?:0+|[bB][cC]2|669)\b`) // two codes ask for a restart
	variable   = regexp.MustCompile(`WixBundle(Name|Version)(?: = (.+)|' to (?:value|version) '(.+)')$`)
)

// flush sends the entry that was gathered.
func (r *reader) flush() {
	if !r.entry.Open() {
		return
	}
	r.entry.Close()
	e := &evidence.Event{
		EventID:   r.now.id,
		Level:     r.now.level,
		Time:      r.now.at,
		LocalTime: true,
		Message:   r.entry.Text(),
		Locator:   evidence.Locator{Line: r.entry.Line},
	}
	if strings.Contains(e.Message, "0x") {
		if code := resultCode.FindString(e.Message); code != "" {
			e.Data = []evidence.Field{{Name: "Code", Value: code}}
		}
	}
	switch e.EventID {
	case 0:
		r.refused(e)
		r.variable(e)
	case 53:
		e.Data = append(e.Data, evidence.Field{Name: "Condition", Value: quoted(e.Message)}, evidence.Field{Name: "Reason", Value: e.Message})
	case 7:
		r.failed = !done.MatchString(e.Message)
	case 1:
		r.header(e)
	case 8, 9, 10, 410:
		r.variable(e)
	}
	r.log.Add(e)
}

// unmet is what stands before the text of a condition that does not hold.
const unmet = "Bundle condition evaluated to false: "

// refused gives the entry about a condition its fields.
func (r *reader) refused(e *evidence.Event) {
	_, condition, ok := strings.Cut(e.Message, unmet)
	switch {
	case e.Level != textlog.LevelError:
	case ok:
		e.Data = append(e.Data, evidence.Field{Name: "Condition", Value: condition})
		if r.refusal != "" {
			e.Data = append(e.Data, evidence.Field{Name: "Reason", Value: r.refusal})
		}
		r.refusal = ""
	case !strings.HasPrefix(e.Message, "Error 0x"):
		r.refusal = e.Message
	}
}

// quoted returns what stands between the first and the last apostrophe.
func quoted(text string) string {
	_, text, _ = strings.Cut(text, "'")
	return text[:max(strings.LastIndexByte(text, '\''), 0)]
}

// header takes the build of Windows from the first entry.
func (r *reader) header(e *evidence.Event) {
	if m := bundlePath.FindStringSubmatch(e.Message); m != nil {
		r.path = m[1]
		r.judge()
	}
	m := windows.FindStringSubmatch(e.Message)
	if m == nil {
		return
	}
	build := m[2]
	if m[3] != "" {
		build += "." + m[3]
	}
	r.log.Setting(evidence.Setting{Key: "host", Name: "Build", Value: build, Locator: e.Locator})
}

// variable remembers the name and version of the bundle.
func (r *reader) variable(e *evidence.Event) {
	m := variable.FindStringSubmatch(e.Message)
	switch {
	case m == nil:
	case m[1] == "Name":
		r.name = m[2] + m[3]
		r.judge()
	default:
		r.version, r.line0 = m[2]+m[3], e.Locator.Line
	}
}

// judge leaves a log alone that is about other software: the bundle's name
// decides as soon as it is known, its file until then.
func (r *reader) judge() {
	if products.Foreign(r.name, r.path, r.base) {
		r.log.Rename(textlog.OtherInstallation)
	} else {
		r.log.Rename(LogName)
	}
}

// product tells what the bundle installs, when it says both name and version.
func (r *reader) product() {
	id, ok := products.OfDisplayName(r.name)
	if !ok || r.version == "" {
		return
	}
	version := r.version
	if r.failed {
		version = "" // another one, or none, is installed
	}
	r.log.Product(evidence.Product{
		ID: id, Version: version, Time: r.log.Result.Last,
		Locator: evidence.Locator{Line: r.line0},
		Why:     evidence.Verbatim(r.name + " " + r.version),
	})
}
