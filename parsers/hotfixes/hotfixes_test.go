package hotfixes

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/statetest"
)

func TestSamplesGiveTheirUpdates(t *testing.T) { statetest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { statetest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { statetest.Fuzz(f, Parser{}) }

func TestOtherTextIsNoList(t *testing.T) {
	for _, text := range []string{"", "KB5031234 was installed\n", "HotFixID\n", "RunNumber,Result\n"} {
		require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte(text), "Hotfix.csv")), text)
	}
}
