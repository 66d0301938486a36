// Package diag finds out what is wrong with a Microsoft hybrid identity server
// from the logs and traces that were collected on it.
//
//	Case ─► bundle ─► parsers ─► evidence ─► diagnosis ─► finding.Diagnosis
//
// It needs neither Windows nor a network, and writes nothing but a temporary file
// without a name where a large archive lies inside an archive or comes as a
// stream. A 10 GB archive needs no more memory than a 10 MB one: files are
// streamed, and only what a signature could use is kept.
//
// Every question reads a case in the same way: Analyze, WriteEvents, ReadTLS and
// TakeInventory differ in the sink that takes what the parsers find. None of them
// returns a password, a token or a key: see internal/secrets.
package diag

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"hybriddiag/diagnosis"
	"hybriddiag/diagnosis/casefile"
	"hybriddiag/finding"
	"hybriddiag/internal/secrets"
	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

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
	d, err := r.diagnose(ctx)
	if err != nil {
		return nil, err
	}
	d.Tool = finding.Tool{Name: "diag", Version: opt.Version, Signatures: finding.SignatureSet{Count: len(a.lib.Signatures), Hash: a.lib.Hash}}
	d.Statistics.ElapsedMS = time.Since(start).Milliseconds()
	secrets.MaskAll(d)
	return d, r.verdict()
}

// reading is a case that was read for the engine.
type reading struct {
	*walk
	engine *diagnosis.Engine
	zone   *finding.TimeZone // of the times that came without one
}

// read reads all files of the case and gives each its computer, and their times
// the zone of its clock.
func (a *Analyzer) read(ctx context.Context, c Case, opt Options) (*reading, error) {
	w, err := walkCase(ctx, c, opt, func(f *file) parsers.Sink {
		f.Facts = a.engine.NewCollector()
		return f.Facts
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(w.files, func(a, b *file) int { return cmp.Compare(a.Path, b.Path) })
	r := &reading{walk: w, engine: a.engine}
	casefile.AssignHosts(r.caseFiles())
	r.zone = casefile.SettleClocks(r.caseFiles())
	return r, nil
}

// caseFiles returns the files as the engine sees them.
func (r *reading) caseFiles() []*casefile.File {
	files := make([]*casefile.File, len(r.files))
	for i, f := range r.files {
		files[i] = &f.File
	}
	return files
}
