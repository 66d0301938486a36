package programs

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/statetest"
	"hybriddiag/parsers"
)

func TestSamplesGiveTheirProducts(t *testing.T) { statetest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { statetest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { statetest.Fuzz(f, Parser{}) }

func TestOtherTextIsNoList(t *testing.T) {
	for _, text := range []string{
		"",
		"Status   Name     DisplayName\nRunning  ADSync   Microsoft Azure AD Sync\n",
		"Name    : contoso.local\nVersion : 12\n",
		"Name                             Value\nVersion                          2.5.79.0\n",
		"RunNumber,Result\n",
	} {
		require.Equal(t, parsers.No, Parser{}.Detect([]byte(text), "product.txt"), text)
	}
}
