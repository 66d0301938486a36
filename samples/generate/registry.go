package main

import (
	"fmt"
	"strings"
)

// key is one key of a registry export with its values in the words of the file.
type key struct {
	path   string
	values []string
}

func dword(name string, v uint32) string { return fmt.Sprintf("%q=dword:%08x", name, v) }

func str(name, v string) string {
	return fmt.Sprintf(`"%s"="%s"`, name, strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(v))
}

// export is `reg export` text, in the encoding and layout of regedit. Keys
// between a root and the first key of a branch are written too, as Windows does.
func export(path string, root string, keys ...key) file {
	lines := []string{"Windows Registry Editor Version 5.00", ""}
	seen := map[string]bool{}
	if keys[0].path != root {
		keys = append([]key{{path: root}}, keys...)
	}
	for _, k := range keys {
		for _, parent := range parents(root, k.path) {
			if !seen[parent] {
				lines = append(lines, "["+parent+"]", "")
				seen[parent] = true
			}
		}
		lines = append(lines, "["+k.path+"]")
		lines = append(append(lines, k.values...), "")
		seen[k.path] = true
	}
	return text(path, utf16le, lines...)
}

// parents lists the keys between root and path, both left out.
func parents(root, path string) []string {
	var out []string
	rest := strings.TrimPrefix(strings.TrimPrefix(path, root), `\`)
	at := root
	parts := strings.Split(rest, `\`)
	for _, p := range parts[:len(parts)-1] {
		at += `\` + p
		out = append(out, at)
	}
	return out
}

const (
	hklmSystem   = `HKEY_LOCAL_MACHINE\SYSTEM`
	hklmSoftware = `HKEY_LOCAL_MACHINE\SOFTWARE`
	protocols    = `\Control\SecurityProviders\SCHANNEL\Protocols`
)

// currentVersion is the key that names the edition of Windows.
func currentVersion(name, build string, revision uint32) key {
	return key{hklmSoftware + `\Microsoft\Windows NT\CurrentVersion`, []string{
		str("CurrentBuild", build), str("CurrentBuildNumber", build), str("CurrentVersion", "6.3"),
		str("InstallationType", "Server"), str("ProductName", name), dword("UBR", revision),
	}}
}

// dotnet48 are the keys of a .NET Framework 4.8 whose programs follow the
// system's protocols, in both views.
func dotnet48() []key {
	strong := []string{dword("SchUseStrongCrypto", 1), dword("SystemDefaultTlsVersions", 1)}
	return []key{
		{hklmSoftware + `\Microsoft\.NETFramework\v4.0.30319`, strong},
		{hklmSoftware + `\Microsoft\NET Framework Setup\NDP\v4\Full`, []string{dword("Release", 528049), str("Version", "4.8.03761")}},
		{hklmSoftware + `\WOW6432Node\Microsoft\.NETFramework\v4.0.30319`, strong},
	}
}
