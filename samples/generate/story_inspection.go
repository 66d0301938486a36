package main

import (
	"bytes"
	"time"

	"hybriddiag/internal/logwriter"
)

// inspection: a gateway opens the connections of the wizard and answers with a
// certificate of its own.
func inspection() sample {
	const host, computer = "ECS05", "ECS05.contoso.local"
	start := time.Date(2026, 5, 12, 1, 20, 0, 0, time.UTC)
	system := newLog("System", computer, 72210)
	system.started(start.Add(-72 * time.Hour))
	system.manifest(start.Add(12*time.Second), schannel, 36882, levelError,
		"CallerProcessId", "6120", "CallerProcessImageName", "AzureADConnect", "certificateContext", "0x1f0a3c7e2b0")
	trace := newTraceLog(start, japan, "2.5.79.0", "<Unspecified>")
	trace.add(start.Add(9*time.Second), 1, "INFO", "Page transition from \"Welcome\" to \"Connect to Azure AD\"")
	trace.add(start.Add(12300*time.Millisecond), 17, "ERROR",
		"The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.")
	return sample{
		name: "entra-connect-tls-inspection", archive: "collected.zip", packed: start.Add(time.Hour),
		files: below("MECLOG/20260512-103000/",
			system.file("EVENTLOG/"+host+"_SystemEvent.evtx"),
			trace.file("AADCTRACE/AADConnect/trace-20260512-102000.log"),
			file{"NETTRACE/NetTrace.etl", func() ([]byte, error) { return inspectedTrace(start) }},
			text("NETTRACE/OperationLog.txt", utf16le, "2026/05/12 10:19:50 Trace Start.", "2026/05/12 10:21:00 Trace End."),
			text("CONFIG/GENERAL/winhttpproxy.txt", utf16le, winHTTPDirect()...),
			export("CONFIG/GENERAL/REG_HKLM_SYSTEM_Hive.log", hklmSystem,
				append([]key{{hklmSystem + `\CurrentControlSet\Control\ComputerName\ComputerName`, []string{str("ComputerName", host)}}},
					rightProtocols(hklmSystem+`\CurrentControlSet`)...)...)),
	}
}

// inspectedTrace is the trace of the network card: login.microsoftonline.com
// answers with a certificate of the gateway. The federation server has one of
// the company's own authority, which is right.
func inspectedTrace(start time.Time) ([]byte, error) {
	from := start.AddDate(0, -6, 0)
	gateway, err := newAuthority("Contoso Web Gateway CA", from)
	if err != nil {
		return nil, err
	}
	company, err := newAuthority("Contoso Issuing CA 1", from)
	if err != nil {
		return nil, err
	}
	const wizard = 6120
	t := &logwriter.Trace{
		Session: "NetTrace-internetclient_dbg", File: `C:\MECLOG\NetTrace.etl`, Build: 17763, Processors: 2,
		Boot: start.Add(-72 * time.Hour), Start: start.Add(-10 * time.Second), End: start.Add(time.Minute), Bias: -japan,
	}
	for i, peer := range []struct {
		host string
		by   *authority
		at   time.Duration
	}{{"adfs.contoso.com", company, 4 * time.Second}, {"login.microsoftonline.com", gateway, 11 * time.Second}, {"login.microsoftonline.com", gateway, 12 * time.Second}} {
		certificate, err := peer.by.issue(peer.host, from)
		if err != nil {
			return nil, err
		}
		sent, received, err := exchangeFrames(50200+uint16(i), clientHello(peer.host, minorTLS12, byte(i)),
			serverFlight(byte(i), certificate, peer.by.cert.Raw))
		if err != nil {
			return nil, err
		}
		at := start.Add(peer.at)
		t.Records = append(t.Records,
			logwriter.Lookup(at.Add(-20*time.Millisecond), wizard, peer.host, 0, "192.0.2.70;"),
			logwriter.Frame(at, 0, true, sent), logwriter.Frame(at.Add(9*time.Millisecond), 1, false, received))
	}
	t.Records = append(t.Records, logwriter.Process(t.End, wizard, 4020, "AzureADConnect.exe",
		`"C:\Program Files\Microsoft Azure Active Directory Connect\AzureADConnect.exe"`))
	var b bytes.Buffer
	err = logwriter.WriteETL(&b, t)
	return b.Bytes(), err
}
