package main

import "time"

// privateKey: of two connectors of one group, one lost the access to the
// private key of its certificate. Both collections come in one archive.
func privateKey() sample {
	start := time.Date(2026, 9, 2, 23, 0, 0, 0, time.UTC)
	broken, healthy := "CONN21.fabrikam.local", "CONN22.fabrikam.local"

	system := newLog("System", broken, 51200)
	system.started(start)
	admin := newLog(newAdminChannel, broken, 310)
	for i := range 3 {
		at := start.Add(time.Duration(2+20*i) * time.Minute)
		system.manifest(at, schannel, 36870, levelError, "CallerProcessId", "2740",
			"CallerProcessImageName", "MicrosoftEntraPrivateNetworkConnectorService",
			"Type", "client", "ErrorCode", "0x8009030D", "ErrorStatus", "10001")
		admin.manifest(at.Add(2*time.Second), newConnector, 12020, levelError, "ErrorMessage",
			"The Connector was unable to connect to the service due to networking issues. "+
				"The connector tried to access https://8d1f0a36.bootstrap.msappproxy.net.")
	}

	calm := newLog("System", healthy, 40880)
	calm.started(start.Add(-26 * time.Hour))
	for i := range 2 { // somebody connects to Remote Desktop, whose certificate has no key
		calm.manifest(start.Add(time.Duration(11+9*i)*time.Minute), schannel, 36870, levelError,
			"CallerProcessId", "692", "CallerProcessImageName", "svchost", "Type", "server", "ErrorCode", "0x8009030D", "ErrorStatus", "10001")
	}
	quietAdmin := newLog(newAdminChannel, healthy, 88)
	quietAdmin.manifest(start.Add(-25*time.Hour), newConnector, 12002, levelInfo, "Message", "The Connector service has started.")
	calm.serviceState(start.Add(-25*time.Hour), "Microsoft Entra private network connector", "running")

	packed := start.Add(2 * time.Hour)
	return sample{
		name: "connectors-one-of-two", archive: "case.zip", packed: packed,
		files: []file{
			inner("CONN21_AADAP_traces_2026-03-09_08-05.zip", packed, "CONN21-",
				system.file("System.evtx"),
				admin.file("Microsoft-Microsoft Entra private network-Connector-Admin.evtx"),
				text("ConnectorVersion.txt", utf16le, "1.5.3925.0"),
				text("winhttp-proxy.txt", cp932, winHTTPDirect()...),
				export("reg-schannel.txt", schannelRoot, rightProtocols(hklmSystem+`\CurrentControlSet`)...)),
			inner("CONN22_AADAP_traces_2026-03-09_08-20.zip", packed, "CONN22-",
				calm.file("System.evtx"),
				quietAdmin.file("Microsoft-Microsoft Entra private network-Connector-Admin.evtx"),
				text("ConnectorVersion.txt", utf16le, "1.5.3925.0"),
				text("winhttp-proxy.txt", cp932, winHTTPDirect()...),
				export("reg-schannel.txt", schannelRoot, rightProtocols(hklmSystem+`\CurrentControlSet`)...)),
		},
	}
}
