package main

import (
	"bytes"
	"fmt"
	"time"

	"hybriddiag/internal/logwriter"
)

// Facts of the story of the hybrid wizard.
const (
	exchangeHost   = "EXCH01"
	exchangeOnline = "outlook.office365.com"
	wizardShell    = 4164 // process id of the PowerShell that the wizard opens
	ssl3AndTLS10   = 0xA0
	tls12          = 0x800
)

// winHTTPWithoutTLS12: the hybrid wizard runs on a Windows Server 2012 without
// KB3140245, where WinHTTP offers SSL 3.0 and TLS 1.0 only.
func winHTTPWithoutTLS12() sample {
	start := time.Date(2026, 4, 15, 2, 15, 30, 120_000_000, time.UTC)
	return sample{
		name: "hcw-winhttp-tls10", archive: exchangeHost + ".zip", packed: start.Add(time.Hour),
		files: below(exchangeHost+"/",
			wizardLog("HCW/20260415_021520.log", start),
			file{"NETTRACE/NetTrace.etl", func() ([]byte, error) { return wizardTrace(start) }},
			winHTTPKey("CONFIG/GENERAL/REG_WinHttp.reg", hklmSoftware),
			winHTTPKey("CONFIG/GENERAL/REG_WinHttp_WOW.reg", hklmSoftware+`\Wow6432Node`),
			schannelKeys("CONFIG/GENERAL/REG_HKLM_SYSTEM_Hive.log"),
			windows2012("CONFIG/GENERAL/REG_CurrentVersion.reg"),
			hotfixes("CONFIG/GENERAL/Hotfix.csv", "KB2919442", "KB3000850", "KB4012217"),
			text("CONFIG/GENERAL/winhttpproxy.txt", utf16le, "", "Current WinHTTP proxy settings:", "", "    Direct access (no proxy server).", ""),
		),
	}
}

// wizardLog is the wizard's log of the run. Its times are UTC.
func wizardLog(path string, start time.Time) file {
	const session = "Client=UX, Activity=Tenant Connection Validation, Session=Tenant, Cmdlet=New-PSSession, Thread=8"
	const refused = "Connecting to remote server " + exchangeOnline + " failed with the following error message: " +
		"The server certificate on the destination computer (" + exchangeOnline + ":443) has the following errors: " +
		"Encountered an internal error in the SSL library. For more information, see the about_Remote_Troubleshooting Help topic."
	line := func(after time.Duration, level string, code int, keys, message string) string {
		return fmt.Sprintf("%s %7s %d [%s] %s", start.Add(after).Format("2006.01.02 15:04:05.000"), level, code, keys, message)
	}
	return text(path, utf8,
		line(0, "", 10270, "Client=UX, fn=Run, Workflow=Hybrid, Task=TenantConnection, Thread=8", "START Workflow task"),
		line(900*time.Millisecond, "", 10179, "Client=UX, fn=GetProxy, Thread=8", "Request for https://"+exchangeOnline+"/ does NOT go thru proxy"),
		line(2*time.Second, "", 10276, session, "START New-PSSession -ConfigurationName Microsoft.Exchange"),
		line(4*time.Second, "*ERROR*", 10224, "Client=UX, Page=TenantCredential, "+session[len("Client=UX, "):],
			"Connecting to remote server failed with the following error message: "+refused),
		line(4100*time.Millisecond, "", 10271, "Client=UX, fn=Run, Workflow=Hybrid, Task=TenantConnection, Thread=8", "FINISH Time=4100.4ms Results=FAILED"),
	)
}

// winHTTPKey is the export of WinHTTP's key in one view, without
// DefaultSecureProtocols.
func winHTTPKey(path, view string) file {
	settings := view + `\Microsoft\Windows\CurrentVersion\Internet Settings\WinHttp`
	return export(path, settings, key{settings, nil})
}

// schannelKeys is an export that names the computer and switches off nothing
// that matters.
func schannelKeys(path string) file {
	set := hklmSystem + `\CurrentControlSet`
	return export(path, hklmSystem,
		key{set + `\Control\ComputerName\ComputerName`, []string{str("ComputerName", exchangeHost)}},
		key{set + protocols + `\SSL 2.0\Client`, []string{dword("DisabledByDefault", 1)}})
}

