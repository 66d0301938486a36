// Package systeminfo reads what Windows tells about itself, in the language of
// Windows (English and Japanese are known; of systeminfo in another language, the
// first three lines, the time zone and the updates are known by their place and
// their values):
//
//	systeminfo                     Host Name:                 ECS01
//	                               OS Version:                10.0.17763 N/A Build 17763
//	                               Hotfix(s):                 2 Hotfix(s) Installed.
//	                                                          [01]: KB5031234
//	msinfo32 /report               [System Summary]
//	                               Item⇥Value⇥
//	                               OS Name⇥Microsoft Windows Server 2019 Standard⇥
//	                               [Services]
//	                               Display Name⇥Name⇥State⇥Start Mode⇥Service Type⇥Path⇥…⇥Start Name⇥Tag ID
//	msinfo32 /nfo                  the same as XML: MsInfo/Category/Data, a child
//	                               for each column, whose names are translated too
//	Get-ComputerInfo               CsName : ECS01     never translated
//
// Settings: "host" (Name, OS, Build, Domain, DomainRole, TimeZone, BootTime,
// InstallationType, and all else under its label as it is printed), "hotfix" from systeminfo, "service\<name>" from msinfo32.
// The role of the server and the state of a service are put in English.
//
// Problems: xml-syntax, doctype-refused, output-cut (no line names the system),
// list-too-long.
//
// Source: output of these commands.
package systeminfo

import (
	"context"
	"errors"
	"io"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/xmlstream"
	"hybriddiag/products"
)

// Parser reads systeminfo and msinfo32.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "systeminfo" }

// headLines is how many lines may precede what tells the layout.
const headLines = 40

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	lines := h.Lines(headLines)
	if isNFO(lines) {
		return parsers.Structure
	}
	if psout.InTranscript(lines) {
		return parsers.No
	}
	if isCSV(lines) {
		return parsers.Structure
	}
	if hostLine(lines) > 0 {
		return parsers.Structure
	}
	known := 0
	for _, line := range lines {
		if isSummary(line) || isSystemRow(line) {
			return parsers.Structure
		}
		if f, _, ok := splitLine(line); ok && f != "" {
			known++
		}
	}
	if known >= 3 {
		return parsers.Structure
	}
	return parsers.No
}

// isNFO reports whether the text is the XML of msinfo32.
func isNFO(lines []string) bool {
	for _, line := range lines {
		if strings.Contains(line, "<MsInfo>") {
			return true
		}
	}
	return false
}

// isSummary reports whether a line is the first heading of msinfo32's report.
func isSummary(line string) bool {
	switch strings.TrimSpace(line) {
	case "[System Summary]", "[システムの要約]", "[システム要約]":
		return true
	}
	return false
}

// isSystemRow reports whether a line is the row of msinfo32's report that names
// Windows. A report that was cut out of its headings still begins with it.
func isSystemRow(line string) bool {
	label, value, ok := strings.Cut(line, "\t")
	return ok && labels[label] == "OS" && strings.Contains(value, "Windows")
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := &reader{out: out, seen: map[string]bool{}}
	h, src, err := in.Peek()
	if err != nil {
		return r.result, err
	}
	switch lines := h.Lines(headLines); {
	case isNFO(lines):
		err = r.nfo(ctx, src)
	case isCSV(lines):
		err = r.csv(ctx, src)
	default:
		r.hostLine = hostLine(lines)
		err = r.text(ctx, src, strings.Contains(h.Text(), "\t"))
	}
	r.finish()
	return r.result, err
}

// partHeading is the heading of a part of msinfo32's report. The summary comes
// first.
var partHeading = regexp.MustCompile(`^\[[^\]\t]+\]\s*$`)

// summaryDepth is how deep the Data elements of the summary lie in msinfo32's
// XML: MsInfo/Category/Data. Those of all other categories lie deeper.
const summaryDepth = 3

// text reads systeminfo (label: value) or msinfo32's report (cells between tabs).
func (r *reader) text(ctx context.Context, src io.Reader, tabs bool) error {
	lines := textenc.NewLines(ctx, src)
	for lines.Next() {
		switch text := lines.Text(); {
		case partHeading.MatchString(text):
			r.parts++
		case tabs && strings.Contains(text, "\t"):
			r.cells(strings.Split(strings.TrimRight(text, "\t"), "\t"), r.parts < 2, lines.Number())
		case strings.HasPrefix(text, " "):
			r.update(text, lines.Number())
		default:
			r.labelled(text, lines.Number())
		}
	}
	return lines.Err()
}

// nfo reads the XML form. A Data element comes after its children.
func (r *reader) nfo(ctx context.Context, src io.Reader) error {
	var cells []string
	err := xmlstream.Elements(ctx, src, func(e xmlstream.Element) {
		n := len(e.Path)
		switch {
		case e.Cut:
		case e.Name() == "Data":
			r.cells(cells, n == summaryDepth, e.Line)
			cells = nil
		case n > 1 && e.Path[n-2] == "Data" && len(cells) < 32:
			cells = append(cells, e.Text)
		}
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, xmlstream.ErrDoctype):
		r.problem("doctype-refused")
	case err != nil:
		r.problem("xml-syntax", "error", err)
	}
	return nil
}

// finish sends the product and the coverage.
func (r *reader) finish() {
	if r.full > 0 {
		r.result.Problems = append(r.result.Problems, parsers.ListTooLong(r.full))
	}
	if r.result.Records == 0 && len(r.result.Problems) == 0 {
		r.problem("output-cut/system")
	}
	if r.version != "" {
		r.out.Product(evidence.Product{
			ID: products.Windows, Version: r.version, Why: evidence.Verbatim(r.versionText),
			Locator: evidence.Locator{Line: r.versionLine},
		})
	}
	if r.updates > 0 {
		r.out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: "hotfix", Partial: r.updates < r.announced || r.hostLine > 0 && r.announced == 0})
	}
	if r.services >= wholeList {
		r.out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: "service", Partial: len(r.result.Problems) > 0})
	}
	r.coverHost()
}

// coverHost says that the file describes the computer, where it was read to its
// end and names the system.
func (r *reader) coverHost() {
	if r.version != "" || r.result.Records > 1 {
		r.out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: "host", Partial: len(r.result.Problems) > 0})
	}
}

func (r *reader) problem(code evidence.Code, values ...any) {
	r.result.Problems = append(r.result.Problems, parsers.Lost(code, values...))
}
