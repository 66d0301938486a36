package diagnosis

import (
	"slices"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// matcher is one distinct event query of the library.
type matcher struct {
	id    int
	query *signatures.EventQuery
	tests []*signatures.FieldTest // of the query, cheap ones first
	// what the names of the query stand for, in lower case
	providers, channels []string
	// the product's own channels, whose events are its whatever provider they name
	own []string
	// the channels that would hold such an event, and what to collect for them
	logs, missing []string
}

// accepts checks everything that the index has not checked yet.
func (m *matcher) accepts(e *evidence.Event) bool {
	q := m.query
	if len(q.IDs) > 0 && !slices.Contains(q.IDs, e.EventID) ||
		len(q.Levels) > 0 && !slices.Contains(q.Levels, e.Level) {
		return false
	}
	if len(m.channels) > 0 && !slices.Contains(m.channels, strings.ToLower(e.Channel)) {
		// An export that lost the channel may still name the provider.
		if e.Channel != "" || len(m.providers) == 0 {
			return false
		}
	}
	return !slices.ContainsFunc(m.tests, func(t *signatures.FieldTest) bool { return !eventTest(t, e) })
}

// inOrderOfCost returns the tests in the order in which they are best tried.
func inOrderOfCost(tests []signatures.FieldTest) []*signatures.FieldTest {
	out := make([]*signatures.FieldTest, len(tests))
	for i := range tests {
		out[i] = &tests[i]
	}
	slices.SortStableFunc(out, func(a, b *signatures.FieldTest) int { return cost(a) - cost(b) })
	return out
}

// cost compares tests: a value is compared, a text is folded and searched, a
// regular expression runs last. The whole text is the longest value.
func cost(t *signatures.FieldTest) int {
	n := 0
	if t.Field == "Text" {
		n++
	}
	if len(t.Res) > 0 {
		n += 4
	} else if t.Op != "" && t.Op != "exists" && len(t.Nums) == 0 {
		n += 2
	}
	return n
}

// eventTest applies a test to every value that the field has in the event.
func eventTest(t *signatures.FieldTest, e *evidence.Event) bool {
	vals := eventValues(e, t.Field)
	if t.Op == "exists" {
		return slices.Contains(t.Values, strconv.FormatBool(strings.Join(vals, "") != ""))
	}
	if t.Op == "not" || t.Op == "not_re" {
		return len(vals) > 0 && !slices.ContainsFunc(vals, func(v string) bool { return !holds(t, v) })
	}
	return slices.ContainsFunc(vals, func(v string) bool { return holds(t, v) })
}

// processFields are the names under which providers say which program it was.
var processFields = []string{"Process", "CallerProcessImageName", "Program", "EventAuxInfo@ProcessName", "ProcessName", "ImageName"}

// eventValues returns the values of a field, or of one of the fields that every
// event has: Text, Message, EventID, Process, String1 ….
func eventValues(e *evidence.Event, field string) []string {
	var out []string
	for i := range e.Data {
		if strings.EqualFold(e.Data[i].Name, field) {
			out = append(out, e.Data[i].Value)
		}
	}
	if len(out) > 0 {
		return out
	}
	switch field {
	case "Text":
		return []string{e.Text()}
	case "Message":
		return []string{e.Message}
	case "EventID":
		return []string{strconv.FormatUint(uint64(e.EventID), 10)}
	case "Computer":
		return []string{e.Computer}
	case "Process":
		for _, name := range processFields {
			if v, ok := e.Get(name); ok {
				out = append(out, v)
			}
		}
		return out
	}
	if v, ok := engineField(e, field); ok {
		return []string{v}
	}
	if n, ok := strings.CutPrefix(field, "String"); ok {
		if i, err := strconv.Atoi(n); err == nil && i >= 1 && i <= len(e.Data) {
			return []string{e.Data[i-1].Value}
		}
	}
	return nil
}

// engineEvents are the events of the sync engine about a run; their strings
// have no names: the connector comes first, then the run profile.
var engineEvents = []uint32{6000, 6020, 6050, 6100, 6105, 6110, 6126, 6127, 6803}

// engineField names the strings of the sync engine's events about a run.
func engineField(e *evidence.Event, field string) (string, bool) {
	i := slices.Index([]string{"ConnectorName", "RunProfileName"}, field)
	if i < 0 || i >= len(e.Data) || e.Data[i].Name != "" || !slices.Contains(engineEvents, e.EventID) || e.Provider.Name != "ADSync" {
		return "", false
	}
	return e.Data[i].Value, true
}

// holds applies one test to one value.
func holds(t *signatures.FieldTest, v string) bool {
	if len(t.Res) > 0 {
		v = straighten(v)
		return count(len(t.Res), t.All, func(i int) bool { return t.Res[i].MatchString(v) }) != (t.Op == "not_re")
	}
	switch t.Op {
	case "gt", "gte", "lt", "lte", "bits_all", "bits_any", "bits_none":
		n, ok := signatures.ParseNumber(v)
		return ok && count(len(t.Nums), t.All, func(i int) bool { return numberTest(t.Op, n, t.Nums[i]) })
	case "not":
		return !equalAny(t.Values, v)
	case "":
		return equalAny(t.Values, v)
	}
	low := fold(v)
	return count(len(t.Values), t.All, func(i int) bool { return textTest(t.Op, low, fold(t.Values[i])) })
}

// count tells whether one of n (with all: every one) holds.
func count(n int, all bool, ok func(int) bool) bool {
	for i := range n {
		if ok(i) != all {
			return !all
		}
	}
	return all
}

func textTest(op, v, want string) bool {
	switch op {
	case "startswith":
		return strings.HasPrefix(v, want)
	case "endswith":
		return strings.HasSuffix(v, want)
	case "code":
		return containsCode(v, want)
	}
	return strings.Contains(v, want)
}

// containsCode finds a code that is not part of a longer number.
func containsCode(v, code string) bool {
	for from := 0; ; {
		i := strings.Index(v[from:], code)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(code)
		if (i == 0 || !alnum(v[i-1])) && (end == len(v) || !alnum(v[end])) {
			return true
		}
		from = i + 1
	}
}

func alnum(b byte) bool { return '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' }

func numberTest(op string, n, want uint64) bool {
	switch op {
	case "gt":
		return n > want
	case "gte":
		return n >= want
	case "lt":
		return n < want
	case "lte":
		return n <= want
	case "bits_all":
		return n&want == want
	case "bits_any":
		return n&want != 0
	}
	return n&want == 0
}

// equalAny compares texts without case and numbers by value, so that 0x0 and 0
// or -1 and 4294967295 are equal.
func equalAny(wants []string, v string) bool {
	return slices.ContainsFunc(wants, func(w string) bool {
		if strings.EqualFold(w, v) {
			return true
		}
		a, okA := signatures.ParseNumber(w)
		b, okB := signatures.ParseNumber(v)
		return okA && okB && a == b
	})
}

// fold lowers letters and straightens typography.
func fold(s string) string {
	if folded(s) {
		return s
	}
	return straighten(strings.ToLower(s))
}

// folded tells quickly whether folding would change nothing. Most patterns are
// such.
func folded(s string) bool {
	return caseless(s) && !strings.ContainsFunc(s, func(r rune) bool { return 'A' <= r && r <= 'Z' })
}

// caseless tells whether folding would change ASCII letters only: all other
// characters are Chinese and Japanese ones (U+3000 to U+9FFF), which know no case.
func caseless(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x80:
		case c >= 0xE3 && c <= 0xE9 && i+2 < len(s) && s[i+1] >= 0x80 && s[i+2] >= 0x80:
			i += 2
		default:
			return false
		}
	}
	return true
}

// straighten takes typographic hyphens, quotes and spaces that documents put
// into error texts for what was meant.
func straighten(s string) string {
	if isASCII(s) {
		return s
	}
	return typography.Replace(s)
}

var typography = strings.NewReplacer("\u2010", "-", "\u2011", "-", "\u2212", "-", "\u2018", "'", "\u2019", "'", "\u201c", `"`, "\u201d", `"`, "\u00a0", " ")

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
