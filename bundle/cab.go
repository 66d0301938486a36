package bundle

import (
	"errors"
	"io"

	"hybriddiag/bundle/internal/cab"
)

// cab walks the files of a cabinet.
func (w *walker) cab(n node) error {
	r, err := n.content.at()
	if err != nil {
		p := w.readProblem(n.path, 0, err)
		return w.emit(n, &p)
	}
	defer r.Close()
	c, err := cab.NewReader(r, n.content.size)
	if err != nil {
		p := lost(CodeDamaged, n.path, "no file can be found in this cabinet (%v)", err)
		return w.emit(n, &p)
	}
	w.summary.Archives++
	if c.Cut {
		w.report(n.parent, lost(CodeCut, n.path, "the list of files is cut short: %d files found", c.Files()))
	}
	used := names{}
	for {
		f, err := c.Next()
		if err == io.EOF {
			return nil
		}
		child, ok := w.child(n, decodeName(f.Name), used)
		if !ok {
			return nil
		}
		child.content.size = f.Size
		if err := w.cabFile(child, f, c); err != nil {
			return err
		}
	}
}

func (w *walker) cabFile(child node, f cab.File, r *cab.Reader) error {
	refuse := func(p Problem) error { return w.emit(child, &p) }
	switch err := r.Err(); {
	case errors.Is(err, cab.ErrMethod):
		return refuse(lost(CodeMethod, child.path, "compressed with %s, which is not supported: unpack the cabinet (expand -F:* name.cab folder) and hand in the folder", f.Method))
	case errors.Is(err, cab.ErrSpanned):
		return refuse(lost(CodeSplit, child.path, "continues in another cabinet of its set: unpack the set (expand -F:* name.cab folder) and hand in the folder"))
	case errors.Is(err, cab.ErrOverlap):
		return refuse(lost(CodeOverlap, child.path, "shares the data of another file, which is read once"))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return refuse(lost(CodeEntryLost, child.path, "the cabinet is cut short before this file"))
	case err != nil:
		return refuse(lost(CodeEntryLost, child.path, "the cabinet is damaged before this file (%v)", err))
	}
	return w.member(child, r)
}
