package etwtmpl

import (
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/winfmt"
)

func texts(values []Value) []string {
	var out []string
	for _, v := range values {
		out = append(out, v.Name+"="+v.Text)
	}
	return out
}

func TestEveryFileOfFactsIsReadableAndRefersToItsOwnProperties(t *testing.T) {
	index, err := factIndex(factFiles)
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(index), 14)
	for guid, p := range index {
		text, err := factFiles.ReadFile(p.path)
		require.NoError(t, err)
		templates, err := parseFacts(string(text))
		require.NoError(t, err, p.path)
		require.NotEmpty(t, templates, p.path)
		require.False(t, guid.IsZero())
	}
}

func TestFactsWithAMistakeAreRefused(t *testing.T) {
	for _, line := range []string{"x.0 = A:u32", "1.0 A:u32", "1.0 = A", "1.0 = A:u33", "1.0 = B:bytes[A]", "1.0 = B:u32*A", "70000.0 ="} {
		_, err := parseFacts("provider\n" + line)
		require.ErrorContains(t, err, "line 2", line)
	}
}

func TestTheProvidersThatMatterAreKnown(t *testing.T) {
	l := NewLibrary()
	for guid, name := range map[string]string{
		"{50b3e73c-9370-461d-bb9f-26f32d68887d}": "Microsoft-Windows-WebIO",
		"{7d44233d-3055-4b9c-ba64-0d47ca40a232}": "Microsoft-Windows-WinHttp",
		"{43d1a55c-76d6-4f7e-995c-64c711e5cafe}": "Microsoft-Windows-WinINet",
		"{1f678132-5938-4686-9fdc-c8ff68f15c85}": "Schannel",
		"{91cc1150-71aa-47e2-ae18-c96e61736b6f}": "Microsoft-Windows-Schannel-Events",
		"{2f07e2ee-15db-40f1-90ef-9d7ba282188a}": "Microsoft-Windows-TCPIP",
		"{1c95126e-7eea-49a9-a3fe-a378b03ddb4d}": "Microsoft-Windows-DNS-Client",
		"{5bbca4a8-b209-48dc-a8c7-b23d3e5216fb}": "Microsoft-Windows-CAPI2",
		"{2ed6006e-4729-4609-b423-3ee7bcd678ef}": "Microsoft-Windows-NDIS-PacketCapture",
		"{4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac}": "Microsoft-Windows-PktMon",
		"{e53c6823-7bb8-44bb-90dc-3f86090d48a6}": "Microsoft-Windows-Winsock-AFD",
		"{22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716}": "Microsoft-Windows-Kernel-Process",
		"{3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c}": "Process",
	} {
		g, err := winfmt.ParseGUID(guid)
		require.NoError(t, err)
		require.Equal(t, name, l.ProviderName(g))
	}
}

func fields(t *testing.T, words ...string) *Template {
	t.Helper()
	tmpl, err := parseFields(words, typeNames())
	require.NoError(t, err)
	return tmpl
}

func TestTheLengthOfAUnicodeStringIsReadInTheUnitThatFits(t *testing.T) {
	tmpl := fields(t, "Length:u32", "Address:wstr[Length]", "Error:u32")
	address := winfmt.AppendUTF16LE(nil, "192.0.2.1:443")
	for name, length := range map[string]int{"characters": len(address) / 2, "bytes": len(address)} {
		t.Run(name, func(t *testing.T) {
			payload := binary.LittleEndian.AppendUint32(nil, uint32(length))
			payload = binary.LittleEndian.AppendUint32(append(payload, address...), 12029)
			r := tmpl.Decode(payload, 8)
			require.False(t, r.Short)
			require.Equal(t, "192.0.2.1:443", r.Values[1].Text)
			require.Equal(t, "12029", r.Values[2].Text)
		})
	}
}

func TestAShortPayloadGivesTheFieldsThatAreThere(t *testing.T) {
	tmpl := fields(t, "Connection:ptr", "EnabledProtocols:u32", "SSLClientCert:ptr", "Result:u32")
	r := tmpl.Decode([]byte{1, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 9}, 8)
	require.True(t, r.Short)
	require.Equal(t, []string{"Connection=0x1", "EnabledProtocols=128"}, texts(r.Values))
}

func TestThePayloadChoosesBetweenTheDeclarationsOfDifferentBuilds(t *testing.T) {
	short := fields(t, "Size:u32", "Fragment:bytes[Size]")
	long := fields(t, "Size:u32", "Fragment:bytes[Size]", "Flow:u64")
	payload := []byte{2, 0, 0, 0, 0xaa, 0xbb}
	tmpl, _ := bestOf([]*Template{long, short}, payload, 8)
	require.Same(t, short, tmpl)
	tmpl, _ = bestOf([]*Template{short, long}, append(payload, make([]byte, 8)...), 8)
	require.Same(t, long, tmpl)
}

