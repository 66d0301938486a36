package etl

import (
	"fmt"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// maxListed is how many providers a note names.
const maxListed = 8

// notes says in words what a reader of the result should know about the trace.
func (s *session) notes(sum *Summary) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if l := sum.LogFile; l != nil {
		add("Windows %d.%d build %d, logger %q", l.Version[0], l.Version[1], l.Build, l.LoggerName)
	}
	out = append(out, undecoded(sum)...)
	if s.reader.metadata > 0 {
		add("%s inside the trace could not be read", many(s.reader.metadata, "template"))
	}
	if s.decoder.short > 0 {
		add("%s shorter than the template says", many(s.decoder.short, "payload"))
	}
	if s.reader.counts.other > 0 {
		add("%s of undocumented types stepped over", many(s.reader.counts.other, "record"))
	}
	if sum.Late > 0 {
		add("%s out of the order of time", many(sum.Late, "record"))
	}
	return out
}

// limits says what keeps the trace from answering the questions it was made for,
// though all of it could be read.
func (s *session) limits(sum *Summary) []parsers.Problem {
	var out []parsers.Problem
	add := func(code, message string) { out = append(out, parsers.Problem{Code: code, Message: message}) }
	if l := sum.LogFile; l != nil {
		if l.EventsLost > 0 {
			add("events-lost", many(int(l.EventsLost), "event")+" lost by the logger; evidence may be incomplete")
		}
		if l.BuffersLost > 0 {
			add("events-lost", many(int(l.BuffersLost), "buffer")+" lost by the logger; evidence may be incomplete")
		}
		if l.EventsLost == 0 && l.BuffersLost == 0 && s.reader.lostFlags != 0 {
			add("events-lost", "buffers are marked as having lost events; evidence may be incomplete")
		}
		if l.Circular() {
			add("circular-trace", "circular trace: the oldest events may have been overwritten")
		}
	}
	if sum.WebIO == 0 {
		add("no-webio", noWebIO(sum))
	}
	return out
}

// noWebIO says what is there instead of the events that show TLS versions.
func noWebIO(sum *Summary) string {
	packets := "and no captured packets"
	if sum.Packets > 0 {
		packets = "but " + many(sum.Packets, "packet event")
	}
	var list []string
	for _, p := range sum.Providers {
		if p.Kind == evidence.KindEvent {
			list = append(list, fmt.Sprintf("%s (%d)", p.label(), p.Records))
		}
	}
	if len(list) == 0 {
		list = []string{"no provider events"}
	}
	return fmt.Sprintf("no WebIO events %s; the trace holds %s. Was scenario=InternetClient chosen, and was the failing step repeated while tracing?",
		packets, shorten(list))
}

// undecoded names the providers whose payloads nobody can read here.
func undecoded(sum *Summary) []string {
	var unknown, wpp []string
	unknownN, wppN := 0, 0
	for _, p := range sum.Providers {
		switch {
		case p.Kind == evidence.KindWPP:
			wpp, wppN = append(wpp, p.label()), wppN+p.Records
		case p.Kind == evidence.KindEvent && !p.Known:
			unknown, unknownN = append(unknown, p.label()), unknownN+p.Records
		}
	}
	var out []string
	if unknownN > 0 {
		out = append(out, many(unknownN, "event")+" of providers without a known template: "+shorten(unknown))
	}
	if wppN > 0 {
		out = append(out, many(wppN, "WPP message")+" not decoded for want of symbol files: "+shorten(wpp))
	}
	return out
}

// label is the name of a provider, else its GUID.
func (p *ProviderCount) label() string {
	switch {
	case p.Name != "":
		return p.Name
	case p.GUID != "":
		return p.GUID
	}
	return "group " + p.Group
}

func shorten(list []string) string {
	if len(list) > maxListed {
		rest := len(list) - maxListed
		return strings.Join(list[:maxListed], ", ") + fmt.Sprintf(" and %d more", rest)
	}
	return strings.Join(list, ", ")
}

// many writes a number with its noun.
func many(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
