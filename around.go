package diag

import (
	"context"
	"io"

	"hybriddiag/parsers"
	"hybriddiag/parsers/paste"
)

// maxAround is how large a text is at the most around whose records people write:
// what is larger was copied as a file.
const maxAround = 1 << 20

// around reads what a person wrote above and below the records that a reader of
// text found: the decisive sentence may stand there.
func (f *file) around(ctx context.Context, c *content, res parsers.Result) {
	if res.Tentative || res.Unread || c.head.Magic != parsers.NoMagic || c.bytes > maxAround || !f.lines.Known() {
		return
	}
	in, err := c.input()
	if err != nil {
		return // told already
	}
	raw, err := io.ReadAll(io.LimitReader(in.R, maxAround))
	if err != nil {
		return
	}
	paste.Around(ctx, raw, f.lines, f.sink)
}
