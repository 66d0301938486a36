package diagnosis

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// maxUnexplained bounds the errors of a case that are listed.
const maxUnexplained = 200

// unexplained lists the errors of all files that no finding rests on. An error
// is explained when a finding shows one that says the same.
func unexplained(codes signatures.Codes, files []*casefile.File, explained map[string]bool) []finding.Unexplained {
	out := []finding.Unexplained{}
	for _, f := range files {
		for _, a := range f.Facts.Errors() {
			if !explained[a.Key] {
				out = append(out, tellError(codes, f, a))
			}
		}
	}
	last := lastError(out)
	slices.SortStableFunc(out, func(a, b finding.Unexplained) int {
		return cmp.Or(
			cmp.Compare(a.Level, b.Level),
			cmp.Compare(likely(b), likely(a)),
			cmp.Compare(before(a, last), before(b, last)),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Locator.Line, b.Locator.Line),
		)
	})
	return out[:min(len(out), maxUnexplained)]
}

// explainedBy notes what the findings rest on, by likeness.
func explainedBy(drafts []*draft, explained map[string]bool) {
	for _, d := range drafts {
		for _, it := range d.items {
			if it.event != nil {
				explained[match.Likeness(it.event)] = true
			}
		}
	}
}

func tellError(codes signatures.Codes, f *casefile.File, a *match.Alike) finding.Unexplained {
	e := a.Example
	u := finding.Unexplained{
		Host: cmp.Or(e.Computer, f.Host), Path: f.Path, Format: f.Format, Locator: e.Locator, Level: e.Level, Count: a.Count,
		FirstTime: finding.Time{Time: a.First}, LastTime: finding.Time{Time: a.Last},
		Codes: []finding.CodeMeaning{},
	}
	u.Excerpt = message(eventExcerpt(e, uncut))
	if e.Message != "" && e.Kind != evidence.KindTLS {
		u.Excerpt = message(evidence.Verbatim(aroundFailure(e.Message)))
	}
	u.Codes = append(u.Codes, nameCodes(codes, e, e.Text())...)
	return u
}

// failureWords are where the message of an error begins to tell.
var failureWords = regexp.MustCompile(`(?i)\b(?:exception|error|fail(?:ed|ure)?|denied|refused|could not|cannot|unable)\b|エラー|失敗|できません|例外`)

// lead is how much of a long text is shown before what tells.
const lead = 120

// aroundFailure cuts a long text so that what tells of the failure is seen.
func aroundFailure(text string) string {
	at := failureWords.FindStringIndex(text)
	if len(text) <= maxExcerpt || at == nil || at[0] <= lead {
		return text
	}
	start := strings.LastIndexAny(text[:at[0]-lead], " \n") + 1
	return "… " + text[start:]
}

// likely orders errors by how well they name a cause: one with a code or an
// exception says more than a sentence that something failed.
func likely(u finding.Unexplained) int {
	switch {
	case len(u.Codes) > 0:
		return 2
	case strings.Contains(u.Excerpt.En, "Exception"):
		return 1
	}
	return 0
}

func lastError(all []finding.Unexplained) (last time.Time) {
	for _, u := range all {
		if u.LastTime.After(last) {
			last = u.LastTime.Time
		}
	}
	return last
}

// before is how long before the last error of the case one came; errors
// without a time come behind.
func before(u finding.Unexplained, last time.Time) time.Duration {
	if u.LastTime.IsZero() {
		return 1<<63 - 1
	}
	return last.Sub(u.LastTime.Time)
}
