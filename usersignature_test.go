package diag_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	diag "hybriddiag"
	"hybriddiag/finding"
	"hybriddiag/internal/hivewriter"
	"hybriddiag/signatures"
)

// The answers to a user's two signatures, "it is there" and "it is not there".
const (
	there     = "there"
	notThere  = "not there"
	notJudged = "not judged"
)

// userSignature is one about a selection. A signature is only listed as not
// judged for a product that the case shows.
const userSignature = `id: %s
mark: S
products: [entra-connect]
layer: 1
severity:
  - {is: high}
select:
  asked: %s
condition: asked
confidence:
  confirmed: asked
title: {en: Asked, ja: 質問}
cause: {en: Asked., ja: 質問です。}
steps:
  - {en: Look., ja: 確認します。}
references: ["https://contoso.example/"]
`

// userLibrary is the built-in library with the two signatures of a user.
func userLibrary(t *testing.T, isThere, isNotThere string) *signatures.Library {
	t.Helper()
	extra, err := signatures.Load(fstest.MapFS{
		"there.yaml":  {Data: fmt.Appendf(nil, userSignature, "USR-001", isThere)},
		"absent.yaml": {Data: fmt.Appendf(nil, userSignature, "USR-002", isNotThere)},
	})
	require.NoError(t, err)
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	return lib.Merge(extra)
}

// connectServer proves that the product is in the case.
const connectServer = "SERVICE_NAME: ADSync\n        STATE              : 4  RUNNING\n"

// answer reads one file beside the one of the product and tells what became of
// the user's two signatures.
func answer(t *testing.T, lib *signatures.Library, name string, content []byte) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "adsync-service.txt"), []byte(connectServer), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	d, err := diag.Analyze(t.Context(), diag.Case{Paths: []string{dir}}, diag.Options{Library: lib})
	require.NoError(t, err)
	var got []string
	for _, f := range d.Findings {
		switch f.ID {
		case "USR-001":
			got = append(got, there)
		case "USR-002":
			got = append(got, notThere)
		}
		if strings.HasPrefix(f.ID, "USR-") {
			require.Equal(t, finding.Confirmed, f.Confidence)
		}
	}
	for _, n := range d.NotJudged {
		if n.ID == "USR-001" {
			got = append(got, notJudged)
		}
	}
	require.Len(t, got, 1, "%v", d.Findings)
	return got[0]
}

// hiveOf is a SOFTWARE hive with the values of one key.
func hiveOf(key string, values ...hivewriter.Value) []byte {
	root := &hivewriter.Key{Name: "ROOT"}
	root.Sub("Microsoft")
	root.Sub(`Classes\CLSID`)
	root.Sub(key).Set(values...)
	return hivewriter.Build(root, hivewriter.Layout{})
}

func systemHive() []byte {
	root := &hivewriter.Key{Name: "ROOT"}
	root.Sub("Select").Set(hivewriter.Dword("Current", 1))
	root.Sub(`ControlSet001\Services\ADSync`)
	return hivewriter.Build(root, hivewriter.Layout{})
}

// checkTable is what the TLS check script prints, with a row that someone added.
func checkTable(row string) []byte {
	return []byte(`
Path                                                                                 Name                     Value
----                                                                                 ----                     -----
HKLM:\SOFTWARE\Microsoft\.NETFramework\v4.0.30319                                    SchUseStrongCrypto       1
HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client Enabled            1
` + row)
}

