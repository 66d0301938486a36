package casefile

import (
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/winzone"
)

// onClocks are the events of one computer by the clock that they tell.
type onClocks struct{ utc, wall []*evidence.Event }

// byClock sorts the kept events of event logs by computer and clock.
func byClock(files []*File) map[string]*onClocks {
	out := map[string]*onClocks{}
	for _, f := range files {
		for _, e := range f.Facts.Kept() {
			if e.Time.IsZero() || e.EventID == 0 {
				continue
			}
			if out[f.Host] == nil {
				out[f.Host] = &onClocks{}
			}
			if list := out[f.Host]; evidence.IsWall(e.Time) {
				list.wall = append(list.wall, e)
			} else {
				list.utc = append(list.utc, e)
			}
		}
	}
	return out
}

// Zones are multiples of a quarter of an hour, and none is farther from UTC than
// fourteen hours.
const (
	zoneStep   = 15 * time.Minute
	widestZone = 14 * time.Hour
)

// sameEvents returns the zone that events prove which are there on both clocks,
// nil when there are none or when they contradict each other. An event that comes
// again and again fits several zones and proves none.
func sameEvents(utc, wall []*evidence.Event) *time.Location {
	type kind struct {
		provider string
		id       uint32
	}
	byKind := map[kind][]*evidence.Event{}
	for _, e := range utc {
		k := kind{strings.ToLower(e.Provider.Name), e.EventID}
		byKind[k] = append(byKind[k], e)
	}
	proved := map[time.Duration]bool{}
	for _, e := range wall {
		offset, ok := onlyOffset(e, byKind[kind{strings.ToLower(e.Provider.Name), e.EventID}])
		if ok {
			proved[offset] = true
		}
	}
	if len(proved) != 1 {
		return nil
	}
	for offset := range proved {
		return winzone.Fixed(offset)
	}
	return nil
}

// onlyOffset returns how far the clock of an event is ahead of UTC, if the event
// is one of the others and could not be two of them.
func onlyOffset(wall *evidence.Event, utc []*evidence.Event) (offset time.Duration, ok bool) {
	for _, e := range utc {
		by := wall.Time.Truncate(time.Second).Sub(e.Time.Truncate(time.Second))
		if by%zoneStep != 0 || by.Abs() > widestZone || !sameEvent(wall, e) {
			continue
		}
		if ok && by != offset {
			return 0, false
		}
		offset, ok = by, true
	}
	return offset, ok
}

// sameEvent compares two events of one provider and id: by EventRecordID where
// both have it, else by what they say.
func sameEvent(text, record *evidence.Event) bool {
	if text.RecordID != 0 && record.RecordID != 0 {
		return text.RecordID == record.RecordID
	}
	if text.Message != "" && record.Message != "" {
		return text.Message == record.Message
	}
	return saysFields(text.Text(), record.Data)
}

// saysFields reports whether a text holds all strings that a record has as
// fields, each as a word of its own. Without any there is nothing to know the
// event by: one of another hour may fall on the same second.
func saysFields(text string, fields []evidence.Field) bool {
	said := false
	for _, f := range fields {
		value := strings.TrimSpace(f.Value)
		if value == "" || strings.HasPrefix(value, "%%") {
			continue
		}
		if !hasWord(text, value) {
			return false
		}
		said = true
	}
	return said
}

// hasWord reports whether word stands in text with no ASCII letter or digit
// beside it. Japanese puts no spaces around it.
func hasWord(text, word string) bool {
	for rest := text; ; {
		before, after, ok := strings.Cut(rest, word)
		if !ok {
			return false
		}
		before = text[:len(text)-len(rest)] + before
		if !(before != "" && isAlnum(before[len(before)-1])) && !(after != "" && isAlnum(after[0])) {
			return true
		}
		rest = after
	}
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}
