package msilog

import (
	"bytes"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/internal/productname"
)

// install is what the log tells about the product it is about.
type install struct {
	name, version string // properties of the package
	line          int    // of the version
	outcome       string // the sentence at the end
	removed       bool
}

// see looks at a line for the name and version of the product.
func (i *install) see(number int, text []byte) {
	switch {
	case bytes.HasPrefix(text, []byte("Property(")):
		_, rest, ok := bytes.Cut(text, []byte("): "))
		if !ok {
			return
		}
		if v, ok := bytes.CutPrefix(rest, []byte("ProductVersion = ")); ok {
			i.version, i.line = string(bytes.TrimSpace(v)), number
		}
		if v, ok := bytes.CutPrefix(rest, []byte("ProductName = ")); ok {
			i.name = string(bytes.TrimSpace(v))
		}
		if bytes.HasPrefix(rest, []byte("REMOVE = ALL")) {
			i.removed = true
		}
	case bytes.Contains(text, []byte("Windows Installer ")), bytes.Contains(text, []byte("Windows インストーラー")):
		i.sentence(number, string(text))
	}
}

// closing reads the sentence that ends an installation, e.g. "Windows Installer
// installed the product. Product Name: X. Product Version: 1.2.3.4. …".
var closing = regexp.MustCompile(`(?:Product Name|製品名): (.+?)[.。] ?(?:Product Version|製品バージョン|製品のバージョン): (\d+\.\d+\.\d+(?:\.\d+)?)`)

func (i *install) sentence(number int, text string) {
	m := closing.FindStringSubmatch(text)
	if m == nil {
		return
	}
	i.name, i.version, i.line, i.outcome = m[1], m[2], number, m[0]
	if strings.Contains(text, "removed the product") || strings.Contains(text, "削除") {
		i.removed = true
	}
}

// product tells the version of the package; the removal of a product proves
// that it is gone.
func (r *reader) product() {
	i := r.install
	id, ok := productname.Lookup(i.name)
	if !ok || i.version == "" || i.removed {
		return
	}
	version := i.version
	if strings.Count(version, ".") == 2 {
		version += ".0"
	}
	why := i.outcome
	if why == "" {
		why = i.name + " " + i.version
	}
	r.log.Product(evidence.Product{
		ID: id, Version: version, Time: r.log.Result.Last, Why: why,
		Locator: evidence.Locator{Line: i.line},
	})
}
