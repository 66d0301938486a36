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
// Pictures are among them too: a person took them where the text was meant.
// Problem: "image"; no loss.
package noted

import (
	"context"
	"regexp"

	"hybriddiag/parsers"
)

// Parser notes files.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "noted" }

// kinds are the files by name, and what they are.
var kinds = []struct {
	name *regexp.Regexp
	what string
}{
	{file(`_\d{1,5}\.mta$`), "message texts of the log beside it, in a layout that is not published; events are judged without them"},
	{file(`(^|[_-])tasklist(-AFTER)?\.txt$`), "list of processes"},
	{file(`(^|[_-])whoamiall\.txt$`), "groups and rights of the user who collected"},
	{file(`AppProxyLog\.bin$`), "binary trace of the connector, in a layout that is not published"},
	{file(`(^|[_-])GPReport\.html?$`), "Group Policy report"},
	{file(`(^|[_-])secpolicy\.inf$`), "local security policy"},
	{file(`(^|[_-])AD-Attributes\.txt$`), "attributes of the computer in Active Directory"},
	{file(`(^|[_-])WindowsPatches\.html?$`), "list of updates as a web page"},
	{file(`^PersistedState\.xml$`), "state of the Microsoft Entra Connect wizard"},
	{file(`^analyzed_.*\.csv$`), "counts of pending changes"},
	{file(`^Get-ADSync(CS|MV)Object_.*\.txt$`), "dump of one object"},
	{file(`(^|[_-])Get-ADSyncObjectsWithInheritanceDisabled\.txt$`), "objects without inherited permissions; signatures only ask whether the list is there"},
	{file(`^LdapQuery_.*\.xml$`), "answer of one LDAP query"},
	{file(`\.mht(ml)?$`), "recording of the problem steps"},
}

func file(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + pattern) }

// what tells what a file is, "" when its name says nothing.
func what(name string) string {
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
	switch h.Magic {
	case parsers.Picture:
		return parsers.Name // of the TLS check, say: its reader knows better what to ask for
	case parsers.AppleDouble:
		return parsers.Magic
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
	switch h.Magic {
	case parsers.Picture:
		return parsers.Result{Unread: true, Problems: []parsers.Problem{{
			Code: "image", Message: "a picture is not read: send the text itself, copied or exported",
		}}}, nil
	case parsers.AppleDouble:
		return unread("what macOS keeps beside a file that it packs"), nil
	}
	return unread(what(in.Base())), nil
}

func unread(what string) parsers.Result {
	return parsers.Result{Unread: true, Notes: []string{"not read: " + what}}
}
