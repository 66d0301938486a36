package tlsstory

import (
	"net/netip"
	"strings"

	"hybriddiag/evidence"
)

// Results of a DNS query and the WinSock codes they become.
const (
	dnsTypeA          = 1
	dnsTypeAAAA       = 28
	dnsNameError      = 9003 // the name does not exist
	dnsServerFailure  = 9002
	dnsNotImplemented = 9004
	dnsRefused        = 9005
	dnsNoRecords      = 9501
	dnsNoSuchRecord   = 9701
	errorTimeout      = 1460
	dnsTimeout        = 9560

	wsaHostNotFound = 11001
	wsaTryAgain     = 11002
	wsaNoRecovery   = 11003
	wsaNoData       = 11004
)

func (s *Story) dnsClient(e *evidence.Event) {
	name := lookupName(text(e, "QueryName"))
	status, ok := number32(e, "QueryStatus")
	if !ok || name == "" {
		return
	}
	if status == 0 {
		s.learnAddresses(name, text(e, "QueryResults"))
		return
	}
	kind, _ := number32(e, "QueryType")
	if code := winSockCode(status); code != 0 && kind == dnsTypeA && !isProbe(name) {
		s.fail(&failure{outcome: "dns-failed", host: name, err: code, event: e})
	}
}

// webIOLookup takes a name resolution of WebIO, whose result names no host.
func (s *Story) webIOLookup(e *evidence.Event) {
	pointer, _ := number(e, "DnsQuery")
	key := handle{e.ProcessID, pointer}
	switch e.EventID {
	case webIOResolve:
		s.lookups.set(key, lookupName(text(e, "HostName")))
		return
	case webIOResolved:
		if name, ok := s.lookups.get(key); ok {
			s.resolved.set(name, true)
		}
	case webIOResolveFailed:
		code, ok := number32(e, "Error")
		name, _ := s.lookups.get(key)
		if ok && code != 0 && !isProbe(name) {
			s.fail(&failure{outcome: "dns-failed", host: name, err: plainCode(code), event: e})
		}
	}
	s.lookups.remove(key)
}

// learnAddresses notes which name an address was given for. The results are
// apart by semicolons; records of another kind read "type: 5 name".
func (s *Story) learnAddresses(name, results string) {
	for _, part := range strings.Split(results, ";") {
		if a, err := netip.ParseAddr(strings.TrimSpace(part)); err == nil {
			s.addresses.set(a.Unmap().String(), name)
			s.resolved.set(name, true)
		}
	}
}

// resolvedWithoutSuffix reports whether the name, or the name that a search suffix
// was put behind, was resolved: "a.example.com.contoso.local" is asked for too
// when "a.example.com" is meant.
func (s *Story) resolvedWithoutSuffix(name string) bool {
	for strings.Contains(name, ".") {
		if _, ok := s.resolved.get(name); ok {
			return true
		}
		name = name[:strings.LastIndexByte(name, '.')]
	}
	return false
}

func (s *Story) nameOf(a netip.Addr) string {
	name, _ := s.addresses.get(a.Unmap().String())
	return name
}

func lookupName(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

// isProbe tells names that are asked for on the off chance: not to find them is
// normal.
func isProbe(name string) bool {
	label, _, _ := strings.Cut(name, ".")
	return name == "" || label == "wpad" || label == "isatap" || strings.HasPrefix(label, "_") ||
		strings.HasSuffix(name, ".arpa")
}

// winSockCode returns what a program calling getaddrinfo is told, or 0 for a
// result that is no failure to resolve.
func winSockCode(status uint32) uint32 {
	switch status {
	case dnsNameError, dnsNoSuchRecord:
		return wsaHostNotFound
	case dnsServerFailure, errorTimeout, dnsTimeout:
		return wsaTryAgain
	case dnsNotImplemented, dnsRefused:
		return wsaNoRecovery
	case dnsNoRecords:
		return wsaNoData
	}
	if status >= wsaHostNotFound && status <= wsaNoData {
		return status
	}
	return 0
}

// plainCode takes the code out of an HRESULT of facility Win32.
func plainCode(code uint32) uint32 {
	const facilityWin32 = 0x80070000
	if code&0xFFFF0000 == facilityWin32 {
		return code & 0xFFFF
	}
	return code
}
