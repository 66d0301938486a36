package main

import (
	"time"

	"hybriddiag/evidence"
)

// timeService is the Windows Time service.
var timeService = evidence.Provider{Name: "Microsoft-Windows-Time-Service", GUID: "{06edcfeb-0fd0-4e53-acca-a6f8bbf81bcb}"}

// clockDrift: a virtual machine came back from a snapshot and its clock is
// seven minutes behind; tokens and tickets are refused.
func clockDrift() sample {
	const host, computer = "ECS11", "ECS11.contoso.local"
	start := time.Date(2026, 11, 3, 3, 0, 0, 0, time.UTC)
	system := newLog("System", computer, 70100)
	system.manifest(start, timeService, 134, levelWarning,
		"ErrorMessage", "No such host is known. (0x80072AF9)", "RetryMinutes", "15", "DomainPeer", "time.contoso.local,0x9")
	system.manifest(start.Add(40*time.Second), timeService, 50, levelWarning, "TimeDifferenceMilliseconds", "428000", "TimeSampleSeconds", "900")
	app := newLog("Application", computer, 44800)
	app.quiet(start.Add(-3*time.Hour), 5)
	runs := newRunHistory(9100)
	runs.add(entraConnector, "Delta Import", "success", start.Add(-30*time.Minute))
	for cycle := range 3 {
		at := start.Add(time.Duration(2+30*cycle) * time.Minute)
		app.classic(at, "Directory Synchronization", 906, levelError,
			"[MSAL] AcquireTokenWithCertificate: Exception caught while acquiring a token. A configuration issue is preventing authentication - "+
				"AADSTS700024: Client assertion is not within its valid time range. Error code: invalid_client")
		runs.add(entraConnector, "Delta Import", "no-start-ma", at.Add(-2*time.Second))
	}
	return sample{
		name: "clock-behind", archive: "collected.zip", packed: start.Add(2 * time.Hour),
		files: below("MECLOG/20261103-140000/",
			app.file("EVENTLOG/"+host+"_Application.evtx"),
			system.file("EVENTLOG/"+host+"_SystemEvent.evtx"),
			runs.file("RUNHISTORY/"+host+"_Get-ADSyncRunProfileResult.csv"),
			text("CONFIG/MEC/Get-ADSyncScheduler.txt", utf16le, scheduler("2026/11/03 4:30:00")...)),
	}
}
