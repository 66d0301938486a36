package sqllog

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirEntries(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheEntriesBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherLogsAreNotErrorLogs(t *testing.T) {
	for name, head := range map[string]string{
		"a.log": "2026-03-02 10:00:01,345 INFO a program\n",
		"b.log": "2026-03-02 10:00:01.34 worker-1 started\n",
		"c.log": "2026-13-02 10:00:01.34 spid9s      no such month\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), name)), name)
	}
}
