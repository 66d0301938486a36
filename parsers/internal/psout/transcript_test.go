package psout

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPromptsOfAllConsolesAreRecognised(t *testing.T) {
	for _, line := range []string{
		`PS C:\> hostname`, `PS C:\Users\admin> dir`, `[ECS01]: PS C:\> dir`, `[PS] C:\Windows\system32>Get-ExchangeServer`,
		`C:\Windows\system32>whoami`, `PS Cert:\LocalMachine\My> dir`, `PS HKLM:\> dir`, `PS \\files\logs> dir`,
		`PS Microsoft.PowerShell.Core\FileSystem::\\files\logs> dir`,
	} {
		require.True(t, IsPrompt([]byte(line)), line)
	}
	for _, line := range []string{
		"", "PS", "PS: see above -> here", "P> x", "Path: C:\\x > y", "[2024-06-01] a > b", "C:\\a\\b.log", "HKLM:\\SOFTWARE>",
	} {
		require.False(t, IsPrompt([]byte(line)), line)
	}
}
