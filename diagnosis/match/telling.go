package match

import (
	"regexp"
	"strings"

	"hybriddiag/products"
)

// How telling words must be to be known without the log that they stood in, in
// letters of a phrase.
const (
	telling     = 18
	withoutID   = 30 // where the table also asks for an id
	productName = 6  // says whom it is about, not what happened
)

var (
	// code is an error code: of Windows, Microsoft Entra ID, the Hybrid
	// Configuration wizard.
	code = regexp.MustCompile(`0x8[0-9a-f]{7}|-2\d{9}\b|aadsts ?\d{5,}|hcw\d{4}|sspr_\d{4}`)
	// result is a name that is no word of a language, such as no-start-ma.
	result = regexp.MustCompile(`\b[a-z]+(?:-[a-z]+){2,}\b`)
	host   = regexp.MustCompile(`^[a-z0-9-]+(?:\.[a-z0-9-]+)+$`)
)

// weigh returns how telling folded words are: a code and a name that no language
// has say all, a phrase as much as it is long, a single word nothing.
func weigh(words string) int {
	words = strings.TrimSpace(words)
	switch {
	case code.MatchString(words), result.MatchString(words) && len(words) < 80:
		return withoutID
	case namesProduct(words):
		return productName
	case !isASCII(words):
		return len(words) * 3 / 2
	case strings.Contains(words, " "):
		return len(words)
	case host.MatchString(words):
		return len(words) / 2
	}
	return 0
}

// namesProduct reports whether the words are the name of a product or of its
// service.
func namesProduct(words string) bool {
	_, product := products.OfDisplayName(words)
	_, service := products.OfService(words)
	return service || product && len(strings.Fields(words)) <= 6
}
