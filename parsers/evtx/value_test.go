package evtx

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/winfmt"
)

func TestValuesLookAsInEventViewer(t *testing.T) {
	text := func(s string) []byte { return winfmt.AppendUTF16LE(nil, s) }
	guid := []byte{0x25, 0x96, 0x84, 0x54, 0x78, 0x54, 0x94, 0x49, 0xa5, 0xba, 0x3e, 0x3b, 0x03, 0x28, 0xc3, 0x0d}
	for name, c := range map[string]struct {
		typ  uint8
		raw  []byte
		want string
	}{
		"null":                  {typeNull, nil, ""},
		"null with bytes":       {typeNull, []byte{1, 2}, ""},
		"string":                {typeString, text("同期 OK"), "同期 OK"},
		"string with NUL":       {typeString, text("ab\x00\x00"), "ab"},
		"string of odd size":    {typeString, []byte("a\x00b"), "a\uFFFD"},
		"half a surrogate":      {typeString, []byte{0, 0xd8}, "\uFFFD"},
		"ANSI":                  {typeANSI, []byte("abc\x00"), "abc"},
		"ANSI in Japanese":      {typeANSI, []byte("\x93\xaf\x8a\xfa"), "同期"},
		"int8":                  {typeInt8, []byte{0xff}, "-1"},
		"uint8":                 {typeUint8, []byte{0xff}, "255"},
		"int16":                 {typeInt16, []byte{0xfe, 0xff}, "-2"},
		"uint16":                {typeUint16, []byte{0xfe, 0xff}, "65534"},
		"int32":                 {typeInt32, []byte{0, 0, 0, 0x80}, "-2147483648"},
		"uint32":                {typeUint32, []byte{0, 0, 0, 0x80}, "2147483648"},
		"int64":                 {typeInt64, []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, "-1"},
		"uint64":                {typeUint64, []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, "18446744073709551615"},
		"uint32 of 2 bytes":     {typeUint32, []byte{1, 1}, "257"},
		"int32 without bytes":   {typeInt32, nil, "0"},
		"float":                 {typeReal32, []byte{0, 0, 0xc0, 0x3f}, "1.5"},
		"double":                {typeReal64, []byte{0, 0, 0, 0, 0, 0, 0xf8, 0xbf}, "-1.5"},
		"true":                  {typeBool, []byte{1, 0, 0, 0}, "true"},
		"true by another value": {typeBool, []byte{0x10, 0, 0, 0}, "true"},
		"false":                 {typeBool, []byte{0, 0, 0, 0}, "false"},
		"binary":                {typeBinary, []byte{0xde, 0xad, 0x0a}, "DEAD0A"},
		"GUID":                  {typeGUID, guid, "{54849625-5478-4994-a5ba-3e3b0328c30d}"},
		"GUID that is cut":      {typeGUID, guid[:2], "2596"},
		"size of 4 bytes":       {typeSize, []byte{0x10, 0, 0, 0}, "0x10"},
		"FILETIME":              {typeFileTime, le.AppendUint64(nil, 132449113562195349), "2020-09-18T14:02:36.2195349Z"},
		"FILETIME never":        {typeFileTime, make([]byte, 8), "1601-01-01T00:00:00.0000000Z"},
		"FILETIME after 9999":   {typeFileTime, bytes.Repeat([]byte{0xff}, 8), "18446744073709551615"},
		"SYSTEMTIME":            {typeSystemTime, []byte{0xe8, 7, 2, 0, 4, 0, 29, 0, 23, 0, 59, 0, 58, 0, 7, 0}, "2024-02-29T23:59:58.007Z"},
		"SYSTEMTIME of no day":  {typeSystemTime, make([]byte, 16), "00000000000000000000000000000000"},
		"SID":                   {typeSID, []byte{1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0}, "S-1-5-18"},
		"SID that is cut":       {typeSID, []byte{1, 1, 0}, "010100"},
		"hex of 4 bytes":        {typeHex32, []byte{0x09, 0x01, 0x0b, 0x80}, "0x800b0109"},
		"hex of 8 bytes":        {typeHex64, []byte{0xe7, 3, 0, 0, 0, 0, 0, 0}, "0x3e7"},
		"type without meaning":  {0x33, []byte{1, 2}, "0102"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, string(appendValue(nil, c.typ, c.raw)))
		})
	}
}

func TestArraysFallIntoTheirItems(t *testing.T) {
	text := func(s string) []byte { return winfmt.AppendUTF16LE(nil, s) }
	sid := []byte{1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0}
	for name, c := range map[string]struct {
		typ  uint8
		raw  []byte
		want []string
	}{
		"strings":                   {typeString, text("a\x00\x00b\x00"), []string{"a", "", "b"}},
		"strings, the last one cut": {typeString, text("a\x00b"), []string{"a", "b"}},
		"strings of odd size":       {typeString, []byte("a\x00\x00\x00b"), []string{"a", "\uFFFD"}},
		"ANSI strings":              {typeANSI, []byte("a\x00b\x00"), []string{"a", "b"}},
		"bytes":                     {typeUint8, []byte{1, 2}, []string{"1", "2"}},
		"words":                     {typeUint16, []byte{1, 0, 2, 0}, []string{"1", "2"}},
		"words, the last one cut":   {typeUint16, []byte{1, 0, 2}, []string{"1", "2"}},
		"dwords":                    {typeHex32, []byte{1, 0, 0, 0, 2, 0, 0, 0}, []string{"0x1", "0x2"}},
		"qwords":                    {typeUint64, bytes.Repeat([]byte{1, 0, 0, 0, 0, 0, 0, 0}, 2), []string{"1", "1"}},
		"GUIDs":                     {typeGUID, make([]byte, 32), []string{"{00000000-0000-0000-0000-000000000000}", "{00000000-0000-0000-0000-000000000000}"}},
		"SIDs":                      {typeSID, append(bytes.Clone(sid), sid...), []string{"S-1-5-18", "S-1-5-18"}},
		"SIDs that make no sense":   {typeSID, []byte{1, 255, 0}, []string{"01FF00"}},
		"sizes of 4 bytes":          {typeSize, []byte{1, 0, 0, 0}, []string{"0x1"}},
		"sizes of 8 bytes":          {typeSize, make([]byte, 16), []string{"0x0", "0x0"}},
		"binary":                    {typeBinary, []byte{1, 2, 3}, []string{"010203"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for rest := c.raw; len(rest) > 0; {
				var item []byte
				item, rest = nextItem(c.typ, rest)
				got = append(got, string(appendValue(nil, c.typ, item)))
			}
			require.Equal(t, c.want, got)
		})
	}
}
