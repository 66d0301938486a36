package etwtmpl

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func FuzzEventInfo(f *testing.F) {
	f.Add(protocolInfo().bytes(), []byte{0x80, 0, 0, 0, 'x', 0, 0, 0})
	loop := &testInfo{top: 1}
	loop.property(propStruct|propFixedCount, "Loop", 0, 1, "", 60000, 0)
	f.Add(loop.bytes(), make([]byte, 16))
	f.Fuzz(func(t *testing.T, info, payload []byte) {
		_, tmpl, err := ParseEventInfo(info)
		if err != nil {
			return
		}
		checkDecode(t, tmpl, payload)
	})
}

func FuzzMapInfo(f *testing.F) {
	f.Add(protocolMap(2))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, m, err := ParseMapInfo(b); err == nil {
			m.Name(0xffff_ffff)
		}
	})
}

func FuzzTraceLogging(f *testing.F) {
	f.Add(amsiSchema(), []byte{'x', 0, 0, 0, 'y', 0, 0, 0, 1, 0, 'z', 0})
	f.Add([]byte("\x20\x00\x00E\x00a\x00\x98\x02b\x00\x16c\x00\x98\x01d\x00\x08"), []byte{2, 0, 'h', 0, 1, 0, 0, 0})
	f.Fuzz(func(t *testing.T, schema, payload []byte) {
		tmpl, _ := ParseTraceLogging(schema)
		checkDecode(t, tmpl, payload)
	})
}

func checkDecode(t *testing.T, tmpl *Template, payload []byte) {
	for _, pointer := range []int{4, 8} {
		r := tmpl.Decode(payload, pointer)
		require.LessOrEqual(t, len(r.Values), maxValues)
		for _, v := range r.Values {
			require.LessOrEqual(t, len(v.Bytes), len(payload))
			require.Less(t, v.Index, len(tmpl.Properties))
		}
		tmpl.Render(r.Values, func(string) *Map { return nil })
	}
}
