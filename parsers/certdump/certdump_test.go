package certdump

import (
	"encoding/base64"
	"encoding/pem"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirCertificates(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

// samePEM is the certificate of a sample, as PEM and its base64 alone.
func samePEM(t *testing.T) (text, digits string, want []evidence.Certificate) {
	t.Helper()
	content, err := os.ReadFile("testdata/proxy-root.cer")
	require.NoError(t, err)
	sink, _ := parserstest.Parse(t, Parser{}, "proxy-root.cer", content)
	require.Len(t, sink.Certificates, 1)
	der := content
	if block, _ := pem.Decode(content); block != nil {
		der = block.Bytes
	}
	text = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	return text, base64.StdEncoding.EncodeToString(der), sink.Certificates
}

func TestCertificatesInTheValuesOfJSONAndXMLAreRead(t *testing.T) {
	text, digits, want := samePEM(t)
	escaped := strings.ReplaceAll(text, "\n", `\n`)
	url := strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(digits), "=")
	wrapped := digits[:64] + "\r\n   " + digits[64:]
	for name, content := range map[string]string{
		"PEM":               `{"certificate": "` + escaped + `", "n": 1}`,
		"array":             `[{"x5c": ["` + digits + `"]}]`,
		"nested":            `{"keyCredentials": [{"type": "AsymmetricX509Cert", "key": {"value": "` + digits + `"}}]}`,
		"base64url":         `{"key": "` + url + `"}`,
		"escaped slashes":   `{"key": "` + strings.ReplaceAll(digits, "/", `\/`) + `"}`,
		"metadata":          `<EntityDescriptor><KeyInfo><X509Data><X509Certificate>` + digits + `</X509Certificate></X509Data></KeyInfo></EntityDescriptor>`,
		"wrapped metadata":  "<?xml version=\"1.0\"?>\n<a><ds:X509Certificate>\n" + wrapped + "\n</ds:X509Certificate></a>",
		"beside a key":      `{"key": "MIIE` + strings.Repeat("A", 400) + `", "cert": "` + digits + `"}`,
		"UTF-8 with a mark": "\ufeff" + `{"key": "` + digits + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, parsers.Name, Parser{}.Detect(parsers.NewHead([]byte(content), "app.json")))
			sink, result := parserstest.Parse(t, Parser{}, "app.json", []byte(content))
			require.Equal(t, want, sink.Certificates)
			require.Empty(t, result.Problems)
		})
	}
}

func TestAKeyInJSONIsNoCertificateAndNothingDamaged(t *testing.T) {
	content := `{"publicKey": "MIIB` + strings.Repeat("IjAN", 100) + `"}`
	sink, result := parserstest.Parse(t, Parser{}, "key.json", []byte(content))
	require.Empty(t, sink.Certificates)
	require.Empty(t, result.Problems)
	require.Zero(t, result.Records)
}

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestTheFileNameTellsTheStore(t *testing.T) {
	for base, want := range map[string]string{
		"cert-machine-my.txt":                            `LocalMachine\My`,
		"cert-user-my.txt":                               `CurrentUser\My`,
		"cert-networkservice-my.txt":                     `NetworkService\My`,
		"cert-root.txt":                                  `LocalMachine\Root`,
		"cert-authroot.txt":                              `LocalMachine\AuthRoot`,
		"cert-ent-root.txt":                              `Enterprise\Root`,
		"CONN01-certutil-v-store-ca.txt":                 `LocalMachine\CA`,
		"CONN01-PS-Certs-LocalMachine-Intermediate.txt":  `LocalMachine\CA`,
		"certificates.txt":                               "",
		"cert-machine.txt":                               "",
		"cert-WebHosting.txt":                            `LocalMachine\WebHosting`,
		"CONN01-PS-Certs-CurrentUser-TrustedDevices.txt": `CurrentUser\TrustedDevices`,
	} {
		require.Equal(t, want, storeOfName(base), base)
	}
}

func TestAnyStoreIsToldByTheOutput(t *testing.T) {
	for text, want := range map[string]string{
		`Remote Desktop "リモート デスクトップ"`: `LocalMachine\Remote Desktop`,
		`WebHosting "Web Hosting"`:     `LocalMachine\WebHosting`,
		`my "Personal"`:                `LocalMachine\My`,
	} {
		sink, _ := parserstest.Parse(t, Parser{}, "out.txt", []byte("certutil -store \"x\"\n"+text+"\n================ Certificate 0 ================\nCert Hash(sha1): 00112233445566778899aabbccddeeff00112233\nCertUtil: -store command completed successfully.\n"))
		require.Equal(t, want, sink.Certificates[0].Store)
		require.Equal(t, want, sink.Coverages[0].Root)
	}
	sink, _ := parserstest.Parse(t, Parser{}, "out.txt", []byte("PSParentPath : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\Remote Desktop\nThumbprint   : 00112233445566778899AABBCCDDEEFF00112233\nSubject      : CN=a\n"))
	require.Equal(t, `LocalMachine\Remote Desktop`, sink.Certificates[0].Store)
}

func TestADumpCutInsideACertificateProvesNoAbsence(t *testing.T) {
	content, err := os.ReadFile("testdata/CONN01-certutil-v-store-my.txt")
	require.NoError(t, err)
	whole, _ := parserstest.Parse(t, Parser{}, "cert-my.txt", content)
	require.False(t, whole.Coverages[0].Partial)
	cut, result := parserstest.Parse(t, Parser{}, "cert-my.txt", content[:len(content)-200])
	require.True(t, cut.Coverages[0].Partial)
	require.Equal(t, "output-cut", result.Problems[0].Kind())
}

func TestOtherFilesAreNoCertificates(t *testing.T) {
	for _, head := range []string{"", "0", "\x30\x82\x01\x00rest", "================ 1 ======", "<xml/>"} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(head), "x.bin")), "%q", head)
	}
}

func TestALostPrivateKeyIsToldInBothLanguages(t *testing.T) {
	for _, line := range []string{"Missing stored keyset", "格納されたキーセットが見つかりません", "保存されたキーセットがありません"} {
		text := "================ Certificate 0 ================\nIssuer:\n    CN=a\n\n" +
			"Cert Hash(sha1): 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff 00 11 22 33\n  " + line + "\nCertUtil: -store\n"
		sink, _ := parserstest.Parse(t, Parser{}, "cert-machine-my.txt", []byte(text))
		require.Len(t, sink.Certificates, 1)
		require.Equal(t, "false", sink.Certificates[0].HasPrivateKey, line)
	}
}
