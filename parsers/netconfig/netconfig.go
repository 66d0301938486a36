// Package netconfig reads the small network outputs that collectors save.
// Windows prints them in its own language; English and Japanese are known, and
// where the layout allows it the words do not matter.
//
//	netsh winhttp show proxy      netsh\winhttp       Proxy, BypassList; Type
//	                                                  "direct" without a proxy
//	netsh winhttp show advproxy   netsh\winhttp       also AutoconfigUrl, AutoDetect
//	hosts                         hosts-file          one setting a name
//	ipconfig /all                 net\ipconfig        Addresses, DnsServers; host;
//	                                                  all else under its label
//	netstat -nao                  net\netstat         connections by state
//	netsh int ipv4 show dynamicport tcp
//	                              dynamicport\tcp     StartPort, NumberOfPorts
//
// A file covers its key only when what it is about was found in it.
//
// Problems: output-cut, list-too-long.
//
// Source: output of these commands.
package netconfig

import (
	"context"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
)

// Parser reads network configuration printed by Windows' tools.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "netconfig" }

// output is one of the outputs this package knows.
type output struct {
	root   string // what it covers
	detect func(lines []string, base string) parsers.Likelihood
	reader func() reader
}

// reader takes the lines of one output.
type reader interface {
	line(number int, text string)
	// finish sends what was found and reports whether the output was whole.
	finish(s *sender) bool
}

// outputs are tried in order.
var outputs = []output{
	{`netsh\winhttp`, detectWinHTTP, func() reader { return &winHTTP{} }},
	{`dynamicport\tcp`, detectDynamicPort, func() reader { return &dynamicPort{} }},
	{`net\ipconfig`, detectIPConfig, func() reader { return &ipConfig{} }},
	{`net\netstat`, detectNetstat, func() reader { return &netstat{} }},
	{`hosts-file`, detectHosts, func() reader { return &hosts{} }},
}

// headLines is how many lines are looked at to tell what an output is. A hosts
// file has a long comment at its top.
const headLines = 60

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	_, likely := choose(h)
	return likely
}

func choose(h *parsers.Head) (output, parsers.Likelihood) {
	lines := h.Lines(headLines)
	if psout.InTranscript(lines) {
		return output{}, parsers.No
	}
	base := strings.ToLower(h.Base())
	for _, o := range outputs {
		if likely := o.detect(lines, base); likely > parsers.No {
			return o, likely
		}
	}
	return output{}, parsers.No
}

// maxLines bounds one output; a netstat of a busy proxy has some 50,000.
const maxLines = 500_000

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	s := &sender{out: out}
	h, src, err := in.Peek()
	if err != nil {
		return s.result, err
	}
	o, likely := choose(h)
	if likely == parsers.No {
		return s.result, nil
	}
	r := o.reader()
	lines := textenc.NewLines(ctx, src)
	more := lines.Next()
	for ; more && lines.Number() <= maxLines; more = lines.Next() {
		r.line(lines.Number(), lines.Text())
	}
	whole := r.finish(s) && !more
	if more {
		s.result.Problems = append(s.result.Problems, parsers.ListTooLong(maxLines))
	}
	if s.result.Records == 0 && !whole {
		s.result.Problems = append(s.result.Problems, parsers.Lost("output-cut/values", "root", evidence.Word(o.root)))
		return s.result, lines.Err()
	}
	out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: o.root, Partial: !whole || lines.Err() != nil})
	return s.result, lines.Err()
}

// sender sends settings and counts them.
type sender struct {
	out    parsers.Sink
	result parsers.Result
}

func (s *sender) send(key, name, typ, value string, line int) {
	s.result.Records++
	s.out.Setting(evidence.Setting{Key: key, Name: name, Type: typ, Value: value, Locator: evidence.Locator{Line: line}})
}

// contains reports whether one of the first lines holds one of the words.
func contains(lines []string, words ...string) bool {
	for _, line := range lines {
		for _, w := range words {
			if strings.Contains(line, w) {
				return true
			}
		}
	}
	return false
}
