package tlsstory

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

func TestUnresolvedNameIsARow(t *testing.T) {
	tp := newTape(t)
	tp.kernelProcess(shell, `C:\Windows\System32\wsmprovhost.exe`)
	for range 3 {
		tp.event(guidDNSClient, 3008, shell, "QueryName", "Outlook.Office365.com.", "QueryType", "1", "QueryStatus", "9003", "QueryResults", "")
	}
	row := tp.only()
	require.Equal(t, "dns-failed", get(t, row, "Outcome"))
	require.Equal(t, exchange, get(t, row, "Host"))
	require.Equal(t, "11001", get(t, row, "Error"))
	require.Equal(t, "wsmprovhost.exe", get(t, row, "Process"))
}

func TestNormalLookupFailuresAreNoRows(t *testing.T) {
	tp := newTape(t)
	query := func(name, kind, status, results string) {
		tp.event(guidDNSClient, 3008, shell, "QueryName", name, "QueryType", kind, "QueryStatus", status, "QueryResults", results)
	}
	query("wpad.contoso.local", "1", "9003", "")
	query("_ldap._tcp.contoso.local", "33", "9003", "")
	query(exchange, "28", "9501", "")                 // no IPv6 address
	query(exchange+".contoso.local", "1", "9003", "") // with a search suffix
	query(exchange, "1", "0", "192.0.2.10;")
	query("late.contoso.com", "1", "1460", "")
	query("late.contoso.com", "1", "0", "type:  5 edge.contoso.com;192.0.2.9;")
	tp.story.Close()
	require.Empty(t, tp.rows)
}

func TestWebIOLookupNamesTheHost(t *testing.T) {
	tp := newTape(t)
	tp.webIO(205, "DnsQuery", "0x5", "HostName", exchange, "Timeout", "0", "CompletionContext", "0")
	tp.webIO(207, "DnsQuery", "0x5", "Error", "11001")
	row := tp.only()
	require.Equal(t, "dns-failed", get(t, row, "Outcome"))
	require.Equal(t, exchange, get(t, row, "Host"))
}

func TestProxyScriptFailureIsARow(t *testing.T) {
	tp := newTape(t)
	tp.event(guidWinHTTP, 808, shell, "Error", "12180") // no automatic settings: normal
	tp.event(guidWinHTTP, 811, shell, "ConfigurationURL", "http://proxy.contoso.com:8080/p.pac?user=x", "Error", "12167")
	row := tp.only()
	require.Equal(t, "proxy-failed", get(t, row, "Outcome"))
	require.Equal(t, "proxy.contoso.com", get(t, row, "Host"))
	require.Equal(t, "12167", get(t, row, "Error"))
	require.NotContains(t, row.Text(), "user")
}

func TestTCPConnectFailureNamesProcessAndHost(t *testing.T) {
	tp := newTape(t)
	tp.kernelProcess(99, "miiserver.exe")
	tp.event(guidDNSClient, 3008, 99, "QueryName", "login.contoso.com", "QueryType", "1", "QueryStatus", "0", "QueryResults", "192.0.2.10;")
	tp.event(guidTCPIP, 1034, 4, "LocalAddress", "10.0.0.5:50000", "RemoteAddress", "192.0.2.10:443", "Status", "0xC00000B5", "ProcessId", "99")
	row := tp.only()
	require.Equal(t, "connect-failed", get(t, row, "Outcome"))
	require.Equal(t, "login.contoso.com", get(t, row, "Host"))
	require.Equal(t, "443", get(t, row, "Port"))
	require.Equal(t, "10060", get(t, row, "Error"))
	require.Equal(t, "miiserver.exe", get(t, row, "Process"))
}

func TestSockaddrBytesAreUnderstood(t *testing.T) {
	require.Equal(t, "192.0.2.10:443", address("0x020001BBC000020A0000000000000000").String())
	require.Equal(t, "[2001:db8::10]:443", address("170001BB0000000020010DB800000000000000000000001000000000").String())
	require.Equal(t, "192.0.2.10:443", address("[::ffff:192.0.2.10]:443").String())
	for _, bad := range []string{"", "hello", "0x02", "0xFFFF01BBC000020A"} {
		require.False(t, address(bad).IsValid(), bad)
	}
}

func TestConnectByAnotherAddressHealsTheFirst(t *testing.T) {
	tp := newTape(t)
	tp.event(guidDNSClient, 3008, 99, "QueryName", "login.contoso.com", "QueryType", "1", "QueryStatus", "0", "QueryResults", "2001:db8::10;::ffff:192.0.2.10;")
	tp.event(guidTCPIP, 1034, 4, "LocalAddress", "[2001:db8::5]:50000", "RemoteAddress", "[2001:db8::10]:443", "Status", "3221226044", "ProcessId", "99")
	tp.event(guidTCPIP, 1033, 4, "LocalAddress", "10.0.0.5:50001", "RemoteAddress", "192.0.2.10:443", "Status", "0", "ProcessId", "99")
	tp.story.Close()
	require.Empty(t, tp.rows)
}

