package cmdlets

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/parserstest"
)

func TestAConsoleHoldsTheOutputOfSeveralCmdlets(t *testing.T) {
	text := `PS C:\> Get-ADSyncAutoUpgrade
Suspended
PS C:\> hostname
ECS01
[ECS01]: PS C:\> Get-ADSyncScheduler

AllowedSyncCycleInterval : 00:30:00
SyncCycleEnabled         : False

PS C:\> $s | fl

PasswordHashSync              : True
SynchronizeUpnForManagedUsers : False
PS C:\> Get-Date
Name : Value
`
	sink := &parserstest.Sink{}
	console := NewConsole(sink)
	lines := textenc.NewLines(t.Context(), strings.NewReader(text))
	for lines.Next() {
		console.Line(lines)
	}
	console.Close(false)
	got := map[string]string{}
	for _, s := range sink.Settings {
		got[s.Key+" "+s.Name] = s.Value
	}
	require.Equal(t, map[string]string{
		`adsync\Get-ADSyncAutoUpgrade AutoUpgradeState`:                    "Suspended",
		`adsync\Get-ADSyncScheduler AllowedSyncCycleInterval`:              "00:30:00",
		`adsync\Get-ADSyncScheduler SyncCycleEnabled`:                      "False",
		`adsync\Get-ADSyncAADCompanyFeature PasswordHashSync`:              "True",
		`adsync\Get-ADSyncAADCompanyFeature SynchronizeUpnForManagedUsers`: "False",
	}, got)
}
