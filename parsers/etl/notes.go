package etl

import (
	"fmt"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// maxListed is how many providers a note names.
const maxListed = 8

// notes says what a reader of the result should know about the trace.
func (s *session) notes(sum *Summary) []evidence.Note {
	var out []evidence.Note
	add := func(code evidence.Code, values ...any) { out = append(out, evidence.Say(code, values...)) }
	if l := sum.LogFile; l != nil {
		add("note/log-file", "major", l.Version[0], "minor", l.Version[1], "build", l.Build, "logger", l.LoggerName)
	}
	out = append(out, undecoded(sum)...)
	if s.reader.metadata > 0 {
		add("note/templates-unread", "n", s.reader.metadata)
	}
	if s.decoder.short > 0 {
		add("note/payloads-short", "n", s.decoder.short)
	}
	if s.reader.counts.other > 0 {
		add("note/records-unknown", "n", s.reader.counts.other)
	}
	if sum.Late > 0 {
		add("note/records-late", "n", sum.Late)
	}
	return out
}

// limits says what keeps the trace from answering the questions it was made for,
// though all of it could be read.
func (s *session) limits(sum *Summary) []parsers.Problem {
	var out []parsers.Problem
	add := func(code evidence.Code, values ...any) {
		out = append(out, parsers.Problem{Note: evidence.Say(code, values...)})
	}
	if l := sum.LogFile; l != nil {
		if l.EventsLost > 0 {
			add("events-lost", "n", l.EventsLost)
		}
		if l.BuffersLost > 0 {
			add("events-lost/buffers", "n", l.BuffersLost)
		}
		if l.EventsLost == 0 && l.BuffersLost == 0 && s.reader.lostFlags != 0 {
			add("events-lost/marked")
		}
		if l.Circular() {
			add("circular-trace")
		}
	}
	if sum.WebIO == 0 {
		out = append(out, parsers.Problem{Note: noWebIO(sum)})
	}
	return out
}

// noWebIO says what is there instead of the events that show TLS versions.
func noWebIO(sum *Summary) evidence.Note {
	packets := evidence.Say("trace/no-packets")
	if sum.Packets > 0 {
		packets = evidence.Say("trace/packets", "n", sum.Packets)
	}
	var list []string
	for _, p := range sum.Providers {
		if p.Kind == evidence.KindEvent {
			list = append(list, fmt.Sprintf("%s (%d)", p.label(), p.Records))
		}
	}
	holds := evidence.Say("trace/no-providers")
	if len(list) > 0 {
		holds = shorten(list)
	}
	return evidence.Say("no-webio", "packets", packets, "holds", holds)
}

// undecoded names the providers whose payloads nobody can read here.
func undecoded(sum *Summary) []evidence.Note {
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
	var out []evidence.Note
	if unknownN > 0 {
		out = append(out, evidence.Say("note/providers-unknown", "n", unknownN, "providers", shorten(unknown)))
	}
	if wppN > 0 {
		out = append(out, evidence.Say("note/wpp", "n", wppN, "providers", shorten(wpp)))
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

// shorten names the first ones of a list.
func shorten(list []string) evidence.Note {
	if rest := len(list) - maxListed; rest > 0 {
		return evidence.Say("list/more", "list", evidence.Word(strings.Join(list[:maxListed], ", ")), "n", rest)
	}
	return evidence.Say("list", "list", evidence.Word(strings.Join(list, ", ")))
}
