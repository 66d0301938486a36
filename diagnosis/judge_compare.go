package diagnosis

import (
	"strings"

	"hybriddiag/diagnosis/match"
	"hybriddiag/signatures"
)

// test applies a test; ref and differs compare with the first value of another
// selection of the same signature.
func (a *answers) test(t *signatures.FieldTest, v, field string) bool {
	if !t.Op.Refers() {
		return match.Holds(t, v)
	}
	asker := a
	if a.asker != nil {
		asker = a.asker
	}
	for _, name := range t.Values {
		other := asker.get(name)
		for _, it := range other.items {
			f := field
			if it.cert != nil {
				f = "thumbprint"
			} else if it.setting != nil {
				f = "value"
			}
			if bare(it.field(f)) == bare(v) != (t.Op == signatures.OpDiffers) {
				return true
			}
		}
	}
	return false
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
