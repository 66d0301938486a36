package diag

import (
	"errors"
	"io"
	"time"

	"hybriddiag/bundle"
	"hybriddiag/signatures"
)

// Case is what the user hands in: zips, folders and single files, which are one
// case together.
type Case struct {
	Paths  []string       // on disk
	Inputs []bundle.Input // what else there is: an upload, a file system, a stream
}

// CaseOf returns the case of what a command line names: paths, and "-" for what
// stdin gives, as one file.
func CaseOf(args []string, stdin io.Reader) Case {
	var c Case
	for _, arg := range args {
		if arg == "-" {
			c.Inputs = append(c.Inputs, bundle.Stream("stdin.txt", stdin))
			continue
		}
		c.Paths = append(c.Paths, arg)
	}
	return c
}

// inputs returns all inputs, those on disk first.
func (c Case) inputs() []bundle.Input {
	return append(bundle.Paths(c.Paths...), c.Inputs...)
}

// Options of an analysis. The zero value is ready to use.
type Options struct {
	At        time.Time               // the moment to judge dates against; zero: the newest time in the evidence
	Library   *signatures.Library     // nil: the built-in one
	Jobs      int                     // files parsed at once; zero: the number of CPUs
	Passwords []string                // for encrypted archives
	Limits    bundle.Limits           // what the case may cost; zero fields: the defaults
	Progress  func(done, total int64) // bytes of the inputs; total 0 when not known; may be called from any goroutine
	Version   string                  // of the program, for the result
}

// ErrNoEvidence says that nothing in the case could be used: no such file,
// nothing readable, or nothing of a known format.
var ErrNoEvidence = errors.New("no usable evidence")

// ErrFault says that a part of the program failed where it must not. The rest
// of the result stands.
var ErrFault = errors.New("internal fault")
