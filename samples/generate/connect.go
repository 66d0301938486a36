package main

import (
	"fmt"
	"time"
)

// traceLog is the log of one run of the Microsoft Entra Connect wizard.
type traceLog struct {
	zone  time.Duration // what the wall clock is ahead of UTC
	lines []string
}

// newTraceLog writes the head: who starts when, and the proxy that the wizard
// takes from machine.config.
func newTraceLog(start time.Time, zone time.Duration, version, proxy string) *traceLog {
	const rule = "================================================================================"
	const stamp = "Mon, 02 Jan 2006 15:04:05 GMT" // the log calls its local time GMT too
	l := &traceLog{zone: zone}
	for _, text := range []string{
		"", rule, "Application starting", rule,
		"Start Time (Local): " + start.Add(zone).Format(stamp),
		"Start Time (UTC): " + start.Format(stamp),
		"Application Version: " + version,
		`machine.config path: C:\Windows\Microsoft.NET\Framework64\v4.0.30319\config\machine.config.`,
		"Default Proxy [ProxyAddress]: " + proxy,
		"Default Proxy [UseSystemDefault]: Unspecified",
		"Default Proxy [BypassOnLocal]: Unspecified",
		"Default Proxy [Enabled]: True",
		"Default Proxy [AutoDetect]: Unspecified",
	} {
		l.add(start, 1, "INFO", text)
	}
	return l
}

// add writes an entry; more lines of the message follow without a head.
func (l *traceLog) add(at time.Time, thread int, level, message string) {
	l.lines = append(l.lines, fmt.Sprintf("[%s] [%3d] [%-5s] %s", at.Add(l.zone).Format("15:04:05.000"), thread, level, message))
}

func (l *traceLog) file(path string) file { return text(path, utf8, l.lines...) }

// Zones of the servers.
const japan = 9 * time.Hour

// entraConnector is the connector to Microsoft Entra ID in the run histories.
const entraConnector = "contoso.onmicrosoft.com - AAD"

// runHistory is the file Get-ADSyncRunProfileResult of one server.
type runHistory struct {
	next int
	rows []string
}

func newRunHistory(first int) *runHistory {
	return &runHistory{next: first, rows: []string{runHistoryHead}}
}

// add writes a run of nine seconds.
func (h *runHistory) add(connector, profile, result string, at time.Time) {
	h.rows = append(h.rows, runHistoryRow(h.next, connector, profile, result, at, at.Add(9*time.Second)))
	h.next++
}

func (h *runHistory) file(path string) file { return text(path, utf8, h.rows...) }

// winHTTPDirect and winHTTPProxy are outputs of netsh winhttp show proxy.
func winHTTPDirect() []string {
	return []string{"", "Current WinHTTP proxy settings:", "", "    Direct access (no proxy server).", ""}
}

func winHTTPProxy(server string) []string {
	return []string{"", "Current WinHTTP proxy settings:", "", "    Proxy Server(s) :  " + server, "    Bypass List     :  *.contoso.local;<local>", ""}
}

func winHTTPDirectJapanese() []string {
	return []string{"", "現在の WinHTTP プロキシ設定:", "", "    直接アクセス (プロキシ サーバーなし)。", ""}
}

// machineConfig is a machine.config with these elements in system.net.
func machineConfig(path string, elements ...string) file {
	lines := append([]string{`<?xml version="1.0"?>`, "<configuration>", "  <runtime />", "  <system.net>"}, elements...)
	return text(path, utf8, append(lines, "  </system.net>", "</configuration>")...)
}

// rightProtocols are the TLS 1.2 keys as Microsoft asks for them.
func rightProtocols(set string) []key {
	on := []string{dword("DisabledByDefault", 0), dword("Enabled", 1)}
	return []key{{set + protocols + `\TLS 1.2\Client`, on}, {set + protocols + `\TLS 1.2\Server`, on}}
}
