package bundle

import (
	"errors"
	"io"
	"strings"

	"hybriddiag/bundle/internal/cab"
	"hybriddiag/evidence"
)

// cab walks the files of a cabinet.
func (w *walker) cab(n node) error {
	r, err := n.content.at()
	if err != nil {
		p := w.readProblem(n.path, 0, err)
		return w.emit(n, &p)
	}
	defer r.Close()
	c, err := cab.NewReader(r, n.content.size, w.skip)
	if err != nil {
		p := lost(CodeDamaged+"/cab", n.path, "error", err)
		return w.emit(n, &p)
	}
	w.summary.Archives++
	if c.Cut {
		w.report(n.parent, lost(CodeCut+"/list", n.path, "n", c.Files()))
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
			return w.abandon(n, err)
		}
	}
}

func (w *walker) cabFile(child node, f cab.File, r *cab.Reader) error {
	refuse := func(p Problem) error { return w.emit(child, &p) }
	switch err := r.Err(); {
	case errors.Is(err, errSkipped):
		return err
	case errors.Is(err, cab.ErrMethod):
		return refuse(lost(CodeMethod+"/cab", child.path, "method", evidence.Word(f.Method)))
	case errors.Is(err, cab.ErrSpanned):
		if len(r.Others) > 0 {
			return refuse(lost(CodeSplit+"/cab-of", child.path, "others", strings.Join(r.Others, ", ")))
		}
		return refuse(lost(CodeSplit+"/cab", child.path))
	case errors.Is(err, cab.ErrOverlap):
		return refuse(lost(CodeOverlap, child.path))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return refuse(lost(CodeEntryLost+"/cut", child.path))
	case err != nil:
		return refuse(lost(CodeEntryLost+"/damaged", child.path, "error", err))
	}
	return w.member(child, r, r.Ratio)
}
