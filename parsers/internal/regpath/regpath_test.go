package regpath

import (
	"testing"

	"github.com/stretchr/testify/require"
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

func TestOnlyUsefulKeysAreWanted(t *testing.T) {
	for key, want := range map[string]State{
		`HKLM\SYSTEM`: OnTheWay,
		`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`: Wanted,
		`HKLM\SYSTEM\ControlSet001\control\securityproviders\schannel`:                                            Wanted,
		`HKLM\SYSTEM\ControlSet001\Control\SecurityProviders`:                                                     OnTheWay,
		`HKLM\SYSTEM\ControlSet001\Control\SecurityProviders\SCHANNELX`:                                           Unwanted,
		`HKLM\SYSTEM\Select`: Wanted,
		`HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319`:                                     Wanted,
		`HKLM\SOFTWARE\Microsoft.NETFramework\v4.0.30319`:                                      Wanted,
		`HKLM\SOFTWARE\Wow6432Node\Microsoft\.NETFramework\v4.0.30319`:                         Wanted,
		`HKLM\SOFTWARE\Wow6432Node\Wow6432Node\Microsoft\.NETFramework`:                        Unwanted,
		`HKLM\SOFTWARE\Classes\CLSID`:                                                          Unwanted,
		`HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`:                                    Wanted,
		`HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts`:                              Unwanted,
		`HKLM\SOFTWARE\Microsoft\Azure AD Connect Agents\Azure AD Connect Provisioning Agent`:  Wanted,
		`HKLM\SYSTEM\CurrentControlSet\Services\AzureADConnectAuthenticationAgent\Parameters`:  Wanted,
		`HKEY_USERS\S-1-5-20\Software\Microsoft\Windows\CurrentVersion\Internet Settings\Zone`: Wanted,
		`HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings`:                     Wanted,
		`HKCR\.txt`: Unwanted,
	} {
		require.Equal(t, want, Classify([]byte(key)), key)
	}
}

func TestClassifyDoesNotAllocate(t *testing.T) {
	key := []byte(`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages\x`)
	require.Zero(t, testing.AllocsPerRun(100, func() { Classify(key) }))
}
