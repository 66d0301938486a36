package bundle

import "fmt"

// The codes of problems. They are stable: texts in other languages are chosen
// by them. Loss tells whether such a problem makes the case incomplete.
const (
	CodeNotFound    = "not-found"     // an input does not exist
	CodeUnreadable  = "unreadable"    // the system refuses to read a file or folder
	CodeNotRegular  = "not-regular"   // a pipe, socket or device; not read, no loss
	CodeLink        = "link"          // a symbolic link in a folder; not followed, no loss
	CodeEmptyFile   = "empty-file"    // a file named like an archive has no bytes
	CodeNoFiles     = "empty-archive" // an archive holds no files; no loss
	CodeEncrypted   = "encrypted"     // needs a password and none was given
	CodePassword    = "wrong-password"
	CodeMethod      = "unsupported-method"  // compression method that cannot be read
	CodeArchive     = "unsupported-archive" // archive format that cannot be read
	CodeSplit       = "split-archive"       // one part of an archive in several files
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
	CodeTempFile    = "temp-file" // a large nested archive could not be buffered on disk
)

// Codes returns every code, in the order of their documentation.
func Codes() []string {
	return []string{
		CodeNotFound, CodeUnreadable, CodeNotRegular, CodeLink, CodeEmptyFile, CodeNoFiles,
		CodeEncrypted, CodePassword, CodeMethod, CodeArchive, CodeSplit, CodeCut, CodeIndex,
		CodeDamaged, CodeEntryLost, CodeEntryCut, CodeEntryData, CodeChecksum, CodeEntrySize,
		CodeOverlap, CodeName, CodeLimitInput, CodeLimitOutput, CodeLimitEntry, CodeLimitCount,
		CodeLimitDepth, CodeTempFile,
	}
}

// Problem is one thing that could not be read as it should. It is an error, so
// that opening a skipped file can return it.
type Problem struct {
	Code    string
	Path    string // display path
	Message string // one English sentence: what is wrong, and what to do
	Loss    bool   // something that was handed in has not been read
}

// Error implements error.
func (p *Problem) Error() string { return p.Path + ": " + p.Message }

func lost(code, path, format string, args ...any) Problem {
	return Problem{Code: code, Path: path, Message: fmt.Sprintf(format, args...), Loss: true}
}

func note(code, path, format string, args ...any) Problem {
	return Problem{Code: code, Path: path, Message: fmt.Sprintf(format, args...)}
}

// sameProblems is how many problems of one code are listed for one archive.
const sameProblems = 20

// problemList gathers problems. Of the same code in the same archive only the
// first ones are kept and the others counted, so that an archive with 100,000
// encrypted entries is not 100,000 reasons.
type problemList struct {
	all    []Problem
	counts map[problemGroup]int
}

type problemGroup struct{ code, archive string }

func (l *problemList) add(archive string, p Problem) {
	if l.counts == nil {
		l.counts = map[problemGroup]int{}
	}
	g := problemGroup{p.Code, archive}
	l.counts[g]++
	if l.counts[g] <= sameProblems {
		l.all = append(l.all, p)
		return
	}
	for i := len(l.all) - 1; i >= 0; i-- {
		if last := &l.all[i]; last.Code == p.Code && last.Path == archive && l.counts[g] > sameProblems+1 {
			last.Message = moreMessage(l.counts[g] - sameProblems)
			return
		}
	}
	l.all = append(l.all, Problem{Code: p.Code, Path: archive, Message: moreMessage(1), Loss: p.Loss})
}

func moreMessage(n int) string {
	return fmt.Sprintf("the same holds for %d more files in here", n)
}

func (l *problemList) list() []Problem { return l.all }
