package bundle

import (
	"errors"
	"io"

	"hybriddiag/evidence"
)

// member takes in a file of an archive that can only be read from front to
// back: its bytes are kept aside, so that it can be read later and elsewhere.
// ratio tells how far the archive was compressed, nil that passing over bytes
// costs nothing.
func (w *walker) member(n node, r io.Reader, ratio func() int64) error {
	unneeded := false
	needed := func(head []byte) bool {
		unneeded = detectHead(head) == plain && w.wanted != nil && !w.wanted(n.name, head)
		return !unneeded
	}
	if err := w.keepAside(&n, r, w.limits.HoldMember, needed); err != nil {
		return err
	}
	if err := w.file(n); err != nil || !unneeded || ratio == nil {
		return err
	}
	return w.pass(r, ratio)
}

// pass reads on to the end of a member that nobody needs.
func (w *walker) pass(r io.Reader, ratio func() int64) error {
	for {
		n, err := io.CopyN(io.Discard, r, 1<<20)
		if e := w.skip(n, ratio()); e != nil {
			return e
		}
		if err != nil {
			return nil // the end, or damage that the next member will tell
		}
	}
}

// bombRatio is how many bytes out of one make an archive suspicious: logs reach
// 50, and files of zeros 1,000.
const bombRatio = 200

// errSkipped says that too much of an archive was unpacked for nothing.
var errSkipped = errors.New("skipped")

// skip charges n bytes that were unpacked only to get past them. Those of an
// archive that is compressed no further than logs are may be as many as the
// case may have bytes.
func (w *walker) skip(n, ratio int64) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	left := w.left.Add(-n)
	if ratio >= bombRatio {
		w.skipped += n
	}
	if left < 0 || w.skipped > w.limits.Skipped {
		return errSkipped
	}
	return nil
}

// abandon ends an archive that costs too much; other errors end the walk.
func (w *walker) abandon(n node, err error) error {
	if !errors.Is(err, errSkipped) {
		return err
	}
	w.report(n.parent, lost(CodeLimitSkip, n.path, "size", evidence.Size(w.skipped), "limit", evidence.Size(w.limits.Skipped)))
	return nil
}

// ratioOf returns how far what is read from in is compressed, nil for bytes that
// are not.
func ratioOf(in io.Reader) func() int64 {
	if f, ok := in.(*fed); ok {
		return f.ratio
	}
	return nil
}
