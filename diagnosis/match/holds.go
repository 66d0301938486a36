package match

import (
	"slices"
	"strings"

	"hybriddiag/signatures"
)

// Holds applies one test to one value.
func Holds(t *signatures.FieldTest, v string) bool {
	if len(t.Res) > 0 {
		v = straighten(v)
		return count(len(t.Res), t.All, func(i int) bool { return t.Res[i].MatchString(v) }) != (t.Op == signatures.OpNotRe)
	}
	switch t.Op {
	case signatures.OpGT, signatures.OpGTE, signatures.OpLT, signatures.OpLTE, signatures.OpBitsAll, signatures.OpBitsAny, signatures.OpBitsNone:
		n, ok := signatures.ParseNumber(v)
		return ok && count(len(t.Nums), t.All, func(i int) bool { return numberTest(t.Op, n, t.Nums[i]) })
	case signatures.OpNot:
		return !equalAny(t.Values, v)
	case signatures.OpEquals:
		return equalAny(t.Values, v)
	}
	low := fold(v)
	return count(len(t.Values), t.All, func(i int) bool { return textTest(t.Op, low, fold(t.Values[i])) })
}

// Find returns where in v the test finds what it looks for, -1 when it looks for
// nothing that has a place.
func Find(t *signatures.FieldTest, v string) int {
	best := -1
	note := func(at int) {
		if at >= 0 && (best < 0 || at < best) {
			best = at
		}
	}
	switch t.Op {
	case signatures.OpRe:
		for _, re := range t.Res {
			note(re.Index(v))
		}
	case signatures.OpContains, signatures.OpCode:
		low := strings.ToLower(v)
		for _, want := range t.Values {
			note(min(strings.Index(low, strings.ToLower(want)), len(v)))
		}
	}
	return best
}

// count reports whether one of n (with all: every one) holds.
func count(n int, all bool, ok func(int) bool) bool {
	for i := range n {
		if ok(i) != all {
			return !all
		}
	}
	return all
}

func textTest(op signatures.Op, v, want string) bool {
	switch op {
	case signatures.OpStartsWith:
		return strings.HasPrefix(v, want)
	case signatures.OpEndsWith:
		return strings.HasSuffix(v, want)
	case signatures.OpCode:
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

func numberTest(op signatures.Op, n, want uint64) bool {
	switch op {
	case signatures.OpGT:
		return n > want
	case signatures.OpGTE:
		return n >= want
	case signatures.OpLT:
		return n < want
	case signatures.OpLTE:
		return n <= want
	case signatures.OpBitsAll:
		return n&want == want
	case signatures.OpBitsAny:
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
