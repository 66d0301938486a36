package main

import (
	"fmt"
	"time"
)

// noLogonServer: the server of a pass-through authentication agent cannot reach
// a domain controller. Users who mistype their password are the noise.
func noLogonServer() sample {
	const host = "PTA02"
	start := time.Date(2026, 7, 1, 6, 0, 0, 0, time.UTC)
	trace := &agentTrace{program: "AzureADConnectAuthenticationAgentService.exe"}
	trace.add(start, 1, "Information", "Starting. Agent version: 1.5.2482.0")
	refused := func(after time.Duration, number int, reason string) {
		trace.add(start.Add(after), 5+number%3, "Error",
			fmt.Sprintf("Passthrough Authentication request failed. RequestId: '0f5c1a52-0000-4000-8000-%012d'. Reason: '%s'.", number, reason))
	}
	for i, reason := range []string{"1326", "1326", "1330", "1326"} {
		refused(time.Duration(10+7*i)*time.Minute, i, reason)
	}
	for i := range 8 {
		refused(41*time.Minute+time.Duration(i)*40*time.Second, 10+i, []string{"1311", "1355"}[i%2])
	}
	return sample{
		name: "pta-no-logon-server", archive: host + ".zip", packed: start.Add(2 * time.Hour),
		files: below(host+"/",
			trace.file("Azure AD Connect Authentication Agent/Trace/AzureADConnectAuthenticationAgent_5b1e0c77.log"),
			addresses("ipconfig.txt", host),
			trustSettings("Azure AD Connect Authentication Agent/Config/TrustSettings.xml", "D1704C5AB3E2964F8017C6D9A35E2B48F06C917E", true),
			serviceList("services.csv",
				service{"AzureADConnectAuthenticationAgent", "Microsoft Azure AD Connect Authentication Agent", "Running", "Auto", `NT AUTHORITY\NetworkService`},
				service{"AzureADConnectAgentUpdater", "Microsoft Azure AD Connect Agent Updater", "Running", "Auto", "LocalSystem"},
				service{"W32Time", "Windows Time", "Running", "Auto", `NT AUTHORITY\LocalService`})),
	}
}

// webSocketRefused: a new firewall closes the web socket of the provisioning
// agent; what the agent stumbles over afterwards is in its trace as well.
func webSocketRefused() sample {
	const host = "SYNC01"
	start := time.Date(2026, 9, 15, 7, 30, 0, 0, time.UTC)
	trace := &agentTrace{program: "AADConnectProvisioningAgent.exe"}
	trace.add(start, 1, "Information", "Starting. Agent version: 1.1.1586.0")
	trace.add(start.Add(2*time.Second), 4, "Information", "Successfully connected to https://8d1f0a36.bootstrap.his.msappproxy.net")
	for try := range 4 {
		at := start.Add(time.Duration(5+31*try) * time.Second)
		trace.add(at, 9, "Error", "Web socket failed to connect. System.Net.WebSockets.WebSocketException: Unable to connect to the remote server "+
			"---> System.Net.Sockets.SocketException: An existing connection was forcibly closed by the remote host"+
			"\r\n   at Microsoft.ApplicationProxy.Connector.ConnectorSignalingWebSocket.ConnectAsync()")
		trace.add(at.Add(100*time.Millisecond), 9, "Error", "System.NullReferenceException: Object reference not set to an instance of an object.")
		trace.add(at.Add(150*time.Millisecond), 11, "Warning", "Error while updating performance counter.")
	}
	return sample{
		name: "cloud-sync-web-socket", archive: host + "-AADCloudSyncToolsLogs.zip", packed: start.Add(time.Hour),
		files: []file{
			trace.file("Azure AD Connect Provisioning Agent/Trace/AzureADConnectProvisioningAgent_2f9d4b10.log"),
			trustSettings("Azure AD Connect Provisioning Agent/Config/TrustSettings.xml", "77A0C3E51B9F62D84E03A1B5C7D9F20E6B8A4C13", false),
			serviceList("services.csv",
				service{"AADConnectProvisioningAgent", "Microsoft Azure AD Connect Provisioning Agent", "Running", "Auto", `CONTOSO\provAgentgMSA$`}),
			addresses("ipconfig.txt", host),
			text("winhttpproxy.txt", cp932, winHTTPDirect()...),
		},
	}
}
