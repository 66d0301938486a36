package evtx

import (
	"strings"
	"time"

	"hybriddiag/evidence"
)

// forwarded is the channel in which other computers' events arrive.
const forwarded = "ForwardedEvents"

// presence is what the records of one computer name span.
type presence struct {
	name     string
	from, to time.Time
	first    uint64 // EventRecordID of the earliest one
}

// presences remembers the first names of a log, without their domain.
type presences []presence

// note takes a run of records.
func (p *presences) note(r *run) {
	short, _, _ := strings.Cut(r.computer, ".")
	if short == "" || r.from.IsZero() {
		return
	}
	for i := range *p {
		old := &(*p)[i]
		if !strings.EqualFold(old.name, short) {
			continue
		}
		if r.from.Before(old.from) {
			old.from, old.first = r.from, r.first
		}
		if r.to.After(old.to) {
			old.to = r.to
		}
		return
	}
	if len(*p) < 3 { // the third one ends the guess
		*p = append(*p, presence{short, r.from, r.to, r.first})
	}
}

// renamed tells how a computer was called before: the log holds two names, and
// one of them ends before the other begins.
func (p presences) renamed(channel string) (before, after presence, ok bool) {
	if len(p) != 2 || channel == "" || channel == forwarded {
		return presence{}, presence{}, false
	}
	before, after = p[0], p[1]
	if after.from.Before(before.from) {
		before, after = after, before
	}
	if !before.to.Before(after.from) { // two computers
		return presence{}, presence{}, false
	}
	return before, after, true
}

// formerName is the fact that a computer had another name before.
func formerName(before, after presence) evidence.Setting {
	return evidence.Setting{
		Key: "host", Name: "FormerName", Value: before.name, LastWrite: after.from,
		Locator: evidence.Locator{RecordID: after.first},
	}
}