func TestCancelledConnectIsNoFailure(t *testing.T) {
	tp := newTape(t)
	tp.event(guidTCPIP, 1034, 4, "LocalAddress", "10.0.0.5:50000", "RemoteAddress", "192.0.2.10:443", "Status", "3221225760", "ProcessId", "99")
	tp.story.Close()
	require.Empty(t, tp.rows)
}

func TestSchannelAlertJoinsTheConnectionUnderWay(t *testing.T) {
	tp := newTape(t)
	tp.handshakeEvents("0x1", "128", nil, nil)
	tp.event(guidSchannel, 36887, 700, "AlertDesc", "70")
	row := tp.only()
	require.Equal(t, "refused", get(t, row, "Outcome"))
	require.Equal(t, "protocol_version", get(t, row, "AlertName"))
	require.Equal(t, "0x80", get(t, row, "Mask"))
	require.EqualValues(t, shell, row.ProcessID)
}

func TestSchannelAloneMakesARow(t *testing.T) {
	tp := newTape(t)
	tp.event(guidSchannel, 36880, 700, "CallerProcessId", "99", "CallerProcessImageName", `C:\x\miiserver.exe`,
		"Type", "client", "Protocol", "TLS 1.2", "TargetName", "login.contoso.com")
	tp.event(guidSchannel, 36874, 700, "Protocol", "TLS 1.0") // inbound: a scanner
	row := tp.only()
	require.Equal(t, "success", get(t, row, "Outcome"))
	require.Equal(t, "TLS 1.2", get(t, row, "Negotiated"))
	require.Equal(t, "miiserver.exe", get(t, row, "Process"))
	require.Equal(t, "login.contoso.com", get(t, row, "Host"))
}

func TestOtherEventsAreNotWanted(t *testing.T) {
	s := New(func(*evidence.Event) {})
	require.True(t, s.Wants(WebIO, 728))
	require.False(t, s.Wants(WebIO, 100), "headers hold secrets")
	require.False(t, s.Wants(WebIO, 101))
	require.False(t, s.Wants("{00000000-0000-0000-0000-000000000000}", 1))
	s.Event(&evidence.Event{Provider: evidence.Provider{GUID: "{x}"}})
	s.Close()
}

func TestMemoryIsBounded(t *testing.T) {
	tp := newTape(t)
	for i := range 3 * maxConnections {
		tp.event(WebIO, 728, uint32(i), "Connection", "0x1", "EnabledProtocols", "128")
	}
	require.LessOrEqual(t, len(tp.story.conns.values), maxConnections)
	require.LessOrEqual(t, len(tp.story.conns.order), 5*maxConnections)
	require.NotEmpty(t, tp.rows, "what falls out of the limit is told")
	tp.story.Close()
	require.Len(t, tp.rows, 3*maxConnections)
	for i, row := range tp.rows[1:] {
		require.False(t, row.Time.Before(tp.rows[i].Time))
	}
}

func TestFailuresAreBounded(t *testing.T) {
	tp := newTape(t)
	for i := range 2 * maxFailures {
		tp.event(guidDNSClient, 3008, uint32(i), "QueryName", exchange, "QueryType", "1", "QueryStatus", "9003")
	}
	tp.story.Close()
	require.Len(t, tp.rows, maxFailures)
}

func TestARowHasACellForEachColumn(t *testing.T) {
	tp := newTape(t)
	client, server := refusal(t)
	tp.handshakeEvents("0x1", "160", client, server)
	row, ok := RowOf(tp.only())
	require.True(t, ok)
	require.Len(t, row.Cells(evidence.Note.String), len(Columns()))
	require.Equal(t, "EnabledProtocols 0xA0; alert 70 protocol_version from the server", row.Evidence)
	require.Equal(t, "2024-06-01T01:15:32.006Z", row.Time)
	_, ok = RowOf(&evidence.Event{Kind: evidence.KindEvent})
	require.False(t, ok)
}

func TestTimesWithoutOrderDoNoHarm(t *testing.T) {
	tp := newTape(t)
	tp.wait(-time.Hour)
	tp.handshakeEvents("0x1", "160", nil, nil)
	tp.wait(2 * time.Hour)
	tp.webIO(204, "Endpoint", "0x1", "Reason", "3")
	require.Equal(t, "reset", get(t, tp.only(), "Outcome"))
}