func TestAUsersSignatureSeesAnyRegistryKey(t *testing.T) {
	const key = `HKLM\SOFTWARE\Contoso\Agent`
	lib := userLibrary(t, `{setting: {key: '`+key+`', name: Mode, value: 3}}`, `{setting: {key: '`+key+`', name: Mode, absent: true}}`)
	const reg = "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes\\x]\r\n\"y\"=\"z\"\r\n\r\n"
	const notFound = "\r\n\r\nERROR: The system was unable to find the specified registry key or value.\r\n"
	for name, c := range map[string]struct {
		file    string
		content []byte
		want    string
	}{
		"export, there":                     {"software.reg", []byte(reg + "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Contoso\\Agent]\r\n\"Mode\"=dword:00000003\r\n"), there},
		"export, no value":                  {"software.reg", []byte(reg + "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Contoso\\Agent]\r\n\"Other\"=dword:00000003\r\n"), notThere},
		"export, no key":                    {"software.reg", []byte(reg), notThere},
		"export of another key":             {"contoso.reg", []byte("Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Contoso\\Other]\r\n\"Mode\"=dword:00000003\r\n"), notJudged},
		"hive, there":                       {"software.hiv", hiveOf(`Contoso\Agent`, hivewriter.Dword("Mode", 3)), there},
		"hive, no value":                    {"software.hiv", hiveOf(`Contoso\Agent`, hivewriter.Dword("Other", 3)), notThere},
		"hive, no key":                      {"software.hiv", hiveOf(`Contoso\Other`, hivewriter.Dword("Mode", 3)), notThere},
		"hive of another part":              {"system.hiv", systemHive(), notJudged},
		"reg query, there":                  {"query.txt", []byte("\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Contoso\\Agent\r\n    Mode    REG_DWORD    0x3\r\n\r\n"), there},
		"reg query, no value":               {"query.txt", []byte(`C:\>reg query HKLM\SOFTWARE\Contoso\Agent /v Mode` + notFound), notThere},
		"reg query, no key":                 {"query.txt", []byte(`C:\>reg query HKLM\SOFTWARE\Contoso /s` + notFound), notThere},
		"reg query of another key":          {"query.txt", []byte("\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Contoso\\Other\r\n    Mode    REG_DWORD    0x3\r\n\r\n"), notJudged},
		"check script, there":               {"tls.txt", checkTable(`HKLM:\SOFTWARE\Contoso\Agent                                                         Mode                     3`), there},
		"check script, no value":            {"tls.txt", checkTable(`HKLM:\SOFTWARE\Contoso\Agent                                                         Mode                     Not Found`), notThere},
		"check script without a row for it": {"tls.txt", checkTable(""), notJudged},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, c.want, answer(t, lib, c.file, c.content)) })
	}
}

// serviceList is a list of so many services that it holds all of a computer.
func serviceList(names ...string) []byte {
	text := "Status   Name               DisplayName\r\n------   ----               -----------\r\n"
	for i := range 50 {
		names = append(names, fmt.Sprintf("Svc%02d", i))
	}
	for _, name := range names {
		text += fmt.Sprintf("Running  %-18s %s\r\n", name, "Display name of "+name)
	}
	return []byte(text)
}

// certificateList is what certutil prints about a store.
func certificateList(store, print string) []byte {
	return []byte(store + " \"" + store + "\"\r\n================ Certificate 0 ================\r\nSerial Number: 5a\r\nIssuer:\r\n    CN=Contoso CA\r\n" +
		" NotBefore: 1/5/2024 3:21 PM\r\n NotAfter: 1/5/2034 3:21 PM\r\nSubject:\r\n    CN=agent\r\nCert Hash(sha1): " + print + "\r\nCertUtil: -store command completed successfully.\r\n")
}

