package transcript

import (
	"cmp"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/sentences"
	"hybriddiag/parsers/internal/textenc"
)

// maxOutput is how much of the output of one command is handed on.
const maxOutput = 8 << 20

// output gathers what one command printed.
type output struct {
	command string // "" for what stands above the first prompt
	first   int    // the line of the file on which the text begins
	text    strings.Builder
	keys    int // of the registry, read before
}

// begin starts the output of the command on this line, or a text that begins
// with this line.
func (o *output) begin(number int, line []byte, keys int) {
	*o = output{first: number + 1, keys: keys}
	if p := psout.Prompt(line); p != "" {
		o.command = strings.TrimSpace(string(line[len(p):]))
		return
	}
	o.first = number
	o.add(number, line)
}

// add takes the next line.
func (o *output) add(number int, line []byte) {
	if o.text.Len() == 0 && strings.HasPrefix(string(line), ">>") {
		o.command += " " + strings.TrimSpace(string(line[2:]))
		o.first = number + 1
		return
	}
	if o.text.Len()+len(line) < maxOutput {
		o.text.Write(line)
		o.text.WriteByte('\n')
	}
}

// program is the first word of a command, without its folder.
var program = regexp.MustCompile(`^(?:& ?)?["']?(?:[^"'|<>]{0,200}[\\/])?([A-Za-z][\w-]{0,60})`)

// name returns what a file of the output would be called.
func (o *output) name() string {
	if m := program.FindStringSubmatch(o.command); m != nil {
		return m[1] + ".txt"
	}
	return ""
}

// filter matches commands that leave lines or objects out.
var filter = regexp.MustCompile(`(?i)\|\s*(?:find|findstr|select-string|sls|where|where-object|\?|grep|select|select-object|more|head)\b|-first \d|-last \d|-maxevents`)

// handOn gives the output to the reader that knows it, and reports whether that
// reader sent events, which say all that the entry does.
func (r *reader) handOn() bool {
	o := &r.output
	if r.in.Nested == nil || r.cmdlets.Read() || r.registry.Records() > o.keys || strings.TrimSpace(o.text.String()) == "" {
		return false
	}
	sink := &taker{Sink: r.out, filtered: filter.MatchString(o.command)}
	first := o.first - 1
	res, ok := r.in.Nested(r.ctx, parsers.NestedText{
		Name: o.name(), Text: o.text.String(), Not: LogName, Line: func(n int) int { return first + n },
	}, sink)
	if ok {
		r.take(&res)
	}
	return sink.events > 0
}

// events sends the events whose messages alone were printed, a line each, as
// "Select-Object -ExpandProperty Message" prints them, and reports whether there
// are any.
func (r *reader) events() bool {
	found := false
	number := r.output.first
	for line := range strings.Lines(r.output.text.String()) {
		text := textenc.NormalizePasted(strings.TrimSpace(line))
		if provider, id, ok := sentences.Recognize(text); ok && !psout.IsPrompt([]byte(line)) {
			found = true
			r.out.Event(&evidence.Event{
				Kind: evidence.KindText, Provider: evidence.Provider{Name: provider}, EventID: id, Message: text,
				Data: sentences.Fields(provider, id, text, false), Locator: evidence.Locator{Line: number},
			})
		}
		number++
	}
	return found
}

// take adds what a reader learnt of the host to the result of the whole.
func (r *reader) take(res *parsers.Result) {
	own := &r.log.Result
	own.Host = cmp.Or(own.Host, res.Host)
	own.Zone = cmp.Or(own.Zone, res.Zone)
	if own.Taken.IsZero() {
		own.Taken = res.Taken
	}
	own.Damaged += res.Damaged
	own.Notes = append(own.Notes, res.Notes...)
	own.Problems = append(own.Problems, res.Problems...)
}

// taker passes on what the reader of an output found.
type taker struct {
	parsers.Sink
	events   int
	filtered bool // the output is a part of what there is
}

// Event implements parsers.Sink. One without a message is a fact, beside which
// the text still counts.
func (t *taker) Event(e *evidence.Event) {
	if e.Message != "" {
		t.events++
	}
	t.Sink.Event(e)
}

// Coverage implements parsers.Sink.
func (t *taker) Coverage(c evidence.Coverage) {
	c.Partial = c.Partial || t.filtered
	t.Sink.Coverage(c)
}
