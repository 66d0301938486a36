package all

import (
	"regexp"

	"hybriddiag/parsers"
	"hybriddiag/parsers/etl"
	"hybriddiag/parsers/evtx"
	"hybriddiag/parsers/hcwlog"
	"hybriddiag/parsers/hive"
	"hybriddiag/parsers/pcap"
	"hybriddiag/parsers/regfile"
	"hybriddiag/parsers/trustsettings"
)

// fixedNames are the names that only files of one format have.
var fixedNames = []struct {
	name   *regexp.Regexp
	parser parsers.Parser
	binary bool // the name is a common word too: text under it is something else
}{
	{regexp.MustCompile(`(?i)\.evtx$`), evtx.Parser{}, false},
	{regexp.MustCompile(`(?i)\.etl$`), etl.Parser{}, false},
	{regexp.MustCompile(`(?i)\.(pcap|pcapng|cap)$`), pcap.Parser{}, false},
	{regexp.MustCompile(`(?i)\.hiv$`), hive.Parser{}, false},
	{regexp.MustCompile(`(?i)^(system|software|security|sam|default|ntuser\.dat|usrclass\.dat)$`), hive.Parser{}, true},
	{regexp.MustCompile(`(?i)\.reg$|^REG_HK.*_Hive\.(log|txt)$`), regfile.Parser{}, false},
	{regexp.MustCompile(`(?i)\.xhcw$`), hcwlog.Parser{}, false},
	{regexp.MustCompile(`(?i)^TrustSettings\.xml$`), trustsettings.Parser{}, false},
}

// Named returns the format that a file which no reader knows has by its name, ""
// when the name says nothing: such a file is damaged.
func Named(h *parsers.Head) string {
	for _, f := range fixedNames {
		if f.name.MatchString(h.Base()) && !(f.binary && isText(h.Raw)) {
			return f.parser.Format()
		}
	}
	return ""
}

func isText(b []byte) bool {
	for _, c := range b[:min(len(b), 512)] {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}
