package main

import "time"

// modelDatabase: after a power failure LocalDB cannot open its database model,
// and the synchronization service ends at every start.
func modelDatabase() sample {
	const host, computer = "ECS08", "ECS08.contoso.local"
	boot := time.Date(2026, 2, 9, 22, 5, 0, 0, time.UTC)
	system := newLog("System", computer, 18400)
	system.started(boot)
	app := newLog("Application", computer, 30110)
	app.quiet(boot.Add(-8*time.Hour), 9)
	for try := range 3 {
		at := boot.Add(time.Minute + time.Duration(try)*2*time.Minute)
		app.classic(at, "SQLLocalDB 15.0", 528, levelError, "WaitForMultipleObjects", "575",
			"{Application Error} The application was unable to start correctly (0x%lx). Click OK to close the application.", "3714")
		app.classic(at.Add(time.Second), "ADSync", 6226, levelError, "0x8023044a", "OLEDB: Login timeout expired; cannot open database 'model'.")
		app.classic(at.Add(1100*time.Millisecond), "ADSync", 2005, levelError, "0x8023044a")
		system.serviceFailed(at.Add(2*time.Second), syncService, "%%2149778506")
		system.serviceTerminated(at.Add(3*time.Second), syncService, try+1)
	}
	crashed(app, boot.Add(50*time.Minute))
	return sample{
		name: "localdb-model-database", archive: "collected.zip", packed: boot.Add(2 * time.Hour),
		files: below("MECLOG/20260210-090000/",
			app.file("EVENTLOG/"+host+"_Application.evtx"),
			system.file("EVENTLOG/"+host+"_SystemEvent.evtx"),
			text("CONFIG/GENERAL/winhttpproxy.txt", utf16le, winHTTPDirect()...)),
	}
}

// sectorSize: a new server has disks of 16 KB sectors, on which LocalDB does
// not start; the installation of Microsoft Entra Connect ends.
func sectorSize() sample {
	const host, computer = "ECS09", "ECS09.fabrikam.local"
	start := time.Date(2026, 6, 23, 2, 10, 0, 0, time.UTC)
	app := newLog("Application", computer, 880)
	app.quiet(start.Add(-2*time.Hour), 4)
	for try := range 2 {
		at := start.Add(time.Minute + time.Duration(try)*14*time.Minute)
		app.classic(at, "Application Error", 1000, levelError, "sqlservr.exe", "2019.150.2000.5", "5d8a9215", "ntdll.dll",
			"10.0.20348.1", "50702a8c", "c0000005", "0000000000021c30", "1f3c", "01dae3d0c0ffee10")
		app.classic(at.Add(10*time.Second), "SQLLocalDB 15.0", 277, levelError, "ADSync2019")
	}
	return sample{
		name: "localdb-sector-size", archive: host + ".zip", packed: start.Add(time.Hour),
		files: below(host+"/",
			app.file(host+"_Application.evtx"),
			text("systeminfo.txt", cp932, "", // cmd.exe on a Japanese server
				"ホスト名:               "+host,
				"OS 名:                  Microsoft Windows Server 2022 Standard",
				"OS バージョン:          10.0.20348 N/A ビルド 20348",
				"OS 構成:                メンバー サーバー",
				"タイム ゾーン:          (UTC+09:00) 大阪、札幌、東京",
				"ドメイン:               fabrikam.local"),
			text("console.txt", cp932,
				`PS C:\> fsutil fsinfo sectorinfo C:`,
				"LogicalBytesPerSector :                                 512",
				"PhysicalBytesPerSectorForAtomicity :                    16384",
				"PhysicalBytesPerSectorForPerformance :                  16384",
				"FileSystemEffectivePhysicalBytesPerSectorForAtomicity : 4096"),
			text("AADConnect/Synchronization Service_Install-20260623-111000.log", utf16le,
				`=== Verbose logging started: 2026/06/23  11:10:00  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\Windows\system32\msiexec.exe ===`,
				"MSI (s) (A0:B4) [11:10:31:123]: Executing op: CustomActionSchedule(Action=CreateLocalDB,ActionType=1025)",
				"SQL Server setup failed: Component error code: 0x851A001A Wait on the Database Engine recovery handle failed.",
				"Action ended 11:11:20: CreateLocalDB. Return value 3.",
				"Action ended 11:11:20: INSTALL. Return value 3.",
				"MSI (s) (A0:B4) [11:11:22:000]: Product: Microsoft Entra Connect synchronization services -- Installation failed.",
				"MSI (s) (A0:B4) [11:11:22:500]: MainEngineThread is returning 1603",
				"=== Verbose logging stopped: 2026/06/23  11:11:22 ===")),
	}
}
