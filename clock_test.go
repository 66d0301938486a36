package diag_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
	"hybriddiag/internal/logwriter"
	"hybriddiag/report"
)

// analyzeFiles analyses a folder with files of these names and texts.
func analyzeFiles(t *testing.T, files map[string]string) *finding.Diagnosis {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	a, err := builtin()
	require.NoError(t, err)
	d, err := a.Analyze(t.Context(), diag.Case{Paths: []string{dir}}, diag.Options{})
	require.NoError(t, err)
	return d
}

// builtin is compiled once for all cases of this file.
var builtin = sync.OnceValues(func() (*diag.Analyzer, error) { return diag.NewAnalyzer(nil) })

// timesOf returns the first time of the source of that name.
func timesOf(t *testing.T, d *finding.Diagnosis, name string) string {
	t.Helper()
	i := slices.IndexFunc(d.Sources, func(s finding.Source) bool { return strings.HasSuffix(s.Path, name) })
	require.GreaterOrEqual(t, i, 0)
	return d.Sources[i].FirstTime.String()
}

func shown(t *testing.T, format string, lang i18n.Lang, d *finding.Diagnosis) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.Write(&b, format, d, report.Options{Lang: lang, Width: 400}))
	return b.String()
}

const zoneKey = "[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation]\r\n"

// Everything that proves the zone of a server beside a text of its own clock.
var proofs = map[string]struct{ name, text string }{
	"tzutil":               {"tzutil.txt", "Tokyo Standard Time\r\n"},
	"Get-TimeZone":         {"tz.txt", "Id                         : Tokyo Standard Time\r\nDisplayName                : (UTC+09:00) Osaka, Sapporo, Tokyo\r\nStandardName               : Tokyo Standard Time\r\nDaylightName               : Tokyo Daylight Time\r\nBaseUtcOffset              : 09:00:00\r\nSupportsDaylightSavingTime : False\r\n"},
	"w32tm":                {"w32tm.txt", "Time zone: Current:TIME_ZONE_ID_UNKNOWN Bias: -540min (UTC=LocalTime+Bias)\r\n  [Standard Name:\"Tokyo Standard Time\" Bias:0min Date:(unspecified)]\r\n  [Daylight Name:\"Tokyo Daylight Time\" Bias:-60min Date:(unspecified)]\r\n"},
	"systeminfo":           {"systeminfo.txt", "\r\nHost Name:                 ECS01\r\nOS Name:                   Microsoft Windows Server 2019 Standard\r\nOS Version:                10.0.17763 N/A Build 17763\r\nTime Zone:                 (UTC+09:00) Osaka, Sapporo, Tokyo\r\n"},
	"systeminfo in French": {"systeminfo.txt", "\r\nNom de l'hôte:                 ECS01\r\nNom du système d'exploitation: Microsoft Windows Server 2019 Standard\r\nVersion du système:            10.0.17763 N/A version 17763\r\nFuseau horaire:                (UTC+09:00) Osaka, Sapporo, Tokyo\r\n"},
	"registry, name":       {"zone.reg", "Windows Registry Editor Version 5.00\r\n\r\n" + zoneKey + "\"TimeZoneKeyName\"=\"Tokyo Standard Time\"\r\n"},
	"registry, bias":       {"zone.reg", "Windows Registry Editor Version 5.00\r\n\r\n" + zoneKey + "\"ActiveTimeBias\"=dword:fffffde4\r\n"},
	"reg query":            {"reg.txt", "\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation\r\n    Bias    REG_DWORD    0xfffffde4\r\n    TimeZoneKeyName    REG_SZ    Tokyo Standard Time\r\n    ActiveTimeBias    REG_DWORD    0xfffffde4\r\n\r\n"},
	"console, tzutil":      {"console.txt", "C:\\>hostname\r\nECS01\r\n\r\nC:\\>tzutil /g\r\nTokyo Standard Time\r\nC:\\>\r\n"},
	"console, cmdlet":      {"console.txt", "PS C:\\> Get-TimeZone\r\n\r\nId                         : Tokyo Standard Time\r\nDisplayName                : (UTC+09:00) Osaka, Sapporo, Tokyo\r\nBaseUtcOffset              : 09:00:00\r\nSupportsDaylightSavingTime : False\r\n\r\nPS C:\\>\r\n"},
	"console, w32tm":       {"console.txt", "C:\\>w32tm /tz\r\nTime zone: Current:TIME_ZONE_ID_UNKNOWN Bias: -540min (UTC=LocalTime+Bias)\r\n  [Standard Name:\"Tokyo Standard Time\" Bias:0min Date:(unspecified)]\r\n  [Daylight Name:\"Tokyo Daylight Time\" Bias:-60min Date:(unspecified)]\r\nC:\\>\r\n"},
	"console, reg query":   {"console.txt", "C:\\>reg query HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation\r\n\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation\r\n    TimeZoneKeyName    REG_SZ    Tokyo Standard Time\r\n    ActiveTimeBias    REG_DWORD    0xfffffde4\r\n\r\nC:\\>\r\n"},
	"wizard's trace":       {"trace-20240918-080000.log", "[08:00:00.000] [  1] [INFO ] Start Time (Local): Wed, 18 Sep 2024 08:00:00 GMT\r\n[08:00:00.000] [  1] [INFO ] Start Time (UTC): Tue, 17 Sep 2024 23:00:00 GMT\r\n[08:00:01.000] [  1] [INFO ] Application Version: 2.5.79.0\r\n"},
}

