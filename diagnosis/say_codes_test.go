package diagnosis

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

func codes(t *testing.T) signatures.Codes {
	t.Helper()
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	return lib.Codes
}

func TestACodeIsNamedWhereItsFamilyIsKnown(t *testing.T) {
	table := codes(t)
	for name, c := range map[string]struct{ provider, field, value, text, want string }{
		"Schannel alert":        {"Schannel", "AlertDesc", "70", "", "AlertDesc 70 protocol_version"},
		"Schannel status":       {"Schannel", "ErrorCode", "0x8009030d", "ErrorCode=0x8009030d", "0x8009030d SEC_E_UNKNOWN_CREDENTIALS"},
		"alert of the TLS row":  {"tls", "Alert", "48", "", "Alert 48 unknown_ca"},
		"WinHTTP of a row":      {"tls", "Error", "12007", "", "Error 12007 ERROR_WINHTTP_NAME_NOT_RESOLVED"},
		"WinSock of a trace":    {"Microsoft-Windows-WebIO", "Error", "10060", "", "Error 10060 WSAETIMEDOUT"},
		"service control":       {"Service Control Manager", "param2", "%%1053", "param2=%%1053", "%%1053 ERROR_SERVICE_REQUEST_TIMEOUT"},
		"service, HRESULT":      {"Service Control Manager", "param2", "%%2147942414", "param2=%%2147942414", "%%2147942414 ERROR_OUTOFMEMORY"},
		"agent's reason":        {"agent-trace", "Reason", "1328", "", "Reason 1328 ERROR_INVALID_LOGON_HOURS"},
		"installer's log":       {"msi-log", "ErrorCode", "1618", "", "ErrorCode 1618 ERROR_INSTALL_ALREADY_RUNNING"},
		"installer's event":     {"MsiInstaller", "", "1603", "", "1603 ERROR_INSTALL_FAILURE"},
		"directory, decimal":    {"step-error", "ErrorCode", "8344", "", "ErrorCode 8344 ERROR_DS_INSUFF_ACCESS_RIGHTS"},
		"directory, LDAP":       {"step-error", "ErrorCode", "0x51", "", "ErrorCode 0x51 LDAP_SERVER_DOWN"},
		"WinRM":                 {"Microsoft-Windows-WinRM", "errorCode", "2150858770", "", "errorCode 2150858770 ERROR_WSMAN_DESTINATION_UNREACHABLE"},
		"CAPI2 without 0x":      {"Microsoft-Windows-CAPI2", "Result@value", "800B0109", "", "Result@value 800B0109 CERT_E_UNTRUSTEDROOT"},
		"signed decimal":        {"msi-log", "", "", "CryptAcquireContext failed -2146892987.", "-2146892987 SEC_E_DELEGATION_REQUIRED"},
		"wrapped WinHTTP":       {"ADSync", "", "", "HRESULT 0x80072EE7", "0x80072EE7 ERROR_WINHTTP_NAME_NOT_RESOLVED"},
		"sync engine":           {"ADSync", "", "", "0x8023061f", "0x8023061f: password synchronization"},
		"LocalDB":               {"ADSync", "", "", "error 0x89C50118", "LOCALDB_ERROR_AUTO_INSTANCE_CREATE_FAILED"},
		"password writeback":    {"PasswordResetService", "", "", "an error hr=800700CE, message=", "hr=800700CE ERROR_FILENAME_EXCED_RANGE"},
		"replication":           {"Directory Synchronization", "", "", "RPC Error 8453 : Replication access was denied.", "RPC Error 8453 ERROR_DS_DRA_ACCESS_DENIED"},
		"replication, Japanese": {"Directory Synchronization", "", "", "RPC エラー 1722 : RPC サーバーを利用できません。", "RPC エラー 1722 RPC_S_SERVER_UNAVAILABLE"},
		"logon of a service":    {"connect-trace", "", "", "LogonUser() Failed with error code: 1789", "1789 ERROR_TRUSTED_RELATIONSHIP_FAILURE"},
		"bundle":                {"burn-log", "", "", "Exit code: 0xbc2, restarting: No", "Exit code: 0xbc2 ERROR_SUCCESS_REBOOT_REQUIRED"},
		"token service":         {"connect-trace", "", "", "AADSTS700027: Client assertion", "AADSTS700027: the certificate"},
		"socket exception":      {"agent-trace", "", "", "SocketException (10054): closed", "SocketException (10054 WSAECONNRESET"},
		"failing Win32 call":    {"ADSync", "", "", "(x): Win32 API failure: 1326", "Win32 API failure: 1326 ERROR_LOGON_FAILURE"},
		"WinHTTP in a sentence": {"hcw-log", "", "", "WinHTTP error code: 12030", "12030 ERROR_WINHTTP_CONNECTION_ERROR"},
	} {
		t.Run(name, func(t *testing.T) {
			ev := &evidence.Event{Provider: evidence.Provider{Name: c.provider}}
			if c.provider == "MsiInstaller" {
				ev.Data = []evidence.Field{{Value: "Product"}, {Value: "1.0.0.0"}, {Value: "1033"}}
			}
			ev.Data = append(ev.Data, evidence.Field{Name: c.field, Value: c.value})
			require.Contains(t, shownCodes(nameCodes(table, ev, c.text)), c.want)
		})
	}
}

func TestANumberOfAnotherFamilyIsNotNamed(t *testing.T) {
	table := codes(t)
	for name, c := range map[string]struct{ provider, field, value string }{
		"inner state of Schannel":  {"Schannel", "ErrorState", "10013"},
		"protocol mask":            {"tls", "Mask", "0x00000800"},
		"small hexadecimal number": {"tls", "Result", "0x00000046"},
		"parameter message":        {"Microsoft-Windows-Security-Auditing", "Level", "%%1833"},
		"alert field of others":    {"Prov", "AlertDesc", "70"},
		"code nobody knows":        {"agent-trace", "Reason", "4711"},
		"part of a longer number":  {"Prov", "Id", "0x80090331aa -21468929870 AADSTS123"},
		"normal zero":              {"msi-log", "ErrorCode", "0"},
	} {
		t.Run(name, func(t *testing.T) {
			ev := &evidence.Event{Provider: evidence.Provider{Name: c.provider}, Data: []evidence.Field{{Name: c.field, Value: c.value}}}
			require.Empty(t, nameCodes(table, ev, c.field+"="+c.value))
		})
	}
}

func TestACodeOfASettingIsNamedOnce(t *testing.T) {
	s := shownCodes(nameCodes(codes(t), nil, "0x800b0109 and again 0x800b0109"))
	require.Equal(t, "0x800b0109 CERT_E_UNTRUSTEDROOT: the root certificate is not in the trusted store", s)
}

func shownCodes(list []finding.CodeMeaning) string {
	var out []string
	for _, c := range list {
		out = append(out, c.Code+": "+c.Meaning.En)
	}
	return strings.Join(out, "; ")
}
