package regprint

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers/parserstest"
)

const client = `HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`

// read returns what a console text proves to be there and not to be there.
func read(text string) (there, absent []string) {
	sink := &parserstest.Sink{}
	r := New(sink)
	for i, line := range strings.Split(text, "\n") {
		r.Line(i+1, line)
	}
	r.Failures(1, text)
	r.Finish()
	for _, s := range sink.Settings {
		switch {
		case s.Absent:
			absent = append(absent, s.Key+" "+s.Name)
		case s.Name != "":
			there = append(there, s.Name+"="+s.Value)
		}
	}
	for _, c := range sink.Coverages {
		if !c.Partial {
			absent = append(absent, c.Root)
		}
	}
	return there, absent
}

func TestTheErrorOfReqQueryProvesAbsence(t *testing.T) {
	const failed = "\n\nERROR: The system was unable to find the specified registry key or value.\n"
	for name, c := range map[string]struct {
		text   string
		absent []string
	}{
		"key":               {`C:\> reg query "` + client + `"` + failed, []string{client}},
		"key and its tree":  {`PS C:\> reg.exe QUERY "HKEY_LOCAL_MACHINE` + client[4:] + `" /s 2>&1` + failed, []string{client}},
		"value":             {`[ECS01]: PS C:\> & reg query "` + client + `" /v Enabled` + failed, []string{client + " Enabled"}},
		"without a prompt":  {`reg query "` + client + `" /v "Enabled"` + failed, []string{client + " Enabled"}},
		"without quotes":    {`C:\>reg query HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319 /v SchUseStrongCrypto` + failed, []string{`HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319 SchUseStrongCrypto`}},
		"japanese":          {`C:\>reg query "` + client + "\"\n\nエラー: 指定されたレジストリ キーまたは値が見つかりませんでした。", []string{client}},
		"Get-Item":          {`Get-ItemProperty : Cannot find path 'HKLM:` + client[4:] + `' because it does not exist.`, []string{client}},
		"Get-Item japanese": {`Get-ItemProperty : パス 'HKLM:` + client[4:] + `' が存在しないため検出できません。`, []string{client}},
		"Get-ItemProperty":  {`Get-ItemProperty : Property Enabled does not exist at path HKEY_LOCAL_MACHINE` + client[4:] + ".\nAt line:1 char:1", []string{client + " Enabled"}},
		"other view":        {`C:\>reg query "` + client + `" /reg:32` + failed, nil},
		"other computer":    {`C:\>reg query "\\ECS02\` + client + `"` + failed, nil},
		"search":            {`C:\>reg query "` + client + `" /f Enabled` + failed, nil},
		"two commands":      {`C:\>reg query "` + client + `" & reg query HKLM\X` + failed, nil},
		"variable":          {`PS C:\> reg query "HKLM\SYSTEM\CurrentControlSet\$p"` + failed, nil},
		"other command":     {`C:\>reg query "` + client + "\"\nC:\\>hostname" + failed, nil},
		"after the key":     {`C:\>reg query "` + client + "\" /s\nHKEY_LOCAL_MACHINE" + client[4:] + failed, nil},
		"no command":        {failed, nil},
	} {
		_, absent := read(c.text)
		require.Equal(t, c.absent, absent, name)
	}
}

func TestAConsoleHoldsWhatSeveralCommandsPrinted(t *testing.T) {
	there, absent := read(`C:\>reg query "` + client + `" /v DisabledByDefault

HKEY_LOCAL_MACHINE` + client[4:] + `
    DisabledByDefault    REG_DWORD    0x1

C:\>reg query "` + client + `" /v Enabled

ERROR: The system was unable to find the specified registry key or value.
`)
	require.Equal(t, []string{"DisabledByDefault=1"}, there)
	require.Equal(t, []string{client + " Enabled"}, absent)
}
