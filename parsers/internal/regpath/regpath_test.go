package regpath

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
)

func TestKeysOfAnySourceAreSpelledAlike(t *testing.T) {
	for in, want := range map[string]string{
		`HKEY_LOCAL_MACHINE\System\Select`:                                    `HKLM\SYSTEM\Select`,
		`HKLM:\SOFTWARE\Wow6432Node\Microsoft`:                                `HKLM\SOFTWARE\WOW6432Node\Microsoft`,
		`hklm\software\wow6432node`:                                           `HKLM\SOFTWARE\WOW6432Node`,
		`HKEY_LOCAL_MACHINE\SOFTWARE\Wow6432NodeX`:                            `HKLM\SOFTWARE\Wow6432NodeX`,
		`HKEY_USERS\S-1-5-20\Software\`:                                       `HKU\S-1-5-20\Software`,
		`Computer\HKEY_CURRENT_USER`:                                          `HKCU`,
		`Microsoft.PowerShell.Core\Registry::HKEY_LOCAL_MACHINE\SYSTEM\Setup`: `HKLM\SYSTEM\Setup`,
	} {
		got, ok := Normalize(in)
		require.True(t, ok, in)
		require.Equal(t, want, got)
	}
	for _, in := range []string{"", "C:\\Windows", "HKLMX\\a", "HKLM"[:3]} {
		_, ok := Normalize(in)
		require.False(t, ok, in)
	}
}

func TestNumberedControlSetsAreTheCurrentOne(t *testing.T) {
	n, rest, ok := ControlSet(`HKLM\SYSTEM\controlset002\Control\Lsa`)
	require.True(t, ok)
	require.Equal(t, 2, n)
	require.Equal(t, `HKLM\SYSTEM\CurrentControlSet\Control\Lsa`, Current(rest))
	for _, key := range []string{
		`HKLM\SYSTEM\ControlSet`, `HKLM\SYSTEM\ControlSet00`, `HKLM\SYSTEM\ControlSet0012`,
		`HKLM\SYSTEM\ControlSet000\x`, `HKLM\SYSTEM\CurrentControlSet\x`, `HKLM\SOFTWARE\ControlSet001`,
	} {
		_, _, ok := ControlSet(key)
		require.False(t, ok, key)
	}
}

// asked returns a filter over a set of keys and counts the questions it asks.
func asked(patterns ...string) (*Filter, *int) {
	set, n := parsers.NewKeySet(patterns...), new(int)
	return NewFilter(func(key string) parsers.Interest { *n++; return set.Wants(key) }), n
}

func TestAKeyIsWantedHoweverTheSourceSpellsIt(t *testing.T) {
	filter, _ := asked(`HKLM\SYSTEM\CurrentControlSet\Control\Lsa`, `HKLM\SYSTEM\ControlSet002\Control\Nls`, `HKLM\SOFTWARE\Contoso\Agent`, `HKU\*\Software\Contoso`)
	for key, want := range map[string]parsers.Interest{
		`HKLM\SYSTEM`: parsers.OnTheWay,
		`HKEY_LOCAL_MACHINE\System\ControlSet001\control\LSA`: parsers.Wanted,
		`HKLM\SYSTEM\ControlSet001\Control\Nls`:               parsers.Unwanted,
		`HKLM\SYSTEM\ControlSet002\Control\Nls`:               parsers.Wanted,
		`HKEY_LOCAL_MACHINE\SOFTWARE\Contoso`:                 parsers.OnTheWay,
		`HKLM:\Software\Contoso\Agent`:                        parsers.Wanted,
		`HKLM:\Software\WOW6432Node\Contoso\Agent`:            parsers.Unwanted,
		`HKEY_USERS\S-1-5-20\Software\Contoso`:                parsers.Wanted,
		`HKCR\.txt`:                                           parsers.Unwanted,
		`C:\Windows`:                                          parsers.Unwanted,
	} {
		require.Equal(t, want, filter.Wants([]byte(key)), key)
	}
}

func TestASubtreeThatNobodyWantsIsAskedForOnce(t *testing.T) {
	filter, n := asked(`HKLM\SOFTWARE\Contoso\Agent`)
	for i := range 1000 {
		key := fmt.Sprintf(`HKEY_LOCAL_MACHINE\SOFTWARE\Classes\CLSID\{%d}\InprocServer32`, i)
		require.Equal(t, parsers.Unwanted, filter.Wants([]byte(key)))
	}
	require.Less(t, *n, 8)
	require.Equal(t, parsers.Wanted, filter.Wants([]byte(`HKEY_LOCAL_MACHINE\SOFTWARE\Contoso\Agent`)))
	require.Equal(t, parsers.Unwanted, filter.Wants([]byte(`HKEY_LOCAL_MACHINE\SOFTWARE\ClassesX`)))
}

func TestSkippingDoesNotAllocate(t *testing.T) {
	filter, _ := asked(`HKLM\SOFTWARE\Contoso\Agent`)
	key := []byte(`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages\x`)
	require.Zero(t, testing.AllocsPerRun(100, func() { filter.Wants(key) }))
}
