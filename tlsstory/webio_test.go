package tlsstory

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
)

// handshakeEvents is what WebIO writes of one refused connection.
func (tp *tape) handshakeEvents(connection, mask string, client, server []byte) {
	tp.webIO(728, "Connection", connection, "EnabledProtocols", mask, "Result", "0")
	tp.webIO(729, "Connection", connection, "EnabledProtocols", mask, "Result", "0")
	tp.webIO(700, "Connection", connection, "HostName", exchange, "Result", "0")
	if client != nil {
		tp.webIO(705, "Connection", connection, "Data", hexBytes(client))
	}
	tp.webIO(703, "Connection", connection, "HostName", exchange, "Result", "590610")
	if server != nil {
		tp.webIO(704, "Connection", connection, "Data", hexBytes(server))
	}
}

func TestRefusedTLS10NamesMaskHostAndAlert(t *testing.T) {
	tp := newTape(t)
	client, server := refusal(t)
	tp.handshakeEvents("0x1D0BEEF0", "160", client, server)
	refused := tp.now
	tp.webIO(703, "Connection", "0x1D0BEEF0", "HostName", exchange, "Result", "2148074240")
	tp.kernelProcess(shell, `powershell.exe`) // the rundown comes at the end of a trace

	row := tp.only()
	require.Equal(t, "tls", string(row.Kind))
	require.Equal(t, "tls", row.Provider.Name)
	for name, want := range map[string]string{
		"Process": "powershell.exe", "ProcessID": "4567", "Host": exchange,
		"Mask": "0xA0", "Offered": "SSL 3.0, TLS 1.0", "SNI": exchange, "HelloVersion": "TLS 1.0",
		"Outcome": "refused", "Alert": "70", "AlertName": "protocol_version", "AlertFrom": "server", "Result": "0x80090300",
	} {
		require.Equal(t, want, get(t, row, name), name)
	}
	require.Equal(t, refused, row.Time, "the alert decides")
	require.EqualValues(t, 704, row.Locator.Offset)
	require.EqualValues(t, levelError, row.Level)
	require.Equal(t, "powershell.exe (4567) to outlook.office365.com: offered SSL 3.0, TLS 1.0 (EnabledProtocols 0xA0): "+
		"refused, alert 70 protocol_version from the server, status 0x80090300", row.Message)
}

func TestMaskMayBeHexOrNames(t *testing.T) {
	for _, mask := range []string{"0xA0", "160", "SP_PROT_SSL3_CLIENT|SP_PROT_TLS1_CLIENT", "SP_PROT_SSL3_CLIENT, 0x80"} {
		tp := newTape(t)
		tp.webIO(728, "Connection", "0x1", "EnabledProtocols", mask, "Result", "0")
		row := tp.only()
		require.Equal(t, "0xA0", get(t, row, "Mask"), mask)
		require.Equal(t, "unknown", get(t, row, "Outcome"))
		require.EqualValues(t, levelWarning, row.Level)
	}
}

func TestMaskZeroIsNoFault(t *testing.T) {
	tp := newTape(t)
	client, server := success(t, 0x0303)
	tp.handshakeEvents("0x1", "0", client, server)
	tp.webIO(703, "Connection", "0x1", "HostName", exchange, "Result", "0")
	row := tp.only()
	require.Equal(t, "0x0", get(t, row, "Mask"))
	require.Equal(t, "TLS 1.2", get(t, row, "Offered"), "the hello tells what the system's defaults are")
	require.Equal(t, "success", get(t, row, "Outcome"))
	require.Equal(t, "TLS 1.2", get(t, row, "Negotiated"))
	require.Equal(t, "CN=outlook.example.com, O=Contoso, C=JP", get(t, row, "Issuer"))
	require.EqualValues(t, levelInfo, row.Level)
	lacks(t, row, "Result", "Alert", "Error")
}

func TestMaskZeroWithoutHelloSaysDefaults(t *testing.T) {
	tp := newTape(t)
	tp.webIO(728, "Connection", "0x1", "EnabledProtocols", "0", "Result", "0")
	row := tp.only()
	require.Equal(t, "system defaults", get(t, row, "Offered"))
	require.EqualValues(t, levelInfo, row.Level)
}

func TestNoCredentialIsAFailureOfThisSide(t *testing.T) {
	tp := newTape(t)
	tp.webIO(728, "Connection", "0x1", "EnabledProtocols", "2048", "Result", "0")
	tp.webIO(730, "Connection", "0x1", "EnabledProtocols", "2048", "Result", "2148074289")
	row := tp.only()
	require.Equal(t, "failed", get(t, row, "Outcome"))
	require.Equal(t, "0x80090331", get(t, row, "Result"))
	require.Equal(t, "TLS 1.2", get(t, row, "Offered"))
}

