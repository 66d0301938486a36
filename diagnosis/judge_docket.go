package diagnosis

import (
	"context"
	"slices"
	"strconv"
	"time"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// docket is what the judges of all computers of one case share. What concerns
// several computers is asked of all of them once, so that a case of 4,000
// computers costs 4,000 times a case of one, not 16 million times.
type docket struct {
	table     *table
	at        time.Time // the moment that dates are judged against
	computers []*casefile.Computer
	named     int // computers with a name
	spreads   map[string][]spread
	collects  map[collectKey][]string
	unproven  map[*match.Matcher]*state // events of which no log is there
}

// spread is one value of a setting over the computers of the case, and the first
// two of them that have it: one at least is another than the one that asks.
type spread struct{ items []item }

// collectKey is a question of collectFor.
type collectKey struct{ kind, root string }

func newDocket(t *table, files []*casefile.File, at time.Time) *docket {
	d := &docket{
		table: t, at: at, computers: casefile.Gather(files, t.lib.Products),
		spreads: map[string][]spread{}, collects: map[collectKey][]string{}, unproven: map[*match.Matcher]*state{},
	}
	for _, c := range d.computers {
		if c.Host != "" {
			d.named++
		}
	}
	return d
}

// judges calls visit for each computer until ctx ends.
func (d *docket) judges(ctx context.Context, visit func(*judge)) error {
	for _, c := range d.computers {
		if err := ctx.Err(); err != nil {
			return err
		}
		visit(d.judge(c))
	}
	return nil
}

func (d *docket) judge(c *casefile.Computer) *judge {
	j := &judge{docket: d, table: d.table, computer: c, at: d.at, cache: map[string]*state{}}
	for _, p := range d.table.lib.Products {
		if j.present(p) {
			j.products = append(j.products, p.ID)
		}
	}
	return j
}

// spread returns the settings of the query on all computers with a name, each
// value once, in the order of the computers.
func (d *docket) spread(q *signatures.SettingQuery, key string) []spread {
	if known, ok := d.spreads[key]; ok {
		return known
	}
	var out []spread
	index := map[string]int{}
	for _, c := range d.computers {
		if c.Host == "" {
			continue
		}
		for _, l := range d.judge(c).settingsOf(q) {
			it := item{path: l.Path, host: c.Host, setting: &l.Value, shown: l}
			if l.Value.Absent {
				continue
			}
			is := alike(&l.Value)
			i, known := index[is]
			if !known {
				i, index[is] = len(out), len(out)
				out = append(out, spread{})
			}
			if s := &out[i]; len(s.items) < 2 && !slices.ContainsFunc(s.items, func(o item) bool { return o.host == c.Host }) {
				s.items = append(s.items, it)
			}
		}
	}
	d.spreads[key] = out
	return out
}

// alike is what the tests of a setting look at.
func alike(s *evidence.Setting) string {
	return s.Type + "\x00" + strconv.FormatInt(s.LastWrite.UnixNano(), 10) + "\x00" + s.Value
}

// unprovenEvent answers for events whose logs were not collected.
func (d *docket) unprovenEvent(m *match.Matcher) *state {
	if known, ok := d.unproven[m]; ok {
		return known
	}
	logs := unique(slices.Clone(m.Logs()))
	s := &state{reason: evidence.Say("event/unproven")}
	for _, c := range logs {
		s.missing = append(s.missing, d.collectFor("channel", c)...)
	}
	s.missing = unique(s.missing)
	switch {
	case len(logs) > maxListed:
		s.reason = evidence.Say("event/no-logs", "n", len(logs))
	case len(logs) > 0:
		s.reason = evidence.Say("event/no-log", "logs", wordsOf(logs))
	}
	d.unproven[m] = s
	return s
}

// collectFor returns the thing of collect.yaml that covers root most closely,
// or root itself when none does.
func (d *docket) collectFor(kind, root string) []string {
	at := collectKey{kind, root}
	if known, ok := d.collects[at]; ok {
		return known
	}
	d.collects[at] = d.table.collectFor(kind, root)
	return d.collects[at]
}
