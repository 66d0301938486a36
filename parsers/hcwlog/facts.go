package hcwlog

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/textlog"
	"hybriddiag/parsers/internal/tracefacts"
)

var (
	// "Hybrid Configuration Wizard 17.2.3.0", "HCW Version=16.0.3149.6"
	wizardVersion = regexp.MustCompile(`(?i)(?:hybrid configuration|hybrid\.client|\bHCW\b|wizard)[^0-9\n]{0,40}\b(1[67]\.\d{1,4}\.\d{1,5}\.\d{1,5})\b`)
	// "Version 15.1 (Build 2507.6)", how Exchange prints AdminDisplayVersion
	displayVersion = regexp.MustCompile(`(?i)Version (15\.[0-2]) \(Build (\d{3,5}\.\d{1,4})\)`)
	// "AdminDisplayVersion=15.1.2507.55", "Exchange build 15.01.2507.055"
	plainVersion = regexp.MustCompile(`(?i)(?:AdminDisplayVersion|Exchange(?:Server)?\s?(?:build|version))[^0-9\n]{0,10}\b15\.0?([0-2])\.0?(\d{3,4})\.0*(\d{1,4})\b`)
	machineName  = regexp.MustCompile(`\b(?:MachineName|Machine|ComputerName)\s*[:=]\s*([A-Za-z0-9][A-Za-z0-9.-]{0,62})`)
)

// maxVersions bounds the products of one file; an organisation has that many
// different Exchange builds at most.
const maxVersions = 50

// facts remembers what the log told about versions already.
type facts struct {
	told  map[string]bool
	trace tracefacts.Facts
}

// see looks for versions and the machine's name in the text of an entry. Most
// entries have none, so a plain search goes before each pattern.
func (f *facts) see(log *textlog.Log, line int, at time.Time, text string) {
	f.trace.See([]byte(text), line, log.Setting)
	if strings.Contains(text, "16.") || strings.Contains(text, "17.") {
		if m := wizardVersion.FindStringSubmatch(text); m != nil {
			f.tell(log, line, at, "hcw", m[1], m[0])
		}
	}
	if strings.Contains(text, "15.") {
		for _, m := range displayVersion.FindAllStringSubmatch(text, maxVersions) {
			f.tell(log, line, at, "exchange", m[1]+"."+m[2], m[0])
		}
		for _, m := range plainVersion.FindAllStringSubmatch(text, maxVersions) {
			f.tell(log, line, at, "exchange", fmt.Sprintf("15.%s.%s.%s", m[1], m[2], m[3]), m[0])
		}
	}
	if log.Result.Host == "" && (strings.Contains(text, "Machine") || strings.Contains(text, "ComputerName")) {
		if m := machineName.FindStringSubmatch(text); m != nil {
			log.Result.Host = m[1]
		}
	}
}

// tell passes a version on once.
func (f *facts) tell(log *textlog.Log, line int, at time.Time, id, version, why string) {
	if f.told[id+version] || len(f.told) >= maxVersions {
		return
	}
	if f.told == nil {
		f.told = map[string]bool{}
	}
	f.told[id+version] = true
	log.Product(evidence.Product{
		ID: id, Version: version, Time: at, Why: evidence.Verbatim(why),
		Locator: evidence.Locator{Line: line},
	})
}
