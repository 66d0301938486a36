package pcap

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"hybriddiag/parsers"
)

// counter is a reader that knows where it is in the file.
type counter struct {
	r      *bufio.Reader
	offset int64
}

func newCounter(r io.Reader) *counter { return &counter{r: bufio.NewReaderSize(r, 64<<10)} }

// peek shows the next n bytes; a shorter file is a fault.
func (c *counter) peek(n int) ([]byte, error) {
	b, err := c.r.Peek(n)
	return b, c.whole(len(b), n, "header", err)
}

// header fills b; io.EOF when the file ends before it.
func (c *counter) header(b []byte) error {
	if _, err := c.r.Peek(1); err != nil {
		return err
	}
	return c.read(b, "header")
}

// read fills b. A file that ends too early is a fault.
func (c *counter) read(b []byte, what string) error {
	n, err := io.ReadFull(c.r, b)
	err = c.whole(n, len(b), what, err)
	c.offset += int64(n)
	return err
}

// body reads n bytes into buffer, no more than maxFrame of them, and steps over
// the rest.
func (c *counter) body(buffer []byte, n int64, what string) ([]byte, error) {
	kept := int(min(n, maxFrame))
	if cap(buffer) < kept {
		buffer = make([]byte, kept)
	}
	buffer = buffer[:kept]
	if err := c.read(buffer, what); err != nil {
		return buffer, err
	}
	return buffer, c.skip(n-int64(kept), what)
}

func (c *counter) skip(n int64, what string) error {
	done, err := io.CopyN(io.Discard, c.r, n)
	err = c.whole(int(done), int(n), what, err)
	c.offset += done
	return err
}

// whole turns the end of the file inside something into a fault.
func (c *counter) whole(got, wanted int, what string, err error) error {
	if err == nil || got == wanted {
		return nil
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return c.fault("cut", "%s: wanted %d bytes, found %d before the end of the file", what, wanted, got)
	}
	return err
}

func (c *counter) fault(code, format string, args ...any) error {
	return &fault{parsers.Problem{Code: code, Message: fmt.Sprintf(format, args...), Offset: c.offset, Loss: true}}
}
