package etwtmpl

import (
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/winfmt"
)

// testInfo builds a TRACE_EVENT_INFO.
type testInfo struct {
	props []byte
	names []byte
	count int
	top   int
	msg   string
}

func (i *testInfo) name(s string, base int) uint32 {
	at := base + len(i.names)
	i.names = append(i.names, winfmt.AppendUTF16LE(nil, s+"\x00")...)
	return uint32(at)
}

// property appends an EVENT_PROPERTY_INFO; the base of the names is fixed at
// infoSize + 8 properties.
func (i *testInfo) property(flags uint32, name string, in, out uint16, mapName string, count, length uint16) {
	const base = infoSize + 8*propertySize
	b := binary.LittleEndian.AppendUint32(nil, flags)
	b = binary.LittleEndian.AppendUint32(b, i.name(name, base))
	b = binary.LittleEndian.AppendUint16(b, in)
	b = binary.LittleEndian.AppendUint16(b, out)
	at := uint32(0)
	if mapName != "" {
		at = i.name(mapName, base)
	}
	b = binary.LittleEndian.AppendUint32(b, at)
	b = binary.LittleEndian.AppendUint16(b, count)
	b = binary.LittleEndian.AppendUint16(b, length)
	i.props = append(i.props, append(b, 0, 0, 0, 0)...)
	i.count++
}

func (i *testInfo) bytes() []byte {
	const base = infoSize + 8*propertySize
	b := make([]byte, infoSize)
	b[0], b[0x20] = 0x42, 7
	if i.msg != "" {
		binary.LittleEndian.PutUint32(b[0x4c:], i.name(i.msg, base))
	}
	binary.LittleEndian.PutUint32(b[0x34:], i.name("Contoso-Provider", base))
	binary.LittleEndian.PutUint32(b[0x64:], uint32(i.count))
	binary.LittleEndian.PutUint32(b[0x68:], uint32(i.top))
	b = append(b, i.props...)
	b = append(b, make([]byte, base-len(b))...)
	return append(b, i.names...)
}

func protocolInfo() *testInfo {
	i := &testInfo{top: 2, msg: "offers %1, says %2!s!%n100%%"}
	i.property(0, "Protocols", uint16(UInt32), 0, "mapProtocols", 1, 4)
	i.property(0, "Text", uint16(UnicodeString), 0, "", 1, 0)
	return i
}

func protocolMap(entries int) []byte {
	b := make([]byte, 16)
	b[0] = 0x42
	names := winfmt.AppendUTF16LE(nil, "mapProtocols\x00TLS1 \x00TLS2 \x00")
	base := uint32(mapSize + 2*mapEntrySize)
	b = binary.LittleEndian.AppendUint32(b, base)
	b = binary.LittleEndian.AppendUint32(b, mapBitmap)
	b = binary.LittleEndian.AppendUint32(b, uint32(entries))
	b = binary.LittleEndian.AppendUint32(b, 0)
	for _, e := range [][2]uint32{{base + 26, 0x80}, {base + 38, 0x800}} {
		b = binary.LittleEndian.AppendUint32(b, e[0])
		b = binary.LittleEndian.AppendUint32(b, e[1])
	}
	return append(b, names...)
}

func TestMetadataOfATraceGivesNamesMapsAndMessages(t *testing.T) {
	l := NewLibrary()
	require.NoError(t, l.AddEventInfo(protocolInfo().bytes()))
	require.NoError(t, l.AddMapInfo(protocolMap(2)), "the map may come after the template that names it")
	guid := winfmt.GUID{0x42}
	payload := append([]byte{0x80, 0x08, 0x01, 0}, winfmt.AppendUTF16LE(nil, "hello\x00")...)
	tmpl, r, ok := l.Decode(Key{GUID: guid, ID: 7}, payload, 8)
	require.True(t, ok)
	require.Equal(t, []string{"Protocols=67712", "Text=hello"}, texts(r.Values), "values stay numbers")
	message := tmpl.Render(r.Values, func(name string) *Map { return l.Map(guid, name) })
	require.Equal(t, "offers TLS1|TLS2|0x10000, says hello\n100%", message)
	require.Equal(t, "Contoso-Provider", l.ProviderName(guid))
}

