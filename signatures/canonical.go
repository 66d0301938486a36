package signatures

import (
	"fmt"
	"strconv"
)

// Canonical returns a text that is equal for selections that ask the same, so
// that an engine asks once.
func (s *Selection) Canonical() string { return s.key }

func (s *Selection) canonical() string {
	switch {
	case s.Event != nil:
		q := s.Event
		k := key("event ").texts(q.Providers).texts(q.Channels).tests(q.Fields)
		return fmt.Sprint(string(k), q.IDs, q.Levels, q.Log)
	case s.Setting != nil:
		q := s.Setting
		k := key("setting ").texts(q.Keys).texts(q.Names).tests(q.Tests)
		return fmt.Sprint(string(k), q.Absent, q.WrittenAfter, q.Elsewhere)
	case s.Certificate != nil:
		q := s.Certificate
		k := key("certificate ").texts(q.Stores).tests(q.Tests)
		return fmt.Sprint(string(k), q.Expired, q.NotYetValid, q.ExpiresWithin, q.Absent)
	case s.Source != nil:
		q := s.Source
		return fmt.Sprint(string(key("source ").texts(q.Formats).tests(q.Tests)), q.Absent)
	case s.Product != nil:
		return fmt.Sprintf("product %+v", *s.Product)
	case s.Judged != nil:
		return fmt.Sprintf("judged %+v", *s.Judged)
	case s.Finding != nil:
		return fmt.Sprintf("finding %+v", *s.Finding)
	case s.Correlation != nil:
		return fmt.Sprintf("correlation %+v", *s.Correlation)
	}
	return ""
}

// key grows a canonical text. Every part stands behind its length, so that no
// two lists give the same text.
type key []byte

func (k key) text(s string) key {
	k = append(strconv.AppendInt(k, int64(len(s)), 10), ':')
	return append(k, s...)
}

func (k key) texts(list []string) key {
	k = append(strconv.AppendInt(k, int64(len(list)), 10), '[')
	for _, s := range list {
		k = k.text(s)
	}
	return k
}

func (k key) tests(list []FieldTest) key {
	k = append(strconv.AppendInt(k, int64(len(list)), 10), '{')
	for _, t := range list {
		k = strconv.AppendBool(k.text(t.Field).text(t.Op).texts(t.Values), t.All)
	}
	return k
}
