package diagnosis

import (
	"slices"
	"strings"
)

// collectFor returns the thing of collect.yaml that covers root most closely,
// or root itself when none does.
func (e *Engine) collectFor(kind, root string) []string {
	best, length := "", -1
	for _, c := range e.lib.Collect {
		if c.Kind != kind && kind != "setting" || c.Kind == "product" && kind == "setting" {
			continue
		}
		for _, r := range c.Roots {
			for _, name := range e.roots(r) {
				if below(root, name) && len(name) > length {
					best, length = c.ID, len(name)
				}
			}
		}
	}
	if best == "" {
		best = root
	}
	return []string{best}
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