func TestWhatProvesTheZoneMovesTheTextsOfTheServerToUTC(t *testing.T) {
	for name, proof := range proofs {
		t.Run(name, func(t *testing.T) {
			d := analyzeFiles(t, map[string]string{"event.txt": copiedEvent, proof.name: proof.text})
			require.Equal(t, "2024-09-18T00:05:03Z", timesOf(t, d, "event.txt"))
			require.Equal(t, &finding.TimeZone{Offset: "+09:00", Source: finding.ZoneProved}, d.Case.TimeZone)
			require.Equal(t, "2024-09-18T00:05:03Z", d.Findings[0].FirstTime.String())
			require.NotContains(t, shown(t, "text", i18n.English, d), "local time")
		})
	}
}

func TestTheZoneOfAnotherServerProvesNothing(t *testing.T) {
	other := strings.ReplaceAll(proofs["systeminfo"].text, "ECS01", "ADFS02")
	d := analyzeFiles(t, map[string]string{"event.txt": copiedEvent, "systeminfo.txt": other})
	require.Equal(t, "2024-09-18T09:05:03", timesOf(t, d, "event.txt"))
	require.Nil(t, d.Case.TimeZone)
}

func TestSummerAndWinterFollowTheNameOfTheZone(t *testing.T) {
	winter := strings.ReplaceAll(copiedEvent, "2024/09/18", "2024/01/18")
	d := analyzeFiles(t, map[string]string{"summer.txt": copiedEvent, "winter.txt": winter, "tzutil.txt": "W. Europe Standard Time\r\n"})
	require.Equal(t, "2024-09-18T07:05:03Z", timesOf(t, d, "summer.txt"))
	require.Equal(t, "2024-01-18T08:05:03Z", timesOf(t, d, "winter.txt"))
}

// log returns an event log of that server.
func eventLog(t *testing.T, events ...evidence.Event) string {
	t.Helper()
	for i := range events {
		events[i].Computer, events[i].RecordID = "ECS01.contoso.com", uint64(i+1)
	}
	var b bytes.Buffer
	require.NoError(t, logwriter.WriteEVTX(&b, events))
	return b.String()
}

