package casetest

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"hybriddiag/internal/hivewriter"
)

// hive makes the registry hive that a case's file <name>.hive describes. Only a
// hive tells when a key was written.
//
//	[Select]
//	Current=1
//	[ControlSet001\Control\…\TLS 1.2\Client] 2026-03-02T05:00:00Z
//	Enabled=1
//
// A value is a decimal DWORD. A key without a time was written on 2020-01-01.
func hive(text string) ([]byte, error) {
	root := &hivewriter.Key{Name: "ROOT", LastWrite: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}
	key := root
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if path, at, ok := strings.Cut(line, "]"); ok && strings.HasPrefix(path, "[") {
			key = root.Sub(path[1:])
			if at = strings.TrimSpace(at); at == "" {
				continue
			}
			t, err := time.Parse(time.RFC3339, at)
			if err != nil {
				return nil, fmt.Errorf("hive: time of key %q: %w", path[1:], err)
			}
			key.LastWrite = t
			continue
		}
		if line == "" {
			continue
		}
		name, value, _ := strings.Cut(line, "=")
		n, err := strconv.ParseUint(value, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("hive: line %q; wanted [key] time or name=number", line)
		}
		key.Set(hivewriter.Dword(name, uint32(n)))
	}
	return hivewriter.Build(root, hivewriter.Layout{}), nil
}
