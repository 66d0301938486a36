package site

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// codeFamily is the error codes that one component defines.
type codeFamily struct {
	Name  string
	Codes []code
}

// code is an error code with the issues it points to.
type code struct {
	Family  string
	Number  string // as logs print it, "" where the name says it
	Name    string
	Meaning finding.Text
	Forms   []string // every notation, for the search
	Issues  []*signatures.Signature
}

// Anchor is the place of the code on its page.
func (c code) Anchor() string {
	return strings.ToLower(c.Family + "-" + strings.NewReplacer(" ", "-", "/", "-").Replace(c.Name))
}

// otherCodes is the family of codes that signatures name and the table does not
// explain.
const otherCodes = "other"

// codes returns the table of error codes, and behind it what signatures name
// besides.
func codes(lib *signatures.Library) []codeFamily {
	named := namedCodes(lib)
	var out []codeFamily
	for _, row := range lib.Codes {
		c := tableCode(lib, row)
		for _, form := range append(c.Forms, c.Name) {
			c.add(named[strings.ToLower(form)]...)
			delete(named, strings.ToLower(form))
		}
		i := slices.IndexFunc(out, func(f codeFamily) bool { return f.Name == c.Family })
		if i < 0 {
			i = len(out)
			out = append(out, codeFamily{Name: c.Family})
		}
		out[i].Codes = append(out[i].Codes, c)
	}
	if len(named) > 0 {
		out = append(out, others(named))
	}
	return out
}

func tableCode(lib *signatures.Library, row signatures.Code) code {
	c := code{Family: row.Family, Name: row.Name, Meaning: row.Meaning}
	number := strconv.FormatUint(row.Number, 10)
	if !strings.HasSuffix(row.Name, number) {
		c.Number = number
		if row.Number >= 1<<31 {
			c.Number = fmt.Sprintf("0x%08X", row.Number)
		}
	}
	c.Forms = append([]string{number}, signatures.CodeForms(row.Number)...)
	for _, id := range strings.Fields(row.PointsTo) {
		if s := lib.Get(id); s != nil {
			c.add(s)
		}
	}
	return c
}

func (c *code) add(issues ...*signatures.Signature) {
	for _, s := range issues {
		if !slices.Contains(c.Issues, s) {
			c.Issues = append(c.Issues, s)
		}
	}
}

func others(named map[string][]*signatures.Signature) codeFamily {
	f := codeFamily{Name: otherCodes}
	for name, issues := range named {
		f.Codes = append(f.Codes, code{Family: otherCodes, Name: strings.ToUpper(name), Issues: issues})
	}
	for i, c := range f.Codes {
		f.Codes[i].Name = strings.Replace(c.Name, "0X", "0x", 1)
		f.Codes[i].Forms = notations(c.Name)
	}
	slices.SortFunc(f.Codes, func(a, b code) int { return strings.Compare(a.Name, b.Name) })
	return f
}

// notations returns the ways to write a code that signatures name.
func notations(name string) []string {
	if n, ok := signatures.ParseNumber(name); ok {
		return append(signatures.CodeForms(n), strconv.FormatUint(n, 10))
	}
	return nil
}

// unmistakable finds the codes that are codes wherever they stand; a bare number
// is one only within its family.
var unmistakable = regexp.MustCompile(`(?i)0x[0-9a-f]{8}\b|AADSTS\d{5,7}|HCW8\d{3}`)

// namedCodes returns the codes that selections test for, in lower case, with
// their signatures.
func namedCodes(lib *signatures.Library) map[string][]*signatures.Signature {
	out := map[string][]*signatures.Signature{}
	for _, s := range lib.Signatures {
		for q := range eventQueries(s) {
			for _, t := range q.Fields {
				for _, name := range unmistakable.FindAllString(strings.Join(t.Values, "\n"), -1) {
					name = strings.ToLower(name)
					if !slices.Contains(out[name], s) {
						out[name] = append(out[name], s)
					}
				}
			}
		}
	}
	return out
}
