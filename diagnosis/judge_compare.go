package diagnosis

import (
	"strings"
	"time"

	"hybriddiag/diagnosis/match"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// test applies a test; ref and differs compare with the first value of another
// selection of the same signature.
func (a *answers) test(t *signatures.FieldTest, v, field string) bool {
	if !t.Op.Refers() {
		return match.Holds(t, v)
	}
	for _, name := range t.Values {
		others := a.values(name, field)
		same := others[bare(v)]
		if t.Op == signatures.OpDiffers && (len(others) > 1 || len(others) == 1 && !same) || t.Op != signatures.OpDiffers && same {
			return true
		}
	}
	return false
}

// reference is the field of a selection that tests compare with.
type reference struct{ selection, field string }

// values returns what a test on the field compares with, each value once: there
// may be thousands on both sides.
func (a *answers) values(selection, field string) map[string]bool {
	at := reference{selection, field}
	if known, ok := a.refer[at]; ok {
		return known
	}
	values := map[string]bool{}
	for _, it := range a.get(selection).items {
		values[bare(it.field(compared(it, field)))] = true
	}
	if !a.open[selection] {
		a.refer[at] = values
	}
	return values
}

// failOf returns what of a test the value does not pass. A comparison with
// another selection wants the values of that one, or none of them.
func (a *answers) failOf(t *signatures.FieldTest, v, field string) match.Fail {
	f := match.FailOf(t, v)
	if !t.Op.Refers() {
		return f
	}
	f.Op, f.Wanted = signatures.OpEquals, nil
	if t.Op == signatures.OpDiffers {
		f.Op = signatures.OpNot
	}
	for _, name := range t.Values {
		for _, it := range a.get(name).items {
			f.Wanted = append(f.Wanted, it.field(compared(it, field)))
		}
	}
	return f
}

// compared returns the field of the other selection's evidence that a test on
// the field compares with.
func compared(it item, field string) string {
	switch {
	case it.cert != nil:
		return "thumbprint"
	case it.setting != nil:
		return "value"
	}
	return field
}

// timeFail is a moment that lies on the wrong side of another one.
func timeFail(field string, op signatures.Op, wanted, found time.Time) match.Fail {
	f := match.Fail{Field: field, Op: op}
	if !wanted.IsZero() {
		f.Wanted = []string{finding.Time{Time: wanted}.String()}
	}
	if !found.IsZero() {
		f.Found = []string{finding.Time{Time: found}.String()}
	}
	return f
}

func lastOf(times []time.Time) time.Time {
	if len(times) == 0 {
		return time.Time{}
	}
	return times[len(times)-1]
}

// bare compares thumbprints however they are spaced, and addresses with or
// without their last slash.
func bare(s string) string {
	return strings.TrimSuffix(strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(s), " ", "")), "/")
}

// unknownRef returns the selection that a test compares with when nobody knows
// its value: then neither presence nor absence can be told.
func (a *answers) unknownRef(t *signatures.FieldTest) *state {
	if !t.Op.Refers() {
		return nil
	}
	for _, name := range t.Values {
		if other := a.get(name); other.val == unknown {
			return other
		}
	}
	return nil
}
