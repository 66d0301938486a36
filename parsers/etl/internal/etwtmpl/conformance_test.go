package etwtmpl

import (
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/golden"
)

// The conformance test decodes a real trace with the templates of its manifest
// and compares every field with what Windows decoded.

type manifest struct {
	Templates []manifestTemplate `xml:"instrumentation>events>provider>templates>template"`
}

type manifestTemplate struct {
	ID     string          `xml:"tid,attr"`
	Fields []manifestField `xml:",any"`
}

type manifestField struct {
	XMLName xml.Name
	Name    string          `xml:"name,attr"`
	InType  string          `xml:"inType,attr"`
	OutType string          `xml:"outType,attr"`
	Length  string          `xml:"length,attr"`
	Count   string          `xml:"count,attr"`
	Members []manifestField `xml:"data"`
}

func inTypes() map[string]InType {
	return map[string]InType{
		"UnicodeString": UnicodeString, "AnsiString": AnsiString, "Int8": Int8, "UInt8": UInt8, "Int16": Int16,
		"UInt16": UInt16, "Int32": Int32, "UInt32": UInt32, "Int64": Int64, "UInt64": UInt64, "Float": Float,
		"Double": Double, "Boolean": Boolean, "Binary": Binary, "GUID": GUID, "Pointer": Pointer,
		"FILETIME": FileTime, "SYSTEMTIME": SystemTime, "SID": SID, "HexInt32": HexInt32, "HexInt64": HexInt64,
	}
}

// template builds the template that the manifest compiler would.
func (m manifestTemplate) template() *Template {
	t := &Template{Top: len(m.Fields)}
	for _, f := range m.Fields {
		t.Properties = append(t.Properties, t.property(f))
	}
	for i, f := range m.Fields {
		for _, member := range f.Members {
			t.Properties[i].Members = append(t.Properties[i].Members, len(t.Properties))
			t.Properties = append(t.Properties, t.property(member))
		}
	}
	return t
}

func (t *Template) property(f manifestField) Property {
	p := Property{Name: f.Name, In: inTypes()[strings.TrimPrefix(f.InType, "win:")], LengthOf: -1, CountOf: -1}
	if f.OutType == "win:HResult" {
		p.Out = OutHResult
	}
	if f.Length != "" {
		p.Length, p.LengthOf, _ = t.amount(f.Length)
	}
	if f.Count != "" {
		p.Array = true
		p.Count, p.CountOf, _ = t.amount(f.Count)
	}
	return p
}

type goldenEvent struct {
	EventID    int
	Properties []struct {
		Name  string
		Value json.RawMessage
	}
}

// flatten writes the golden values as the decoder orders them: an array gives
// one value for each element. Of a struct the golden file keeps only the values,
// its "Name" being the member Name.
func flatten(t *testing.T, e goldenEvent) []string {
	var out []string
	for _, p := range e.Properties {
		var one string
		var many []string
		var structs []struct{ Name, Value string }
		switch {
		case json.Unmarshal(p.Value, &one) == nil:
			out = append(out, p.Name+"="+windowsText(one))
		case json.Unmarshal(p.Value, &many) == nil:
			for _, v := range many {
				out = append(out, p.Name+"="+v)
			}
		default:
			require.NoError(t, json.Unmarshal(p.Value, &structs))
			for _, s := range structs {
				out = append(out, p.Name+".Value="+s.Value, p.Name+".Name="+s.Name)
			}
		}
	}
	return out
}

// windowsText removes the one wanted difference: Windows looks an HRESULT up in
// the messages of the computer that decodes, here the number stays.
func windowsText(value string) string {
	const unknown = "Unknown HResult Error code: 0x"
	if code, ok := strings.CutPrefix(value, unknown); ok {
		n, _ := strconv.ParseUint(code, 16, 32)
		return hexNumber(n)
	}
	return value
}

func TestEveryFieldEqualsTheOneWindowsDecoded(t *testing.T) {
	raw, err := os.ReadFile(golden.Corpus(t, "etl", "beats", "sample.man"))
	require.NoError(t, err)
	var m manifest
	require.NoError(t, xml.Unmarshal(raw, &m))
	require.Len(t, m.Templates, 2)

	raw, err = os.ReadFile(golden.Corpus(t, "etl", "beats", "golden_events.json"))
	require.NoError(t, err)
	var want []goldenEvent
	require.NoError(t, json.Unmarshal(raw, &want))

	trace, err := os.ReadFile(golden.Corpus(t, "etl", "samples", "beats_sample-test-events.etl"))
	require.NoError(t, err)
	payloads := eventPayloads(trace[8192:])
	require.Len(t, payloads, len(want))

	for i, e := range want {
		t.Run(fmt.Sprintf("event %d", e.EventID), func(t *testing.T) {
			result := m.Templates[i].template().Decode(payloads[i], 8)
			require.False(t, result.Short)
			require.Zero(t, result.Rest)
			var got []string
			for _, v := range result.Values {
				got = append(got, v.Name+"="+v.Text)
			}
			require.Equal(t, flatten(t, e), got)
		})
	}
}

// eventPayloads cuts the payloads out of an uncompressed buffer of events.
func eventPayloads(buffer []byte) [][]byte {
	var out [][]byte
	end := int(binary.LittleEndian.Uint32(buffer[0x30:]))
	for at := 0x48; at+0x50 <= end; {
		size := int(binary.LittleEndian.Uint16(buffer[at:]))
		if size < 0x50 || size > end-at {
			return out
		}
		out = append(out, buffer[at+0x50:at+size])
		at += (size + 7) &^ 7
	}
	return out
}
