package signatures

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"hybriddiag/finding"
)

// Collectable is something that a person can collect on the server.
type Collectable struct {
	ID       string       `yaml:"id"`
	Kind     string       `yaml:"kind"`     // registry, setting, channel or store
	Roots    []string     `yaml:"roots"`    // what it covers, as in evidence.Coverage
	Products []string     `yaml:"products"` // whose recipe it belongs to
	Title    finding.Text `yaml:"title"`
	How      finding.Text `yaml:"how"`
	Run      string       `yaml:"run"`
}

// Channels tells which providers write to which channel.
type Channels map[string][]string

// Of returns the channels that the provider writes to; a provider that is not
// in the table is taken for the name of a channel or log of its own.
func (c Channels) Of(provider string) []string {
	var out []string
	for _, channel := range slices.Sorted(maps.Keys(c)) {
		if slices.ContainsFunc(c[channel], func(p string) bool { return strings.EqualFold(p, provider) }) {
			out = append(out, channel)
		}
	}
	if len(out) == 0 {
		out = []string{provider}
	}
	return out
}

// Versions is the table of builds by product.
type Versions map[string][]Build

// Build is one released build and the day its support ends.
type Build struct {
	Version string    `yaml:"version"`
	Retires time.Time `yaml:"retires"`
}

// Retires returns the end date of a version. A version that is not in the table
// takes the date of the next newer build; newer than the table is not known.
func (v Versions) Retires(product, version string) (time.Time, bool) {
	for _, b := range v[product] {
		if CompareVersions(version, b.Version) <= 0 {
			return b.Retires, !b.Retires.IsZero()
		}
	}
	return time.Time{}, false
}

// CheckList is a guided list of checks for one product.
type CheckList struct {
	ID       string       `yaml:"id"`
	Products []string     `yaml:"products"`
	Title    finding.Text `yaml:"title"`
	Select   Selections   `yaml:"select"`
	Steps    []CheckStep  `yaml:"steps"`
}

// CheckStep is one step: it fails when Failed holds, passes when Passed holds,
// does not apply when Unless holds, and is not judged otherwise.
type CheckStep struct {
	ID      string       `yaml:"id"`
	Title   finding.Text `yaml:"title"`
	How     finding.Text `yaml:"how"`
	Run     string       `yaml:"run"`
	Unless  Condition    `yaml:"unless"`
	Failed  Condition    `yaml:"failed"`
	Passed  Condition    `yaml:"passed"`
	Collect []string     `yaml:"collect"`
}

// Code is one error code of Windows, Schannel, WinHTTP, Microsoft Entra ID …
type Code struct {
	Family   string
	Number   uint64 // unsigned
	Name     string
	Meaning  finding.Text
	PointsTo string
}

// Codes is the table of error codes.
type Codes []Code

// Find returns the codes of that family ("" for any) with the number.
func (c Codes) Find(family string, n uint64) []Code {
	var out []Code
	for _, code := range c {
		if code.Number == n && (family == "" || code.Family == family) {
			out = append(out, code)
		}
	}
	return out
}

// readCodes reads tab-separated lines of family, number, name, meaning in
// English, meaning in Japanese and the ids it points to; the first line is the
// heading.
func readCodes(name string, data []byte) (Codes, error) {
	var out Codes
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if i == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\r"), "\t")
		if len(f) != 6 {
			return out, &Error{name, i + 1, fmt.Errorf("wanted 6 columns, found %d", len(f))}
		}
		n, err := strconv.ParseUint(f[1], 0, 64)
		if err != nil {
			return out, &Error{name, i + 1, fmt.Errorf("number %q: %w", f[1], err)}
		}
		out = append(out, Code{Family: f[0], Number: n, Name: f[2], Meaning: finding.Text{En: f[3], Ja: f[4]}, PointsTo: f[5]})
	}
	return out, nil
}