func TestRejectedCertificateIsAFailure(t *testing.T) {
	tp := newTape(t)
	client, server := success(t, 0x0303)
	tp.handshakeEvents("0x1", "2048", client, server)
	tp.webIO(703, "Connection", "0x1", "HostName", exchange, "Result", "0")
	tp.webIO(713, "Connection", "0x1", "ServerCertErrors", "2148204809", "Error", "12175", "Reason", "5")
	row := tp.only()
	require.Equal(t, "failed", get(t, row, "Outcome"))
	require.Equal(t, "0x800B0109", get(t, row, "Result"))
	require.Equal(t, "12175", get(t, row, "Error"))
	require.Equal(t, "CN=outlook.example.com, O=Contoso, C=JP", get(t, row, "TopIssuer"))
}

func TestStepsOfAHandshakeAreNoFailures(t *testing.T) {
	for _, status := range []uint32{secContinueNeeded, secIncompleteMessage, secIncompleteCredentials} {
		tp := newTape(t)
		tp.handshakeEvents("0x1", "2048", nil, nil)
		tp.webIO(703, "Connection", "0x1", "Result", fmt.Sprint(status))
		require.Equal(t, "unknown", get(t, tp.only(), "Outcome"))
	}
}

func TestEachTryIsARowOfItsOwn(t *testing.T) {
	tp := newTape(t)
	client, server := refusal(t)
	tp.handshakeEvents("0x1", "2048", client, server)
	tp.wait(time.Second)
	client, server = refusal(t)
	tp.handshakeEvents("0x1", "128", client, server)
	tp.story.Close()
	require.Len(t, tp.rows, 2)
	require.Equal(t, "0x800", get(t, tp.rows[0], "Mask"))
	require.Equal(t, "0x80", get(t, tp.rows[1], "Mask"))
	require.True(t, tp.rows[0].Time.Before(tp.rows[1].Time))
}

func TestClientCertificateDoesNotSplitAConnection(t *testing.T) {
	tp := newTape(t)
	tp.handshakeEvents("0x1", "2048", nil, nil)
	tp.webIO(703, "Connection", "0x1", "Result", fmt.Sprint(secIncompleteCredentials))
	tp.webIO(728, "Connection", "0x1", "EnabledProtocols", "2048", "Result", "0")
	tp.webIO(703, "Connection", "0x1", "Result", "0")
	require.Equal(t, "success", get(t, tp.only(), "Outcome"))
}

func TestSameHandleOfTwoProcessesIsTwoConnections(t *testing.T) {
	tp := newTape(t)
	tp.event(WebIO, 728, 10, "Connection", "0x1", "EnabledProtocols", "128", "Is32Bit", "true")
	tp.event(WebIO, 728, 11, "Connection", "0x1", "EnabledProtocols", "2048", "Is32Bit", "false")
	tp.story.Close()
	require.Len(t, tp.rows, 2)
	require.Equal(t, "true", get(t, tp.rows[0], "Is32Bit"))
	require.Equal(t, "false", get(t, tp.rows[1], "Is32Bit"))
}

func TestRequestGivesHostAndProtocolsButNoQuery(t *testing.T) {
	tp := newTape(t)
	tp.webIO(17, "Request", "0x9", "Method", "POST", "URI", "https://user:pw@login.contoso.com:8443/token?secret=abc")
	tp.webIO(15, "Request", "0x9", "Option", "6", "Length", "4", "Value", "0xA0000000", "Error", "0")
	tp.webIO(15, "Request", "0x9", "Option", "5", "Length", "4", "Value", "0xFFFFFFFF", "Error", "0")
	tp.webIO(104, "Request", "0x9", "ConnMgr", "0x8", "Connection", "0x1")
	row := tp.only()
	require.Equal(t, "login.contoso.com", get(t, row, "Host"))
	require.Equal(t, "8443", get(t, row, "Port"))
	require.Equal(t, "0xA0", get(t, row, "Mask"))
	require.NotContains(t, row.Text(), "secret")
	require.NotContains(t, row.Text(), "pw")
}

func TestRemoteResetDuringTheHandshake(t *testing.T) {
	for reason, want := range map[string]string{"3": "reset", "Remote Reset": "reset", "1": "reset", "6": "timeout", "0": "unknown"} {
		tp := newTape(t)
		tp.webIO(200, "Connection", "0x1", "SocketHandle", "912", "Address", "192.0.2.10:443", "Error", "0")
		tp.webIO(201, "Connection", "0x1", "SocketHandle", "912", "Address", "192.0.2.10:443", "Error", "0")
		tp.handshakeEvents("0x1", "2048", nil, nil)
		tp.webIO(204, "Endpoint", "0x77", "Socket", "912", "Reason", reason, "Result", "12030")
		tp.event(guidWinHTTP, 11, shell, "ApiHandle", "1", "Api", "WinHttpSendRequest", "Result", "12030")
		row := tp.only()
		require.Equal(t, want, get(t, row, "Outcome"), "reason %s", reason)
		require.Equal(t, "443", get(t, row, "Port"))
	}
}

