package casefile

import (
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/products"
)

// dropLeftOvers forgets the settings in a folder that a product used before it
// was renamed, where the same key is also set in its present folder: an upgrade
// leaves the old folder behind, and nothing reads it any more.
func (x *Computer) dropLeftOvers(table products.Table) {
	for _, p := range table {
		for key, list := range x.Settings {
			if len(p.Folders) == 0 || len(list) < 2 || !slices.ContainsFunc(p.Settings, func(s string) bool { return strings.EqualFold(s, key) }) {
				continue
			}
			newest := len(p.Folders)
			for _, l := range list {
				if i := folderIn(l.Path, p.Folders); i >= 0 {
					newest = min(newest, i)
				}
			}
			x.Settings[key] = slices.DeleteFunc(list, func(l *Located[evidence.Setting]) bool {
				return folderIn(l.Path, p.Folders) > newest
			})
		}
	}
}

// folderIn returns which of the folders the path goes through, -1 for none.
func folderIn(path string, folders []string) int {
	parts := strings.Split(strings.ToLower(path), "/")
	return slices.IndexFunc(folders, func(f string) bool { return slices.Contains(parts, strings.ToLower(f)) })
}
