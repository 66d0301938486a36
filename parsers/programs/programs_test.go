package programs

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirProducts(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestACutFileGivesTheProductsBeforeTheCut(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherListsAreNotPrograms(t *testing.T) {
	for name, head := range map[string]string{
		"services.csv":  "\"Name\",\"DisplayName\",\"State\",\"StartName\"\n\"ADSync\",\"Microsoft Azure AD Sync\",\"Running\",\"x\"\n",
		"services.txt":  "Name        : ADSync\nDisplayName : Microsoft Azure AD Sync\nState       : Running\n",
		"hotfix.csv":    "\"Source\",\"Description\",\"HotFixID\"\n",
		"settings.txt":  "Name                          Value\n----                          -----\nx                             1\n",
		"mail.txt":      "Name, Vendor and Version of the product are in the attachment.\n",
		"connector.txt": "1.5.3437.0\n",
	} {
		want := parsers.No
		require.Equal(t, want, Parser{}.Detect(parsers.NewHead([]byte(head), name)), name)
	}
}
