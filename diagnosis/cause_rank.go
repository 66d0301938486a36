package diagnosis

import (
	"cmp"
	"slices"

	"hybriddiag/finding"
)

// rank orders findings: role, severity, confidence, lower layer, more
// consequences, later, id, host.
func rank(fs []finding.Finding) {
	roles := []finding.Role{finding.RootCause, finding.Past, finding.Consequence, finding.Note}
	severities := []finding.Severity{finding.Critical, finding.High, finding.Medium, finding.Low, finding.Info}
	confidences := []finding.Confidence{finding.Confirmed, finding.Probable, finding.Possible}
	slices.SortStableFunc(fs, func(a, b finding.Finding) int {
		return cmp.Or(
			cmp.Compare(slices.Index(roles, a.Role), slices.Index(roles, b.Role)),
			cmp.Compare(slices.Index(severities, a.Severity), slices.Index(severities, b.Severity)),
			cmp.Compare(slices.Index(confidences, a.Confidence), slices.Index(confidences, b.Confidence)),
			cmp.Compare(a.Layer, b.Layer),
			cmp.Compare(len(b.Explains), len(a.Explains)),
			b.LastTime.Compare(a.LastTime.Time),
			cmp.Compare(a.ID, b.ID),
			cmp.Compare(a.Host, b.Host),
		)
	})
}
