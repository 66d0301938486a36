package main

import (
	"fmt"
	"time"
)

// tls12Disabled: hardening switched TLS 1.2 off for clients, and after the next
// restart the synchronization with Microsoft Entra ID stops.
func tls12Disabled() sample {
	const host, computer = "ECS01", "ECS01.contoso.local"
	boot := time.Date(2026, 3, 10, 1, 0, 0, 0, time.UTC)
	system := newLog("System", computer, 88120)
	system.started(boot)
	app := newLog("Application", computer, 90184)
	app.quiet(boot.Add(-24*time.Hour), 25)

	runs := []string{runHistoryHead}
	add := func(connector, profile, result string, at time.Time) {
		runs = append(runs, runHistoryRow(4000+len(runs), connector, profile, result, at, at.Add(9*time.Second)))
	}
	const entra, ad = "contoso.onmicrosoft.com - AAD", "contoso.local"
	before := boot.Add(-50 * time.Minute)
	add(ad, "Delta Import", "success", before)
	add(entra, "Delta Import", "success", before.Add(time.Minute))
	add(entra, "Export", "success", before.Add(4*time.Minute))

	for cycle := range 3 {
		at := boot.Add(10*time.Minute + time.Duration(cycle)*30*time.Minute)
		add(ad, "Delta Import", "success", at)
		at = at.Add(time.Minute)
		credentialRefused(system, at.Add(1200*time.Millisecond))
		extensionFailed(app, at.Add(1500*time.Millisecond))
		aftermath(app, at.Add(2*time.Second), "2.5.79.0")
		result := "stopped-extension-dll-exception"
		if cycle == 0 {
			result = "no-start-ma"
		}
		add(entra, "Delta Import", result, at)
	}

	set := hklmSystem + `\ControlSet001`
	files := []file{
		app.file("EVENTLOG/" + host + "_Application.evtx"),
		system.file("EVENTLOG/" + host + "_SystemEvent.evtx"),
		text("RUNHISTORY/"+host+"_Get-ADSyncRunProfileResult.csv", utf8, runs...),
		text("CONFIG/MEC/Get-ADSyncScheduler.txt", utf16le, scheduler("2026/03/10 2:40:00")...),
		export("CONFIG/GENERAL/REG_HKLM_SYSTEM_Hive.log", hklmSystem,
			key{set + `\Control\ComputerName\ComputerName`, []string{str("ComputerName", host)}},
			key{set + `\Control\SecurityProviders\SCHANNEL`, []string{dword("EventLogging", 1)}},
			key{set + protocols + `\TLS 1.0\Client`, []string{dword("DisabledByDefault", 1), dword("Enabled", 0)}},
			key{set + protocols + `\TLS 1.2\Client`, []string{dword("DisabledByDefault", 0), dword("Enabled", 0)}},
			key{set + protocols + `\TLS 1.2\Server`, []string{dword("DisabledByDefault", 0), dword("Enabled", 1)}},
			key{hklmSystem + `\Select`, []string{dword("Current", 1), dword("Default", 1), dword("Failed", 0), dword("LastKnownGood", 1)}},
		),
		export("CONFIG/GENERAL/REG_HKLM_Software_Hive.log", hklmSoftware,
			append(dotnet48(), currentVersion("Windows Server 2019 Standard", "17763", 5329))...),
		text("CONFIG/GENERAL/winhttpproxy.txt", utf16le, "", "Current WinHTTP proxy settings:", "", "    Direct access (no proxy server).", ""),
	}
	return sample{
		name: "entra-connect-tls12-disabled", archive: "collected.zip", packed: boot.Add(90 * time.Minute),
		files: below("MECLOG/20260310-113000/", files...),
	}
}

// credentialRefused is what Schannel logs when no protocol is left for a client.
func credentialRefused(l *log, at time.Time) {
	l.manifest(at, schannel, 36871, levelError,
		"CallerProcessId", "5120", "CallerProcessImageName", "miiserver", "Type", "client", "ErrorState", "10013")
}

// extensionFailed is the import of the Microsoft Entra connector that fails
// while its extension opens the connection.
func extensionFailed(l *log, at time.Time) {
	const inner = "System.Net.WebException: The request was aborted: Could not create SSL/TLS secure channel."
	l.classic(at, "Directory Synchronization", 109, levelError,
		"Failure while importing entries from Windows Azure Active Directory. Exception: "+inner+
			"\r\n   at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)")
	l.classic(at.Add(100*time.Millisecond), "ADSync", 6801, levelError,
		"The extensible extension returned an unsupported error.\r\nThe stack trace is:\r\n \r\n\""+inner+
			"\r\n   at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)\r\n\"")
}

// aftermath is the pair of events that follows every broken step.
func aftermath(l *log, at time.Time, version string) {
	stack := fmt.Sprintf("ERR_: MMS(5120): ..\\libutils.cpp(10186): Failed getting registry value 'ADMADoNormalization', 0x2\r\n"+
		"BAIL: MMS(5120): ..\\libutils.cpp(10187): 0x80070002 (The system cannot find the file specified.): Win32 API failure: 2\r\n"+
		"BAIL: MMS(5120): ..\\ma.cpp(8030): 0x80131500\r\nAzure AD Sync %s", version)
	l.classic(at, "ADSync", 6311, levelError, stack)
	l.classic(at.Add(50*time.Millisecond), "ADSync", 6401, levelError, stack)
}
