package diagnosis

import (
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/products"
)

// resolve looks for a later success of every operation that failed. A
// certificate that was issued after the failure is one.
func (d *draft) resolve(a *answers) {
	successes := d.successes(a)
	for _, it := range d.failures {
		if it.time().IsZero() {
			continue
		}
		t, why := d.success(a, it, successes)
		if why.Code != "" {
			d.resolved, d.unresolved = time.Time{}, why
			return
		}
		if t.After(d.resolved) {
			d.resolved = t
		}
	}
	if d.resolved.IsZero() {
		d.unresolved = evidence.Say("past/undated")
	}
}

// successes returns what resolves the finding, in the order of time. The
// certificate that is at fault does not.
func (d *draft) successes(a *answers) []item {
	var out []item
	for _, name := range d.sig.ResolvedBy {
		for _, it := range a.get(name).items {
			if it.cert == nil || !slices.Contains(d.items, it) {
				out = append(out, it)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b item) int { return a.began().Compare(b.began()) })
	return out
}

// success returns when the failed operation first worked again, or why that is
// not known.
func (d *draft) success(a *answers, failure item, successes []item) (time.Time, evidence.Note) {
	at := finding.Time{Time: failure.time()}
	if len(successes) == 0 {
		return time.Time{}, evidence.Say("past/no-success", "failure", at)
	}
	last := successes[len(successes)-1].began()
	if !last.After(at.Time) {
		return time.Time{}, evidence.Say("past/before", "failure", at, "success", finding.Time{Time: last})
	}
	i := slices.IndexFunc(successes, func(s item) bool {
		return s.began().After(at.Time) && sameOperation(s.event, failure.event) &&
			(d.sig.Layer != transportLayer || a.judge.sameWayOut(s.event, failure.event))
	})
	if i < 0 {
		return time.Time{}, evidence.Say("past/other", "failure", at)
	}
	return successes[i].began(), evidence.Note{}
}

// sameOperation reports whether two events are about the same connector, run,
// domain or host, as far as both name one.
func sameOperation(success, failure *evidence.Event) bool {
	if success == nil {
		return true
	}
	for _, f := range products.OperationFields() {
		have, want := eventField(success, f), eventField(failure, f)
		if have != "" && want != "" && products.Operation(have) != products.Operation(want) {
			return false
		}
	}
	return sameServer(success, failure) && sameProgram(success, failure)
}

// sameServer reports whether a handshake is with the server of the failed one. A
// failure that does not name its server could be about any other; only one about
// a credential (it has a Type) is about none.
func sameServer(success, failure *evidence.Event) bool {
	server, named := success.Get("TargetName")
	if _, credential := failure.Get("Type"); !named || credential {
		return true
	}
	return server != "" && strings.EqualFold(server, eventField(failure, "TargetName"))
}

// transportLayer is the layer of findings about connections.
const transportLayer = 1

// sameWayOut reports whether a connection that works proves anything for one that
// failed: the runs of the sync engine say nothing about the wizard or an agent.
func (j *judge) sameWayOut(success, failure *evidence.Event) bool {
	return success == nil || success.Provider.Name != products.SyncEngine().Runs || !j.table.lib.Products.OwnWayOut(failure.Provider.Name)
}

// sameProgram reports whether two rows of traces are about one program: both name
// it, and it is as wide in both, because 32-bit programs have settings of their
// own. That another program gets through proves nothing for the one that failed.
func sameProgram(success, failure *evidence.Event) bool {
	if success.Kind != evidence.KindTLS || failure.Kind != evidence.KindTLS {
		return true
	}
	have, _ := success.Get("Process")
	want, _ := failure.Get("Process")
	wide, _ := success.Get("Is32Bit")
	needed, _ := failure.Get("Is32Bit")
	return have != "" && strings.EqualFold(have, want) && wide == needed
}
