package logwriter_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/logwriter"
	"hybriddiag/parsers"
	"hybriddiag/parsers/etl"
	"hybriddiag/parsers/parserstest"
)

var traceStart = time.Date(2024, 6, 1, 1, 15, 20, 0, time.UTC)

// sampleTrace is a refused connection of a 64-bit process and one of a 32-bit
// process, on two processors.
func sampleTrace() *logwriter.Trace {
	t := &logwriter.Trace{
		Session: "NetTrace-internetclient", File: `C:\Temp\NetTrace.etl`, Build: 9200, Processors: 2,
		Boot: traceStart.Add(-time.Hour), Start: traceStart, End: traceStart.Add(time.Minute), Bias: -9 * time.Hour,
	}
	hello := append([]byte{22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 1}, make([]byte, 33)...)
	hello = append(hello, 0, 2, 0, 10, 1, 0)
	wide := logwriter.Connection{
		At: traceStart.Add(12 * time.Second), Processor: 1, ProcessID: 3120, ThreadID: 4, Handle: 0x1D0BEEF0,
		Host: "outlook.office365.com", URL: "https://outlook.office365.com/powershell?x=1", Mask: 0xA0,
		Sent: hello, Received: []byte{21, 3, 1, 0, 2, 2, 70}, Status: 0x80090326,
	}
	narrow := wide
	narrow.Narrow, narrow.Old, narrow.ProcessID, narrow.Mask, narrow.Processor = true, true, 4000, 0x800, 0
	narrow.Sent, narrow.Received, narrow.Status = nil, nil, 0
	t.Records = append(wide.Records(), narrow.Records()...)
	t.Records = append(t.Records,
		logwriter.Lookup(traceStart.Add(11*time.Second), 3120, "outlook.office365.com", 0, "192.0.2.10;"),
		logwriter.Process(t.End, 3120, 800, "powershell.exe", `"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"`),
		logwriter.Process(t.End, 4000, 800, "wsmprovhost.exe", "wsmprovhost.exe -Embedding"))
	return t
}

func traceBytes(t *testing.T, trace *logwriter.Trace) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, logwriter.WriteETL(&b, trace))
	return b.Bytes()
}

func readTrace(t *testing.T, b []byte) (*parserstest.Sink, parsers.Result) {
	t.Helper()
	require.Equal(t, parsers.Magic, etl.Parser{}.Detect(parsers.NewHead(b, "x")))
	return parserstest.Parse(t, etl.Parser{}, "NetTrace.etl", b)
}

func find(events []*evidence.Event, id uint32, pid uint32) *evidence.Event {
	for _, e := range events {
		if e.Kind == evidence.KindEvent && e.EventID == id && e.ProcessID == pid {
			return e
		}
	}
	return nil
}

func TestTraceReadsBackAsWritten(t *testing.T) {
	trace := sampleTrace()
	sink, result := readTrace(t, traceBytes(t, trace))
	require.Empty(t, result.Problems)
	require.Zero(t, result.Damaged)
	require.Equal(t, len(trace.Records)+2, result.Records, "and the two records of the header buffer")

	acquire := find(sink.Events, 728, 3120)
	require.NotNil(t, acquire)
	require.Equal(t, "Microsoft-Windows-WebIO", acquire.Provider.Name)
	require.EqualValues(t, 1, acquire.Version)
	require.Equal(t, trace.Records[2].Time, acquire.Time)
	mask, _ := acquire.Get("EnabledProtocols")
	require.Equal(t, "160", mask)
	old := find(sink.Events, 728, 4000)
	require.EqualValues(t, 0, old.Version)
	mask, _ = old.Get("EnabledProtocols")
	require.Equal(t, "2048", mask)
}

func TestTraceTellsTheStory(t *testing.T) {
	sink, _ := readTrace(t, traceBytes(t, sampleTrace()))
	var rows []string
	for _, e := range sink.Events {
		if e.Kind == evidence.KindTLS {
			rows = append(rows, e.Message)
		}
	}
	require.ElementsMatch(t, []string{
		"powershell.exe (3120) to outlook.office365.com:443: offered SSL 3.0, TLS 1.0 (EnabledProtocols 0xA0): " +
			"refused, alert 70 protocol_version from the server, status 0x80090326",
		"wsmprovhost.exe (4000) to outlook.office365.com:443: offered TLS 1.2 (EnabledProtocols 0x800): success",
	}, rows)
}

