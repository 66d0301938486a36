package casetest_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	diag "hybriddiag"
	"hybriddiag/bundle"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/parsers/eventxml"
	"hybriddiag/parsers/parserstest"
)

// aForm writes the events of a case the way a tool or a person hands them over;
// false when the form cannot hold one of them.
type aForm struct {
	name        string
	write       func(events []*evidence.Event, say wording) (string, bool)
	keepsFields bool // not only the sentence
}

// forms are what .evtx files become on their way to support.
var forms = []aForm{
	{"wevtutil text", wevtutil, false},
	{"Event Viewer copy", viewer("Log Name", "Source", "Date", "Event ID", "Level", "Computer", "Description", english), false},
	{"Event Viewer copy, Japanese", viewer("ログの名前", "ソース", "日付", "イベント ID", "レベル", "コンピューター", "説明", japanese), false},
	{"Format-List", formatList, false},
	{"CSV", csv, false},
	{"winlogbeat", winlogbeat, true},
	{"Wazuh", wazuh, true},
	{"key=value", keyValue, false},
	{"sentence alone", alone, false},
}

const (
	noKey     = "the sentence names a service by its display name, the record by its key too"
	noChannel = "the table does not say which log an event is of"
	repeated  = "the members of an object cannot come twice, the elements of this record do"
)

// unsaid are the cases that a form cannot tell, each with its reason; a case
// without the name of a form is for all that keep the sentence alone.
var unsaid = map[string]string{
	"ECS-017/detected-by-the-key-name": noKey,
	"ENV-010/detected-by-key-name":     noKey,
	"PNC-036/detected-switched-off":    noKey,

	"CSV: ECS-034/detected-silent":              noChannel,
	"CSV: ECS-061/detected-last-cycle-long-ago": noChannel,
	"CSV: ECS-034/detected-two-hours":           noChannel,
	"CSV: SQL-003/detected-named-instance":      noChannel,

	"winlogbeat: NET-003/detected-capi2": repeated,
	"winlogbeat: PNC-032/detected-capi2": repeated,
	"Wazuh: NET-003/detected-capi2":      repeated,
	"Wazuh: PNC-032/detected-capi2":      repeated,
}

func TestTheSameEventMeansTheSameInEveryForm(t *testing.T) {
	cases := eventCases(t)
	require.Greater(t, len(cases), 200)
	a, err := diag.NewAnalyzer(nil)
	require.NoError(t, err)
	say := wordings(t)
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			t.Parallel()
			said, total := 0, 0
			for _, c := range cases {
				text, ok := form.write(c.events, say)
				if !ok {
					continue
				}
				total++
				name := c.id + "/" + c.name
				reason := cmp.Or(unsaid[form.name+": "+name], unsaid[name])
				switch found := findsIn(t, a, text, c.id); {
				case found:
					said++
				case reason == "" || form.keepsFields && unsaid[form.name+": "+name] == "":
					t.Errorf("%s is not found in:\n%s", name, text)
				}
			}
			require.Greater(t, said, total*9/10)
			t.Logf("%d of %d cases", said, total)
		})
	}
}

// findsIn tells whether a text shows the issue.
func findsIn(t *testing.T, a *diag.Analyzer, text, id string) bool {
	c := diag.Case{Inputs: []bundle.Input{bundle.Stream("events.txt", strings.NewReader(text))}}
	d, err := a.Analyze(t.Context(), c, diag.Options{Jobs: 1})
	if errors.Is(err, diag.ErrNoEvidence) {
		return false
	}
	require.NoError(t, err)
	return slices.ContainsFunc(d.Findings, func(f finding.Finding) bool { return f.ID == id })
}

// eventCase is a case that shows its issue by events alone.
type eventCase struct {
	id, name string
	events   []*evidence.Event
}

func eventCases(t *testing.T) []eventCase {
	files, err := filepath.Glob(filepath.Join(folder, "*", "*.txtar"))
	require.NoError(t, err)
	var out []eventCase
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		require.NoError(t, err)
		id := strings.Join(strings.SplitN(filepath.Base(file), "-", 3)[:2], "-")
		byCase, other := map[string][]*evidence.Event{}, map[string]bool{}
		var names []string
		for _, f := range archive.Files {
			name, rest, _ := strings.Cut(f.Name, "/")
			switch {
			case !strings.HasPrefix(name, "detected") || rest == "want":
			case strings.HasSuffix(rest, ".xml") && bytes.Contains(f.Data, []byte("<Event ")):
				if byCase[name] == nil {
					names = append(names, name)
				}
				sink, _ := parserstest.Parse(t, eventxml.Parser{}, rest, f.Data)
				byCase[name] = append(byCase[name], sink.Events...)
			default:
				other[name] = true
			}
		}
		for _, name := range names {
			if !other[name] && len(byCase[name]) > 0 {
				out = append(out, eventCase{id, name, byCase[name]})
			}
		}
	}
	return out
}