func TestHostileMetadataIsRefused(t *testing.T) {
	good := protocolInfo().bytes()
	for name, change := range map[string]func([]byte) []byte{
		"cut inside the head":         func(b []byte) []byte { return b[:infoSize-1] },
		"more properties than bytes":  func(b []byte) []byte { binary.LittleEndian.PutUint32(b[0x64:], 60000); return b },
		"more at the top than at all": func(b []byte) []byte { binary.LittleEndian.PutUint32(b[0x68:], 9); return b },
		"struct outside the list": func(b []byte) []byte {
			binary.LittleEndian.PutUint32(b[infoSize:], propStruct)
			binary.LittleEndian.PutUint16(b[infoSize+8:], 1)
			binary.LittleEndian.PutUint16(b[infoSize+10:], 0xffff)
			return b
		},
		"length of a property that is not there": func(b []byte) []byte {
			binary.LittleEndian.PutUint32(b[infoSize:], propLengthParam)
			binary.LittleEndian.PutUint16(b[infoSize+0x12:], 77)
			return b
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := ParseEventInfo(change(append([]byte(nil), good...)))
			require.Error(t, err)
		})
	}
	_, _, err := ParseMapInfo(protocolMap(1 << 30))
	require.Error(t, err)
	_, _, err = ParseMapInfo(make([]byte, 20))
	require.Error(t, err)
}

func TestAStructThatHoldsItselfEndsTheDecoding(t *testing.T) {
	i := &testInfo{top: 1}
	i.property(propStruct|propFixedCount, "Loop", 0, 1, "", 60000, 0)
	_, tmpl, err := ParseEventInfo(i.bytes())
	require.NoError(t, err, "the list alone does not show the loop")
	r := tmpl.Decode(make([]byte, 64), 8)
	require.True(t, r.Short)
	require.LessOrEqual(t, len(r.Values), maxValues)
}

// amsiSchema is a schema in the form of the AMSI provider: two strings and a
// counted array of characters.
func amsiSchema() []byte {
	b := append([]byte{0, 0, 0}, "AmsiScript\x00Engine\x00\x01Script\x00\x01Raw Script\x00\xc6\x02"...)
	b[0] = byte(len(b))
	return b
}

func TestTraceLoggingDecodesTextsArraysAndStructs(t *testing.T) {
	tmpl, err := ParseTraceLogging(amsiSchema())
	require.NoError(t, err)
	require.Equal(t, "AmsiScript", tmpl.Event)
	payload := winfmt.AppendUTF16LE(nil, "VBScript\x00Get-Alias\x00")
	payload = append(payload, 3, 0, 'a', 0, 'b', 0, 'c', 0)
	r := tmpl.Decode(payload, 8)
	require.False(t, r.Short)
	require.Equal(t, []string{"Engine=VBScript", "Script=Get-Alias", "Raw Script=abc"}, texts(r.Values))

	nested := append([]byte{0, 0, 0}, "Planet\x00"...)
	nested = append(nested, "a\x00\x98\x02b\x00\x16c\x00\x98\x01d\x00\x08z\x00\x04"...)
	nested[0] = byte(len(nested))
	tmpl, err = ParseTraceLogging(nested)
	require.NoError(t, err)
	r = tmpl.Decode([]byte{4, 0, 'h', 0, 'i', 0, 7, 0, 0, 0, 9}, 8)
	require.False(t, r.Short)
	require.Equal(t, []string{"a.b=hi", "a.c.d=7", "z=9"}, texts(r.Values))
}

func TestADamagedTraceLoggingSchemaGivesTheFieldsBeforeTheDamage(t *testing.T) {
	b := amsiSchema()
	tmpl, err := ParseTraceLogging(b[:len(b)-4])
	require.ErrorIs(t, err, errSchema)
	require.Equal(t, "AmsiScript", tmpl.Event)
	require.Equal(t, 2, tmpl.Top)
}

func TestAMessageNeverGrowsBeyondItsBound(t *testing.T) {
	tmpl := &Template{Message: "%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1%1", Properties: []Property{{}}, Top: 1}
	values := []Value{{Text: string(make([]byte, 60<<10))}}
	require.Less(t, len(tmpl.Render(values, nil)), 3*maxMessage)
}
