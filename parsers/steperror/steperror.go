// Package steperror reads what the Entra Connect sync engine tells about the
// steps of a run and the objects that failed in them.
//
// Get-ADSyncRunStepErrorResult.txt, written by the collector for the newest
// runs that did not succeed, the heads repeated for each run:
//
//	## ErrorStepResultAll        Format-List of the run: ConnectorName, RunProfileName, Result, …
//	                             Format-List of the step: StepResult, StartDate, …,
//	                             ConnectorConnectionInformationXml : <connection-result>…
//	## ConnectorDiscoveryErrors  raw XML
//	## MvRetryErrors             raw XML
//	## SyncErrors                raw XML: <synchronization-errors><export-error dn="…">…
//
// The lists may come without the heads, as the cmdlet prints them.
//
// Run-history XML, UTC:
//
//	run-history
//	  run-details                ma-name, run-number, run-profile-name
//	    step-details             start-date, end-date, step-result
//	      ma-connection          connection-result, server, connection-log/incident/cd-error
//	      ma-discovery-errors    ma-object-error: error-type, dn, cd-error
//	      synchronization-errors import-error, synchronization-error, export-error: dn,
//	                             date-occurred, error-type, cd-error/error-code, error-literal
//
// Every step, failed connection and failed object becomes an event of the log
// "step-error"; a step of the XML form, and a run or a failed step of the text
// form, is a run of "run-history" as well. Only the XML form is a history: the
// text form holds a few runs that failed.
//
// Problem: xml-syntax.
//
// Source: the sync engine's WMI provider strings and the ADSync module's output.
package steperror

import (
	"bytes"
	"context"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/syncrun"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = "step-error"

// Parser reads step results and run-history XML.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "steperror" }

// sections are the heads of the collector's file; the first word is enough.
var sections = []string{
	"ErrorStepResultAll", "SuccessStepResultAll", "StepResultAll",
	"ConnectorDiscoveryErrors", "MvRetryErrors", "SyncErrors",
}

// sectionOf returns the section whose head the line is.
func sectionOf(line []byte) (string, bool) {
	head, ok := bytes.CutPrefix(line, []byte("## "))
	if !ok {
		return "", false
	}
	name := string(bytes.TrimSpace(head))
	for _, s := range sections {
		if strings.EqualFold(name, s) {
			return s, true
		}
	}
	return "", false
}

// headLines is how far a section head may be from the beginning.
const headLines = 30

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	for _, line := range h.Lines(headLines) {
		if _, ok := sectionOf([]byte(line)); ok {
			return parsers.Structure
		}
		if syncrun.IsStep(line) {
			return parsers.Structure
		}
		if strings.Contains(line, "<run-history") || strings.Contains(line, "<run-details") {
			return parsers.Structure
		}
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
	s := sectionReader{
		lines:   lines,
		culture: culturetime.Learn(h.Text()),
		walk:    newWalk(textlog.New(LogName, out), textlog.New(syncrun.LogName, out)),
	}
	s.read()
	if s.walk.history {
		s.walk.runs.Cover(syncrun.LogName, lines.Err() != nil)
	}
	return s.walk.log.Finish(lines)
}
