// Package runhistory reads the run history of the Entra Connect sync engine as
// Get-ADSyncRunProfileResult shows it.
//
//	Export-Csv        header RunNumber,RunHistoryId,ConnectorName,RunProfileName,Result,StartDate,EndDate
//	                  in any order and with any further columns, quoted or not, maybe after "#TYPE …"
//	Format-List       the same properties as `Name : Value`, a blank line between runs
//	Format-Table      columns of those names, if they fit the console
//	Export-Clixml     an Obj for each run, properties by the attribute N
//
// Each run becomes one event of the log "run-history". Its time is the end of
// the run (the start while it is still going), as the server's culture writes
// it; the engine keeps it in UTC.
//
// Problem: xml-syntax.
//
// Source: output of the ADSync module, documented with Get-ADSyncRunProfileResult.
package runhistory

import (
	"context"
	"slices"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/syncrun"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = syncrun.LogName

// Parser reads run histories.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "runhistory" }

// headLines is where the header row must be: "#TYPE" or a prompt may precede it.
const headLines = 12

// stepLines is how far behind a run the details of its steps may begin.
const stepLines = 30

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	lines := h.Lines(headLines)
	if slices.ContainsFunc(h.Lines(stepLines), syncrun.IsStep) {
		return parsers.No // the details of the steps are another format
	}
	if headerLine(lines) >= 0 || isList(lines) || isObjects(h.Text()) {
		return parsers.Structure
	}
	return parsers.No
}

// headerLine returns the index of the CSV header, -1 when there is none.
func headerLine(lines []string) int {
	for i, line := range lines {
		if isHeader(line) {
			return i
		}
	}
	return -1
}

func isHeader(line string) bool {
	return strings.Contains(line, "RunProfileName") && strings.Contains(line, "ConnectorName") &&
		strings.Contains(line, "Result") && !strings.Contains(line, " : ") && !psout.IsCommand(line)
}

// isList recognises Format-List output: a property of runs at the line start.
func isList(lines []string) bool {
	var id, other bool
	for _, line := range lines {
		name, _, ok := strings.Cut(line, " :")
		if !ok {
			continue
		}
		switch strings.TrimSpace(name) {
		case "RunHistoryId":
			id = true
		case "RunProfileName", "RunNumber", "ConnectorName":
			other = true
		}
	}
	return id && other
}

// isObjects recognises an export of runs as XML.
func isObjects(head string) bool {
	return strings.Contains(head, cliXML) && strings.Contains(head, `N="RunProfileName"`)
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, whole, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	r := reader{
		log:     textlog.New(LogName, out),
		lines:   textenc.NewLines(ctx, whole),
		culture: culturetime.Learn(h.Text()),
	}
	lines := h.Lines(headLines)
	switch header := headerLine(lines); {
	case isObjects(h.Text()):
		r.readObjects()
	case header < 0:
		r.readBlocks()
	case strings.ContainsAny(lines[header], ",;\t"):
		r.readRows()
	default:
		r.readTable()
	}
	return r.log.Finish(r.lines)
}

// reader turns the rows of one file into events.
type reader struct {
	log     *textlog.Log
	lines   *textenc.Lines
	culture culturetime.Culture
	told    bool // the connector to Microsoft Entra ID was told
}

func (r *reader) readRows() {
	rows := psout.NewRows(r.lines)
	var columns psout.Columns
	for rows.Next() {
		fields := rows.Fields()
		if columns == nil {
			if header := psout.NewColumns(fields); header.Has("ConnectorName", "RunProfileName", "Result") {
				columns = header
			}
			continue
		}
		if len(fields) == 1 {
			continue // a prompt or a foot line, no row
		}
		r.add(rows.Line(), func(name string) string { return columns.Get(fields, name) })
	}
}

func (r *reader) readTable() {
	table := psout.NewTable(r.lines)
	for table.Next() {
		columns, fields := table.Columns(), table.Fields()
		if columns.Has("ConnectorName", "RunProfileName", "Result") {
			r.add(table.Line(), func(name string) string { return columns.Get(fields, name) })
		}
	}
}

func (r *reader) readBlocks() {
	blocks := psout.NewBlocks(r.lines)
	for blocks.Next() {
		block := blocks.Block()
		if block.Has("RunProfileName") || block.Has("RunHistoryId") {
			r.add(resultLine(block), func(name string) string { return block.Get(name) })
		}
	}
}

// resultLine is the line that proves the result of a run.
func resultLine(block *psout.Block) int {
	for _, p := range block.Properties {
		if strings.EqualFold(p.Name, "Result") {
			return p.Line
		}
	}
	return block.Line
}
