package match

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/signatures"
)

// base is how many different signatures the copies are made of.
const base = 50

// copies returns a library of n signatures: every sixth of the built-in ones,
// repeated under other ids.
func copies(t testing.TB, n int) *signatures.Library {
	t.Helper()
	lib, err := signatures.LoadBuiltin()
	require.NoError(t, err)
	out := *lib
	out.Signatures = nil
	for i := range n {
		s := *lib.Signatures[i%base*6]
		s.ID = fmt.Sprintf("%s%03d", s.ID, i/base)
		out.Signatures = append(out.Signatures, &s)
	}
	return &out
}

// traffic is a mix of what real logs hold: mostly events of other providers,
// some of ours, some lines of text.
func traffic() []*evidence.Event {
	var out []*evidence.Event
	text := "The server encountered an unexpected error while performing a callback operation. BAIL: MMS(4412): sql.cpp(8492): 0x80231343"
	for i := range 1000 {
		ev := &evidence.Event{Provider: evidence.Provider{Name: fmt.Sprintf("Provider-%d", i%40)}, EventID: uint32(i % 97), Channel: "System", Data: []evidence.Field{{Name: "a", Value: text}}}
		switch i % 20 {
		case 0:
			ev.Provider.Name, ev.EventID, ev.Channel = "ADSync", 6311, "Application"
		case 1:
			ev.Provider.Name, ev.EventID = "Schannel", 36887
			ev.Data = []evidence.Field{{Name: "AlertDesc", Value: "10"}}
		case 2:
			ev.Provider.Name, ev.EventID, ev.Channel, ev.Kind = "connect-trace", 0, "", evidence.KindLine
			ev.Message = "[INFO ] PerformConfigurationPageViewModel: nothing to see here, " + text
		}
		out = append(out, ev)
	}
	return out
}

// BenchmarkMatchPerEvent shows what one event costs with few and many
// signatures.
func BenchmarkMatchPerEvent(b *testing.B) {
	for _, n := range []int{50, 150, 1500} {
		b.Run(fmt.Sprintf("%d_signatures", n), func(b *testing.B) { perEvent(b, copies(b, n)) })
	}
	lib, err := signatures.LoadBuiltin()
	require.NoError(b, err)
	b.Run("all_built-in", func(b *testing.B) { perEvent(b, lib) })
}

func perEvent(b *testing.B, lib *signatures.Library) {
	e, err := Compile(lib)
	require.NoError(b, err)
	events := traffic()
	c := e.NewCollector()
	for i := 0; b.Loop(); i++ {
		ev := events[i%len(events)]
		if c.Wants(parsers.Header{Provider: ev.Provider.Name, Channel: ev.Channel, EventID: ev.EventID, Level: ev.Level}) {
			c.Event(ev)
		}
	}
}
