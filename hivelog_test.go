package diag_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/bundle"
	"hybriddiag/finding"
	"hybriddiag/internal/hivewriter"
)

// copiedHive writes a SYSTEM hive in which TLS 1.2 is on, and a log that turns it
// off.
func copiedHive(t *testing.T, folder string) {
	t.Helper()
	root := &hivewriter.Key{Name: "ROOT"}
	root.Sub("Select").Set(hivewriter.Dword("Current", 1))
	root.Sub(`ControlSet001\Control\ComputerName\ComputerName`).Set(hivewriter.Text("ComputerName", "ECS01"))
	client := root.Sub(`ControlSet001\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`)
	client.Set(hivewriter.Dword("Enabled", 1), hivewriter.Dword("DisabledByDefault", 0))
	on := hivewriter.Build(root, hivewriter.Layout{})
	client.Values = []hivewriter.Value{hivewriter.Dword("Enabled", 0), hivewriter.Dword("DisabledByDefault", 1)}
	off := hivewriter.Build(root, hivewriter.Layout{})
	for name, content := range map[string][]byte{
		"SYSTEM":      hivewriter.Dirty(on, 5, 4),
		"system.log1": hivewriter.Log(on, hivewriter.Change(4, on, off)),
		"SYSTEM.LOG2": hivewriter.Log(on),
	} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), content, 0o600))
	}
}

func TestAHiveIsReadWithTheLogsOfItsFolder(t *testing.T) {
	folder := t.TempDir()
	copiedHive(t, folder)
	packed := packed(t, folder)
	file := func(name string) string { return filepath.Join(folder, name) }
	a, err := diag.NewAnalyzer(nil)
	require.NoError(t, err)
	for name, c := range map[string]diag.Case{
		"folder": {Paths: []string{folder}},
		"zip":    {Inputs: []bundle.Input{bundle.Stream("config.zip", bytes.NewReader(packed))}},
		"files":  {Paths: []string{file("SYSTEM"), file("system.log1"), file("SYSTEM.LOG2")}},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := a.Analyze(t.Context(), c, diag.Options{})
			require.NoError(t, err)
			off := slices.ContainsFunc(d.Findings, func(f finding.Finding) bool { return f.ID == "TLS-002" })
			require.True(t, off, "the log turns TLS 1.2 off")
			require.True(t, d.Complete)
			for _, s := range d.Sources {
				require.NotEqual(t, finding.Damaged, s.Status, s.Path)
			}
		})
	}
}
