package all_test

import (
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/all"
)

// choose returns the format of the parser that gets a file, "" when none does.
func choose(path, head string) string {
	ranked := all.Rank(parsers.NewHead([]byte(head), path))
	if len(ranked) == 0 {
		return ""
	}
	return ranked[0].Format()
}

// utf16le writes text as PowerShell 5.1 redirects it.
func utf16le(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

const (
	regHead     = "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SYSTEM]\r\n"
	evtxHead    = "ElfFile\x00"
	configHead  = "<?xml version=\"1.0\"?>\r\n<configuration>\r\n  <system.net/>\r\n</configuration>"
	certHead    = "My \"Personal\"\r\n================ Certificate 0 ================\r\nX509 Certificate:\r\nVersion: 3\r\nSerial Number: 01\r\n"
	burnHead    = "[0A1C:0B2D][2024-06-01T10:15:00]i001: Burn v3.11.2.4516, Windows v10.0 (Build 17763: Service Pack 0)\r\n"
	msiHead     = "=== Verbose logging started: 6/1/2024  10:20:30  Build type: SHIP UNICODE 5.00.10011.00 ===\r\n"
	traceHead   = "[10:15:00.123] [  1] [INFO ] Application starting\r\n"
	agentHead   = "AzureADConnectAuthenticationAgentService.exe Information: 0 : Starting\r\n    ThreadId=1\r\n    DateTime=2024-06-01T01:00:00Z\r\n"
	listHead    = "\r\n\r\nAllowedSyncCycleInterval            : 00:30:00\r\nSyncCycleEnabled                    : True\r\n"
	proxyHead   = "\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n"
	ipHead      = "\r\nWindows IP Configuration\r\n\r\n   Host Name . . . . . . . . . . . . : ECS01\r\n   Primary Dns Suffix  . . . . . . . : contoso.local\r\n"
	netstatHead = "\r\nActive Connections\r\n\r\n  Proto  Local Address          Foreign Address        State           PID\r\n  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       900\r\n"
	psCertHead  = "\r\nThumbprint    : AABBCCDDEEFF00112233445566778899AABBCCDD\r\nNotAfter      : 1/1/2027 1:00:00 AM\r\nIssuer        : CN=x\r\nSubject       : CN=y\r\n"
	taskHead    = "\r\nImage Name                     PID Session Name\r\n"
)

func TestEveryFileOfTheCollectorsFindsItsReader(t *testing.T) {
	mec := "MECLOG/20240601-101500/"
	tests := []struct{ path, head, format string }{
		// The folders of the sync server's collector.
		{mec + "EVENTLOG/ECS01_SystemEvent.evtx", evtxHead, "evtx"},
		{mec + "EVENTLOG/ECS01_CAPI2_Operational.evtx", evtxHead, "evtx"},
		{mec + "EVENTLOG/Microsoft_AzureADConnect_AuthenticationAgent_Admin.evtx", evtxHead, "evtx"},
		{mec + "AADCTRACE/AADConnect/trace-20240601-101500.log", traceHead, "connecttrace"},
		{mec + "AADCTRACE/AADConnect/Synchronization Service_Install-20240601-101500.log", utf16le(msiHead), "msilog"},
		{mec + "AADCTRACE/AADConnect/SyncEngine-AutoUpgrader-20240601-101500.log", "upgrade\r\n", "installlog"},
		{mec + "AADCTRACE/Azure AD Connect Authentication Agent/1/Trace/trace.log", agentHead, "agenttrace"},
		{mec + "RUNHISTORY/ECS01_Get-ADSyncRunProfileResult.csv", "\"RunNumber\",\"RunHistoryId\",\"ConnectorName\",\"RunProfileName\",\"Result\",\"StartDate\",\"EndDate\"\r\n", "runhistory"},
		{mec + "RUNHISTORY/ECS01_Get-ADSyncRunStepErrorResult.txt", utf16le("## ErrorStepResultAll\r\n\r\nStepResult : no-start-ma\r\n"), "steperror"},
		{mec + "RUNHISTORY/ECS01_Get-ADSyncRunStepSuccessResult.txt", utf16le("## SuccessStepResultAll\r\n\r\nStepResult : success\r\n"), "steperror"},
		{mec + "CSEXPORT/error_export_contoso.onmicrosoft.com_-_AAD.xml", utf16le("<?xml version=\"1.0\" encoding=\"UTF-16\" ?>\r\n<cs-objects>\r\n"), "csexport"},
		{mec + "CSEXPORT/pending_import_contoso.local.xml", "<cs-objects>\r\n", "csexport"},
		{mec + "CONFIG/MEC/Get-ADSyncScheduler.txt", utf16le(listHead), "adsync"},
		{mec + "CONFIG/GENERAL/machine.config", configHead, "xmlconfig"},
		{mec + "CONFIG/GENERAL/cert-root.txt", utf16le(certHead), "certdump"},
		{mec + "CONFIG/GENERAL/cert-machine-my.txt", utf16le(certHead), "certdump"},
		{mec + "CONFIG/GENERAL/REG_HKLM_SYSTEM_Hive.log", utf16le(regHead), "regfile"},
		{mec + "CONFIG/GENERAL/REG_HKU.log", utf16le(regHead), "regfile"},
		{mec + "NETTRACE/NetTrace.etl", "", "etl"},
		{mec + "NETTRACE/OperationLog.txt", utf16le("2024/06/01 10:00:00 Trace Start.\r\n2024/06/01 10:05:00 Trace End.\r\n"), "oplog"},
		{mec + "EVENTLOG/ECS01_Application.evtx", evtxHead, "evtx"},
		{mec + "EVENTLOG/ECS01_Security.evtx", evtxHead, "evtx"},
		{mec + "EVENTLOG/Microsoft_AzureADConnect_AgentUpdater_Admin.evtx", evtxHead, "evtx"},
		{mec + "AADCTRACE/AADConnect/PersistedState.xml", "<PersistedStateContainer/>", "noted"},
		{mec + "CSEXPORT/error_import_contoso.local.xml", "<cs-objects>\r\n", "csexport"},
		{mec + "CSEXPORT/pending_export_contoso.local.xml", "<cs-objects>\r\n", "csexport"},
		{mec + "CSEXPORT/analyzed_contoso.csv", "\"Operation\",\"Count\"\r\n", "noted"},
		{mec + "CONFIG/GENERAL/winhttpproxy.txt", utf16le(proxyHead), "netconfig"},
		{mec + "CONFIG/GENERAL/tasklist.txt", utf16le(taskHead), "noted"},
		{mec + "CONFIG/GENERAL/ipconfigall.txt", utf16le(ipHead), "netconfig"},
		{mec + "CONFIG/GENERAL/whoamiall.txt", utf16le("\r\nUSER INFORMATION\r\n"), "noted"},
		{mec + "CONFIG/GENERAL/netstat.txt", utf16le(netstatHead), "netconfig"},
		{mec + "CONFIG/GENERAL/msinfo32.txt", utf16le("System Information report written at: 06/01/24 10:15:00\r\nSystem Name: ECS01\r\n[System Summary]\r\n\r\nItem\tValue\r\nOS Name\tMicrosoft Windows Server 2019 Standard\r\nVersion\t10.0.17763 Build 17763\r\nSystem Name\tECS01\r\n"), "systeminfo"},
		{"product.txt", utf16le("AssignmentType  Caption                     IdentifyingNumber                       Name                        Vendor                 Version    \r\r\n"), "programs"},
		{mec + "CONFIG/GENERAL/Hotfix.csv", "#TYPE System.Management.ManagementObject\r\n\"Source\",\"Description\",\"HotFixID\",\"InstalledBy\",\"InstalledOn\"\r\n", "hotfixes"},
		{mec + "CONFIG/GENERAL/cert-ca.txt", utf16le(certHead), "certdump"},
		{mec + "CONFIG/GENERAL/cert-user-my.txt", utf16le(certHead), "certdump"},
		{mec + "CONFIG/GENERAL/REG_HKLM_SYSTEM_Hive.hiv", "regf", "hive"},
		{mec + "CONFIG/GENERAL/REG_HKLM_Software_Hive.hiv", "regf", "hive"},
		{mec + "CONFIG/GENERAL/REG_HKLM_Software_Hive.log", utf16le(regHead), "regfile"},
		{mec + "NETTRACE/SchannelTrace.etl", "", "etl"},
		{mec + "OBJECT/Get-ADSyncCSObject_CN=a.txt", utf16le("ObjectId : 1\r\n"), "noted"},
		{mec + "OBJECT/Get-ADSyncMVObject_0f5c.txt", utf16le("ObjectId : 1\r\n"), "noted"},
		{mec + "OBJECT/LdapQuery_CN=a.xml", "<Objs/>", "noted"},
		{mec + "CONFIG/MEC/Get-ADSyncGlobalSettings.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncConnector.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncAutoUpgrade.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncDatabaseConfiguration.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncEntraConnectorCredential.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncAADCompanyFeature.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncAADPasswordSyncConfiguration.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncPartitionPasswordSyncState.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncAADPasswordResetConfiguration.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncRule.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncSchema.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncConnectorStatistics.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		{mec + "CONFIG/MEC/Get-ADSyncObjectsWithInheritanceDisabled.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "noted"},
		{mec + "CONFIG/MEC/Get-ADSyncSchedulerConnectorOverride.txt", utf16le("\r\n\r\nName  : x\r\nValue : y\r\n"), "adsync"},
		// The flat folder of the connector's collector.
		{"LocaleMetaData/CONN01-System_1033.MTA", "\x01", "noted"},
		{"CONN01-Application.evtx", evtxHead, "evtx"},
		{"CONN01-Security.evtx", evtxHead, "evtx"},
		{"CONN01-Microsoft-Windows-CAPI2-Operational.evtx", evtxHead, "evtx"},
		{"CONN01-Microsoft-AadApplicationProxy-Connector-Session.evtx", evtxHead, "evtx"},
		{"CONN01-Microsoft-AadApplicationProxy-Updater-Admin.evtx", evtxHead, "evtx"},
		{"CONN01-Microsoft-AadApplicationProxy-Updater-Session.evtx", evtxHead, "evtx"},
		{"CONN01-schannel.etl", "", "etl"},
		{"CONN01-dcloc.etl", "", "etl"},
		{"CONN01-ds_security.etl", "", "etl"},
		{"CONN01-AppProxyLog.bin", "\x00\x01\x02\x03", "noted"},
		{"CONN01-reg-cipher-Suit.txt", utf16le(regHead), "regfile"},
		{"CONN01-reg-AADConfig.txt", utf16le(regHead), "regfile"},
		{"CONN01-reg-AADUpConfig.txt", utf16le(regHead), "regfile"},
		{"CONN01-reg-AADConServConfig.txt", utf16le(regHead), "regfile"},
		{"CONN01-winhttp-proxy.txt", proxyHead, "netconfig"},
		{"CONN01-ApplicationProxyConnectorUpdaterService.exe.config", configHead, "xmlconfig"},
		{"CONN01-certutil-v-store-ca.txt", certHead, "certdump"},
		{"CONN01-certutil-v-store-root.txt", certHead, "certdump"},
		{"CONN01-PS-Certs-LocalMachine-MY.txt", psCertHead, "certdump"},
		{"CONN01-PS-Certs-LocalMachine-Intermediate.txt", psCertHead, "certdump"},
		{"CONN01-PS-Certs-LocalMachine-Root.txt", psCertHead, "certdump"},
		{"CONN01-services-config-AFTER.txt", "Name        : WAPCSvc\r\nDisplayName : Microsoft AAD Application Proxy Connector\r\nState       : Running\r\nStartMode   : Auto\r\nStartName   : NT AUTHORITY\\NetworkService\r\n", "services"},
		{"CONN01-hosts.txt", "# Copyright (c) 1993-2009 Microsoft Corp.\r\n#\r\n# This is a sample HOSTS file used by Microsoft TCP/IP for Windows.\r\n127.0.0.1 localhost\r\n", "netconfig"},
		{"CONN01-ipconfig-all-AFTER.txt", ipHead, "netconfig"},
		{"CONN01-netstat-nao-AFTER.txt", netstatHead, "netconfig"},
		{"CONN01-tasklist-AFTER.txt", taskHead, "noted"},
		{"CONN01-msinfo32-AFTER.nfo", "<?xml version=\"1.0\"?>\r\n<MsInfo>\r\n<Metadata>\r\n", "systeminfo"},
		{"CONN01-WindowsPatches.htm", "<html><body>KB5031234</body></html>", "noted"},
		{"CONN01-GPReport.html", "<html><body></body></html>", "noted"},
		{"CONN01-AD-Attributes.txt", "cn: CONN01\r\n", "noted"},
		{"CONN01-secpolicy.inf", utf16le("[Unicode]\r\nUnicode=yes\r\n"), "noted"},
		{"CONN01-netsh-int-ipv4-show-dynamicport-tcp.txt", "\r\nProtocol tcp Dynamic Port Range\r\n---------------------------------\r\nStart Port      : 49152\r\nNumber of Ports : 16384\r\n", "netconfig"},
		{"CONN01-System.evtx", evtxHead, "evtx"},
		{"CONN01-Microsoft-AadApplicationProxy-Connector-Admin.evtx", evtxHead, "evtx"},
		{"CONN01-HTTP-network.etl", "", "etl"},
		{"CONN01-reg-schannel.txt", utf16le(regHead), "regfile"},
		{"CONN01-reg-MSDOTNet4.txt", utf16le(regHead), "regfile"},
		{"CONN01-WinHTTPRegistry.txt", utf16le(regHead), "regfile"},
		{"CONN01-NET-version.txt", utf16le(regHead), "regfile"},
		{"CONN01-machine.config.txt", configHead, "xmlconfig"},
		{"CONN01-ApplicationProxyConnectorService.exe.config", configHead, "xmlconfig"},
		{"CONN01-ConnectorVersion.txt", "1.5.3437.0\r\n", "connectorversion"},
		{"CONN01-certutil-v-store-my.txt", certHead, "certdump"},
		{"CONN01-output.txt", "**********************\r\nWindows PowerShell transcript start\r\nStart time: 20240601101500\r\n", "transcript"},
		{"debug/Config/TrustSettings.xml", "<?xml version=\"1.0\"?><ConnectorTrustSettingsFile><CloudProxyTrust><Thumbprint>", "trustsettings"},
		{"debug/AzureADApplicationProxyConnectorTrace.log", "ApplicationProxyConnectorService.exe Error: 0 : x\r\n    DateTime=2024-06-01T01:00:00Z\r\n", "agenttrace"},
		{"install/Microsoft_Azure_Active_Directory_Application_Proxy_Connector_20240601101500.log", burnHead, "burnlog"},
		{"install/Microsoft_Azure_Active_Directory_Application_Proxy_Connector_20240601101500_000_Connector.log", utf16le(msiHead), "msilog"},
		// The wizards' own folders.
		{"Microsoft/Exchange Hybrid Configuration/20240601_011520.log", "2024.06.01 01:15:30.120         10270 [Client=UX, Thread=8] START\r\n", "hcwlog"},
		{"Microsoft/Exchange Hybrid Configuration/20240601_011520.xhcw", "<Cmdlet/>", "hcwlog"},
		{"Microsoft/Exchange Hybrid Configuration/20240601_011520.hybridconnector.log", "install\r\n", "installlog"},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			require.Equal(t, tt.format, choose(tt.path, tt.head))
		})
	}
}

