package parserstest

import (
	"context"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// benchSize is how much text a benchmark reads.
const benchSize = 64 << 20

// Bench reads 64 MiB made of one piece repeated, which never exists as a
// whole, with a sink that wants errors and nothing else.
func Bench(b *testing.B, p parsers.Parser, name, piece string) {
	b.Helper()
	times := benchSize / len(piece)
	b.SetBytes(int64(times * len(piece)))
	b.ReportAllocs()
	for b.Loop() {
		in := parsers.Input{Path: name, Size: -1, R: &repeated{piece: []byte(piece), left: times}}
		_, err := p.Parse(context.Background(), in, &discard{})
		require.NoError(b, err)
	}
}

// repeated gives the same piece again and again.
type repeated struct {
	piece []byte
	left  int
	at    int
}

// Read implements io.Reader.
func (r *repeated) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) && r.left > 0 {
		c := copy(p[n:], r.piece[r.at:])
		n += c
		if r.at += c; r.at == len(r.piece) {
			r.at = 0
			r.left--
		}
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// discard wants errors only and keeps nothing.
type discard struct{ Sink }

// Wants implements parsers.Sink.
func (*discard) Wants(h parsers.Header) bool      { return h.Level == 2 }
func (*discard) WantsKey(string) parsers.Interest { return parsers.Wanted }

// Event implements parsers.Sink.
func (*discard) Event(*evidence.Event) {}
