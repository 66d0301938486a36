package diagnosis

import (
	"slices"
	"strings"

	"hybriddiag/diagnosis/casefile"
	"hybriddiag/signatures"
)

// collectFor returns the thing of collect.yaml that covers root most closely,
// or root itself when none does.
func (t *table) collectFor(kind, root string) []string {
	best, length := "", -1
	for _, c := range t.collects {
		if c.kind != kind && kind != "setting" || c.kind == "product" && kind == "setting" {
			continue
		}
		if len(c.root) > length && casefile.Below(root, c.root) {
			best, length = c.id, len(c.root)
		}
	}
	if best == "" {
		best = root
	}
	return []string{best}
}

// collectRoot is a root of a thing of collect.yaml; a product stands there with
// each of its channels and providers.
type collectRoot struct{ id, kind, root string }

func (t *table) collectRoots() []collectRoot {
	var out []collectRoot
	for _, c := range t.lib.Collect {
		for _, r := range c.Roots {
			for _, name := range t.roots(r) {
				out = append(out, collectRoot{c.ID, c.Kind, name})
			}
		}
	}
	return out
}

// roots resolves @product in a collectable to the product's channels and
// providers.
func (t *table) roots(r string) []string {
	id, ok := strings.CutPrefix(r, "@")
	if p := t.lib.Products.Get(id); ok && p != nil {
		return slices.Concat(p.Channels, p.Providers)
	}
	return []string{r}
}

func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// collectables drops what nobody can collect, such as a pasted transcript,
// where something else would do.
func (t *table) collectables(missing []string) []string {
	known := slices.DeleteFunc(slices.Clone(missing), func(id string) bool { return t.collectable(id) == nil })
	if len(known) == 0 {
		return missing
	}
	return known
}

// collectable returns the thing to collect of that id, nil when there is none.
func (t *table) collectable(id string) *signatures.Collectable {
	for i := range t.lib.Collect {
		if t.lib.Collect[i].ID == id {
			return &t.lib.Collect[i]
		}
	}
	return nil
}
