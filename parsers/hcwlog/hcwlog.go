// Package hcwlog reads the logs of the Exchange Hybrid Configuration Wizard.
//
// The main log, <yyyyMMdd_HHmmss>.log, one entry a line, UTC:
//
//	2024.06.01 01:15:34.120 *ERROR* 10224 [Client=UX, Page=TenantCredential, Thread=8] Connecting to remote server …
//	time                    level   code  pairs                                        text
//
//	level   7 columns: blank, WARNING or *ERROR* (copies often lose the asterisks)
//	code    5 digits: what kind of entry it is, e.g. 10276 cmdlet START, 10277 cmdlet FINISH,
//	        10270/10271 workflow task START/FINISH, 10224 page exception, 10241 workflow exception
//	pairs   Client, Page, Activity, Session, Cmdlet, fn, Workflow, Task, Phase, Thread …
//
// Lines without that beginning continue the entry before them (stack traces).
// The first line of a file can lack the first digit of its year. One file can
// hold several runs of the workflow: a run ends where the task that began it
// starts again.
//
// The log of the wizard inside Exchange 2010 and 2013, HybridConfiguration_*.log,
// whose dates are of the server's culture and whose numbers have no zeros in
// front:
//
//	[3/12/2013 14:2:8] INFO:text
//
// Under another name it is told by what the wizard is about: hybrid, federation,
// the two sessions.
//
// The record of all cmdlets, *.xhcw: XML elements one after the other, without
// a root element around them.
//
// Problem: xml-syntax.
//
// Source: samples that Microsoft's troubleshooting articles on the wizard print.
package hcwlog

import (
	"bytes"
	"context"
	"regexp"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = "hcw-log"

// Parser reads the wizard's logs.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "hcwlog" }

// headLines is how many lines may precede the first entry: mails and forum
// posts put text above a copied log.
const headLines = 20

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	base := strings.ToLower(h.Name)
	for _, line := range h.Lines(headLines) {
		if _, ok := parsePrefix([]byte(line)); ok {
			return parsers.Structure
		}
		if old, ok := parseOldPrefix([]byte(line)); ok && (strings.Contains(base, "hybridconfiguration") || old.isDated() && wizards.MatchString(h.Text())) {
			return parsers.Structure
		}
	}
	if strings.HasSuffix(base, ".xhcw") && bytes.IndexByte(h.Raw, '<') >= 0 {
		return parsers.Fuzzy
	}
	return parsers.No
}

// wizards are words that tell the log of the in-box wizard from others of its
// form.
var wizards = regexp.MustCompile(`(?i)\] (?:INFO|ERROR|WARNING|VERBOSE):.*(?:\bhybrid|FederationInformation|OrganizationRelationship|(?:On-Premises|Tenant) session)`)

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, whole, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	log := textlog.New(LogName, out)
	if isXHCW(h) {
		return parseXHCW(ctx, whole, log)
	}
	lines := textenc.NewLines(ctx, whole)
	r := newReader(log, h.Text())
	for lines.Next() {
		r.line(lines.Number(), lines.Bytes())
	}
	r.flush()
	return log.Finish(lines)
}

func isXHCW(h *parsers.Head) bool {
	return h.HasSuffix(".xhcw") && h.Root().Name != ""
}
