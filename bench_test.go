package diag_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
)

// logs are what text logs say when all goes well, one template an entry: # stands
// for a number, @ for the time of day.
var logs = []struct {
	name    string // of the file
	head    string
	entries []string
	utf16   bool
}{
	{
		name: "install.log", utf16: true,
		head: "=== Verbose logging started: 6/1/2024  10:20:30  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\system32\\msiexec.exe ===\r\n",
		entries: []string{
			"MSI (s) (A0:5C) [@:123]: Executing op: ActionStart(Name=CreateStore#,,)",
			"MSI (s) (A0:5C) [@:123]: Component: c#; Installed: Absent;   Request: Local;   Action: Local",
			"MSI (s) (A0:5C) [@:123]: File: C:\\Program Files\\Microsoft Azure AD Sync\\Bin\\f#.dll;  To be installed;  Won't patch;  No existing file",
			"MSI (s) (A0:5C) [@:123]: Executing op: FileCopy(SourceName=f#.dll|Microsoft.Online.Part#.dll,SourceCabKey=f#,DestName=Microsoft.Online.Part#.dll,Attributes=512,FileSize=#,PerTick=65536,,VerifyMedia=1,,,,,CheckCRC=0,Version=2.3.20.0,Language=0,InstallMode=58982400,,,,,,,)",
			"MSI (s) (A0:5C) [@:123]: Note: 1: 2205 2:  3: Error ",
			"Property(S): Folder# = C:\\Program Files\\Microsoft Azure AD Sync\\",
			"Action start @: InstallFiles#.",
			"Action ended @: CostFinalize#. Return value 1.",
		},
	},
	{
		name: "trace-20240601-101500.log",
		entries: []string{
			"[@.123] [  1] [INFO ] ServiceControllerProvider: verifying service # is in state (Running)",
			"[@.123] [ 13] [VERB ] GetInstalledPackagesByUpgradeCode {545334d7-13cd-4bab-8da1-2775fa8cf7c2}: verified product code #",
			"[@.123] [ 13] [INFO ] SyncDataProvider:LoadSettings - loading context with persisted global settings #.",
			"[@.123] [  5] [WARN ] MicrosoftOnlinePersistedStateProvider.Save: saving the persisted state file #",
			"[@.123] [ 20] [INFO ] Page transition from \"Welcome\" [WelcomePageViewModel#] to \"Express Settings\" [ExpressSettingsPageViewModel]",
		},
	},
	{
		name: "AzureADConnectAuthenticationAgent_1.log",
		entries: []string{
			"AzureADConnectAuthenticationAgentService.exe Information: 0 : Received request #.\r\n    ThreadId=5\r\n    DateTime=2024-06-01T@.1234567Z",
			"AzureADConnectAuthenticationAgentService.exe Verbose: 0 : Processing authentication request # took 31 milliseconds\r\n    ThreadId=7\r\n    DateTime=2024-06-01T@.1234567Z",
		},
	},
	{
		name: "20240601_011520.log",
		entries: []string{
			"2024.06.01 @.120         10270 [Client=UX, fn=Run, Workflow=Hybrid, Task=MRSProxy, Phase=Configure, Thread=#] START Workflow task",
			"2024.06.01 @.120         10276 [Client=UX, Activity=Tenant Connection Validation, Session=Tenant, Cmdlet=Get-AcceptedDomain, Thread=#] START Get-AcceptedDomain",
			"2024.06.01 @.120         10277 [Client=UX, Activity=Domain, Session=OnPremises, Cmdlet=Get-AcceptedDomain, Thread=#] FINISH Time=40.2ms Results=1 {contoso.com}",
		},
	},
}

// BenchmarkTextLogs shows what reading and matching of a text log costs together.
// MB are those of the file.
func BenchmarkTextLogs(b *testing.B) {
	const size = 16 << 20
	a, err := diag.NewAnalyzer(nil)
	require.NoError(b, err)
	for _, log := range logs {
		b.Run(log.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			var text strings.Builder
			text.WriteString(log.head)
			for second := 0; text.Len() < size; second++ {
				clock := fmt.Sprintf("%02d:%02d:%02d", 10+second/36000%10, second/600%60, second/10%60)
				entry := log.entries[r.IntN(len(log.entries))]
				text.WriteString(strings.NewReplacer("#", fmt.Sprint(r.IntN(99999)), "@", clock).Replace(entry) + "\r\n")
			}
			content := []byte(text.String())
			if log.utf16 {
				content = []byte{0xFF, 0xFE}
				for _, u := range utf16.Encode([]rune(text.String())) {
					content = append(content, byte(u), byte(u>>8))
				}
			}
			path := filepath.Join(b.TempDir(), log.name)
			require.NoError(b, os.WriteFile(path, content, 0o600))
			b.SetBytes(int64(len(content)))
			for b.Loop() {
				d, err := a.Analyze(b.Context(), diag.Case{Paths: []string{path}}, diag.Options{Jobs: 1})
				require.NoError(b, err)
				require.NotZero(b, d.Statistics.EventsRead)
			}
		})
	}
}