func schannel(at time.Time) evidence.Event {
	return evidence.Event{
		Provider: evidence.Provider{Name: "Schannel"}, EventID: 36871, Level: 2, Channel: "System", Time: at,
		Data: []evidence.Field{{Name: "Type", Value: "client"}, {Name: "ErrorState", Value: "10013"}},
	}
}

func TestTheSameEventOnBothClocksProvesTheZone(t *testing.T) {
	at := time.Date(2024, 9, 18, 0, 5, 3, 0, time.UTC)
	d := analyzeFiles(t, map[string]string{"event.txt": copiedEvent, "System.evtx": eventLog(t, schannel(at))})
	require.Equal(t, "2024-09-18T00:05:03Z", timesOf(t, d, "event.txt"))
	require.Equal(t, finding.ZoneProved, d.Case.TimeZone.Source)

	// An event that comes each half hour could be any of them.
	d = analyzeFiles(t, map[string]string{"event.txt": copiedEvent, "System.evtx": eventLog(t, schannel(at), schannel(at.Add(30*time.Minute)))})
	require.Equal(t, "2024-09-18T09:05:03", timesOf(t, d, "event.txt"))
	require.Nil(t, d.Case.TimeZone)

	// One of another second is another event.
	d = analyzeFiles(t, map[string]string{"event.txt": copiedEvent, "System.evtx": eventLog(t, schannel(at.Add(time.Second)))})
	require.Equal(t, "2024-09-18T09:05:03", timesOf(t, d, "event.txt"))
}

// A record of another hour on the same second is the event of the text only where
// its strings say so.
func TestARecordThatSaysNothingProvesNoZone(t *testing.T) {
	for name, fields := range map[string][]evidence.Field{
		"no strings": nil, "an empty string": {{Value: ""}}, "a parameter": {{Value: "%%1"}}, "a part of a number": {{Value: "1001"}},
	} {
		other := schannel(time.Date(2024, 9, 18, 3, 20, 3, 0, time.UTC))
		other.Data = fields
		d := analyzeFiles(t, map[string]string{"event.txt": copiedEvent, "System.evtx": eventLog(t, other)})
		require.Equal(t, "2024-09-18T09:05:03", timesOf(t, d, "event.txt"), name)
		require.Nil(t, d.Case.TimeZone, name)
	}
}

// The engine fails in the event log at five past midnight UTC. The refused handshake
// seconds before it stands in a text of the server's clock: nine hours after it.
func TestACauseInATextComesBeforeItsConsequenceInAnEventLog(t *testing.T) {
	failed := eventLog(t, evidence.Event{
		Provider: evidence.Provider{Name: "ADSync"}, EventID: 6801, Level: 2, Channel: "Application", Time: time.Date(2024, 9, 18, 0, 5, 10, 0, time.UTC),
		Data: []evidence.Field{{Value: "The extensible extension returned an unsupported error.\n The stack trace is: stopped-extension-dll-exception"}},
	})
	const refused = "Log Name:      System\r\nSource:        Schannel\r\nDate:          2024/09/18 9:05:03\r\nEvent ID:      36887\r\nLevel:         Error\r\nComputer:      ECS01.contoso.com\r\nDescription:\r\n" +
		"A fatal alert was received from the remote endpoint. The TLS protocol defined fatal alert code is 48.\r\n"
	causes := func(files map[string]string) []string {
		d := analyzeFiles(t, files)
		i := slices.IndexFunc(d.Findings, func(f finding.Finding) bool { return f.ID == "ECS-002" })
		require.GreaterOrEqual(t, i, 0)
		return d.Findings[i].CausedBy
	}
	require.Empty(t, causes(map[string]string{"Application.evtx": failed, "schannel.txt": refused}))
	proved := causes(map[string]string{"Application.evtx": failed, "schannel.txt": refused, "tzutil.txt": "Tokyo Standard Time\r\n"})
	require.Len(t, proved, 1)
	require.True(t, strings.HasPrefix(proved[0], "SCH-"), proved)
}

