package main

import "time"

// serviceAccount: an upgrade stops because the synchronization service runs
// under a name of the form user@domain.
func serviceAccount() sample {
	const host, computer = "ECS10", "ECS10.contoso.local"
	start := time.Date(2026, 5, 26, 4, 30, 0, 0, time.UTC)
	app := newLog("Application", computer, 61000)
	app.quiet(start.Add(-3*time.Hour), 5)
	app.classic(start.Add(66*time.Second), "MsiInstaller", 1033, levelInfo,
		"Microsoft Entra Connect synchronization services", "2.5.79.0", "1033", "1603", "Microsoft Corporation")
	trace := newTraceLog(start, japan, "2.5.79.0", "<Unspecified>")
	trace.add(start.Add(12*time.Second), 1, "INFO", "Product Azure AD Sync Engine (version 2.4.131.0) is installed, needs to be upgraded to version 2.5.79.0.")
	trace.add(start.Add(67*time.Second), 9, "ERROR", "Error during sync engine upgrade: Execution failed with errorCode: 1603.")
	trace.add(start.Add(68*time.Second), 9, "ERROR", "Unable to upgrade the Synchronization Service.")
	return sample{
		name: "upgrade-service-account", archive: "collected.zip", packed: start.Add(time.Hour),
		files: below("MECLOG/20260526-141000/",
			app.file("EVENTLOG/"+host+"_Application.evtx"),
			trace.file("AADCTRACE/AADConnect/trace-20260526-133000.log"),
			text("AADCTRACE/AADConnect/Synchronization Service_Install-20260526-133100.log", utf16le,
				`=== Verbose logging started: 2026/05/26  13:31:00  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\Program Files\Microsoft Azure Active Directory Connect\AzureADConnect.exe ===`,
				"MSI (s) (10:20) [13:31:01:250]: Note: 1: 2205 2:  3: Error", // harmless, in every log
				"Action ended 13:31:02: CostFinalize. Return value 1.",
				"MSI (s) (10:20) [13:31:04:001]: Doing action: DetectServiceAccount",
				"CustomAction DetectServiceAccount returned actual error code 1603 (note this may not be 100% accurate if translation happened inside sandbox)",
				"Action ended 13:31:05: DetectServiceAccount. Return value 3.",
				"Action ended 13:31:05: INSTALL. Return value 3.",
				"MSI (s) (10:20) [13:31:06:000]: Product: Microsoft Entra Connect synchronization services -- Installation failed.",
				"MSI (s) (10:20) [13:31:06:001]: MainEngineThread is returning 1603",
				"=== Verbose logging stopped: 2026/05/26  13:31:06 ==="),
			export("CONFIG/GENERAL/REG_HKLM_SYSTEM_Hive.log", hklmSystem,
				key{hklmSystem + `\CurrentControlSet\Control\ComputerName\ComputerName`, []string{str("ComputerName", host)}},
				key{hklmSystem + `\CurrentControlSet\Services\ADSync`, []string{
					str("DisplayName", syncService), str("ObjectName", "svc-adsync@contoso.local"), dword("Start", 2),
				}})),
	}
}

// forbidden: a policy of the domain does not let the connector be installed.
func forbidden() sample {
	const computer = "CONN41.contoso.local"
	start := time.Date(2026, 8, 18, 1, 15, 0, 0, time.UTC)
	app := newLog("Application", computer, 9020)
	app.quiet(start.Add(-2*time.Hour), 4)
	// A viewer that the same policy keeps out has nothing to do with the connector.
	app.classic(start.Add(-70*time.Minute), "MsiInstaller", 1008, levelError, `C:\Users\Public\ContosoViewer.msi`, "1260", "(NULL)", "(NULL)", "(NULL)")
	const installer = `C:\Temp\MicrosoftEntraPrivateNetworkConnectorInstaller.exe`
	return sample{
		name: "connector-installation-forbidden", archive: "CONN41_AADAP_traces_2026-18-08_10-40.zip", packed: start.Add(time.Hour),
		files: append(below("CONN41-",
			app.file("Application.evtx"),
			text("winhttp-proxy.txt", cp932, winHTTPDirect()...),
			export("reg-schannel.txt", schannelRoot, rightProtocols(hklmSystem+`\CurrentControlSet`)...)),
			text("install/Microsoft_Entra_private_network_connector_20260818101500.log", utf8,
				"[0A1C:0B2D][2026-08-18T10:15:00]i001: Burn v3.11.2.4516, Windows v10.0 (Build 20348: Service Pack 0), path: "+installer,
				"[0A1C:0B2D][2026-08-18T10:15:01]i101: Detected package: Connector, state: Absent, cached: None",
				"[0A1C:0B2D][2026-08-18T10:15:08]e000: Error 0x80070659: Failed to install MSI package.",
				"[0A1C:0B2D][2026-08-18T10:15:08]e000: Error 0x80070659: Failed to execute MSI package.",
				"[0A1C:0B2D][2026-08-18T10:15:09]i319: Applied execute package: Connector, result: 0x80070659, restart: None",
				"[0A1C:0B2D][2026-08-18T10:15:09]i399: Apply complete, result: 0x80070659, restart: None, ba requested restart:  No",
				"[0A1C:0B2D][2026-08-18T10:15:10]i410: Variable: WixBundleName = Microsoft Entra private network connector"),
			text("install/Microsoft_Entra_private_network_connector_20260818101500_000_Connector.log", utf16le,
				`=== 詳細ログの開始: 2026/08/18  10:15:02  ビルドの種類: SHIP UNICODE 5.00.10011.00  呼び出しプロセス: `+installer+` ===`,
				"MSI (s) (A0:5C) [10:15:07:123]: The installation is not permitted by software restriction policy.",
				"エラー 1718。ファイル C:\\Windows\\Installer\\3f1a2.msi はデジタル署名ポリシーによって拒否されました。",
				"MSI (s) (A0:5C) [10:15:08:000]: MainEngineThread is returning 1625")),
	}
}
