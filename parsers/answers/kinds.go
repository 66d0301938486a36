package answers

import (
	"regexp"
	"strconv"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/psout"
)

// cmdlets are those that print an object, with properties that no other object
// has together.
var cmdlets = []struct {
	name       string
	properties []string
}{
	{"Test-NetConnection", []string{"ComputerName", "TcpTestSucceeded"}},
	{"Test-NetConnection", []string{"ComputerName", "PingSucceeded"}},
	{"Test-MigrationServerAvailability", []string{"Result", "SupportsCutover"}},
	{"Test-MigrationServerAvailability", []string{"Result", "Message", "ErrorDetail"}},
	{getTimeZoneName, []string{"Id", "BaseUtcOffset"}},
	{"Get-Tpm", []string{"TpmPresent", "TpmReady"}},
}

const getTimeZoneName = "Get-TimeZone"

// cmdletOf returns the cmdlet whose properties stand in the lines.
func cmdletOf(lines []string) string {
	b := psout.Block{}
	for _, line := range lines {
		if name, _, ok := strings.Cut(line, " :"); ok && name != "" && name[0] != ' ' {
			b.Properties = append(b.Properties, psout.Property{Name: strings.TrimSpace(name)})
		}
	}
	return cmdletOfBlock(&b)
}

func cmdletOfBlock(b *psout.Block) string {
	for _, c := range cmdlets {
		all := true
		for _, p := range c.properties {
			all = all && b.Has(p)
		}
		if all {
			return c.name
		}
	}
	return ""
}

// opening matches the first line of an output. What begins with other words is a
// mail or a ticket that quotes one, and says more than the answer.
var opening = regexp.MustCompile(`^(?:WARNING|警告|VERBOSE|詳細|\*\*\* |DNS request timed out|Server:|サーバー:|Leap Indicator|閏インジケーター|Tracking |追跡|Repadmin: |Default-First-Site|[A-Za-z]\w{1,40}(?: \(RTT\))? +: )|^\d{1,2}:\d{2}:\d{2},? .{0,60}[+-]\d{1,12}\.\d{5,9}s`)

// opens reports whether the lines begin as an output does.
func opens(lines []string) bool {
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			return opening.MatchString(line)
		}
	}
	return false
}

// sentences are the lines of commands that print text. The groups are fields.
var sentences = []struct {
	command, outcome string
	re               *regexp.Regexp
}{
	{"nslookup", "not-found", regexp.MustCompile(`^\*\*\* (?P<Server>\S{1,255}) can't find (?P<Name>\S{1,255}): (?P<Reason>Non-existent domain|No response from server|Server failed|Query refused)`)},
	{"nslookup", "not-found", regexp.MustCompile(`^\*\*\* (?P<Server>\S{1,255}) が (?P<Name>\S{1,255}) を見つけられません: ?(?P<Reason>.{1,80})`)},
	{"nslookup", "timeout", regexp.MustCompile(`^\*\*\* (?:Request to (?P<Server>.{1,255}) timed-out|(?P<Server>.{1,255}?) ?(?:への|に対する)?要求がタイムアウト)`)},
	{"nslookup", "timeout", regexp.MustCompile(`^DNS request timed out\.`)},
	{"w32tm", "no-source", regexp.MustCompile(`^(?:Source|ソース): ?(?P<Source>Local CMOS Clock|Free-running System Clock)\s*$`)},
	{"w32tm", "not-synchronized", regexp.MustCompile(`^(?:Leap Indicator|閏インジケーター): ?3\b`)},
	{"w32tm", "offset", regexp.MustCompile(`^\d{1,2}:\d{2}:\d{2},? .{0,60}?(?P<Offset>[+-]\d{1,12}\.\d{5,9})s`)},
	{"w32tm", "no-answer", regexp.MustCompile(`^\d{1,2}:\d{2}:\d{2},? (?:error|エラー): ?(?P<Code>0x[0-9A-Fa-f]{8})`)},
	{"repadmin", "failed", regexp.MustCompile(`^\s*(?:Last attempt @ .{8,40} failed, result|.{0,20}最後の試行.{0,60}失敗.{0,20}結果) (?P<Code>\d{1,5}) \((?P<Hex>0x[0-9a-f]{1,8})\)`)},
}

// sentence reads one line of a command that prints text.
func sentence(line string) []evidence.Field {
	if line == "" || len(line) > 600 {
		return nil
	}
	for i := range sentences {
		s := &sentences[i]
		m := s.re.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		fields := []evidence.Field{{Name: "Command", Value: s.command}, {Name: "Outcome", Value: s.outcome}}
		for j, name := range s.re.SubexpNames() {
			if name != "" && m[j] != "" {
				fields = append(fields, evidence.Field{Name: name, Value: strings.TrimSpace(m[j])})
			}
		}
		return withSeconds(fields)
	}
	return nil
}

// withSeconds adds the size of a clock's offset in whole seconds.
func withSeconds(fields []evidence.Field) []evidence.Field {
	for _, f := range fields {
		if f.Name != "Offset" {
			continue
		}
		if n, err := strconv.ParseFloat(strings.TrimLeft(f.Value, "+-"), 64); err == nil {
			fields = append(fields, evidence.Field{Name: "Seconds", Value: strconv.FormatInt(int64(n), 10)})
		}
	}
	return fields
}

// verdict reads the answers that are one word, which only the name of the file
// can explain: those of Test-ADServiceAccount and whoami.
func verdict(name, text string) []evidence.Field {
	name = strings.ToLower(name)
	word, _, _ := strings.Cut(text, "\n")
	word = strings.TrimSpace(word)
	switch {
	case strings.HasPrefix(name, "test-adserviceaccount") && (word == "True" || word == "False"):
		return []evidence.Field{{Name: "Command", Value: "Test-ADServiceAccount"}, {Name: "Result", Value: word}}
	case strings.HasSuffix(name, "whoami.txt"):
		if m := account.FindStringSubmatch(word); m != nil {
			return []evidence.Field{{Name: "Command", Value: "whoami"}, {Name: "Domain", Value: m[1]}, {Name: "User", Value: m[2]}}
		}
	}
	return nil
}

// account is what whoami prints: the NetBIOS name of the domain and the user.
var account = regexp.MustCompile(`^([\w.-]{1,64})\\(\S{1,104})$`)