// The same event as a Japanese Windows copies it.
const japaneseEvent = "ログの名前:         System\r\nソース:           Schannel\r\n日付:             2024/09/18 9:05:03\r\nイベント ID:       36871\r\nレベル:           エラー\r\nコンピューター:      ECS01.contoso.com\r\n説明:\r\nTLS クライアント 資格情報を作成しているときに致命的なエラーが発生しました。内部エラーの状態は 10013 です。\r\n"

func TestJapaneseTextsAreTakenToBeOnAClockOfJapanAndThatIsTold(t *testing.T) {
	d := analyzeFiles(t, map[string]string{"event.txt": japaneseEvent})
	require.Equal(t, &finding.TimeZone{Offset: "+09:00", Source: finding.ZoneAssumed}, d.Case.TimeZone)
	require.Equal(t, "2024-09-18T09:05:03", timesOf(t, d, "event.txt"), "what is assumed is not told as UTC")
	require.True(t, time.Date(2024, 9, 18, 0, 5, 3, 0, time.UTC).Equal(d.Findings[0].FirstTime.Time), "but it is compared as such")
	for _, format := range []string{"text", "html", "markdown"} {
		require.Contains(t, strings.ReplaceAll(shown(t, format, i18n.English, d), `\`, ""), "taken as Japan time", format)
		require.Contains(t, shown(t, format, i18n.Japanese, d), "とみなしています", format)
		require.NotContains(t, shown(t, format, i18n.Japanese, d), "tzutil", format)
	}
}

func TestAProofCountsMoreThanTheLanguage(t *testing.T) {
	d := analyzeFiles(t, map[string]string{"event.txt": japaneseEvent, "tzutil.txt": "Singapore Standard Time\r\n"})
	require.Equal(t, "2024-09-18T01:05:03Z", timesOf(t, d, "event.txt"))
	require.Equal(t, &finding.TimeZone{Offset: "+08:00", Source: finding.ZoneProved}, d.Case.TimeZone)
}

func TestAZoneThatNothingTellsIsAskedFor(t *testing.T) {
	d := analyzeFiles(t, map[string]string{"event.txt": copiedEvent})
	require.Nil(t, d.Case.TimeZone)
	for _, format := range []string{"text", "html", "markdown"} {
		for lang, want := range map[i18n.Lang]string{i18n.English: "whose time zone nothing in the data tells", i18n.Japanese: "データからはタイム ゾーンがわかりません"} {
			require.Equal(t, 1, strings.Count(shown(t, format, lang, d), want), "%s %s", format, lang)
			require.Contains(t, shown(t, format, lang, d), "systeminfo | Out-File", "%s %s", format, lang)
		}
	}
	d = analyzeFiles(t, map[string]string{"System.evtx": eventLog(t, schannel(time.Date(2024, 9, 18, 0, 5, 3, 0, time.UTC)))})
	require.NotContains(t, shown(t, "text", i18n.English, d), "tzutil")
}

func TestJapaneseReportsShowTheTimeOfJapanBesideUTC(t *testing.T) {
	d := analyzeFiles(t, map[string]string{"System.evtx": eventLog(t, schannel(time.Date(2024, 9, 17, 20, 5, 3, 0, time.UTC)))})
	require.Contains(t, shown(t, "text", i18n.Japanese, d), "2024-09-17 20:05 (UTC、JST 2024-09-18 05:05)")
	require.NotContains(t, shown(t, "text", i18n.English, d), "JST")
}

func TestADateThatCannotBeReadIsTold(t *testing.T) {
	d := analyzeFiles(t, map[string]string{"event.txt": strings.ReplaceAll(copiedEvent, "2024/09/18 9:05:03", "the 18th, after nine")})
	text := shown(t, "text", i18n.English, d)
	require.Contains(t, text, `the 18th, after nine`)
	require.NotContains(t, text, "Nothing in the data has a time")
	require.Contains(t, shown(t, "text", i18n.Japanese, d), "データの日時を読み取れなかったため")
}
