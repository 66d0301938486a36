// Package diag finds out what is wrong with a Microsoft hybrid identity server
// from the logs and traces that were collected on it.
//
//	paths ─► bundle ─► parsers ─► evidence ─► diagnosis ─► finding.Diagnosis
//
// It needs neither Windows nor a network, and writes nothing but a temporary file
// without a name where a large archive lies inside an archive. A 10 GB archive
// needs no more memory than a 10 MB one: files are streamed, and only what a
// signature could use is kept.
package diag

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"time"

	"hybriddiag/diagnosis"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// Case is what the user hands in: zips, folders and single files, which are one
// case together.
type Case struct {
	Paths []string
}

// Options of an analysis. The zero value is ready to use.
type Options struct {
	At        time.Time               // the moment to judge dates against; zero: the newest time in the evidence
	Library   *signatures.Library     // nil: the built-in one
	Jobs      int                     // files parsed at once; zero: the number of CPUs
	Passwords []string                // for encrypted archives
	Progress  func(done, total int64) // bytes of the inputs; total 0 when not known; may be called from any goroutine
	Version   string                  // of the program, for the result
}

// ErrNoEvidence says that nothing in the case could be used: no such file,
// nothing readable, or nothing of a known format.
var ErrNoEvidence = errors.New("no usable evidence")

// ErrFault says that a part of the program failed where it must not. The rest
// of the result stands.
var ErrFault = errors.New("internal fault")

// LoadLibrary returns the built-in library, with the signatures of a folder on
// top when dir is not empty. Mistakes in that folder are *signatures.Error
// values.
func LoadLibrary(dir string) (*signatures.Library, error) {
	lib, err := signatures.LoadBuiltin()
	if err != nil {
		return nil, fmt.Errorf("built-in signatures: %w", err)
	}
	if dir == "" {
		return lib, nil
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, err
	} else if !info.IsDir() {
		return nil, &fs.PathError{Op: "read signatures", Path: dir, Err: errors.New("not a folder")}
	}
	extra, err := signatures.Load(os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	merged := lib.Merge(extra)
	return merged, errors.Join(signatures.LintThese(merged, extra.Signatures, nil)...)
}

// Analyzer is a library made ready for matching. It may be used for any number
// of cases, also at once.
type Analyzer struct {
	lib    *signatures.Library
	engine *diagnosis.Engine
}

// NewAnalyzer prepares a library; nil stands for the built-in one.
func NewAnalyzer(lib *signatures.Library) (*Analyzer, error) {
	if lib == nil {
		var err error
		if lib, err = LoadLibrary(""); err != nil {
			return nil, err
		}
	}
	engine, err := diagnosis.Compile(lib)
	return &Analyzer{lib, engine}, err
}

// Analyze reads the case and says what it shows. With ErrNoEvidence and
// ErrFault the diagnosis is there too and tells what was not read and why.
func Analyze(ctx context.Context, c Case, opt Options) (*finding.Diagnosis, error) {
	a, err := NewAnalyzer(opt.Library)
	if err != nil {
		return nil, err
	}
	return a.Analyze(ctx, c, opt)
}

// Analyze reads one case; the Library of the options does not count.
func (a *Analyzer) Analyze(ctx context.Context, c Case, opt Options) (*finding.Diagnosis, error) {
	start := time.Now()
	r, err := a.read(ctx, c, opt)
	if err != nil {
		return nil, err
	}
	d := r.diagnose()
	d.Tool = finding.Tool{Name: "diag", Version: opt.Version, Signatures: finding.SignatureSet{Count: len(a.lib.Signatures), Hash: a.lib.Hash}}
	d.Statistics.ElapsedMS = time.Since(start).Milliseconds()
	return d, r.verdict()
}

// read reads all files of the case.
func (a *Analyzer) read(ctx context.Context, c Case, opt Options) (*reading, error) {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	r := &reading{engine: a.engine, opt: opt}
	return r, r.run(ctx, c.Paths)
}
