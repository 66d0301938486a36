package diag

import (
	"bytes"
	"cmp"
	"io"
	"sync"

	"hybriddiag/bundle"
	"hybriddiag/parsers"
	"hybriddiag/parsers/all"
)

// content is the content of one file for the parsers that may know it. Its head
// is looked at once; what is behind it is opened again for each parser after the
// first.
type content struct {
	from  bundle.File
	walk  *walk
	in    *bundle.Reader // stands behind the head, or behind what a parser has read
	buf   *[parsers.HeadSize]byte
	head  *parsers.Head
	tried bool  // a parser has read
	bytes int64 // how many were read by the one that got farthest
}

// heads are buffers for the first bytes of files.
var heads = sync.Pool{New: func() any { return new([parsers.HeadSize]byte) }}

// open opens the file and reads its head. After an error there is nothing to
// close.
func (w *walk) open(from bundle.File) (*content, error) {
	in, err := from.Open()
	if err != nil {
		return nil, err
	}
	c := &content{from: from, walk: w, in: in, buf: heads.Get().(*[parsers.HeadSize]byte)}
	n, err := io.ReadFull(c.counted(0), c.buf[:])
	if n == 0 && err != io.EOF {
		c.close()
		return nil, err
	}
	c.head = parsers.NewHead(c.buf[:n], cmp.Or(from.Name, from.Path))
	return c, nil
}

func (c *content) close() {
	c.in.Close()
	heads.Put(c.buf)
}

// input returns the content from its first byte on.
func (c *content) input() (parsers.Input, error) {
	if whole := len(c.head.Raw) < parsers.HeadSize; c.tried && !whole {
		if err := c.reopen(); err != nil {
			return parsers.Input{}, err
		}
	}
	c.tried = true
	behind := c.counted(int64(len(c.head.Raw)))
	return parsers.Input{
		Path: c.from.Path, Size: c.from.Size, Head: c.head, Nested: all.ReadNested,
		R: io.MultiReader(bytes.NewReader(c.head.Raw), behind), Beside: c.beside,
	}, nil
}

// beside opens another file of the folder.
func (c *content) beside(name string) (io.ReadCloser, error) {
	f, err := c.from.Beside(name)
	if err != nil {
		return nil, err
	}
	return f.Open()
}

// reopen opens the file again, behind its head.
func (c *content) reopen() error {
	in, err := c.from.Open()
	if err != nil {
		return err
	}
	c.in.Close()
	c.in = in
	_, err = io.CopyN(io.Discard, in, int64(len(c.head.Raw)))
	return err
}

// counted returns the rest of the content, of which at bytes were read before,
// and counts those that no parser has read yet.
func (c *content) counted(at int64) io.Reader { return &counted{c, at} }

type counted struct {
	*content
	at int64
}

// Read implements io.Reader.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	if c.at += int64(n); c.at > c.bytes {
		c.walk.progress(c.at - c.bytes)
		c.bytes = c.at
	}
	return n, err
}
