package tlsstory

import (
	"net/netip"
	"time"

	"hybriddiag/evidence"
)

// owner is the process of a TCP connection.
type owner struct{ pid uint32 }

// Codes of WinSock and the NTSTATUS values they come from.
const (
	wsaTimedOut    = 10060
	wsaRefused     = 10061
	wsaNetDown     = 10051
	wsaHostDown    = 10065
	statusTimeout  = 0xC00000B5
	statusCanceled = 0xC0000120
)

var connectErrors = map[uint32]uint32{
	0xC0000236: wsaRefused, statusTimeout: wsaTimedOut, 0xC000023C: wsaNetDown, 0xC000023D: wsaHostDown,
}

// triesElsewhere is how long a program may go on to another address of the host
// before a failed connect counts.
const triesElsewhere = 30 * time.Second

func (s *Story) tcpip(e *evidence.Event) {
	local, remote := address(text(e, "LocalAddress")), address(text(e, "RemoteAddress"))
	pid, ok := number32(e, "ProcessId")
	if !ok || !remote.IsValid() {
		return
	}
	s.owners.set(keyOf(local, remote), owner{pid})
	status, _ := number32(e, "Status")
	switch e.EventID {
	case tcpConnected:
		if status == 0 {
			s.heal(pid, remote, e.Time)
		}
	case tcpConnectFailed, tcpConnectTimeout:
		if status == statusCanceled {
			return
		}
		code, known := connectErrors[status]
		if !known || e.EventID == tcpConnectTimeout {
			code = wsaTimedOut
		}
		s.fail(&failure{
			outcome: "connect-failed", pid: pid, host: s.nameOf(remote.Addr()), port: remote.Port(),
			remote: remote, err: code, event: e,
		})
	}
}

// heal drops failed connects of a process to a host that it then reached by
// another address.
func (s *Story) heal(pid uint32, remote netip.AddrPort, t time.Time) {
	host := s.nameOf(remote.Addr())
	open := s.unreached[:0]
	for _, f := range s.unreached {
		same := f.remote.Addr() == remote.Addr() || host != "" && f.host == host
		switch {
		case t.Sub(f.event.Time) > triesElsewhere:
		case f.pid == pid && f.port == remote.Port() && same:
			f.healed = true
		default:
			open = append(open, f)
		}
	}
	s.unreached = open
}
