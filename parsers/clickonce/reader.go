package clickonce

import (
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/textlog"
	"hybriddiag/products"
)

// reader gathers the lines of items and sends them.
type reader struct {
	log     *textlog.Log
	culture culturetime.Culture
	entry   textlog.Entry
	now     evidence.Event
	summary []evidence.Event // errors without a time
	failed  bool             // an error with a time was sent
	about   string           // addresses and identities
	version evidence.Product
}

var (
	item     = regexp.MustCompile(`^\*{1,3} (?:\[([^\]]{8,40})\] ?)?(.*)$`)
	labelled = regexp.MustCompile(`^([^:*+\[]{2,60}?)\s*: (.+)$`)
	windows  = regexp.MustCompile(`^(\d{1,2}\.\d{1,2})\.(\d{4,5})\.\d{1,10} \(Win32NT\)`)
	identity = regexp.MustCompile(`^([^,]{1,200}), Version=(\d{1,5}(?:\.\d{1,5}){3}),`)
)

// line takes the next line of the file. The items stand below headings without
// an indent, which pasting takes away from all lines.
func (r *reader) line(number int, text string) {
	bare := strings.Trim(text, " \t>")
	m := item.FindStringSubmatch(bare)
	switch {
	case m != nil:
		r.flush()
		r.begin(number, m[1], m[2])
	case bare == "", isHeading(bare):
		r.flush()
	case r.entry.Open():
		r.entry.Continue([]byte(bare))
		if strings.HasPrefix(bare, "+ ") {
			r.now.Level = textlog.LevelError
		}
	default:
		r.label(number, bare)
	}
}

// isHeading reports whether the line is a heading in capital letters.
func isHeading(text string) bool {
	return len(text) > 5 && strings.ToUpper(text) == text && strings.ToLower(text) != text && !strings.ContainsAny(text, ":.*+-")
}

// begin starts an item.
func (r *reader) begin(number int, stamp, text string) {
	r.now = evidence.Event{
		Level: textlog.LevelInfo, Locator: evidence.Locator{Line: number},
		Data: []evidence.Field{{Name: "Installer", Value: "ClickOnce"}},
	}
	if at, local, ok := r.culture.Parse(stamp); stamp != "" && ok {
		r.now.Time, r.now.LocalTime = at, local
		if !strings.HasPrefix(text, ":") {
			r.now.Level = textlog.LevelError
		}
	}
	r.entry.Begin(number, []byte(strings.TrimPrefix(text, ": ")))
}

// label takes a line of the platform, the addresses or the identities.
func (r *reader) label(number int, text string) {
	m := labelled.FindStringSubmatch(text)
	if m == nil {
		return
	}
	at := evidence.Locator{Line: number}
	if w := windows.FindStringSubmatch(m[2]); w != nil && w[2] != unnamed {
		r.log.Setting(evidence.Setting{Key: "host", Name: "Build", Value: w[2], Locator: at})
	}
	if id := identity.FindStringSubmatch(m[2]); id != nil {
		r.version = evidence.Product{ID: products.HCW, Version: id[2], Locator: at, Why: evidence.Verbatim(m[2])}
		r.about += "\n" + id[1]
	} else if strings.Contains(m[2], "://") {
		r.about += "\n" + m[2]
	}
	if products.Foreign("", r.about) && r.about != "" {
		r.log.Rename(textlog.OtherInstallation)
	} else {
		r.log.Rename(LogName)
	}
}

// unnamed is the build that Windows tells to programs that do not name the
// versions they know.
const unnamed = "9200"

// flush ends the item that is being read.
func (r *reader) flush() {
	if !r.entry.Open() {
		return
	}
	r.entry.Close()
	e := r.now
	e.Message = r.entry.Text()
	switch {
	case e.Level == textlog.LevelError && e.Time.IsZero():
		r.summary = append(r.summary, e)
	case e.Level == textlog.LevelError:
		r.failed = true
		fallthrough
	default:
		r.log.Add(&e)
	}
}

// finish sends what is left, and whose log this is.
func (r *reader) finish() {
	r.flush()
	for i := range r.summary {
		if !r.failed {
			r.log.Add(&r.summary[i])
		}
	}
	if r.version.ID != "" && wizard.MatchString(r.about) {
		r.log.Product(r.version)
	}
}

// wizard matches the names of the Hybrid Configuration Wizard.
var wizard = regexp.MustCompile(`(?i)\bCSE\.Hybrid|hybrid ?configuration ?wizard|hybridwizard`)
