package main

import (
	"fmt"
	"time"

	"hybriddiag/evidence"
)

// Names of the connector before and after it was renamed.
const (
	oldAdminChannel = "Microsoft-AadApplicationProxy-Connector/Admin"
	newAdminChannel = "Microsoft-Microsoft Entra private network-Connector/Admin"
	newSource       = "Microsoft Entra private network connector"
)

// registrationAuthority issues the certificates of connectors and agents.
const registrationAuthority = "DC=net, DC=windows, CN=connectorregistrationca.msappproxy.net"

// schannelRoot is the branch that the connector's collector exports.
const schannelRoot = hklmSystem + `\CurrentControlSet\Control\SecurityProviders\SCHANNEL`

// oldConnector is the provider of the old Admin channel.
var oldConnector = evidence.Provider{Name: "Microsoft-AadApplicationProxy-Connector", GUID: "{4c1e2a60-7b0d-4a53-9f0e-5d3b8c1f6a21}"}

// newConnector is the provider of the new Admin channel.
var newConnector = evidence.Provider{Name: "Microsoft-Microsoft Entra private network-Connector", GUID: "{7d3a5c91-2e48-4f06-b1a7-90c6d5e4f312}"}

// trustSettings is the connector's file that names its certificate.
func trustSettings(path, thumbprint string, inUserStore bool) file {
	return text(path, utf8,
		`<?xml version="1.0" encoding="utf-8"?>`,
		`<ConnectorTrustSettingsFile xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`,
		`  <CloudProxyTrust>`,
		`    <Thumbprint>`+thumbprint+`</Thumbprint>`,
		fmt.Sprintf(`    <IsInUserStore>%t</IsInUserStore>`, inUserStore),
		`  </CloudProxyTrust>`,
		`</ConnectorTrustSettingsFile>`)
}

// certificate is one certificate of the collector's Format-List.
func certificate(thumbprint, subject, issuer string, notBefore, notAfter time.Time) []string {
	const layout = "1/2/2006 3:04:05 PM"
	return []string{
		"Thumbprint    : " + thumbprint,
		"NotBefore     : " + notBefore.Format(layout),
		"NotAfter      : " + notAfter.Format(layout),
		"Issuer        : " + issuer,
		"Subject       : " + subject,
		"HasPrivateKey : True",
		"",
	}
}

// crashed is an Application Error event: the same id 1000 as the connector's
// expired certificate, and nothing to do with it.
func crashed(l *log, at time.Time) {
	l.classic(at, "Application Error", 1000, levelError,
		"notepad.exe", "10.0.17763.1", "5c7a0b1d", "ntdll.dll", "10.0.17763.5329", "5c7a0c1d", "c0000005", "0000000000021c30",
		"1a2c", "01dae3d0c0ffee00", `C:\Windows\notepad.exe`, `C:\Windows\SYSTEM32\ntdll.dll`,
		"00000000-0000-0000-0000-000000000000", "", "")
}
