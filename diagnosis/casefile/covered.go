package casefile

import (
	"slices"
	"strings"

	"hybriddiag/evidence"
)

// Covers reports whether a file of this host could have shown root, and proves
// its absence; for settings, the absence of those with the names.
func (x *Computer) Covers(kinds []evidence.CoverageKind, root string, names ...string) bool {
	return slices.ContainsFunc(x.Covered, func(c evidence.Coverage) bool { return Proves(c, kinds, root, names...) })
}

// Proves reports whether a coverage alone does what Covers asks of all.
func Proves(c evidence.Coverage, kinds []evidence.CoverageKind, root string, names ...string) bool {
	return !c.Partial && slices.Contains(kinds, c.Kind) && Below(root, c.Root) &&
		!slices.ContainsFunc(c.Unclear, func(u evidence.Unclear) bool { return mayBe(u, root, names) })
}

// mayBe reports whether a setting that the source shows cut may be the one meant.
func mayBe(u evidence.Unclear, key string, names []string) bool {
	if u.Name == "" {
		return hasPrefixFold(key, u.Key)
	}
	return strings.EqualFold(key, u.Key) && slices.ContainsFunc(names, func(n string) bool { return hasPrefixFold(n, u.Name) })
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
