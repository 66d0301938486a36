package diagnosis

import (
	"hybriddiag/diagnosis/casefile"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// causeLayer is the first layer whose findings are results, not causes: where
// only such findings are left, the cause is not in the data.
const causeLayer = 4

// notJudged lists the signatures of this host's products that could not be
// decided, and the results whose cause is not in the data.
func (j *judge) notJudged(drafts []*draft, opens []open) []finding.NotJudged {
	out := []finding.NotJudged{}
	for _, o := range opens {
		out = append(out, j.notJudgedOf(o.sig, o.missing))
	}
	for _, d := range drafts {
		if d.sig.Layer >= causeLayer && len(d.causes) == 0 && d.resolved.IsZero() {
			if missing := j.uncollected(d.sig.Collect); len(missing) > 0 {
				out = append(out, j.notJudgedOf(d.sig, missing))
			}
		}
	}
	return out
}

// uncollected returns those of the things to collect that the case lacks.
func (j *judge) uncollected(ids []string) []string {
	var out []string
	for _, id := range ids {
		if c := j.table.collectable(id); c != nil && !j.collected(c) {
			out = append(out, id)
		}
	}
	return out
}

func (j *judge) collected(c *signatures.Collectable) bool {
	for _, r := range c.Roots {
		for _, root := range j.table.roots(r) {
			for _, have := range j.computer.Covered {
				if casefile.Below(root, have.Root) || casefile.Below(have.Root, root) {
					return true
				}
			}
		}
	}
	return false
}

func (j *judge) notJudgedOf(s *signatures.Signature, missing []string) finding.NotJudged {
	n := finding.NotJudged{ID: s.ID, Host: j.computer.Host, Title: plain(s.Title)}
	for _, id := range missing {
		c := j.table.collectable(id)
		if c == nil {
			n.Missing = append(n.Missing, id)
			continue
		}
		n.Missing = append(n.Missing, c.Title.En)
		if n.Collect.En == "" {
			n.Collect = finding.Step{En: c.Title.En + ". " + c.How.En, Ja: c.Title.Ja + "。" + c.How.Ja, Command: c.Run}
		}
	}
	return n
}

// plain takes the places for values out of a title that has none to show.
func plain(t finding.Text) finding.Text {
	none := func(signatures.Placeholder) string { return "…" }
	return finding.Text{En: signatures.Fill(t.En, none), Ja: signatures.Fill(t.Ja, none)}
}
