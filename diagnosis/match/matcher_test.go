package match

import (
	"slices"
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
	return sels.Get("a").Query.(*signatures.EventQuery)
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
		m := matching(t, src)
		require.Equal(t, want, m.accepts(ev), src)
		require.True(t, !want || slices.Contains(searched(m, ev), m), "not found by its texts: %s", src)
	}
}

// matching returns the matcher of a query.
func matching(t *testing.T, src string) *Matcher {
	q := query(t, src)
	return &Matcher{query: q, tests: inOrderOfCost(q.Fields)}
}

// searched returns the matchers that the search through the event's text finds,
// and those that look for no text.
func searched(m *Matcher, ev *evidence.Event) []*Matcher {
	texts, found := newTexts([]*Matcher{m})
	texts.try(ev, &search{}, func(m *Matcher) { found = append(found, m) })
	return found
}

func TestRegexpsRunOnlyOnTextsThatHoldAllTheirParts(t *testing.T) {
	for src, want := range map[string]map[string]bool{
		"{provider: x, Text|re: '(ADSync|Entra ID Sync).{0,300}(\\b1069\\b|logon failure)'}": {
			"the adsync service": false, "logon failure": false, "ADSYNC: Logon Failure": true, "Entra\u00a0ID Sync 1069": true,
		},
		"{provider: x, Text|re: ['abcdef', 'ghijkl']}":                        {"ABCDEF": true, "ghijkl": true, "abc": false},
		"{provider: x, Text|re|all: ['abcdef', 'ghijkl']}":                    {"ABCDEF": false, "ghijkl abcdef": true},
		"{provider: x, Text|contains: 'abcdef', Process|endswith: '\\w.exe'}": {"abcdef": false, "c:\\W.EXE abcdef": true},
		"{provider: x, Text|re: 'a?b*'}":                                      {"": true},
		"{provider: x, Number: 16}":                                           {"0x10": true},
		"{provider: x, Text|contains: ''}":                                    {"": false},
	} {
		m := matching(t, src)
		for text, found := range want {
			require.Equal(t, found, len(searched(m, &evidence.Event{Message: text})) > 0, "%s on %q", src, text)
		}
	}
}

func TestCodeIsFoundInEveryNotation(t *testing.T) {
	m := matching(t, "{provider: x, Text|code: 0x80230619}")
	for text, want := range map[string]bool{
		"hr=0x80230619": true, "error -2145188327": true, "%%2149779": false, "param %%2149778969": true, "x80230619": false, "0x802306190": false,
	} {
		require.Equal(t, want, m.accepts(&evidence.Event{Message: text}), text)
	}
}
