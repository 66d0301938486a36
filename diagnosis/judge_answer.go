package diagnosis

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/enginestack"
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/finding"
)

// state is the answer to one selection on one host.
type state struct {
	val     tri
	items   []item
	count   int           // how often it was seen; at least len(items)
	missing []string      // ids of collect.yaml that would have answered it
	reason  evidence.Note // why it is not true; for what no item shows, why it is
}

// item is one thing that made a selection true. Exactly one pointer is set, or
// none for a fact without a place of its own.
type item struct {
	path    string
	host    string
	event   *evidence.Event
	setting *evidence.Setting
	cert    *evidence.Certificate
	product *evidence.Product
	source  *casefile.File
	finding *found
	channel string

	shown    *casefile.Located[evidence.Setting] // the setting with what contradicts it
	disputes bool                                // the item contradicts another one
}

// placed reports whether the item can be looked up in a file of the case.
func (it item) placed() bool {
	return it.path != "" && (it.event != nil || it.setting != nil || it.cert != nil || it.product != nil || it.source != nil)
}

// pasted reports whether the item is text that a person pasted.
func (it item) pasted() bool { return it.event != nil && it.event.Kind == evidence.KindText }

// copied reports whether the item is an event in a form that cannot prove that
// another one is absent from its log: text that was pasted or exported.
func (it item) copied(j *judge) bool {
	return it.pasted() || it.event != nil && it.event.Kind == evidence.KindEvent && it.event.Locator.Line > 0 &&
		!j.computer.Covers([]evidence.CoverageKind{evidence.CoversChannel}, it.channel)
}

// time returns when the item happened; zero for state.
func (it item) time() time.Time {
	if it.event != nil {
		return it.event.Time
	}
	return time.Time{}
}

// began returns when the item came to be: for a certificate, when it was issued.
func (it item) began() time.Time {
	if it.cert != nil {
		return it.cert.NotBefore
	}
	return it.time()
}

// field returns the value that a text's {selection.field} stands for.
func (it item) field(name string) string {
	switch {
	case name == "path":
		return it.path
	case name == "host": // the computer; Host is a field of TLS connections
		return it.host
	case it.event != nil:
		return eventField(it.event, name)
	case it.setting != nil:
		return settingField(it.setting, name)
	case it.cert != nil:
		return certField(it.cert, name)
	case it.product != nil && strings.EqualFold(name, "version"):
		return it.product.Version
	case it.source != nil && strings.EqualFold(name, "channel"):
		return it.source.Channel
	case it.finding != nil && strings.EqualFold(name, "id"):
		return it.finding.sig.ID
	}
	return ""
}

func eventField(e *evidence.Event, name string) string {
	if name == "time" {
		return finding.Time{Time: e.Time}.String()
	}
	if vals := match.Values(e, name); len(vals) > 0 {
		return vals[0]
	}
	switch name {
	case "provider":
		return e.Provider.Name
	case "id", "event_id":
		return strconv.Itoa(int(e.EventID))
	case "channel":
		return e.Channel
	case "stack_cause":
		return enginestack.Cause(e.Text())
	}
	return ""
}

func settingField(s *evidence.Setting, name string) string {
	switch strings.ToLower(name) {
	case "value":
		return s.Value
	case "name":
		return s.Name
	case "key":
		return s.Key
	case "type":
		return s.Type
	case "hex":
		if n, err := strconv.ParseUint(s.Value, 10, 64); err == nil {
			return "0x" + strings.ToUpper(strconv.FormatUint(n, 16))
		}
		return s.Value
	}
	return ""
}

func certField(c *evidence.Certificate, name string) string {
	switch strings.ToLower(name) {
	case "thumbprint":
		return c.Thumbprint
	case "subject":
		return c.Subject
	case "issuer":
		return c.Issuer
	case "store":
		return c.Store
	case "notafter":
		return finding.Time{Time: c.NotAfter}.String()
	case "notbefore":
		return finding.Time{Time: c.NotBefore}.String()
	case "private_key":
		return c.HasPrivateKey
	}
	return ""
}

// times returns the times of all items in order.
func (s *state) times() []time.Time {
	var out []time.Time
	for _, it := range s.items {
		if t := it.time(); !t.IsZero() {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}
