// Package peek looks at the head of a stream without losing it.
package peek

import (
	"bufio"
	"errors"
	"io"
)

// Head returns up to n bytes from the start of r, and a reader that begins with
// them. It fails only when there is nothing to read and the end is not the
// reason.
func Head(r io.Reader, n int) (head []byte, src io.Reader, err error) {
	b := bufio.NewReaderSize(r, n)
	head, err = b.Peek(n)
	if len(head) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	return head, b, nil
}