func TestAVersionOfTheFutureIsReadLikeTheNewestKnownOne(t *testing.T) {
	g, _ := winfmt.ParseGUID("{50b3e73c-9370-461d-bb9f-26f32d68887d}")
	payload := append(make([]byte, 8), 0x80, 0, 0, 0)
	payload = append(payload, make([]byte, 60)...)
	_, r, ok := NewLibrary().Decode(Key{GUID: g, ID: 728, Version: 9}, payload, 8)
	require.True(t, ok)
	require.Equal(t, "EnabledProtocols=128", texts(r.Values)[1])
}

func TestSchannelEventsAreReadWithAndWithoutTheCaller(t *testing.T) {
	g, _ := winfmt.ParseGUID("{1f678132-5938-4686-9fdc-c8ff68f15c85}")
	key := Key{GUID: g, ID: 36887}
	plain := []byte{70, 0, 0, 0}
	_, r, ok := NewLibrary().Decode(key, plain, 8)
	require.True(t, ok)
	require.Equal(t, []string{"AlertDesc=70"}, texts(r.Values))

	caller := append([]byte{0x10, 4, 0, 0}, winfmt.AppendUTF16LE(nil, "w3wp.exe\x00")...)
	_, r, ok = NewLibrary().Decode(key, append(caller, plain...), 8)
	require.True(t, ok)
	require.Equal(t, []string{"CallerProcessId=1040", "CallerProcessImageName=w3wp.exe", "AlertDesc=70"}, texts(r.Values))
}

func TestValuesAreWrittenAsWindowsWritesThem(t *testing.T) {
	sockaddr6 := append([]byte{23, 0, 1, 187, 0, 0, 0, 0}, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0)
	for _, c := range []struct {
		name string
		p    Property
		raw  []byte
		want string
	}{
		{"pointer of a 32-bit process", Property{In: Pointer}, []byte{0xef, 0xbe, 0xad, 0xde}, "0xDEADBEEF"},
		{"port in network order", Property{In: UInt16, Out: OutPort}, []byte{1, 187}, "443"},
		{"IPv4 address", Property{In: UInt32, Out: OutIPv4}, []byte{192, 0, 2, 1}, "192.0.2.1"},
		{"IPv6 address", Property{In: Binary, Out: OutIPv6}, sockaddr6[8:24], "2001:db8::1"},
		{"socket address", Property{In: Binary, Out: OutSockAddr, Length: 8}, []byte{2, 0, 1, 187, 192, 0, 2, 1}, "192.0.2.1:443"},
		{"socket address of IPv6", Property{In: Binary, Out: OutSockAddr, Length: 28}, sockaddr6, "[2001:db8::1]:443"},
		{"status", Property{In: UInt32, Out: OutNTStatus}, []byte{0x26, 3, 9, 0x80}, "0x80090326"},
		{"negative number", Property{In: Int16}, []byte{0xfe, 0xff}, "-2"},
		{"boolean of a byte", Property{In: UInt8, Out: OutBoolean}, []byte{1}, "true"},
		{"counted string", Property{In: ManifestCountedString}, []byte{4, 0, 'o', 0, 'k', 0}, "ok"},
		{"string with a big-endian length", Property{In: ReversedCountedString}, []byte{0, 4, 'o', 0, 'k', 0}, "ok"},
		{"rest of the payload", Property{In: NonNullString}, []byte{'o', 0, 'k', 0}, "ok"},
		{"Shift_JIS text", Property{In: AnsiString}, []byte{0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0}, "日本語"},
		{"hex dump", Property{In: HexDump}, []byte{2, 0, 0, 0, 0xab, 0xcd}, "0xABCD"},
		{"SID behind a token", Property{In: WbemSID}, append(append(make([]byte, 0, 32), 1, 0, 0, 0, 0, 0, 0, 0), 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0), "S-1-5-18"},
		{"no SID", Property{In: WbemSID}, []byte{0, 0, 0, 0}, ""},
		{"array of bytes", Property{In: UInt8, Array: true, Count: 3}, []byte{1, 2, 3}, "0x010203"},
		{"time beyond the calendar", Property{In: FileTime}, []byte{255, 255, 255, 255, 255, 255, 255, 255}, "18446744073709551615"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.p.LengthOf, c.p.CountOf = -1, -1
			r := (&Template{Properties: []Property{c.p}, Top: 1}).Decode(c.raw, 4)
			require.False(t, r.Short)
			require.Zero(t, r.Rest)
			require.Equal(t, c.want, r.Values[0].Text)
		})
	}
}
