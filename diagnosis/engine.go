package diagnosis

import (
	"cmp"
	"context"
	"slices"
	"time"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/diagnosis/match"
	"hybriddiag/finding"
	"hybriddiag/signatures"
)

// Engine is a compiled library. It does not change and may be used by many
// goroutines.
type Engine struct {
	table *table
}

// Compile prepares a library for matching and judging.
func Compile(lib *signatures.Library) (*Engine, error) {
	set, err := match.Compile(lib)
	if err != nil {
		return nil, err
	}
	return &Engine{newTable(lib, set)}, nil
}

// NewCollector returns the sink for one file.
func (e *Engine) NewCollector() *match.Collector { return e.table.set.NewCollector() }

// Conclusion is what the evidence of all files says.
type Conclusion struct {
	Hosts     []finding.Host
	Findings  []finding.Finding
	NotJudged []finding.NotJudged
	Checks    []finding.Check
	// Unexplained are the errors that no finding rests on.
	Unexplained []finding.Unexplained
}

// Conclude judges every signature on every host. at is the moment that dates
// are judged against. Files must have their hosts (AssignHosts) and come in the
// order of their paths. The error is that of ctx.
func (e *Engine) Conclude(ctx context.Context, files []*casefile.File, at time.Time) (Conclusion, error) {
	var out Conclusion
	explained := map[string]bool{}
	err := newDocket(e.table, files, at).judges(ctx, func(j *judge) {
		drafts, opens := detect(j)
		connect(drafts)
		explainedBy(drafts, explained)
		out.Findings = append(out.Findings, findings(e.table.lib.Codes, drafts)...)
		out.NotJudged = append(out.NotJudged, j.notJudged(drafts, opens)...)
		out.Checks = append(out.Checks, j.checks()...)
		if h := j.hostFacts(); h.Name != "" || known(h) {
			out.Hosts = append(out.Hosts, h)
		}
	})
	out.Unexplained = unexplained(e.table.lib.Codes, files, explained)
	rank(out.Findings)
	slices.SortStableFunc(out.NotJudged, func(a, b finding.NotJudged) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Host, b.Host))
	})
	return out, err
}

// Trace returns the engine with memory for what comes near to the selections of
// one signature, which [Engine.Why] shows. It asks readers for more.
func (e *Engine) Trace(s *signatures.Signature) *Engine {
	t := *e.table
	t.set = t.set.Trace(s.Select)
	return &Engine{&t}
}

// Why says how one signature was judged on every computer. The files are those
// of Conclude, read for an engine that traces the signature.
func (e *Engine) Why(ctx context.Context, files []*casefile.File, at time.Time, s *signatures.Signature) ([]finding.Judgement, error) {
	var out []finding.Judgement
	err := newDocket(e.table, files, at).judges(ctx, func(j *judge) {
		if j.computer.Host == "" && j.computer.Bare() {
			return
		}
		drafts, _ := detect(j)
		connect(drafts)
		out = append(out, why(j, s, drafts))
	})
	return out, err
}
