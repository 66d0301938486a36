package connecttrace

import (
	"bytes"
	"cmp"
	"regexp"
	"strings"
	"time"

	"hybriddiag/evidence"
	"hybriddiag/products"
)

var (
	// "Package=Microsoft Entra Connect Health agent for sync, Version=4.4.0.0, ProductCode=…"
	packageLine = regexp.MustCompile(`Package=([^,\n]{1,120}), Version=(\d+\.\d+\.\d+(?:\.\d+)?)`)
	// "Product Azure AD Sync Engine (version 1.1.343.0) is installed, needs to be upgraded to version 1.1.380.0"
	installedLine = regexp.MustCompile(`Product ([^(\n]{1,120}) \(version (\d+\.\d+\.\d+\.\d+)\) is installed(?:, needs to be upgraded to version (\d+\.\d+\.\d+\.\d+))?`)
	targetLine    = regexp.MustCompile(`needs to be upgraded to version (\d+\.\d+\.\d+\.\d+)`)
)

// readVersions looks for installed products in a line. Where the wizard tells
// both the installed version and the one it is about to install, the second
// counts: that is the one whose requirements apply from here on.
func (r *reader) readVersions(line int, at time.Time, text []byte) {
	switch {
	case bytes.Contains(text, []byte("Package=")):
		for _, m := range packageLine.FindAllStringSubmatch(string(text), 20) {
			id, ok := products.OfDisplayName(m[1])
			if ok && (id != products.EntraConnect || r.told[id] == "") {
				r.product(id, fourPart(m[2]), line, at, m[0])
			}
		}
	case bytes.Contains(text, []byte("(version ")):
		m := installedLine.FindStringSubmatch(string(text))
		if m == nil {
			return
		}
		if id, ok := products.OfDisplayName(m[1]); ok {
			r.product(id, cmp.Or(m[3], m[2]), line, at, m[0])
		}
	case bytes.Contains(text, []byte("upgraded to version")):
		if m := targetLine.FindStringSubmatch(string(text)); m != nil {
			r.product(products.EntraConnect, m[1], line, at, m[0])
		}
	}
}

func fourPart(version string) string {
	if strings.Count(version, ".") == 2 {
		return version + ".0"
	}
	return version
}

// product passes a version on, unless it is what was told last.
func (r *reader) product(id, version string, line int, at time.Time, why string) {
	if r.told[id] == version {
		return
	}
	r.told[id] = version
	r.log.Product(evidence.Product{
		ID: id, Version: version, Time: at, Why: evidence.Verbatim(strings.TrimSpace(why)),
		Locator: evidence.Locator{Line: line},
	})
}
