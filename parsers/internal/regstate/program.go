package regstate

import (
	"maps"
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/products"
)

// program is an entry of the installed programs.
type program struct {
	name, version string
	at            evidence.Locator
	values        []evidence.Setting // all of the entry, if the sink may want them
}

// programNames are the names under which lists of programs, too, have a value.
var programNames = map[string]string{"displayname": "Name", "displayversion": "Version"}

// noteProgram takes a value of an Uninstall key.
func (f *facts) noteProgram(key, name string, s evidence.Setting) {
	if s.Type == TypeKey {
		return
	}
	p := f.programs[key]
	if p == nil {
		p = &program{}
		f.programs[key] = p
	}
	switch name {
	case "displayname":
		p.name, p.at = strings.TrimSpace(s.Value), s.Locator
	case "displayversion":
		p.version = s.Value
	}
	if f.allOfPrograms {
		p.values = append(p.values, s)
	}
}

// send sends the values of a program that the sink wants.
func (p *program) send(out parsers.Sink) {
	key := evidence.ProgramKey(p.name)
	if p.name == "" || len(p.values) == 0 || out.WantsKey(key) != parsers.Wanted {
		return
	}
	for _, s := range p.values {
		name := s.Name
		if common, ok := programNames[strings.ToLower(name)]; ok {
			name = common
		}
		out.Setting(evidence.Setting{Key: key, Name: name, Value: s.Value, LastWrite: s.LastWrite, Locator: s.Locator})
	}
}

// finishPrograms makes products of the installed programs. A service without
// its program still proves that the product is there.
func (f *facts) finishPrograms(out parsers.Sink) {
	found := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(f.programs)) {
		p := f.programs[key]
		p.send(out)
		id, ok := products.OfDisplayName(p.name)
		if !ok {
			continue
		}
		found[id] = true
		f.products = append(f.products, evidence.Product{
			ID: id, Version: p.version, Locator: p.at,
			Why: evidence.Verbatim(strings.TrimSpace(p.name + " " + p.version)),
		})
	}
	for _, name := range slices.Sorted(maps.Keys(f.services)) {
		id, ok := products.OfService(name)
		if !ok || found[id] {
			continue
		}
		found[id] = true
		s := f.services[name]
		f.products = append(f.products, evidence.Product{ID: id, Locator: s.at, Why: evidence.Say("product/service", "name", evidence.Word(s.name))})
	}
}
