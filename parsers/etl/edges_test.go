package etl

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/golden"
	"hybriddiag/internal/i18n"
	"hybriddiag/internal/winfmt"
	"hybriddiag/parsers"
)

// corpusTrace reads a trace of the corpus.
func corpusTrace(t testing.TB, folder, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(golden.Corpus(t, "etl", folder, name+".etl"))
	require.NoError(t, err)
	return b
}

func codes(r parsers.Result) []string {
	var out []string
	for _, p := range r.Problems {
		out = append(out, p.Kind())
	}
	return out
}

// get returns the named value of the first event with that id.
func get(s *testSink, id uint32, name string) string {
	for _, e := range s.events {
		if e.EventID == id {
			v, _ := e.Get(name)
			return v
		}
	}
	return ""
}

func TestOddTracesGiveTheirRecordsAndNameWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		folder, name string
		records      int
		problems     []string
		check        func(*testing.T, *testSink, parsers.Result)
	}{
		{"samples", "CrossMachineHTTP", 3397, nil, func(t *testing.T, s *testSink, _ parsers.Result) {
			for _, e := range s.events { // Windows 7 writes the alignment beside the processor
				require.Less(t, e.Processor, uint16(8))
			}
		}},
		{"synthetic", "synth_win7_v0_ssl3tls10", 13, nil, func(t *testing.T, s *testSink, _ parsers.Result) {
			require.Equal(t, "160", get(s, 728, "EnabledProtocols"))
		}},
		{"samples", "SelfDescribingSingleEvent", 23, nil, func(t *testing.T, s *testSink, _ parsers.Result) {
			require.Equal(t, "Hello", get(s, 3, "a.b"), "variable, unaligned and compressed buffers")
		}},
		{"samples", "net.4.5.2.x64", 179474, nil, nil},
		{"synthetic", "synth_32bit_v0", 9, nil, func(t *testing.T, s *testSink, _ parsers.Result) {
			require.Equal(t, "2048", get(s, 728, "EnabledProtocols"), "4-byte pointers")
		}},
		{"samples", "s4_CldFlt2", 2, []string{"not-finalized"}, nil},
		{"synthetic", "synth_live_unfinalized", 11, []string{"not-finalized"}, nil},
		{"synthetic", "synth_truncated_tail", 11, []string{"truncated"}, nil},
		{"synthetic", "synth_truncated_midbuffer", 6, []string{"truncated"}, nil},
		{"synthetic", "synth_zero_tail", 11, nil, nil},
		{"samples", "s4_CldFlt0", 17, nil, func(t *testing.T, s *testSink, r parsers.Result) {
			require.Equal(t, "2025-12-19T01:28:04.0355567Z", winfmt.FormatTime(r.First), "clock 2")
			require.Len(t, s.of(evidence.KindWPP), 13)
			require.Equal(t, "{2818ef08-6a54-396f-2244-5a6ea4a98cf0}", s.of(evidence.KindWPP)[0].Group)
		}},
		{"synthetic", "synth_systemtime_clock_wpp", 12, nil, func(t *testing.T, s *testSink, _ parsers.Result) {
			require.Equal(t, uint16(43), s.of(evidence.KindWPP)[0].MessageNumber)
		}},
		{"samples", "AMSITrace", 21, nil, func(t *testing.T, s *testSink, _ parsers.Result) {
			v, ok := s.of(evidence.KindEvent)[0].Get("Engine")
			require.True(t, ok)
			require.Equal(t, "VBScript", v, "the payload begins after the chain of extended items")
		}},
		{"synthetic", "synth_embedded_meta", 13, nil, func(t *testing.T, s *testSink, _ parsers.Result) {
			require.Contains(t, s.of(evidence.KindEvent)[0].Message, "SP_PROT_TLS1_CLIENT", "bits by name")
		}},
		{"samples", "primitive-types", 7, nil, func(t *testing.T, s *testSink, _ parsers.Result) {
			require.Len(t, s.of(evidence.KindEvent)[0].Data, 12)
		}},
		{"samples", "KernelNetwork", 8924, nil, func(t *testing.T, s *testSink, r parsers.Result) {
			require.Contains(t, limit(r, "no-webio"), "no WebIO events and no captured packets")
			require.Equal(t, "2012-06-19T20:33:52.813594", r.First.Format("2006-01-02T15:04:05.000000"), "a clock of 1.8 MHz")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			sink, result := parse(t, corpusTrace(t, c.folder, c.name))
			require.Equal(t, c.records, result.Records)
			require.ElementsMatch(t, c.problems, slices.DeleteFunc(codes(result), isLimit))
			for i := 1; i < len(sink.events); i++ {
				a, b := sink.events[i-1], sink.events[i]
				require.False(t, b.Kind != evidence.KindTLS && b.Time.Before(a.Time), "out-of-order buffers come out in the order of time")
			}
			if c.check != nil {
				c.check(t, sink, result)
			}
		})
	}
}