// Console output and documents have readers of their own or none; the readers
// of text logs, which know no magic bytes, must leave them alone.
func TestTextLogsLeaveOtherTextAlone(t *testing.T) {
	logs := []string{
		"runhistory", "hcwlog", "connecttrace", "steperror", "msilog", "burnlog", "sqllog", "agenttrace",
		"csexport", "winhttplog", "oplog", "eventtext", "installlog", "transcript",
	}
	for path, head := range map[string]string{
		"CONFIG/GENERAL/winhttpproxy.txt":                utf16le("\r\n現在の WinHTTP プロキシ設定:\r\n\r\n    直接アクセス (プロキシ サーバーなし)。\r\n"),
		"CONFIG/GENERAL/tasklist.txt":                    utf16le("\r\nImage Name                     PID Session Name\r\n"),
		"CONFIG/GENERAL/ipconfigall.txt":                 utf16le("\r\nWindows IP Configuration\r\n\r\n   Host Name . . . . : ECS01\r\n"),
		"CONFIG/GENERAL/msinfo32.txt":                    utf16le("OS Name\tMicrosoft Windows Server 2019\r\n"),
		"CONFIG/GENERAL/Hotfix.csv":                      "#TYPE System.Management.ManagementObject\r\n\"Source\",\"Description\",\"HotFixID\"\r\n",
		"CONN01-services-config-AFTER.txt":               "Name : WAPCSvc\r\nDisplayName : Microsoft Entra private network connector\r\n",
		"CONN01-hosts.txt":                               "# Copyright (c) 1993-2009 Microsoft Corp.\r\n127.0.0.1 localhost\r\n",
		"CONN01-netsh-int-ipv4-show-dynamicport-tcp.txt": "\r\nProtocol tcp Dynamic Port Range\r\n",
		"CONN01-GPReport.html":                           "<html><body>AADSTS50059</body></html>",
		"CONN01-AppProxyLog.bin":                         "\x00\x01\x02\x03",
		"AADConnect/PersistedState.xml":                  "<PersistedStateContainer/>",
		"README.txt":                                     "A note about the Directory Synchronization logs.\r\n",
	} {
		t.Run(path, func(t *testing.T) {
			require.NotContains(t, logs, choose(path, head))
		})
	}
}
