// Package xmlconfig reads the configuration files of .NET programs, above all
// the proxy that they use: machine.config and <program>.exe.config.
//
//	<configuration>
//	  <system.net>
//	    <defaultProxy enabled="true">          config\machine.config\system.net\defaultProxy [enabled]
//	      <proxy proxyaddress="http://…"/>     …\defaultProxy\proxy [proxyaddress]
//	  <runtime>
//	    <enforceFIPSPolicy enabled="false"/>   …\runtime\enforceFIPSPolicy [enabled]
//	  <appSettings>
//	    <add key="a" value="b"/>               …\appSettings [a]
//
// An element gives one setting for itself (Name "", Type "element", Value its
// text) and one for each attribute, if the sink wants its key. The path leaves
// out the root. Comments, which hold samples, are passed over.
//
// Problems: doctype-refused, xml-syntax, wrong-root, too-many-elements.
//
// Source: Microsoft's "Configuration file schema for the .NET Framework".
package xmlconfig

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/xmlstream"
)

// Parser reads .NET configuration files.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "xmlconfig" }

// maxSettings bounds what one file may add; a machine.config has some thousand
// values.
const maxSettings = 50_000

// fileName finds the program's own file name behind the prefix that collectors
// put in front (<HOST>-, <HOST>_) and before the .txt they append.
var fileName = regexp.MustCompile(`(?i)(?:^|[-_ ])((?:[\w.]+\.exe|machine|web|app)\.config)(?:\.txt)?$`)

// File returns the element of the setting keys that stands for the file.
func File(base string) string {
	m := fileName.FindStringSubmatch(base)
	if m == nil {
		return base
	}
	name := m[1]
	if strings.EqualFold(name, "machine.config") {
		return "machine.config"
	}
	// \w holds the underscore, which is a prefix's last character here.
	if i := strings.LastIndexByte(name, '_'); i >= 0 {
		name = name[i+1:]
	}
	return name
}

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	if h.Root().Name != "configuration" {
		return parsers.No
	}
	if fileName.MatchString(h.Base()) {
		return parsers.Structure
	}
	return parsers.Fuzzy
}

type reader struct {
	root   string // config\<file>
	out    parsers.Sink
	result parsers.Result
	first  string // name of the root element
	count  int
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := &reader{root: `config\` + File(in.Base()), out: out}
	err := xmlstream.Elements(ctx, in.R, r.element)
	switch {
	case ctx.Err() != nil:
		return r.result, ctx.Err()
	case errors.Is(err, xmlstream.ErrDoctype):
		r.problem("doctype-refused")
	case err != nil:
		r.problem("xml-syntax", "error", err)
	case r.first != "configuration":
		r.problem("wrong-root", "wanted", "configuration", "found", r.first)
	case r.count > maxSettings:
		r.problem("too-many-elements", "limit", maxSettings)
	}
	if r.result.Records > 0 {
		out.Coverage(evidence.Coverage{Kind: evidence.CoversSetting, Root: r.root, Partial: len(r.result.Problems) > 0})
	}
	return r.result, nil
}

// element takes one element of the file.
func (r *reader) element(e xmlstream.Element) {
	r.first = e.Path[0]
	if r.first != "configuration" {
		return
	}
	r.result.Records++
	if len(e.Path) < 2 {
		return
	}
	parent := r.root + joined(e.Path[1:len(e.Path)-1])
	if name, value, ok := pair(e); ok {
		if r.wants(parent) {
			r.add(parent, name, "", value, e.Line)
		}
		return
	}
	key := parent + `\` + e.Name()
	if !r.wants(key) {
		return
	}
	r.add(key, "", "element", e.Text, e.Line)
	for _, a := range e.Attrs {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			r.add(key, a.Name.Local, "", a.Value, e.Line)
		}
	}
}

// joined writes the path with a backslash before each element.
func joined(path []string) string {
	if len(path) == 0 {
		return ""
	}
	return `\` + strings.Join(path, `\`)
}

// pair reads <add key="…" value="…"/> (and name for key).
func pair(e xmlstream.Element) (name, value string, ok bool) {
	if e.Name() != "add" {
		return "", "", false
	}
	for _, a := range e.Attrs {
		switch a.Name.Local {
		case "key", "name":
			name = a.Value
		case "value":
			value, ok = a.Value, true
		}
	}
	return name, value, ok && name != ""
}

func (r *reader) wants(key string) bool { return r.out.WantsKey(key) == parsers.Wanted }

func (r *reader) add(key, name, typ, value string, line int) {
	if r.count++; r.count > maxSettings {
		return
	}
	r.out.Setting(evidence.Setting{Key: key, Name: name, Type: typ, Value: value, Locator: evidence.Locator{Line: line}})
}

func (r *reader) problem(code evidence.Code, values ...any) {
	r.result.Problems = append(r.result.Problems, parsers.Lost(code, values...))
}
