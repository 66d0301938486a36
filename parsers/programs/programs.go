// Package programs reads lists of installed programs and takes from them what
// products are there in which version:
//
//	wmic product list            a table; columns Caption, IdentifyingNumber, Name, Vendor, Version, …
//	wmic product … /format:list  Name=…, Version=…, a blank line between programs
//	wmic product … /format:csv   Node,Caption,…,Version
//	Get-CimInstance Win32_Product, Get-ItemProperty …\Uninstall\*
//	                             Format-List, Format-Table or Export-Csv with
//	                             Name/Version or DisplayName/DisplayVersion
//
// The names of the columns are not translated. A list proves what is installed;
// what it does not hold may have come by another installer.
package programs

import (
	"context"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/clip"
	"hybriddiag/internal/productname"
	"hybriddiag/internal/psout"
	"hybriddiag/internal/textenc"
	"hybriddiag/parsers"
)

// Parser reads lists of programs.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "programs" }

// headLines is how far the names of the columns may be from the beginning.
const headLines = 40

// Detect implements parsers.Parser.
func (Parser) Detect(head []byte, _ string) parsers.Likelihood {
	lines := textenc.HeadLines(head, headLines)
	if psout.InTranscript(lines) {
		return parsers.No
	}
	var list columns
	for _, line := range lines {
		if name, _, ok := property(line); ok {
			list.note(name)
		} else if headingOf(line) {
			return parsers.Structure
		}
	}
	if list.enough() {
		return parsers.Structure
	}
	return parsers.No
}

// columns are the words of a list that only programs have together.
type columns struct{ name, version, own bool }

func (c *columns) note(word string) {
	switch strings.ToLower(strings.Trim(word, `"`)) {
	case "name", "caption":
		c.name = true
	case "version":
		c.version = true
	case "identifyingnumber", "assignmenttype", "packagecache", "installlocation":
		c.own = true
	case "displayname":
		c.name = true
	case "displayversion":
		c.version, c.own = true, true
	}
}

func (c *columns) enough() bool { return c.name && c.version && c.own }

// headingOf tells whether a line is the heading of a table.
func headingOf(line string) bool {
	var c columns
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" ,;\t", r) }) {
		c.note(word)
	}
	return c.enough()
}

// property splits `Name : Value` and `Name=Value`.
func property(line string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(line, " :")
	if !ok {
		name, value, ok = strings.Cut(line, "=")
	}
	name = strings.TrimSpace(name)
	if !ok || name == "" || strings.ContainsAny(name, " ,;\t\"") {
		return "", "", false
	}
	return name, strings.TrimSpace(value), true
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := reader{out: out}
	lines := textenc.NewLines(ctx, in.R)
	for lines.Next() {
		r.line(lines.Text(), lines.Number())
	}
	r.flush()
	return r.result, lines.Err()
}

// reader sends the products of one list.
type reader struct {
	out           parsers.Sink
	result        parsers.Result
	name, version string // of the program of a list that is being read
	at            int
}

var (
	cells   = regexp.MustCompile(`\s{2,}|[,;\t]`)
	version = regexp.MustCompile(`^\d{1,5}(?:\.\d{1,6}){2,3}$`)
	ending  = regexp.MustCompile(`^(.*\S)\s(\d{1,5}(?:\.\d{1,6}){2,3})$`)
)

// line takes a property of a list, else a row of a table.
func (r *reader) line(text string, number int) {
	text = strings.TrimRight(clip.String(text, clip.Value), " \t\r")
	if text == "" {
		r.flush()
		return
	}
	name, value, ok := property(text)
	if !ok {
		r.row(text, number)
		return
	}
	switch strings.ToLower(name) {
	case "name", "displayname":
		if r.name != "" && r.version != "" {
			r.flush()
		}
		r.name, r.at = value, number
	case "version", "displayversion":
		r.version = value
	}
}

func (r *reader) flush() {
	r.program(r.name, r.version, r.at)
	r.name, r.version = "", ""
}

// row looks in the cells of a table for the name of a product and a version. A
// path is no name: many programs came from the folder of another one.
func (r *reader) row(text string, number int) {
	name, found := "", ""
	for _, cell := range cells.Split(text, -1) {
		cell = strings.Trim(cell, `" `)
		if m := ending.FindStringSubmatch(cell); m != nil { // columns set apart by one blank
			cell, found = m[1], m[2]
		}
		switch {
		case version.MatchString(cell):
			found = cell
		case name == "" && !strings.ContainsAny(cell, `\/`):
			if _, ok := productname.Lookup(cell); ok {
				name = cell
			}
		}
	}
	r.program(name, found, number)
}

// program sends a product that is known by its name.
func (r *reader) program(name, number string, line int) {
	id, ok := productname.Lookup(name)
	if !ok || !version.MatchString(number) {
		return
	}
	r.result.Records++
	r.out.Product(evidence.Product{
		ID: id, Version: number, Why: name + " " + number, Locator: evidence.Locator{Line: line},
	})
}
