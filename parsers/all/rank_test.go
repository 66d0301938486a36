package all_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/all"
)

func formats(path, head string) []string {
	var list []string
	for _, p := range all.Rank(parsers.NewHead([]byte(head), path)) {
		list = append(list, p.Format())
	}
	return list
}

func TestTheRunnerUpsFollowTheBest(t *testing.T) {
	console := "PS C:\\> Get-Service\r\n"
	require.Equal(t, []string{"certdump", "noted", "text"}, formats("CONN01-tasklist.txt", certHead))
	require.Equal(t, []string{"transcript", "noted", "text"}, formats("CONN01-tasklist.txt", console))
	require.Equal(t, []string{"text"}, formats("notes.txt", "Lunch at noon.\r\n"))
}

func TestMagicBytesEndTheQuestion(t *testing.T) {
	require.Equal(t, []string{"evtx"}, formats("CONN01-tasklist.txt", evtxHead+certHead))
	require.Equal(t, []string{"hive"}, formats("trace.etl", "regf"))
	require.Equal(t, []string{"noted"}, formats("CONN01-tasklist.txt", "PK\x03\x04"+certHead), "an archive is no text")
}

// The heads are 64 KiB long, as those of most files are, and made anew for each
// pass: what they share with the next one is nothing.
func BenchmarkRank(b *testing.B) {
	fill := func(head string) string { return head + strings.Repeat("a line of words\r\n", parsers.HeadSize/17) }
	for name, head := range map[string]string{
		"evtx": evtxHead, "registry export, UTF-16": utf16le(fill(regHead)), "list of certificates": fill(certHead), "unknown text": fill(""),
	} {
		b.Run(name, func(b *testing.B) {
			raw := []byte(head)
			for b.Loop() {
				all.Rank(parsers.NewHead(raw, "x.txt"))
			}
		})
	}
}
