package main

import "time"

// onlyAftermath: all that was collected are the two events that follow a broken
// step; what broke it is not in the data.
func onlyAftermath() sample {
	const host, computer = "ECS03", "ECS03.contoso.local"
	start := time.Date(2026, 8, 3, 2, 0, 0, 0, time.UTC)
	app := newLog("Application", computer, 500)
	app.quiet(start.Add(-2*time.Hour), 3)
	aftermath(app, start.Add(time.Hour), "2.5.79.0")
	return sample{
		name: "only-6311", archive: "collected.zip", packed: start.Add(2 * time.Hour),
		files: below("MECLOG/20260803-130000/", app.file("EVENTLOG/"+host+"_Application.evtx")),
	}
}
