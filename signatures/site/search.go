package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// entry is what the search knows of one issue or code.
type entry struct {
	URL   string   `json:"url"`  // below the folder of a language
	Name  string   `json:"name"` // id or code
	En    string   `json:"en"`
	Ja    string   `json:"ja"`
	Exact []string `json:"exact,omitempty"` // event ids and notations of codes: found as a whole
	Text  string   `json:"text,omitempty"`
}

// searchIndex returns the script that the search loads: file:// does not let a
// page read a file in any other way.
func (x *index) searchIndex() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("const searchIndex = [\n")
	for _, e := range x.entries() {
		line, err := json.Marshal(e)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name, err)
		}
		b.Write(line)
		b.WriteString(",\n")
	}
	b.WriteString("];\n")
	return b.Bytes(), nil
}

func (x *index) entries() []entry {
	var out []entry
	for _, s := range x.Issues {
		out = append(out, x.issueEntry(s))
	}
	for _, f := range x.Codes {
		for _, c := range f.Codes {
			out = append(out, c.entry())
		}
	}
	return out
}

func (x *index) issueEntry(s *signatures.Signature) entry {
	title := finding.Text{En: signatures.Plain(s.Title.En), Ja: signatures.Plain(s.Title.Ja)}
	e := entry{URL: issuePage(s.ID), Name: s.ID, En: title.En, Ja: title.Ja}
	text := []string{signatures.Plain(s.Cause.En), signatures.Plain(s.Cause.Ja)}
	for _, id := range s.Products {
		if p := x.lib.Products.Get(id); p != nil {
			text = append(text, p.Name.En, p.Name.Ja)
		}
	}
	for q := range eventQueries(s) {
		for _, id := range q.IDs {
			e.Exact = append(e.Exact, fmt.Sprint(id))
		}
		text = append(text, sources(x.lib, q)...)
	}
	for _, line := range s.Proof("en") {
		text = append(text, strings.ReplaceAll(line, "`", ""))
	}
	for _, c := range x.issue(s).Named {
		e.Exact = append(append(e.Exact, c.Name), c.Forms...)
	}
	e.Exact, e.Text = distinct(e.Exact), strings.Join(distinct(text), "\n")
	return e
}

func (c code) entry() entry {
	return entry{
		URL: "codes.html#" + c.Anchor(), Name: c.Name, En: c.Meaning.En, Ja: c.Meaning.Ja,
		Exact: distinct(append([]string{c.Number}, c.Forms...)),
	}
}

// distinct returns the texts that are not empty, once each, in order.
func distinct(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}
