package hotfixes

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirUpdates(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestOtherTextIsNoList(t *testing.T) {
	for _, text := range []string{"", "KB5031234 was installed\n", "HotFixID\n", "RunNumber,Result\n"} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), "Hotfix.csv")), text)
	}
}
