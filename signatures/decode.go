package signatures

import (
	"slices"
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
		if err := pairs(item, map[string]any{"is": &c.Is, "if": &c.If}, nil); err != nil {
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

// UnmarshalYAML reads the named selections in the order of the file.
func (s *Selections) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return lineErr(n, "select is a %s; wanted a mapping of names to selections", kindName(n))
	}
	for i := 0; i < len(n.Content); i += 2 {
		key, body := n.Content[i], n.Content[i+1]
		if s.Get(key.Value) != nil {
			return lineErr(key, "selection %q is there twice", key.Value)
		}
		sel, err := newSelection(key, body)
		if err != nil {
			return err
		}
		*s = append(*s, sel)
	}
	return nil
}

func newSelection(key, body *yaml.Node) (*Selection, error) {
	sel := &Selection{Name: key.Value, Line: key.Line}
	if body.Kind != yaml.MappingNode || len(body.Content) != 2 {
		return nil, lineErr(body, "selection %q must hold exactly one kind, e.g. event: or setting:", key.Value)
	}
	kind, q := body.Content[0], body.Content[1]
	if q.Kind != yaml.MappingNode {
		return nil, lineErr(q, "%s of selection %q is a %s; wanted a mapping", kind.Value, key.Value, kindName(q))
	}
	read, ok := selectionKinds[kind.Value]
	if !ok {
		return nil, lineErr(kind, "unknown kind %q of selection %q; wanted event, log, tls, setting, certificate, product, judged, source, finding or correlation", kind.Value, key.Value)
	}
	if err := read(sel, q); err != nil {
		return nil, err
	}
	sel.key = sel.canonical()
	return sel, nil
}

var selectionKinds = map[string]func(*Selection, *yaml.Node) error{
	"event":       func(s *Selection, n *yaml.Node) error { return readEvent(s, n, "event") },
	"log":         func(s *Selection, n *yaml.Node) error { return readEvent(s, n, "log") },
	"tls":         func(s *Selection, n *yaml.Node) error { return readEvent(s, n, "tls") },
	"setting":     readSetting,
	"certificate": readCertificate,
	"product":     readProduct,
	"judged":      readJudged,
	"source":      readSource,
	"finding":     readFinding,
	"correlation": readCorrelation,
}

// pairs walks a mapping; known keys go to their reader, others to rest.
func pairs(n *yaml.Node, known map[string]any, rest func(key, value *yaml.Node) error) error {
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if seen[key.Value] {
			return lineErr(key, "key %q is there twice", key.Value)
		}
		seen[key.Value] = true
		dst, ok := known[key.Value]
		var err error
		switch {
		case ok:
			err = assign(value, dst)
		case rest != nil:
			err = rest(key, value)
		default:
			err = lineErr(key, "unknown key %q; wanted one of %s", key.Value, strings.Join(sortedKeys(known), ", "))
		}
		if err != nil {
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

func readEvent(s *Selection, n *yaml.Node, kind string) error {
	q := &EventQuery{Log: kind == "log"}
	s.Event = q
	known := map[string]any{"id": &q.IDs, "level": &q.Levels}
	switch kind {
	case "event":
		known["provider"], known["channel"] = &q.Providers, &q.Channels
	case "log":
		known["name"] = &q.Providers
	case "tls":
		q.Providers = []string{"tls"}
	}
	return pairs(n, known, func(key, value *yaml.Node) error {
		if name := key.Value; !strings.Contains(name, "|") && strings.ToLower(name) == name && slices.Contains([]string{"provider", "channel", "name", "id", "text", "message"}, name) {
			return lineErr(key, "%q is no key of %s; fields are written as in the event, e.g. Text", name, kind)
		}
		t, err := newFieldTest(key.Value, value)
		if err != nil {
			return lineErr(key, "%w", err)
		}
		q.Fields = append(q.Fields, t)
		return nil
	})
}

func readSetting(s *Selection, n *yaml.Node) error {
	q := &SettingQuery{}
	s.Setting = q
	known := map[string]any{"key": &q.Keys, "name": &q.Names, "absent": &q.Absent, "written_after": &q.WrittenAfter, "elsewhere": &q.Elsewhere}
	return pairs(n, known, testsOn(&q.Tests, "value", "type"))
}

func readCertificate(s *Selection, n *yaml.Node) error {
	q := &CertificateQuery{}
	s.Certificate = q
	known := map[string]any{
		"store": &q.Stores, "expired": &q.Expired, "not_yet_valid": &q.NotYetValid,
		"expires_within": &q.ExpiresWithin, "absent": &q.Absent,
	}
	return pairs(n, known, testsOn(&q.Tests, "thumbprint", "issuer", "subject", "private_key"))
}

func readSource(s *Selection, n *yaml.Node) error {
	q := &SourceQuery{}
	s.Source = q
	return pairs(n, map[string]any{"format": &q.Formats, "absent": &q.Absent}, testsOn(&q.Tests, "path", "channel", "status"))
}

func testsOn(dst *[]FieldTest, fields ...string) func(key, value *yaml.Node) error {
	return func(key, value *yaml.Node) error {
		t, err := newFieldTest(key.Value, value)
		if err != nil {
			return lineErr(key, "%w", err)
		}
		if !slices.Contains(fields, t.Field) {
			return lineErr(key, "unknown key %q; a test here is on %s", key.Value, strings.Join(fields, ", "))
		}
		*dst = append(*dst, t)
		return nil
	}
}

func readProduct(s *Selection, n *yaml.Node) error {
	q := &ProductQuery{}
	s.Product = q
	var version string
	known := map[string]any{"id": &q.IDs, "version": &version, "retired": &q.Retired, "retires_within": &q.RetireWithin}
	if err := pairs(n, known, nil); err != nil {
		return err
	}
	r, err := ParseVersionRange(version)
	if err != nil {
		return lineErr(n, "%w", err)
	}
	q.Version = r
	return nil
}

func readJudged(s *Selection, n *yaml.Node) error {
	q := &JudgedQuery{}
	s.Judged = q
	return pairs(n, map[string]any{"from": &q.From, "before": &q.Before}, nil)
}

func readFinding(s *Selection, n *yaml.Node) error {
	q := &FindingQuery{}
	s.Finding = q
	return pairs(n, map[string]any{"ids": &q.IDs, "severity": &q.Severities}, nil)
}

func readCorrelation(s *Selection, n *yaml.Node) error {
	q := &CorrelationQuery{}
	s.Correlation = q
	return pairs(n, map[string]any{
		"type": &q.Type, "of": &q.Of, "group-by": &q.GroupBy, "field": &q.Field, "timespan": &q.Timespan, "gte": &q.GTE, "spread": &q.Spread,
	}, nil)
}
