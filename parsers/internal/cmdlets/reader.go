package cmdlets

import (
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
)

var (
	// property is a line of Format-List. The names of parameters have dots.
	property = regexp.MustCompile(`^([A-Za-z][\w.]*)\s*: ?(.*)$`)
	// rule is the line of hyphens below the headings of a table.
	rule = regexp.MustCompile(`^-{2,}(\s+-{2,})*\s*$`)
	word = regexp.MustCompile(`^[A-Za-z]+$`)
)

// Reader goes through the lines of one output.
type Reader struct {
	out     parsers.Sink
	result  parsers.Result
	cmdlet  string
	section string
	sent    int
	bytes   int                // of the values sent
	full    bool               // no more is sent
	unclear []evidence.Unclear // properties whose names the console has cut

	name, value string // the property that may still go on
	at          int
	pair        string // in a list of parameters: the Name that waits for its Value
	heading     string // the line before, which may be the headings of a table
	headingAt   int
	columns     []column
}

// column is one column of a table.
type column struct {
	name  string
	start int
}

// NewReader returns a reader of the output of one cmdlet, "" when the properties
// are to tell which.
func NewReader(out parsers.Sink, cmdlet string) *Reader { return &Reader{out: out, cmdlet: cmdlet} }

// Finish ends the output and tells what it covered; cut means that it was not
// read to its end.
func (r *Reader) Finish(cut bool) parsers.Result {
	r.flush()
	r.cover(cut)
	return r.result
}

// Line takes the next line.
func (r *Reader) Line(number int, text string) {
	bare := strings.TrimSpace(text)
	m := property.FindStringSubmatch(text)
	switch {
	case bare == "":
		r.flush()
		r.columns = nil
		r.pair = ""
	case strings.HasPrefix(text, "## "):
		r.flush()
		r.section = strings.ReplaceAll(strings.Trim(text, "# \t"), `\`, "/")
	case failed(text):
		r.problem("cmdlet-failed", "line", number, "text", bare)
	case rule.MatchString(text) && r.heading != "":
		r.columns = columnsOf(r.heading, text)
		r.heading = ""
	case r.columns != nil:
		r.row(text, number)
	case m != nil:
		r.flush()
		r.name, r.value, r.at = m[1], m[2], number
	case r.name != "" && (text[0] == ' ' || text[0] == '\t'):
		r.goOn(bare)
	default:
		r.flush()
		r.heading, r.headingAt = text, number
	}
}

// failed reports whether a line is PowerShell's error message about the cmdlet.
func failed(text string) bool {
	name, message, ok := strings.Cut(text, ":")
	name = strings.TrimSpace(name)
	return ok && strings.HasPrefix(name, "Get-ADSync") && !strings.Contains(name, " ") && message != ""
}

// goOn adds an indented line to the value before it.
func (r *Reader) goOn(text string) {
	if len(r.value) < maxValue {
		r.value += "\n" + text[:min(len(text), maxValue)]
	}
}

// flush ends the property that is being read, and the line that turned out to
// be no heading.
func (r *Reader) flush() {
	if r.heading != "" && word.MatchString(strings.TrimSpace(r.heading)) && r.cmdlet == "Get-ADSyncAutoUpgrade" {
		r.emit("AutoUpgradeState", strings.TrimSpace(r.heading), r.headingAt)
	}
	r.heading = ""
	if r.name == "" {
		return
	}
	name, value := r.name, strings.TrimSpace(r.value)
	r.name, r.value = "", ""
	if r.cmdlet == "" {
		r.cmdlet = In("\n" + name + " : " + value)
	}
	if r.cmdlet == "Get-ADSyncGlobalSettings" && r.parameter(name, value) {
		return
	}
	r.emit(name, value, r.at)
}

// parameter reads the parameters of the global settings as a list of objects,
// each with a Name and a Value among other properties.
func (r *Reader) parameter(name, value string) bool {
	switch {
	case strings.EqualFold(name, "Name"):
		r.pair = value
		return true
	case r.pair != "" && strings.EqualFold(name, "Value"):
		r.emit(r.pair, value, r.at)
		return true
	}
	return r.pair != ""
}

// columnsOf reads the headings of a table.
func columnsOf(heading, rule string) []column {
	var columns []column
	for i := range rule {
		if rule[i] != '-' || i > 0 && rule[i-1] == '-' {
			continue
		}
		end := i + strings.IndexByte(rule[i:]+" ", ' ')
		if i < len(heading) {
			columns = append(columns, column{strings.TrimSpace(heading[i:min(end, len(heading))]), i})
		}
	}
	return columns
}

// row reads a row of a table. With a Name and a Value column it is a property;
// otherwise each of its cells is one.
func (r *Reader) row(text string, number int) {
	cells := map[string]string{}
	for i, c := range r.columns {
		end := len(text)
		if i+1 < len(r.columns) {
			end = min(end, r.columns[i+1].start)
		}
		if c.start < end {
			cells[c.name] = strings.ToValidUTF8(strings.TrimSpace(text[c.start:end]), "")
		}
	}
	if name, value := cells["Name"], cells["Value"]; name != "" && r.has("Value") {
		r.emit(name, value, number)
		return
	}
	for _, c := range r.columns {
		r.emit(c.name, cells[c.name], number)
	}
}

func (r *Reader) has(name string) bool {
	for _, c := range r.columns {
		if c.name == name {
			return true
		}
	}
	return false
}

// parameters are names of the global settings that a console may have cut.
var parameters = []string{
	"Microsoft.OptionalFeature.AutoUpgradeState",
	"Microsoft.OptionalFeature.AutoUpgradeSuspensionReason",
	"Microsoft.OptionalFeature.DeviceWriteBack",
	"Microsoft.OptionalFeature.ExportDeletionThreshold",
	"Microsoft.OptionalFeature.ExportDeletionThresholdValue",
	"Microsoft.OptionalFeature.FilterAAD",
	"Microsoft.OptionalFeature.GroupWriteBack",
	"Microsoft.SynchronizationOption.AnchorAttribute",
	"Microsoft.Synchronize.MaintenanceEnabled",
	"Microsoft.Synchronize.NextStartTime",
	"Microsoft.Synchronize.RunHistoryPurgeInterval",
	"Microsoft.Synchronize.SchedulerSuspended",
	"Microsoft.Synchronize.ServerConfigurationVersion",
	"Microsoft.Synchronize.StagingMode",
	"Microsoft.Synchronize.SynchronizationSchedule",
	"Microsoft.SystemInformation.MachineRole",
	"Microsoft.UserSignIn.SignOnMethod",
}

// restore completes a name that ends in "..." when only one parameter can be
// meant.
func restore(name string) string {
	start, cut := psout.Shortened(name)
	found := ""
	for _, p := range parameters {
		if cut && strings.HasPrefix(p, start) {
			if found != "" {
				return name
			}
			found = p
		}
	}
	if found == "" {
		return name
	}
	return found
}
