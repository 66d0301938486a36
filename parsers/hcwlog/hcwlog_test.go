package hcwlog

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirEntries(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheEntriesBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherLogsAreNotTheWizards(t *testing.T) {
	for name, head := range map[string]string{
		"trace-20240601-101500.log": "[10:15:00.123] [  1] [INFO ] Application starting\n",
		"20240601_011520.log":       "nothing of the kind\n",
		"setup.log":                 "[06/01/2024 10:00:00.0000] [0] Starting\n",
		"app.log":                   "[06/01/2024 10:00:00] INFO: tenant gone\n[x] no level: hybrid\n[06/01/2024] no hybrid\n",
		"other.log":                 "[6/1/2024 1:2:3] ERROR: disk full\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), name)), name)
	}
}

func TestLinesQuotedInAMailAreEntries(t *testing.T) {
	log := "> 2024.06.01 01:15:34.120 *ERROR* 10251 [Client=UX, Thread=1] failed\n>    at A.B.C()\n"
	require.Equal(t, parsers.Structure, Parser{}.Detect(parsers.NewHead([]byte(log), "mail.txt")))
	sink, result := parserstest.Parse(t, Parser{}, "mail.txt", []byte(log))
	require.Equal(t, 1, result.Records)
	require.Contains(t, sink.Events[0].Message, "failed\n>    at A.B.C()")
}

func TestEveryLineOfTheInBoxWizardIsReadUnderAnyName(t *testing.T) {
	log := "[2/4/2014 13:36:8] INFO:Disconnected from On-Premises session\n[2/4/2014 9:5:17] ERROR:Updating failed\n   at A.B.C()\n[14/2/2014 0:0:0] INFO:done\n"
	for _, name := range []string{"HybridConfiguration_2_4_2014.log", "paste.txt"} {
		require.Equal(t, parsers.Structure, Parser{}.Detect(parsers.NewHead([]byte(log), name)), name)
		sink, result := parserstest.Parse(t, Parser{}, name, []byte(log))
		require.Equal(t, 3, result.Records)
		require.Equal(t, "09:05:17", sink.Events[1].Time.Format(time.TimeOnly))
	}
}

func TestStackTracesOfAnySizeStayBounded(t *testing.T) {
	log := "2024.06.01 01:15:34.120 *ERROR* 10251 [Client=UX, Thread=1] System.Exception\n" +
		strings.Repeat("   at A.B.C()\n", 100_000) +
		"2024.06.01 01:15:35.120         10276 [Client=UX, Thread=1] START Get-Mailbox\n"
	sink, result := parserstest.Parse(t, Parser{}, "x.log", []byte(log))
	require.Equal(t, 2, result.Records)
	require.Less(t, len(sink.Events[0].Message), 70_000)
	require.Equal(t, 100_002, sink.Events[1].Locator.Line)
}

func BenchmarkParse(b *testing.B) {
	parserstest.Bench(b, Parser{}, "20240601_011520.log",
		"2024.06.01 01:15:32.120         10276 [Client=UX, Activity=Tenant Connection Validation, Session=Tenant, Cmdlet=New-PSSession, Thread=8] START New-PSSession -ConfigurationName Microsoft.Exchange\r\n"+
			"2024.06.01 01:15:34.120 *ERROR* 10224 [Client=UX, Page=TenantCredential, Thread=8] Connecting to remote server failed\r\n"+
			"                                          at Microsoft.Online.CSE.Hybrid.App()\r\n")
}
