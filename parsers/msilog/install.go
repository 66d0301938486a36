package msilog

import (
	"bytes"
	"regexp"
	"strings"

	"hybriddiag/evidence"
	"hybriddiag/parsers/internal/textlog"
	"hybriddiag/products"
)

// install is what the log tells about the product it is about.
type install struct {
	name, version string // properties of the package
	file          string // path of the package
	caller        string // the line that names the calling program
	line          int    // of the version
	outcome       string // the sentence at the end
	removed       bool
	failed        bool // nothing was installed in the end
}

// see looks at a line for the name and version of the product.
func (i *install) see(number int, text []byte) {
	for _, w := range codeWords[2:] {
		if code := codeAfter(text, w); len(code) > 0 {
			i.failed = !installed[string(code)]
		}
	}
	switch {
	case bytes.HasPrefix(text, []byte("=== ")) && i.caller == "":
		i.caller = string(text)
	case i.file == "" && bytes.HasPrefix(bytes.TrimSpace(text), []byte("******* Product: ")):
		i.file = string(bytes.TrimSpace(bytes.TrimSpace(text)[len("******* Product: "):]))
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
	case bytes.Contains(text, []byte(" -- ")) && (bytes.Contains(text, []byte("Product:")) || bytes.Contains(text, []byte("製品:"))):
		if m := verdict.FindSubmatch(text); m != nil {
			i.name = string(m[1])
		}
	case bytes.Contains(text, []byte("Windows Installer ")), bytes.Contains(text, []byte("Windows インストーラー")):
		i.sentence(number, string(text))
	}
}

// installed are the codes of a success: two of them ask for a restart.
var installed = map[string]bool{"0": true, "1641": true, "3010": true}

// verdict reads "Product: X -- Installation failed." and its Japanese form.
var verdict = regexp.MustCompile(`(?:\]: |^)(?:Product|製品): ?(.+?) -- `)

// closing reads the sentence that ends an installation, e.g. "Windows Installer
// installed the product. Product Name: X. Product Version: 1.2.3.4. …".
var closing = regexp.MustCompile(`(?:Product Name|製品名): (.+?)[.。、] ?(?:Product Version|製品バージョン|製品のバージョン): (\d+\.\d+\.\d+(?:\.\d+)?)`)

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

// judge leaves a log alone that is about other software: the product's name
// decides as soon as it is known, the package until then.
func (r *reader) judge() {
	i := r.install
	if i.name == r.judged.name && i.file == r.judged.file {
		return
	}
	r.judged = i
	if products.Foreign(i.name, i.file, r.base, i.caller) {
		r.log.Rename(textlog.OtherInstallation)
	} else {
		r.log.Rename(LogName)
	}
}

// product tells the version of the package. After a failure the product counts,
// but another version, or none, is installed; the removal of a product proves
// that it is gone.
func (r *reader) product() {
	i := r.install
	id, ok := products.OfDisplayName(i.name)
	if !ok || i.version == "" || i.removed {
		return
	}
	version := i.version
	if strings.Count(version, ".") == 2 {
		version += ".0"
	}
	if i.failed {
		version = ""
	}
	why := i.outcome
	if why == "" {
		why = i.name + " " + i.version
	}
	r.log.Product(evidence.Product{
		ID: id, Version: version, Time: r.log.Result.Last, Why: evidence.Verbatim(why),
		Locator: evidence.Locator{Line: i.line},
	})
}
