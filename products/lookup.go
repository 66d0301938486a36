package products

import (
	"slices"
	"strings"
)

// notTheProduct are words of display names that belong to the updaters and
// client tools of products, which have version numbers of their own.
var notTheProduct = []string{"updater", "language pack", "administration agent"}

// OfDisplayName returns the product that an entry of the installed programs, an
// installer log or a file property names.
func OfDisplayName(name string) (id string, ok bool) {
	name = strings.ToLower(name)
	in := func(word string) bool { return strings.Contains(name, word) }
	if slices.ContainsFunc(notTheProduct, in) {
		return "", false
	}
	for _, p := range slices.Backward(table) {
		for _, words := range p.Installed {
			if !slices.ContainsFunc(words, func(w string) bool { return !in(w) }) {
				return p.ID, true
			}
		}
	}
	return "", false
}

// OfService returns the product that a service of that name proves.
func OfService(name string) (id string, ok bool) {
	for _, p := range table {
		for _, s := range p.Services {
			if !s.Updater && strings.EqualFold(s.Name, name) {
				return p.ID, true
			}
		}
	}
	return "", false
}

// ServiceName returns the name of the service that a console has cut after
// start, when what it shows of the display name tells which one it is.
func ServiceName(start, display string) (name string, ok bool) {
	best := 0
	for _, p := range table {
		for _, s := range p.Services {
			if !strings.HasPrefix(s.Name, start) {
				continue
			}
			for _, title := range s.Titles {
				if strings.Contains(display, title) && len(title) > best {
					name, best = s.Name, len(title)
				}
			}
		}
	}
	return name, best > 0
}

// OfProgram returns the product that a program, named with or without its
// extension, belongs to.
func OfProgram(name string) (id string, ok bool) {
	name = strings.ToLower(name)
	if strings.Contains(name, "updater") {
		return "", false
	}
	for _, p := range table {
		for _, start := range p.Programs {
			if strings.HasPrefix(name, strings.ToLower(start)) {
				return p.ID, true
			}
		}
	}
	return "", false
}