func TestAUsersSignatureSeesAnythingOfItsKind(t *testing.T) {
	const software = "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\r\n\r\n"
	const system = "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SYSTEM]\r\n\r\n"
	const uninstall = "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{1}]\r\n"
	const rules = "Name : Out to AD\r\nPrecedence : 100\r\n"
	const print, otherPrint = "00112233445566778899AABBCCDDEEFF00112233", "11112233445566778899AABBCCDDEEFF00112233"
	type source struct {
		file    string
		content []byte
		want    string
	}
	for name, c := range map[string]struct {
		isThere, isNotThere string
		sources             []source
	}{
		"service": {
			`{setting: {key: 'service\ContosoAgent', name: State, value: Running}}`,
			`{setting: {key: 'service\ContosoAgent', name: State, absent: true}}`,
			[]source{
				{"services.txt", serviceList("ContosoAgent"), there},
				{"services.txt", serviceList(), notThere},
				{"services.txt", serviceList("ContosoA..."), notJudged},
				{"services.txt", []byte("SERVICE_NAME: Other\r\n        STATE              : 4  RUNNING\r\n"), notJudged},
			},
		},
		"service in the registry": {
			`{setting: {key: 'service\ContosoAgent', name: StartType, value: Disabled}}`,
			`{setting: {key: 'service\ContosoAgent', name: StartType, absent: true}}`,
			[]source{
				{"system.reg", []byte(system + "[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\ContosoAgent]\r\n\"Start\"=dword:00000004\r\n"), there},
				{"system.reg", []byte(system), notJudged},
			},
		},
		"program": {
			`{setting: {key: 'program\Contoso Agent', name: Version, value: 1.2.3}}`,
			`{setting: {key: 'program\Contoso Agent', name: Version, absent: true}}`,
			[]source{
				{"software.reg", []byte(software + uninstall + "\"DisplayName\"=\"Contoso Agent\"\r\n\"DisplayVersion\"=\"1.2.3\"\r\n"), there},
				{"software.reg", []byte(software + uninstall + "\"DisplayName\"=\"Contoso Other\"\r\n\"DisplayVersion\"=\"1.2.3\"\r\n"), notThere},
				{"uninstall.reg", []byte("Windows Registry Editor Version 5.00\r\n\r\n" + uninstall), notJudged},
				{"product.csv", []byte("Node,IdentifyingNumber,Name,Vendor,Version\r\nECS01,{1},Contoso Agent,Contoso,1.2.3\r\n"), there},
				{"product.csv", []byte("Node,IdentifyingNumber,Name,Vendor,Version\r\nECS01,{1},Contoso Other,Contoso,1.2.3\r\n"), notJudged},
			},
		},
		"element of a configuration file": {
			`{setting: {key: 'config\Contoso.exe.config\system.web\httpRuntime', name: maxUrlLength, value: 260}}`,
			`{setting: {key: 'config\Contoso.exe.config\system.web\httpRuntime', name: maxUrlLength, absent: true}}`,
			[]source{
				{"Contoso.exe.config", []byte(`<configuration><system.web><httpRuntime maxUrlLength="260"/></system.web></configuration>`), there},
				{"Contoso.exe.config", []byte(`<configuration><system.web/></configuration>`), notThere},
				{"Other.exe.config", []byte(`<configuration><system.web/></configuration>`), notJudged},
			},
		},
		"property of Get-ADSync output": {
			`{setting: {key: 'adsync\Get-ADSyncRule', name: Precedence, value: 100}}`,
			`{setting: {key: 'adsync\Get-ADSyncRule', name: Precedence, absent: true}}`,
			[]source{
				{"Get-ADSyncRule.txt", []byte(rules), there},
				{"Get-ADSyncRule.txt", []byte("Name : Out to AD\r\n"), notThere},
				{"Get-ADSyncScheduler.txt", []byte("AllowedSyncCycleInterval : 00:30:00\r\n"), notJudged},
			},
		},
		"certificate store": {
			`{certificate: {store: 'LocalMachine\Remote Desktop', thumbprint: ` + print + `}}`,
			`{certificate: {store: 'LocalMachine\Remote Desktop', thumbprint: ` + print + `, absent: true}}`,
			[]source{
				{"store.txt", certificateList("Remote Desktop", print), there},
				{"store.txt", certificateList("Remote Desktop", otherPrint), notThere},
				{"store.txt", certificateList("WebHosting", print), notJudged},
			},
		},
		"fact about the computer": {
			`{setting: {key: host, name: System Manufacturer, value: Contoso}}`,
			`{setting: {key: host, name: System Manufacturer, absent: true}}`,
			[]source{
				{"systeminfo.txt", []byte("Host Name:                 ECS01\r\nOS Name:                   Microsoft Windows Server 2019 Standard\r\nOS Version:                10.0.17763 N/A Build 17763\r\nSystem Manufacturer:       Contoso\r\n"), there},
				{"systeminfo.txt", []byte("Host Name:                 ECS01\r\nOS Name:                   Microsoft Windows Server 2019 Standard\r\nOS Version:                10.0.17763 N/A Build 17763\r\n"), notThere},
			},
		},
		"network setting": {
			`{setting: {key: 'net\ipconfig', name: Default Gateway, value: 10.0.0.1}}`,
			`{setting: {key: 'net\ipconfig', name: Default Gateway, absent: true}}`,
			[]source{
				{"ipconfig.txt", []byte("\r\nWindows IP Configuration\r\n\r\n   Host Name . . . . . . . . . . . . : ECS01\r\n   IPv4 Address. . . . . . . . . . . : 10.0.0.5\r\n   Default Gateway . . . . . . . . . : 10.0.0.1\r\n"), there},
				{"ipconfig.txt", []byte("\r\nWindows IP Configuration\r\n\r\n   Host Name . . . . . . . . . . . . : ECS01\r\n   IPv4 Address. . . . . . . . . . . : 10.0.0.5\r\n"), notThere},
			},
		},
		"element of an agent's trust": {
			`{setting: {key: 'trust\pta-agent', name: TrustVersion, value: 2}}`,
			`{setting: {key: 'trust\pta-agent', name: TrustVersion, absent: true}}`,
			[]source{
				{"Authentication Agent TrustSettings.xml", []byte("<ConnectorTrustSettingsFile><CloudProxyTrust><Thumbprint>" + print + "</Thumbprint><IsInUserStore>true</IsInUserStore><TrustVersion>2</TrustVersion></CloudProxyTrust></ConnectorTrustSettingsFile>"), there},
				{"Authentication Agent TrustSettings.xml", []byte("<ConnectorTrustSettingsFile><CloudProxyTrust><Thumbprint>" + print + "</Thumbprint><IsInUserStore>true</IsInUserStore></CloudProxyTrust></ConnectorTrustSettingsFile>"), notThere},
			},
		},
	} {
		lib := userLibrary(t, c.isThere, c.isNotThere)
		for i, s := range c.sources {
			t.Run(fmt.Sprintf("%s %d %s", name, i, s.want), func(t *testing.T) {
				require.Equal(t, s.want, answer(t, lib, s.file, s.content))
			})
		}
	}
}
