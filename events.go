package diag

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/secrets"
	"hybriddiag/parsers"
	"hybriddiag/parsers/eventjson"
)

// EventFilter chooses events. Every field that is set must hold.
type EventFilter struct {
	Provider string    // name, source name or GUID, compared without case
	IDs      []uint32  // one of them
	Level    uint8     // at least this severe: 1 critical … 5 verbose
	Since    time.Time // at this moment or later
	Until    time.Time // at this moment or earlier
}

// WriteEvents writes the events of the case that pass the filter, one JSON
// object a line, file by file and in the order of each file. The reasons tell
// what could not be read. Of the options, those of the reading count:
// Jobs, Passwords, Limits and Progress.
func WriteEvents(ctx context.Context, w io.Writer, c Case, filter EventFilter, opt Options) ([]finding.Reason, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	files := newTurns(w)
	walk, err := walkCase(ctx, c, opt, func(f *file) parsers.Sink {
		return &eventDump{out: files.next(ctx), path: f.Path, filter: filter, stop: stop}
	})
	if err != nil {
		return nil, context.Cause(ctx)
	}
	reasons := walk.reasons()
	secrets.MaskAll(&reasons)
	return reasons, walk.verdict()
}

// eventDump is a sink that wants every event and writes it.
type eventDump struct {
	out    *turn
	path   string
	filter EventFilter
	stop   func(error) // ends the reading
	failed bool        // to write; the rest is dropped
}

// Wants implements parsers.Sink. The filter decides on whole events, since a
// header may lack what it asks for.
func (d *eventDump) Wants(parsers.Header) bool { return !d.failed }

// WantsKey implements parsers.Sink.
func (*eventDump) WantsKey(string) parsers.Interest { return parsers.Unwanted }

// Event implements parsers.Sink.
func (d *eventDump) Event(e *evidence.Event) {
	if d.failed || !d.filter.passes(e) {
		return
	}
	_, err := d.out.Write(secrets.MaskLine(eventjson.Encode(e, d.path)))
	d.note(err)
}

// finish implements finisher.
func (d *eventDump) finish() { d.note(d.out.end()) }

// note ends everything when nothing can be written any more.
func (d *eventDump) note(err error) {
	if err != nil && !d.failed {
		d.failed = true
		d.stop(err)
	}
}

// The rest of what a file says is no event.

func (d *eventDump) Setting(evidence.Setting)         {}
func (d *eventDump) Certificate(evidence.Certificate) {}
func (d *eventDump) Product(evidence.Product)         {}
func (d *eventDump) Coverage(evidence.Coverage)       {}

// passes reports whether the event is one of those asked for. A connection that
// was put together from events is none itself.
func (f *EventFilter) passes(e *evidence.Event) bool {
	switch {
	case e.Kind == evidence.KindTLS:
		return false
	case f.Provider != "" && !sameProvider(f.Provider, e.Provider):
		return false
	case len(f.IDs) > 0 && !(hasID(e.Kind) && slices.Contains(f.IDs, e.EventID)):
		return false
	case f.Level != 0 && severityOf(e.Level) > f.Level:
		return false
	case !f.Since.IsZero() && (e.Time.IsZero() || e.Time.Before(f.Since)):
		return false
	case !f.Until.IsZero() && (e.Time.IsZero() || e.Time.After(f.Until)):
		return false
	}
	return true
}

// hasID reports whether events of that kind carry an event id.
func hasID(k evidence.Kind) bool { return k == evidence.KindEvent || k == evidence.KindLine }

// severityOf reads level 0, which providers use for events that are always
// logged, as information, like Event Viewer does.
func severityOf(level uint8) uint8 {
	if level == 0 {
		return 4
	}
	return level
}

func sameProvider(want string, p evidence.Provider) bool {
	if strings.EqualFold(want, p.Name) || strings.EqualFold(want, p.SourceName) {
		return true
	}
	guid := strings.Trim(p.GUID, "{}")
	return guid != "" && strings.EqualFold(strings.Trim(want, "{}"), guid)
}
