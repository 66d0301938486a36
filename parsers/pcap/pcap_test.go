package pcap

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"testing"
	"testing/iotest"
	"time"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
	"hybriddiag/tlsstory/tlstest"
)

var begin = time.Date(2024, 6, 1, 1, 15, 32, 123456000, time.UTC)

func parse(t testing.TB, b []byte) (parsers.Result, *parserstest.Sink) {
	t.Helper()
	var out parserstest.Sink
	result, err := Parser{}.Parse(context.Background(), parsers.Input{Path: "a.pcap", Size: -1, R: iotest.HalfReader(bytes.NewReader(b))}, &out)
	require.NoError(t, err)
	return result, &out
}

// refusal are the frames of a TLS 1.0 client at a server that wants TLS 1.2.
func refusal(t testing.TB) [][]byte {
	client, server := tlstest.Handshake(t, tlstest.Config(0x0301, 0x0301, "login.contoso.com"), tlstest.Config(0x0303, 0x0304, ""))
	return [][]byte{frameOf(t, 50001, 443, client), frameOf(t, 443, 50001, server)}
}

func frameOf(t testing.TB, from, to layers.TCPPort, payload []byte) []byte {
	ip := &layers.IPv4{Version: 4, TTL: 64, Protocol: layers.IPProtocolTCP, SrcIP: net.IP{10, 0, 0, 5}, DstIP: net.IP{192, 0, 2, 10}}
	if from == 443 {
		ip.SrcIP, ip.DstIP = ip.DstIP, ip.SrcIP
	}
	tcp := &layers.TCP{SrcPort: from, DstPort: to, Seq: 1, ACK: true, Window: 64000}
	require.NoError(t, tcp.SetNetworkLayerForChecksum(ip))
	b := gopacket.NewSerializeBuffer()
	require.NoError(t, gopacket.SerializeLayers(b, gopacket.SerializeOptions{FixLengths: true},
		&layers.Ethernet{SrcMAC: make([]byte, 6), DstMAC: make([]byte, 6), EthernetType: layers.EthernetTypeIPv4},
		ip, tcp, gopacket.Payload(payload)))
	return b.Bytes()
}

func captureInfo(i int, frame []byte) gopacket.CaptureInfo {
	return gopacket.CaptureInfo{Timestamp: begin.Add(time.Duration(i) * time.Millisecond), CaptureLength: len(frame), Length: len(frame)}
}

// classicFile writes a .pcap with an independent writer.
func classicFile(t testing.TB, nano bool, frames ...[]byte) []byte {
	var b bytes.Buffer
	w := pcapgo.NewWriter(&b)
	if nano {
		w = pcapgo.NewWriterNanos(&b)
	}
	require.NoError(t, w.WriteFileHeader(65535, layers.LinkTypeEthernet))
	for i, frame := range frames {
		require.NoError(t, w.WritePacket(captureInfo(i, frame), frame))
	}
	return b.Bytes()
}

func nextGenFile(t testing.TB, frames ...[]byte) []byte {
	var b bytes.Buffer
	w, err := pcapgo.NewNgWriter(&b, layers.LinkTypeEthernet)
	require.NoError(t, err)
	require.NoError(t, w.WriteDecryptionSecretsBlock(pcapgo.DSB_SECRETS_TYPE_TLS, []byte("CLIENT_RANDOM 00 11\n")))
	for i, frame := range frames {
		require.NoError(t, w.WritePacket(captureInfo(i, frame), frame))
	}
	require.NoError(t, w.WriteInterfaceStats(0, pcapgo.NgInterfaceStatistics{}))
	require.NoError(t, w.Flush())
	return b.Bytes()
}

