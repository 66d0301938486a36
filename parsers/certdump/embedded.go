package certdump

import (
	"encoding/base64"
	"io"
	"regexp"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
)

// isEmbedding reports whether the file is JSON or XML that has a certificate in
// one of its values: the key credentials of an application, the metadata of a
// federation service.
func isEmbedding(h *parsers.Head) bool {
	structured := h.JSON() != 0 || strings.HasPrefix(strings.TrimLeft(h.Start(64), " \t\r\n"), "<")
	return structured && base64DER.MatchString(h.Text())
}

// base64DER finds values that may be a certificate in base64, of either alphabet
// and also as PEM: the first bytes of a DER sequence of 256 bytes and more. Line
// ends may stand in them, in JSON as escapes.
var base64DER = regexp.MustCompile(`MI[I-M](?:[A-Za-z0-9+/_=-]|\s|\\[rn/]){300}(?:[A-Za-z0-9+/_=-]|\s|\\[rn/])*`)

// unwrapped takes out what stands between the digits of base64, and makes the
// digits those of the usual alphabet.
var unwrapped = strings.NewReplacer(`\n`, "", `\r`, "", `\/`, "/", "\n", "", "\r", "", "\t", "", " ", "", "_", "/", "-", "+", "=", "")

// embedded reads the certificates in the values of JSON or XML. Other values in
// base64, such as keys, begin alike: what is no certificate is passed over.
func (r *reader) embedded(src io.Reader) error {
	content, err := io.ReadAll(io.LimitReader(src, maxFile))
	r.cut = err != nil || len(content) == maxFile
	for _, value := range base64DER.FindAllString(textenc.Decode(content), maxCertificates) {
		value, _, _ = strings.Cut(value, "-----") // the end of PEM
		der, decodeErr := base64.RawStdEncoding.DecodeString(unwrapped.Replace(value))
		if decodeErr != nil {
			continue
		}
		if certs, _ := certificates(der); len(certs) > 0 {
			r.der(der)
		}
	}
	return err
}
