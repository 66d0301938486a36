// Package trustsettings reads TrustSettings.xml of the private network
// connector and its relatives: which certificate an agent identifies itself
// with, and in whose store it lies.
//
//	<ConnectorTrustSettingsFile xmlns:xsd="…">     root; local names count
//	  <CloudProxyTrust>
//	    <Thumbprint>40 hexadecimal digits</Thumbprint>
//	    <IsInUserStore>true|false</IsInUserStore>  true: renewed, in the store of
//	  </CloudProxyTrust>                           Network Service's own profile
//	</ConnectorTrustSettingsFile>                  any other under its name
//
// The file says nothing about the agent it belongs to; its folder does:
// "…\Azure AD Connect Authentication Agent\Config", "…Provisioning Agent\Config",
// "…Microsoft Hybrid Service\Config" of the Exchange hybrid agent, and any other
// (three names of the connector's folder exist).
//
// Problems: doctype-refused, xml-syntax, wrong-root, thumbprint, user-store,
// missing-field, list-too-long. One bad field does not cost the other.
package trustsettings

import (
	"context"
	"errors"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/xmlstream"
)

// Parser reads TrustSettings.xml.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "trustsettings" }

const rootName = "ConnectorTrustSettingsFile"

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	root := h.Root()
	switch {
	case root.Name == "":
		return parsers.No
	case strings.Contains(root.Text, "<"+rootName):
		return parsers.Structure
	case h.HasSuffix("trustsettings.xml"):
		return parsers.Name
	}
	return parsers.No
}

// Agent returns the agent that a TrustSettings.xml at this path belongs to.
func Agent(path string) string {
	path = strings.ToLower(path)
	switch {
	case strings.Contains(path, "authentication agent"), strings.Contains(path, "authenticationagent"):
		return "pta-agent"
	case strings.Contains(path, "provisioning agent"), strings.Contains(path, "provisioningagent"):
		return "provisioning-agent"
	case strings.Contains(path, "hybrid service"), strings.Contains(path, "hybridservice"):
		return "hybrid-agent"
	}
	return "private-network-connector"
}

// reader gathers the fields.
type reader struct {
	key    string
	out    parsers.Sink
	result parsers.Result
	seen   map[string]bool
	inside bool // the expected root was seen as part of a path
	root   string
	others int  // elements without a meaning of their own
	full   bool // there were too many of them
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := &reader{key: `trust\` + Agent(in.Path), out: out, seen: map[string]bool{}}
	err := xmlstream.Elements(ctx, in.R, r.element)
	switch {
	case ctx.Err() != nil:
		return r.result, ctx.Err()
	case errors.Is(err, xmlstream.ErrDoctype):
		r.problem("doctype-refused/agent")
	case err != nil:
		r.problem("xml-syntax", "error", err)
	case !r.inside:
		r.problem("wrong-root", "wanted", rootName, "found", r.root)
	default:
		r.missing()
	}
	if r.full {
		r.result.Problems = append(r.result.Problems, parsers.ListTooLong(maxOthers))
	}
	if r.inside || len(r.seen) > 0 {
		out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: r.key, Partial: len(r.result.Problems) > 0})
	}
	return r.result, nil
}

// element takes one element of the file.
func (r *reader) element(e xmlstream.Element) {
	r.root = e.Path[0]
	if r.root != rootName {
		return
	}
	r.inside = true
	if e.Cut {
		return // half a thumbprint is none
	}
	switch e.Name() {
	case "Thumbprint":
		r.thumbprint(e)
	case "IsInUserStore":
		r.userStore(e)
	default:
		r.other(e)
	}
}

// other sends any element that holds a text.
func (r *reader) other(e xmlstream.Element) {
	switch {
	case e.Text == "":
	case r.others == maxOthers:
		r.full = true
	default:
		r.others++
		r.add(e.Name(), e.Text, e.Line)
	}
}

func (r *reader) thumbprint(e xmlstream.Element) {
	r.seen["Thumbprint"] = true
	value := strings.ToUpper(strings.Map(hexOnly, e.Text))
	if len(value) != 40 || strings.ContainsRune(value, '?') {
		r.problem("thumbprint", "line", e.Line, "found", e.Text)
		return
	}
	r.add("Thumbprint", value, e.Line)
}

// hexOnly drops blanks and the invisible marks that certificate windows put in
// front of a copied thumbprint; what is no digit becomes '?'.
func hexOnly(c rune) rune {
	switch {
	case c == ' ' || c == '\t' || c == '\u200E' || c == '\u200F' || c == '\uFEFF' || c == '\u00A0':
		return -1
	case '0' <= c && c <= '9', 'a' <= c && c <= 'f', 'A' <= c && c <= 'F':
		return c
	}
	return '?'
}

func (r *reader) userStore(e xmlstream.Element) {
	r.seen["IsInUserStore"] = true
	switch value := strings.ToLower(e.Text); value {
	case "true", "false":
		r.add("IsInUserStore", value, e.Line)
	default:
		r.problem("user-store", "line", e.Line, "found", e.Text)
	}
}

func (r *reader) missing() {
	for _, field := range []string{"Thumbprint", "IsInUserStore"} {
		if !r.seen[field] {
			r.problem("missing-field", "field", evidence.Word(field))
		}
	}
}

func (r *reader) add(name, value string, line int) {
	r.result.Records++
	r.out.Setting(evidence.Setting{Key: r.key, Name: name, Value: value, Locator: evidence.Locator{Line: line}})
}

// maxOthers bounds what a file of another kind may add; an agent's has no more
// than a dozen elements.
const maxOthers = 1000

// maxProblems bounds the list of problems of one file.
const maxProblems = 10

func (r *reader) problem(code evidence.Code, values ...any) {
	r.result.Damaged++
	if len(r.result.Problems) < maxProblems {
		r.result.Problems = append(r.result.Problems, parsers.Lost(code, values...))
	}
}