// swapClassic turns the byte order of a .pcap around.
func swapClassic(b []byte) []byte {
	out := append([]byte(nil), b...)
	swap := func(at, size int) {
		for i := 0; i < size/2; i++ {
			out[at+i], out[at+size-1-i] = out[at+size-1-i], out[at+i]
		}
	}
	for _, f := range [][2]int{{0, 4}, {4, 2}, {6, 2}, {8, 4}, {12, 4}, {16, 4}, {20, 4}} {
		swap(f[0], f[1])
	}
	for at := classicHeader; at < len(b); at += recordHeader + int(binary.LittleEndian.Uint32(b[at+8:])) {
		for i := 0; i < 4; i++ {
			swap(at+4*i, 4)
		}
	}
	return out
}

// bigEndianNextGen is a .pcapng with one interface and the two older kinds of
// packet blocks.
func bigEndianNextGen(frames [][]byte) []byte {
	var out []byte
	put := binary.BigEndian
	block := func(kind uint32, body []byte) {
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
		size := uint32(len(body) + blockHeader + blockTrailer)
		out = put.AppendUint32(put.AppendUint32(out, kind), size)
		out = put.AppendUint32(append(out, body...), size)
	}
	section := put.AppendUint32(nil, byteOrderMagic)
	block(blockSection, append(append(section, 0, 1, 0, 0), 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF))
	block(blockInterface, []byte{0, 1, 0, 0, 0, 0, 0xFF, 0xFF, 0, optionResolution, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0})
	for _, f := range frames {
		body := put.AppendUint64([]byte{0, 0, 0, 0}, uint64(begin.UnixNano()))
		body = put.AppendUint32(put.AppendUint32(body, uint32(len(f))), uint32(len(f)))
		block(blockPacket, append(body, f...))
	}
	for _, f := range frames {
		block(blockSimple, append(put.AppendUint32(nil, uint32(len(f))), f...))
	}
	return out
}

func TestEveryFormatTellsTheRefusal(t *testing.T) {
	frames := refusal(t)
	for name, file := range map[string][]byte{
		"pcap µs":             classicFile(t, false, frames...),
		"pcap ns":             classicFile(t, true, frames...),
		"pcap µs, big-endian": swapClassic(classicFile(t, false, frames...)),
		"pcap ns, big-endian": swapClassic(classicFile(t, true, frames...)),
		"pcapng":              nextGenFile(t, frames...),
		"pcapng, big-endian":  bigEndianNextGen(frames),
		"two sections":        append(nextGenFile(t, frames...), bigEndianNextGen(frames)...),
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, parsers.Magic, Parser{}.Detect(parsers.NewHead(file, "x.bin")))
			result, out := parse(t, file)
			require.Empty(t, result.Problems)
			require.Equal(t, begin, result.First)
			require.Len(t, out.Events, 1)
			outcome, _ := out.Events[0].Get("Outcome")
			require.Equal(t, "refused", outcome)
			require.Positive(t, out.Events[0].Locator.Offset, "the frame that decided")
			require.Equal(t, []evidence.Coverage{{Kind: evidence.CoversChannel, Root: "tls", From: result.First, To: result.Last}}, out.Coverages)
		})
	}
}

func TestFramesAndTimesAgreeWithAnIndependentReader(t *testing.T) {
	frames := [][]byte{refusal(t)[0], {1}, make([]byte, 1500)}
	for _, nano := range []bool{false, true} {
		file := classicFile(t, nano, frames...)
		theirs, err := pcapgo.NewReader(bytes.NewReader(file))
		require.NoError(t, err)
		requireSame(t, file, theirs)
	}
	file := nextGenFile(t, frames...)
	theirs, err := pcapgo.NewNgReader(bytes.NewReader(file), pcapgo.NgReaderOptions{WantMixedLinkType: true})
	require.NoError(t, err)
	requireSame(t, file, theirs)
}

func requireSame(t *testing.T, file []byte, theirs gopacket.PacketDataSource) {
	t.Helper()
	ours, err := open(newCounter(bytes.NewReader(file)))
	require.NoError(t, err)
	for {
		data, info, theirErr := theirs.ReadPacketData()
		f, err := ours.next()
		if theirErr != nil {
			require.ErrorIs(t, theirErr, io.EOF)
			require.ErrorIs(t, err, io.EOF)
			return
		}
		require.NoError(t, err)
		require.Equal(t, data, f.data)
		require.True(t, info.Timestamp.Equal(f.time), "%v %v", info.Timestamp, f.time)
	}
}