func TestEveryMaskIsReadInEveryVersionAndPointerSize(t *testing.T) {
	for _, mask := range []uint32{0, 0x80, 0xa0, 0xa80, 0x800, 0x2800, 0xffffffff, 0x10000} {
		for version := byte(0); version < 3; version++ {
			for _, narrow := range []bool{false, true} {
				sink, _ := parse(t, newTrace().begin().event(acquire(version, mask, narrow)).bytes())
				require.Equal(t, strconv.Itoa(int(mask)), get(sink, 728, "EnabledProtocols"), "version %d, 32-bit %t", version, narrow)
			}
		}
	}
}

func TestOneBadRecordCostsItsBufferOnly(t *testing.T) {
	first := bufferHeaderSize
	for name, change := range map[string]func(buffer []byte){
		"bad marker":          func(b []byte) { b[first+3] = 0x11 },
		"size 0":              func(b []byte) { b[first], b[first+1] = 0, 0 },
		"size beyond the end": func(b []byte) { b[first], b[first+1] = 0xff, 0xff },
		"FF at once":          func(b []byte) { copy(b[first:], []byte{255, 255, 255, 255}) },
		"size of a header":    func(b []byte) { binary.LittleEndian.PutUint16(b[first:], 0x10) },
		"filled too far":      func(b []byte) { binary.LittleEndian.PutUint32(b[0x30:], 1<<20) },
		"no size":             func(b []byte) { binary.LittleEndian.PutUint32(b, 0) },
		"size of its header":  func(b []byte) { binary.LittleEndian.PutUint32(b, bufferHeaderSize) },
		"size of 4 GiB":       func(b []byte) { binary.LittleEndian.PutUint32(b, 0xffff_ffff) },
		"rubbish":             func(b []byte) { copy(b, bytes.Repeat([]byte{0xa5}, len(b))) },
	} {
		t.Run(name, func(t *testing.T) {
			trace := newTrace()
			trace.written = 4
			trace.begin()
			for _, mask := range []uint32{0x80, 0xa0, 0x800} {
				trace.event(acquire(1, mask, false)).flush(0, 0)
			}
			file := trace.bytes()
			change(file[2*trace.size : 3*trace.size])
			sink, _ := parse(t, file)
			var masks []string
			for _, e := range sink.of(evidence.KindEvent) {
				v, _ := e.Get("EnabledProtocols")
				masks = append(masks, v)
			}
			require.Equal(t, []string{"128", "2048"}, masks, "the buffers before and after are read")
		})
	}
}

func TestACompressedBufferThatPromisesTooMuchIsBounded(t *testing.T) {
	trace := newTrace().begin()
	bomb := make([]byte, bufferHeaderSize)
	binary.LittleEndian.PutUint32(bomb[0x30:], maxUnpacked)
	bomb[0x2c], bomb[0x34] = 3, flagProcIndex|flagCompressed
	bomb = append(bomb, 0, 0, 0, 0x40, 'z', 7, 0, 15, 255, 0, 0, 255, 255, 255, 255)
	binary.LittleEndian.PutUint32(bomb, uint32(len(bomb)))
	file := append(trace.bytes(), bomb...)
	_, result := parse(t, file)
	require.Equal(t, 1, result.Records)
	require.Contains(t, codes(result), "record")
}

func TestAFileWithoutItsBeginningIsStillRead(t *testing.T) {
	trace := newTrace().begin().event(acquire(1, 0x80, false))
	sink, result := parse(t, trace.bytes()[trace.size:])
	require.Equal(t, []string{"no-log-header"}, codes(result))
	require.Equal(t, "128", get(sink, 728, "EnabledProtocols"))
	require.True(t, sink.events[0].Time.IsZero(), "without a clock there are no times")
}

// isLimit reports whether a problem is about what was traced, not about the file.
func isLimit(code string) bool {
	return code == "events-lost" || code == "circular-trace" || code == "no-webio"
}

// limit returns what the result says about a limit.
func limit(r parsers.Result, code string) string {
	for _, p := range r.Problems {
		if p.Kind() == code && !p.Loss {
			return i18n.English.Say(p.Note)
		}
	}
	return ""
}

func TestEmptyAndHeaderOnlyFilesAreNoFault(t *testing.T) {
	_, result := parse(t, nil)
	require.Zero(t, result.Records)
	trace := newTrace()
	trace.written = 1
	_, result = parse(t, trace.begin().bytes())
	require.Equal(t, 1, result.Records)
	require.Equal(t, []string{"no-webio"}, codes(result))
}

