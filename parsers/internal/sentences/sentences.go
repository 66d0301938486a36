// Package sentences knows how Windows and the products word their events, in
// English and Japanese. An export as text keeps the sentence of an event but
// not the fields of its manifest; a mail often keeps nothing but the sentence.
//
//	provider, id, sentence  ──Fields──►     the fields that the sentence shows
//	sentence                ──Recognize──►  provider and id, and with Fields all of it
//
// Source: the message tables of the providers' manifests, as the tools of
// Windows print them; older wordings from Windows Server 2008 R2 and 2012.
package sentences

import (
	"regexp"
	"slices"
	"strings"

	"hybriddiag/evidence"
)

// sentence is one wording of the events of a provider. Each named group is a
// field of the event's manifest. Groups of a classic event have no names there
// and are called string1, string2, … in their order. A group whose name ends in
// Error holds what Windows calls an error number; the number takes its place.
type sentence struct {
	provider string
	ids      []uint32
	text     string // a regular expression
	alone    uint32 // the id of the event, where the sentence is of no other
}

// Fields returns the fields that the text of an event shows. Strings without a
// name are left out where the event has its own already.
func Fields(provider string, id uint32, message string, inserted bool) []evidence.Field {
	message = single(message)
	low := strings.ToLower(message)
	var data []evidence.Field
	for _, s := range table() {
		if !strings.EqualFold(s.provider, provider) || s.ids != nil && !slices.Contains(s.ids, id) || !s.may(low) {
			continue
		}
		for _, f := range s.fields(message, inserted) {
			if !slices.ContainsFunc(data, func(have evidence.Field) bool { return f.Name != "" && have.Name == f.Name }) {
				data = append(data, f)
			}
		}
	}
	return data
}

func (s *pattern) fields(message string, inserted bool) []evidence.Field {
	var data []evidence.Field
	re := s.compiled()
	m := re.FindStringSubmatch(message)
	for i, name := range re.SubexpNames() {
		if i == 0 || m == nil || m[i] == "" {
			continue
		}
		value := strings.TrimSpace(m[i])
		if field, ok := strings.CutSuffix(name, "Error"); ok {
			name, value = field, numberOf(value)
		}
		if strings.HasPrefix(name, "string") {
			if inserted {
				continue // the export has the strings themselves
			}
			name = ""
		}
		data = append(data, evidence.Field{Name: name, Value: value})
	}
	return data
}

// Recognize returns the provider and the id of the event whose sentence stands
// in a text.
func Recognize(text string) (provider string, id uint32, ok bool) {
	text = single(text)
	low := strings.ToLower(text)
	for _, s := range table() {
		if s.alone != 0 && s.may(low) && s.compiled().MatchString(text) {
			return s.provider, s.alone, true
		}
	}
	return "", 0, false
}

var blanks = regexp.MustCompile(`[ \t\x{00A0}\x{3000}]+`)

// single returns a text whose words are one blank apart; lines stay lines.
func single(s string) string { return blanks.ReplaceAllString(s, " ") }

// numberOf returns the number of a system message the way a record has it,
// and anything else as it is.
func numberOf(message string) string {
	for _, m := range systemMessages {
		if m.text.MatchString(message) {
			return "%%" + m.number
		}
	}
	return message
}
