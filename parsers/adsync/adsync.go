// Package adsync reads what the Get-ADSync* cmdlets of Entra Connect print: the
// scheduler, the global settings, the connectors. A file holds the output of
// one cmdlet; its name tells which.
//
//	SyncCycleEnabled     : True               Format-List; an indented line goes
//	SuspensionReason     : first line         on with the value
//	                       second line
//
//	Name                       Value          a table; columns begin where the
//	----                       -----          hyphens do. Long cells end in "..."
//	Microsoft.Synchronize…     2.4.129.0
//
//	"Name",…,"Value"                          Export-Csv of the global settings' parameters
//
//	## Connector Summary                      a section, in files with several
//
//	Suspended                                 one word (Get-ADSyncAutoUpgrade)
//
// Every property becomes a setting adsync\<cmdlet> [property], if the sink wants
// its key; a section is one more element of the key. The property names and the words of the engine are
// not translated on Japanese servers; values (paths, names) may be Japanese.
//
// Problems: cmdlet-failed (the file holds an error message instead of output),
// too-many-properties.
//
// Source: output of the ADSync module's cmdlets.
package adsync

import (
	"context"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/cmdlets"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
)

// Parser reads the output of Get-ADSync* cmdlets.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "adsync" }

// headLines is how far the output may be from the beginning.
const headLines = 200

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	lines := h.Lines(headLines)
	text := "\n" + strings.Join(lines, "\n")
	if psout.InTranscript(lines) || cmdlets.HasPrompt(lines) {
		return parsers.No // Console takes it out of the transcript
	}
	if isRows(lines) {
		return parsers.Structure
	}
	if cmdlets.Of(h.Name) == "" {
		if cmdlets.In(text) != "" && !strings.Contains(text, "\n[") {
			return parsers.Structure
		}
		return parsers.No
	}
	for _, line := range lines {
		if cmdlets.IsOutput(line) {
			return parsers.Structure
		}
	}
	if len(strings.Fields(text)) <= 3 {
		return parsers.Name // one word, or no output at all
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, whole, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	lines := textenc.NewLines(ctx, whole)
	if isRows(h.Lines(headLines)) {
		r := cmdlets.NewReader(out, globalSettings)
		readRows(psout.NewRows(lines), r)
		return r.Finish(lines.Err() != nil), lines.Err()
	}
	r := cmdlets.NewReader(out, cmdlets.Of(in.Path))
	for lines.Next() {
		r.Line(lines.Number(), lines.Text())
	}
	return r.Finish(lines.Err() != nil), lines.Err()
}
