package report

import (
	"cmp"
	"slices"
	"strings"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// shownCollections is how much a reader is asked to collect at once.
const shownCollections = 5

// collection is one thing to collect and the issues it would decide.
type collection struct {
	Step   finding.Step
	Judged []finding.NotJudged
	cause  bool // it would show the cause of something that was found
}

// collections groups what is not judged by what to collect. What would show the
// cause of a finding comes first, then what would decide most issues. All of them
// are judged by times: what tells their zone comes before.
func collections(d *finding.Diagnosis) []collection {
	found := map[string]bool{}
	for _, f := range d.Findings {
		found[f.ID] = true
	}
	var out []collection
	at := map[finding.Step]int{}
	for _, n := range d.NotJudged {
		i, ok := at[n.Collect]
		if !ok {
			i = len(out)
			at[n.Collect] = i
			out = append(out, collection{Step: n.Collect})
		}
		out[i].Judged = append(out[i].Judged, n)
		out[i].cause = out[i].cause || found[n.ID]
	}
	slices.SortStableFunc(out, func(a, b collection) int {
		if a.cause != b.cause {
			return cmp.Compare(truth(b.cause), truth(a.cause))
		}
		return distinct(b.Judged) - distinct(a.Judged)
	})
	if asksZone(d) {
		out = slices.Insert(out, 0, zoneToCollect())
	}
	return out
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// decided reports whether the case has its answer: a root cause that is proved.
// More data would not change it, so none is asked for.
func decided(d *finding.Diagnosis) bool {
	return slices.ContainsFunc(d.Findings, func(f finding.Finding) bool {
		return f.Role == finding.RootCause && f.Confidence == finding.Confirmed
	})
}

// asked returns what the report asks to collect, and how many things more there
// are.
func asked(d *finding.Diagnosis, detail Detail) (shown []collection, more int) {
	all := collections(d)
	switch {
	case detail == Verbose:
		return all, 0
	case decided(d):
		return nil, len(all)
	}
	n := min(len(all), shownCollections)
	return all[:n], len(all) - n
}

// headNotJudged is the line at the top of a report about what is not decided.
func headNotJudged(d *finding.Diagnosis, detail Detail) i18n.Key {
	if detail < Verbose && decided(d) {
		return i18n.HeadDecided
	}
	return i18n.HeadNotJudged
}

// whether says in words which issues something to collect would decide: people do
// not know ids.
func (w words) whether(c collection) string {
	var titles []string
	for _, n := range c.Judged {
		if title := w.text(i18n.QuotedTitle, "title", w.in(n.Title)); !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	const shown = 2
	list := strings.Join(titles[:min(len(titles), shown)], w.text(i18n.BetweenTitles))
	switch more := len(titles) - shown; {
	case len(titles) == 0:
		return w.text(i18n.DecidesTimes)
	case c.cause:
		return w.text(i18n.DecidesCause, "titles", list)
	case more > 0:
		return w.text(i18n.DecidesMore, "titles", list, "n", more)
	}
	return w.text(i18n.Decides, "titles", list)
}

// folder is where everything that is to be collected goes.
func (w words) folder() finding.Step {
	return finding.Step{
		En: i18n.English.Text(i18n.CollectFolder), Ja: i18n.Japanese.Text(i18n.CollectFolder),
		Command: `New-Item -ItemType Directory -Force "$env:TEMP\diag" | Out-Null`,
	}
}

// handIn says how to send what was collected.
func (w words) handIn() finding.Step {
	return finding.Step{
		En: i18n.English.Text(i18n.CollectSend), Ja: i18n.Japanese.Text(i18n.CollectSend),
		Command: `Compress-Archive "$env:TEMP\diag\*" "$env:TEMP\diag.zip" -Force`,
	}
}
