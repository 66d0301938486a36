package textenc

import "strings"

var dashes = strings.NewReplacer("\u2010", "-", "\u2011", "-", "\u2212", "-")

var pasted = strings.NewReplacer(
	"\u2010", "-", "\u2011", "-", "\u2212", "-",
	"\u2018", "'", "\u2019", "'", "\u201C", `"`, "\u201D", `"`,
	"\u00A0", " ", "\uFEFF", "",
)

// NormalizeDashes turns the hyphens that published documents put into codes
// (hyphen U+2010, non-breaking hyphen U+2011, minus U+2212) into '-', so that
// a pasted "failed‑connection" matches.
func NormalizeDashes(s string) string { return dashes.Replace(s) }

// NormalizePasted does what NormalizeDashes does and also straightens curly
// quotes and non-breaking blanks, which mail programs and word processors make.
func NormalizePasted(s string) string { return pasted.Replace(s) }
