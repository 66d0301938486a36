package etl

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/tlsstory"
)

// selective wants what the TLS story and a few signatures want.
type selective struct{ events int }

func (*selective) Wants(h parsers.Header) bool {
	return h.Provider == tlsstory.Log || h.Provider == "Schannel" || h.Provider == providerWebIO
}
func (*selective) WantsKey(string) parsers.Interest { return parsers.Unwanted }
func (s *selective) Event(*evidence.Event)          { s.events++ }
func (*selective) Setting(evidence.Setting)         {}
func (*selective) Certificate(evidence.Certificate) {}
func (*selective) Product(evidence.Product)         {}
func (*selective) Coverage(evidence.Coverage)       {}

// everything wants every record decoded.
type everything struct{ selective }

func (*everything) Wants(parsers.Header) bool { return true }

// BenchmarkScan reads real traces beside a plain copy of the same bytes.
func BenchmarkScan(b *testing.B) {
	for _, name := range []string{"KernelNetwork", "ShutdownPerfDiagLogger", "CrossMachineHTTP", "net.4.5.2.x64"} {
		trace := corpusTrace(b, "samples", name)
		b.Run(name+"/copy", func(b *testing.B) {
			b.SetBytes(int64(len(trace)))
			buf := make([]byte, 64<<10)
			for b.Loop() {
				copyThrough(bytes.NewReader(trace), buf)
			}
		})
		b.Run(name+"/wanted", func(b *testing.B) { benchmarkParse(b, trace, &selective{}) })
		b.Run(name+"/everything", func(b *testing.B) { benchmarkParse(b, trace, &everything{}) })
	}
}

func copyThrough(r io.Reader, buf []byte) {
	for {
		if _, err := r.Read(buf); err != nil {
			return
		}
	}
}

func benchmarkParse(b *testing.B, trace []byte, sink parsers.Sink) {
	b.SetBytes(int64(len(trace)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Parser{}).Parse(context.Background(), parsers.Input{R: bytes.NewReader(trace)}, sink); err != nil {
			b.Fatal(err)
		}
	}
}

// endless repeats the buffers after the first one, with later and later times,
// up to a size.
type endless struct {
	head, body []byte
	left       int64
	pending    []byte
	round      uint64
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.pending) == 0 {
		if e.left <= 0 {
			return 0, io.EOF
		}
		e.pending = e.head
		if e.round > 0 {
			e.pending = e.shifted()
		}
		e.round++
	}
	n := copy(p, e.pending)
	e.pending = e.pending[n:]
	e.left -= int64(n)
	return n, nil
}

// shifted moves the timestamps of all events of the body one second on.
func (e *endless) shifted() []byte {
	for at := bufferHeaderSize; at+0x50 <= len(e.body); {
		size := int(binary.LittleEndian.Uint16(e.body[at:]))
		if size < 0x50 || e.body[at+3] != markerHeader {
			break
		}
		clock := e.body[at+0x10:]
		binary.LittleEndian.PutUint64(clock, binary.LittleEndian.Uint64(clock)+ticksPerSecond)
		at += (size + 7) &^ 7
	}
	return e.body
}

// gigabyte returns a reader of a 1 GiB trace with WebIO events, packets and
// events that nobody wants.
func gigabyte() io.Reader {
	trace := newTrace()
	trace.size, trace.written = 64<<10, 0
	trace.end = 0
	head := trace.begin().bytes()
	body := newTrace()
	body.size = 64 << 10
	frame := string(make([]byte, 1400))
	for range 30 {
		body.event(acquire(1, 0xa0, false)).event(ndis(1, 1, wholePacket, frame))
		for range 3 {
			body.event(testEvent{guid: "{7dd42a49-5329-4832-8dfd-43d979153a88}", id: 10, data: make([]byte, 40)})
		}
	}
	return &endless{head: head, body: body.bytes()[:64<<10], left: 1 << 30}
}

func TestATraceOfAGigabyteNeedsNoMoreThan64MiB(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 1 GiB")
	}
	before := heapInUse()
	peak := uint64(0)
	sink := &watching{check: func() { peak = max(peak, heapInUse()) }}
	_, err := Parser{newStory: func(func(*evidence.Event)) story { return noStory{} }}.
		Parse(context.Background(), parsers.Input{R: gigabyte()}, sink)
	require.NoError(t, err)
	require.NotZero(t, peak)
	const margin = 16 << 20 // what the collector has not come to yet
	require.Less(t, peak-min(before, peak), uint64(64<<20+margin))
	t.Logf("%d events, %d MiB at most", sink.events, (peak-min(before, peak))>>20)
}

// watching wants what selective wants and looks at the heap now and then.
type watching struct {
	selective
	check func()
}

func (w *watching) Event(e *evidence.Event) {
	w.selective.Event(e)
	if w.events%5000 == 0 {
		w.check()
	}
}

func heapInUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}
