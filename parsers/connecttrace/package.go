package connecttrace

import (
	"bytes"
	"regexp"

	"hybriddiag/evidence"
)

// Lines that name a product code of Windows Installer:
//
//	GetInstalledPackagesByUpgradeCode {…}: stale product code {GUID}.
//	Package=Microsoft Azure AD Connect, Version=2.2.8.0, ProductCode=GUID, UpgradeCode=GUID
var (
	codeMark    = []byte("roduct code {")
	packageMark = []byte("Package=")
	codeNamed   = regexp.MustCompile(`[Pp]roduct code \{([0-9A-Fa-f-]{36})\}`)
	packageCode = regexp.MustCompile(`^Package=(.{1,200}?), Version=([\d.]{1,40}), ProductCode=([0-9A-Fa-f-]{36})`)
)

// packageFields returns the product code that a line names, and the package and
// version that it belongs to where the line says so.
func packageFields(text []byte) []evidence.Field {
	if bytes.HasPrefix(text, packageMark) {
		if m := packageCode.FindSubmatch(text); m != nil {
			return []evidence.Field{{Name: "Package", Value: string(m[1])}, {Name: "PackageVersion", Value: string(m[2])}, {Name: "ProductCode", Value: "{" + string(m[3]) + "}"}}
		}
	}
	if bytes.Contains(text, codeMark) {
		if m := codeNamed.FindSubmatch(text); m != nil {
			return []evidence.Field{{Name: "ProductCode", Value: "{" + string(m[1]) + "}"}}
		}
	}
	return nil
}
