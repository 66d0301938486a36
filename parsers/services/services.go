// Package services reads lists of Windows services, however they were printed:
//
//	sc query, sc qc               SERVICE_NAME: ADSync
//	                                      STATE              : 4  RUNNING
//	                                      START_TYPE         : 2   AUTO_START
//	                                      SERVICE_START_NAME : CONTOSO\svc-sync$
//	Get-Service, Win32_Service    Name        : ADSync        (Format-List)
//	                              State       : Running
//	                              "Name","DisplayName","State"      (CSV)
//	                              Status   Name     DisplayName     (table)
//	                              ------   ----     -----------
//	services.msc, Export List     Name  Description  Status  Startup Type  Log On As
//
// The labels and the words of states are English on every Windows; display
// names are translated, so the service's own name counts. services.msc exports
// display names only, so that the services of the products are read from it.
//
// States and start types get one spelling: Running, Stopped, Auto, Manual,
// Disabled. Every other property keeps its name. A list of many services covers
// all of them (root "service"); the output about one service covers that one.
//
// Problem: list-too-long.
//
// Source: output of sc.exe, Get-Service and the WMI class Win32_Service.
package services

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/products"
)

// Parser reads lists of services.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "services" }

// headLines is how many lines may precede what tells the layout.
const headLines = 60

// layout is how a list is written.
type layout int

const (
	unknown layout = iota
	scOutput
	formatList
	commas
	table
	console
)

var (
	scName      = regexp.MustCompile(`^SERVICE_NAME: *\S`)
	tableHead   = regexp.MustCompile(`^\s*(?:\S+\s+)*Name\s+.*\b(?:DisplayName|State|StartMode)\b|^\s*Status\s+Name\s+DisplayName`)
	tableRule   = regexp.MustCompile(`^\s*-{3,}(\s+-{3,})+\s*$`)
	listService = regexp.MustCompile(`(?i)^(?:StartMode|StartType|StartName|PathName|ServiceType|CanStop|CanPauseAndContinue)\s*:`)
)

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	lines := h.Lines(headLines)
	if !psout.InTranscript(lines) && layoutOf(lines) != unknown {
		return parsers.Structure
	}
	return parsers.No
}

// layoutOf tells how the list is written.
func layoutOf(lines []string) layout {
	hasName, hasService := false, false
	for i, line := range lines {
		switch {
		case scName.MatchString(line):
			return scOutput
		case isHeader(line):
			return commas
		case isConsole(line):
			return console
		case i > 0 && tableRule.MatchString(line) && tableHead.MatchString(lines[i-1]):
			return table
		case strings.HasPrefix(line, "Name ") || strings.HasPrefix(line, "ServiceName "):
			hasName = true
		case listService.MatchString(line):
			hasService = true
		}
	}
	if hasName && hasService {
		return formatList
	}
	return unknown
}

// isHeader reports whether a line is the first row of a CSV file of services.
func isHeader(line string) bool {
	names := map[string]bool{}
	for field := range strings.SplitSeq(strings.ToLower(line), ",") {
		names[strings.Trim(field, `" `)] = true
	}
	return !psout.IsCommand(line) && (names["name"] || names["servicename"]) && names["displayname"] &&
		(names["status"] || names["state"]) && (names["starttype"] || names["startmode"] || names["servicetype"])
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := &reader{out: out, found: map[string]bool{}}
	h, src, err := in.Peek()
	if err != nil {
		return r.result, err
	}
	lines := textenc.NewLines(ctx, src)
	switch layoutOf(h.Lines(headLines)) {
	case scOutput:
		r.sc(lines)
	case formatList:
		r.list(psout.NewBlocks(lines))
	case commas:
		r.csv(psout.NewRows(lines))
	case table:
		r.table(lines)
	case console:
		r.console(psout.NewRows(lines))
	}
	r.cover(lines.Err() != nil)
	return r.result, lines.Err()
}

