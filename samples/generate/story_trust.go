package main

import "time"

// trustExpired: a connector was off the network for months, so that its trust
// certificate could not be renewed and expired.
func trustExpired() sample {
	const computer = "CONN01.contoso.local"
	const thumbprint = "3F2A9C41D07B5E86A1C4F0927D3B68E51A0C94D7"
	expired := time.Date(2026, 1, 20, 8, 15, 0, 0, time.UTC)
	boot := time.Date(2026, 2, 17, 0, 5, 0, 0, time.UTC)

	system := newLog("System", computer, 20410)
	system.started(boot)
	system.manifest(boot.Add(20*time.Second), services, 7036, levelInfo,
		"param1", "Microsoft AAD Application Proxy Connector", "param2", "running")
	app := newLog("Application", computer, 7311)
	app.quiet(boot.Add(-2*time.Hour), 4)
	crashed(app, boot.Add(2*time.Hour))
	admin := newLog(oldAdminChannel, computer, 148)
	for i := range 4 {
		admin.manifest(boot.Add(time.Duration(1+15*i)*time.Minute), oldConnector, 1000, levelError, "ErrorMessage",
			"Connector re-registration failed: The Connector trust certificate expired. Run the PowerShell cmdlet "+
				"Register-AppProxyConnector on the computer on which the Connector is running to re-register your Connector.")
	}

	my := certificate(thumbprint, "CN=9d6f0c1e-52a4-4b7a-8f13-0c6b2a7e4d15", registrationAuthority,
		expired.AddDate(0, 0, -180), expired)
	my = append(my, certificate("A84D10C2E9F7356B0D1E8A4C5F92B7630E1D4C88", "CN=CONN01.contoso.local", "CN=Contoso Issuing CA 1, DC=contoso, DC=local",
		expired.AddDate(-1, 0, 0), expired.AddDate(1, 0, 0))...)
	files := []file{
		system.file("System.evtx"),
		app.file("Application.evtx"),
		admin.file("Microsoft-AadApplicationProxy-Connector-Admin.evtx"),
		text("PS-Certs-LocalMachine-MY.txt", utf16le, append([]string{"", ""}, my...)...),
		text("ConnectorVersion.txt", utf16le, "1.5.3437.0"),
		text("winhttp-proxy.txt", cp932, "", "現在の WinHTTP プロキシ設定:", "", "    直接アクセス (プロキシ サーバーなし)。", ""),
		export("reg-schannel.txt", hklmSystem+`\CurrentControlSet\Control\SecurityProviders\SCHANNEL`,
			key{hklmSystem + `\CurrentControlSet` + protocols + `\TLS 1.2\Client`, []string{dword("DisabledByDefault", 0), dword("Enabled", 1)}},
			key{hklmSystem + `\CurrentControlSet` + protocols + `\TLS 1.2\Server`, []string{dword("DisabledByDefault", 0), dword("Enabled", 1)}}),
		export("NET-version.txt", hklmSoftware+`\Microsoft\NET Framework Setup\NDP\v4\Full`,
			key{hklmSoftware + `\Microsoft\NET Framework Setup\NDP\v4\Full`, []string{dword("Release", 528049), str("Version", "4.8.03761")}}),
	}
	return sample{
		name: "connector-trust-expired", archive: "CONN01_AADAP_traces_2026-17-02_10-30.zip", packed: boot.Add(150 * time.Minute),
		files: append(below("CONN01-", files...), trustSettings("debug/Config/TrustSettings.xml", thumbprint, false)),
	}
}
