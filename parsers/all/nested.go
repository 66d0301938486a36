package all

import (
	"context"
	"strings"

	"hybriddiag/parsers"
)

// ReadNested implements parsers.Nested over all readers: the likeliest one that
// finds something takes the text.
func ReadNested(ctx context.Context, t parsers.NestedText, out parsers.Sink) (parsers.Result, bool) {
	for _, p := range Rank(parsers.NewHead([]byte(t.Text), t.Name)) {
		if p.Format() == t.Not {
			continue
		}
		sink := &parsers.Recorder{Sink: out}
		in := parsers.Input{Path: t.Name, Size: int64(len(t.Text)), R: strings.NewReader(t.Text)}
		res, err := p.Parse(ctx, in, sink)
		if err != nil {
			return parsers.Result{}, false
		}
		if !res.Unread && !res.Tentative && (res.Records > 0 || sink.Found()) {
			sink.Replay(t.Place)
			return res, true
		}
	}
	return parsers.Result{}, false
}
