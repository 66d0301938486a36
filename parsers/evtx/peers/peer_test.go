package peers

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	golang "github.com/0xrawsec/golang-evtx/evtx"
	"github.com/Velocidex/ordereddict"
	"github.com/stretchr/testify/require"
	velocidex "www.velocidex.com/golang/evtx"
)

// peer is an independent reader.
type peer string

const (
	golangEvtx    peer = "golang-evtx"
	velocidexEvtx peer = "velocidex-evtx"

	peerVariable = "DIAG_TEST_PEER" // makes the test binary a peer
)

// seen is what a peer found in one event, as far as it is compared.
type seen struct {
	RecordID uint64
	EventID  uint64
	Provider string
	Channel  string
	Computer string
	Time     time.Time
	Data     map[string]string // named fields of EventData
}

func TestMain(m *testing.M) {
	if which := peer(os.Getenv(peerVariable)); which != "" {
		out := json.NewEncoder(os.Stdout)
		if err := which.read(os.Args[1], func(s seen) { _ = out.Encode(s) }); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// run reads a log with the peer in a process of its own. It returns what the
// peer found before it ended, well or not.
func (p peer) run(t *testing.T, path string) (list []seen, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0], path)
	cmd.Env = append(os.Environ(), peerVariable+"="+string(p), "GOMEMLIMIT=512MiB")
	out, err := cmd.Output()
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var s seen
		switch err := dec.Decode(&s); err {
		case nil:
			list = append(list, s)
			continue
		case io.EOF, io.ErrUnexpectedEOF:
		default:
			require.NoError(t, err)
		}
		return list, err
	}
}

// read reads a log with the peer in this process.
func (p peer) read(path string, take func(seen)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if p == golangEvtx {
		return readGolang(path, take)
	}
	return readVelocidex(f, take)
}

func readGolang(path string, take func(seen)) error {
	f, err := golang.OpenDirty(path)
	if err != nil {
		return err
	}
	for e := range f.FastEvents() {
		s := seen{Data: map[string]string{}}
		s.Time, _ = e.GetTime(&golang.SystemTimePath)
		s.RecordID = golangNumber(e, golang.EventRecordIDPath)
		s.EventID = max(golangNumber(e, golang.EventIDPath), golangNumber(e, golang.EventIDPath2))
		s.Channel = golangText(e, "/Event/System/Channel")
		s.Computer = golangText(e, "/Event/System/Computer")
		s.Provider = golangText(e, "/Event/System/Provider/Name")
		data := golang.Path("/Event/EventData")
		if v, err := e.Get(&data); err == nil {
			if m, ok := (*v).(golang.GoEvtxMap); ok {
				for k, v := range m {
					s.Data[k] = golangValue(v)
				}
			}
		}
		take(s)
	}
	return nil
}

func golangText(e *golang.GoEvtxMap, path string) string {
	p := golang.Path(path)
	s, _ := e.GetString(&p)
	return s
}

func golangValue(v any) string {
	if t, ok := v.(golang.UTCTime); ok {
		return time.Time(t).Format("2006-01-02T15:04:05.0000000Z")
	}
	return fmt.Sprint(v)
}

func golangNumber(e *golang.GoEvtxMap, path golang.GoEvtxPath) uint64 {
	n, _ := e.GetInt(&path)
	return uint64(n)
}

func readVelocidex(f io.ReadSeeker, take func(seen)) error {
	chunks, err := velocidex.GetChunks(f)
	if err != nil {
		return err
	}
	for _, c := range chunks {
		records, err := c.Parse(0)
		if err != nil {
			return err
		}
		for _, r := range records {
			if event, ok := r.Event.(*ordereddict.Dict); ok {
				take(velocidexSeen(event))
			}
		}
	}
	return nil
}

func velocidexSeen(event *ordereddict.Dict) seen {
	s := seen{Data: map[string]string{}}
	s.Provider, _ = ordereddict.GetString(event, "Event.System.Provider.Name")
	s.Channel, _ = ordereddict.GetString(event, "Event.System.Channel")
	s.Computer, _ = ordereddict.GetString(event, "Event.System.Computer")
	s.EventID = max(velocidexNumber(event, "Event.System.EventID.Value"), velocidexNumber(event, "Event.System.EventID"))
	s.RecordID = velocidexNumber(event, "Event.System.EventRecordID")
	switch v, _ := ordereddict.GetAny(event, "Event.System.TimeCreated.SystemTime"); v := v.(type) {
	case float64:
		s.Time = time.UnixMicro(int64(v * 1e6)).UTC()
	case string:
		s.Time, _ = time.Parse(time.RFC3339Nano, v)
	}
	if data, ok := ordereddict.GetMap(event, "Event.EventData"); ok {
		for _, k := range data.Keys() {
			v, _ := data.Get(k)
			s.Data[k] = fmt.Sprint(v)
		}
	}
	return s
}

func velocidexNumber(event *ordereddict.Dict, path string) uint64 {
	v, _ := ordereddict.GetAny(event, path)
	var n uint64
	_, _ = fmt.Sscan(fmt.Sprint(v), &n)
	return n
}
