package etwtmpl

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"hybriddiag/internal/winfmt"
)

// The facts about well-known providers, one file each:
//
//	provider {guid} Name
//	728.0 729.0 730.0 = Connection:ptr EnabledProtocols:u32 …
//	704.0 = … BufferLengthData:u32 Data:bytes[BufferLengthData]
//
// A line holds event.version numbers and the properties they share, in order.
// The same event may stand on several lines: builds of Windows differ, and the
// payload shows which line is right. Lengths stand in brackets, counts after *,
// each a number or the name of an earlier property. Lines that begin with # are
// comments.
//
//go:generate go run ./gen -manifests ../../../shared/data/etl/manifests -out facts
//go:embed facts/*.txt
var factFiles embed.FS

// typeNames are the words for types in the facts.
func typeNames() map[string]InType {
	return map[string]InType{
		"i8": Int8, "u8": UInt8, "i16": Int16, "u16": UInt16, "i32": Int32, "u32": UInt32,
		"i64": Int64, "u64": UInt64, "f32": Float, "f64": Double, "bool": Boolean,
		"ptr": Pointer, "hex32": HexInt32, "hex64": HexInt64, "guid": GUID, "sid": SID,
		"filetime": FileTime, "systemtime": SystemTime, "bytes": Binary, "sockaddr": Binary,
		"wstr": UnicodeString, "astr": AnsiString, "wbemsid": WbemSID,
	}
}

// provider is the facts about one provider, read when it is first needed.
type provider struct {
	name      string
	path      string
	templates map[factKey][]*Template
}

type factKey struct {
	id      uint16
	version uint8
}

// factIndex reads the first line of each file of facts.
func factIndex(files fs.FS) (map[winfmt.GUID]*provider, error) {
	paths, err := fs.Glob(files, "facts/*.txt")
	if err != nil {
		return nil, err
	}
	index := map[winfmt.GUID]*provider{}
	for _, path := range paths {
		text, err := fs.ReadFile(files, path)
		if err != nil {
			return nil, err
		}
		head, _, _ := strings.Cut(string(text), "\n")
		words := strings.Fields(head)
		if len(words) != 3 || words[0] != "provider" {
			return nil, fmt.Errorf("%s: wanted `provider {guid} name`, found %q", path, head)
		}
		guid, err := winfmt.ParseGUID(words[1])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		index[guid] = &provider{name: words[2], path: path}
	}
	return index, nil
}

// parseFacts reads the lines after the first one.
func parseFacts(text string) (map[factKey][]*Template, error) {
	out, types := map[factKey][]*Template{}, typeNames()
	for n, line := range strings.Split(text, "\n") {
		if n == 0 || line == "" || line[0] == '#' {
			continue
		}
		keys, fields, ok := strings.Cut(line, " =")
		if !ok {
			return nil, fmt.Errorf("line %d: no = in %q", n+1, line)
		}
		t, err := parseFields(strings.Fields(fields), types)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		for _, word := range strings.Fields(keys) {
			key, err := parseFactKey(word)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n+1, err)
			}
			out[key] = append(out[key], t)
		}
	}
	return out, nil
}

func parseFactKey(word string) (factKey, error) {
	id, version, _ := strings.Cut(word, ".")
	i, err1 := strconv.ParseUint(id, 10, 16)
	v, err2 := strconv.ParseUint(version, 10, 8)
	if err1 != nil || err2 != nil {
		return factKey{}, fmt.Errorf("wanted event.version, found %q", word)
	}
	return factKey{uint16(i), uint8(v)}, nil
}

func parseFields(words []string, types map[string]InType) (*Template, error) {
	t := &Template{Top: len(words)}
	for _, word := range words {
		p, err := t.parseField(word, types)
		if err != nil {
			return nil, err
		}
		t.Properties = append(t.Properties, p)
	}
	return t, nil
}

// parseField reads name:type, name:type[length] or name:type*count.
func (t *Template) parseField(word string, types map[string]InType) (Property, error) {
	p := Property{LengthOf: -1, CountOf: -1}
	name, kind, ok := strings.Cut(word, ":")
	if !ok {
		return p, fmt.Errorf("wanted name:type, found %q", word)
	}
	p.Name = name
	kind, count, array := strings.Cut(kind, "*")
	if array {
		p.Array = true
		if p.Count, p.CountOf, ok = t.amount(count); !ok {
			return p, fmt.Errorf("the count in %q is no earlier property", word)
		}
	}
	kind, length, has := strings.Cut(strings.TrimSuffix(kind, "]"), "[")
	if has {
		if p.Length, p.LengthOf, ok = t.amount(length); !ok {
			return p, fmt.Errorf("the length in %q is no earlier property", word)
		}
	}
	if p.In, ok = types[kind]; !ok {
		return p, fmt.Errorf("unknown type in %q", word)
	}
	if kind == "sockaddr" {
		p.Out = OutSockAddr
	}
	return p, nil
}

// amount reads a number or the name of an earlier property.
func (t *Template) amount(s string) (n, property int, ok bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, -1, n >= 0
	}
	for i := range t.Properties {
		if t.Properties[i].Name == s {
			return 0, i, true
		}
	}
	return 0, -1, false
}
