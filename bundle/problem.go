package bundle

import (
	"fmt"

	"hybriddiag/evidence"
)

// The codes of problems, some with variants. They are stable, because scripts go
// by them. Loss reports whether such a problem makes the case incomplete.
const (
	CodeNotFound    = "not-found"     // an input does not exist
	CodeUnreadable  = "unreadable"    // the system refuses to read a file or folder
	CodeNotRegular  = "not-regular"   // a pipe, socket or device; not read, a loss where it was asked for
	CodeLink        = "link"          // a symbolic link in a folder; not followed, no loss
	CodeEmptyFile   = "empty-file"    // a file named like an archive has no bytes
	CodeNoFiles     = "empty-archive" // an archive holds no files; no loss
	CodeEncrypted   = "encrypted"     // needs a password and none was given
	CodePassword    = "wrong-password"
	CodeMethod      = "unsupported-method"  // compression method that cannot be read
	CodeArchive     = "unsupported-archive" // archive format that cannot be read
	CodeSplit       = "split-archive"       // one part of an archive in several files
	CodePart        = "archive-part"        // a later part of an archive, read with the first one; no loss
	CodeCut         = "archive-cut"         // the archive ends too early
	CodeIndex       = "archive-index"       // the index is missing or damaged; files found by a scan
	CodeDamaged     = "archive-damaged"     // the archive cannot be read on, or at all
	CodeEntryLost   = "entry-lost"          // the index names a file whose data is not there
	CodeEntryCut    = "entry-cut"           // a file ends too early
	CodeEntryData   = "entry-damaged"       // compressed data is damaged; the bytes before it were read
	CodeChecksum    = "entry-checksum"      // all bytes were read, their checksum differs
	CodeEntrySize   = "entry-size"          // the size differs from what the headers say; no loss
	CodeOverlap     = "entry-overlap"       // entries share the same data, which is read once
	CodeName        = "name-too-long"       // a name was shortened for display; no loss
	CodeLimitInput  = "limit-input"
	CodeLimitOutput = "limit-produced"
	CodeLimitEntry  = "limit-entry-size"
	CodeLimitCount  = "limit-entries"
	CodeLimitDepth  = "limit-depth"
	CodeLimitSpool  = "limit-spool"
	CodeLimitIdle   = "limit-idle"    // compressed data goes on and on without giving any byte
	CodeLimitSkip   = "limit-skipped" // most of a compressed archive is highly compressed bytes nobody knows
	CodeTempFile    = "temp-file"     // a large nested archive could not be buffered on disk
)

// Codes returns every code, in the order of their documentation.
func Codes() []string {
	return []string{
		CodeNotFound, CodeUnreadable, CodeNotRegular, CodeLink, CodeEmptyFile, CodeNoFiles,
		CodeEncrypted, CodePassword, CodeMethod, CodeArchive, CodeSplit, CodePart, CodeCut, CodeIndex,
		CodeDamaged, CodeEntryLost, CodeEntryCut, CodeEntryData, CodeChecksum, CodeEntrySize,
		CodeOverlap, CodeName, CodeLimitInput, CodeLimitOutput, CodeLimitEntry, CodeLimitCount,
		CodeLimitDepth, CodeLimitSpool, CodeLimitIdle, CodeLimitSkip, CodeTempFile,
	}
}

// Problem is one thing that could not be read as it should. It is an error, so
// that opening a skipped file can return it.
type Problem struct {
	evidence.Note        // what is wrong, and what to do
	Path          string // display path
	Loss          bool   // something that was handed in has not been read
}

// Error implements error.
func (p *Problem) Error() string { return p.Path + ": " + p.String() }

func lost(code evidence.Code, path string, values ...any) Problem {
	return Problem{Note: evidence.Say(code, values...), Path: path, Loss: true}
}

func checksum(sum uint32) evidence.Word { return evidence.Word(fmt.Sprintf("%08x", sum)) }

func note(code evidence.Code, path string, values ...any) Problem {
	return Problem{Note: evidence.Say(code, values...), Path: path}
}

// What stands for the problems of a code beyond the first ones.
const (
	sameInHere   evidence.Code = "*/same-in-here"
	sameFromHere evidence.Code = "*/same-from-here"
)

// Of one code, this many problems are listed for one archive, and for the case.
const (
	sameInArchive = 20
	sameInCase    = 200
)

// problemList gathers problems. Beyond the first ones of a code they are only
// counted, so that an archive with 100,000 encrypted entries is not 100,000
// reasons.
type problemList struct {
	all  []Problem
	seen map[problemGroup]*problemCount
}

// problemGroup is a code in an archive, or in the case where archive is "".
type problemGroup struct{ code, archive string }

// problemCount counts the problems of a group; more is where in the list those
// beyond the first ones are counted, 0 before there are any.
type problemCount struct{ n, more int }

func (l *problemList) add(archive string, p Problem) {
	if l.seen == nil {
		l.seen = map[problemGroup]*problemCount{}
	}
	here, all := l.group(p.Kind(), archive), l.group(p.Kind(), "")
	if archive != "" {
		here.n++
	}
	all.n++
	switch {
	case all.n > sameInCase:
		l.count(all, Problem{Note: evidence.Say(sameFromHere.Of(p.Kind()), "n", all.n-sameInCase), Path: p.Path, Loss: p.Loss})
	case here.n > sameInArchive:
		all.n-- // it takes no place in the list
		l.count(here, Problem{Note: evidence.Say(sameInHere.Of(p.Kind()), "n", here.n-sameInArchive), Path: archive, Loss: p.Loss})
	default:
		l.all = append(l.all, p)
	}
}

func (l *problemList) group(code, archive string) *problemCount {
	g := problemGroup{code, archive}
	if l.seen[g] == nil {
		l.seen[g] = &problemCount{}
	}
	return l.seen[g]
}

func (l *problemList) count(c *problemCount, p Problem) {
	if c.more == 0 {
		l.all = append(l.all, p)
		c.more = len(l.all)
	}
	l.all[c.more-1].Note = p.Note
}

func (l *problemList) list() []Problem { return l.all }
