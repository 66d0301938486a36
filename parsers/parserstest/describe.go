package parserstest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/internal/i18n"
	"hybriddiag/parsers"
)

// Describe writes what a parser found, one line for each thing.
func Describe(s *Sink, r parsers.Result) string {
	var b strings.Builder
	describeResult(&b, r)
	for _, e := range s.Events {
		describeEvent(&b, e)
	}
	for _, v := range s.Settings {
		describeSetting(&b, v)
	}
	for _, c := range s.Certificates {
		fmt.Fprintf(&b, "certificate %s in %q (line %d)\n    sha256 %s serial %s\n    subject %q issuer %q\n    %s .. %s key %q\n", c.Thumbprint, c.Store,
			c.Locator.Line, c.SHA256, c.Serial, c.Subject, c.Issuer, stamp(c.NotBefore), stamp(c.NotAfter), c.HasPrivateKey)
	}
	for _, p := range s.Products {
		fmt.Fprintf(&b, "product %s %s at %s (line %d): %s\n", p.ID, p.Version, stamp(p.Time), p.Locator.Line, i18n.English.Say(p.Why))
	}
	for _, c := range s.Coverages {
		fmt.Fprintf(&b, "covers %s %s%s partial=%v", c.Kind, c.Root, span(" ", c.From, c.To), c.Partial)
		for _, u := range c.Unclear {
			fmt.Fprintf(&b, ", not %s* [%s*]", u.Key, u.Name)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func describeResult(b *strings.Builder, r parsers.Result) {
	fmt.Fprintf(b, "records %d, damaged %d", r.Records, r.Damaged)
	if r.Host != "" {
		fmt.Fprintf(b, ", host %s", r.Host)
	}
	if r.Channel != "" {
		fmt.Fprintf(b, ", channel %s", r.Channel)
	}
	b.WriteString(span(", ", r.First, r.Last) + "\n")
	if window := span("window ", r.WindowFrom, r.WindowTo); window != "" {
		b.WriteString(window + "\n")
	}
	if r.Zone != nil {
		fmt.Fprintf(b, "zone %s\n", r.Zone)
	}
	for _, n := range r.Notes {
		fmt.Fprintf(b, "note %s\n", i18n.English.Say(n))
	}
	for _, p := range r.Problems {
		fmt.Fprintf(b, "problem %s (loss %v): %s\n", p.Kind(), p.Loss, i18n.English.Say(p.Note))
	}
}

func describeEvent(b *strings.Builder, e *evidence.Event) {
	local := ""
	if e.LocalTime {
		local = " local"
	}
	fmt.Fprintf(b, "line %d %s %s %d level %d %s%s", e.Locator.Line, e.Kind, e.Provider.Name, e.EventID, e.Level, stamp(e.Time), local)
	if e.Computer != "" {
		fmt.Fprintf(b, " on %s", e.Computer)
	}
	if e.Channel != "" {
		fmt.Fprintf(b, " in %s", e.Channel)
	}
	b.WriteByte('\n')
	for _, f := range e.Data {
		fmt.Fprintf(b, "    %s = %q\n", f.Name, f.Value)
	}
	message := json.NewEncoder(b)
	message.SetEscapeHTML(false)
	b.WriteString("    message ")
	_ = message.Encode(e.Message) // a string into memory
}

func describeSetting(b *strings.Builder, v evidence.Setting) {
	fmt.Fprintf(b, "setting %s [%s]", v.Key, v.Name)
	if v.Type != "" {
		fmt.Fprintf(b, " %s", v.Type)
	}
	if v.Absent {
		b.WriteString(" absent")
	} else {
		fmt.Fprintf(b, " = %q", v.Value)
	}
	if !v.LastWrite.IsZero() {
		fmt.Fprintf(b, " written %s", stamp(v.LastWrite))
	}
	fmt.Fprintf(b, " (line %d", v.Locator.Line)
	if v.Locator.RegistryKey != "" {
		fmt.Fprintf(b, " %s", v.Locator.RegistryKey)
	}
	b.WriteString(")\n")
}

// span writes two moments behind a lead, and nothing where there is none.
func span(lead string, from, to time.Time) string {
	if from.IsZero() && to.IsZero() {
		return ""
	}
	return lead + stamp(from) + " .. " + stamp(to)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format("2006-01-02T15:04:05.999Z")
}
