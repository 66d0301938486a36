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
	Op     string // "" equals, or a modifier
	All    bool
	Values []string
	Res    []*Pattern // for ops re and not_re
	Nums   []uint64   // for the numeric ops
}

// Ops lists the modifiers that a field may carry besides "all".
var Ops = []string{"contains", "startswith", "endswith", "re", "not", "not_re", "gt", "gte", "lt", "lte", "bits_all", "bits_any", "bits_none", "code", "exists", "ref", "differs"}

var numericOps = []string{"gt", "gte", "lt", "lte", "bits_all", "bits_any", "bits_none", "code"}

// newFieldTest reads `Field|modifier: value` from its key and value nodes.
func newFieldTest(key string, value *yaml.Node) (FieldTest, error) {
	parts := strings.Split(key, "|")
	t := FieldTest{Field: parts[0]}
	for _, m := range parts[1:] {
		switch {
		case m == "all":
			t.All = true
		case slices.Contains(Ops, m) && t.Op == "":
			t.Op = m
		default:
			return t, fmt.Errorf("unknown modifier %q of %q; wanted one of %s", m, parts[0], strings.Join(Ops, ", "))
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
		case t.Op == "re" || t.Op == "not_re":
			re, err := NewPattern(v)
			if err != nil {
				return fmt.Errorf("regexp of %q: %w", t.Field, err)
			}
			t.Res = append(t.Res, re)
		case slices.Contains(numericOps, t.Op):
			n, ok := ParseNumber(v)
			if !ok {
				return fmt.Errorf("%q of %s|%s is no number", v, t.Field, t.Op)
			}
			t.Nums = append(t.Nums, n)
		}
	}
	if t.Op == "code" {
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
