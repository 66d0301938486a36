// Package parsers defines what a reader of one file format is: it looks at the
// Head of a file and says how likely the file is its own, and it turns a stream
// of bytes into evidence. Each format lives in a folder of its own below this
// one; parsers/all is the explicit list of them and ranks them for a file.
//
//	bundle.File ──► Head ──► Detect of all parsers ──► all.Rank ──► Parse(Input, Sink) ──► Result
//
// What parsers judge by is made once for all of them: the Head knows the magic
// bytes of binary files, and decodes, splits and skips prologs when the first
// parser asks. A binary file has no text, so that nobody searches it for words.
// Input carries the same Head on to Parse.
//
// A parser never knows a signature. It asks its Sink what is wanted, so that a
// reader of a large format can skip what nobody will look at. One bad record
// never costs the next one: a parser goes on as far as the format allows and
// reports what it lost as Problems.
package parsers

import (
	"context"
	"time"

	"hybriddiag/evidence"
)

// Parser reads one file format.
type Parser interface {
	// Format is the short lower-case name of the format, e.g. "evtx".
	Format() string
	// Detect judges from the head of a file. Content counts before the name.
	Detect(h *Head) Likelihood
	// Parse reads the whole input. It returns an error only when it was stopped
	// (ctx) or reading failed; what is wrong with the content is in Result.
	Parse(ctx context.Context, in Input, out Sink) (Result, error)
}

// Likelihood orders parsers for one file; the highest wins, and the order of
// the list decides between equals.
type Likelihood int

// Magic bytes beat a frame around other formats, which beats an unmistakable
// structure, which beats words that are
// typical, which beat a file name.
const (
	No        Likelihood = 0
	Guess     Likelihood = 5  // text that nobody else may know
	Name      Likelihood = 10 // only the name speaks for it
	Fuzzy     Likelihood = 20 // typical words
	Structure Likelihood = 30 // a heading or layout that nothing else has
	Frame     Likelihood = 35 // texts of several formats stand in it
	Magic     Likelihood = 40 // magic bytes
)

// Header is what a reader knows about a record before it decodes the rest.
type Header struct {
	Provider string // name, "" when only the GUID is known
	GUID     string // lower case with braces
	Channel  string // "" when not known yet
	EventID  uint32
	Level    uint8
}

// Sink takes what a parser finds. A parser calls it from one goroutine at a
// time and in the order of the file. Values passed in belong to the sink.
type Sink interface {
	// Wants reports whether an event with this header could be of use. A reader
	// may remember the answer for equal headers.
	Wants(Header) bool
	// WantsKey reports whether settings with this key (see evidence.Setting) could
	// be of use, and whether to look at the keys below it. Equal keys have equal
	// answers, whatever their case. A reader may send settings without asking;
	// one that leaves a key out must have been told that it is Unwanted, and its
	// coverage speaks of the wanted keys only.
	WantsKey(key string) Interest
	Event(*evidence.Event)
	Setting(evidence.Setting)
	Certificate(evidence.Certificate)
	Product(evidence.Product)
	Coverage(evidence.Coverage)
}

// Result is the summary of one parsed file.
type Result struct {
	Host    string // the computer the content names, "" when it names none
	Channel string // event logs: the channel of the records
	Records int    // records, entries or values read
	Damaged int    // records that could not be read or only in part
	First   time.Time
	Last    time.Time
	// Taken is when the content was collected, on the clock of the host, where
	// the file says so.
	Taken time.Time
	// Window is the reproduction window, where the file states one.
	WindowFrom, WindowTo time.Time
	// Zone is that of the host's wall clock, where the file proves it.
	Zone *time.Location
	// Tentative says that the reader knows no format: the file counts as read when
	// one of its events is of use, or when Records says so.
	Tentative bool
	// Unread says that the file was recognised and deliberately not read.
	Unread bool
	// Unknown says of such a file that no reader of its kind exists: it is of no
	// known format.
	Unknown bool
	// Detail is what the format counts of itself beyond this, in a type of its
	// own: see the parser's package. Nil for most.
	Detail any
	// Notes are findings of the reader about the file itself that cost nothing,
	// e.g. "2 events lost by the logger".
	Notes    []evidence.Note
	Problems []Problem
}

// Problem is something that was wrong with the content. Its note says what was
// wanted and what was found.
type Problem struct {
	evidence.Note
	Offset int64
	Loss   bool // something that should have been read could not be
}

// Lost returns the problem of something that should have been read and could not
// be.
func Lost(code evidence.Code, values ...any) Problem {
	return Problem{Note: evidence.Say(code, values...), Loss: true}
}

// ListTooLong is the problem of a list with more entries than a reader keeps. The
// file then proves no absence.
func ListTooLong(limit int) Problem {
	return Lost("list-too-long", "limit", limit)
}

// Span widens First and Last by t; zero times are ignored. Where the zone of one
// time is not known, it is not known of the others.
func (r *Result) Span(t time.Time) {
	if t.IsZero() {
		return
	}
	if evidence.IsWall(t) || evidence.IsWall(r.First) {
		t, r.First, r.Last = evidence.OnWall(t), evidence.OnWall(r.First), evidence.OnWall(r.Last)
	}
	if r.First.IsZero() || t.Before(r.First) {
		r.First = t
	}
	if t.After(r.Last) {
		r.Last = t
	}
}
