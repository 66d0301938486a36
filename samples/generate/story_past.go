package main

import "time"

// pastFault: imports failed for an hour while the internet line was down; the
// runs since then succeed.
func pastFault() sample {
	const host, computer = "ECS15", "ECS15.contoso.local"
	start := time.Date(2026, 3, 3, 1, 0, 0, 0, time.UTC)
	app := newLog("Application", computer, 12800)
	app.quiet(start.Add(-2*time.Hour), 6)
	runs := newRunHistory(310)
	for cycle := range 6 {
		at := start.Add(time.Duration(30*cycle) * time.Minute)
		runs.add("contoso.local", "Delta Import", "success", at)
		at = at.Add(30 * time.Second)
		if cycle < 2 {
			app.classic(at.Add(4*time.Second), "Directory Synchronization", 109, levelError,
				"Failure while importing entries from Windows Azure Active Directory. Exception: System.Net.WebException: The operation has timed out")
			aftermath(app, at.Add(5*time.Second), "2.5.79.0")
			runs.add(entraConnector, "Delta Import", "stopped-extension-dll-exception", at)
			continue
		}
		runs.add(entraConnector, "Delta Import", "success", at)
		runs.add(entraConnector, "Export", "success", at.Add(time.Minute))
	}
	return sample{
		name: "fault-of-the-past", archive: "collected.zip", packed: start.Add(4 * time.Hour),
		files: below("MECLOG/20260303-140000/",
			app.file("EVENTLOG/"+host+"_Application.evtx"),
			runs.file("RUNHISTORY/"+host+"_Get-ADSyncRunProfileResult.csv"),
			text("CONFIG/MEC/Get-ADSyncScheduler.txt", utf16le, scheduler("2026/03/03 4:00:00")...)),
	}
}

// keyNotCollected: Schannel refuses, and the registry that would say why was
// not collected; only the check script of another part of it was.
func keyNotCollected() sample {
	const host, computer = "ECS12", "ECS12.contoso.local"
	start := time.Date(2026, 6, 2, 2, 0, 0, 0, time.UTC)
	system := newLog("System", computer, 90040)
	system.started(start.Add(-time.Hour))
	runs := newRunHistory(7000)
	for cycle := range 2 {
		at := start.Add(time.Duration(30*cycle) * time.Minute)
		credentialRefused(system, at.Add(time.Second))
		runs.add(entraConnector, "Delta Import", "stopped-extension-dll-exception", at)
	}
	return sample{
		name: "schannel-key-not-collected", archive: "collected.zip", packed: start.Add(time.Hour),
		files: below("MECLOG/20260602-120000/",
			system.file("EVENTLOG/"+host+"_SystemEvent.evtx"),
			runs.file("RUNHISTORY/"+host+"_Get-ADSyncRunProfileResult.csv"),
			export("CONFIG/GENERAL/reg-dotnet.reg", hklmSoftware, dotnet48()...)),
	}
}
