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
	g := gathering{hostNames(files), map[string]*Computer{}}
	for _, h := range g.names.all {
		g.of(h)
	}
	for _, f := range files {
		g.take(f)
	}
	var out []*Computer
	for _, x := range g.byHost {
		x.sortEvents()
		x.settleSettings()
		x.dropLeftOvers(table)
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b *Computer) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Host), strings.ToLower(b.Host)), cmp.Compare(a.apart, b.apart))
	})
	return out
}

// gathering are the computers of a case while files are sorted by them.
type gathering struct {
	names  names
	byHost map[string]*Computer // lower-case name, or the folder of a nameless one behind a NUL
}

// of returns the computer of that name.
func (g gathering) of(name string) *Computer {
	name = g.names.full(name)
	key := strings.ToLower(name)
	if g.byHost[key] == nil {
		g.byHost[key] = newComputer(name)
	}
	return g.byHost[key]
}

// owner returns the computer that the file is about.
func (g gathering) owner(f *File) *Computer {
	if f.Host != "" || f.apart == "" {
		return g.of(f.Host)
	}
	key := "\x00" + f.apart
	if g.byHost[key] == nil {
		g.byHost[key] = newComputer("")
		g.byHost[key].apart = f.apart
	}
	return g.byHost[key]
}

// take sorts one file. Its log covers every computer that its events name.
func (g gathering) take(f *File) {
	own := g.owner(f)
	own.addFile(f)
	others := map[*Computer]bool{}
	for m, h := range f.Facts.Hits() {
		g.spread(f, m, h, own, others)
	}
	for other := range others {
		other.Covered = append(other.Covered, f.Facts.Covered...)
	}
	f.Facts.Nears(func(m *match.Matcher, computer string, n *match.Near) {
		if computer == "" {
			own.addNear(m, f.Path, n)
		} else if to := g.byHost[strings.ToLower(g.names.full(computer))]; to != nil {
			to.addNear(m, f.Path, n)
		}
	})
}

// spread gives the hits of one file to the hosts of their events, and notes
// those among them that are not the file's own.
func (g gathering) spread(f *File, m *match.Matcher, h *match.Hits, own *Computer, others map[*Computer]bool) {
	kept := h.Kept()
	for _, ev := range kept {
		to := own
		if ev.Computer != "" {
			to = g.of(ev.Computer)
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
