package hive

import (
	"encoding/binary"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// maxPaths bounds the memory for the paths of keys found without their parents.
const maxPaths = 64 << 20

// salvor finds the paths of keys by way of their parents.
type salvor struct {
	image *image
	wants func(path []byte) parsers.Interest
	paths map[uint32]string // by offset; "" for a key that leads nowhere
	held  int               // bytes of all paths
}

// salvage searches the bins for wanted keys that could not be reached from the
// root: a cut hive often holds a key without the list that names it.
func (w *walker) salvage(root uint32, where string) {
	before := len(w.seen)
	s := &salvor{image: &w.image, wants: w.state.Wants, paths: map[uint32]string{root: where}}
	w.image.eachCell(func(offset uint32) bool {
		if w.seen[offset] {
			return true
		}
		k, err := w.image.key(offset)
		if err != nil {
			return true
		}
		if path := s.path(k, 0); path != "" && w.state.Wants([]byte(path)) == parsers.Wanted {
			w.seen[offset] = true
			w.take(k, path)
		}
		return !w.stopped()
	})
	if found := len(w.seen) - before; found > 0 {
		w.result.Notes = append(w.result.Notes, evidence.Say("note/hive-orphans", "n", found))
	}
}

// eachCell calls visit with the offset of every cell of every bin, until visit
// returns false.
func (h *image) eachCell(visit func(offset uint32) bool) {
	for at := binHeader; at+8 <= len(h.bins); {
		size := h.cellSize(at)
		if size == 0 {
			at = nextBin(at)
			continue
		}
		if !visit(uint32(at)) {
			return
		}
		at += size
	}
}

// cellSize returns the size of the cell at an offset, 0 when there is none and
// the search goes on in the next bin.
func (h *image) cellSize(at int) int {
	size := int64(int32(binary.LittleEndian.Uint32(h.bins[at:])))
	if size < 0 {
		size = -size
	}
	if size < 8 || size%8 != 0 || int64(at)+size > int64(len(h.bins)) || string(h.bins[at:at+4]) == "hbin" {
		return 0
	}
	return int(size)
}

// nextBin returns the offset of the first cell of the next 4 KiB page; a bin
// begins at a page.
func nextBin(at int) int { return (at+4095)/4096*4096 + binHeader }

// path builds the path of a key from its parents, "" when they do not lead to
// the root or when nobody wants what lies there.
func (s *salvor) path(k *key, depth int) string {
	if path, known := s.paths[k.offset]; known {
		return path
	}
	if depth > maxDepth || s.held > maxPaths {
		return ""
	}
	s.paths[k.offset] = "" // also ends a loop
	above := s.paths[k.parent]
	if above == "" {
		parent, err := s.image.key(k.parent)
		if err != nil {
			return ""
		}
		above = s.path(parent, depth+1)
	}
	if above == "" {
		return ""
	}
	path := above + `\` + k.name
	if s.wants([]byte(path)) == parsers.Unwanted {
		return ""
	}
	s.held += len(path)
	s.paths[k.offset] = path
	return path
}
