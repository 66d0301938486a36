package msilog

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirEntries(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheEntriesBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestTheFailureShowsTheLinesThatLedToIt(t *testing.T) {
	var log strings.Builder
	log.WriteString("=== Verbose logging started: 6/1/2024  10:20:30  Build type: SHIP UNICODE ===\n")
	for i := range 100 {
		fmt.Fprintf(&log, "MSI (s) (A0:5C) [10:20:31:000]: quiet line %d\n", i)
	}
	log.WriteString("Action ended 10:20:32: First. Return value 3.\nAction ended 10:20:32: INSTALL. Return value 3.\n")
	sink, _ := parserstest.Parse(t, Parser{}, "x.log", []byte(log.String()))
	var failures []string
	for _, e := range sink.Events {
		if first, _ := e.Get("First"); first == "true" {
			failures = append(failures, e.Message)
			require.Equal(t, 102, e.Locator.Line)
		}
	}
	require.Len(t, failures, 1)
	require.Equal(t, 10+1, len(strings.Split(failures[0], "\n")))
	require.Contains(t, failures[0], "quiet line 99\nAction ended 10:20:32: First.")
}

func TestOtherLogsAreNotInstallerLogs(t *testing.T) {
	for name, head := range map[string]string{
		"a.log": "=== Summary ===\n",
		"b.txt": "see the MSI (s) lines\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), name)), name)
	}
}

func BenchmarkParse(b *testing.B) {
	piece := "MSI (s) (A0:5C) [10:20:31:123]: Executing op: ActionStart(Name=CreateStore,,)\r\n" +
		"Property(S): ProductLanguage = 1033\r\n" +
		"Action ended 10:20:31: CostFinalize. Return value 1.\r\n" +
		"MSI (s) (A0:5C) [10:20:31:200]: Note: 1: 2205 2:  3: Error\r\n"
	parserstest.Bench(b, Parser{}, "x.log", piece)
}

func BenchmarkParseUTF16(b *testing.B) {
	piece := "MSI (s) (A0:5C) [10:20:31:123]: Executing op: ActionStart(Name=CreateStore,,)\r\n" +
		"Property(S): ProductLanguage = 1033\r\nAction ended 10:20:31: CostFinalize. Return value 1.\r\n"
	parserstest.Bench(b, Parser{}, "x.log", strings.Join(strings.Split(piece, ""), "\x00")+"\x00")
}
