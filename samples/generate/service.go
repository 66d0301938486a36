package main

import (
	"strconv"
	"strings"
	"time"
)

// Names of the synchronization service.
const syncService = "Microsoft Azure AD Sync"

// serviceTerminated is a service that ends unexpectedly for the nth time.
func (l *log) serviceTerminated(at time.Time, name string, n int) {
	l.manifest(at, services, 7031, levelError,
		"param1", name, "param2", strconv.Itoa(n), "param3", "60000", "param4", "1", "param5", "Restart the service")
}

// serviceFailed is a service that ends with a code of its own.
func (l *log) serviceFailed(at time.Time, name, code string) {
	l.manifest(at, services, 7024, levelError, "param1", name, "param2", code)
}

// serviceState is a service that changes its state.
func (l *log) serviceState(at time.Time, name, state string) {
	l.manifest(at, services, 7036, levelInfo, "param1", name, "param2", state)
}

// agentTrace is the trace file of an agent that logs through System.Diagnostics.
type agentTrace struct {
	program string
	lines   []string
}

// add writes an entry; its times are UTC.
func (t *agentTrace) add(at time.Time, thread int, kind, message string) {
	t.lines = append(t.lines,
		t.program+" "+kind+": 0 : "+strings.ReplaceAll(message, "\r\n", "\n"),
		"    ThreadId="+strconv.Itoa(thread),
		"    DateTime="+at.Format("2006-01-02T15:04:05.0000000Z"))
}

func (t *agentTrace) file(path string) file { return text(path, utf8, t.lines...) }

// service is one row of Get-CimInstance Win32_Service | Export-Csv.
type service struct{ name, displayName, state, startMode, account string }

func serviceList(path string, list ...service) file {
	lines := []string{`"Name","DisplayName","State","StartMode","StartName"`}
	for _, s := range list {
		lines = append(lines, `"`+strings.Join([]string{s.name, s.displayName, s.state, s.startMode, s.account}, `","`)+`"`)
	}
	return text(path, utf8, lines...)
}

// addresses is the beginning of ipconfig /all, which names the computer.
func addresses(path, host string) file {
	return text(path, cp932, "", "Windows IP Configuration", "",
		"   Host Name . . . . . . . . . . . . : "+host,
		"   Primary Dns Suffix  . . . . . . . : contoso.local",
		"   Node Type . . . . . . . . . . . . : Hybrid", "",
		"Ethernet adapter Ethernet:", "",
		"   IPv4 Address. . . . . . . . . . . : 10.20.0.31(Preferred)",
		"   DNS Servers . . . . . . . . . . . : 10.20.0.5", "")
}
