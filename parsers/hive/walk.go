package hive

import (
	"bytes"
	"context"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/regpath"
	"hybriddiag/parsers/internal/regstate"
)

const (
	maxDepth    = 64        // of keys inside each other below the root
	maxKeys     = 4_000_000 // looked at in one hive
	maxProblems = 20
)

// walker goes from the root to the keys that are wanted.
type walker struct {
	ctx     context.Context
	image   image
	state   *regstate.Collector
	result  parsers.Result
	seen    map[uint32]bool // offsets of keys that were looked at
	left    int             // entries of lists that may still be read
	partial bool
}

func newWalker(ctx context.Context, content []byte, out parsers.Sink) *walker {
	w := &walker{ctx: ctx, state: regstate.New(out), seen: map[uint32]bool{}, left: maxKeys}
	if len(content) < baseSize {
		w.problem("header-cut", "wanted", baseSize, "found", len(content))
		return w
	}
	w.image = image{base: content[:baseSize], bins: content[baseSize:]}
	return w
}

// run reads the hive.
func (w *walker) run(fileName string) {
	if w.image.base == nil {
		return
	}
	w.checkHeader()
	root, err := w.image.key(w.image.root())
	if err != nil {
		w.lost(evidence.Failed("hive/root", "error", err))
		root = &key{offset: w.image.root(), subkeyList: noCell}
	}
	where := w.rootName(root, fileName)
	if where == "" {
		w.result.Notes = append(w.result.Notes, evidence.Say("note/hive-unknown"))
		return
	}
	w.state.Root(where)
	if err == nil {
		w.visit(root, []byte(where), 0)
	}
	if w.partial {
		w.salvage(root.offset, where)
	}
	w.state.Finish(&w.result, w.partial)
}

// checkHeader notes what the base block tells about the state of the file.
func (w *walker) checkHeader() {
	h := &w.image
	if !h.checksumHolds() {
		w.problem("hive-checksum")
	}
	if h.written() != h.flushed() {
		w.result.Notes = append(w.result.Notes, evidence.Say("note/hive-dirty", "written", h.written(), "flushed", h.flushed()))
	}
	if size := int64(h.binSize()); size > int64(len(h.bins)) {
		w.problem("file-cut/bins", "wanted", size, "found", len(h.bins))
	}
}

// visit looks at one key and goes on to those below it that may be wanted.
func (w *walker) visit(k *key, path []byte, depth int) {
	if w.seen[k.offset] || depth > maxDepth || w.stopped() {
		return
	}
	w.seen[k.offset] = true
	switch w.state.Wants(path) {
	case parsers.Unwanted:
		return
	case parsers.Wanted:
		w.take(k, string(path))
	}
	if k.subkeys == 0 {
		return
	}
	l := lister{image: &w.image, lost: w.lost, left: &w.left}
	l.visit = func(offset uint32) {
		if w.seen[offset] {
			return
		}
		sub, err := w.image.key(offset)
		if err != nil {
			w.lost(err)
			return
		}
		w.result.Records++
		below := append(append(bytes.Clone(path), '\\'), sub.name...)
		w.visit(sub, below, depth+1)
	}
	l.list(k.subkeyList, 0)
}

// take sends a wanted key and its values.
func (w *walker) take(k *key, path string) {
	name, _ := regpath.Normalize(path)
	at := evidence.Locator{RegistryKey: path, Offset: int64(k.offset) + baseSize}
	w.state.Add(evidence.Setting{Key: name, Type: regstate.TypeKey, LastWrite: k.lastWrite, Locator: at})
	w.image.values(k, func(v value) bool {
		w.state.Add(evidence.Setting{
			Key: name, Name: v.name, Type: regstate.TypeName(v.typ), Value: v.text,
			LastWrite: k.lastWrite, Locator: at,
		})
		return !w.stopped()
	}, w.lost)
}

// maxDamaged ends the reading of a hive in which nothing fits together.
const maxDamaged = 100_000

// stopped reports whether to look no further.
func (w *walker) stopped() bool {
	return w.state.Full() || w.result.Damaged > maxDamaged || w.ctx.Err() != nil
}

// lost notes something that should have been read and could not be.
func (w *walker) lost(err error) {
	w.result.Damaged++
	w.problem("bad-cell", "error", err)
}

func (w *walker) problem(code evidence.Code, values ...any) {
	w.partial = true
	if len(w.result.Problems) < maxProblems {
		w.result.Problems = append(w.result.Problems, parsers.Lost(code, values...))
	}
}
