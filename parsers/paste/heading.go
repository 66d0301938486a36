package paste

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// heading is what a person writes above the text of an event: its id, and
// mostly its source.
//
//	Event ID 6801                          Event ID: 6801
//	Directory Synchronization Event 109:   Directory Synchronization, Event ID 115 -
//	Event 6900, ADSync                     ADSync (6801)
//	イベント ID: 6801                       Ereignis-ID: 6801
type heading struct {
	id     uint32
	source string
	rest   string // of the line, which belongs to the event's text
}

// longestHeading bounds what may stand before the rest of a heading's line.
const longestHeading = 60

var (
	eventWord = `(?:event|イベント|ereignis|événement|evento|事件|이벤트)`
	idWord    = `(?:[ -]*(?:id|id's|kennung|番号|标识|標識))?`
	// The source may stand before the id or behind it.
	idAfter  = regexp.MustCompile(`(?i)^(.{0,60}?)[\s,;:(-]*\b?` + eventWord + idWord + `\s*[:：=#.]?\s*(\d{1,5})\b\)?[\s:：,.;-]*`)
	idFrench = regexp.MustCompile(`(?i)^(.{0,60}?)ID (?:de l['’]|d['’]|dell['’]|del )?` + eventWord + `\s*[:：]?\s*(\d{1,5})\b[\s:：,.;-]*`)
	bracket  = regexp.MustCompile(`^([A-Z][\w .-]{2,50}?) \((\d{2,5})\)\s*[:：-]?\s*`)
	// A label of the source, on a line of its own or in front of the id.
	sourceLabel = regexp.MustCompile(`(?i)^\s*(?:event )?(?:source|provider(?:name| name)?|ソース|ｿｰｽ|プロバイダー名?|quelle|anbietername|source de l'événement|origen|origine|来源|원본)\s*[:：=]\s*(.+?)\s*$`)
)

// headingOf reads a heading at the beginning of a line.
func headingOf(text string) (heading, bool) {
	for _, re := range []*regexp.Regexp{idFrench, idAfter, bracket} {
		m := re.FindStringSubmatch(text)
		if m == nil || utf8.RuneCountInString(m[1]) > longestHeading {
			continue
		}
		id, err := strconv.ParseUint(m[2], 10, 16)
		if err != nil || id == 0 {
			continue
		}
		h := heading{id: uint32(id), source: sourceName(m[1]), rest: strings.TrimSpace(text[len(m[0]):])}
		if h.source == "" {
			h.source, h.rest = sourceBehind(h.rest)
		}
		return h, true
	}
	return heading{}, false
}

// sourceName takes what stands before the id for the source, if it can be one:
// a few words without the marks of a sentence.
func sourceName(s string) string {
	if m := sourceLabel.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	s = strings.Trim(s, " \t,;:-([<>\"'|/")
	if len(strings.Fields(s)) > 5 || strings.ContainsAny(s, ".?!=") && !strings.Contains(s, "Microsoft") {
		return ""
	}
	return s
}

// sourceBehind takes "ADSync" of "Event 6900, ADSync" for the source.
func sourceBehind(rest string) (source, text string) {
	if len(strings.Fields(rest)) <= 4 && !strings.ContainsAny(rest, "?!.=") {
		return sourceName(strings.TrimPrefix(strings.TrimPrefix(rest, "from "), "source")), ""
	}
	return "", rest
}
