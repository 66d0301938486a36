package parsers

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

var patterns = []string{
	`HKLM\SOFTWARE\Contoso\Agent`,
	`HKLM\SOFTWARE\Contoso\Agent\Proxy`,
	`HKLM\SOFTWARE\Microsoft\Azure AD Connect*`,
	`HKLM\SOFTWARE\Microsoft\Uninstall\*`,
	`HKU\*\Software\Contoso`,
	`config\*.exe.config\runtime\*`,
	`host`,
}

func TestAKeyIsWantedOnTheWayOrNeither(t *testing.T) {
	set := NewKeySet(patterns...)
	for key, want := range map[string]Interest{
		`HKLM`:                                                OnTheWay,
		`hklm\software\contoso`:                               OnTheWay,
		`HKLM\SOFTWARE\Contoso\Agent`:                         Wanted,
		`HKLM\SOFTWARE\CONTOSO\AGENT`:                         Wanted,
		`HKLM\SOFTWARE\Contoso\Agent\x`:                       Unwanted,
		`HKLM\SOFTWARE\Contoso\Agents`:                        Unwanted,
		`HKLM\SOFTWARE\Contoso\Agent\Pr`:                      Unwanted,
		`HKLM\SOFTWARE\Contoso\Agent\Proxy`:                   Wanted,
		`HKLM\SOFTWARE\Microsoft`:                             OnTheWay,
		`HKLM\SOFTWARE\Microsoft\Azure AD Connect`:            Wanted,
		`HKLM\SOFTWARE\Microsoft\Azure AD Connect Agents\x\y`: Wanted,
		`HKLM\SOFTWARE\Microsoft\Azure AD`:                    Unwanted,
		`HKLM\SOFTWARE\Microsoft\Uninstall`:                   OnTheWay,
		`HKLM\SOFTWARE\Microsoft\Uninstall\{1}`:               Wanted,
		`HKU\S-1-5-20`:                                        OnTheWay,
		`HKU\S-1-5-20\Software\Contoso`:                       Wanted,
		`config\a.exe.config`:                                 OnTheWay,
		`config\a.exe.config\runtime\x`:                       Wanted,
		`host`:                                                Wanted,
		`HKCR\.txt`:                                           Unwanted,
		`service\ADSync`:                                      Unwanted,
	} {
		require.Equal(t, want, set.Wants(key), key)
	}
	require.Equal(t, Unwanted, NewKeySet().Wants(`HKLM\SOFTWARE`))
	require.Equal(t, Unwanted, (*KeySet)(nil).Wants(`HKLM`))
}

// A reader that follows the answers finds exactly what a pattern matches.
func FuzzWants(f *testing.F) {
	for _, p := range patterns {
		f.Add(p, strings.ReplaceAll(p, "*", `x\y`))
	}
	f.Add(`a\b*c\*d`, `a\bc\d`)
	f.Fuzz(func(t *testing.T, pattern, key string) {
		if pattern == "" || key == "" || pattern[0] == '\\' || key[0] == '\\' || strings.HasSuffix(pattern, `\`) || strings.HasSuffix(key, `\`) || strings.Contains(pattern+key, `\\`) {
			t.Skip("no key")
		}
		set := NewKeySet(pattern)
		matches := evidence.Glob(strings.ToLower(pattern), strings.ToLower(key))
		require.Equal(t, matches, set.Wants(key) == Wanted)
		if !matches {
			return
		}
		for i := range len(key) {
			if key[i] == '\\' {
				require.NotEqual(t, Unwanted, set.Wants(key[:i]), "%q on the way to %q", key[:i], key)
			}
		}
	})
}
