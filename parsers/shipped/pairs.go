package shipped

import (
	"regexp"
	"strconv"
	"strings"

	"hybriddiag/evidence"
)

// What Splunk keeps of an event are pairs, mostly one a line:
//
//	03/14/2026 07:41:09 AM
//	LogName=System
//	EventCode=7034
//	SourceName=Service Control Manager
//	Message=The … service terminated unexpectedly.
var (
	eventCode  = regexp.MustCompile(`(?m)(?:^|[\s,])EventCode="?\d{1,5}\b`)
	sourceName = regexp.MustCompile(`(?m)(?:^|[\s,])SourceName="?\w`)
	pair       = regexp.MustCompile(`(?:^|[\s,])(LogName|EventCode|EventType|Type|ComputerName|SourceName|RecordNumber|TaskCategory|OpCode|Keywords|User|Sid|SidType|TimeGenerated|_time|host|source|sourcetype|Message)=`)
	clockLine  = regexp.MustCompile(`^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[ T]\d{1,2}:\d{2}`)
)

// pairs reads the events of a text. One begins with its time, or where a name
// comes again.
func (w *writer) pairs(text string) {
	var now *group
	for number, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		starts := clockLine.MatchString(line)
		if starts || now == nil || now.again(line) {
			w.send(now)
			now = &group{line: number + 1, values: map[string]string{}}
		}
		now.take(line, starts)
	}
	w.send(now)
}

// group is the pairs of one event.
type group struct {
	line   int
	values map[string]string
	open   string // the name whose value goes on in the next line
}

// again tells whether a line begins the next event.
func (g *group) again(line string) bool {
	m := pair.FindStringSubmatchIndex(line)
	return m != nil && m[0] == 0 && g.values[line[m[2]:m[3]]] != "" && line[m[2]:m[3]] != "Message"
}

func (g *group) take(line string, dated bool) {
	found := pair.FindAllStringSubmatchIndex(line, -1)
	if dated {
		end := len(line)
		if len(found) > 0 {
			end = found[0][0]
		}
		g.values["time"] = strings.TrimSpace(line[:end])
	}
	if len(found) == 0 && g.open == "Message" {
		g.values[g.open] += "\n" + line
	}
	for i, m := range found {
		name, end := line[m[2]:m[3]], len(line)
		if i+1 < len(found) && name != "Message" {
			end = found[i+1][0]
		}
		g.values[name] = strings.Trim(strings.TrimSpace(line[m[1]:end]), "\",")
		if g.open = name; name == "Message" {
			return // the rest is text
		}
	}
}

// send makes an event of the pairs.
func (w *writer) send(g *group) {
	if g == nil || g.values["SourceName"] == "" {
		return
	}
	id, err := strconv.ParseUint(g.values["EventCode"], 10, 16)
	if err != nil {
		return
	}
	e := &evidence.Event{
		Provider: evidence.Provider{Name: g.values["SourceName"]}, EventID: uint32(id), Channel: g.values["LogName"], Computer: g.values["ComputerName"],
		Level: levels[strings.ToLower(g.values["Type"])], Message: strings.TrimSpace(g.values["Message"]), Locator: evidence.Locator{Line: g.line},
	}
	e.RecordID, _ = strconv.ParseUint(g.values["RecordNumber"], 10, 64)
	e.Locator.RecordID = e.RecordID
	for _, name := range []string{"time", "_time", "TimeGenerated"} {
		if e.Time.IsZero() {
			w.when(e, g.values[name])
		}
	}
	w.add(e)
}
