package all_test

import (
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
	require.Equal(t, []string{"certdump", "noted"}, formats("CONN01-tasklist.txt", certHead))
	require.Equal(t, []string{"transcript", "noted"}, formats("CONN01-tasklist.txt", console))
	require.Empty(t, formats("notes.txt", "Lunch at noon.\r\n"))
}

func TestMagicBytesEndTheQuestion(t *testing.T) {
	require.Equal(t, []string{"evtx"}, formats("CONN01-tasklist.txt", evtxHead+certHead))
	require.Equal(t, []string{"hive"}, formats("trace.etl", "regf"))
	require.Equal(t, []string{"noted"}, formats("CONN01-tasklist.txt", "PK\x03\x04"+certHead), "an archive is no text")
}
