package evtx

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/logwriter"
	"hybriddiag/parsers"
)

// meter counts what a parse hands over, in events and in bytes.
type meter struct {
	events, bytes int
}

func (m *meter) Wants(parsers.Header) bool      { return true }
func (*meter) WantsKey(string) parsers.Interest { return parsers.Wanted }
func (m *meter) Event(ev *evidence.Event) {
	m.events++
	m.bytes += len(ev.Message)
	for _, f := range ev.Data {
		m.bytes += len(f.Value)
	}
}
func (*meter) Coverage(evidence.Coverage)       {}
func (*meter) Setting(evidence.Setting)         {}
func (*meter) Certificate(evidence.Certificate) {}
func (*meter) Product(evidence.Product)         {}

// sample is a small log with every form of record.
func sample(t testing.TB) []byte {
	base := evidence.Event{Provider: evidence.Provider{Name: "ADSync"}, EventID: 6801, Level: 2, Channel: "Application", Computer: "ECS01"}
	classic, manifest, forwarded, user := base, base, base, base
	classic.Data = data("", "一つ目", "", "b", "Binary", "0A0B")
	manifest.Data = data("ErrorState", "10013", "Type", "client")
	forwarded.Message = "message"
	var b bytes.Buffer
	require.NoError(t, logwriter.WriteRecords(&b, []logwriter.Record{
		{Event: classic},
		{Event: manifest},
		{Event: forwarded},
		{Event: user, UserData: &logwriter.Element{Name: "E", Children: []*logwriter.Element{{Name: "A", Attrs: data("k", "v"), Text: "t"}}}},
	}))
	return b.Bytes()
}

// crashers returns the logs of the corpus that made other readers fail.
func crashers(t testing.TB) map[string][]byte {
	root := os.Getenv("DIAG_CORPUS")
	if root == "" {
		root = "../../../shared/data"
	}
	paths, _ := filepath.Glob(filepath.Join(root, "evtx", "crashers", "*.evtx"))
	logs := map[string][]byte{}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		logs[filepath.Base(path)] = raw
	}
	return logs
}

func TestLogsThatMadeOtherReadersFailAreRead(t *testing.T) {
	logs := crashers(t)
	if len(logs) == 0 {
		t.Skip("the corpus of real logs is not here; set DIAG_CORPUS to its folder")
	}
	for name, raw := range logs {
		t.Run(name, func(t *testing.T) { checkLog(t, raw) })
	}
}

// checkLog reads a log and holds what must be true of any bytes.
func checkLog(t *testing.T, raw []byte) {
	var m meter
	res, err := Parser{}.Parse(context.Background(), parsers.Input{R: bytes.NewReader(raw)}, &m)
	require.NoError(t, err)
	places := len(raw)/chunkSize + 1
	require.Equal(t, res.Records, m.events)
	require.LessOrEqual(t, res.Records, len(raw)/minRecordSize)
	require.LessOrEqual(t, m.bytes, places*(textBudget+chunkSize*8), "text is bounded by the budget of each chunk")
	require.LessOrEqual(t, len(res.Problems), 8*places+maxProblems)
	if res.Damaged > 0 {
		require.NotEmpty(t, res.Problems, "damage is told")
	}
}

func FuzzParse(f *testing.F) {
	log := sample(f)
	f.Add(log)
	f.Add(log[:fileHeaderSize+2000])
	f.Add(log[fileHeaderSize:])
	for _, raw := range crashers(f) {
		f.Add(raw)
	}
	f.Fuzz(checkLog)
}

// FuzzBinaryXML decodes bytes as the content of the only record of a chunk. The
// size is cut to what makes the fuzzer quick.
func FuzzBinaryXML(f *testing.F) {
	log := sample(f)
	chunk := log[fileHeaderSize:]
	for pos := chunkHeaderSize; le.Uint32(chunk[pos:]) == recordMagic; pos += int(le.Uint32(chunk[pos+4:])) {
		f.Add(chunk[chunkHeaderSize:pos+int(le.Uint32(chunk[pos+4:]))], uint16(pos-chunkHeaderSize+recordHeaderSize))
	}
	f.Fuzz(func(t *testing.T, content []byte, at uint16) {
		content = content[:min(len(content), 8192)]
		raw := append(make([]byte, chunkHeaderSize), content...)
		d := newDecoder()
		d.reset(raw)
		rec := d.scan(min(chunkHeaderSize+int(at), len(raw)), len(raw))
		ev, _ := d.event(&rec)
		require.NotNil(t, ev)
		require.LessOrEqual(t, len(d.ops), maxOps+1)
	})
}
