package bundle

import (
	"archive/tar"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"io"
	"regexp"

	"hybriddiag/evidence"
)

// archive opens an archive and walks its files.
func (w *walker) archive(n node, f format) error {
	switch f {
	case gzFile, bz2File, xzFile, zstdFile:
		return w.compressed(n, f)
	case tarArchive:
		return w.tar(n, n.content)
	}
	if err := w.access(&n); err != nil {
		return err
	}
	switch f {
	case zipArchive:
		return w.zip(n)
	case cabArchive:
		return w.cab(n)
	default:
		return w.sevenZip(n)
	}
}

// child returns the node of a member, or false when no more members may be read.
func (w *walker) child(n node, rawName string, used names) (node, bool) {
	if !w.countEntry(n.path) {
		return node{}, false
	}
	name, long := cleanName(rawName, w.limits.Name)
	c := node{
		path:   n.path + "!/" + used.unique(name),
		name:   baseName(name),
		parent: n.path,
		depth:  n.depth + 1,
	}
	if long {
		w.report(n.path, note(CodeName, c.path, "size", evidence.Size(len(rawName))))
	}
	return c, true
}

// compressed opens a file that was compressed by itself, or a compressed tar.
func (w *walker) compressed(n node, f format) error {
	inner := w.unpacked(n.content, f)
	head, err := readHead(inner)
	if err != nil {
		p := w.readProblem(n.path, 0, err)
		return w.emit(n, &p)
	}
	w.summary.Archives++
	if detectHead(head) == tarArchive {
		return w.tar(n, inner)
	}
	c, ok := w.child(n, innerName(n.name), names{})
	if !ok {
		return nil
	}
	c.content = inner
	return w.file(c)
}

var compressedName = regexp.MustCompile(`(?i)\.(gz|bz2|xz|zst)$`)

func innerName(name string) string {
	if inner := compressedName.ReplaceAllString(name, ""); inner != "" {
		return inner
	}
	return name
}

// unpacked is the content of a file that was compressed by itself.
func (w *walker) unpacked(c content, f format) content {
	return content{size: -1, open: func() (io.ReadCloser, error) {
		in, err := c.open()
		if err != nil {
			return nil, err
		}
		return w.newFed(in, decompressor(f))
	}}
}

func decompressor(f format) func(io.Reader) (io.Reader, error) {
	switch f {
	case gzFile:
		return func(in io.Reader) (io.Reader, error) { return gzip.NewReader(in) }
	case bz2File:
		return func(in io.Reader) (io.Reader, error) { return bzip2.NewReader(in), nil }
	case zstdFile:
		return openZstd
	default:
		return openXZ
	}
}

// tar walks a tar archive from front to back.
func (w *walker) tar(n node, c content) error {
	in, err := c.open()
	if err != nil {
		p := w.readProblem(n.path, 0, err)
		return w.emit(n, &p)
	}
	defer in.Close()
	if n.content.at != nil {
		w.summary.Archives++
	}
	used := names{}
	for tr := tar.NewReader(in); ; {
		header, err := tr.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			w.report(n.parent, archiveEnd(n.path, len(used), err))
			return nil
		}
		if header.Typeflag != tar.TypeReg && header.Typeflag != tar.TypeGNUSparse {
			continue
		}
		child, ok := w.child(n, decodeName([]byte(header.Name)), used)
		if !ok {
			return nil
		}
		if err := w.member(child, tr, ratioOf(in)); err != nil {
			return w.abandon(n, err)
		}
	}
}

// archiveEnd says how many files an archive gave before it could not be read on.
func archiveEnd(path string, files int, err error) Problem {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return lost(CodeCut, path, "n", files)
	}
	return lost(CodeDamaged, path, "n", files, "error", err)
}
