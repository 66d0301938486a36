package casefile

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"hybriddiag/diagnosis/match"
	"hybriddiag/products"
)

// Gather sorts the facts of all files by host. Events go to the computer that
// they name; everything else to the host of its file.
func Gather(files []*File, table products.Table) []*Computer {
	names := hostNames(files)
	byHost := map[string]*Computer{}
	of := func(name string) *Computer {
		name = names.full(name)
		key := strings.ToLower(name)
		if byHost[key] == nil {
			byHost[key] = newComputer(name)
		}
		return byHost[key]
	}
	nameless := func(folder string) *Computer {
		key := "\x00" + folder
		if byHost[key] == nil {
			byHost[key] = newComputer("")
			byHost[key].apart = folder
		}
		return byHost[key]
	}
	for _, h := range names.all {
		of(h)
	}
	for _, f := range files {
		own := of(f.Host)
		if f.Host == "" && f.apart != "" {
			own = nameless(f.apart)
		}
		own.addFile(f)
		others := map[*Computer]bool{}
		for m, h := range f.Facts.Hits() {
			spread(f, m, h, own, of, others)
		}
		for other := range others { // a log covers every computer that it names
			other.Covered = append(other.Covered, f.Facts.Covered...)
		}
	}
	var out []*Computer
	for _, f := range byHost {
		f.sortEvents()
		f.settleSettings()
		f.dropLeftOvers(table)
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b *Computer) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Host), strings.ToLower(b.Host)), cmp.Compare(a.apart, b.apart))
	})
	return out
}

// spread gives the hits of one file to the hosts of their events, and notes
// those among them that are not the file's own.
func spread(f *File, m *match.Matcher, h *match.Hits, own *Computer, of func(string) *Computer, others map[*Computer]bool) {
	kept := h.Kept()
	for _, ev := range kept {
		to := own
		if ev.Computer != "" {
			to = of(ev.Computer)
		}
		if to != own {
			to.Providers[strings.ToLower(ev.Provider.Name)] = true
			others[to] = true
		}
		to.Events[m] = append(to.Events[m], Hit{ev, f.Path, to.Host})
		to.Counts[m]++
	}
	own.Counts[m] += h.Count - len(kept)
}

// sortEvents orders the events of every matcher by time and drops records that
// two exports of the same log both hold.
func (x *Computer) sortEvents() {
	for m, list := range x.Events {
		slices.SortStableFunc(list, func(a, b Hit) int {
			return cmp.Or(a.Event.Time.Compare(b.Event.Time), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Event.Locator.RecordID, b.Event.Locator.RecordID), cmp.Compare(a.Event.Locator.Line, b.Event.Locator.Line))
		})
		kept := list[:0]
		seen := map[recordKey]bool{}
		for _, h := range list {
			k := recordKey{h.Event.Channel, h.Event.RecordID, h.Event.EventID, h.Event.Time}
			if k.id != 0 && seen[k] {
				x.Counts[m]--
				continue
			}
			seen[k] = true
			kept = append(kept, h)
		}
		x.Events[m] = kept
	}
}

type recordKey struct {
	channel string
	id      uint64
	event   uint32
	time    time.Time
}
