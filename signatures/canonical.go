package signatures

import "fmt"

// Canonical returns a text that is equal for selections that ask the same, so
// that an engine asks once.
func (s *Selection) Canonical() string { return s.key }

func (s *Selection) canonical() string {
	switch {
	case s.Event != nil:
		return fmt.Sprintf("event %q %q %v %v %v %v", s.Event.Providers, s.Event.Channels, s.Event.IDs, s.Event.Levels, s.Event.Log, testKeys(s.Event.Fields))
	case s.Setting != nil:
		return fmt.Sprintf("setting %q %q %v %v %q %v", s.Setting.Keys, s.Setting.Names, testKeys(s.Setting.Tests), s.Setting.Absent, s.Setting.WrittenAfter, s.Setting.Elsewhere)
	case s.Certificate != nil:
		c := s.Certificate
		return fmt.Sprintf("certificate %q %v %v %v %v %v", c.Stores, testKeys(c.Tests), c.Expired, c.NotYetValid, c.ExpiresWithin, c.Absent)
	case s.Product != nil:
		return fmt.Sprintf("product %+v", *s.Product)
	case s.Judged != nil:
		return fmt.Sprintf("judged %+v", *s.Judged)
	case s.Source != nil:
		return fmt.Sprintf("source %q %v %v", s.Source.Formats, testKeys(s.Source.Tests), s.Source.Absent)
	case s.Finding != nil:
		return fmt.Sprintf("finding %+v", *s.Finding)
	case s.Correlation != nil:
		return fmt.Sprintf("correlation %+v", *s.Correlation)
	}
	return ""
}

func testKeys(tests []FieldTest) string {
	out := ""
	for _, t := range tests {
		out += fmt.Sprintf("%s|%s|%v=%q;", t.Field, t.Op, t.All, t.Values)
	}
	return out
}
