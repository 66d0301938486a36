// Command gen writes the facts about providers from manifest dumps: one JSON
// file for each provider, with its events by Windows build.
//
//	go run ./gen -manifests DIR -out facts
//
// Only names, numbers and types are taken. Events of several builds that
// declare the same properties share a line.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

type build struct {
	GUID   string  `json:"guid"`
	Events []event `json:"events"`
}

type event struct {
	Value   string  `json:"value"`
	Version string  `json:"version"`
	Fields  []field `json:"fields"`
}

type field struct {
	Name   string `json:"name"`
	InType string `json:"inType"`
	Length string `json:"length"`
	Count  string `json:"count"`
}

func main() {
	manifests := flag.String("manifests", "", "folder of the manifest dumps")
	out := flag.String("out", "facts", "folder to write to")
	flag.Parse()
	if err := run(*manifests, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(manifests, out string) error {
	paths, err := filepath.Glob(filepath.Join(manifests, "*.json"))
	if err != nil || len(paths) == 0 {
		return fmt.Errorf("no manifest dumps in %q: %v", manifests, err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		text, err := facts(path, name)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := os.WriteFile(filepath.Join(out, strings.ToLower(name)+".txt"), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func facts(path, name string) (string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	var builds map[string]build
	if err := json.Unmarshal(raw, &builds); err != nil {
		return "", err
	}
	keys := map[string][]string{} // line of properties → events that declare them
	var guid string
	for _, b := range builds {
		guid = b.GUID
		for _, e := range b.Events {
			for _, line := range lines(name, e) {
				if key := e.Value + "." + e.Version; !slices.Contains(keys[line], key) {
					keys[line] = append(keys[line], key)
				}
			}
		}
	}
	return write(guid, name, keys), nil
}

// lines returns the property lists of an event: one, or two for Schannel, which
// later puts the caller before everything else without a new version.
func lines(name string, e event) []string {
	line := properties(e.Fields)
	if name != "Schannel" {
		return []string{line}
	}
	return []string{line, strings.TrimSpace("CallerProcessId:u32 CallerProcessImageName:wstr " + line)}
}

func properties(fields []field) string {
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = property(f)
	}
	return strings.Join(words, " ")
}

func property(f field) string {
	kinds := map[string]string{
		"Int8": "i8", "UInt8": "u8", "Int16": "i16", "UInt16": "u16", "Int32": "i32", "UInt32": "u32",
		"Int64": "i64", "UInt64": "u64", "Float": "f32", "Double": "f64", "Boolean": "bool",
		"Pointer": "ptr", "HexInt32": "hex32", "HexInt64": "hex64", "GUID": "guid", "SID": "sid",
		"FILETIME": "filetime", "SYSTEMTIME": "systemtime", "Binary": "bytes",
		"UnicodeString": "wstr", "AnsiString": "astr",
	}
	kind := kinds[strings.TrimPrefix(f.InType, "win:")]
	if kind == "bytes" && isSocketAddress(f.Name) {
		kind = "sockaddr"
	}
	word := f.Name + ":" + kind
	if f.Length != "" {
		word += "[" + f.Length + "]"
	}
	if f.Count != "" {
		word += "*" + f.Count
	}
	return word
}

// isSocketAddress guesses from the name what the dumps do not say: that the
// bytes are a SOCKADDR. The reader shows bytes where they are none.
func isSocketAddress(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, "address") || strings.HasSuffix(name, "sockaddr")
}

func write(guid, name string, keys map[string][]string) string {
	type row struct{ keys, fields string }
	var rows []row
	for fields, list := range keys {
		slices.SortFunc(list, compareKeys)
		rows = append(rows, row{strings.Join(list, " "), fields})
	}
	slices.SortFunc(rows, func(a, b row) int {
		if c := compareKeys(firstWord(a.keys), firstWord(b.keys)); c != 0 {
			return c
		}
		return len(a.fields) - len(b.fields)
	})
	var out strings.Builder
	fmt.Fprintf(&out, "provider %s %s\n", guid, name)
	for _, r := range rows {
		out.WriteString(strings.TrimRight(r.keys+" = "+r.fields, " ") + "\n")
	}
	return out.String()
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

func compareKeys(a, b string) int {
	idA, versionA := split(a)
	idB, versionB := split(b)
	if idA != idB {
		return idA - idB
	}
	return versionA - versionB
}

func split(key string) (id, version int) {
	i, v, _ := strings.Cut(key, ".")
	id, _ = strconv.Atoi(i)
	version, _ = strconv.Atoi(v)
	return id, version
}
