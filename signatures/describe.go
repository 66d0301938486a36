package signatures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Proof lists what the signature looks at, one line for each selection.
func (s *Signature) Proof() []string {
	var out []string
	for _, sel := range s.Select {
		if line := sel.describe(); line != "" {
			out = append(out, fmt.Sprintf("`%s`: %s", sel.Name, line))
		}
	}
	return out
}

func (s *Selection) describe() string {
	switch {
	case s.Event != nil:
		return s.Event.describe()
	case s.Setting != nil:
		word := "setting"
		if s.Setting.Absent {
			word = "absent setting"
		}
		return fmt.Sprintf("%s %s %s%s", word, code(s.Setting.Keys), code(s.Setting.Names), tests(s.Setting.Tests))
	case s.Certificate != nil:
		return "certificate " + code(s.Certificate.Stores) + tests(s.Certificate.Tests)
	case s.Product != nil:
		return "product " + strings.Join(s.Product.IDs, ", ")
	case s.Finding != nil:
		return "finding " + strings.Join(s.Finding.IDs, ", ")
	case s.Correlation != nil:
		return fmt.Sprintf("%s of %s", s.Correlation.Type, strings.Join(s.Correlation.Of, ", "))
	case s.Judged != nil:
		return s.Judged.describe()
	case s.Source != nil:
		return "file of format " + strings.Join(s.Source.Formats, ", ")
	}
	return ""
}

func (q *EventQuery) describe() string {
	word := "event"
	if q.Log {
		word = "entry of"
	}
	out := word + " " + code(slices.Concat(q.Providers, q.Channels))
	if len(q.IDs) > 0 {
		out += fmt.Sprintf(" %v", q.IDs)
	}
	return out + tests(q.Fields)
}

func (q *JudgedQuery) describe() string {
	out := "judged"
	if !q.From.IsZero() {
		out += " from " + q.From.Format(time.DateOnly)
	}
	if !q.Before.IsZero() {
		out += " before " + q.Before.Format(time.DateOnly)
	}
	return out
}

func tests(list []FieldTest) string {
	out := ""
	for _, t := range list {
		out += fmt.Sprintf("; %s %s %s", t.Field, cmp.Or(t.Op, "is"), code(t.Values))
	}
	return out
}

func code(list []string) string {
	var out []string
	for _, s := range list {
		out = append(out, "`"+strings.ReplaceAll(s, "`", "'")+"`")
	}
	return strings.Join(out, ", ")
}
