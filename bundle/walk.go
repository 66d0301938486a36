package bundle

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"sync/atomic"

	"hybriddiag/evidence"
)

// walker is the state of one Walk. Only left is used by other goroutines, by
// the Readers they hold.
type walker struct {
	ctx      context.Context
	limits   Limits
	wanted   func(name string, head []byte) bool
	visit    func(File) error
	left     atomic.Int64 // bytes that may still be produced
	skipped  int64        // bytes unpacked only to get past them
	entries  int          // files and folders seen
	full     bool         // the limit of entries was reached and said
	inputs   names
	keys     keyring
	spool    spool
	problems problemList
	summary  Summary
}

// node is a file on its way to visit: a leaf, or an archive to be opened.
type node struct {
	path     string // display path
	name     string // last element, without #2
	parent   string // display path of the archive or folder around it
	depth    int    // archives around it
	content  content
	beside   beside // nil where the files come one after the other
	problems []Problem
}

func newWalker(ctx context.Context, opt Options, visit func(File) error) *walker {
	w := &walker{ctx: ctx, limits: opt.Limits.withDefaults(), wanted: opt.Wanted, visit: visit, inputs: names{}}
	w.left.Store(w.limits.Produced)
	w.keys.add(opt.Passwords)
	return w
}

func (w *walker) walk(inputs []Input) error {
	var done []os.FileInfo
	shown, set := inputNames(inputs), sideBySide(inputs)
	for i, in := range inputs {
		is, err := in.find()
		if is.info != nil && isOneOf(is.info, done) {
			continue
		}
		display := w.inputs.unique(shown[i])
		w.summary.Inputs = append(w.summary.Inputs, display)
		if err != nil {
			w.refuse(display, err)
			continue
		}
		if is.info != nil {
			done = append(done, is.info)
		}
		if err := w.input(node{path: display, name: baseName(shown[i])}, in.key, is, set); err != nil {
			return err
		}
	}
	return w.ctx.Err()
}

func isOneOf(info os.FileInfo, list []os.FileInfo) bool {
	for _, other := range list {
		if os.SameFile(info, other) {
			return true
		}
	}
	return false
}

func (w *walker) refuse(display string, err error) {
	var sys *fs.PathError
	reason := err
	if errors.As(err, &sys) {
		reason = sys.Err
	}
	code := evidence.Code(CodeUnreadable + "/input")
	if errors.Is(err, fs.ErrNotExist) {
		code = CodeNotFound
	}
	w.report("", lost(code, display, "error", reason))
}

func (w *walker) input(n node, key string, is found, set partSets) error {
	switch {
	case is.tree != nil:
		return w.folder(is.tree, ".", n.path)
	case is.once != nil:
		if err := w.keepAside(&n, is.once, w.limits.HoldNested, always); err != nil {
			return err
		}
		return w.given(n)
	case is.file.open != nil:
		n.content, n.beside = is.file, set.beside(key)
		return w.part(n, key, set)
	}
	w.report("", lost(CodeNotRegular, n.path))
	return nil
}

// given takes in a file that lies in no archive, under the limit for input.
func (w *walker) given(n node) error {
	w.summary.InputBytes += max(n.content.size, 0)
	if w.summary.InputBytes > w.limits.Input {
		p := lost(CodeLimitInput, n.path, "limit", evidence.Size(w.limits.Input))
		return w.emit(n, &p)
	}
	return w.file(n)
}

// file opens an archive or passes a plain file on.
func (w *walker) file(n node) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if n.content.size == 0 && namedArchive(n.name) {
		p := lost(CodeEmptyFile, n.path)
		return w.emit(n, &p)
	}
	format, err := w.detect(&n)
	if err != nil {
		p := w.readProblem(n.path, 0, err)
		return w.emit(n, &p)
	}
	if p := unsupported(format, n); p != nil {
		return w.emit(n, p)
	}
	if format == plain {
		return w.emit(n, nil)
	}
	if n.depth >= w.limits.Depth {
		p := lost(CodeLimitDepth, n.path, "limit", w.limits.Depth)
		return w.emit(n, &p)
	}
	return w.archive(n, format)
}

// emit passes a file to visit.
func (w *walker) emit(n node, skip *Problem) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	w.summary.Files++
	if skip != nil {
		w.summary.Skipped++
		w.report(n.parent, *skip)
	}
	return w.visit(File{
		Path: n.path, Name: n.name, Size: n.content.size, Skip: skip, Problems: n.problems,
		content: n.content, beside: n.beside, walker: w,
	})
}

func (w *walker) report(archive string, p Problem) { w.problems.add(archive, p) }

// countEntry counts one file or folder and reports whether it may be read.
func (w *walker) countEntry(container string) bool {
	if w.entries >= w.limits.Entries {
		if !w.full {
			w.full = true
			w.report(container, lost(CodeLimitCount, container, "limit", w.limits.Entries))
		}
		return false
	}
	w.entries++
	return true
}
