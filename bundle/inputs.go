package bundle

import (
	"path/filepath"
	"strings"
)

// inputNames returns what the inputs are called in the case: the last element
// of each, and as many of the folders above it as tell inputs of the same name
// apart.
func inputNames(paths []string) []string {
	full := make([]string, len(paths))
	for i, path := range paths {
		full[i] = fullName(path)
	}
	names := make([]string, len(paths))
	for n, left := 1, len(full); left > 0; n++ {
		owner, shared := map[string]string{}, map[string]bool{}
		for _, name := range full {
			t := tail(name, n)
			if first, ok := owner[t]; ok && first != name {
				shared[t] = true
			}
			owner[t] = name
		}
		for i, name := range full {
			if t := tail(name, n); names[i] == "" && (!shared[t] || t == name) {
				names[i], left = t, left-1
			}
		}
	}
	return names
}

// fullName returns the whole path of an input, made to be shown.
func fullName(path string) string {
	if path == "" {
		return `""`
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	name, _ := cleanName(filepath.ToSlash(path), 1<<16)
	return name
}

// tail returns the last n elements of a name.
func tail(name string, n int) string {
	at := len(name)
	for range n {
		if at = strings.LastIndexByte(name[:at], '/'); at < 0 {
			return name
		}
	}
	return name[at+1:]
}
