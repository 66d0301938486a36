// Package pcap reads packet captures and tells the TLS story in them: one
// evidence.Event of kind "tls" for each connection that tried TLS.
//
// Two formats, both in either byte order. The classic one (.pcap):
//
//	off size  file header
//	0   4     magic A1B2C3D4 (times in µs) or A1B23C4D (ns), in the writer's byte order
//	4   16    version 2.4, zone, accuracy, longest frame
//	20  4     link type in the low 16 bits
//	          then records
//	0   8     time: seconds, µs or ns
//	8   4     bytes kept        12  4  bytes of the frame
//	16  n     frame
//
// and the next generation (.pcapng), a row of blocks:
//
//	0   4     type: 0A0D0D0A section header, 1 interface, 2 packet (old),
//	          3 simple packet, 6 enhanced packet; others are stepped over, among
//	          them the keys that some tools save for decryption
//	4   4     length of the block, a multiple of 4
//	8   …     body; a section header begins with 1A2B3C4D in the section's byte order
//	n-4 4     length again
//
// Sources: draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng. A damaged header
// ends the reading with a problem; all frames before it count, and a frame that
// makes no sense never costs the next one. Memory is bounded by one frame and
// the limits of package tlsstory.
package pcap

import (
	"context"
	"errors"
	"io"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/tlsstory"
)

const (
	maxFrame  = 256 << 10 // bytes of one frame that are looked at
	checkStop = 1024      // frames between two looks at the context
)

// Parser reads .pcap and .pcapng files.
type Parser struct{}

// Format returns "pcap".
func (Parser) Format() string { return "pcap" }

// Detect looks for the magic numbers.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	if h.Magic == parsers.Capture && len(h.Raw) >= classicHeader {
		return parsers.Magic
	}
	return parsers.No
}

// frame is one captured packet.
type frame struct {
	time   time.Time // zero when the format has none
	link   int
	offset int64  // of its record or block in the file
	data   []byte // valid until the next frame
}

// source is a file format: it returns frames until io.EOF, or a fault. Any
// other error comes from the reader below.
type source interface {
	next() (frame, error)
}

// fault is damage that ends the reading of a file.
type fault struct{ problem parsers.Problem }

func (f *fault) Error() string { return f.problem.String() }

// Parse reads the whole capture.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	var result parsers.Result
	story := tlsstory.New(out.Event)
	err := readAll(ctx, in.R, story, &result)
	story.Close()
	out.Coverage(evidence.Coverage{
		Kind: evidence.CoversChannel, Root: tlsstory.Log, From: result.First, To: result.Last, Partial: len(result.Problems) > 0,
	})
	return result, err
}

func readAll(ctx context.Context, r io.Reader, story *tlsstory.Story, result *parsers.Result) error {
	src, err := open(newCounter(r))
	for err == nil {
		if result.Records%checkStop == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		var f frame
		if f, err = src.next(); err == nil {
			result.Records++
			result.Span(f.time)
			story.PacketAt(evidence.Locator{Offset: f.offset}, f.time, f.link, 0, f.data)
		}
	}
	var damage *fault
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case errors.As(err, &damage):
		result.Damaged++
		result.Problems = append(result.Problems, damage.problem)
		return nil
	}
	return err
}

// open reads the first bytes and chooses the format.
func open(in *counter) (source, error) {
	head, err := in.peek(24)
	if err != nil {
		return nil, err
	}
	if order, unit, ok := classicOrder(head); ok {
		return newClassic(in, order, unit)
	}
	return &nextGeneration{in: in}, nil
}