func TestEndOfAnEstablishedConnectionIsNormal(t *testing.T) {
	tp := newTape(t)
	tp.handshakeEvents("0x1", "2048", nil, nil)
	tp.webIO(703, "Connection", "0x1", "Result", "0")
	tp.webIO(204, "Endpoint", "0x1", "Socket", "5", "Reason", "3", "Result", "12030")
	require.Equal(t, "success", get(t, tp.only(), "Outcome"))
}

func TestFailedConnectCarriesItsCode(t *testing.T) {
	tp := newTape(t)
	tp.webIO(17, "Request", "0x9", "URI", "https://login.contoso.com/")
	tp.webIO(104, "Request", "0x9", "ConnMgr", "0x8", "Connection", "0x1")
	tp.webIO(202, "Connection", "0x1", "SocketHandle", "912", "Address", "192.0.2.10:443", "Error", "10060")
	row := tp.only()
	require.Equal(t, "connect-failed", get(t, row, "Outcome"))
	require.Equal(t, "10060", get(t, row, "Error"))
	require.Equal(t, "login.contoso.com", get(t, row, "Host"))
}

func TestSecondAddressHealsAFailedConnect(t *testing.T) {
	tp := newTape(t)
	tp.webIO(202, "Connection", "0x1", "SocketHandle", "912", "Address", "[2001:db8::10]:443", "Error", "10051")
	tp.webIO(200, "Connection", "0x1", "SocketHandle", "913", "Address", "192.0.2.10:443", "Error", "0")
	tp.webIO(201, "Connection", "0x1", "SocketHandle", "913", "Address", "192.0.2.10:443", "Error", "0")
	tp.story.Close()
	require.Empty(t, tp.rows)
}

func TestAPIErrorGoesToTheConnectionThatFailed(t *testing.T) {
	tp := newTape(t)
	client, server := refusal(t)
	tp.handshakeEvents("0x1", "128", client, server)
	tp.event(guidWinHTTP, 11, shell, "ApiHandle", "1", "Api", "WinHttpSendRequest", "Result", "12175")
	require.Equal(t, "12175", get(t, tp.only(), "Error"))
}

func TestAPIErrorWithoutAConnectionIsARow(t *testing.T) {
	for code, want := range map[string]string{
		"12007": "dns-failed", "12029": "connect-failed", "12002": "timeout", "12057": "failed", "12185": "failed",
		"12178": "proxy-failed", "2147954429": "connect-failed", "12180": "", "12152": "", "0": "",
	} {
		tp := newTape(t)
		tp.webIO(17, "Request", "0x7", "URI", "https://"+exchange+"/powershell-liveid")
		tp.webIO(104, "Request", "0x7", "Connection", "0x1")
		tp.event(guidWinHTTP, 10, shell, "ApiHandle", "1", "Api", "WinHttpSendRequest", "Result", code)
		tp.event(guidWinHTTP, 11, shell, "ApiHandle", "1", "Api", "WinHttpReceiveResponse", "Result", code)
		tp.story.Close()
		if want == "" {
			require.Empty(t, tp.rows, code)
			continue
		}
		require.Len(t, tp.rows, 1, code)
		require.Equal(t, want, get(t, tp.rows[0], "Outcome"), code)
		require.Equal(t, exchange, get(t, tp.rows[0], "Host"), code)
	}
}

func TestAPIErrorAddsNothingToAFailureThatIsKnown(t *testing.T) {
	tp := newTape(t)
	tp.webIO(205, "DnsQuery", "0x9", "HostName", exchange)
	tp.webIO(207, "DnsQuery", "0x9", "Error", "11001")
	tp.event(guidWinHTTP, 11, shell, "ApiHandle", "1", "Api", "WinHttpSendRequest", "Result", "12007")
	require.Equal(t, "11001", get(t, tp.only(), "Error"))
}

func FuzzEvent(f *testing.F) {
	f.Add(uint16(728), "Connection", "0x1", "EnabledProtocols", "160", uint16(703))
	f.Add(uint16(705), "Data", "0x160301", "Connection", "0x1", uint16(704))
	f.Add(uint16(3008), "QueryName", "a.b", "QueryStatus", "9003", uint16(1034))
	f.Add(uint16(1034), "RemoteAddress", "020001bbc000020a", "ProcessId", "9", uint16(36887))
	guids := []string{WebIO, guidWinHTTP, guidDNSClient, guidTCPIP, guidSchannel, guidKernelProcess}
	f.Fuzz(func(t *testing.T, id uint16, name1, value1, name2, value2 string, then uint16) {
		story := New(func(e *evidence.Event) {
			require.Equal(t, evidence.KindTLS, e.Kind)
			outcome, _ := e.Get("Outcome")
			require.NotEmpty(t, outcome)
		})
		for _, guid := range guids {
			for i, id := range []uint16{id, then, id} {
				story.Event(&evidence.Event{
					Provider: evidence.Provider{GUID: guid}, EventID: uint32(id), Time: begin.Add(time.Duration(i) * time.Second),
					Data: []evidence.Field{{Name: name1, Value: value1}, {Name: name2, Value: value2}},
				})
			}
		}
		story.Settle(begin.Add(time.Second))
		story.Close()
	})
}
