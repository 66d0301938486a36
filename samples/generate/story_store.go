package main

import "time"

// lostCertificate: on a Japanese server the personal store of the computer was
// cleared; the connector's certificate is not there any more.
func lostCertificate() sample {
	const computer, thumbprint = "CONN31.contoso.local", "6B0E41D92F7AC8350D1B94E6A7F25C3380D9E1B4"
	boot := time.Date(2026, 7, 14, 22, 40, 0, 0, time.UTC)
	system := newLog("System", computer, 61200)
	system.started(boot)
	system.serviceState(boot.Add(25*time.Second), "Microsoft Entra private network connector", "実行中")
	admin := newLog(newAdminChannel, computer, 702)
	for i := range 4 {
		admin.manifest(boot.Add(time.Duration(1+10*i)*time.Minute), newConnector, 12020, levelError,
			"ErrorMessage", "コネクタが構成のダウンロードに失敗しました。")
	}
	my := certutilJapanese(
		storeEntry{
			"A84D10C2E9F7356B0D1E8A4C5F92B7630E1D4C88", "CN=CONN31.contoso.local", "CN=Contoso Issuing CA 1",
			boot.AddDate(-1, 0, 0), boot.AddDate(1, 0, 0),
		},
		// The certificate of the registration before: expired, and not the one in use.
		storeEntry{
			"09C4F1B27E6D5A8340B1D9E2F37A6C5588E0D124", "CN=7c1b2f40-0000-4000-8000-6f2e9d1a3c57", "CN=connectorregistrationca.msappproxy.net",
			boot.AddDate(-1, 0, 0), boot.AddDate(0, -7, 0),
		})
	files := []file{
		system.file("System.evtx"),
		admin.file("Microsoft-Microsoft Entra private network-Connector-Admin.evtx"),
		text("certutil-v-store-my.txt", cp932, my...),
		text("ConnectorVersion.txt", utf16le, "1.5.3925.0"),
		text("winhttp-proxy.txt", cp932, winHTTPDirectJapanese()...),
		text("TLS12-check.txt", utf16le, checkScript(rightValues)...),
		text("output.txt", utf16le,
			"**********************", "Windows PowerShell トランスクリプト開始", "開始時刻: 20260715084500",
			"コンピューター: CONN31 (Microsoft Windows NT 10.0.20348.0)", "**********************",
			`PS C:\Temp> Get-Date`, "", "2026年7月15日 8:45:02", ""),
	}
	return sample{
		name: "connector-certificate-lost", archive: "CONN31_AADAP_traces_2026-15-07_08-50.zip", packed: boot.Add(75 * time.Minute),
		files: append(below("CONN31-", files...), trustSettings("debug/Config/TrustSettings.xml", thumbprint, false)),
	}
}
