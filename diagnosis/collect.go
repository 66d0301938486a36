package diagnosis

import (
	"slices"
	"strings"
)

// collectFor returns the thing of collect.yaml that covers root most closely,
// or root itself when none does.
func (e *Engine) collectFor(kind, root string) []string {
	best, length := "", -1
	for _, c := range e.collects {
		if c.kind != kind && kind != "setting" || c.kind == "product" && kind == "setting" {
			continue
		}
		if len(c.root) > length && below(root, c.root) {
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

func (e *Engine) collectRoots() []collectRoot {
	var out []collectRoot
	for _, c := range e.lib.Collect {
		for _, r := range c.Roots {
			for _, name := range e.roots(r) {
				out = append(out, collectRoot{c.ID, c.Kind, name})
			}
		}
	}
	return out
}

// roots resolves @product in a collectable to the product's channels and
// providers.
func (e *Engine) roots(r string) []string {
	id, ok := strings.CutPrefix(r, "@")
	if p := e.lib.Products.Get(id); ok && p != nil {
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
func (e *Engine) collectables(missing []string) []string {
	known := slices.DeleteFunc(slices.Clone(missing), func(id string) bool { return e.collectable(id) == nil })
	if len(known) == 0 {
		return missing
	}
	return known
}
