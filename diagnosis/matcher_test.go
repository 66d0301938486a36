package diagnosis

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// query reads one event query as a signature writes it.
func query(t *testing.T, src string) *signatures.EventQuery {
	t.Helper()
	var sels signatures.Selections
	require.NoError(t, yaml.Unmarshal([]byte("a: {event: "+src+"}"), &sels))
	return sels.Get("a").Event
}

func TestFieldTestsReadTheEvent(t *testing.T) {
	ev := &evidence.Event{
		EventID: 36888, Level: 2, Message: "致命的な警告",
		Data: []evidence.Field{{Name: "AlertDesc", Value: "70"}, {Name: "CallerProcessImageName", Value: `C:\Bin\miiserver.exe`}, {Value: "code 0x80090331, failed‑connection"}, {Name: "Mask", Value: "0xA0"}},
	}
	for src, want := range map[string]bool{
		"{provider: x, AlertDesc: 70}":                       true,
		"{provider: x, AlertDesc: 0x46}":                     true,
		"{provider: x, AlertDesc: [40, 71]}":                 false,
		"{provider: x, AlertDesc|not: 40}":                   true,
		"{provider: x, Missing|not: 40}":                     false,
		"{provider: x, Process|endswith: \\MIISERVER.EXE}":   true,
		"{provider: x, Process|not_re: 'w3wp|lsass'}":        true,
		"{provider: x, Process|not_re: 'lsass|miiserver'}":   false,
		"{provider: x, Missing|not_re: 'w3wp'}":              false,
		"{provider: x, EventID|not: [40, 36887]}":            true,
		"{provider: x, EventID|not: [36887, 36888]}":         false,
		"{provider: x, String3|contains: failed-connection}": true,
		"{provider: x, Text|code: 0x80090331}":               true,
		"{provider: x, Text|code: 0x8009033}":                false,
		"{provider: x, Text|contains|all: [致命的, failed]}":    true,
		"{provider: x, Text|contains|all: [致命的, absent]}":    false,
		"{provider: x, Text|re: 'failed-con.*n$'}":           false,
		"{provider: x, String3|re: 'failed-con.*n$'}":        true,
		"{provider: x, Mask|bits_none: 0x2800}":              true,
		"{provider: x, Mask|bits_any: 0x80}":                 true,
		"{provider: x, Mask|bits_all: [0xA0]}":               true,
		"{provider: x, Mask|gte: 161}":                       false,
		"{provider: x, level: [1, 2]}":                       true,
		"{provider: x, id: 36887}":                           false,
		"{provider: x, Missing|exists: false}":               true,
		"{provider: x, Mask|exists: false}":                  false,
	} {
		require.Equal(t, want, (&matcher{query: query(t, src)}).accepts(ev), src)
	}
}

func TestCodeIsFoundInEveryNotation(t *testing.T) {
	m := &matcher{query: query(t, "{provider: x, Text|code: 0x80230619}")}
	for text, want := range map[string]bool{
		"hr=0x80230619": true, "error -2145188327": true, "%%2149779": false, "param %%2149778969": true, "x80230619": false, "0x802306190": false,
	} {
		require.Equal(t, want, m.accepts(&evidence.Event{Message: text}), text)
	}
}

func TestFoldLowersLettersAndStraightensTypography(t *testing.T) {
	for in, want := range map[string]string{
		"":                  "",
		"0x80004005 failed": "0x80004005 failed",
		"FAILED":            "failed",
		"証明書の有効期限が切れています": "証明書の有効期限が切れています",
		"コネクタ Error 表":    "コネクタ error 表",
		"ＴＬＳ ÄÖÜ Д":       "ｔｌｓ äöü д",
		"“TLS\u00a01.2”":  `"tls 1.2"`,
		"表\u2011A":        "表-a",
	} {
		require.Equal(t, want, fold(in), in)
	}
}
