// Package noted recognises files that the collectors leave behind and that
// nobody reads: they are listed with what they are, so that a person knows that
// they were seen, and that nothing in them was judged.
//
// Among them are the message tables that Event Viewer and wevtutil put beside
// an exported log, LocaleMetaData/<log>_<locale>.MTA. Their layout is not
// published, and no file of that kind could be examined; nothing is guessed
// from their bytes. Events are judged by provider, id and data, which the log
// itself holds.
//
// Pictures, films and documents whose text is not read are told too: a person
// took them where the text was meant. They are of no known format, and the
// problem names what to send instead.
// Problems: "image", "send-instead"; no loss.
package noted

import (
	"context"
	"regexp"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// Parser notes files.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "noted" }

// kinds are the files by name, and what they are.
var kinds = []struct {
	name *regexp.Regexp
	what evidence.Code
}{
	{file(`_\d{1,5}\.mta$`), "noted/mta"},
	{file(`(^|[_-])tasklist(-AFTER)?\.txt$`), "noted/processes"},
	{file(`(^|[_-])whoamiall\.txt$`), "noted/whoami"},
	{file(`AppProxyLog\.bin$`), "noted/connector-trace"},
	{file(`(^|[_-])GPReport\.html?$`), "noted/gp-report"},
	{file(`(^|[_-])secpolicy\.inf$`), "noted/security-policy"},
	{file(`(^|[_-])AD-Attributes\.txt$`), "noted/ad-attributes"},
	{file(`(^|[_-])WindowsPatches\.html?$`), "noted/updates-page"},
	{file(`^PersistedState\.xml$`), "noted/wizard-state"},
	{file(`^analyzed_.*\.csv$`), "noted/pending-counts"},
	{file(`^Get-ADSync(CS|MV)Object_.*\.txt$`), "noted/object-dump"},
	{file(`(^|[_-])Get-ADSyncObjectsWithInheritanceDisabled\.txt$`), "noted/no-inheritance"},
	{file(`^LdapQuery_.*\.xml$`), "noted/ldap-answer"},
	{file(`\.mht(ml)?$`), "noted/steps-recording"},
}

func file(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + pattern) }

// what tells what a file is, "" when its name says nothing.
func what(name string) evidence.Code {
	for _, k := range kinds {
		if k.name.MatchString(name) {
			return k.what
		}
	}
	return ""
}

// Detect implements parsers.Parser: where only the name speaks, any reader that
// knows the content comes first.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	switch {
	case h.Magic == parsers.AppleDouble:
		return parsers.Magic
	case instead(h) != "":
		return parsers.Name // of the TLS check, say: its reader knows better what to ask for
	}
	if len(h.Raw) > 0 && what(h.Base()) != "" {
		return parsers.Name
	}
	return parsers.No
}

// Parse implements parsers.Parser. It reads nothing and says so.
func (Parser) Parse(_ context.Context, in parsers.Input, _ parsers.Sink) (parsers.Result, error) {
	h, _, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	if h.Magic == parsers.AppleDouble {
		return unread("noted/macos"), nil
	}
	if code := instead(h); code != "" {
		return parsers.Result{Unread: true, Unknown: true, Problems: []parsers.Problem{{Note: evidence.Say(code)}}}, nil
	}
	return unread(what(in.Base())), nil
}

func unread(what evidence.Code) parsers.Result {
	return parsers.Result{Unread: true, Notes: []evidence.Note{evidence.Say("note/not-read", "what", evidence.Say(what))}}
}
