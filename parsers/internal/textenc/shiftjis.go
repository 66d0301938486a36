package textenc

// isShiftJIS reports whether b consists of CP932 characters only and holds at
// least one that is hard to explain as Western text: two double-byte characters
// side by side, one from the kana and common kanji rows whose second byte is not
// ASCII, or one whose first byte is no Windows-1252 character, like the ellipsis
// with which consoles cut. An isolated "don\x92t" or "M\xFCller" is a valid CP932
// pair too.
func isShiftJIS(b []byte) bool {
	evidence, run := false, 0
	for i := 0; i < len(b); {
		size := shiftJISLen(b[i:])
		switch size {
		case 0:
			return false
		case 1:
			run = 0
		case 2:
			run++
			common := b[i] < 0xA0 && b[i+1] >= 0x80
			evidence = evidence || run > 1 || common || isUnassigned1252(b[i])
		}
		i += size
	}
	return evidence
}

// shiftJISLen returns the length of the character b starts with, or 0 when it
// is none. A double-byte character cut by the end of b counts as one byte.
func shiftJISLen(b []byte) int {
	lead := b[0]
	switch {
	case lead < 0x80, lead >= 0xA1 && lead <= 0xDF: // ASCII, half-width kana
		return 1
	case lead == 0x80, lead == 0xA0, lead > 0xFC:
		return 0
	case len(b) == 1:
		return 1
	}
	trail := b[1]
	if trail < 0x40 || trail == 0x7F || trail > 0xFC {
		return 0
	}
	return 2
}

// isUnassigned1252 reports whether no Windows-1252 character has that byte.
func isUnassigned1252(c byte) bool {
	return c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D
}
