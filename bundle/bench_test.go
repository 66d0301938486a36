package bundle

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/golden"
)

// BenchmarkLargeZip streams a zip of 64 logs of 4 MiB.
func BenchmarkLargeZip(b *testing.B) {
	var log strings.Builder
	for i := 0; log.Len() < 4<<20; i++ {
		fmt.Fprintf(&log, "%06d 2026-03-01 provider failed: %d\r\n", i, i*7919%1000)
	}
	text := log.String()
	var members []member
	for i := range 64 {
		members = append(members, deflated(fmt.Sprintf("%d.log", i), text))
	}
	path := write(b, "large.zip", makeZip(b, members...))
	b.SetBytes(int64(64 * len(text)))
	b.ReportAllocs()
	for b.Loop() {
		_, _, err := Walk(context.Background(), Paths(path), Options{}, func(f File) error {
			r, err := f.Open()
			require.NoError(b, err)
			defer r.Close()
			return r.Drain()
		})
		require.NoError(b, err)
	}
}

// The heap is sampled while every real event log is read out of one zip.
func TestAZipOfAllEventLogsNeedsLittleMemory(t *testing.T) {
	logs, err := filepath.Glob(filepath.Join(golden.Corpus(t, "evtx"), "*", "*.evtx"))
	require.NoError(t, err)
	more, err := filepath.Glob(filepath.Join(golden.Corpus(t, "evtx"), "*.evtx"))
	require.NoError(t, err)
	var members []member
	for i, path := range append(logs, more...) {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		members = append(members, deflated(fmt.Sprintf("%d/%s", i, filepath.Base(path)), string(data)))
	}
	path := write(t, "all.zip", makeZip(t, members...))
	n := len(members)
	members = nil
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	var peak uint64
	var total atomic.Int64
	files := 0
	problems, _, err := Walk(context.Background(), Paths(path), Options{}, func(f File) error {
		files++
		r, err := f.Open()
		require.NoError(t, err)
		defer r.Close()
		n, err := io.Copy(io.Discard, r)
		total.Add(n)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak = max(peak, m.HeapAlloc)
		require.Empty(t, r.Problems())
		return err
	})
	require.NoError(t, err)
	require.Empty(t, problems)
	require.Equal(t, n, files)
	grown := int64(peak) - int64(before.HeapAlloc)
	t.Logf("%d files, %d bytes, heap grew by at most %d bytes", files, total.Load(), max(grown, 0))
	require.Less(t, grown, int64(32<<20))
}
