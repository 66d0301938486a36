// Package products is what the project knows of the products it diagnoses, in
// one table: every name they had, their services, providers, channels, logs and
// programs. A rename is an edit of table.go and of nothing else.
//
// Parsers look up which product a service, a program or a display name belongs
// to. The engine resolves @product in signatures by the same table, to which a
// user's products.yaml adds.
package products

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// The ids of the products, as in evidence.Product.
const (
	EntraConnect            = "entra-connect"
	EntraConnectHealth      = "entra-connect-health"
	PrivateNetworkConnector = "private-network-connector"
	PTAAgent                = "pta-agent"
	ProvisioningAgent       = "provisioning-agent"
	HCW                     = "hcw"
	Exchange                = "exchange"
	LocalDB                 = "sql-localdb"
	DotNet                  = "dotnet-framework"
	Windows                 = "windows"
)

// Product is one product with every name it had. The fields with a YAML key are
// those that a user's products.yaml may give; the others are read by parsers and
// reports, which know the built-in table alone.
type Product struct {
	ID        string    `yaml:"id"`
	Name      Name      `yaml:"name"`      // in full, with the former name
	Short     Name      `yaml:"-"`         // as a report lists it
	Providers []string  `yaml:"providers"` // of its events
	Channels  []string  `yaml:"channels"`
	Logs      []string  `yaml:"logs"` // formats of logs that only this product writes
	Services  []Service `yaml:"services"`
	Settings  []string  `yaml:"settings"` // keys whose presence proves the product, beside those of its services
	Shared    []string  `yaml:"shared"`   // providers and channels that other products use too: they prove nothing
	Folders   []string  `yaml:"folders"`  // the names of its data folder, the present one first
	Versions  []Version `yaml:"versions"`

	// Installed are the words that a display name of the installed program
	// holds, in lower case; all words of one line must be there.
	Installed [][]string `yaml:"-"`
	// Programs are the starts of its programs' names.
	Programs []string `yaml:"-"`
}

// Name is a name in both languages.
type Name struct {
	En string `yaml:"en"`
	Ja string `yaml:"ja"`
}

// In returns the name in the language ("en" or "ja").
func (n Name) In(lang string) string {
	if lang == "ja" {
		return n.Ja
	}
	return n.En
}

// Service is one Windows service of a product. In YAML it is its name alone.
type Service struct {
	Name    string   // of its key, which no rename changed
	Titles  []string // what its display names hold, which Windows does not translate
	Updater bool     // updates the product and may outlive it: proves nothing
}

// UnmarshalYAML reads the name of a service.
func (s *Service) UnmarshalYAML(unmarshal func(any) error) error { return unmarshal(&s.Name) }

// Version is an event whose text names the product's version: the first group
// of the regular expression.
type Version struct {
	Providers []string `yaml:"providers"`
	IDs       []uint32 `yaml:"ids"`
	Text      string   `yaml:"text"`
}

// Keys returns the keys of settings, as evidence.Glob reads them, whose presence
// proves the product: its settings and its services in lists and the registry.
func (p *Product) Keys() []string {
	keys := slices.Clone(p.Settings)
	for _, s := range p.Services {
		if !s.Updater {
			key := `HKLM\SYSTEM\CurrentControlSet\Services\` + s.Name
			keys = append(keys, `service\`+s.Name, key, key+`\*`)
		}
	}
	return keys
}

// ServiceNames returns what names a service of the product in an event: its
// name, words of its display names, and its name in the hexadecimal bytes that
// the Service Control Manager adds as binary data (UTF-16, little-endian).
func (p *Product) ServiceNames() []string {
	var names []string
	for _, s := range p.Services {
		names = append(names, s.Name)
		names = append(names, s.Titles...)
		var binary strings.Builder
		for _, unit := range utf16.Encode([]rune(s.Name)) {
			fmt.Fprintf(&binary, "%02X%02X", byte(unit), unit>>8)
		}
		names = append(names, binary.String())
	}
	return names
}

// Table is a list of products. Where a name fits several, the one further down
// is meant: it is the more special one.
type Table []Product

// Builtin returns the table of the project.
func Builtin() Table { return table }

// Get returns the product of that id, or nil.
func (t Table) Get(id string) *Product {
	for i := range t {
		if t[i].ID == id {
			return &t[i]
		}
	}
	return nil
}