func TestLossesAreTold(t *testing.T) {
	trace := newTrace()
	trace.lost, trace.mode = 3, modeCircular
	sink, result := parse(t, trace.begin().event(acquire(1, 0x80, false)).bytes())
	require.Contains(t, limit(result, "events-lost"), "3 events lost by the logger")
	require.Contains(t, limit(result, "circular-trace"), "overwritten")
	require.True(t, sink.coverage[0].Partial)

	trace = newTrace().begin().event(acquire(1, 0x80, false)).flush(0, flagEventsLost)
	_, result = parse(t, trace.bytes())
	require.Contains(t, limit(result, "events-lost"), "marked as having lost events")
}

func TestBuffersThatAreMissingAtTheEndAreTold(t *testing.T) {
	trace := newTrace()
	trace.written = 5
	_, result := parse(t, trace.begin().event(acquire(1, 0x80, false)).bytes())
	require.Equal(t, []string{"truncated"}, codes(result))
	require.True(t, result.Problems[0].Loss)
}

func TestTLSIsOnlyCoveredWhereItWasCaptured(t *testing.T) {
	sink, _ := parse(t, newTrace().begin().event(acquire(1, 0x80, false)).bytes())
	require.Equal(t, "tls", sink.coverage[0].Root)
	sink, result := parse(t, newTrace().begin().event(testEvent{guid: "{1c95126e-7eea-49a9-a3fe-a378b03ddb4d}", id: 3006}).bytes())
	require.Equal(t, "Microsoft-Windows-DNS-Client", sink.coverage[0].Root)
	require.Contains(t, limit(result, "no-webio"), "Microsoft-Windows-DNS-Client (1)")
}

func TestOnlyWantedEventsAreGivenOut(t *testing.T) {
	trace := newTrace().begin().event(acquire(1, 0x80, false)).event(testEvent{guid: guidWinHTTP, id: 9})
	sink := &testSink{wants: func(h parsers.Header) bool { return h.Provider == "Microsoft-Windows-WinHttp" && h.EventID == 9 }}
	parseWith(t, trace.bytes(), sink)
	require.Len(t, sink.events, 1)
	require.Equal(t, guidWinHTTP, sink.events[0].Provider.GUID)
}

func TestTheComputerIsNamedByTheKernelConfiguration(t *testing.T) {
	trace := newTrace().begin()
	name := append(winfmt.AppendUTF16LE(nil, "CONN01"), make([]byte, 1024)...)
	trace.system(groupConfig, typeConfigCPU, testTick, append(payloadOf(uint32(2400), uint32(4), uint32(1), uint32(1), uint32(1)), name...))
	_, result := parse(t, trace.bytes())
	require.Equal(t, "CONN01", result.Host)
	require.Equal(t, "+09:00", result.Zone.String())
}

func TestDetectKnowsATraceByItsFirstRecord(t *testing.T) {
	head := newTrace().begin().bytes()
	require.Equal(t, parsers.Magic, Parser{}.Detect(parsers.NewHead(head, "x.bin")))
	require.Equal(t, parsers.Name, Parser{}.Detect(parsers.NewHead([]byte("not a trace"), "NetTrace.ETL")))
	require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte("not a trace"), "notes.txt")))
}

func TestReadingStopsWhenItIsCancelledOrTheSourceFails(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Parser{}.Parse(ctx, parsers.Input{R: bytes.NewReader(newTrace().begin().bytes())}, &testSink{})
	require.ErrorIs(t, err, context.Canceled)

	trace := newTrace().begin().event(acquire(1, 0x80, false)).bytes()
	sink := &testSink{}
	broken := io.MultiReader(bytes.NewReader(trace), failing{})
	result, err := Parser{}.Parse(context.Background(), parsers.Input{R: broken}, sink)
	require.ErrorIs(t, err, io.ErrClosedPipe)
	require.Equal(t, 2, result.Records, "what came before the failure is given out")
	require.Equal(t, "128", get(sink, 728, "EnabledProtocols"))
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestTheSummaryCountsProvidersPacketsAndWebIO(t *testing.T) {
	trace := corpusTrace(t, "synthetic", "synth_win10_tls10only")
	nothing := &testSink{wants: func(parsers.Header) bool { return false }}
	_, result := parseWith(t, trace, nothing)
	sum := result.Detail.(*Summary)
	require.Equal(t, 7, sum.WebIO)
	require.Equal(t, 2, sum.Packets)
	require.Equal(t, "Microsoft-Windows-WebIO", sum.Providers[0].Name)
	require.Equal(t, 7, sum.Providers[0].Records)
	require.Equal(t, uint32(17763), sum.LogFile.Build)
}