const (
	// maxServices bounds one list; a server has some 250.
	maxServices = 20_000
	// wholeList is how many services a list has that shows all of them; no
	// Windows has fewer.
	wholeList = 40
)

// service is what a list says about one service.
type service struct {
	name   string
	line   int
	fields []field
}

// field is one property under its name in the evidence.
type field struct{ name, value string }

// set adds a property by the name that the source gives it.
func (s *service) set(property, value string) {
	value = textenc.Clip(strings.TrimSpace(value))
	name, ok := properties[strings.ToLower(property)]
	if !ok {
		name = property
	}
	if property == "" || value == "" {
		return
	}
	switch name {
	case "":
		s.name = value
		return
	case "State":
		value = state(value)
	case "StartType":
		value = startType(value)
	}
	if !slices.ContainsFunc(s.fields, func(f field) bool { return f.name == name }) {
		s.fields = append(s.fields, field{name, value})
	}
}

// properties maps the names that sources have for one thing; "" is the service's
// own name. All others stay as they are.
var properties = map[string]string{
	"service_name": "", "servicename": "", "name": "",
	"display_name": "DisplayName", "displayname": "DisplayName",
	"state": "State", "status": "State",
	"start_type": "StartType", "starttype": "StartType", "startmode": "StartType",
	"service_start_name": "Account", "startname": "Account", "username": "Account",
	"binary_path_name": "Path", "pathname": "Path", "binarypathname": "Path",
}

// state spells a state: "4  RUNNING" and "Running" are Running.
func state(value string) string {
	words := strings.Fields(value)
	word := words[len(words)-1]
	if len(words) > 1 && words[1] == strings.ToUpper(words[1]) {
		word = words[1]
	}
	_, first := utf8.DecodeRuneInString(word)
	return word[:first] + strings.ToLower(word[first:])
}

// startType spells a start type.
func startType(value string) string {
	lower := strings.ToLower(value)
	for _, t := range []struct{ word, spelled string }{
		{"disabled", "Disabled"}, {"demand", "Manual"}, {"manual", "Manual"}, {"auto", "Auto"}, {"boot", "Boot"}, {"system", "System"},
	} {
		if strings.Contains(lower, t.word) {
			return t.spelled
		}
	}
	return value
}

// reader sends the services it is given.
type reader struct {
	out    parsers.Sink
	result parsers.Result
	found  map[string]bool // names that were sent
	order  []string
	cut    []evidence.Unclear // services whose names the console has cut
	full   bool
}

func (r *reader) add(s *service) {
	if s == nil || s.name == "" {
		return
	}
	if !r.found[s.name] && !r.enter(s) {
		return
	}
	key := evidence.ServiceKey(s.name)
	if r.out.WantsKey(key) != parsers.Wanted {
		return
	}
	for _, f := range s.fields {
		r.out.Setting(evidence.Setting{Key: key, Name: f.name, Value: f.value, Locator: evidence.Locator{Line: s.line}})
	}
}

// enter notes a service that was not seen before.
func (r *reader) enter(s *service) bool {
	if len(r.found) == maxServices {
		r.full = true
		return false
	}
	r.found[s.name] = true
	r.order = append(r.order, s.name)
	r.result.Records++
	if start, cut := psout.Shortened(s.name); cut {
		r.cut = append(r.cut, evidence.Unclear{Key: evidence.ServiceKey(start)})
	}
	if id, ok := products.OfService(s.name); ok {
		r.out.Product(evidence.Product{ID: id, Why: evidence.Say("product/service", "name", evidence.Word(s.name)), Locator: evidence.Locator{Line: s.line}})
	}
	return true
}

func (r *reader) cover(cut bool) {
	if r.full {
		r.result.Problems = append(r.result.Problems, parsers.ListTooLong(maxServices))
	}
	if len(r.order) >= wholeList {
		r.out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: evidence.ServiceRoot, Partial: cut || r.full, Unclear: r.cut})
		return
	}
	for _, name := range r.order {
		r.out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: evidence.ServiceKey(name), Partial: cut})
	}
}