func TestSameTraceIsTheSameBytes(t *testing.T) {
	require.Equal(t, traceBytes(t, sampleTrace()), traceBytes(t, sampleTrace()))
}

func TestFullBuffersFollowEachOther(t *testing.T) {
	trace := sampleTrace()
	trace.BufferSize = 1024
	b := traceBytes(t, trace)
	checkBuffers(t, b, 1024)
	_, result := readTrace(t, b)
	require.Empty(t, result.Problems)
	require.Equal(t, len(trace.Records)+2, result.Records)
}

// checkBuffers walks the buffers with nothing but the layout.
func checkBuffers(t *testing.T, b []byte, size int) {
	t.Helper()
	le := binary.LittleEndian
	require.Zero(t, len(b)%size)
	for at := 0; at < len(b); at += size {
		buffer := b[at : at+size]
		filled := int(le.Uint32(buffer[0x30:]))
		require.EqualValues(t, size, le.Uint32(buffer))
		require.EqualValues(t, at/size, le.Uint64(buffer[0x18:]))
		require.EqualValues(t, 3, le.Uint32(buffer[0x2C:]))
		require.NotZero(t, le.Uint16(buffer[0x34:])&0x20)
		require.LessOrEqual(t, filled, size)
		require.Zero(t, filled%8)
		for _, pad := range buffer[filled:] {
			require.EqualValues(t, 0xFF, pad)
		}
	}
	require.EqualValues(t, 4, le.Uint16(b[0x36:]), "the first buffer is the header's")
	written := le.Uint32(b[0x48+0x20+0x24:])
	require.EqualValues(t, len(b)/size, written)
}

func TestTraceThatWasNeverStopped(t *testing.T) {
	trace := sampleTrace()
	trace.Unfinished = true
	b := traceBytes(t, trace)
	le := binary.LittleEndian
	require.Zero(t, le.Uint32(b[0x48+0x20+0x24:]))
	require.Zero(t, le.Uint64(b[0x48+0x20+0x10:]))
	_, result := readTrace(t, b)
	require.Equal(t, len(trace.Records)+2, result.Records)
	require.Contains(t, fmt.Sprint(result.Notes, result.Problems), "not-finalized")
}

func TestDescribedEventsDecodeWithoutAnyTemplate(t *testing.T) {
	header := logwriter.EventHeader{Provider: "{11111111-2222-3333-4444-555555555555}", ID: 9, Version: 3, Level: 4}
	trace := sampleTrace()
	at := trace.Start.Add(time.Second)
	trace.Records = []logwriter.TraceRecord{
		logwriter.EventInfo(at, header, "Contoso-Sync", "Protocols %2 for %1",
			logwriter.FieldInfo{Name: "Target", In: logwriter.InUnicode},
			logwriter.FieldInfo{Name: "Protocols", In: logwriter.InUInt32, Map: "protocolBits"}),
		logwriter.BitMap(at, header.Provider, "protocolBits",
			logwriter.MapValue{Value: 0x20, Name: "SSL3"}, logwriter.MapValue{Value: 0x80, Name: "TLS1"}),
		{Time: at.Add(time.Second), ProcessID: 7, Header: header, Payload: logwriter.Payload{}.Text("ad").U32(0xA0).Bytes},
	}
	sink, result := readTrace(t, traceBytes(t, trace))
	require.Len(t, result.Problems, 1)
	require.Equal(t, "no-webio", result.Problems[0].Kind(), "all was read; only the TLS story is missing")
	e := find(sink.Events, 9, 7)
	require.NotNil(t, e)
	require.Equal(t, "Contoso-Sync", e.Provider.Name)
	target, _ := e.Get("Target")
	require.Equal(t, "ad", target)
	require.Contains(t, e.Message, "SSL3")
	require.Contains(t, e.Message, "TLS1")
}

func TestRecordThatCannotFitIsAnError(t *testing.T) {
	trace := sampleTrace()
	trace.BufferSize = 1024
	trace.Records = []logwriter.TraceRecord{{Header: logwriter.EventHeader{}, Payload: make([]byte, 2000)}}
	require.ErrorContains(t, logwriter.WriteETL(&bytes.Buffer{}, trace), "2080 bytes")
}
