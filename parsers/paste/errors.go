package paste

import (
	"regexp"
	"strings"
)

// levelError is the level of an error in the Windows event schema.
const levelError = 2

// failure matches what only an error says: a code of Windows, of Microsoft Entra
// ID, of AD FS or of the Hybrid Configuration wizard, the name of an exception, the mark
// of PowerShell under an error, a line that calls itself one.
var failure = regexp.MustCompile(`(?m)\b0x[8C][0-9A-Fa-f]{7}\b|\bAADSTS\d{5,}|\bHCW8\d{3}\b|\bMSIS\d{4}\b|\b[A-Z]\w+(?:Exception|Fault)\b|FullyQualifiedErrorId|^\s*(?:\[?(?:ERROR|FATAL)\b|[Ee]rror(?: \d+)?\s*[:.]|エラー\s*[:：])`)

func isError(text string) bool { return failure.MatchString(text) }

// squeezed returns a text without blanks, for comparing what was wrapped.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }
