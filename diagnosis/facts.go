package diagnosis

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
)

// File is one parsed file with what it showed.
type File struct {
	Path    string
	Format  string
	Channel string
	Status  string
	Host    string // the computer it is about, "" when nothing tells
	Facts   *Collector

	apart string // the nameless folder whose computer is none of the others', "" without one

	Zone                 *time.Duration // how far its wall clock is ahead of UTC
	WindowFrom, WindowTo time.Time      // the reproduction window it states
	Taken                time.Time      // when its content was collected, where it says so
}

// hit is one kept event with the file it came from.
type hit struct {
	ev   *evidence.Event
	path string
	host string
}

// located is a piece of state with the file it came from.
type located[T any] struct {
	v       T
	path    string
	against []*located[T] // what other files say instead
}

// facts is everything the case shows about one host.
type facts struct {
	host      string
	apart     string // the folder of a computer without a name, where there are several
	events    map[*matcher][]hit
	counts    map[*matcher]int
	settings  map[string][]*located[evidence.Setting] // by lower-case key
	certs     []*located[evidence.Certificate]
	products  []*located[evidence.Product]
	covered   []evidence.Coverage
	files     []*File
	providers map[string]bool // lower case
	channels  map[string]bool
}

func newFacts(host string) *facts {
	return &facts{
		host: host, events: map[*matcher][]hit{}, counts: map[*matcher]int{},
		settings: map[string][]*located[evidence.Setting]{}, providers: map[string]bool{}, channels: map[string]bool{},
	}
}

// gather sorts the facts of all files by host. Events go to the computer that
// they name; everything else to the host of its file.
func gather(files []*File) []*facts {
	names := hostNames(files)
	byHost := map[string]*facts{}
	of := func(name string) *facts {
		name = names.full(name)
		key := strings.ToLower(name)
		if byHost[key] == nil {
			byHost[key] = newFacts(name)
		}
		return byHost[key]
	}
	nameless := func(folder string) *facts {
		key := "\x00" + folder
		if byHost[key] == nil {
			byHost[key] = newFacts("")
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
		others := map[*facts]bool{}
		for m, h := range f.Facts.hits {
			spread(f, m, h, own, of, others)
		}
		for other := range others { // a log covers every computer that it names
			other.covered = append(other.covered, f.Facts.Covered...)
		}
	}
	var out []*facts
	for _, f := range byHost {
		f.sortEvents()
		f.settleSettings()
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b *facts) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.host), strings.ToLower(b.host)), cmp.Compare(a.apart, b.apart))
	})
	return out
}

// spread gives the hits of one file to the hosts of their events, and notes
// those among them that are not the file's own.
func spread(f *File, m *matcher, h *hits, own *facts, of func(string) *facts, others map[*facts]bool) {
	for _, ev := range slices.Concat(h.first, h.last) {
		to := own
		if ev.Computer != "" {
			to = of(ev.Computer)
		}
		if to != own {
			to.providers[strings.ToLower(ev.Provider.Name)] = true
			others[to] = true
		}
		to.events[m] = append(to.events[m], hit{ev, f.Path, to.host})
		to.counts[m]++
	}
	own.counts[m] += h.count - len(h.first) - len(h.last)
}

func (x *facts) addFile(f *File) {
	x.files = append(x.files, f)
	for _, s := range f.Facts.Settings {
		key := strings.ToLower(s.Key)
		x.settings[key] = append(x.settings[key], &located[evidence.Setting]{v: s, path: f.Path})
	}
	for _, c := range f.Facts.Certificates {
		x.certs = append(x.certs, &located[evidence.Certificate]{v: c, path: f.Path})
	}
	for _, p := range f.Facts.Products {
		x.products = append(x.products, &located[evidence.Product]{v: p, path: f.Path})
	}
	x.covered = append(x.covered, f.Facts.Covered...)
	for p := range f.Facts.providers {
		x.providers[strings.ToLower(p)] = true
	}
	for c := range f.Facts.channels {
		x.channels[strings.ToLower(c)] = true
	}
}

// sortEvents orders the events of every matcher by time and drops records that
// two exports of the same log both hold.
func (x *facts) sortEvents() {
	for m, list := range x.events {
		slices.SortStableFunc(list, func(a, b hit) int {
			return cmp.Or(a.ev.Time.Compare(b.ev.Time), cmp.Compare(a.path, b.path), cmp.Compare(a.ev.Locator.RecordID, b.ev.Locator.RecordID), cmp.Compare(a.ev.Locator.Line, b.ev.Locator.Line))
		})
		kept := list[:0]
		seen := map[recordKey]bool{}
		for _, h := range list {
			k := recordKey{h.ev.Channel, h.ev.RecordID, h.ev.EventID, h.ev.Time}
			if k.id != 0 && seen[k] {
				x.counts[m]--
				continue
			}
			seen[k] = true
			kept = append(kept, h)
		}
		x.events[m] = kept
	}
}

type recordKey struct {
	channel string
	id      uint64
	event   uint32
	time    time.Time
}

// covers tells whether a file of this host could have shown root, and proves
// its absence.
func (x *facts) covers(kinds []evidence.CoverageKind, root string) bool {
	return slices.ContainsFunc(x.covered, func(c evidence.Coverage) bool {
		return !c.Partial && slices.Contains(kinds, c.Kind) && below(root, c.Root)
	})
}

// below tells whether key is root or lies beneath it, without case.
func below(key, root string) bool {
	return len(key) >= len(root) && strings.EqualFold(key[:len(root)], root) && (len(key) == len(root) || key[len(root)] == '\\' || root == "")
}
