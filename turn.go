package diag

import (
	"bytes"
	"context"
	"io"
)

// turns lets files that are read at the same time write one after the other, in
// the order in which they come.
type turns struct {
	w    io.Writer
	last chan struct{} // closed when the file before has written all
}

func newTurns(w io.Writer) *turns {
	first := make(chan struct{})
	close(first)
	return &turns{w, first}
}

// next returns the turn of the next file.
func (t *turns) next(ctx context.Context) *turn {
	next := &turn{ctx: ctx, w: t.w, before: t.last, done: make(chan struct{})}
	t.last = next.done
	return next
}

// turn writes for one file. It belongs to one goroutine.
type turn struct {
	ctx    context.Context // of the reading; nobody waits longer
	w      io.Writer
	before <-chan struct{}
	done   chan struct{}
	held   bytes.Buffer // what was written before the turn has come
}

// heldOfTurn is how much a file may write before its turn has come.
const heldOfTurn = 1 << 20

// Write implements io.Writer. It waits for its turn when too much is held.
func (t *turn) Write(p []byte) (int, error) {
	if t.held.Len() < heldOfTurn {
		select {
		case <-t.before:
		default:
			return t.held.Write(p)
		}
	}
	if err := t.flush(); err != nil {
		return 0, err
	}
	return t.w.Write(p)
}

// flush waits for the turn and writes what is held.
func (t *turn) flush() error {
	select {
	case <-t.before:
	case <-t.ctx.Done():
		return t.ctx.Err()
	}
	_, err := t.held.WriteTo(t.w)
	return err
}

// end writes the rest and lets the next file write. After an error nobody
// writes any more.
func (t *turn) end() error {
	err := t.flush()
	if err == nil {
		close(t.done)
	}
	return err
}
