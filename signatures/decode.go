package signatures

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"hybriddiag/finding"
)

// UnmarshalYAML reads 90s, 5m, 2h or 7d.
func (d *Duration) UnmarshalYAML(n *yaml.Node) error {
	s := n.Value
	unit := time.Nanosecond
	if strings.HasSuffix(s, "d") {
		s, unit = strings.TrimSuffix(s, "d")+"h", 24
	}
	v, err := time.ParseDuration(s)
	if err != nil {
		return lineErr(n, "%q is no time span; wanted e.g. 90s, 5m, 2h or 7d", n.Value)
	}
	*d = Duration(v * unit)
	return nil
}

// String writes the span as files do.
func (d Duration) String() string {
	day := Duration(24 * time.Hour)
	switch {
	case d == 0:
		return ""
	case d%day == 0:
		return strconv.Itoa(int(d/day)) + "d"
	}
	s := strings.Replace(time.Duration(d).String(), "h0m0s", "h", 1)
	if rest, ok := strings.CutSuffix(s, "m0s"); ok {
		return rest + "m"
	}
	return s
}

// UnmarshalYAML reads bounds such as ">=2.3.20.0 <=2.4.129.0".
func (r *VersionRange) UnmarshalYAML(n *yaml.Node) error {
	got, err := ParseVersionRange(n.Value)
	if err != nil {
		return lineErr(n, "%w", err)
	}
	*r = got
	return nil
}

// UnmarshalYAML parses the expression.
func (c *Condition) UnmarshalYAML(n *yaml.Node) error {
	got, err := ParseCondition(n.Value)
	if err != nil {
		return lineErr(n, "%w", err)
	}
	*c = got
	return nil
}

// UnmarshalYAML reads one severity or a list of severities with conditions.
func (s *Severities) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*s = Severities{{Is: n.Value}}
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		return lineErr(n, "severity is a %s; wanted a value or a list", kindName(n))
	}
	for _, item := range n.Content {
		var c Case
		if item.Kind != yaml.MappingNode {
			return lineErr(item, "a severity of the list is a %s; wanted is: and if:", kindName(item))
		}
		is := mapping{keys: []word{{name: "is", to: &c.Is}, {name: "if", to: &c.If}}}
		if _, err := is.read("", item); err != nil {
			return err
		}
		*s = append(*s, c)
	}
	return nil
}

// UnmarshalYAML reads one confidence or a mapping of confidences to conditions.
func (c *Confidences) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*c = Confidences{{Is: n.Value}}
		return nil
	}
	if n.Kind != yaml.MappingNode {
		return lineErr(n, "confidence is a %s; wanted a value or a mapping", kindName(n))
	}
	byName := map[string]Condition{}
	for i := 0; i < len(n.Content); i += 2 {
		var cond Condition
		if err := cond.UnmarshalYAML(n.Content[i+1]); err != nil {
			return err
		}
		name := n.Content[i].Value
		if !slices.Contains(confidenceNames, name) {
			return lineErr(n.Content[i], "unknown confidence %q; wanted confirmed, probable or possible", name)
		}
		byName[name] = cond
	}
	for _, name := range confidenceNames {
		if cond, ok := byName[name]; ok {
			*c = append(*c, Case{Is: name, If: cond})
		}
	}
	return nil
}

var confidenceNames = []string{string(finding.Confirmed), string(finding.Probable), string(finding.Possible)}

// eachPair walks a mapping, in which no key may stand twice.
func eachPair(n *yaml.Node, do func(key, value *yaml.Node) error) error {
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		for j := 0; j < i; j += 2 {
			if n.Content[j].Value == key.Value {
				return lineErr(key, "key %q is there twice", key.Value)
			}
		}
		if err := do(key, n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// assign decodes a node; a single value may stand for a list of one.
func assign(n *yaml.Node, dst any) error {
	if list, ok := dst.(*[]string); ok {
		v, err := scalars(n)
		*list = v
		return err
	}
	if n.Kind == yaml.ScalarNode {
		switch dst.(type) {
		case *[]uint32, *[]uint8, *[]finding.Severity:
			n = &yaml.Node{Kind: yaml.SequenceNode, Line: n.Line, Content: []*yaml.Node{n}}
		}
	}
	if err := n.Decode(dst); err != nil {
		return lineErr(n, "%w", err)
	}
	return nil
}