type language int

const (
	english language = iota
	japanese
)

// wording is how Windows says its events: by provider and id, in both languages.
type wording map[string][2]string

func wordings(t *testing.T) wording {
	data, err := os.ReadFile("testdata/sentences.tsv")
	require.NoError(t, err)
	out := wording{}
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 4 && line[0] != '#' {
			out[f[0]+" "+f[1]] = [2]string{f[2], f[3]}
		}
	}
	return out
}

var slot = regexp.MustCompile(`\{(\w+)\}`)

// of returns the sentence of an event: its own, the one of the table, or its
// strings, which are all that most messages of the products hold. A record whose
// fields have names and whose sentence is not known has none.
func (w wording) of(e *evidence.Event, in language) (string, bool) {
	if e.Message != "" {
		return e.Message, true
	}
	if kind, _ := e.Get("Type"); kind == "サーバー" || kind == "クライアント" {
		in = japanese // the record itself is of a Japanese Windows
	}
	s := w[e.Provider.Name+" "+strconv.Itoa(int(e.EventID))][in]
	if s == "-" || s == "" {
		for _, f := range e.Data {
			if f.Name != "" {
				return "", false
			}
		}
		return e.Text(), true
	}
	if _, ok := e.Get("CallerProcessImageName"); !ok {
		s, _, _ = strings.Cut(s, "¶¶ The SSPI client")
	}
	if _, ok := e.Get("TargetName"); !ok {
		s = regexp.MustCompile(`¶¶ (?:Target name|ターゲット名): \{TargetName\}`).ReplaceAllString(s, "")
	}
	s = slot.ReplaceAllStringFunc(s, func(name string) string {
		name = name[1 : len(name)-1]
		if n, err := strconv.Atoi(name); err == nil && n <= len(e.Data) {
			return e.Data[n-1].Value
		} else if err == nil {
			return "0"
		}
		if v, ok := e.Get(name); ok {
			return v
		}
		return "0"
	})
	return strings.ReplaceAll(s, "¶", "\n"), true
}

func clock(e *evidence.Event) string { return e.Time.Format("1/2/2006 3:04:05 PM") }

var levelWords = map[uint8][2]string{1: {"Critical", "重大"}, 2: {"Error", "エラー"}, 3: {"Warning", "警告"}, 4: {"Information", "情報"}, 0: {"Information", "情報"}}

// each writes the events one after the other.
func each(events []*evidence.Event, say wording, in language, write func(i int, e *evidence.Event, message string) string) (string, bool) {
	var b strings.Builder
	for i, e := range events {
		message, ok := say.of(e, in)
		if !ok || strings.TrimSpace(message) == "" {
			return "", false
		}
		b.WriteString(write(i, e, message))
	}
	return b.String(), true
}

func wevtutil(events []*evidence.Event, say wording) (string, bool) {
	return each(events, say, english, func(i int, e *evidence.Event, message string) string {
		return fmt.Sprintf("Event[%d]:\n  Log Name: %s\n  Source: %s\n  Date: %s\n  Event ID: %d\n  Task: N/A\n  Level: %s\n  Opcode: Info\n  Keyword: N/A\n  User: N/A\n  User Name: N/A\n  Computer: %s\n  Description: \n%s\n\n",
			i, e.Channel, e.Provider.Name, e.Time.Format("2006-01-02T15:04:05.000"), e.EventID, levelWords[e.Level][0], e.Computer, message)
	})
}

func viewer(log, source, date, id, level, computer, description string, in language) func([]*evidence.Event, wording) (string, bool) {
	return func(events []*evidence.Event, say wording) (string, bool) {
		return each(events, say, in, func(_ int, e *evidence.Event, message string) string {
			at := clock(e)
			if in == japanese {
				at = e.Time.Format("2006/01/02 15:04:05")
			}
			return fmt.Sprintf("%s:      %s\n%s:        %s\n%s:          %s\n%s:      %d\n%s:         %s\n%s:      %s\n%s:\n%s\n",
				log, e.Channel, source, e.Provider.Name, date, at, id, e.EventID, level, levelWords[e.Level][in], computer, e.Computer, description, message)
		})
	}
}

