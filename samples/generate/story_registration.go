package main

import "time"

// registrationDenied: the installer of the connector is run with an account
// that may not register connectors, then with one that may.
func registrationDenied() sample {
	const computer = "CONN02.fabrikam.local"
	start := time.Date(2026, 4, 7, 5, 0, 0, 0, time.UTC)
	app := newLog("Application", computer, 5120)
	app.quiet(start.Add(-3*time.Hour), 5)
	for _, minute := range []int{127, 134} {
		app.classic(start.Add(time.Duration(minute)*time.Minute), newSource, 0, levelError,
			"Connector registration failed: Make sure you are an Application Administrator of your Active Directory to register "+
				"the connector. Error: 'The registration request was denied.'")
	}
	system := newLog("System", computer, 9030)
	system.started(start)

	const set = hklmSystem + `\CurrentControlSet`
	files := []file{
		app.file("Application.evtx"),
		system.file("System.evtx"),
		text("winhttp-proxy.txt", cp932, "", "Current WinHTTP proxy settings:", "", "    Direct access (no proxy server).", ""),
		export("reg-schannel.txt", set+`\Control\SecurityProviders\SCHANNEL`,
			key{set + protocols + `\TLS 1.2\Client`, []string{dword("DisabledByDefault", 0), dword("Enabled", 1)}},
			key{set + protocols + `\TLS 1.2\Server`, []string{dword("DisabledByDefault", 0), dword("Enabled", 1)}}),
	}
	return sample{
		name: "connector-registration-denied", archive: "CONN02_AADAP_traces_2026-07-04_16-40.zip", packed: start.Add(3 * time.Hour),
		files: below("CONN02-", files...),
	}
}
