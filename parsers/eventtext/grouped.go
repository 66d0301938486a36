package eventtext

import (
	"bytes"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/sentences"
	"hybriddiag/parsers/internal/textenc"
)

// What Get-WinEvent shows on a console when nothing else is asked for:
//
//	   ProviderName: ADSync
//
//	TimeCreated                     Id LevelDisplayName Message
//	-----------                     -- ---------------- -------
//	6/8/2026 11:00:00 AM          6311 Error            The server encountered an unexp...
var (
	groupLine = regexp.MustCompile(`^\s*(?:ProviderName|プロバイダー名)\s*[:：] ?(\S.*?)\s*$`)
	groupHead = regexp.MustCompile(`^TimeCreated\s+Id\s+LevelDisplayName\s+Message\s*$`)
	groupRow  = regexp.MustCompile(`^(\d\S* +\d\S*(?: [AP]M)?)\s+(\d{1,5})\s+(.*)$`)
)

// readGrouped reads rows below the name of their provider. Their messages are
// cut to the width of the console.
func readGrouped(lines *textenc.Lines, w *writer) {
	provider := ""
	for lines.Next() {
		line := bytes.TrimRight(lines.Bytes(), "\r ")
		if m := groupLine.FindSubmatch(line); m != nil {
			provider = string(m[1])
			continue
		}
		m := groupRow.FindStringSubmatch(string(line))
		if m == nil || provider == "" {
			continue
		}
		e := &evidence.Event{Provider: evidence.Provider{Name: sentences.Provider(provider)}, Locator: evidence.Locator{Line: lines.Number()}}
		w.set(e, when, m[1])
		w.set(e, eventID, m[2])
		word, rest, _ := strings.Cut(m[3], " ")
		if levels[strings.ToLower(word)] != 0 {
			w.set(e, level, word)
			m[3] = rest
		}
		w.set(e, message, strings.TrimRight(m[3], ".…"))
		w.add(e)
	}
}
