package connecttrace

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirEntries(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheEntriesBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherLogsAreNotTraces(t *testing.T) {
	for name, head := range map[string]string{
		"trace-20240601.log": "no entry\n",
		"setup.log":          "[10:15:00.123] no thread\n",
		"other.log":          "[10:15:00.123] [1] [FINE] other level\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), name)), name)
	}
}

func TestTheDateOfTheNameMovesOnAtMidnight(t *testing.T) {
	log := "[23:59:59.900] [  1] [INFO ] late\n" +
		"[23:59:59.800] [  2] [INFO ] another thread\n" +
		"[00:00:00.100] [  1] [INFO ] next day\n" +
		"[09:00:00.000] [  1] [INFO ] still that day\n" +
		"[08:30:00.000] [  1] [INFO ] the clock was set back half an hour\n"
	want := []string{
		"2024-06-01T23:59:59.9", "2024-06-01T23:59:59.8", "2024-06-02T00:00:00.1",
		"2024-06-02T09:00:00", "2024-06-02T08:30:00",
	}
	for _, name := range []string{"trace-20240601-235959.log", "trace-2024-06-01.log", "trace-20240601235959.log"} {
		sink, _ := parserstest.Parse(t, Parser{}, "AADConnect/"+name, []byte(log))
		var got []string
		for _, e := range sink.Events {
			require.True(t, e.LocalTime)
			got = append(got, e.Time.Format("2006-01-02T15:04:05.999"))
		}
		require.Equal(t, want, got, name)
	}
}

func TestWithoutAnyDateEntriesHaveNoTime(t *testing.T) {
	sink, result := parserstest.Parse(t, Parser{}, "trace.log", []byte("[10:15:00.123] [  1] [ERROR] x\n"))
	require.Equal(t, time.Time{}, sink.Events[0].Time)
	require.True(t, result.First.IsZero())
}

func BenchmarkParse(b *testing.B) {
	parserstest.Bench(b, Parser{}, "trace-20240601-101500.log",
		"[10:15:00.123] [  1] [INFO ] ServiceControllerProvider: verifying ADSync is in state (Running)\r\n"+
			"[10:15:00.124] [ 13] [VERB ] GetInstalledPackagesByUpgradeCode {545334d7-13cd-4bab-8da1-2775fa8cf7c2}: verified product code\r\n"+
			"[10:15:00.200] [  1] [ERROR] PerformConfigurationPageViewModel: Caught exception while installing synchronization service.\r\n"+
			"Exception Data (Raw): System.Exception: Unable to install the Synchronization Service.\r\n"+
			"   at Microsoft.Azure.ActiveDirectory.Client.Framework.Run()\r\n")
}

func TestWhatStandsAboveAPastedTraceIsText(t *testing.T) {
	sink, res := parserstest.Parse(t, Parser{}, "paste.txt", []byte("The wizard says:\n\nUnable to install the service.\n\nLOG FILE:\n[10:15:00.123] [  1] [INFO ] Application starting\nmore\n"))
	require.Equal(t, 1, res.Records)
	require.Len(t, sink.Events, 2)
	require.Equal(t, evidence.KindText, sink.Events[0].Kind)
	require.Equal(t, "The wizard says:\nUnable to install the service.\nLOG FILE:", sink.Events[0].Message)
	require.Equal(t, 1, sink.Events[0].Locator.Line)
	require.Equal(t, evidence.KindLine, sink.Events[1].Kind)
}

func TestProductCodesAreFieldsWithTheirPackage(t *testing.T) {
	sink, _ := parserstest.Parse(t, Parser{}, "trace-20240601.log", []byte("[10:15:00.123] [  1] [INFO ] GetInstalledPackagesByUpgradeCode {545334d7-13cd-4bab-8da1-2775fa8cf7c2}: stale product code {7c4397b7-9008-4c23-8cda-3b3b8faf4312}.\n"+
		"[10:15:00.124] [  1] [VERB ] Package=Microsoft Azure AD Connect, Version=2.2.8.0, ProductCode=0ea0a5e9-119b-4612-8b0f-107c653d6fdd, UpgradeCode=d61eb959-f2d1-4170-be64-4dc367f451ea\n"))
	require.Equal(t, "{7c4397b7-9008-4c23-8cda-3b3b8faf4312}", sink.Events[0].Data[1].Value)
	require.Equal(t, []evidence.Field{
		{Name: "Package", Value: "Microsoft Azure AD Connect"},
		{Name: "PackageVersion", Value: "2.2.8.0"},
		{Name: "ProductCode", Value: "{0ea0a5e9-119b-4612-8b0f-107c653d6fdd}"},
	}, sink.Events[1].Data[1:])
}
