package main

import "time"

// proxyNotSeen: the server reaches the internet through a proxy that WinHTTP
// and the browser know, and machine.config does not.
func proxyNotSeen() sample {
	const host = "ECS06"
	start := time.Date(2026, 4, 21, 5, 2, 11, 0, time.UTC)
	trace := newTraceLog(start, japan, "2.5.79.0", "<Unspecified>")
	trace.add(start.Add(20*time.Second), 1, "INFO", "Page transition from \"Welcome\" to \"Connect to Azure AD\"")
	trace.add(start.Add(85*time.Second), 14, "ERROR",
		"AzureActiveDirectoryDirectorySyncTool Error: 906 : GetADConnectivity failed. Failed even after 5 retries. "+
			"Action: PingProvisioningServiceEndPoint, Exception: Unable to communicate with the Windows Azure Active Directory service. "+
			"Tracking ID: 7f3c1b52-0000-4000-8000-0d9e8a6b4c21")
	trace.add(start.Add(86*time.Second), 14, "ERROR",
		"An error occurred executing Configure AAD Sync task: An error occurred while sending the request.")
	app := newLog("Application", host+".contoso.local", 15020)
	app.quiet(start.Add(-3*time.Hour), 4)
	return sample{
		name: "entra-connect-proxy-not-seen", archive: "collected.zip", packed: start.Add(time.Hour),
		files: below("MECLOG/20260421-143000/",
			app.file("EVENTLOG/"+host+"_Application.evtx"),
			trace.file("AADCTRACE/AADConnect/trace-20260421-140211.log"),
			machineConfig("CONFIG/GENERAL/machine.config"),
			text("CONFIG/GENERAL/winhttpproxy.txt", utf16le, winHTTPProxy("proxy.contoso.local:8080")...),
			text("CONFIG/GENERAL/TLS12-check.txt", utf16le, checkScript(rightValues)...)),
	}
}

// proxyAsks: the proxy wants a name and a password, which a service does not
// have. The texts are those of a Japanese server.
func proxyAsks() sample {
	const host, computer = "ECS07", "ECS07.contoso.local"
	const refused = "System.Net.WebException: リモート サーバーがエラーを返しました: (407) プロキシ認証が必要です。"
	start := time.Date(2026, 10, 6, 0, 0, 0, 0, time.UTC)
	app := newLog("Application", computer, 27000)
	app.quiet(start.Add(-4*time.Hour), 6)
	runs := newRunHistory(5210)
	runs.add(entraConnector, "Delta Import", "success", start.Add(-20*time.Minute))
	for cycle := range 3 {
		at := start.Add(time.Duration(10+30*cycle) * time.Minute)
		runs.add("contoso.local", "Delta Import", "success", at)
		at = at.Add(30 * time.Second)
		app.classic(at.Add(5*time.Second), "Directory Synchronization", 109, levelError,
			"Failure while importing entries from Windows Azure Active Directory. Exception: "+refused)
		aftermath(app, at.Add(6*time.Second), "2.5.79.0")
		runs.add(entraConnector, "Delta Import", "stopped-extension-dll-exception", at)
	}
	const proxy = `      <proxy usesystemdefault="true" proxyaddress="http://proxy.contoso.local:8080" bypassonlocal="true" />`
	return sample{
		name: "entra-connect-proxy-asks", archive: "collected.zip", packed: start.Add(2 * time.Hour),
		files: below("MECLOG/20261006-110000/",
			app.file("EVENTLOG/"+host+"_Application.evtx"),
			runs.file("RUNHISTORY/"+host+"_Get-ADSyncRunProfileResult.csv"),
			machineConfig("CONFIG/GENERAL/machine.config", `    <defaultProxy enabled="true">`, proxy, `    </defaultProxy>`),
			text("CONFIG/GENERAL/winhttpproxy.txt", utf16le, "", "現在の WinHTTP プロキシ設定:", "",
				"    プロキシ サーバー:  proxy.contoso.local:8080", "    バイパス一覧     :  *.contoso.local", ""),
			text("CONFIG/GENERAL/TLS12-check.txt", utf16le, checkScript(rightValues)...)),
	}
}
