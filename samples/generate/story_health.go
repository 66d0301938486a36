package main

import "time"

// healthAgent: the agent of Connect Health was installed on a server whose
// proxy only WinHTTP knows. Synchronization itself works.
func healthAgent() sample {
	const host, computer = "ECS14", "ECS14.contoso.local"
	start := time.Date(2026, 4, 8, 0, 30, 0, 0, time.UTC)
	app := newLog("Application", computer, 81000)
	app.quiet(start.Add(-2*time.Hour), 5)
	for i := range 3 {
		app.classic(start.Add(time.Duration(15*i)*time.Minute), "AzureADConnectHealthAgent", 11, levelError,
			"System.Net.WebException: リモート サーバーに接続できません。 ---> System.Net.Sockets.SocketException")
	}
	runs := newRunHistory(640)
	for cycle := range 3 {
		runs.add(entraConnector, "Delta Import", "success", start.Add(time.Duration(30*cycle)*time.Minute))
	}
	return sample{
		name: "health-agent-proxy", archive: "collected.zip", packed: start.Add(2 * time.Hour),
		files: below("MECLOG/20260408-110000/",
			app.file("EVENTLOG/"+host+"_Application.evtx"),
			runs.file("RUNHISTORY/"+host+"_Get-ADSyncRunProfileResult.csv"),
			text("CONFIG/GENERAL/winhttpproxy.txt", utf16le, "", "現在の WinHTTP プロキシ設定:", "",
				"    プロキシ サーバー:  proxy.contoso.local:8080", "    バイパス一覧     :  (なし)", ""),
			serviceList("CONFIG/GENERAL/services.csv",
				service{"AzureADConnectHealthAgent", "Microsoft Entra Connect Health Agent", "Running", "Auto", "LocalSystem"},
				service{"ADSync", syncService, "Running", "Auto", `NT SERVICE\ADSync`})),
	}
}

// singleSignOn: seamless single sign-on is to be enabled for one more forest,
// with an account written in a form that the cmdlet does not take.
func singleSignOn() sample {
	return sample{
		name: "seamless-sign-on-forest", archive: "transcripts.zip", packed: time.Date(2026, 5, 7, 8, 0, 0, 0, time.UTC),
		files: []file{
			text("PowerShell_transcript.ECS13.7fJ2.20260507160102.txt", utf8,
				"**********************", "Windows PowerShell transcript start", "Start time: 20260507160102", `Username: FABRIKAM\admin`,
				"Machine: ECS13 (Microsoft Windows NT 10.0.20348.0)", "**********************",
				`PS C:\Program Files\Microsoft Azure Active Directory Connect> Get-AzureADSSOStatus`,
				`{"Enable":true,"Exists":true,"Domains":["contoso.local"],"IsSuccessful":true,"ErrorMessage":""}`,
				`PS C:\Program Files\Microsoft Azure Active Directory Connect> Enable-AzureADSSOForest -OnPremCredentials $creds`,
				"Enable-AzureADSSOForest : Failed to create the computer account. The user name or password is incorrect.",
				"    + CategoryInfo          : NotSpecified: (:) [Enable-AzureADSSOForest], InvalidOperationException",
				"    + FullyQualifiedErrorId : System.InvalidOperationException,Microsoft.KerberosAuth.Powershell.PowershellCommands.EnableAzureADSSOForestCommand"),
			text("PowerShell_transcript.ECS13.k2Qd.20260507171500.txt", utf8,
				"**********************", "Windows PowerShell transcript start", "Start time: 20260507171500", `Username: FABRIKAM\admin`,
				"Machine: ECS13 (Microsoft Windows NT 10.0.20348.0)", "**********************",
				`PS C:\> Update-AzureADSSOForest -OnPremCredentials $creds`, "Operation completed."),
		},
	}
}
