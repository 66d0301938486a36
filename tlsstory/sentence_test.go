package tlsstory

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/internal/i18n"
)

// row makes an event of kind tls of pairs of a field and its value.
func rowOf(pairs ...string) *evidence.Event {
	e := &evidence.Event{Kind: evidence.KindTLS}
	for i := 0; i < len(pairs); i += 2 {
		e.Data = append(e.Data, evidence.Field{Name: pairs[i], Value: pairs[i+1]})
	}
	return e
}

func TestARowIsSaidInBothLanguages(t *testing.T) {
	for name, c := range map[string]struct {
		row    *evidence.Event
		en, ja string
	}{
		"refused": {
			rowOf("Process", "powershell.exe", "ProcessID", "4567", "Host", "outlook.office365.com", "Port", "443", "Mask", "0xA0",
				"Offered", "SSL 3.0, TLS 1.0", "Outcome", "refused", "Alert", "70", "AlertName", "protocol_version", "AlertFrom", "server"),
			"powershell.exe (4567) to outlook.office365.com:443: offered SSL 3.0, TLS 1.0 (EnabledProtocols 0xA0): refused, alert 70 protocol_version from the server",
			"powershell.exe (4567) から outlook.office365.com:443 への接続: SSL 3.0, TLS 1.0 を提示 (EnabledProtocols 0xA0): 拒否、サーバーからのアラート 70 protocol_version",
		},
		"inspected": {
			rowOf("Offered", "system defaults", "Outcome", "success", "Negotiated", "TLS 1.2", "Issuer", "CN=Proxy CA"),
			`process: offered system defaults: success, TLS 1.2, certificate issued by "CN=Proxy CA"`,
			`プロセス: システムの既定値を提示: 成功、TLS 1.2、証明書の発行者 "CN=Proxy CA"`,
		},
		"not connected": {
			rowOf("Process", "a.exe", "Outcome", "connect-failed", "Error", "12029", "ProxyStatus", "407"),
			"a.exe: connect-failed, error 12029, proxy answered 407",
			"a.exe: 接続の失敗、エラー 12029、プロキシの応答 407",
		},
		"an outcome of a newer version": {rowOf("Process", "a.exe", "Outcome", "paused"), "a.exe: paused", "a.exe: paused"},
	} {
		require.Equal(t, c.en, i18n.English.Say(Sentence(c.row)), name)
		require.Equal(t, c.ja, i18n.Japanese.Say(Sentence(c.row)), name)
	}
}