// windows2012 is the export of the key that names the edition of Windows.
func windows2012(path string) file {
	const version = hklmSoftware + `\Microsoft\Windows NT\CurrentVersion`
	return export(path, version, key{version, []string{
		str("CurrentBuild", "9200"), str("CurrentBuildNumber", "9200"), str("CurrentVersion", "6.2"),
		str("InstallationType", "Server"), str("ProductName", "Windows Server 2012 Standard"),
	}})
}

// hotfixes is the output of Get-HotFix | Export-Csv.
func hotfixes(path string, ids ...string) file {
	lines := []string{
		`#TYPE System.Management.ManagementObject#root\cimv2\Win32_QuickFixEngineering`,
		`"PSComputerName","InstalledOn","Description","HotFixID","InstalledBy"`,
	}
	for i, id := range ids {
		lines = append(lines, fmt.Sprintf(`"%s","%d/14/2017 12:00:00 AM","Security Update","%s","NT AUTHORITY\SYSTEM"`, exchangeHost, i+3, id))
	}
	return text(path, utf8, lines...)
}

// wizardTrace is the trace of the run: the wizard's shell is refused, while a
// program that asks for TLS 1.2 itself gets through.
func wizardTrace(start time.Time) ([]byte, error) {
	t := &logwriter.Trace{
		Session: "NetTrace-internetclient", File: `C:\Users\admin\AppData\Local\Temp\NetTraces\NetTrace.etl`,
		Build: 9200, Processors: 2, Boot: start.Add(-31 * time.Hour), Start: start.Add(-10 * time.Second), End: start.Add(20 * time.Second),
	}
	t.Records = append(t.Records, logwriter.Lookup(start.Add(time.Second), wizardShell, exchangeOnline, 0, "192.0.2.70;"))
	for try := range 2 {
		records, err := refusedTry(start.Add(2200*time.Millisecond+time.Duration(try)*700*time.Millisecond), byte(try))
		if err != nil {
			return nil, err
		}
		t.Records = append(t.Records, records...)
	}
	t.Records = append(t.Records, logwriter.Connection{
		At: start.Add(5 * time.Second), ProcessID: 2288, ThreadID: 2300, Handle: 0x2A00C3B0, Host: "backup.contoso.com",
		URL: "https://backup.contoso.com/", Mask: tls12,
	}.Records()...)
	t.Records = append(t.Records,
		logwriter.Process(t.End, wizardShell, 3980, "powershell.exe", `"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe" -NoExit`),
		logwriter.Process(t.End, 2288, 620, "ContosoBackup.exe", `"C:\Program Files\Contoso Backup\ContosoBackup.exe"`))
	var b bytes.Buffer
	err := logwriter.WriteETL(&b, t)
	return b.Bytes(), err
}

// refusedTry is one connection of the wizard's shell that Exchange Online turns
// down, as WinHTTP and the network card see it.
func refusedTry(at time.Time, try byte) ([]logwriter.TraceRecord, error) {
	hello := clientHello(exchangeOnline, minorTLS10, try)
	alert := []byte{21, 3, 1, 0, 2, 2, 70} // fatal, protocol_version
	sent, received, err := exchangeFrames(50100+uint16(try), hello, alert)
	if err != nil {
		return nil, err
	}
	connection := logwriter.Connection{
		At: at, Processor: 1, ProcessID: wizardShell, ThreadID: 5120, Handle: 0x1D0BEEF0 + uint64(try)<<12, Host: exchangeOnline,
		URL: "https://" + exchangeOnline + "/powershell-liveid", Mask: ssl3AndTLS10, Sent: hello, Received: alert, Status: 0x80090326,
	}
	return append(connection.Records(),
		logwriter.Frame(at.Add(5500*time.Microsecond), 0, true, sent),
		logwriter.Frame(at.Add(6500*time.Microsecond), 1, false, received)), nil
}
