package main

import "time"

// sharedCertificate: a second synchronization server was cloned from the first;
// both use one application, and each rotation locks the other one out.
func sharedCertificate() sample {
	start := time.Date(2026, 5, 19, 6, 0, 0, 0, time.UTC)
	var files []file
	for i, host := range []string{"ECS01", "ECS02"} {
		app := newLog("Application", host+".contoso.local", uint64(61000+9000*i))
		app.quiet(start.Add(-6*time.Hour), 7)
		runs := []string{runHistoryHead}
		for cycle := range 3 {
			at := start.Add(time.Duration(10+30*cycle+7*i) * time.Minute)
			tokenRefused(app, at.Add(4*time.Second))
			runs = append(runs, runHistoryRow(2200+100*i+cycle, "contoso.onmicrosoft.com - AAD", "Delta Import", "no-start-ma", at, at.Add(5*time.Second)))
		}
		folder := host + "/MECLOG/20260519-163000/"
		files = append(files, below(folder,
			app.file("EVENTLOG/"+host+"_Application.evtx"),
			text("RUNHISTORY/"+host+"_Get-ADSyncRunProfileResult.csv", utf8, runs...),
		)...)
	}
	return sample{name: "aba-certificate-two-servers", archive: "collected.zip", packed: start.Add(2 * time.Hour), files: files}
}

// tokenRefused is the token request that Microsoft Entra ID refuses because it
// does not know the key of the certificate.
func tokenRefused(l *log, at time.Time) {
	l.classic(at, "Directory Synchronization", 906, levelError,
		"[MSAL] AcquireTokenWithCertificate: Exception caught while acquiring a token. A configuration issue is preventing authentication - "+
			"AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application. "+
			"[Reason - The key was not found.] Error code: invalid_client")
}
