package evtx

// gap is a run of chunk places that hold no chunk.
type gap struct {
	index  int // of the first place
	count  int
	offset int64
	zero   bool   // only zeros: not yet used, or wiped
	head   string // what stands where the magic should
	size   int    // bytes of the first place
}

// gaps collects the places without a chunk. Whether something is missing there
// shows only later: after the last chunk they are unused space.
type gaps struct{ pending []gap }

func (g *gaps) add(next gap) {
	if n := len(g.pending); n > 0 && g.pending[n-1].zero == next.zero {
		g.pending[n-1].count++
		return
	}
	if len(g.pending) < maxProblems {
		g.pending = append(g.pending, next)
	}
}

// close returns the pending gaps and forgets them.
func (g *gaps) close() []gap {
	closed := g.pending
	g.pending = nil
	return closed
}

// lostAtEnd reports whether a gap after the last chunk stands where the header
// says that a chunk should be.
func (g gap) lostAtEnd(h fileHeader) bool {
	if !h.trusted() {
		return !g.zero
	}
	unused := g.zero && h.current == 0 && h.next <= 1
	return uint64(g.index) <= h.current && !unused
}

// gapProblem reports a gap, unless it is unused space as it should be.
func (f *file) gapProblem(g gap, lost bool) {
	if g.zero && !lost {
		return
	}
	if f.told++; f.told > maxProblems {
		return
	}
	switch {
	case g.zero:
		f.problem(g.offset, true, "chunk-zeroed", "n", g.count, "chunk", g.index, "offset", g.offset)
	case !lost && g.size < chunkSize && g.count == 1:
		f.problem(g.offset, false, "trailing-bytes", "n", g.size)
	case g.size < chunkSize && g.count == 1:
		f.problem(g.offset, lost, "chunk-magic/before", "n", g.size, "chunk", g.index, "found", g.head)
	default:
		f.problem(g.offset, lost, "chunk-magic",
			"n", g.count, "chunk", g.index, "offset", g.offset, "found", g.head, "wanted", chunkMagic)
	}
}
