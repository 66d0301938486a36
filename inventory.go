package diag

import (
	"context"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/evidence"
	"hybriddiag/finding"
	"hybriddiag/internal/secrets"
)

// Inventory is what a case consists of, before anything is judged.
type Inventory struct {
	Hosts   []finding.Host   `json:"hosts"`
	Facts   []Fact           `json:"facts"`
	Sources []finding.Source `json:"sources"`
	Reasons []finding.Reason `json:"reasons"`
}

// Fact is one thing that the case says about a computer. Where sources
// contradict each other, all of them are listed with Conflict set.
type Fact struct {
	Host     string           `json:"host"`
	Name     string           `json:"name"`
	Value    string           `json:"value"`
	Path     string           `json:"path"`
	Locator  evidence.Locator `json:"locator"`
	Conflict bool             `json:"conflict"`
}

// TakeInventory reads the case and lists its files, what each was recognised
// as, and what they say about their computers.
func TakeInventory(ctx context.Context, c Case, opt Options) (*Inventory, error) {
	a, err := NewAnalyzer(opt.Library)
	if err != nil {
		return nil, err
	}
	r, err := a.read(ctx, c, opt)
	if err != nil {
		return nil, err
	}
	facts := casefile.Facts(r.caseFiles())
	d, err := r.diagnose(ctx)
	if err != nil {
		return nil, err
	}
	inv := &Inventory{Hosts: d.Hosts, Facts: []Fact{}, Sources: d.Sources, Reasons: d.Reasons}
	for _, f := range facts {
		inv.Facts = append(inv.Facts, Fact(f))
	}
	secrets.MaskAll(inv)
	return inv, r.verdict()
}
