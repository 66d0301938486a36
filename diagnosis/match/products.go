package match

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/signatures"
)

// versionRule reads a product's version from the text of an event.
type versionRule struct {
	product string
	re      *regexp.Regexp
}

// addVersionRules adds the events whose texts name the version of a product.
func (s *Set) addVersionRules() error {
	for _, p := range s.lib.Products {
		for _, v := range p.Versions {
			re, err := regexp.Compile("(?im)" + v.Text)
			if err != nil {
				return fmt.Errorf("products.yaml: version text of %s: %w", p.ID, err)
			}
			m := s.newMatcher(&signatures.EventQuery{Providers: v.Providers, IDs: v.IDs})
			s.versions[m] = versionRule{p.ID, re}
		}
	}
	return nil
}

// serviceEvents are the events of the Service Control Manager that name a
// service: it starts, stops, fails, is changed or was installed.
var serviceEvents = []uint32{7000, 7001, 7009, 7011, 7022, 7023, 7024, 7031, 7034, 7036, 7038, 7040, 7041, 7045}

// addServiceRules adds what shows a product by one of its services.
func (s *Set) addServiceRules() {
	for _, p := range s.lib.Products {
		if len(p.Services) == 0 {
			continue
		}
		m := s.newMatcher(&signatures.EventQuery{
			Providers: []string{"Service Control Manager"}, IDs: serviceEvents,
			Fields: []signatures.FieldTest{signatures.NewServiceTest("Text", &p)},
		})
		s.services[m] = p.ID
	}
}

// showsService notes once that an event names a service of the product.
func (c *Collector) showsService(product string, ev *evidence.Event) {
	if !slices.ContainsFunc(c.Products, func(p evidence.Product) bool { return p.ID == product }) {
		c.Products = append(c.Products, evidence.Product{ID: product, Time: ev.Time, Locator: ev.Locator, Why: evidence.Verbatim(ev.Provider.Name)})
	}
}

// version notes the product version that the event's text names.
func (c *Collector) version(m *Matcher, ev *evidence.Event) {
	rule, ok := c.set.versions[m]
	if !ok {
		return
	}
	if g := rule.re.FindStringSubmatch(ev.Text()); g != nil {
		c.Products = append(c.Products, evidence.Product{ID: rule.product, Version: g[1], Time: ev.Time, Locator: ev.Locator, Why: evidence.Verbatim(strings.TrimSpace(g[0]))})
	}
}
