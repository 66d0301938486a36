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
// both have it, else by what they say. A text holds the strings that the record
// has as fields.
func sameEvent(text, record *evidence.Event) bool {
	if text.RecordID != 0 && record.RecordID != 0 {
		return text.RecordID == record.RecordID
	}
	if text.Message != "" && record.Message != "" {
		return text.Message == record.Message
	}
	said := text.Text()
	for _, f := range record.Data {
		if !strings.HasPrefix(f.Value, "%%") && !strings.Contains(said, strings.TrimSpace(f.Value)) {
			return false
		}
	}
	return true
}
