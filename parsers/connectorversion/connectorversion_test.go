package connectorversion

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/parserstest"
)

func TestSamplesGiveTheirVersion(t *testing.T) { parserstest.Golden(t, Parser{}) }

func TestCutFilesGiveWhatTheyHold(t *testing.T) { parserstest.Cut(t, Parser{}) }

func FuzzParse(f *testing.F) { parserstest.Fuzz(f, Parser{}) }

func TestAnEmptyVersionFileIsReported(t *testing.T) {
	sink, result := parserstest.Parse(t, Parser{}, "CONN01-ConnectorVersion.txt", nil)
	require.Empty(t, sink.Products)
	require.Equal(t, "no-version", result.Problems[0].Kind())
}

func TestAnyTextWithAVersionIsNoVersionFile(t *testing.T) {
	require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte("1.5.3890.0"), "notes.txt")))
	require.Equal(t, parsers.No, Parser{}.Detect(parsers.NewHead([]byte("none"), "CONN01-ConnectorVersion.txt")))
}
