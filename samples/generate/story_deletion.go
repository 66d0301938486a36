package main

import "time"

// deletionThreshold: somebody unticked an organizational unit, and the export
// stops before it would delete more objects than allowed.
func deletionThreshold() sample {
	const host, computer = "同期サーバー01", "同期サーバー01.contoso.local"
	start := time.Date(2026, 6, 8, 2, 0, 0, 0, time.UTC)
	app := newLog("Application", computer, 41200)
	app.quiet(start.Add(-4*time.Hour), 5)
	const entra = "contoso.onmicrosoft.com - AAD"
	runs := []string{
		runHistoryHead,
		runHistoryRow(812, "contoso.local", "Full Import", "success", start, start.Add(40*time.Second)),
		runHistoryRow(813, entra, "Delta Import", "success", start.Add(time.Minute), start.Add(70*time.Second)),
	}
	for i := range 2 {
		at := start.Add(time.Duration(5+30*i) * time.Minute)
		runs = append(runs, runHistoryRow(814+i, entra, "Export", "stopped-deletion-threshold-exceeded", at, at.Add(3*time.Second)))
		app.classic(at.Add(2*time.Second), "Directory Synchronization", 116, levelWarning,
			"Prevent Accidental Deletes: The number of deletions (1842 pending deletes) has exceeded the current threshold of 500 objects. "+
				"The export was stopped.")
	}
	files := []file{
		app.file("EVENTLOG/" + host + "_Application.evtx"),
		text("RUNHISTORY/"+host+"_Get-ADSyncRunProfileResult.csv", utf8, runs...),
		text("CONFIG/MEC/Get-ADSyncScheduler.txt", utf16le, scheduler("2026/06/08 3:00:00")...),
		text("CONFIG/GENERAL/winhttpproxy.txt", utf16le, "", "現在の WinHTTP プロキシ設定:", "", "    プロキシ サーバー:  proxy.contoso.local:8080", "    バイパス一覧     :  *.contoso.local", ""),
	}
	return sample{
		name: "deletion-threshold", archive: "collected.zip", packed: start.Add(time.Hour),
		files: below("MECLOG/20260608-120000/", files...),
	}
}