func TestCutFileGivesBackWhatStoodBeforeTheCut(t *testing.T) {
	frames := refusal(t)
	for name, file := range map[string][]byte{"pcap": classicFile(t, false, frames...), "pcapng": nextGenFile(t, frames...)} {
		whole, _ := parse(t, file)
		for cut := 30; cut < len(file); cut += 7 {
			result, out := parse(t, file[:cut])
			require.LessOrEqual(t, result.Records, whole.Records)
			if len(result.Problems) > 0 {
				require.Equal(t, "cut", result.Problems[0].Kind(), name)
				require.True(t, out.Coverages[0].Partial)
			}
		}
	}
}

// sectionSize is where the second block of a .pcapng begins.
func sectionSize(file []byte) int { return int(binary.LittleEndian.Uint32(file[4:])) }

func TestDamageIsNamedWithItsPlace(t *testing.T) {
	frames := refusal(t)
	long := classicFile(t, false, frames...)
	binary.LittleEndian.PutUint32(long[classicHeader+8:], 0x7FFFFFFF)
	odd := nextGenFile(t, frames...)
	binary.LittleEndian.PutUint32(odd[sectionSize(odd)+4:], 13)
	for code, file := range map[string][]byte{"record-length": long, "block-length": odd, "cut": long[:10]} {
		result, _ := parse(t, file)
		require.Len(t, result.Problems, 1)
		require.Equal(t, code, result.Problems[0].Kind())
		require.True(t, result.Problems[0].Loss)
	}
}

func TestRowPointsToTheFrameThatDecided(t *testing.T) {
	frames := refusal(t)
	_, out := parse(t, classicFile(t, false, frames...))
	alert := int64(classicHeader + recordHeader + len(frames[0]))
	require.Equal(t, alert, out.Events[0].Locator.Offset)
}

func TestPacketOfUnknownInterfaceCostsNothingElse(t *testing.T) {
	file := nextGenFile(t, refusal(t)...)
	stray := make([]byte, 32)
	binary.LittleEndian.PutUint32(stray, blockEnhanced)
	binary.LittleEndian.PutUint32(stray[4:], 32)
	binary.LittleEndian.PutUint32(stray[8:], 99)
	at := sectionSize(file)
	file = append(append(append([]byte(nil), file[:at]...), stray...), file[at:]...)
	result, out := parse(t, file)
	require.Empty(t, result.Problems)
	require.Len(t, out.Events, 1)
}

func TestReadingStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Parser{}.Parse(ctx, parsers.Input{R: bytes.NewReader(classicFile(t, false))}, &parserstest.Sink{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestReadErrorIsAnError(t *testing.T) {
	broken := errors.New("disk")
	r := io.MultiReader(bytes.NewReader(classicFile(t, false, refusal(t)...)), iotest.ErrReader(broken))
	_, err := Parser{}.Parse(context.Background(), parsers.Input{R: r}, &parserstest.Sink{})
	require.ErrorIs(t, err, broken)
}

func TestOtherFilesAreNotDetected(t *testing.T) {
	for _, head := range []string{"", "PK\x03\x04", "ElfFile\x00 and more bytes to look at", "\x0a\x0d\x0d\x0a and more bytes to look at"} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), "a.pcap")))
	}
}

func FuzzParse(f *testing.F) {
	frames := refusal(f)
	f.Add(classicFile(f, false, frames...))
	f.Add(swapClassic(classicFile(f, true, frames...)))
	f.Add(nextGenFile(f, frames...))
	f.Add(bigEndianNextGen(frames))
	f.Fuzz(func(t *testing.T, b []byte) {
		result, out := parse(t, b)
		require.LessOrEqual(t, len(result.Problems), 1)
		require.LessOrEqual(t, len(out.Events), result.Records)
	})
}
