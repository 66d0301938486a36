package pcap

import (
	"bufio"
	"errors"
	"io"

	"hybriddiag/evidence"
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
	return b, c.whole(len(b), n, evidence.Say("pcap/header"), err)
}

// header fills b; io.EOF when the file ends before it.
func (c *counter) header(b []byte) error {
	if _, err := c.r.Peek(1); err != nil {
		return err
	}
	return c.read(b, evidence.Say("pcap/header"))
}

// read fills b. A file that ends too early is a fault.
func (c *counter) read(b []byte, what evidence.Note) error {
	n, err := io.ReadFull(c.r, b)
	err = c.whole(n, len(b), what, err)
	c.offset += int64(n)
	return err
}

// body reads n bytes into buffer, no more than maxFrame of them, and steps over
// the rest.
func (c *counter) body(buffer []byte, n int64, what evidence.Note) ([]byte, error) {
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

func (c *counter) skip(n int64, what evidence.Note) error {
	done, err := io.CopyN(io.Discard, c.r, n)
	err = c.whole(int(done), int(n), what, err)
	c.offset += done
	return err
}

// whole turns the end of the file inside something into a fault.
func (c *counter) whole(got, wanted int, what evidence.Note, err error) error {
	if err == nil || got == wanted {
		return nil
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return c.fault("cut", "part", what, "wanted", wanted, "found", got)
	}
	return err
}

func (c *counter) fault(code evidence.Code, values ...any) error {
	return &fault{parsers.Problem{Note: evidence.Say(code, values...), Offset: c.offset, Loss: true}}
}
