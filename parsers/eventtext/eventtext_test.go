package eventtext

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/sentences"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirEvents(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheEventsBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherTextIsNoEventExport(t *testing.T) {
	for name, head := range map[string]string{
		"mail.txt":     "Source: a colleague\nDate: today\nno event here\n",
		"services.txt": "Name : ADSync\nStatus : Running\nSource : x\n",
		"hotfix.csv":   "\"Source\",\"Description\",\"HotFixID\"\n",
		"with xml":     "Log Name:      Application\nSource:        ADSync\nEvent ID:      6311\nLevel: Error\nEvent Xml:\n<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), name)), name)
	}
}

func TestBrokenJSONGivesTheEventsBeforeTheDamage(t *testing.T) {
	const event = `{"Id":6311,"ProviderName":"ADSync","TimeCreated":"2024-06-01T10:00:00Z"}`
	for name, c := range map[string]struct {
		text   string
		events int
		code   string
	}{
		"whole":       {"[" + event + "," + event + "]", 2, ""},
		"cut":         {"[" + event + "," + event[:20], 1, "file-cut"},
		"cut between": {"[" + event + ",", 1, "file-cut"},
		"broken":      {"[" + event + ",{]", 1, "json-syntax"},
		"a number":    {"[" + event + ",5," + event + "]", 2, ""},
		"too large":   {"[" + event + `,{"Message":"` + strings.Repeat("x", maxObject+maxObject/2), 1, "json-syntax"},
	} {
		sink, result := parserstest.Parse(t, Parser{}, "events.json", []byte(c.text))
		require.Len(t, sink.Events, c.events, name)
		if c.code == "" {
			require.Empty(t, result.Problems, name)
			continue
		}
		require.Len(t, result.Problems, 1, name)
		require.Equal(t, c.code, result.Problems[0].Kind(), name)
	}
}

func BenchmarkParse(b *testing.B) {
	parserstest.Bench(b, Parser{}, "events.txt",
		"Event[0]:\r\n  Log Name: Application\r\n  Source: ADSync\r\n  Date: 2024-06-01T10:00:00.000\r\n  Event ID: 2001\r\n  Task: N/A\r\n  Level: Information\r\n  Computer: ECS01.contoso.local\r\n  Description: \r\nThe service was started successfully.\r\n\r\n")
}

func TestStringsOfInstallerEventsAreReadBack(t *testing.T) {
	for message, want := range map[string][]string{
		"Windows Installer installed the product. Product Name: Microsoft Azure AD Sync. Product Version: 2.4.18.0. Product Language: 1033. Manufacturer: Microsoft Corporation. Installation success or error status: 1603.": {"Microsoft Azure AD Sync", "2.4.18.0", "1033", "1603"},
		"Windows インストーラーにより製品がインストールされました。製品名: Microsoft Azure AD Sync、製品バージョン: 2.4.18.0、製品の言語: 1041、製造元: Microsoft Corporation、インストールの成功またはエラーの状態: 1603。":                                                                    {"Microsoft Azure AD Sync", "2.4.18.0", "1041", "1603"},
		"Product: Microsoft Azure AD Sync -- Installation failed.": {"Product: Microsoft Azure AD Sync -- Installation failed."},
	} {
		var got []string
		for _, f := range sentences.Fields("MsiInstaller", 1033, message, false) {
			require.Empty(t, f.Name)
			got = append(got, f.Value)
		}
		require.Equal(t, want, got)
		require.Empty(t, sentences.Fields("MsiInstaller", 1033, message, true), "the strings themselves are there")
	}
	require.Empty(t, insertionStrings("{}"))
}
