package main

import (
	"time"

	"hybriddiag/internal/hivewriter"
)

// wrongTable: TLS 1.2 was set on a server of pass-through authentication from a
// table that has two values swapped and a key without its backslash.
func wrongTable() sample {
	const host, computer = "PTA01", "PTA01.contoso.local"
	const refused = "The request was aborted: Could not create SSL/TLS secure channel."
	boot := time.Date(2026, 3, 24, 21, 30, 0, 0, time.UTC)
	system := newLog("System", computer, 33010)
	system.started(boot)
	system.serviceState(boot.Add(30*time.Second), "Microsoft Azure AD Connect Authentication Agent", "running")
	trace := &agentTrace{program: "AzureADConnectAuthenticationAgentService.exe"}
	trace.add(boot.Add(31*time.Second), 1, "Information", "Starting. Agent version: 1.5.2482.0")
	for try := range 3 {
		at := boot.Add(time.Minute + time.Duration(try)*10*time.Minute)
		system.manifest(at, schannel, 36871, levelError, "CallerProcessId", "3312",
			"CallerProcessImageName", "AzureADConnectAuthenticationAgentService", "Type", "client", "ErrorState", "10013")
		trace.add(at.Add(40*time.Millisecond), 6, "Error", "System.Net.WebException: "+refused+
			"\r\n   at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)")
	}
	return sample{
		name: "pta-wrong-tls-table", archive: "collected.zip", packed: boot.Add(2 * time.Hour),
		files: below("MECLOG/20260325-080000/",
			system.file("EVENTLOG/"+host+"_SystemEvent.evtx"),
			trace.file("AADCTRACE/Azure AD Connect Authentication Agent/Trace/AzureADConnectAuthenticationAgent_0f5c1a52.log"),
			systemHive("CONFIG/GENERAL/REG_HKLM_SYSTEM_Hive.hiv", host, boot),
			softwareHive("CONFIG/GENERAL/REG_HKLM_Software_Hive.hiv", boot),
			text("CONFIG/GENERAL/TLS12-check.txt", utf16le, checkScript([8]string{
				"Not Found", "Not Found", "Not Found", "Not Found", "1", "1", "0", "0",
			})...),
			text("CONFIG/GENERAL/winhttpproxy.txt", utf16le, winHTTPDirect()...)),
	}
}

// systemHive holds the protocols as the table has them. TLS 1.0 is off, which
// is as it should be.
func systemHive(path, host string, boot time.Time) file {
	return file{path, func() ([]byte, error) {
		root := &hivewriter.Key{Name: "ROOT", LastWrite: boot.AddDate(0, 0, -1)}
		root.Sub("Select").Set(hivewriter.Dword("Current", 1), hivewriter.Dword("Default", 1))
		set := root.Sub("ControlSet001")
		set.Sub(`Control\ComputerName\ComputerName`).Set(hivewriter.Text("ComputerName", host))
		list := set.Sub(`Control\SecurityProviders\SCHANNEL\Protocols`)
		for _, p := range []struct {
			name               string
			enabled, byDefault uint32
		}{{`TLS 1.0\Client`, 0, 1}, {`TLS 1.0\Server`, 0, 1}, {`TLS 1.2\Client`, 0, 0}, {`TLS 1.2\Server`, 1, 1}} {
			list.Sub(p.name).Set(hivewriter.Dword("DisabledByDefault", p.byDefault), hivewriter.Dword("Enabled", p.enabled))
		}
		return hivewriter.Build(root, hivewriter.Layout{}), nil
	}}
}

// softwareHive has the value of the table in the key that nothing reads.
func softwareHive(path string, boot time.Time) file {
	return file{path, func() ([]byte, error) {
		root := &hivewriter.Key{Name: "ROOT", LastWrite: boot.AddDate(0, 0, -1)}
		root.Sub(`Microsoft.NETFramework\v4.0.30319`).Set(hivewriter.Dword("SchUseStrongCrypto", 1))
		root.Sub(`Microsoft\.NETFramework\v4.0.30319`)
		root.Sub(`WOW6432Node\Microsoft\.NETFramework\v4.0.30319`)
		root.Sub(`Microsoft\NET Framework Setup\NDP\v4\Full`).Set(hivewriter.Dword("Release", 528049))
		root.Sub(`Microsoft\Windows NT\CurrentVersion`).Set(hivewriter.Text("CurrentBuild", "17763"),
			hivewriter.Text("InstallationType", "Server"), hivewriter.Text("ProductName", "Windows Server 2019 Standard"))
		return hivewriter.Build(root, hivewriter.Layout{}), nil
	}}
}
