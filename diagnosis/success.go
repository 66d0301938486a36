package diagnosis

import (
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
)

// resolve looks for a later success of every operation that failed. A
// certificate that was issued after the failure is one.
func (d *draft) resolve(a *answers) {
	var successes []item
	for _, name := range d.sig.ResolvedBy {
		for _, it := range a.get(name).items {
			if it.cert == nil || !slices.Contains(d.items, it) { // not the certificate that is at fault
				successes = append(successes, it)
			}
		}
	}
	slices.SortStableFunc(successes, func(a, b item) int { return a.began().Compare(b.began()) })
	var resolved time.Time
	for _, it := range d.failures {
		if it.time().IsZero() {
			continue
		}
		i := slices.IndexFunc(successes, func(s item) bool { return s.began().After(it.time()) && sameOperation(s.event, it.event) })
		if i < 0 {
			return
		}
		if t := successes[i].began(); t.After(resolved) {
			resolved = t
		}
	}
	d.resolved = resolved
}

// operationFields tell operations of one kind apart.
var operationFields = []string{"ConnectorName", "Connector", "RunProfileName", "Domain", "Host"}

// sameOperation tells whether two events are about the same connector, run,
// domain or host, as far as both name one.
func sameOperation(success, failure *evidence.Event) bool {
	if success == nil {
		return true
	}
	for _, f := range operationFields {
		have, want := eventField(success, f), eventField(failure, f)
		if have != "" && want != "" && operation(have) != operation(want) {
			return false
		}
	}
	return sameServer(success, failure) && sameProgram(success, failure)
}

// sameServer tells whether a handshake is with the server of the failed one. A
// failure that does not name its server could be about any other; only one about
// a credential (it has a Type) is about none.
func sameServer(success, failure *evidence.Event) bool {
	server, named := success.Get("TargetName")
	if _, credential := failure.Get("Type"); !named || credential {
		return true
	}
	return server != "" && strings.EqualFold(server, eventField(failure, "TargetName"))
}

// sameProgram tells whether two rows of traces are about one program: both name
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

// operation is the name of an operation whether all is taken or the changes
// only: a full import shows as well as a delta import that imports work.
func operation(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, scope := range []string{"delta ", "full "} {
		name = strings.TrimPrefix(name, scope)
	}
	return name
}
