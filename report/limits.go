package report

import "hybriddiag/finding"

// limits returns what keeps files that were read in full from answering: why
// nothing may have been found in a trace, say.
func limits(sources []finding.Source) []finding.Reason {
	var out []finding.Reason
	for _, s := range sources {
		for _, p := range s.Problems {
			switch p.Code {
			case "no-webio", "events-lost", "circular-trace", "not-finalized":
				if s.Status == finding.Skipped || s.Status == finding.Unknown {
					continue
				}
				fallthrough
			case "image", "send-instead", "date-unread": // someone meant it to be read
				out = append(out, finding.Reason{Code: p.Code, Path: s.Path, Message: p.Message})
			}
		}
	}
	return out
}