func formatList(events []*evidence.Event, say wording) (string, bool) {
	return each(events, say, english, func(_ int, e *evidence.Event, message string) string {
		return fmt.Sprintf("\nTimeCreated      : %s\nProviderName     : %s\nId               : %d\nLevelDisplayName : %s\nLogName          : %s\nMachineName      : %s\nMessage          : %s\n\n",
			clock(e), e.Provider.Name, e.EventID, levelWords[e.Level][0], e.Channel, e.Computer, strings.ReplaceAll(message, "\n", "\n"+strings.Repeat(" ", 19)))
	})
}

func csv(events []*evidence.Event, say wording) (string, bool) {
	quoted := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	text, ok := each(events, say, english, func(_ int, e *evidence.Event, message string) string {
		return fmt.Sprintf("%s,%s,%s,%d,None,%s,%s\n", levelWords[e.Level][0], clock(e), quoted(e.Provider.Name), e.EventID, e.Computer, quoted(message))
	})
	return "Level,Date and Time,Source,Event ID,Task Category,Computer,\n" + text, ok
}

// fieldsOf names the strings that have no name as shippers do.
func fieldsOf(e *evidence.Event) map[string]string {
	out := map[string]string{}
	for i, f := range e.Data {
		name := f.Name
		if name == "" {
			name = "param" + strconv.Itoa(i+1)
		}
		out[name] = f.Value
	}
	return out
}

func shipped(events []*evidence.Event, say wording, object func(e *evidence.Event, message string) any) (string, bool) {
	var b strings.Builder
	for _, e := range events {
		message, _ := say.of(e, english)
		line, err := json.Marshal(object(e, message))
		if err != nil {
			return "", false
		}
		b.Write(append(line, '\n'))
	}
	return b.String(), true
}

func winlogbeat(events []*evidence.Event, say wording) (string, bool) {
	return shipped(events, say, func(e *evidence.Event, message string) any {
		return map[string]any{
			"@timestamp": e.Time.Format(time.RFC3339Nano), "message": message, "log": map[string]any{"level": strings.ToLower(levelWords[e.Level][0])},
			"winlog": map[string]any{
				"provider_name": e.Provider.Name, "event_id": strconv.Itoa(int(e.EventID)), "channel": e.Channel,
				"computer_name": e.Computer, "record_id": e.RecordID, "event_data": fieldsOf(e),
			},
		}
	})
}

func wazuh(events []*evidence.Event, say wording) (string, bool) {
	return shipped(events, say, func(e *evidence.Event, message string) any {
		data := map[string]string{}
		for name, value := range fieldsOf(e) {
			data[strings.ToLower(name[:1])+name[1:]] = value
		}
		return map[string]any{"data": map[string]any{"win": map[string]any{"system": map[string]any{
			"providerName": e.Provider.Name, "eventID": strconv.Itoa(int(e.EventID)), "level": strconv.Itoa(int(e.Level)), "channel": e.Channel,
			"computer": e.Computer, "systemTime": e.Time.Format(time.RFC3339Nano), "eventRecordID": strconv.FormatUint(e.RecordID, 10), "message": `"` + message + `"`,
		}, "eventdata": data}}}
	})
}

func keyValue(events []*evidence.Event, say wording) (string, bool) {
	return each(events, say, english, func(_ int, e *evidence.Event, message string) string {
		return fmt.Sprintf("%s\nLogName=%s\nEventCode=%d\nType=%s\nComputerName=%s\nSourceName=%s\nRecordNumber=%d\nMessage=%s\n",
			e.Time.Format("01/02/2006 03:04:05 PM"), e.Channel, e.EventID, levelWords[e.Level][0], e.Computer, e.Provider.Name, e.RecordID, message)
	})
}

// alone writes what a person writes who copies the sentence of an event, and
// nothing else. Only a sentence of the table says by itself what it is about.
func alone(events []*evidence.Event, say wording) (string, bool) {
	if len(events) != 1 || say[events[0].Provider.Name+" "+strconv.Itoa(int(events[0].EventID))][english] == "" {
		return "", false
	}
	return each(events, say, english, func(_ int, _ *evidence.Event, message string) string { return message + "\n" })
}
