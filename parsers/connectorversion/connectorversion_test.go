package connectorversion

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
	"hybriddiag/parsers/statetest"
)

func TestSamplesGiveTheirVersion(t *testing.T) { statetest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { statetest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { statetest.Fuzz(f, Parser{}) }

func TestAnEmptyVersionFileIsReported(t *testing.T) {
	sink, result := textlogtest.Parse(t, Parser{}, "CONN01-ConnectorVersion.txt", nil)
	require.Empty(t, sink.Products)
	require.Equal(t, "no-version", result.Problems[0].Code)
}

func TestAnyTextWithAVersionIsNoVersionFile(t *testing.T) {
	require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte("1.5.3890.0"), "notes.txt")))
	require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte("none"), "CONN01-ConnectorVersion.txt")))
}
