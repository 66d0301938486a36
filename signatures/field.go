package signatures

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// FieldTest is one condition on one field: any of the values, or all of them.
type FieldTest struct {
	Field  string
	Op     Op
	All    bool // every value must hold, not any
	Values []string
	Res    []*Pattern // of OpRe, OpNotRe and OpService
	Nums   []uint64   // of those that compare numbers
}

// Op is how a test compares, by the modifier that a file writes for it.
type Op string

// The operators. A key without a modifier asks for equality.
const (
	OpEquals     Op = ""
	OpNot        Op = "not"
	OpContains   Op = "contains"
	OpStartsWith Op = "startswith"
	OpEndsWith   Op = "endswith"
	OpRe         Op = "re"
	OpNotRe      Op = "not_re"
	OpGT         Op = "gt"
	OpGTE        Op = "gte"
	OpLT         Op = "lt"
	OpLTE        Op = "lte"
	OpBitsAny    Op = "bits_any"
	OpBitsNone   Op = "bits_none"
	OpBitsAll    Op = "bits_all" // an older word
	OpCode       Op = "code"     // the value holds an error code in any of its notations
	OpExists     Op = "exists"
	OpService    Op = "service" // the value names a Windows service of one of these products
	OpRef        Op = "ref"     // equal to the value of another selection
	OpDiffers    Op = "differs" // from the value of another selection
)

// Ops lists the modifiers that a field may carry besides all.
var Ops = []Op{
	OpNot, OpContains, OpStartsWith, OpEndsWith, OpRe, OpNotRe, OpGT, OpGTE, OpLT, OpLTE,
	OpBitsAny, OpBitsNone, OpCode, OpExists, OpService, OpRef, OpDiffers,
}

// oldOps are modifiers of earlier editions and what to write instead.
var oldOps = map[Op]string{OpBitsAll: "bits_any|all with a value for each bit"}

// modAll is the modifier that asks for every value.
const modAll = "all"

// Numeric reports whether the values are numbers.
func (o Op) Numeric() bool {
	switch o {
	case OpGT, OpGTE, OpLT, OpLTE, OpBitsAny, OpBitsNone, OpBitsAll, OpCode:
		return true
	}
	return false
}

// Refers reports whether the values are names of other selections.
func (o Op) Refers() bool { return o == OpRef || o == OpDiffers }

// refs returns the selections that tests refer to.
func refs(tests []FieldTest) []string {
	var out []string
	for _, t := range tests {
		if t.Op.Refers() {
			out = append(out, t.Values...)
		}
	}
	return out
}

// newFieldTest reads `Field|modifier: value` from its key and value nodes.
func newFieldTest(key string, value *yaml.Node) (FieldTest, error) {
	parts := strings.Split(key, "|")
	t := FieldTest{Field: parts[0]}
	for _, m := range parts[1:] {
		switch {
		case m == modAll:
			t.All = true
		case t.Op == OpEquals && (slices.Contains(Ops, Op(m)) || oldOps[Op(m)] != ""):
			t.Op = Op(m)
		default:
			return t, fmt.Errorf("unknown modifier %q of %q; wanted one of %s, %s", m, parts[0], commas(Ops), modAll)
		}
	}
	vals, err := scalars(value)
	if err != nil {
		return t, err
	}
	t.Values = vals
	return t, t.compile()
}

func (t *FieldTest) compile() error {
	for _, v := range t.Values {
		switch {
		case t.Op == OpRe || t.Op == OpNotRe:
			re, err := NewPattern(v)
			if err != nil {
				return fmt.Errorf("regexp of %q: %w", t.Field, err)
			}
			t.Res = append(t.Res, re)
		case t.Op.Numeric():
			n, ok := ParseNumber(v)
			if !ok {
				return fmt.Errorf("%q of %s|%s is no number", v, t.Field, t.Op)
			}
			t.Nums = append(t.Nums, n)
		}
	}
	if t.Op == OpCode {
		t.Values = nil
		for _, n := range t.Nums {
			t.Values = append(t.Values, CodeForms(n)...)
		}
	}
	return nil
}

// ParseNumber reads a decimal (also signed) or 0x number. A negative 32-bit
// number becomes its unsigned form, as consoles print HRESULTs.
func ParseNumber(s string) (uint64, bool) {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseUint(s, 0, 64); err == nil {
		return n, true
	}
	if n, err := strconv.ParseInt(s, 0, 64); err == nil {
		if n >= -1<<31 {
			return uint64(uint32(n)), true
		}
		return uint64(n), true
	}
	return 0, false
}

// CodeForms returns the notations in which logs print a code: hexadecimal with
// 0x, signed decimal, and the service control manager's %%decimal.
func CodeForms(n uint64) []string {
	forms := []string{fmt.Sprintf("0x%x", n), "%%" + strconv.FormatUint(n, 10)}
	if n >= 1<<31 && n < 1<<32 {
		return append(forms, strconv.Itoa(int(int32(uint32(n)))))
	}
	return append(forms, strconv.FormatUint(n, 10))
}

// scalars returns a scalar or a list of scalars as strings.
func scalars(n *yaml.Node) ([]string, error) {
	switch n.Kind {
	case yaml.ScalarNode:
		return []string{n.Value}, nil
	case yaml.SequenceNode:
		var out []string
		for _, c := range n.Content {
			if c.Kind != yaml.ScalarNode {
				return nil, fmt.Errorf("line %d: wanted a value, found a %s", c.Line, kindName(c))
			}
			out = append(out, c.Value)
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("line %d: the list is empty", n.Line)
		}
		return out, nil
	}
	return nil, fmt.Errorf("line %d: wanted a value or a list, found a %s", n.Line, kindName(n))
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "mapping"
	case yaml.SequenceNode:
		return "list"
	case yaml.ScalarNode:
		return "value"
	}
	return "alias"
}
